"""Which periods a portfolio keeps a scorecard of."""

from datetime import date

from delivery.calculations.periods import Period, PeriodKind, months_between

Span = tuple[date, date]

# A year of months and the one to compare with; three years of quarters; six years.
KEPT = {PeriodKind.MONTH: 13, PeriodKind.QUARTER: 12, PeriodKind.YEAR: 6}
LONGER = {
    PeriodKind.MONTH: (PeriodKind.QUARTER, PeriodKind.YEAR),
    PeriodKind.QUARTER: (PeriodKind.YEAR,),
    PeriodKind.YEAR: (),
}


def span(period: Period) -> Span:
    """Return the first and the last day of a period."""
    return period.start, period.end


def period_of_span(days: Span, fy_start_month: int) -> Period:
    """Return the period from a first to a last day.

    A quarter or year of somebody else's fiscal calendar keeps its own days.
    Raises ValueError when the days are not those of a month, quarter or year.
    """
    first, last = days
    count = len(months_between(first, last))
    kind = next(kind for kind in PeriodKind if kind.month_count == count)
    period = Period.containing(first, kind, fy_start_month)
    if span(period) != days:
        period = Period(kind, first, first.month)
    return period


def standing_periods(
    kind: PeriodKind, fy_start_month: int, first_day: date, last_day: date
) -> tuple[Period, ...]:
    """Return the periods whose scorecards are kept without anybody asking.

    Shape: ascending. They are the latest reporting periods with something known
    in them, and the longer ones that contain the last day.
    """
    period = Period.containing(last_day, kind, fy_start_month)
    periods = [
        Period.containing(last_day, longer, fy_start_month) for longer in LONGER[kind]
    ]
    while len(periods) < KEPT[kind] + len(LONGER[kind]) and period.end >= first_day:
        periods.append(period)
        period = period.previous()
    return tuple(sorted(periods))


def day_of_knowledge(period: Period, last_day: date | None) -> date:
    """Return the day as of which a period is read.

    It is the period's end, or the last day anything is known about if that is
    earlier.
    """
    return min(period.end, last_day or period.end)
