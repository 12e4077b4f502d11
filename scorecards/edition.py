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


@cache
def edition() -> str:
    """Return a fingerprint of the code between the facts and the picture.

    It is part of every digest: after an upgrade `refresh_scorecards --all` draws
    anew what the upgrade changed, and nobody has to remember to raise a number.
    """
    fingerprint = hashlib.sha256()
    for source in SOURCES:
        place = ROOT / source
        files = [*place.rglob("*.py"), *place.rglob("*.html")] or [place]
        for path in sorted(files):
            fingerprint.update(path.read_bytes())
    return fingerprint.hexdigest()[:16]
