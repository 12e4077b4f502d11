"""A scorecard that is quickly written, and what is left of those who write it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from delivery.models import Portfolio
from scorecards.actions.rendering import ask_for_file
from scorecards.media.child import NAME
from scorecards.models import RenderedFile, Scorecard
from tests.scorecards.cycles import drawn


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """Where this test keeps its files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def scorecard(portfolio: Portfolio) -> Scorecard:
    """A scorecard that says nothing: its files have one page."""
    return drawn(portfolio, {})


def ordered(
    scorecard: Scorecard,
    medium: str = "pdf",
    by: User | None = None,
    now: datetime | None = None,
) -> RenderedFile:
    """Ask for a file of a scorecard."""
    return ask_for_file(
        scorecard, medium, "A4", language="en", by=by, now=now or timezone.now()
    )


def anew(file: RenderedFile) -> RenderedFile:
    return RenderedFile.objects.select_related("portfolio").get(pk=file.pk)


def names(media: Path) -> list[str]:
    """Everything that lies where files are kept, hidden or not."""
    return sorted(path.name for path in (media / "reports").iterdir())


def writing(media: Path) -> list[int]:
    """The processes that are writing a file of this test."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            name = (process / "comm").read_bytes().strip()
            where = (process / "cwd").readlink()
        except OSError:
            continue
        if name == NAME and where.is_relative_to(media):
            found.append(int(process.name))
    return found


def is_alive(pid: int) -> bool:
    """Whether a process is there, and more than a trace that nobody has looked at."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
