"""When something is due, and on which days somebody is reminded of it."""

from collections.abc import Iterable
from datetime import date, timedelta

from .cadence import Span, span_of, spans_until
from .kpi_values import Cadence

# Days after the end of a period until its facts are due.
ALLOWED = {Cadence.WEEK: 3, Cadence.MONTH: 7, Cadence.QUARTER: 10, Cadence.YEAR: 15}
# Days before something is due on which a reminder goes out, and days after.
REMINDED_BEFORE = {
    Cadence.WEEK: 2,
    Cadence.MONTH: 5,
    Cadence.QUARTER: 7,
    Cadence.YEAR: 10,
}
REMINDED_AFTER = (1, 3)
# So many complete periods back something that is missing is still asked for.
ASKED_BACK = {
    Cadence.WEEK: 4,
    Cadence.MONTH: 3,
    Cadence.QUARTER: 2,
    Cadence.YEAR: 1,
}


def due_on(span: Span, cadence: Cadence) -> date:
    """Return the day by which the facts of a period should be there.

    Source: docs/formulas.md, "When something is due".
    """
    return span.end + timedelta(days=ALLOWED[cadence])


def complete_spans(
    today: date, cadence: Cadence, fy_start_month: int = 1
) -> list[Span]:
    """Return the periods that are over and still asked for, newest first.

    Source: docs/formulas.md, "When something is due".
    """
    running = span_of(today, cadence, fy_start_month)
    spans = spans_until(today, cadence, fy_start_month, count=ASKED_BACK[cadence] + 1)
    return [span for span in spans if span != running]


def missing_spans(spans: Iterable[Span], given: set[date], begun: date) -> list[Span]:
    """Return the periods without a fact, of those that end after something began.

    Shape: `given` are the first days of the periods that have a fact.
    """
    return [span for span in spans if span.start not in given and span.end >= begun]


def is_reminded(
    due: date, cadence: Cadence, *, looked_on: date | None, today: date
) -> bool:
    """Return whether a reminder of something falls to today.

    It does too when its day was one of those since the last look, so that a scheduler
    that stood still for a night skips nobody; what is more than a week old is left.

    Source: docs/formulas.md, "When something is due".
    """
    before = timedelta(days=REMINDED_BEFORE[cadence])
    days = [due - before, *(due + timedelta(days=after) for after in REMINDED_AFTER)]
    since = today - timedelta(days=1) if looked_on is None else looked_on
    since = max(since, today - timedelta(days=7))
    return any(since < day <= today for day in days)
