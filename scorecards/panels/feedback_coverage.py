"""Whom has the PMO heard? Who was asked and answered, and which sponsors are silent."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Measure, Unit, exact
from delivery.calculations.periods import Period
from recognition.calculations.people import People, feedback_coverage
from recognition.calculations.responses import Responses
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
from scorecards.panels.feedback_facts import responses_in, rounds_in
from scorecards.panels.history import history, trend
from scorecards.panels.parts import History, Ranking
from scorecards.panels.readings import Absence, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round with how many were asked, None where that was not counted."""

    pk: int
    name: str
    until: date
    asked: int | None
    answered: int

    @property
    def rank(self) -> tuple[int, int]:
        return -self.until.toordinal(), self.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackCoverage(Additive):
    """Who was asked in the last periods, and who was heard in the last two cycles."""

    past: History[Responses]
    sponsors: People
    rounds: Ranking[RoundRow] = field(default_factory=Ranking)

    @property
    def now(self) -> Responses:
        return self.past.parts[-1]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> FeedbackCoverage:
    """Count who answered; of an anonymous round one knows who, and not what."""
    feedback = facts.feedback
    since = feedback.heard_since(as_of)
    active = [
        one.pk
        for one in feedback.sponsors
        if one.left_on is None or one.left_on > as_of
    ]
    known = [
        row
        for row in feedback.rounds
        if since <= row.period_end and row.counts_from <= as_of
    ]
    present = {
        one.stakeholder for row in known for one in row.invitations if one.is_answered
    } | {
        one.stakeholder
        for row in known
        for one in row.responses
        if one.stakeholder is not None
    }
    return FeedbackCoverage(
        past=history(
            facts,
            "response rate",
            period,
            as_of,
            lambda past, day: responses_in(rounds_in(facts, past, day)),
        ),
        sponsors=feedback_coverage(map(str, active), map(str, present)),
        rounds=Ranking.of(
            RoundRow(
                pk=row.pk,
                name=row.name,
                until=row.period_end,
                asked=row.asked,
                answered=len(row.responses),
            )
            for row in rounds_in(facts, period, as_of)
        ),
    )


def silent(sponsors: People) -> int:
    """How many active sponsors nobody has heard."""
    return len(sponsors.expected) - len(sponsors.found)


def read(component: FeedbackCoverage, scene: Scene) -> Readings:
    """The response rate, and which share of sponsors was heard."""
    sponsors = component.sponsors
    without = Absence(
        reason=_("no sponsor is on record"),
        advice=_("Add the sponsors that the PMO works for."),
    )
    count = len(sponsors.expected)
    unheard = (
        Measure.of(silent(sponsors), Unit.COUNT, n=count, n_expected=count)
        if count
        else sponsors.measure()
    )
    return {
        "response_rate.rate": reading(
            "response_rate.rate",
            component.now.measure(),
            lambda: survey_words.answered(component.now),
            absent=_nobody_asked(component, scene),
            trend=trend(one.measure() for one in component.past.parts)
            if component.now.eligible
            else (),
        ),
        "feedback_coverage.rate": reading(
            "feedback_coverage.rate",
            sponsors.measure(),
            lambda: _heard(sponsors),
            absent=without,
        ),
        "feedback_coverage.silent": reading(
            "feedback_coverage.silent",
            unheard,
            lambda: _silent(sponsors),
            absent=without,
        ),
    }


def _nobody_asked(component: FeedbackCoverage, scene: Scene) -> Absence:
    if component.rounds.count:
        return Absence(
            reason=_("how many people were asked is not known"),
            advice=_("Rounds that are sent from here keep count."),
        )
    return survey_words.nobody_answered(scene)


def _heard(sponsors: People) -> str:
    text = ngettext(
        "We have heard from %(found)s of %(count)s sponsor in the last two cycles "
        "(%(share)s).",
        "We have heard from %(found)s of %(count)s sponsors in the last two cycles "
        "(%(share)s).",
        len(sponsors.expected),
    )
    return text % {
        "found": wording.count(len(sponsors.found)),
        "count": wording.count(len(sponsors.expected)),
        "share": wording.percent(exact(sponsors.measure().number)),
    }


def _silent(sponsors: People) -> str:
    number = silent(sponsors)
    if not number:
        return _("No sponsor has been silent for two cycles.")
    text = ngettext(
        "%(count)s sponsor has been silent for two cycles.",
        "%(count)s sponsors have been silent for two cycles.",
        number,
    )
    return text % {"count": wording.count(number)}


def present(component: FeedbackCoverage, readings: Readings, scene: Scene) -> Content:
    """Show who answered, who was heard, and how many were not."""
    rate, coverage, unheard = (
        readings[name]
        for name in (
            "response_rate.rate",
            "feedback_coverage.rate",
            "feedback_coverage.silent",
        )
    )
    rest = [one.sentence for one in (coverage, unheard) if one.measure.is_ok]
    sentence = wording.joined(rate.sentence, *rest)
    return Content(
        sentence=sentence,
        table=_table(component),
        picture=_picture(component, sentence),
        notes=(_("Those who lead a portfolio find the names under Recognition."),)
        if component.sponsors.expected and silent(component.sponsors)
        else (),
    )


def _picture(component: FeedbackCoverage, sentence: str) -> Picture | None:
    now, sponsors = component.now, component.sponsors
    rows = []
    if now.eligible:
        text = _("%(found)s of %(count)s answered") % {
            "found": wording.count(now.complete),
            "count": wording.count(now.eligible),
        }
        rows.append(
            ShareRow(
                _("People asked"), [now.complete, now.eligible - now.complete], text
            )
        )
    if sponsors.expected:
        text = _("%(found)s of %(count)s heard") % {
            "found": wording.count(len(sponsors.found)),
            "count": wording.count(len(sponsors.expected)),
        }
        rows.append(
            ShareRow(_("Sponsors"), [len(sponsors.found), silent(sponsors)], text)
        )
    if not rows:
        return None
    return Picture(
        title=_("Who was asked, and who was heard"),
        description=sentence,
        figure=share_figure(
            [Part(_("heard"), Tone.GOOD), Part(_("not heard"), Tone.UNKNOWN)], rows
        ),
    )


def _table(component: FeedbackCoverage) -> Table:
    return Table(
        title=_("Feedback rounds of the period"),
        columns=(
            Column(label=_("Round")),
            Column(label=_("About the time until"), is_date=True),
            Column(label=_("Asked"), unit=Unit.COUNT),
            Column(label=_("Answered"), unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(cells=(row.name, row.until, row.asked, row.answered))
            for row in component.rounds.rows
        ),
        left_out=component.rounds.left_out,
        empty=_("No feedback round of this period has been closed."),
    )


FEEDBACK_COVERAGE = Panel(
    key="feedback-coverage",
    question=gettext_lazy("Whom has the PMO heard?"),
    outcome=Outcome.RECOGNITION,
    lead="response_rate.rate",
    component=FeedbackCoverage,
    collect=collect,
    read=read,
    present=present,
)
