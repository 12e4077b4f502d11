"""Are sponsors satisfied? Recommendation, satisfaction and ease, with intervals."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Unit
from delivery.calculations.periods import Period
from recognition.calculations.answers import EFFORT, RECOMMENDATION, SATISFACTION
from recognition.calculations.ces import ces
from recognition.calculations.csat import csat
from recognition.calculations.estimate import Estimate
from recognition.calculations.nps import Recommendations, nps
from recognition.calculations.responses import Responses
from recognition.calculations.suppression import suppression
from scorecards.facts import AnswerFacts, PortfolioFacts, RoundFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import feedback_facts, survey_words, wording
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
from scorecards.panels.feedback_facts import (
    Heard,
    asked_for,
    heard,
    responses_in,
    rounds_in,
)
from scorecards.panels.history import history
from scorecards.panels.links import service_url
from scorecards.panels.parts import History, Keyed

LEADING: Final = ("nps.nps", "csat.csat_pct", "ces.mean")
ASKED: Final = (feedback_facts.NPS, feedback_facts.CSAT, feedback_facts.EFFORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking(Additive):
    """What was answered in one period to the questions about all of the PMO's work."""

    recommendation: Heard = field(default_factory=Heard)
    satisfaction: Heard = field(default_factory=Heard)
    effort: Heard = field(default_factory=Heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRating:
    """How satisfied people are with one service."""

    pk: int
    name: str
    heard: Heard

    def __add__(self, other: Self) -> Self:
        return replace(self, heard=self.heard + other.heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction(Additive):
    """The answers of the last periods, and those of this one by service."""

    past: History[Asking]
    responses: Responses
    services: Keyed[ServiceRating]

    @property
    def now(self) -> Asking:
        return self.past.parts[-1]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Satisfaction:
    """Pool the answers of the rounds of each period."""

    def asking(past: Period, day: date) -> Asking:
        rounds = rounds_in(facts, past, day)
        return Asking(
            recommendation=heard(
                facts, rounds, RECOMMENDATION, _general(feedback_facts.NPS)
            ),
            satisfaction=heard(
                facts, rounds, SATISFACTION, _general(feedback_facts.CSAT)
            ),
            effort=heard(facts, rounds, EFFORT, _general(feedback_facts.EFFORT)),
        )

    rounds = rounds_in(facts, period, as_of)
    return Satisfaction(
        past=history(facts, "satisfaction", period, as_of, asking),
        responses=responses_in(asked_for(rounds, ASKED)),
        services=Keyed.of(
            (
                f"{pk:012}",
                ServiceRating(
                    pk=pk,
                    name=name,
                    heard=heard(facts, rounds, SATISFACTION, _about(pk)),
                ),
            )
            for pk, name in facts.feedback.services
        ),
    )


def _general(kind: str) -> feedback_facts.Wanted:
    def wanted(row: RoundFacts, answer: AnswerFacts) -> bool:
        return answer.kind == kind and answer.is_general

    return wanted


def _about(service: int) -> feedback_facts.Wanted:
    def wanted(row: RoundFacts, answer: AnswerFacts) -> bool:
        return answer.kind == feedback_facts.CSAT and answer.service == service

    return wanted


def recommended(found: Heard) -> Estimate:
    """The NPS of some answers."""
    return nps(Recommendations.of(found.answers), population=found.population)


def satisfied(found: Heard) -> Estimate:
    """The satisfied share of some answers."""
    return csat(found.answers, population=found.population).satisfied


def eased(found: Heard) -> Estimate:
    """The mean ease of some answers."""
    return ces(found.answers, population=found.population).mean


def _courses(component: Satisfaction, scene: Scene) -> dict[str, list[Estimate]]:
    """The estimates of the last periods, by measure; this period's come last."""

    def course(
        pick: Callable[[Asking], Heard], estimate: Callable[[Heard], Estimate]
    ) -> list[Estimate]:
        found = [pick(one) for one in component.past.parts]
        return [feedback_facts.shown(estimate(one), one, scene) for one in found]

    return {
        "nps.nps": course(lambda one: one.recommendation, recommended),
        "csat.csat_pct": course(lambda one: one.satisfaction, satisfied),
        "ces.mean": course(lambda one: one.effort, eased),
    }


def read(component: Satisfaction, scene: Scene) -> Readings:
    """NPS, satisfaction and ease, each with its interval."""
    courses = _courses(component, scene)
    now = component.now
    satisfaction = csat(
        now.satisfaction.answers, population=now.satisfaction.population
    )
    effort = ces(now.effort.answers, population=now.effort.population)
    secondary = {
        "csat.mean": (satisfaction.mean, now.satisfaction),
        "ces.easy_pct": (effort.easy, now.effort),
    }
    return {
        **{
            name: survey_words.result(
                name, course[-1], scene, trend=survey_words.values(course)
            )
            for name, course in courses.items()
        },
        **{
            name: survey_words.result(
                name, feedback_facts.shown(estimate, found, scene), scene
            )
            for name, (estimate, found) in secondary.items()
        },
    }


def present(component: Satisfaction, readings: Readings, scene: Scene) -> Content:
    """Show who recommends the PMO, the three scores, and the services."""
    known = [readings[name] for name in LEADING if readings[name].measure.is_ok]
    sentence = wording.joined(
        *(one.sentence for one in known or [readings["nps.nps"]]),
        survey_words.answered(component.responses) if known else "",
    )
    return Content(
        sentence=sentence,
        table=_table(readings),
        picture=_picture(component, sentence)
        if readings["nps.nps"].measure.is_ok
        else None,
        notes=tuple(
            text
            for name, course in _courses(component, scene).items()
            if (text := survey_words.moved(name, course, scene.period))
        ),
        further=(_services(component, scene),) if component.services.parts else (),
    )


def _picture(component: Satisfaction, sentence: str) -> Picture:
    groups = Recommendations.of(component.now.recommendation.answers)
    text = _("%(promoters)s of %(n)s are promoters") % {
        "promoters": wording.count(groups.promoters),
        "n": wording.count(groups.n),
    }
    return Picture(
        title=_("Who would recommend the PMO"),
        description=sentence,
        figure=share_figure(
            [
                Part(_("promoters, 9 and 10"), Tone.GOOD),
                Part(_("passives, 7 and 8"), Tone.NEUTRAL),
                Part(_("detractors, 0 to 6"), Tone.CRITICAL),
            ],
            [
                ShareRow(
                    _("Answers"),
                    [groups.promoters, groups.passives, groups.detractors],
                    text,
                )
            ],
        ),
    )


def _table(readings: Readings) -> Table:
    return Table(
        title=_("What was asked, and what the answers say"),
        columns=(
            Column(label=_("Measure")),
            Column(label=_("Result")),
            Column(label=_("95 % interval")),
            Column(label=_("Answers"), unit=Unit.COUNT),
            Column(label=_("Target")),
        ),
        rows=tuple(
            Row(
                cells=(
                    survey_words.name_of(name),
                    survey_words.cell(one.estimate()),
                    survey_words.span(one.estimate()),
                    one.measure.n,
                    one.target,
                )
            )
            for name, one in readings.items()
        ),
    )


def _services(component: Satisfaction, scene: Scene) -> Table:
    """Satisfaction by service; one division of the answers, suppressed as such."""
    parts = component.services.by_key()
    hidden = suppression(
        {key: one.heard.answers.n + one.heard.few for key, one in parts.items()}
    ).hidden
    return Table(
        title=_("Satisfaction by PMO service"),
        columns=(
            Column(label=_("Service")),
            Column(label=_("Satisfied")),
            Column(label=_("95 % interval")),
            Column(label=_("Answers"), unit=Unit.COUNT),
        ),
        rows=tuple(
            _service_row(one, scene, is_hidden=key in hidden)
            for key, one in parts.items()
        ),
        empty=_("No question was about a service."),
    )


def _service_row(one: ServiceRating, scene: Scene, *, is_hidden: bool) -> Row:
    estimate = feedback_facts.shown(satisfied(one.heard), one.heard, scene)
    if is_hidden:
        estimate = survey_words.withheld(estimate)
    return Row(
        cells=(
            one.name,
            survey_words.cell(estimate),
            survey_words.span(estimate),
            estimate.measure.n if estimate.measure.is_ok else None,
        ),
        href=service_url(one.pk),
    )


SATISFACTION_PANEL = Panel(
    key="satisfaction",
    question=gettext_lazy("Are sponsors satisfied?"),
    outcome=Outcome.RECOGNITION,
    lead="nps.nps",
    component=Satisfaction,
    collect=collect,
    read=read,
    present=present,
)
