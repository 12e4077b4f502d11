"""What stands in the way of closing a cycle, and everything that would be closed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from delivery.calculations.periods import Period
from delivery.models import Cycle, Portfolio
from pmo_value import formatting
from recognition.actions.cycles import waiting_value
from recognition.calculations.cycles import next_span
from recognition.models import (
    CarriedValue,
    CycleClosing,
    CycleLesson,
    CyclePromise,
)
from scorecards.loop import Held, held
from scorecards.models import Refresh, Scorecard


class Hindrance(NamedTuple):
    """Something to do before the cycle can be closed, and where."""

    text: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """A cycle on the day on which somebody looks at its closing."""

    cycle: Cycle
    period: Period
    scorecard: Scorecard | None
    # The latest one, if that is another: from it comes what waits for its sponsors.
    newest: Scorecard | None
    measures: tuple[Held, ...]
    lessons: tuple[CycleLesson, ...]
    promises: tuple[CyclePromise, ...]
    carried: tuple[CarriedValue, ...]
    hindrances: tuple[Hindrance, ...]

    @property
    def is_ready(self) -> bool:
        return not self.hindrances

    @property
    def seen(self) -> str:
        """What stands for the figures that somebody reads before closing."""
        read = [one.digest for one in (self.scorecard, self.newest) if one]
        return sha256(" ".join(read).encode()).hexdigest()


def closing_period(cycle: Cycle) -> Period:
    """Return the reporting period that ends a cycle."""
    return cycle.portfolio.period_of(cycle.ends_on)


def readiness(cycle: Cycle, now: datetime) -> Readiness:
    """Return how far a cycle has come, in a fixed number of queries."""
    today = timezone.localdate(now)
    period = closing_period(cycle)
    scorecard, newest = _scorecards(cycle, period)
    measures = _measures(scorecard, newest)
    lessons = tuple(CycleLesson.objects.of_cycle(cycle))
    promises = tuple(CyclePromise.objects.of_cycle(cycle).for_list().with_outcome())
    carried = tuple(waiting_value(cycle, now))
    found = Readiness(
        cycle, period, scorecard, newest, measures, lessons, promises, carried, ()
    )
    hindrances = (*_of_time(cycle, today), *_of_figures(found), *_of_words(found))
    return replace(found, hindrances=hindrances)


def _scorecards(
    cycle: Cycle, period: Period
) -> tuple[Scorecard | None, Scorecard | None]:
    """Return the scorecard of a period, and the latest one if that is a later one."""
    stored = Scorecard.objects.of_portfolio(cycle.portfolio).with_is_current()
    built = stored.with_panels().built().order_by()
    scorecard = built.filter(period_key=period.key).first()
    newest = built.of_latest_period().first()
    for one in (scorecard, newest):
        if one:
            one.portfolio = cycle.portfolio
    is_later = newest is not None and newest.period.start > period.end
    return scorecard, newest if is_later else None


def _measures(
    scorecard: Scorecard | None, newest: Scorecard | None
) -> tuple[Held, ...]:
    if scorecard is None:
        return ()
    later = newest.snapshot.readings if newest else None
    return tuple(held(scorecard.snapshot.readings, later))


def _of_time(cycle: Cycle, today: date) -> Iterator[Hindrance]:
    if cycle.ends_on >= today:
        text = _(
            "The cycle goes on until %(day)s. Close it after that day, or move its end."
        )
        yield Hindrance(
            text % {"day": formatting.day(cycle.ends_on)},
            reverse("delivery:cycle_update", args=[cycle.pk]),
            _("Change its days"),
        )


def _of_figures(found: Readiness) -> Iterator[Hindrance]:
    """What is lacking of the scorecard; one thing at a time, the first cause first."""
    cycle, label = found.cycle, found.period.label
    address = reverse("scorecards:scorecard_detail", args=[cycle.portfolio.slug])
    shown = f"{address}?period={found.period.key}"
    if found.scorecard is None and not _knows(cycle.portfolio, found.period):
        text = _(
            "Nothing is known about %(period)s, in which the cycle ends: no fact lies "
            "in it. Enter what happened, or move the end of the cycle."
        )
        link = reverse("delivery:cycle_update", args=[cycle.pk])
        yield Hindrance(text % {"period": label}, link, _("Change its days"))
    elif found.scorecard is None:
        text = _(
            "The scorecard of %(period)s, in which the cycle ends, has not been drawn. "
            "Open it once; it is ready within a minute."
        )
        yield Hindrance(text % {"period": label}, shown, _("Open the scorecard"))
    elif not found.scorecard.is_current:
        text = _(
            "Facts have changed since the scorecard of %(period)s was drawn. It is "
            "being drawn anew; come back in a minute."
        )
        yield Hindrance(text % {"period": label}, shown, _("See how far it is"))
    else:
        for one in found.measures:
            if one.is_lacking:
                text = _(
                    "%(measure)s (%(key)s) has been neither computed nor found "
                    "missing. Have the scorecard of %(period)s drawn anew: change a "
                    "fact, or ask whoever runs the installation."
                )
                words = {
                    "measure": one.link.label,
                    "key": one.link.key,
                    "period": label,
                }
                yield Hindrance(text % words, shown, _("Open the scorecard"))


def _knows(portfolio: Portfolio, period: Period) -> bool:
    refresh = Refresh.objects.filter(portfolio=portfolio).first()
    return refresh is not None and refresh.knows(period)


def _of_words(found: Readiness) -> Iterator[Hindrance]:
    pk = [found.cycle.pk]
    if not found.lessons:
        yield Hindrance(
            _("No lesson is written down. Say what the cycle taught, at least once."),
            reverse("recognition:lesson_create", args=pk),
            _("Add a lesson"),
        )
    if not found.promises:
        yield Hindrance(
            _(
                "Nothing is promised for the next cycle. It opens with your promises, "
                "at least one."
            ),
            reverse("recognition:promise_create", args=pk),
            _("Add a promise"),
        )


def next_cycle(cycle: Cycle) -> Cycle:
    """Return the cycle that follows another one: the one there is, or a proposal.

    A cycle that was opened again has opened one before.
    """
    closings = CycleClosing.objects.of_cycle(cycle).select_related("opened")
    if closing := closings.order_by("-closed_at").first():
        return closing.opened
    later = Cycle.objects.filter(
        portfolio=cycle.portfolio,
        status=Cycle.Status.OPEN,
        starts_on__gt=cycle.ends_on,
    )
    if prepared := later.order_by("starts_on").first():
        return prepared
    starts_on, ends_on = next_span(cycle.starts_on, cycle.ends_on)
    return Cycle(
        portfolio=cycle.portfolio,
        name=_next_name(cycle.name, cycle.ends_on.year, ends_on.year),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _next_name(name: str, year: int, next_year: int) -> str:
    """Return a name with the next year in it; nothing where it names no year."""
    proposed = name.replace(str(year), str(next_year))
    return proposed if proposed != name else ""
