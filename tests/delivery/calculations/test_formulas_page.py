"""Every calculation is explained to its readers, under the heading it names."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
PAGE = (REPOSITORY / "docs" / "formulas.md").read_text(encoding="utf-8")
HEADINGS = set(re.findall(r"^#+ (.+)$", PAGE, flags=re.MULTILINE))
# A verdict and a completeness are put together from numbers, where panels are read.
MODULES = sorted(
    module
    for folder in (
        "delivery/calculations",
        "recognition/calculations",
        "scorecards/panels",
    )
    for module in (REPOSITORY / folder).glob("*.py")
)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_every_source_names_a_heading_of_the_formulas_page(module: Path) -> None:
    text = " ".join(module.read_text(encoding="utf-8").split())

    named = set(re.findall(r'docs/formulas\.md, "([^"]+)"', text))

    assert named <= HEADINGS


def test_every_explanation_belongs_to_a_calculation() -> None:
    code = " ".join(
        " ".join(module.read_text(encoding="utf-8").split()) for module in MODULES
    )
    explained = set(re.findall(r"^### (.+)$", PAGE, flags=re.MULTILINE))

    assert {heading for heading in explained if f'"{heading}"' not in code} == set()
