"""How much of the work is done: from work packages to earned value."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .measure import Measure, Reason, Unit, coverage

ZERO = Decimal(0)
ONE = Decimal(1)
HALF = Decimal("0.5")
UNACCEPTED_CAP = Decimal("0.80")


class ProgressMethod(StrEnum):
    """How the percent complete of a work package is told."""

    ZERO_HUNDRED = "0/100"
    FIFTY_FIFTY = "50/50"
    MILESTONES = "milestones"
    UNITS = "units"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class WorkPackage:
    """A piece of budgeted work.

    Units: `budget` is money; `done` a ratio: the weight of milestones reached,
    of units made, or the percentage told. None is unknown.

    Raises ValueError for `done` outside 0 to 1; it is never clamped.

    Source: docs/formulas.md, "Earned value".
    """

    budget: Decimal
    method: ProgressMethod
    is_started: bool = False
    is_accepted: bool = False
    done: Decimal | None = None

    def __post_init__(self) -> None:
        if self.done is not None and not 0 <= self.done <= 1:
            raise ValueError(f"progress lies between 0 and 1, and is {self.done}")

    def percent_complete(self) -> Decimal | None:
        """Return the part of the work that counts as done.

        A told percentage counts up to 80 % until the work is accepted.
        """
        if self.is_accepted:
            return ONE
        match self.method:
            case ProgressMethod.ZERO_HUNDRED:
                return ZERO
            case ProgressMethod.FIFTY_FIFTY:
                return HALF if self.is_started else ZERO
            case ProgressMethod.PERCENT:
                return None if self.done is None else min(self.done, UNACCEPTED_CAP)
            case ProgressMethod.MILESTONES | ProgressMethod.UNITS:
                return self.done


def work_earned(packages: Iterable[WorkPackage]) -> Measure:
    """Return the earned value of work packages: budget x percent complete, summed.

    Units: money. Packages of unknown progress lower completeness by budget.

    Source: docs/formulas.md, "Earned value".
    """
    given = list(packages)
    known = [
        (package.budget, part)
        for package in given
        if (part := package.percent_complete()) is not None
    ]
    completeness = coverage(
        sum((budget for budget, _ in known), ZERO),
        sum((package.budget for package in given), ZERO),
    )
    if known:
        earned = Measure.of(
            sum((budget * part for budget, part in known), ZERO), Unit.MONEY
        )
    else:
        earned = Measure.missing(Reason.NO_DATA, Unit.MONEY)
    return earned.with_count(len(known), len(given)).with_coverage(completeness)
