"""Customer effort: how easy it is to work with the PMO."""

from dataclasses import dataclass
from decimal import Decimal

from delivery.calculations.measure import Thresholds, Unit

from .answers import EFFORT, Answers
from .estimate import MIN_N, Estimate, mean_estimate
from .proportion import share_estimate

EASY_FROM = 5

CES_THRESHOLDS = Thresholds(Decimal("5.5"), Decimal("4.5"))


@dataclass(frozen=True, slots=True)
class Ces:
    """The mean answer, and the share of people who found it easy.

    Units: `mean` is on the scale from 1 to 7, `easy` a ratio.
    """

    mean: Estimate
    easy: Estimate


def ces(answers: Answers, *, population: int | None = None, min_n: int = MIN_N) -> Ces:
    """Return the mean agreement with "made it easy", and the share of 5 to 7.

    This is version 2.0 of the question, where 7 is good; answers to version 1.0
    (low is good) are not to be mixed in.

    Nobody answered: NO_DATA; fewer than `min_n`: suppressed.

    Raises ValueError for an answer that is not on the scale from 1 to 7.

    Source: docs/formulas.md, "Effort (CES)".
    """
    EFFORT.check(answers)
    easy = answers.between(EASY_FROM, EFFORT.highest)
    return Ces(
        mean_estimate(
            answers.moments(), Unit.NUMBER, min_n=min_n, population=population
        ),
        share_estimate(easy, answers.n, min_n=min_n, population=population),
    )
