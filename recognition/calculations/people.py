"""How many of some people are among others: who came back, who was heard."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Measure, Reason, Thresholds, Unit, divide

REPEAT_THRESHOLDS = Thresholds(Decimal("0.80"), Decimal("0.60"))
HEARD_THRESHOLDS = Thresholds(Decimal("0.70"), Decimal("0.50"))


@dataclass(frozen=True, slots=True)
class People(Additive):
    """Distinct people, and those among whom some of them are found.

    Shape: ids. Parts add up with ``+`` by uniting the sets, so that a sponsor of
    two portfolios counts once in the one above.

    Source: docs/formulas.md, "People are counted once".
    """

    expected: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()

    @property
    def found(self) -> frozenset[str]:
        """Those of the expected who are present."""
        return self.expected & self.present

    def measure(self) -> Measure:
        """Return which share of the expected is present; NO_DATA of nobody.

        Units: a ratio of counts of people.
        """
        if not self.expected:
            return Measure.missing(Reason.NO_DATA, Unit.RATIO, n=0, n_expected=0)
        share = divide(len(self.found), len(self.expected))
        return share.with_count(len(self.expected), len(self.expected))


def repeat_rate(previous: Iterable[str], current: Iterable[str]) -> People:
    """Return which users of the previous cycle have asked for services again.

    Shape: ids of users in any order, repeated ones count once. Users who are new
    in the current cycle do not count. No previous users: NO_DATA.

    Source: docs/formulas.md, "Demand in the next cycle".
    """
    return People(frozenset(previous), frozenset(current))


def feedback_coverage(active: Iterable[str], heard: Iterable[str]) -> People:
    """Return from which active sponsors there is an answer in the last two cycles.

    Shape: ids of sponsors in any order. Answers of those who are not active any more
    do not count. No active sponsors: NO_DATA.

    Source: docs/formulas.md, "Sponsors who were heard".
    """
    return People(frozenset(active), frozenset(heard))
