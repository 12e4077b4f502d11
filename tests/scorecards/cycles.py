"""A cycle that is over, with the scorecard on which it is closed, made by hand."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from delivery.calculations.measure import Measure, Reason, Unit
from delivery.models import Cycle, Portfolio
from scorecards.loop import LOOP
from scorecards.models import Refresh, Scorecard
from scorecards.panels.contract import Reading
from scorecards.snapshots import readings_as_json
from tests.factories import CycleFactory, LessonFactory, PromiseFactory

# Ahead of whatever the tests change.
LATER = 10**6
NAMES = [name for link in LOOP for name in link.names]


def known(number: str) -> Reading:
    return Reading(label="Share", measure=Measure.of(Decimal(number), Unit.RATIO))


def unknown(why: str) -> Reading:
    missing = Measure.missing(Reason.NO_DATA, Unit.RATIO)
    return Reading(label="Share", measure=missing, missing=why)


def drawn_later(portfolio: Portfolio, readings: dict[str, Reading]) -> Scorecard:
    """Store a scorecard of the fourth quarter, which has begun."""
    scorecard = Scorecard.objects.get(portfolio=portfolio)
    scorecard.pk = None
    scorecard.period_key, scorecard.digest = "2026-Q4", "c" * 64
    scorecard.period_start, scorecard.period_end = date(2026, 10, 1), date(2026, 12, 31)
    scorecard.as_of = date(2026, 10, 20)
    scorecard.readings = readings_as_json(readings)
    scorecard.save()
    Refresh.objects.filter(portfolio=portfolio).update(latest_period_key="2026-Q4")
    return scorecard


def drawn(portfolio: Portfolio, readings: dict[str, Reading]) -> Scorecard:
    """Store a scorecard of the third quarter of 2026 that no fact is ahead of."""
    Refresh.objects.update_or_create(
        portfolio=portfolio,
        defaults={
            "built_revision": LATER,
            "latest_period_key": "2026-Q3",
            "first_day": date(2026, 1, 1),
            "last_day": date(2026, 9, 30),
        },
    )
    scorecard, _made = Scorecard.objects.update_or_create(
        portfolio=portfolio,
        period_key="2026-Q3",
        defaults={
            "period_start": date(2026, 7, 1),
            "period_end": date(2026, 9, 30),
            "as_of": date(2026, 9, 30),
            "currency": "EUR",
            "built_revision": LATER,
            "built_at": timezone.now(),
            "digest": "a" * 64,
            "readings": readings_as_json(readings),
            "body": "<p>As it was drawn</p>",
        },
    )
    return scorecard


def ended(portfolio: Portfolio) -> Cycle:
    """Make a cycle that is over and to which nothing is lacking."""
    cycle = CycleFactory(
        portfolio=portfolio,
        name="Third quarter",
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 30),
    )
    LessonFactory(cycle=cycle)
    PromiseFactory(cycle=cycle)
    drawn(portfolio, {name: known("0.5") for name in NAMES})
    return cycle


def following(cycle: Cycle, **changes: object) -> Cycle:
    """Return the next cycle, not saved yet."""
    days = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 12, 31)}
    return Cycle(portfolio=cycle.portfolio, **{"name": "Fourth", **days, **changes})


def at(day: int) -> datetime:
    return datetime(2026, 10, day, 9, tzinfo=timezone.get_default_timezone())
