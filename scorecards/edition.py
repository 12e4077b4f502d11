"""Which edition of the formulas, texts and pictures a stored row was made by."""

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "delivery/calculations",
    "pmo_value/formatting.py",
    "recognition/calculations",
    "recognition/sentences",
    "recognition/words.py",
    "scorecards/assembling.py",
    "scorecards/facts",
    "scorecards/figures",
    "scorecards/horizon.py",
    "scorecards/loading",
    "scorecards/panels",
    "scorecards/pmo_return",
    "scorecards/presenting",
    "scorecards/snapshots.py",
    "scorecards/study.py",
    "scorecards/svg",
    "scorecards/theme.py",
    "templates/components",
    "templates/scorecards/_body.html",
)
MEDIA = ("scorecards/media", "scorecards/svg", "scorecards/theme.py", "templates/media")
KINDS = ("*.py", "*.html", "*.css")


@cache
def edition() -> str:
    """Return a fingerprint of the code between the facts and the picture.

    It is part of every digest: after an upgrade `refresh_scorecards --all` draws
    anew what the upgrade changed, and nobody has to remember to raise a number.
    """
    return _fingerprint(SOURCES)


@cache
def media_edition() -> str:
    """Return a fingerprint of the code between a scorecard and its files."""
    return _fingerprint(MEDIA)


def _fingerprint(sources: tuple[str, ...]) -> str:
    fingerprint = hashlib.sha256()
    for source in sources:
        place = ROOT / source
        files = [path for kind in KINDS for path in place.rglob(kind)] or [place]
        for path in sorted(files):
            fingerprint.update(path.read_bytes())
    return fingerprint.hexdigest()[:16]
