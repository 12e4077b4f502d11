"""What the tests of scorecards share."""

from pathlib import Path

import pytest
from django.conf import settings

from pmo_value.processes import ROOT
from scorecards import regeneration
from scorecards.media.pdf import face
from scorecards.panels.earned_value import EARNED_VALUE
from scorecards.panels.kpis import KPIS
from scorecards.panels.on_time import ON_TIME
from scorecards.panels.projects_by_rating import PROJECTS_BY_RATING
from tests.scorecards import tiny

FEW = (KPIS, ON_TIME, EARNED_VALUE, PROJECTS_BY_RATING)


@pytest.fixture(scope="session", autouse=True)
def _cuts_of_the_face() -> None:
    """Keep what is cut for PDFs beside the databases, for all processes of all runs.

    An installation keeps it in its own folder, which is a new one for each process.
    """
    kept = ROOT / ".pytest_cache" / face.FOLDER
    kept.mkdir(parents=True, exist_ok=True)
    (Path(settings.VAR_DIR) / face.FOLDER).symlink_to(kept)


@pytest.fixture
def few_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four panels instead of all: facts take the same way to them, only sooner."""
    monkeypatch.setattr(regeneration, "PANELS", FEW)


@pytest.fixture
def tiny_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest panels there can be, for what becomes of scorecards as a whole."""
    monkeypatch.setattr(regeneration, "PANELS", tiny.PANELS)
