"""Earned value as it adds up: what each project brings to the panel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from delivery.calculations.additive import Additive
from delivery.calculations.curve import Curve
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.earned_schedule import (
    SPI_T_THRESHOLDS,
    EarnedSchedule,
    PlanProgress,
    time_phased_plan,
)
from delivery.calculations.earned_value import INDEX_THRESHOLDS, EarnedValue
from delivery.calculations.earned_value_total import EarnedValueTotal
from delivery.calculations.exchange import pair
from delivery.calculations.measure import (
    Caveat,
    Measure,
    Rag,
    Reason,
    Unit,
    exact,
    settled,
)
from delivery.calculations.periods import Period
from delivery.calculations.share import Ratio
from scorecards.facts import PortfolioFacts, ProjectFacts, UpdateFacts
from scorecards.panels.history import history, last_periods
from scorecards.panels.parts import History, Ranking

RUNNING = {DeliveryState.ACTIVE, DeliveryState.COMPLETE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Up to when work was reported: time stands still when all of it is done."""

    open: int = 0
    reported_on: date | None = None
    finished_on: date | None = None

    def __add__(self, other: Self) -> Self:
        return type(self)(
            open=self.open + other.open,
            reported_on=_latest(self.reported_on, other.reported_on),
            finished_on=_latest(self.finished_on, other.finished_on),
        )

    @property
    def day(self) -> date | None:
        """The day at which the progress of the whole is read."""
        return self.reported_on if self.open else self.finished_on


def _latest(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """How many projects have an index, and how many of them are off track."""

    cpi: int = 0
    cpi_red: int = 0
    spi_t: int = 0
    spi_t_red: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            cpi=self.cpi + other.cpi,
            cpi_red=self.cpi_red + other.cpi_red,
            spi_t=self.spi_t + other.spi_t,
            spi_t_red=self.spi_t_red + other.spi_t_red,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedBy:
    """What had been earned by the end of a period, and by how many unreported.

    A project whose plan had begun and that had not reported makes the sum unknown.

    Units: money in one currency.
    """

    ev: Decimal = Decimal(0)
    unreported: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            ev=self.ev + other.ev, unreported=self.unreported + other.unreported
        )

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency; without a rate nobody is in the sum."""
        return type(self)() if rate is None else replace(self, ev=self.ev * rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedRow:
    """The indices of one project."""

    pk: int
    name: str
    cpi: Decimal | None
    spi: Decimal | None
    spi_t: Decimal | None
    is_complete: bool

    @property
    def rank(self) -> tuple[Any, ...]:
        known = [index for index in (self.cpi, self.spi_t) if index is not None]
        return not known, min(known, default=0), self.name, self.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned(Additive):
    """Earned value of the projects at work and of those that are complete."""

    figures: EarnedValueTotal
    progress: PlanProgress
    of_period: Ratio
    clock: Clock
    colours: Colours
    past: History[EarnedValueTotal]
    past_earned: History[EarnedBy]
    rows: Ranking[EarnedRow]

    def schedule(self) -> EarnedSchedule:
        """Where the whole stands in the sum of its plans."""
        return self.progress.schedule(self.clock.day or date.min)

    def past_paces(self, days: Sequence[date]) -> list[Measure]:
        """SPI(t) at the end of each of the last periods, as far as it was known."""
        last = self.clock.day or date.min
        return [
            self._pace(earned, min(day, last))
            for day, earned in zip(days, self.past_earned.parts, strict=True)
        ]

    def _pace(self, earned: EarnedBy, day: date) -> Measure:
        if earned.unreported:
            return Measure.missing(Reason.NO_DATA, Unit.INDEX)
        return replace(self.progress, ev=earned.ev).schedule(day).spi_t


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Earned:
    """Add up the latest figures of every project that has begun."""
    standings = [
        ProjectEarned.of(project, as_of, facts.currency)
        for project in facts.projects
        if project.state(as_of) in RUNNING
    ]

    indexed = [Indices.of(one) for one in standings if one.is_measured]

    return Earned(
        figures=figures(facts, as_of),
        progress=PlanProgress.total(one.progress for one in standings),
        of_period=Ratio.total(one.of_period(period) for one in standings),
        clock=sum((one.clock for one in standings), Clock()),
        colours=sum((indices.colours for indices in indexed), Colours()),
        past=history(
            facts, "earned value", period, as_of, lambda _past, day: figures(facts, day)
        ),
        past_earned=History(
            tuple(
                _earned_by(standings, min(past.end, as_of))
                for past in last_periods(period)
            )
        ),
        rows=Ranking.of(indices.row for indices in indexed),
    )


def _total(figures: EarnedValue, held: str, reported: str) -> EarnedValueTotal:
    """One project's figures, unknown where they could not be converted."""
    total = EarnedValueTotal.of([figures])
    return total if held == reported else total.without_rate(pair(held, reported))


def _earned_by(standings: "Iterable[ProjectEarned]", day: date) -> EarnedBy:
    return sum((one.earned_by(day) for one in standings), EarnedBy())


def figures(facts: PortfolioFacts, day: date) -> EarnedValueTotal:
    """The figures of the projects that had begun by a day."""
    return EarnedValueTotal.total(
        _total(figures_of(one, day), one.currency, facts.currency)
        for one in facts.projects
        if one.state(day) in RUNNING
    )


def figures_of(project: ProjectFacts, day: date) -> EarnedValue:
    """The figures of a project, as they were known on a day."""
    plan, update = project.baseline(day), project.update(day)
    return EarnedValue.reported(
        bac=plan.budget if plan else None,
        pv=update.planned_value if update else None,
        ev=update.earned_value if update else None,
        ac=update.actual_cost if update else None,
        rest=update.estimate_to_complete if update else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEarned:
    """One project's earned value on a day."""

    project: ProjectFacts
    as_of: date
    figures: EarnedValue
    plan: Curve
    currency: str

    @classmethod
    def of(cls, project: ProjectFacts, as_of: date, currency: str) -> Self:
        """Read a project for a report in a currency."""
        return cls(
            project=project,
            as_of=as_of,
            figures=figures_of(project, as_of),
            plan=_plan(project, as_of),
            currency=currency,
        )

    @property
    def is_own(self) -> bool:
        """Whether its money is in the currency of the report."""
        return self.project.currency == self.currency

    @property
    def pair(self) -> str:
        """The currencies whose rate it would take."""
        return pair(self.project.currency, self.currency)

    @property
    def progress(self) -> PlanProgress:
        """The plan and what was earned of it."""
        progress = PlanProgress.of(self.plan, self.figures.ev)
        return progress if self.is_own else progress.without_rate(self.pair)

    @property
    def is_measured(self) -> bool:
        """Whether anything is known that could stand in the table."""
        return self.figures.ev is not None

    @property
    def _update(self) -> UpdateFacts | None:
        return self.project.update(self.as_of)

    @property
    def is_complete(self) -> bool:
        """Whether the project has finished."""
        return self.project.state(self.as_of) is DeliveryState.COMPLETE

    @property
    def clock(self) -> Clock:
        """When the project was last reported, or finished."""
        if not self.is_measured:
            return Clock()
        if self.is_complete:
            return Clock(finished_on=self.read_on)
        return Clock(open=1, reported_on=self.read_on)

    @property
    def read_on(self) -> date:
        """The day that the figures are about; a finished project stays at its last."""
        reported = self._update.status_date if self._update else self.as_of
        if self.is_complete:
            return self.project.actual_finish or reported
        return reported

    def earned_by(self, day: date) -> EarnedBy:
        """What the project had earned by a day before."""
        if not self.progress.known:
            return EarnedBy()
        update = self.project.update(day)
        if update is not None and update.earned_value is not None:
            return EarnedBy(ev=update.earned_value)
        has_begun = self.plan.first_month is not None and self.plan.first_month <= day
        return EarnedBy(unreported=int(has_begun))

    def of_period(self, period: Period) -> Ratio:
        """What was earned in the period over what it cost; nothing without a report."""
        update = self._update
        if update is None or update.status_date < period.start:
            return Ratio()
        ev, ac = self.figures.ev, self.figures.ac
        before = figures_of(self.project, period.start - timedelta(days=1))
        if self._began_in(period):
            before = EarnedValue(None, None, Decimal(0), Decimal(0))
        ratio = Ratio.of(
            None if ev is None or before.ev is None else ev - before.ev,
            None if ac is None or before.ac is None else ac - before.ac,
        )
        return ratio if self.is_own else ratio.without_rate(self.pair)

    def _began_in(self, period: Period) -> bool:
        plan = self.project.baseline(self.as_of)
        start = self.project.actual_start or (plan.start if plan else None)
        return start is not None and start >= period.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Indices:
    """The three indices of one project."""

    standing: ProjectEarned
    cpi: Measure
    spi: Measure
    pace: Measure

    @classmethod
    def of(cls, standing: ProjectEarned) -> Self:
        """Compute them once for the counts and for the table."""
        progress = PlanProgress.of(standing.plan, standing.figures.ev)
        return cls(
            standing=standing,
            cpi=standing.figures.cpi(),
            spi=standing.figures.spi(),
            pace=progress.schedule(standing.read_on).spi_t,
        )

    @property
    def colours(self) -> Colours:
        """The project in the counts of those that are off track."""
        return Colours(
            cpi=int(self.cpi.is_ok),
            cpi_red=int(INDEX_THRESHOLDS.rate(self.cpi) is Rag.RED),
            spi_t=int(self.pace.is_ok),
            spi_t_red=int(SPI_T_THRESHOLDS.rate(self.pace) is Rag.RED),
        )

    @property
    def row(self) -> EarnedRow:
        """The project in the table; SPI is left out where it says nothing more."""
        converges = Caveat.CONVERGES in self.spi.warnings
        return EarnedRow(
            pk=self.standing.project.pk,
            name=self.standing.project.name,
            cpi=_shown(self.cpi),
            spi=None if converges else _shown(self.spi),
            spi_t=_shown(self.pace),
            is_complete=self.standing.is_complete,
        )


def _plan(project: ProjectFacts, as_of: date) -> Curve:
    """Planned value over time, by the reports since the current plan was approved."""
    plan = project.baseline(as_of)
    since = plan.approved_on if plan and plan.number > 1 else None
    return time_phased_plan(
        [
            (update.status_date, update.planned_value)
            for update in project.updates_by(as_of)
            if update.planned_value is not None
            and (since is None or update.status_date >= since)
        ],
        start=plan.start if plan else None,
        finish=plan.finish if plan else None,
        budget=plan.budget if plan else None,
    )


def _shown(index: Measure) -> Decimal | None:
    return None if index.value is None else settled(exact(index.value))
