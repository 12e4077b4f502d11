"""What the panels share that count projects: who is counted, the bars, the rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.calculations.delivery_rates import Delivery, completed_in
from delivery.calculations.exchange import pair
from delivery.calculations.measure import Measure, Rag, Unit
from delivery.calculations.periods import Period
from delivery.calculations.share import Share
from scorecards.facts import PortfolioFacts, ProjectFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Picture,
    Quantity,
    Reading,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import trend
from scorecards.panels.links import project_url
from scorecards.panels.parts import History, last_first
from scorecards.panels.readings import Absence


@dataclass(frozen=True, slots=True)
class Standing:
    """A project, and how it stood on a day."""

    project: ProjectFacts
    delivery: Delivery

    @classmethod
    def all(
        cls, facts: PortfolioFacts, as_of: date, stale_before: date | None = None
    ) -> "list[Standing]":
        """Every project of a portfolio as it stood on the day."""
        return facts.once(
            ("standings", as_of, stale_before),
            lambda: [
                cls(project, project.delivery(as_of, stale_before))
                for project in facts.projects
            ],
        )


def completed(facts: PortfolioFacts, period: Period, as_of: date) -> list[Standing]:
    """The projects that were completed in the period."""
    return [
        standing
        for standing in Standing.all(facts, as_of)
        if completed_in([standing.delivery], period)
    ]


def by_original_plan(standing: Standing) -> Standing:
    """The same project held against its first approved plan."""
    plan = standing.project.original_baseline()
    if plan is None:
        return standing
    return replace(
        standing,
        delivery=replace(
            standing.delivery,
            baseline_start=plan.start,
            baseline_finish=plan.finish,
            budget=plan.budget,
        ),
    )


def counted(
    rate: Callable[[Iterable[Delivery]], Share],
    standings: Iterable[Standing],
    currency: str,
) -> Share:
    """The rate of some projects; budgets that have no exchange rate do not weigh."""
    by_currency: dict[str, list[Delivery]] = {}
    for one in standings:
        by_currency.setdefault(one.project.currency, []).append(one.delivery)
    own = rate(by_currency.pop(currency, []))
    return own + Share.total(
        rate(foreign).without_rate(pair(other, currency))
        for other, foreign in by_currency.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of the known passed, in little room: for a course over periods."""

    ok: int = 0
    known: int = 0
    expected: int = 0

    @classmethod
    def of(cls, share: Share) -> Self:
        return cls(ok=share.ok, known=share.known, expected=share.expected)

    def __add__(self, other: Self) -> Self:
        return type(self)(
            ok=self.ok + other.ok,
            known=self.known + other.known,
            expected=self.expected + other.expected,
        )

    def measure(self) -> Measure:
        """The rate, as far as enough of it is known."""
        return Share(ok=self.ok, known=self.known, expected=self.expected).measure()


def course(counts: History[Counts]) -> tuple[Decimal | None, ...]:
    """The rate over the last periods."""
    return trend(part.measure() for part in counts.parts)


def over_the_last_periods(counts: History[Counts]) -> str:
    """What became of all that was counted lately, where it is more than now."""
    past = sum(counts.parts, Counts())
    if not counts.parts or past.known <= counts.parts[-1].known:
        return ""
    text = _("Over the last %(periods)s periods together it was %(ok)s of %(known)s.")
    return text % {
        "periods": wording.count(len(counts.parts)),
        "ok": wording.count(past.ok),
        "known": wording.count(past.known),
    }


def past_beside(rate: Reading, counts: History[Counts]) -> tuple[str, list[str]]:
    """The last periods: in the sentence where this one says nothing, else a note."""
    past = over_the_last_periods(counts)
    if not rate.measure.is_ok:
        return past, []
    return "", [past] if past else []


def by_budget(share: Share) -> str:
    """The same share where every project weighs as much as its budget."""
    return _("Counted by budget it is %(share)s.") % {
        "share": wording.percent(share.weighted().number)
    }


def nothing_judged(share: Share, scene: Scene, *, lacking: str, advice: str) -> Absence:
    """Why no completed project can be judged: there is none, or it lacks facts."""
    if not share.expected:
        text = _("no project was completed in %(period)s")
        return Absence(reason=text % {"period": scene.period.label})
    text = ngettext(
        "the completed project has %(lacking)s",
        "the %(count)s completed projects have %(lacking)s",
        share.expected,
    )
    reason = text % {"count": wording.count(share.expected), "lacking": lacking}
    return Absence(reason=reason, advice=advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """A project behind a rate: what was planned, what became of it.

    Units: money in the currency of the component. `days` late and `overrun` as a
    ratio of the budget are None where they are not known.
    """

    pk: int
    name: str
    passed: bool | None
    planned: date | None = None
    finish: date | None = None
    days: int | None = None
    budget: Decimal | None = None
    cost: Decimal | None = None
    overrun: Decimal | None = None
    note: str = ""

    @property
    def rank(self) -> tuple[Any, ...]:
        worst = self.days if self.days is not None else self.overrun
        order = {False: 0, None: 1, True: 2}[self.passed]
        return order, last_first(worst), self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same with its money in another currency, unknown without a rate."""
        if rate is None:
            return replace(self, budget=None, cost=None)
        return replace(
            self,
            budget=None if self.budget is None else self.budget * rate,
            cost=None if self.cost is None else self.cost * rate,
        )

    @property
    def status(self) -> str:
        """The colour of the row, for a status column."""
        return {True: Rag.GREEN, False: Rag.RED, None: Rag.GREY}[self.passed].value

    @property
    def href(self) -> str:
        """Where the project is kept."""
        return project_url(self.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A share as a bar of the picture: its name, and the unit it is counted in."""

    name: str
    share: Share
    by_money: bool = False

    @property
    def sizes(self) -> tuple[Decimal, Decimal, Decimal]:
        """Passed, failed, unknown."""
        share = self.share
        if self.by_money:
            return (
                share.weight_ok,
                share.weight_known - share.weight_ok,
                share.weight_expected - share.weight_known,
            )
        return Decimal(share.ok), Decimal(share.failed), Decimal(_unknown(share))

    def text(self) -> str:
        """The first part in words: "24 of 28", or a percentage of the money."""
        if self.by_money:
            weighted = self.share.weighted()
            return "" if weighted.value is None else wording.percent(weighted.value)
        if not self.share.known:
            return ""
        return _("%(ok)s of %(known)s") % {
            "ok": wording.count(self.share.ok),
            "known": wording.count(self.share.known),
        }


def _unknown(share: Share) -> int:
    return share.expected - share.known


def share_picture(
    title: str, description: str, parts: tuple[str, str], bars: Sequence[Bar]
) -> Picture:
    """Draw shares divided into passed, failed and unknown."""
    passed, failed = parts
    figure = share_figure(
        [
            Part(passed, Tone.GOOD),
            Part(failed, Tone.CRITICAL),
            Part(_("not known"), Tone.UNKNOWN),
        ],
        [ShareRow(bar.name, bar.sizes, bar.text()) for bar in bars],
    )
    return Picture(title=title, description=description, figure=figure)


def share_table(
    parts: tuple[str, str], bars: Sequence[Bar], scene: Scene, empty: str
) -> Table:
    """The numbers behind the bars."""
    passed, failed = parts

    def quantity(size: Decimal, bar: Bar) -> Quantity:
        if bar.by_money:
            return Quantity(size, Unit.MONEY, scene.currency)
        return Quantity(size, Unit.COUNT)

    return Table(
        columns=(
            Column(label=_("Counted by")),
            Column(label=passed, is_quantity=True),
            Column(label=failed, is_quantity=True),
            Column(label=_("not known"), is_quantity=True),
            Column(label=_("Share"), unit=Unit.RATIO),
        ),
        rows=tuple(
            Row(
                cells=(
                    bar.name,
                    *(quantity(size, bar) for size in bar.sizes),
                    (
                        bar.share.weighted() if bar.by_money else bar.share.measure()
                    ).value,
                )
            )
            for bar in bars
            if any(bar.sizes)
        ),
        empty=empty,
    )


def has_projects(scene: Scene) -> bool:
    """Whether the portfolio has projects at all, so far as its readings tell.

    A portfolio of KPIs alone is spared nine panels that say "not available".
    """
    if not scene.readings:
        return True
    reported = scene.readings["projects.count"].trend
    expected = (
        scene.readings[name].measure.n_expected
        for name in ("overdue_open", "on_time_rate", "evm.cpi")
    )
    return any(reported) or any(expected)


def share_bars(share: Share, counted_name: str, weighed_name: str) -> list[Bar]:
    """A share by number, and by money where the members' money is known."""
    bars = [Bar(name=counted_name, share=share)]
    if share.weighted_known:
        bars.append(Bar(name=weighed_name, share=share, by_money=True))
    return bars
