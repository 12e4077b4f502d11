"""What this application knows of each step of the flywheel, and of its momentum."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.measure import exact
from delivery.models import Cycle, Portfolio, Project, Service, ServiceUse
from pmo_value import formatting
from recognition.calculations.cycles import Outcome
from recognition.models import (
    CycleClosing,
    CycleLesson,
    CyclePromise,
    FollowUp,
    Round,
    Stakeholder,
    Story,
)
from recognition.steps import Step, steps_of
from scorecards import loop
from scorecards.cycle_page import panel_urls
from scorecards.models import Scorecard
from scorecards.panels.contract import Readings
from scorecards.panels.terms import TERMS
from scorecards.presenting.values import sparkline, status_of, told

# So many turns are looked back upon.
MOST_CYCLES = 6

# The measures that say how a step is doing, the most telling first.
MEASURES: Final[dict[int, tuple[str, ...]]] = {
    1: ("trust_index.index",),
    2: ("repeat_rate.requests", "repeat_rate.unsolicited", "feedback_coverage.rate"),
    3: ("recognition.acknowledged", "perception_gap.gap"),
    5: ("repeat_rate.adoption",),
    6: ("pmo_cost",),
    7: ("kpis.count", "xmr.improved", "xmr.deteriorated"),
    8: ("ces.mean",),
    9: ("rollup.score", "on_time_rate", "benefits.validated"),
    10: ("recognition.communicated", "recognition.acknowledged", "nps.nps"),
}
# What the loop hands on, by the step of the next turn that begins with it.
HANDED_ON: Final[dict[int, Promise]] = {
    1: gettext_lazy("Trust that was won or lost begins the next turn."),
    2: gettext_lazy("Requests that nobody was obliged to make tell what is needed."),
    3: gettext_lazy("What was not acknowledged asks for another value proposition."),
    7: gettext_lazy("Signals in the KPIs say what to watch."),
    8: gettext_lazy("What was hard for sponsors says what to improve."),
}


class Fact(NamedTuple):
    """One thing known of a step; `missing` says why there is no value."""

    label: str
    value: str
    missing: str = ""
    url: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A step with what is known of it."""

    step: Step
    facts: tuple[Fact, ...]
    handed_on: str

    @property
    def status(self) -> str:
        """The colour of its first fact that is judged."""
        judged = (fact.status for fact in self.facts if fact.status)
        return next((status for status in judged if status != "none"), "none")

    @property
    def summary(self) -> str:
        """Its first fact with a value, in a line."""
        for fact in self.facts:
            if not fact.missing:
                return f"{fact.label}: {fact.value}"
        return _("nothing is known yet")


def turns_of(
    portfolio: Portfolio,
    scorecard: Scorecard | None,
    cycle: Cycle | None,
    today: date,
    *,
    takes_facts: bool,
) -> list[Turn]:
    """Return the ten steps with what is known, in a fixed number of queries.

    Only who enters facts is led to lists that hold them.
    """
    counted = _counted(portfolio, cycle, today, takes_facts=takes_facts)
    measured = _measured(scorecard) if scorecard else {}
    return [
        Turn(
            step,
            (*measured.get(step.number, ()), *counted.get(step.number, ())),
            str(HANDED_ON.get(step.number, "")),
        )
        for step in steps_of(portfolio)
    ]


def _measured(scorecard: Scorecard) -> dict[int, list[Fact]]:
    """What the latest scorecard says of each step, and the panels that explain it."""
    readings = scorecard.snapshot.readings
    urls = panel_urls(scorecard)
    found: dict[int, list[Fact]] = {}
    for step, names in MEASURES.items():
        for name in names:
            if name not in readings:
                continue
            reading = readings[name]
            found.setdefault(step, []).append(
                Fact(
                    str(TERMS[name].label) if name in TERMS else reading.label,
                    told(reading) if reading.measure.is_ok else "",
                    reading.missing,
                    urls.get(name, ""),
                    status_of(reading),
                )
            )
    return found


def _counted(
    portfolio: Portfolio, cycle: Cycle | None, today: date, *, takes_facts: bool
) -> dict[int, list[Fact]]:
    """What is counted of each step, where the portfolio is and below it."""
    below = Portfolio.objects.under(portfolio).order_by()
    here = {"portfolio__in": below}

    def listed(name: str) -> str:
        return f"{reverse(name)}?portfolio={portfolio.slug}"

    def kept(name: str) -> str:
        return listed(name) if takes_facts else ""

    people = Stakeholder.objects.filter(**here, left_on=None, erased_at=None).count()
    rounds = Round.objects.filter(**here, state=Round.State.CLOSED).count()
    reaching = Portfolio.objects.over(portfolio).order_by()
    services = Service.objects.filter(
        Q(portfolio__in=below) | Q(portfolio__in=reaching)
    ).count()
    projects = Project.objects.filter(**here)
    using = ServiceUse.objects.filter(project__in=projects.order_by())
    follow_ups = FollowUp.objects.filter(**here)
    done = follow_ups.filter(state=FollowUp.State.DONE).count()
    lessons = CycleLesson.objects.filter(cycle__portfolio__in=below).count()
    stories = Story.objects.filter(**here, state=Story.State.PUBLISHED).count()
    return {
        1: [
            _count(
                _("Stakeholders known"), people, kept("recognition:stakeholder_list")
            )
        ],
        2: [
            _count(
                _("Feedback rounds closed"), rounds, listed("recognition:result_list")
            )
        ],
        3: [_promises(cycle, today, listed("recognition:promise_list"))],
        4: [
            _count(
                _("PMO services on offer"), services, listed("delivery:service_list")
            )
        ],
        5: [
            _share(
                _("Projects that use a service"),
                using.values("project").distinct().count(),
                projects.count(),
                listed("delivery:project_list"),
            )
        ],
        6: [],
        8: [
            _count(_("Follow-ups done"), done, kept("recognition:follow_up_list")),
            _count(
                _("Lessons written down"), lessons, listed("recognition:lesson_list")
            ),
        ],
        10: [
            _count(_("Success stories told"), stories, listed("recognition:story_list"))
        ],
    }


def _count(label: str, number: int, url: str) -> Fact:
    return Fact(label, formatting.number(number), url=url)


def _share(label: str, part: int, whole: int, url: str) -> Fact:
    if not whole:
        return Fact(label, "", _("there is no project"), url)
    words = {"part": formatting.number(part), "whole": formatting.number(whole)}
    return Fact(label, _("%(part)s of %(whole)s") % words, url=url)


def _promises(cycle: Cycle | None, today: date, url: str) -> Fact:
    label = _("Promises of this cycle that are met")
    if cycle is None:
        return Fact(label, "", _("no cycle is open"), url)
    promises = list(CyclePromise.objects.made_for(cycle).for_list().with_outcome())
    if not promises:
        return Fact(label, "", _("nothing was promised for it"), url)
    met = sum(one.outcome_on(today) is Outcome.MET for one in promises)
    words = {"part": formatting.number(met), "whole": formatting.number(len(promises))}
    return Fact(label, _("%(part)s of %(whole)s") % words, url=url)


# What a flywheel gathers from turn to turn.
MOMENTUM: Final = (
    ("trust_index.index", gettext_lazy("Trust in the PMO")),
    ("repeat_rate.repeat", gettext_lazy("Sponsors who came back for more")),
    ("recognition.acknowledged", gettext_lazy("Acknowledged share of value")),
)


class Point(NamedTuple):
    """A measure as of the end of one cycle."""

    value: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A measure from cycle to cycle, and its course as a small picture."""

    label: str
    points: tuple[Point, ...]
    picture: SafeString | str


class Column(NamedTuple):
    """A cycle as the head of a column; the one that goes on has no final value."""

    cycle: Cycle
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Momentum:
    """How the loop's measures went over the last turns, the oldest first."""

    columns: tuple[Column, ...]
    courses: tuple[Course, ...]


def momentum(portfolio: Portfolio, scorecard: Scorecard | None) -> Momentum:
    """Return what was gathered over the last cycles, in two queries.

    A closed cycle counts as it was closed; the one that goes on as of today.
    """
    cycles = list(portfolio.cycles.order_by("-starts_on", "-pk")[:MOST_CYCLES])[::-1]
    closings = {
        closing.cycle_id: closing
        for closing in CycleClosing.objects.in_force().filter(cycle__in=cycles)
    }
    columns, found = [], []
    for cycle in cycles:
        is_open = cycle.status == Cycle.Status.OPEN
        now = scorecard if _covers(cycle, scorecard) else None
        columns.append(
            Column(
                cycle,
                reverse("scorecards:cycle_report", args=[portfolio.slug, cycle.pk]),
                is_open,
            )
        )
        found.append(_readings_of(closings.get(cycle.pk), now if is_open else None))
    return Momentum(tuple(columns), tuple(_courses(found)))


def _covers(cycle: Cycle, scorecard: Scorecard | None) -> bool:
    return (
        scorecard is not None
        and cycle.starts_on <= scorecard.period_end
        and scorecard.period_start <= cycle.ends_on
    )


def _readings_of(
    closing: CycleClosing | None, scorecard: Scorecard | None
) -> Readings | None:
    if closing:
        return {
            name: reading
            for one in loop.from_json(closing.measures)
            for name, reading in one.readings.items()
        }
    return scorecard.snapshot.readings if scorecard else None


def _courses(found: list[Readings | None]) -> Iterator[Course]:
    for name, label in MOMENTUM:
        values: list[Decimal | None] = []
        points = []
        for readings in found:
            reading = readings.get(name) if readings else None
            if reading is not None and reading.measure.is_ok:
                values.append(exact(reading.measure.number))
                points.append(Point(told(reading)))
            else:
                values.append(None)
                why = reading.missing if reading else _lacking(readings)
                points.append(Point("", why))
        yield Course(str(label), tuple(points), sparkline(values))


def _lacking(readings: Readings | None) -> str:
    if readings is None:
        return _("the cycle has no closing report")
    return _("it was not computed then")
