"""What a measure is called, and how it is explained and judged."""

from dataclasses import dataclass

from django.utils.functional import Promise

from delivery.calculations.measure import Better, Thresholds, Within


@dataclass(frozen=True, slots=True)
class Term:
    """What a measure is called, what it means in one sentence, how it is judged.

    `better` is for measures that have a good direction and no thresholds.
    """

    label: str | Promise
    explanation: str | Promise
    thresholds: Thresholds | Within | None = None
    better: Better | None = None
