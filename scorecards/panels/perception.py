"""Do sponsors feel the value that was delivered? Two scores of the same thing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Measure, Rag, Unit, exact
from delivery.calculations.periods import Period
from delivery.calculations.scores import SCORE_THRESHOLDS, ScoreTotal
from recognition.calculations.answers import SATISFACTION
from recognition.calculations.estimate import Z95, Estimate, Interval
from recognition.calculations.perception import (
    GAP_THRESHOLDS,
    PerceptionGap,
    PerceptionGaps,
    Recognition,
    perception_gap,
    recognised,
)
from recognition.calculations.responses import Responses
from recognition.calculations.suppression import suppression
from scorecards.facts import AnswerFacts, KpiFacts, PortfolioFacts, RoundFacts
from scorecards.figures import Kind, Variance, variance_figure
from scorecards.figures import Unit as PictureUnit
from scorecards.panels import feedback_facts, survey_words, wording
from scorecards.panels.contract import (
    Cell,
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
    VALUE,
    Heard,
    heard,
    responses_in,
    rounds_in,
)
from scorecards.panels.kpi_facts import reached, scores_of
from scorecards.panels.kpis import overall
from scorecards.panels.links import service_url
from scorecards.panels.parts import Keyed
from scorecards.panels.quadrants import NEXT, quadrant
from scorecards.panels.readings import Absence

BANDS: Final = (Rag.GREEN, Rag.AMBER, Rag.RED)

WORDS: Final[dict[Recognition, str | Promise]] = {
    Recognition.UNDER_RECOGNISED: gettext_lazy("under-recognised"),
    Recognition.OVER_CREDITED: gettext_lazy("over-credited"),
    Recognition.ALIGNED: gettext_lazy("aligned"),
    Recognition.NO_CLEAR_GAP: gettext_lazy("no clear gap"),
    Recognition.UNKNOWN: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceValue:
    """What a service delivered by its KPIs, and what people feel they got of it."""

    pk: int
    name: str
    heard: Heard = field(default_factory=Heard)
    score: ScoreTotal = field(default_factory=ScoreTotal)

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            name=self.name or other.name,
            heard=self.heard + other.heard,
            score=self.score + other.score,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Perception(Additive):
    """The ratings of the PMO's work as a whole and by service, beside the scores."""

    heard: Heard
    scores: Keyed[ScoreTotal]
    services: Keyed[ServiceValue]
    responses: Responses


class Rated(NamedTuple):
    """One thing that has both scores, or could have."""

    name: str
    href: str
    delivered: Measure
    heard: Heard
    gap: PerceptionGap

    @property
    def words(self) -> str:
        """What the two scores say together."""
        recognition = self.gap.recognition
        band = SCORE_THRESHOLDS.rate(self.delivered)
        if recognition is Recognition.UNDER_RECOGNISED and band is Rag.GREEN:
            return _("green but unloved: under-recognised")
        if recognition is Recognition.OVER_CREDITED and band is Rag.RED:
            return _("red but trusted: over-credited")
        if recognition is Recognition.UNKNOWN:
            return _("not available: %(reason)s") % {"reason": _lacking(self)}
        return str(WORDS[recognition])

    @property
    def advice(self) -> str:
        """What to do about it; nothing where it is not known."""
        return str(NEXT[quadrant(self.delivered.value, self.gap.recognition)])


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Perception:
    """Pool ratings and scores of the period, as a whole and by service."""
    rounds = rounds_in(facts, period, as_of)
    kept = [kpi for kpi in facts.kpis if kpi.is_kept(period.start, as_of)]
    return Perception(
        heard=heard(facts, rounds, SATISFACTION, _of_all),
        scores=scores_of(kept, [reached(facts, kpi, period, as_of) for kpi in kept]),
        services=Keyed.of(_services(facts, rounds, kept, period, as_of)),
        responses=responses_in(rounds),
    )


def _of_all(row: RoundFacts, answer: AnswerFacts) -> bool:
    return answer.kind == VALUE and row.is_about_all and answer.is_general


def _services(
    facts: PortfolioFacts,
    rounds: Sequence[RoundFacts],
    kpis: Iterable[KpiFacts],
    period: Period,
    as_of: date,
) -> Iterator[tuple[str, ServiceValue]]:
    for pk, name in facts.feedback.services:

        def wanted(row: RoundFacts, answer: AnswerFacts, pk: int = pk) -> bool:
            return answer.kind == VALUE and answer.service == pk

        found = heard(facts, rounds, SATISFACTION, wanted)
        if found.answers.n or found.few:
            yield f"{pk:012}", ServiceValue(pk=pk, name=name, heard=found)
    for kpi in kpis:
        if kpi.service is None:
            continue
        score = ScoreTotal.of(
            reached(facts, kpi, period, as_of).score,
            kpi.weight,
            is_critical=kpi.is_critical,
        )
        yield (
            f"{kpi.service:012}",
            ServiceValue(pk=kpi.service, name=kpi.service_name, score=score),
        )


def _rated(component: Perception, scene: Scene) -> list[Rated]:
    """The portfolio as a whole, then its services; one by one, none hidden yet."""
    whole = Rated(
        _("%(portfolio)s as a whole") % {"portfolio": scene.name},
        "",
        overall(component.scores),
        component.heard,
        _gap(overall(component.scores), component.heard, scene),
    )
    services = component.services.by_key()
    sizes = {key: one.heard.answers.n + one.heard.few for key, one in services.items()}
    hidden = suppression(sizes).hidden
    return [
        whole,
        *(
            Rated(
                one.name,
                service_url(one.pk),
                one.score.measure(),
                one.heard,
                _gap(
                    one.score.measure(),
                    one.heard,
                    scene,
                    is_hidden=key in hidden,
                ),
            )
            for key, one in services.items()
        ),
    ]


def _gap(
    delivered: Measure, found: Heard, scene: Scene, *, is_hidden: bool = False
) -> PerceptionGap:
    gap = perception_gap(delivered, found.answers, population=found.population)
    perceived = feedback_facts.shown(gap.perceived, found, scene)
    if is_hidden:
        perceived = survey_words.withheld(perceived)
    if perceived.measure.is_ok or perceived is gap.perceived:
        return gap
    missing = Measure.suppressed(Unit.SCORE, n=found.answers.n or found.few)
    return PerceptionGap(perceived, missing, None, Recognition.UNKNOWN)


def read(component: Perception, scene: Scene) -> Readings:
    """The mean gap by people, and how much value they feel they got."""
    rated = _rated(component, scene)
    whole = rated[0]
    gap = survey_words.result(
        "perception_gap.gap",
        _together(rated),
        scene,
        absent=_absent(rated, scene),
    )
    return {
        "perception_gap.gap": gap,
        "perception_gap.perceived": survey_words.result(
            "perception_gap.perceived", whole.gap.perceived, scene
        ),
    }


def _together(rated: Sequence[Rated]) -> Estimate:
    """The gaps of all things, weighted by their ratings, with their joint error.

    Source: docs/formulas.md, "Perception gap".
    """
    known = [one for one in rated if one.gap.gap.is_ok]
    measure = PerceptionGaps.total(
        PerceptionGaps.of(one.gap)
        for one in rated
        if one.heard.answers.n or one.delivered.is_ok
    ).measure()
    if not measure.is_ok:
        hidden = [one for one in rated if one.gap.perceived.measure.reason]
        small = sum(one.heard.answers.n + one.heard.few for one in hidden)
        if small:
            return Estimate(Measure.suppressed(Unit.SCORE, n=small))
        return Estimate(measure)
    people = sum(one.heard.answers.n for one in known)
    errors = [
        (one.gap.perceived.error or Decimal(0)) * one.heard.answers.n for one in known
    ]
    error = sum((each * each for each in errors), Decimal(0)).sqrt() / people
    mean = exact(measure.number)
    counted = Measure.of(mean, Unit.SCORE, n=people)
    return Estimate(counted, Interval(mean - Z95 * error, mean + Z95 * error), error)


def _absent(rated: Sequence[Rated], scene: Scene) -> Absence:
    if any(one.heard.answers.n or one.heard.few for one in rated):
        return Absence(
            reason=_("what was rated has no score: no KPI with limits was measured"),
            advice=_("Name on the page of a KPI the service that it is about."),
        )
    return survey_words.nobody_answered(scene)


def _lacking(one: Rated) -> str:
    if not (one.heard.answers.n or one.heard.few):
        return _("nobody rated it")
    if not one.gap.perceived.measure.is_ok:
        return wording.because(one.gap.perceived.measure)
    return _("no KPI of it has a score")


def present(component: Perception, readings: Readings, scene: Scene) -> Content:
    """Hold what was delivered against what is felt, thing by thing."""
    rated = [
        one
        for one in _rated(component, scene)
        if one.heard.answers.n or (one.href and one.delivered.is_ok)
    ]
    gap = readings["perception_gap.gap"]
    sentence = wording.joined(
        _said(rated, gap.sentence),
        survey_words.answered(component.responses)
        if any(one.heard.answers.n for one in rated)
        else "",
    )
    known = [one for one in rated if one.gap.gap.is_ok]
    return Content(
        sentence=sentence,
        table=_table(rated),
        picture=_picture(known, sentence) if known else None,
        further=(_matrix(known),) if known else (),
        rag=_colour(gap.estimate()) if gap.measure.is_ok else None,
    )


def _said(rated: Sequence[Rated], sentence: str) -> str:
    """What the first thing with a gap says, else the measure's own sentence."""
    for one in rated:
        if not one.gap.gap.is_ok:
            continue
        words = {
            "what": one.name,
            "delivered": wording.value(one.delivered.number, Unit.SCORE),
            "felt": wording.value(one.gap.perceived.measure.number, Unit.SCORE),
            "verdict": WORDS[one.gap.recognition],
        }
        if one.gap.recognition in {
            Recognition.UNDER_RECOGNISED,
            Recognition.OVER_CREDITED,
        }:
            return (
                _(
                    "%(what)s: results score %(delivered)s of 100, sponsors feel "
                    "%(felt)s: value is %(verdict)s."
                )
                % words
            )
        return (
            _(
                "%(what)s: results score %(delivered)s of 100, sponsors feel "
                "%(felt)s: %(verdict)s."
            )
            % words
        )
    return sentence


def _colour(found: Estimate) -> Rag:
    """The colour of a gap, which should be near zero on either side."""
    if found.interval is None:
        return Rag.GREY
    gap = exact(found.measure.number)
    if recognised(gap, found.interval) is Recognition.NO_CLEAR_GAP:
        return Rag.GREY
    return GAP_THRESHOLDS.rate(abs(gap))


def _picture(known: Sequence[Rated], sentence: str) -> Picture:
    return Picture(
        title=_("Delivered less perceived, in points"),
        description=sentence,
        figure=variance_figure(
            [Variance(one.name, one.gap.gap.number) for one in known],
            unit=PictureUnit(Kind.NUMBER),
            worse=_("under-recognised"),
            better=_("over-credited"),
        ),
    )


def _table(rated: Sequence[Rated]) -> Table:
    return Table(
        title=_("What was delivered, and what is felt"),
        columns=(
            Column(label=_("What")),
            Column(label=_("Delivered"), unit=Unit.SCORE),
            Column(label=_("Perceived"), unit=Unit.SCORE),
            Column(label=_("Gap"), unit=Unit.SCORE),
            Column(label=_("95 % interval of the gap")),
            Column(label=_("Ratings"), unit=Unit.COUNT),
            Column(label=_("In words")),
            Column(label=_("What to do next")),
        ),
        rows=tuple(Row(cells=_cells(one), href=one.href) for one in rated),
        empty=_("Nobody has rated the value of the PMO in this period."),
    )


def _cells(one: Rated) -> tuple[Cell, ...]:
    perceived, gap = one.gap.perceived.measure, one.gap.gap

    def value(measure: Measure) -> Decimal | None:
        return None if measure.value is None else exact(measure.value)

    return (
        one.name,
        value(one.delivered),
        value(perceived),
        value(gap),
        survey_words.span(Estimate(gap, one.gap.interval)),
        one.heard.answers.n if perceived.is_ok else None,
        one.words,
        one.advice or None,
    )


def _matrix(known: Sequence[Rated]) -> Table:
    """Which things are where: delivered down, perceived across."""
    places: defaultdict[tuple[Rag, Rag], list[str]] = defaultdict(list)
    for one in known:
        delivered = SCORE_THRESHOLDS.rate(one.delivered)
        felt = SCORE_THRESHOLDS.rate(one.gap.perceived.measure)
        places[delivered, felt].append(one.name)
    heads = {
        Rag.GREEN: _("80 and more"),
        Rag.AMBER: _("50 to 80"),
        Rag.RED: _("below 50"),
    }
    return Table(
        title=_("Delivered (rows) and perceived (columns)"),
        columns=(
            Column(label=_("Delivered score")),
            *(
                Column(label=_("Perceived %(score)s") % {"score": heads[felt]})
                for felt in reversed(BANDS)
            ),
        ),
        rows=tuple(
            Row(
                cells=(
                    heads[delivered],
                    *(
                        ", ".join(places[delivered, felt]) or None
                        for felt in reversed(BANDS)
                    ),
                )
            )
            for delivered in BANDS
        ),
    )


PERCEPTION = Panel(
    key="perception",
    question=gettext_lazy("Do sponsors feel the value that was delivered?"),
    outcome=Outcome.RECOGNITION,
    lead="perception_gap.gap",
    component=Perception,
    collect=collect,
    read=read,
    present=present,
)
