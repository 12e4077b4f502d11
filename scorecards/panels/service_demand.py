"""Are the services of the PMO wanted again? Requests, returns, renewals, adoption."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.measure import Measure, Reason, Unit
from delivery.calculations.periods import Period
from delivery.calculations.share import Share
from recognition.calculations.people import People, repeat_rate
from recognition.calculations.service_demand import (
    Request,
    adoption_rate,
    renewal_rate,
    unmet_share,
    unsolicited_share,
)
from scorecards.facts import PortfolioFacts, ProjectFacts, RequestFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import history, trend
from scorecards.panels.links import service_url
from scorecards.panels.parts import History, Keyed
from scorecards.panels.readings import Absence, reading

ADVICE: Final = gettext_lazy("Note who asks for which service of the PMO.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Additive):
    """The requests of one period; `known` are those of all time up to its end."""

    requests: int = 0
    known: int = 0
    unsolicited: Share = field(default_factory=Share)
    unmet: Share = field(default_factory=Share)

    def measure(self) -> Measure:
        """Return how many there were; not known where nobody notes any."""
        if not self.known:
            return Measure.missing(Reason.NO_DATA, Unit.COUNT)
        return Measure.of(self.requests, Unit.COUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One service: who asked for it, which projects use it, what was renewed."""

    pk: int
    name: str
    asked: Asked = field(default_factory=Asked)
    before: int = 0
    using: int = 0
    renewals: Share = field(default_factory=Share)

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            asked=self.asked + other.asked,
            before=self.before + other.before,
            using=self.using + other.using,
            renewals=self.renewals + other.renewals,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDemand(Additive):
    """What was asked for, by whom again, and how far services are used.

    `uses` are all projects that were ever said to use a service: where there is none,
    nobody has said anything.
    """

    past: History[Asked]
    returned: People
    renewals: Share
    adoption: Share
    uses: int
    services: Keyed[Wanted]

    @property
    def now(self) -> Asked:
        return self.past.parts[-1]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> ServiceDemand:
    """Count requests of the last periods, and what runs and is due in this one."""
    running = {one.pk for one in facts.projects if runs_in(one, period, as_of)}
    helped = {use.project for use in facts.demand.uses}
    return ServiceDemand(
        past=history(
            facts,
            "service demand",
            period,
            as_of,
            lambda past, day: _asked(facts.demand.requests, past, day),
        ),
        returned=_returned(facts, period, as_of),
        renewals=renewal_rate(
            one.renewed
            for one in facts.demand.agreements
            if period.start <= one.due_on <= min(period.end, as_of)
        ),
        adoption=adoption_rate(pk in helped for pk in sorted(running)),
        uses=len(facts.demand.uses),
        services=Keyed.of(_services(facts, running, period, as_of)),
    )


def runs_in(project: ProjectFacts, period: Period, as_of: date) -> bool:
    """Whether a project was at work at some time of a period.

    One that has ended on a day that nobody noted is not known to have been.
    """
    begun_on, state = project.begun_on(), project.state(as_of)
    if begun_on is None or begun_on > as_of or state is DeliveryState.PLANNED:
        return False
    if state is DeliveryState.ACTIVE:
        return True
    return project.actual_finish is not None and project.actual_finish >= period.start


def _asked(requests: Iterable[RequestFacts], period: Period, day: date) -> Asked:
    known = [one for one in requests if one.requested_on <= day]
    made = [_request(one, day) for one in known if period.start <= one.requested_on]
    return Asked(
        requests=len(made),
        known=len(known),
        unsolicited=unsolicited_share(made),
        unmet=unmet_share(made),
    )


def _request(one: RequestFacts, day: date) -> Request:
    """A request as it stood on a day; an answer that came later is not there yet."""
    answered = one.answered_on
    if answered is not None and answered > day:
        answered = None
    return Request(
        is_mandated=one.is_mandated,
        is_declined=one.is_declined and answered is not None,
        waited=((answered or day) - one.requested_on).days,
        allowed=one.agreed_days,
    )


def _returned(facts: PortfolioFacts, period: Period, as_of: date) -> People:
    """Who asked in the cycle before, and in this one up to the day.

    Without two cycles the period takes their place, and the one before it.
    """
    starts = facts.demand.cycle_on(as_of)
    before, now = starts or (period.previous().start, period.start)

    def users(first: date, last: date) -> set[str]:
        return {
            str(one.stakeholder)
            for one in facts.demand.requests
            if first <= one.requested_on <= last
        }

    earlier = {
        str(one.stakeholder)
        for one in facts.demand.requests
        if before <= one.requested_on < now
    }
    return repeat_rate(earlier, users(now, as_of))


def _services(
    facts: PortfolioFacts, running: set[int], period: Period, as_of: date
) -> Iterator[tuple[str, Wanted]]:
    past = period.previous()
    for one in facts.demand.requests:
        if one.requested_on > as_of:
            continue
        yield (
            f"{one.service:012}",
            Wanted(
                pk=one.service,
                name=one.service_name,
                asked=_asked([one], period, as_of),
                before=int(past.contains(one.requested_on)),
            ),
        )
    for use in facts.demand.uses:
        if use.project in running:
            yield (
                f"{use.service:012}",
                Wanted(pk=use.service, name=use.service_name, using=1),
            )
    for due in facts.demand.agreements:
        if period.start <= due.due_on <= min(period.end, as_of):
            yield (
                f"{due.service:012}",
                Wanted(
                    pk=due.service,
                    name=due.service_name,
                    renewals=renewal_rate([due.renewed]),
                ),
            )


def read(component: ServiceDemand, scene: Scene) -> Readings:
    """How much is asked for, by whom again, and how far it is used."""
    now = component.now
    requests, repeat = now.measure(), component.returned.measure()
    adoption = _adoption(component)
    unsolicited, unmet = now.unsolicited.measure(), now.unmet.measure()
    renewals = component.renewals.measure()
    nobody = Absence(reason=_nothing_asked(component, scene), advice=str(ADVICE))
    return {
        "repeat_rate.requests": reading(
            "repeat_rate.requests",
            requests,
            lambda: _requests_said(now.requests, scene),
            absent=Absence(
                reason=_("no request for a service has been noted"), advice=str(ADVICE)
            ),
            trend=trend(part.measure() for part in component.past.parts),
        ),
        "repeat_rate.repeat": reading(
            "repeat_rate.repeat",
            repeat,
            lambda: _came_back(component.returned),
            absent=Absence(
                reason=_("nobody asked for a service in the cycle before"),
                advice=str(ADVICE),
            ),
        ),
        "repeat_rate.renewal": reading(
            "repeat_rate.renewal",
            renewals,
            lambda: (
                _("%(ok)s of %(all)s agreements that were due were renewed.")
                % {
                    "ok": wording.count(component.renewals.ok),
                    "all": wording.count(component.renewals.known),
                }
            ),
            absent=Absence(
                reason=_("no agreement that was due in %(period)s is decided")
                % {"period": scene.period.label}
                if component.renewals.expected
                else _("no agreement was due in %(period)s")
                % {"period": scene.period.label},
                advice=_("Note agreements on services, and when they end."),
            ),
        ),
        "repeat_rate.adoption": reading(
            "repeat_rate.adoption",
            adoption,
            lambda: (
                _("%(ok)s of %(all)s projects at work use a PMO service.")
                % {
                    "ok": wording.count(component.adoption.ok),
                    "all": wording.count(component.adoption.known),
                }
            ),
            absent=Absence(
                reason=_("no project says which PMO service helped it")
                if component.adoption.expected
                else _("no project was at work in %(period)s")
                % {"period": scene.period.label},
                advice=_("Name on the page of a project the services that help it."),
            ),
        ),
        "repeat_rate.unsolicited": reading(
            "repeat_rate.unsolicited",
            unsolicited,
            lambda: (
                _("%(ok)s of %(all)s requests were made without having to.")
                % {
                    "ok": wording.count(now.unsolicited.ok),
                    "all": wording.count(now.unsolicited.known),
                }
            ),
            absent=nobody,
        ),
        "repeat_rate.unmet": reading(
            "repeat_rate.unmet",
            unmet,
            lambda: (
                _("%(ok)s of %(all)s requests were declined or answered too late.")
                % {
                    "ok": wording.count(now.unmet.ok),
                    "all": wording.count(now.unmet.known),
                }
            ),
            absent=Absence(
                reason=_("no time was agreed for any request of %(period)s")
                % {"period": scene.period.label}
                if now.requests
                else nobody.reason,
                advice=_("Note with each request how many days were agreed."),
            ),
        ),
    }


def _adoption(component: ServiceDemand) -> Measure:
    if not component.uses:
        return Measure.missing(Reason.NO_DATA, Unit.RATIO)
    return component.adoption.measure()


def _nothing_asked(component: ServiceDemand, scene: Scene) -> str:
    if not component.now.requests:
        return _("nobody asked for a service in %(period)s") % {
            "period": scene.period.label
        }
    return _("nobody noted whether people had to ask")


def _requests_said(requests: int, scene: Scene) -> str:
    text = ngettext(
        "%(count)s request for a PMO service was made in %(period)s.",
        "%(count)s requests for PMO services were made in %(period)s.",
        requests,
    )
    return text % {"count": wording.count(requests), "period": scene.period.label}


def _came_back(returned: People) -> str:
    text = ngettext(
        "%(found)s of %(all)s person who asked in the cycle before came back for more.",
        "%(found)s of %(all)s people who asked in the cycle before came back for more.",
        len(returned.expected),
    )
    return text % {
        "found": wording.count(len(returned.found)),
        "all": wording.count(len(returned.expected)),
    }


def present(component: ServiceDemand, readings: Readings, scene: Scene) -> Content:
    """Show what each service was asked for, and who uses it."""
    spoken = [
        readings[f"repeat_rate.{name}"]
        for name in ("repeat", "requests", "unsolicited")
    ]
    known = [one.sentence for one in spoken if one.measure.is_ok]
    sentence = wording.joined(*(known or [spoken[1].sentence]))
    others = ("adoption", "renewal", "unmet")
    notes = [readings[f"repeat_rate.{name}"] for name in others]
    asked = [part for _key, part in component.services.parts if part.asked.requests]
    return Content(
        sentence=sentence,
        table=_table(component),
        picture=_picture(asked, sentence) if asked else None,
        notes=tuple(one.sentence for one in notes if one.measure.is_ok),
    )


def _picture(asked: list[Wanted], sentence: str) -> Picture:
    ranked = sorted(asked, key=lambda one: (-one.asked.requests, one.name))
    rows = []
    for one in ranked:
        free, told = one.asked.unsolicited.ok, one.asked.unsolicited.known
        text = ngettext("%(n)s request", "%(n)s requests", one.asked.requests)
        rows.append(
            ShareRow(
                one.name,
                [free, one.asked.requests - told, told - free],
                text % {"n": wording.count(one.asked.requests)},
            )
        )
    return Picture(
        title=_("What was asked for, and whether anybody had to"),
        description=sentence,
        figure=share_figure(
            [
                Part(_("of their own accord"), Tone.GOOD),
                Part(_("nobody said"), Tone.NEUTRAL),
                Part(_("had to"), Tone.ATTENTION),
            ],
            rows,
        ),
    )


def _table(component: ServiceDemand) -> Table:
    return Table(
        title=_("Demand by service"),
        columns=(
            Column(label=_("Service")),
            Column(label=_("Requests"), unit=Unit.COUNT),
            Column(label=_("Period before"), unit=Unit.COUNT),
            Column(label=_("Asked without having to"), unit=Unit.COUNT),
            Column(label=_("Unmet"), unit=Unit.COUNT),
            Column(label=_("Projects that use it"), unit=Unit.COUNT),
            Column(label=_("Share of projects at work"), unit=Unit.RATIO),
            Column(label=_("Agreements renewed")),
        ),
        rows=tuple(
            Row(
                cells=(
                    part.name,
                    part.asked.requests,
                    part.before,
                    part.asked.unsolicited.ok,
                    part.asked.unmet.ok,
                    part.using,
                    part.using / component.adoption.known
                    if component.adoption.known
                    else None,
                    _renewed(part.renewals),
                ),
                href=service_url(part.pk),
            )
            for _key, part in component.services.parts
        ),
        empty=_("Nobody has asked for a service or named one that helps a project."),
    )


def _renewed(renewals: Share) -> str | None:
    if not renewals.expected:
        return None
    return _("%(ok)s of %(all)s") % {
        "ok": wording.count(renewals.ok),
        "all": wording.count(renewals.expected),
    }


SERVICE_DEMAND = Panel(
    key="service-demand",
    question=gettext_lazy("Are the services of the PMO wanted again?"),
    outcome=Outcome.RECOGNITION,
    lead="repeat_rate.repeat",
    component=ServiceDemand,
    collect=collect,
    read=read,
    present=present,
)
