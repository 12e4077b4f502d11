"""Every calculation is explained to its readers, under the heading it names."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
PAGE = (REPOSITORY / "docs" / "formulas.md").read_text(encoding="utf-8")
HEADINGS = set(re.findall(r"^#+ (.+)$", PAGE, flags=re.MULTILINE))
MODULES = sorted((REPOSITORY / "delivery" / "calculations").glob("*.py"))


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
