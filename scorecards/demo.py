"""The end of a cycle in the demonstration, once its scorecards are drawn."""

from datetime import UTC, datetime, time, timedelta

from accounts.models import User
from delivery.demo.projects import ROOT
from delivery.models import Cycle
from recognition.actions.cycles import carry_over, waiting_value
from recognition.models import CycleClosing
from scorecards import loop
from scorecards.actions.freezing import freeze
from scorecards.models import FrozenScorecard, Scorecard
from scorecards.readiness import closing_period

# The lead took so long after the last day.
DAYS_AFTER = 12


def write_closing() -> None:
    """Close the last cycle of the demonstration on the figures of its last period.

    Its promises are kept by KPIs that are there, so nothing is to be drawn anew.
    """
    cycles = Cycle.objects.filter(portfolio__slug=ROOT).select_related("portfolio")
    closed = cycles.filter(status=Cycle.Status.CLOSED).order_by("ends_on").last()
    opened = cycles.filter(status=Cycle.Status.OPEN).order_by("starts_on").first()
    if closed is None or opened is None:
        return
    period = closing_period(closed)
    stored = Scorecard.objects.built().of_portfolio(closed.portfolio)
    scorecard = stored.filter(period_key=period.key).first()
    if scorecard is None:
        return
    lead = User.objects.get(username="lead")
    day = closed.ends_on + timedelta(days=DAYS_AFTER)
    at = datetime.combine(day, time(15, 30, tzinfo=UTC))
    closing = CycleClosing.objects.create(
        cycle=closed,
        period_key=period.key,
        digest=scorecard.digest,
        measures=loop.as_json(list(loop.held(scorecard.snapshot.readings))),
        opened=opened,
        closed_by=lead,
        closed_at=at,
    )
    reason = FrozenScorecard.Reason.CYCLE_CLOSED
    freeze(scorecard, reason, by=lead, at=at, closing=closing)
    carry_over(closing, waiting_value(closed, at))
