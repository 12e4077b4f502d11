"""A scorecard that is quickly written, and what is left of those who write it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from delivery.models import Portfolio
from scorecards.actions.rendering import ask_for_file
from scorecards.models import RenderedFile, Scorecard
from tests.scorecards.cycles import drawn

PLAIN_SETTINGS = "pmo_value.settings"
ODD_SETTINGS = "tests.scorecards.files.odd_settings"


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """Where this test keeps its files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def rendering_here(monkeypatch: pytest.MonkeyPatch, media: Path) -> None:
    """Let processes that write files start with the settings of an installation."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", PLAIN_SETTINGS)
    monkeypatch.setenv("VAR_DIR", str(media.parent))


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
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"scorecards.media.child" in words and str(media).encode() in words:
            found.append(int(process.name))
    return found


def is_alive(pid: int) -> bool:
    """Whether a process is there, and more than a trace that nobody has looked at."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
