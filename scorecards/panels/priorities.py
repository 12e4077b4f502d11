"""Does money follow priorities? What was spent, by what it was spent on."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.correlation import COLOURED_FROM, RankCorrelation
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.measure import Measure, Number, Rag, Unit, exact, settled
from delivery.calculations.periods import Period
from delivery.calculations.priorities import (
    CORRELATION_THRESHOLDS,
    TOP_SPEND_THRESHOLDS,
    TOP_TIER,
    PriorityRanks,
    PrioritySpend,
    Ranked,
    priority_score,
)
from pmo_value import formatting
from scorecards.facts import PortfolioFacts, ProjectFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import history, trend
from scorecards.panels.links import project_url
from scorecards.panels.parts import History, Keyed, Ranking, last_first
from scorecards.panels.rates import has_projects
from scorecards.panels.readings import Absence, reading
from scorecards.panels.spending import spending
from scorecards.panels.wording import Noun

UNPRIORITISED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierSpend(Additive):
    """What was spent on the projects of one priority. Units: money in one currency."""

    spend: Decimal = ZERO
    known: int = 0
    projects: int = 0

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency; without a rate nothing is known of it."""
        if rate is None:
            return replace(self, spend=ZERO, known=0)
        return replace(self, spend=self.spend * rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendRow:
    """A project that was reported in the period, by what it spent in it."""

    pk: int
    name: str
    tier: int | None
    score: Decimal | None
    spend: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.spend), self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same with what was spent in another currency."""
        unknown = rate is None or self.spend is None
        return replace(self, spend=None if unknown else self.spend * rate)  # type: ignore[operator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Priorities(Additive):
    """What the projects spent in the period, by their priorities."""

    spend: PrioritySpend
    ranks: PriorityRanks
    tiers: Keyed[TierSpend]
    past: History[PrioritySpend]
    rows: Ranking[SpendRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Priorities:
    """Take what each project spent in the period, and how much it matters."""

    def spent(past: Period, day: date) -> PrioritySpend:
        return PrioritySpend.total(
            PrioritySpend.of(spend, project.priority_tier)
            for project, spend in spending(facts, past, day)
        )

    rows = [
        SpendRow(
            pk=project.pk,
            name=project.name,
            tier=project.priority_tier,
            score=_score(project),
            spend=spend,
        )
        for project, spend in spending(facts, period, as_of)
    ]
    active = {
        project.pk
        for project in facts.projects
        if project.state(as_of) is DeliveryState.ACTIVE
    }
    return Priorities(
        spend=spent(period, as_of),
        ranks=PriorityRanks.of(
            Ranked(score=row.score, tier=row.tier, spend=row.spend)
            for row in rows
            if row.pk in active
        ),
        tiers=Keyed.of((_tier_key(row.tier), _tier(row.spend)) for row in rows),
        past=history(facts, "priority spend", period, as_of, spent),
        rows=Ranking.of(rows),
    )


def _score(project: ProjectFacts) -> Decimal | None:
    value = priority_score(project.marks).value
    return None if value is None else settled(exact(value))


def _tier_key(tier: int | None) -> str:
    return UNPRIORITISED if tier is None else f"{tier:03}"


def _tier(spend: Decimal | None) -> TierSpend:
    return TierSpend(spend=spend or ZERO, known=int(spend is not None), projects=1)


def read(component: Priorities, scene: Scene) -> Readings:
    """The shares of what was spent, and whether it ranks as the priorities do."""
    spend, found = component.spend, component.ranks.correlation()
    absent = _absent(component, scene)
    return {
        "priority_spend.top": reading(
            "priority_spend.top",
            spend.top_share(),
            lambda: _spend_said(spend),
            absent=absent,
            noun=Noun.PROJECTS,
            trend=trend(part.top_share() for part in component.past.parts),
        ),
        "priority_spend.unprioritised": reading(
            "priority_spend.unprioritised",
            spend.unprioritised_share(),
            lambda: _spend_said(spend),
            absent=absent,
            noun=Noun.PROJECTS,
        ),
        "spearman.rho": _correlation(found),
        "spearman.ci_low": _end("spearman.ci_low", found, found.ci_low),
        "spearman.ci_high": _end("spearman.ci_high", found, found.ci_high),
    }


def _absent(component: Priorities, scene: Scene) -> Absence:
    if not component.spend.expected:
        text = _("no project was reported in %(period)s")
        return Absence(reason=text % {"period": scene.period.label})
    return Absence(
        reason=_("nobody knows what the reported projects spent in the period"),
        advice=_("Report actual cost at the end of each period."),
    )


def _spend_said(spend: PrioritySpend) -> str:
    text = _("%(top)s of spend went to top-priority work; %(none)s had no priority.")
    limits = (1, TOP_SPEND_THRESHOLDS.green, TOP_SPEND_THRESHOLDS.amber)
    return text % {
        "top": wording.percent(exact(spend.top_share().number), limits),
        "none": wording.percent(exact(spend.unprioritised_share().number)),
    }


def _correlation(found: RankCorrelation) -> Reading:
    """The correlation; a handful of projects gives a number and no verdict."""
    one = reading("spearman.rho", found.rho, lambda: _rho_said(found))
    if one.measure.is_ok and (one.measure.n or 0) < COLOURED_FROM:
        return replace(one, rag=None, target="")
    return one


def _rho_said(found: RankCorrelation) -> str:
    rho = exact(found.rho.number)
    match CORRELATION_THRESHOLDS.rate(rho):
        case Rag.GREEN:
            follow = _("Resources follow stated priorities")
        case Rag.AMBER:
            follow = _("Resources follow stated priorities only loosely")
        case _:
            follow = _("Resources do not follow stated priorities")
    text = _("%(follow)s (rank correlation %(rho)s%(interval)s, n = %(n)s).")
    return text % {
        "follow": follow,
        "rho": formatting.number(rho, 2),
        "interval": _interval(found),
        "n": wording.count(found.rho.n or 0),
    }


def _interval(found: RankCorrelation) -> str:
    if found.ci_low is None or found.ci_high is None:
        return ""
    return _(", 95 %% interval %(low)s to %(high)s") % {
        "low": formatting.number(found.ci_low, 2),
        "high": formatting.number(found.ci_high, 2),
    }


def _end(name: str, found: RankCorrelation, value: Number | None) -> Reading:
    """One end of the interval; at 1 and −1 there is none."""
    rho = found.rho
    if value is not None:
        measure = Measure.of(value, Unit.INDEX, n=rho.n, n_expected=rho.n_expected)
    elif rho.is_ok:
        measure = Measure.not_applicable("ZERO_DENOMINATOR", Unit.INDEX)
    else:
        measure = rho
    return reading(name, measure, lambda: _rho_said(found))


def present(component: Priorities, readings: Readings, scene: Scene) -> Content | None:
    """Show what was spent by priority, and the projects that spent the most."""
    if not has_projects(scene):
        return None
    top, rho = readings["priority_spend.top"], readings["spearman.rho"]
    known = [rho.sentence] if rho.measure.is_ok else []
    sentence = wording.joined(top.sentence, *known)
    return Content(
        sentence=sentence,
        table=_table(component, scene),
        picture=_picture(component, sentence) if component.spend.whole > 0 else None,
        notes=_notes(component),
        further=(_projects(component.rows, scene),),
    )


def _notes(component: Priorities) -> tuple[str, ...]:
    if not component.spend.known:
        return ()
    if component.ranks.uses_scores:
        return (_("Projects are ranked by their priority scores."),)
    return (_("Projects are ranked by their priorities 1, 2, 3 and so on."),)


def _tier_name(key: str) -> str:
    if key == UNPRIORITISED:
        return _("No priority")
    return _("Priority %(tier)s") % {"tier": int(key)}


def _ordered(component: Priorities) -> list[tuple[str, TierSpend]]:
    """The priorities from the highest; what has none comes last."""
    return sorted(component.tiers.parts, key=lambda part: (not part[0], part[0]))


def _table(component: Priorities, scene: Scene) -> Table:
    whole = component.spend.whole
    return Table(
        columns=(
            Column(label=_("Priority")),
            Column(label=_("Spent"), unit=Unit.MONEY, currency=scene.currency),
            Column(label=_("Share"), unit=Unit.RATIO),
            Column(label=_("Projects"), unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(
                cells=(
                    _tier_name(key),
                    tier.spend if tier.known else None,
                    tier.spend / whole if tier.known and whole > 0 else None,
                    tier.projects,
                )
            )
            for key, tier in _ordered(component)
        ),
        empty=_("No project was reported in %(period)s.")
        % {"period": scene.period.label},
    )


def _picture(component: Priorities, sentence: str) -> Picture:
    spend = component.spend
    sizes = [max(part, ZERO) for part in (spend.top, spend.lower, spend.unprioritised)]
    counts = [0, 0, 0]
    for key, tier in component.tiers.parts:
        place = 2 if key == UNPRIORITISED else int(int(key) > TOP_TIER)
        counts[place] += tier.projects
    figure = share_figure(
        [
            Part(_("top priority"), Tone.GOOD),
            Part(_("lower priority"), Tone.NEUTRAL),
            Part(_("no priority"), Tone.UNKNOWN),
        ],
        [
            ShareRow(
                _("Spend"), sizes, wording.percent(exact(spend.top_share().value or 0))
            ),
            ShareRow(
                _("Projects"),
                counts,
                _("%(ok)s of %(known)s")
                % {
                    "ok": wording.count(counts[0]),
                    "known": wording.count(sum(counts)),
                },
            ),
        ],
    )
    return Picture(
        title=_("Spend and projects by priority"), description=sentence, figure=figure
    )


def _projects(rows: Ranking[SpendRow], scene: Scene) -> Table:
    return Table(
        title=_("Projects by what they spent, the most first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Priority"), unit=Unit.COUNT),
            Column(label=_("Priority score"), unit=Unit.SCORE),
            Column(label=_("Spent"), unit=Unit.MONEY, currency=scene.currency),
        ),
        rows=tuple(
            Row(
                cells=(row.name, row.tier, row.score, row.spend),
                href=project_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("No project was reported in %(period)s.")
        % {"period": scene.period.label},
    )


PRIORITIES = Panel(
    key="priorities",
    question=gettext_lazy("Does money follow priorities?"),
    outcome=Outcome.RESOURCES,
    lead="priority_spend.top",
    component=Priorities,
    collect=collect,
    read=read,
    present=present,
)
