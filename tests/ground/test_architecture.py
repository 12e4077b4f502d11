"""The contracts of `pyproject.toml` are real: each of them fails when it is broken.

That they are kept is what `make lint` says.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from pmo_value.processes import ROOT, installed

APPS = ["accounts", "delivery", "pmo_value", "recognition", "scorecards"]

APPS_CONTRACT = "Apps import downwards only"
MODULES_CONTRACT = "Inside an app, modules import downwards only"
PURE_CONTRACT = "Calculations know no framework, no input and no clock"
TONE_CONTRACT = "One module reads the tone of comments"

# What breaks which contract: the module that gets a line too many, and the line.
VIOLATIONS = [
    (APPS_CONTRACT, "pmo_value/formatting.py", "import accounts.models"),
    (APPS_CONTRACT, "accounts/models.py", "import delivery.models"),
    (APPS_CONTRACT, "delivery/models/__init__.py", "import recognition"),
    (APPS_CONTRACT, "recognition/__init__.py", "import scorecards"),
    (MODULES_CONTRACT, "delivery/views.py", "import delivery.urls"),
    (MODULES_CONTRACT, "delivery/forms.py", "import delivery.receivers"),
    (MODULES_CONTRACT, "delivery/actions.py", "import delivery.forms"),
    (
        MODULES_CONTRACT,
        "scorecards/loading/__init__.py",
        "import scorecards.regeneration",
    ),
    (MODULES_CONTRACT, "scorecards/models/__init__.py", "import scorecards.loading"),
    (MODULES_CONTRACT, "scorecards/theme.py", "import scorecards.models"),
    (MODULES_CONTRACT, "delivery/calculations/measure.py", "import delivery.models"),
    (MODULES_CONTRACT, "accounts/admin.py", "import accounts.api"),
    (PURE_CONTRACT, "delivery/calculations/measure.py", "import django.utils.timezone"),
    (PURE_CONTRACT, "delivery/calculations/periods.py", "import time"),
    (PURE_CONTRACT, "delivery/calculations/periods.py", "import pathlib"),
    (PURE_CONTRACT, "recognition/calculations/trust.py", "import delivery.models"),
    (TONE_CONTRACT, "recognition/calculations/answers.py", "import vaderSentiment"),
]


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Hold the packages in a folder against the contracts."""
    return subprocess.run(
        [*installed(("lint-imports",)), "--no-cache", "--config", "pyproject.toml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the packages, free to be spoilt."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for app in APPS:
        shutil.copytree(
            ROOT / app, tmp_path / app, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path


def test_each_broken_contract_is_noticed(copy: Path):
    for _contract, module, line in VIOLATIONS:
        target = line.removeprefix("import ").replace(".", "/")
        if target.split("/")[0] in APPS and not (copy / target).is_dir():
            (copy / f"{target}.py").touch()
        with (copy / module).open("a") as source:
            source.write(f"\n{line}\n")
    linted = lint(copy)
    assert linted.returncode == 1
    # Under the name of a contract stands who imports what; of a library, its name.
    told = linted.stdout.partition("Broken contracts")[2]
    for contract, module, line in VIOLATIONS:
        importer = module.removesuffix(".py").removesuffix("/__init__")
        imported = line.removeprefix("import ")
        if imported.split(".")[0] not in APPS:
            imported = imported.split(".")[0]
        assert f"{contract} BROKEN" in linted.stdout
        assert f"{importer.replace('/', '.')} -> {imported} (l." in told
