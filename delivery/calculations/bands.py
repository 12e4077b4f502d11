"""The bands of a target: from which value each begins, what it scores, its name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise

from .measure import settled
from .scores import ScoreCurve

FEWEST, MOST = 2, 5
BEST_SCORE = Decimal(120)
# One band as text: 0.95 = 80 Good
WRITTEN = re.compile(
    r"(-?\d{1,12}(?:\.\d{1,6})?)\s*=\s*(\d{1,3}(?:\.\d{1,2})?)(?:\s+(\S.*))?", re.ASCII
)


class BandFlaw(StrEnum):
    """What is wrong with some bands."""

    COUNT = "count"
    VALUES = "values"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class Band:
    """A range of values, from where it begins on its worse side.

    Units: `begins_at` in the KPI's own unit, `score` from 0 to 120.
    """

    begins_at: Decimal
    score: Decimal
    name: str = ""


def flaw_of(bands: Sequence[Band]) -> BandFlaw | None:
    """Return what is wrong with bands, listed from the worst to the best.

    Two to five, the values rising or falling throughout, the scores rising.

    Source: docs/formulas.md, "Scores".
    """
    if not FEWEST <= len(bands) <= MOST:
        return BandFlaw.COUNT
    signs = {
        (after.begins_at > before.begins_at) - (after.begins_at < before.begins_at)
        for before, after in pairwise(bands)
    }
    if len(signs) > 1 or 0 in signs:
        return BandFlaw.VALUES
    if any(after.score <= before.score for before, after in pairwise(bands)):
        return BandFlaw.SCORES
    return BandFlaw.SCORES if bands[-1].score > BEST_SCORE else None


def curve_of_bands(bands: Sequence[Band]) -> ScoreCurve | None:
    """Return the curve through the points at which bands begin.

    Values worse than the first count as that. None where the bands are flawed.
    """
    if flaw_of(bands) is not None:
        return None
    return ScoreCurve.of((band.begins_at, band.score) for band in bands)


def rises(bands: Sequence[Band]) -> bool:
    """Whether higher values are better by these bands."""
    return bands[-1].begins_at > bands[0].begins_at


def band_of(bands: Sequence[Band], value: Decimal) -> Band:
    """Return the band of a value: the last one that it has reached."""
    sign = 1 if rises(bands) else -1
    reached = [band for band in bands if sign * (value - band.begins_at) >= 0]
    return reached[-1] if reached else bands[0]


def reaching(bands: Iterable[Band], score: Decimal) -> Decimal | None:
    """Return the first value, from the worst on, that scores so much; None without one.

    It lies on the line between two bands, as scores do, so that a limit in a picture
    and the colour of a value agree.
    """
    before: Band | None = None
    for band in bands:
        if band.score == score or (band.score > score and before is None):
            return band.begins_at
        if band.score > score and before is not None:
            part = (score - before.score) / (band.score - before.score)
            return settled(
                before.begins_at + (band.begins_at - before.begins_at) * part
            )
        before = band
    return None


def as_text(bands: Iterable[Band]) -> str:
    """Return bands as one writes them in a file: "0.8 = 0 Poor; 0.95 = 80 Good"."""
    return "; ".join(
        f"{row['from']} = {row['score']} {row['name']}".strip()
        for row in as_json(bands)
    )


def from_text(text: str) -> tuple[Band, ...]:
    """Return the bands that a text lists, from the worst to the best.

    Raises ValueError with the part that cannot be read.
    """
    bands = []
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        found = WRITTEN.fullmatch(part)
        if found is None:
            raise ValueError(part)
        bands.append(Band(Decimal(found[1]), Decimal(found[2]), found[3] or ""))
    return tuple(bands)


def as_json(bands: Iterable[Band]) -> list[dict[str, str]]:
    """Return bands as they are stored; numbers are texts, and exact."""
    return [
        {
            "from": f"{band.begins_at.normalize():f}",
            "score": f"{band.score.normalize():f}",
            "name": band.name,
        }
        for band in bands
    ]


def from_json(stored: object) -> tuple[Band, ...]:
    """Return the bands that `as_json` wrote; what it did not write is none."""
    try:
        return tuple(
            Band(Decimal(row["from"]), Decimal(row["score"]), str(row["name"]))
            for row in stored  # type: ignore[attr-defined]
        )
    except (InvalidOperation, KeyError, TypeError):
        return ()
