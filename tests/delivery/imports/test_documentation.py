"""docs/importing.md says what the code does."""

import re
from pathlib import Path

import pytest

from delivery.imports.kinds import KINDS, default_mapping
from delivery.imports.profiles import profile_names
from delivery.imports.toml import load_mapping

TEXT = (Path(__file__).parents[3] / "docs" / "importing.md").read_text()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_columns_of_every_kind_are_documented(kind):
    line = next(
        line for line in TEXT.splitlines() if line.startswith(f"| `{kind.name}` |")
    )
    _before, _name, columns, key, _after = line.split("|")
    assert tuple(re.findall(r"`(\w+)`", key)) == kind.key
    expected = []
    for rule in default_mapping(kind.name).facts[0].fields:
        first, *others = [f"`{column}`" for column in rule.columns]
        needed = kind.is_required(rule.field)
        text = f"**{first}**" if needed else first
        expected.append(f"{text} ({', '.join(others)})" if others else text)
    assert columns.strip() == ", ".join(expected)


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_is_documented(name):
    assert f"| `{name}` |" in TEXT


def test_the_mapping_of_the_documentation_is_one(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    path = tmp_path / "mapping.toml"
    path.write_text(example)
    mapping = load_mapping(path)
    assert mapping.kinds == ("projects", "status-updates")
