"""Every dependency has its record, and every record its dependency."""

import re

from pmo_value.processes import ROOT

DECISIONS = ROOT / "docs" / "decisions"
NAME = re.compile(r"^([A-Za-z][A-Za-z0-9-]*)", re.MULTILINE)
OUR_DESIGN = {
    "README",
    "development",
    *re.findall(r"\]\((.+)\.md\)", (DECISIONS / "README.md").read_text()),
}


def required(file: str) -> set[str]:
    """Return the names in one of the short lists."""
    return {name.lower() for name in NAME.findall((ROOT / file).read_text())}


def test_each_dependency_has_a_record_and_each_record_a_dependency():
    records = {path.stem for path in DECISIONS.glob("*.md")} - OUR_DESIGN
    assert records == required("requirements.in")


def test_each_tool_of_development_has_a_record():
    headings = re.findall(
        r"^## (.+)$", (DECISIONS / "development.md").read_text(), re.MULTILINE
    )
    recorded = {name.lower() for heading in headings for name in heading.split(", ")}
    assert recorded == required("requirements-dev.in")


def test_a_record_says_what_instead_of_what_at_what_cost_and_until_when():
    for path in DECISIONS.glob("*.md"):
        text = path.read_text()
        if path.stem not in {"README", "development"}:
            assert text.count("\n- **") == 4, path.name
