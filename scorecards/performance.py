"""How one project performs: its curves, its indices, and where it will end."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

from delivery.calculations.curve import Curve
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.earned_schedule import (
    EarnedSchedule,
    PlanProgress,
    finish_after,
)
from delivery.calculations.earned_value import EacMethod, EarnedValue
from delivery.calculations.earned_value_total import EarnedValueTotal
from delivery.calculations.measure import Caveat, Measure, Unit, exact
from delivery.calculations.milestones import PlannedDate, baseline_execution_index
from delivery.calculations.periods import add_months
from delivery.calculations.scope import ScopeChange
from scorecards.facts import ProjectFacts
from scorecards.panels.earned_value_facts import ProjectEarned


@dataclass(frozen=True, slots=True)
class Reported:
    """The figures and indices of a project at one of its status dates."""

    day: date
    figures: EarnedValue
    cpi: Measure
    spi: Measure
    spi_t: Measure


@dataclass(frozen=True, slots=True)
class Point:
    """What was planned, earned and spent by a day; None where nothing is known."""

    day: date
    planned: Decimal | None = None
    earned: Decimal | None = None
    spent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FinishForecast:
    """When the project will be finished under one assumption."""

    method: str
    day: date
    months: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """A project as an expert of earned value looks at it, on a day.

    Units: money in the currency of the project.
    """

    project: ProjectFacts
    as_of: date
    figures: EarnedValue
    plan: Curve
    schedule: EarnedSchedule
    course: tuple[Reported, ...]

    @classmethod
    def of(cls, project: ProjectFacts, as_of: date) -> Self:
        """Read a project from its facts; reports after the day are not known yet."""
        now = ProjectEarned.of(project, as_of, project.currency)
        return cls(
            project=project,
            as_of=as_of,
            figures=now.figures,
            plan=now.plan,
            schedule=now.progress.schedule(now.read_on),
            course=tuple(
                _reported(project, update.status_date)
                for update in project.updates_by(as_of)
                if update.earned_value is not None or update.planned_value is not None
            ),
        )

    @property
    def is_complete(self) -> bool:
        """Whether the project has finished, so that nothing is left to forecast."""
        return (
            self.figures.is_complete
            or self.project.state(self.as_of) is DeliveryState.COMPLETE
        )

    @property
    def alone(self) -> EarnedValueTotal:
        """The project as a portfolio of one: its default estimate and their range."""
        return EarnedValueTotal.of([self.figures])

    @property
    def shows_spi(self) -> bool:
        """Whether SPI still tells something: late in a project it does not."""
        return Caveat.CONVERGES not in self.figures.spi().warnings

    def finishes(self) -> list[FinishForecast]:
        """When it will be finished: by pace, by pace and cost, and the rest on plan."""
        start = self.plan.first_month
        if start is None or self.is_complete:
            return []
        pace, cost = self.schedule.spi_t.value, self.figures.cpi().value
        both = None if pace is None or cost is None else exact(pace) * exact(cost)
        found = {
            "spi_t": self.schedule.ieac_t,
            "plan": self.schedule.ieac_t_pf1,
            "spi_t_cpi": self.schedule.forecast(both) if both else None,
        }
        return [
            FinishForecast(
                method, finish_after(start, exact(months.value)), exact(months.value)
            )
            for method, months in found.items()
            if months is not None and months.value is not None
        ]

    def forecast_finish(self) -> date | None:
        """The finish at the pace so far, or else the one that was reported."""
        by_pace = [one.day for one in self.finishes() if one.method == "spi_t"]
        update = self.project.update(self.as_of)
        reported = update.forecast_finish if update else None
        return next(iter(by_pace), reported)

    def points(self) -> list[Point]:
        """The curves: what was reported, and after that what is planned.

        The plan begins with nothing at its start and goes on by months to its end.
        """
        points = [
            Point(one.day, one.figures.pv, one.figures.ev, one.figures.ac)
            for one in self.course
        ]
        if not points:
            return []
        baseline = self.project.baseline(self.as_of)
        start = baseline.start if baseline else None
        if start is not None and start < points[0].day and self.plan:
            points.insert(0, Point(start, planned=Decimal(0)))
        return points + self._ahead(points[-1].day)

    def _ahead(self, last: date) -> list[Point]:
        """The plan after the last report, with the day of the forecast among it."""
        baseline = self.project.baseline(self.as_of)
        end = baseline.finish if baseline else None
        if end is None or end <= last or not self.plan or self.is_complete:
            return []
        days = {end}
        month = add_months(last, 1)
        while (month_end := add_months(month, 1) - timedelta(days=1)) < end:
            days.add(month_end)
            month = add_months(month, 1)
        finish = self.forecast_finish()
        if finish is not None and last < finish < end:
            days.add(finish)
        whole = self.plan.sum()
        return [
            Point(day, planned=whole if day == end else self.plan.at(day))
            for day in sorted(days)
        ]

    def execution(self) -> Measure:
        """Work packages done over those that should be done by now."""
        done = baseline_execution_index(
            (
                PlannedDate(task.baseline_finish, task.actual_finish)
                for task in self.project.tasks
            ),
            self.as_of,
        )
        return done.measure(Unit.INDEX)

    def scope_change(self) -> ScopeChange:
        """What moved in the scope since the project began."""
        plan = self.project.baseline(self.as_of)
        return ScopeChange.of_register(
            self.project.scope,
            date.min,
            self.as_of,
            plan.scope_size if plan else None,
        )

    def estimate(self, method: EacMethod) -> tuple[Measure, Measure]:
        """The cost in the end under one assumption, and what is still to be spent."""
        return self.figures.eac(method), self.figures.etc(method)


def _reported(project: ProjectFacts, day: date) -> Reported:
    then = ProjectEarned.of(project, day, project.currency)
    progress: PlanProgress = then.progress
    return Reported(
        day=day,
        figures=then.figures,
        cpi=then.figures.cpi(),
        spi=then.figures.spi(),
        spi_t=progress.schedule(then.read_on).spi_t,
    )
