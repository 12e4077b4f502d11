"""Do sponsors trust the PMO? Four questions, and one index."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Unit
from delivery.calculations.periods import Period
from pmo_value import formatting
from recognition.calculations.answers import Answers
from recognition.calculations.estimate import MIN_N, Estimate, mean_estimate
from recognition.calculations.responses import Responses
from recognition.calculations.trust import ITEMS
from scorecards.facts import PortfolioFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import survey_words, wording
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
    Trusted,
    asked_for,
    responses_in,
    rounds_in,
    shown,
    trusted,
)
from scorecards.panels.history import history
from scorecards.panels.parts import History


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustInPmo(Additive):
    """The answers about trust of the last periods; this one's come last."""

    past: History[Trusted]
    responses: Responses

    @property
    def now(self) -> Trusted:
        return self.past.parts[-1]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> TrustInPmo:
    """Pool the answers of the rounds of each period."""
    rounds = rounds_in(facts, period, as_of)
    return TrustInPmo(
        past=history(
            facts,
            "trust",
            period,
            as_of,
            lambda past, day: trusted(facts, rounds_in(facts, past, day)),
        ),
        responses=responses_in(asked_for(rounds, ITEMS)),
    )


def _course(component: TrustInPmo, scene: Scene) -> list[Estimate]:
    return [
        shown(one.trust.index(population=one.population), one, scene)
        for one in component.past.parts
    ]


def read(component: TrustInPmo, scene: Scene) -> Readings:
    """The index, and the mean of each question."""
    course = _course(component, scene)
    now = component.now
    items = now.items.by_key()
    return {
        "trust_index.index": survey_words.result(
            "trust_index.index", course[-1], scene, trend=survey_words.values(course)
        ),
        **{
            f"trust_index.{name}": survey_words.result(
                f"trust_index.{name}",
                shown(
                    mean_estimate(
                        items.get(name, Answers()).moments(),
                        Unit.NUMBER,
                        population=now.asked.population(items.get(name, Answers()).n),
                    ),
                    now,
                    scene,
                ),
                scene,
            )
            for name in ITEMS
        },
    }


def present(component: TrustInPmo, readings: Readings, scene: Scene) -> Content:
    """Show how each question was answered, the weakest of them in words."""
    index = readings["trust_index.index"]
    sentence = wording.joined(
        index.sentence,
        _weakest(readings),
        survey_words.answered(component.responses) if index.measure.is_ok else "",
    )
    moved = survey_words.moved(
        "trust_index.index", _course(component, scene), scene.period
    )
    return Content(
        sentence=sentence,
        table=_table(readings),
        picture=_picture(component, sentence) if index.measure.is_ok else None,
        notes=tuple(filter(None, (moved, _reliability(component)))),
    )


def _weakest(readings: Readings) -> str:
    known = [
        (one.measure.number, name)
        for name in ITEMS
        if (one := readings[f"trust_index.{name}"]).measure.is_ok
    ]
    if len({number for number, _name in known}) < 2:
        return ""
    name = f"trust_index.{min(known)[1]}"
    return _("The lowest of the four is “%(item)s”.") % {
        "item": survey_words.name_of(name)
    }


def _reliability(component: TrustInPmo) -> str:
    """How well the four questions go together; said where enough people answered."""
    alpha = component.now.trust.alpha()
    if not alpha.is_ok:
        return ""
    return _("The four questions go together with a Cronbach’s alpha of %(alpha)s.") % {
        "alpha": formatting.number(alpha.number, 2)
    }


def _picture(component: TrustInPmo, sentence: str) -> Picture:
    items = component.now.items.by_key()
    rows = []
    for name in ITEMS:
        answers = items.get(name, Answers())
        if answers.n < MIN_N:
            continue
        agree, neither, disagree = (
            answers.between(*ends) for ends in ((4, 5), (3, 3), (1, 2))
        )
        text = _("%(agree)s of %(n)s agree") % {
            "agree": wording.count(agree),
            "n": wording.count(answers.n),
        }
        rows.append(
            ShareRow(
                survey_words.name_of(f"trust_index.{name}"),
                [agree, neither, disagree],
                text,
            )
        )
    return Picture(
        title=_("What sponsors say of the PMO"),
        description=sentence,
        figure=share_figure(
            [
                Part(_("agree, 4 and 5"), Tone.GOOD),
                Part(_("neither, 3"), Tone.NEUTRAL),
                Part(_("disagree, 1 and 2"), Tone.CRITICAL),
            ],
            rows,
        ),
    )


def _table(readings: Readings) -> Table:
    return Table(
        title=_("The questions about trust"),
        columns=(
            Column(label=_("Question")),
            Column(label=_("Mean")),
            Column(label=_("95 % interval")),
            Column(label=_("Answers"), unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(
                cells=(
                    survey_words.name_of(name),
                    survey_words.cell(one.estimate()),
                    survey_words.span(one.estimate()),
                    one.measure.n,
                )
            )
            for name, one in readings.items()
        ),
    )


TRUST = Panel(
    key="trust",
    question=gettext_lazy("Do sponsors trust the PMO?"),
    outcome=Outcome.RECOGNITION,
    lead="trust_index.index",
    component=TrustInPmo,
    collect=collect,
    read=read,
    present=present,
)
