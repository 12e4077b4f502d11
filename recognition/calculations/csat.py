"""Customer satisfaction: the share of people who are satisfied."""

from dataclasses import dataclass
from decimal import Decimal

from delivery.calculations.measure import Thresholds, Unit

from .answers import SATISFACTION, Answers
from .estimate import MIN_N, Estimate, mean_estimate
from .proportion import share_estimate

SATISFIED_FROM = 4

CSAT_THRESHOLDS = Thresholds(Decimal("0.80"), Decimal("0.60"))


@dataclass(frozen=True, slots=True)
class Csat:
    """The satisfied share, and beside it the mean answer.

    Units: `satisfied` is a ratio, `mean` on the scale from 1 to 5.
    """

    satisfied: Estimate
    mean: Estimate


def csat(
    answers: Answers, *, population: int | None = None, min_n: int = MIN_N
) -> Csat:
    """Return which share answered 4 or 5 on the scale from 1 to 5.

    Nobody answered: NO_DATA; fewer than `min_n`: suppressed.

    Raises ValueError for an answer that is not on the scale.

    Source: docs/formulas.md, "Satisfaction (CSAT)".
    """
    SATISFACTION.check(answers)
    satisfied = answers.between(SATISFIED_FROM, SATISFACTION.highest)
    return Csat(
        share_estimate(satisfied, answers.n, min_n=min_n, population=population),
        mean_estimate(
            answers.moments(), Unit.NUMBER, min_n=min_n, population=population
        ),
    )
