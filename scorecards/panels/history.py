"""The last periods of a panel: when they were, and their names in a picture."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeVar

from delivery.calculations.measure import Measure, exact
from delivery.calculations.periods import Period, PeriodKind
from pmo_value import formatting
from scorecards.facts import PortfolioFacts
from scorecards.figures import Place
from scorecards.panels.parts import History

LENGTH: Final = 8

P = TypeVar("P")


@lru_cache(maxsize=256)
def last_periods(period: Period) -> tuple[Period, ...]:
    """The last periods of the kind: oldest first, the period itself last."""
    periods = [period]
    while len(periods) < LENGTH:
        periods.append(periods[-1].previous())
    return tuple(reversed(periods))


def history(
    facts: PortfolioFacts,
    name: str,
    period: Period,
    as_of: date,
    part: Callable[[Period, date], P],
) -> History[P]:
    """A part for each of the last periods, as things stood at the end of each.

    Under its name a part is worked out once for all the periods that show it.
    """

    def at(past: Period) -> P:
        day = min(past.end, as_of)
        return facts.once((name, past, day), lambda: part(past, day))

    return History(tuple(at(past) for past in last_periods(period)))


def trend(measures: Iterable[Measure]) -> tuple[Decimal | None, ...]:
    """The values of some measures; what is not available leaves a gap."""
    return tuple(
        None if measure.value is None else exact(measure.value) for measure in measures
    )


def short_label(period: Period) -> str:
    """The name of a period where there is little room: Sep 2026, Q3 FY2026."""
    if period.kind is PeriodKind.MONTH:
        return formatting.month(period.start)
    return period.label


def places(period: Period) -> list[Place]:
    """The last periods as places in a picture."""
    return [Place(past.end, short_label(past)) for past in last_periods(period)]
