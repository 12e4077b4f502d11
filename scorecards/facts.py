"""The facts of one portfolio as plain values: what panels compute from."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any, Self, TypeVar

from delivery.calculations.delivery_rates import Delivery, DeliveryState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BaselineFacts:
    """An approved plan; the first of a project is its original one."""

    number: int
    approved_on: date | None
    start: date | None
    finish: date | None
    budget: Decimal | None
    scope_size: Decimal | None


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """What was reported about a project as of its status date."""

    status_date: date
    rating: str | None
    planned_value: Decimal | None
    earned_value: Decimal | None
    actual_cost: Decimal | None
    forecast_start: date | None
    forecast_finish: date | None
    forecast_cost: Decimal | None
    in_year_budget: Decimal | None
    in_year_forecast: Decimal | None
    whole_life_cost: Decimal | None
    scope_approved: Decimal | None
    scope_accepted: Decimal | None


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A dated point of a plan."""

    code: str
    name: str
    baseline_on: date | None
    forecast_on: date | None
    actual_on: date | None


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project with its plans and reports, each in ascending order.

    Units: money in `currency`.
    """

    pk: int
    code: str
    name: str
    status: str
    currency: str
    organisation: str
    sponsor: str
    priority_tier: int | None
    actual_start: date | None
    actual_finish: date | None
    final_cost: Decimal | None
    baselines: tuple[BaselineFacts, ...]
    updates: tuple[UpdateFacts, ...]
    milestones: tuple[MilestoneFacts, ...]

    def baseline(self, as_of: date) -> BaselineFacts | None:
        """The plan that was current on the day: the last one approved by then."""
        approved = [
            plan
            for plan in self.baselines
            if plan.approved_on is None or plan.approved_on <= as_of
        ]
        return (approved or self.baselines[:1] or (None,))[-1]

    def original_baseline(self) -> BaselineFacts | None:
        """The first approved plan."""
        return self.baselines[0] if self.baselines else None

    def updates_by(self, as_of: date) -> tuple[UpdateFacts, ...]:
        """The reports that were known on the day."""
        return tuple(row for row in self.updates if row.status_date <= as_of)

    def update(self, as_of: date) -> UpdateFacts | None:
        """The latest report that was known on the day."""
        known = (row for row in reversed(self.updates) if row.status_date <= as_of)
        return next(known, None)

    def state(self, as_of: date) -> DeliveryState:
        """Where the project stood on the day, whatever has happened since."""
        finished = self.actual_finish is None or self.actual_finish <= as_of
        if self.status == "completed" and finished:
            return DeliveryState.COMPLETE
        if self.status == "cancelled" and finished:
            return DeliveryState.CANCELLED
        begun_on = self.begun_on()
        if self.status == "planned" or (begun_on is not None and begun_on > as_of):
            return DeliveryState.PLANNED
        return DeliveryState.ACTIVE

    def begun_on(self) -> date | None:
        """When it began, or was to begin, or was first heard of; None if unknown."""
        if self.actual_start is not None:
            return self.actual_start
        plan = self.original_baseline()
        planned = plan.start if plan else None
        reported = self.updates[0].status_date if self.updates else None
        return min((day for day in (planned, reported) if day), default=None)

    def delivery(self, as_of: date, stale_before: date | None = None) -> Delivery:
        """The project as the delivery rates see it on the day.

        A forecast from before `stale_before` no longer counts.
        """
        plan, update = self.baseline(as_of), self.update(as_of)
        return Delivery(
            state=self.state(as_of),
            baseline_start=plan.start if plan else None,
            baseline_finish=plan.finish if plan else None,
            budget=plan.budget if plan else None,
            actual_finish=self.actual_finish,
            final_cost=self.final_cost,
            forecast_finish=update.forecast_finish if update else None,
            forecast_cost=update.forecast_cost if update else None,
            forecast_is_stale=bool(
                update and stale_before and update.status_date < stale_before
            ),
            approved_scope=update.scope_approved if update else None,
            accepted_scope=update.scope_accepted if update else None,
            in_year_budget=update.in_year_budget if update else None,
            in_year_forecast=update.in_year_forecast if update else None,
        )


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What a KPI should reach from a day on."""

    valid_from: date
    target: Decimal | None
    green_limit: Decimal | None
    red_limit: Decimal | None
    worst: Decimal | None
    low: Decimal | None
    high: Decimal | None
    fail_distance: Decimal | None


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """One measured value of a KPI; None where it was not applicable."""

    period_start: date
    period_end: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True, slots=True)
class KpiFacts:
    """A KPI with its targets and readings, each in ascending order."""

    pk: int
    code: str
    name: str
    group: str
    family: str
    unit: str
    unit_label: str
    currency: str
    direction: str
    aggregation: str
    cadence: str
    baseline: Decimal | None
    weight: Decimal
    is_critical: bool
    retired_on: date | None
    targets: tuple[TargetFacts, ...]
    readings: tuple[ReadingFacts, ...]

    def begun_on(self) -> date | None:
        """When it was first measured or aimed at; None if it never was."""
        days = [row.valid_from for row in self.targets[:1]]
        days += [row.period_start for row in self.readings[:1]]
        return min(days, default=None)

    def is_kept(self, period_start: date, as_of: date) -> bool:
        """Whether it was measured in a period, or should have been."""
        is_retired = self.retired_on is not None and self.retired_on < period_start
        begun_on = self.begun_on()
        return not is_retired and (begun_on is None or begun_on <= as_of)

    def target(self, day: date) -> TargetFacts | None:
        """The target that holds on the day."""
        valid = [target for target in self.targets if target.valid_from <= day]
        return valid[-1] if valid else None


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """The amount of a benefit in one month."""

    month: date
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class BenefitFacts:
    """A benefit with its amounts in ascending order of month."""

    pk: int
    code: str
    name: str
    benefit_class: str
    is_disbenefit: bool
    unit_label: str
    currency: str
    owner: str
    starts_on: date | None
    retires_on: date | None
    entries: tuple[EntryFacts, ...]


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """A step of the portfolio's rating scale, the best first."""

    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """Everything that a portfolio itself knows; what lies below it is not here."""

    slug: str
    currency: str
    time_tolerance: Decimal
    cost_tolerance: Decimal
    ratings: tuple[RatingFacts, ...]
    projects: tuple[ProjectFacts, ...]
    kpis: tuple[KpiFacts, ...]
    benefits: tuple[BenefitFacts, ...]
    _results: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """Work something out when it is first asked for, and remember it.

        The periods of a refresh overlap: each shows the seven before it as well.
        """
        if name not in self._results:
            self._results[name] = work_out()
        found: T = self._results[name]
        return found

    def for_reading(self, as_of: date) -> Self:
        """The facts that a period can depend on when it is read as of a day.

        What was reported or measured later is left out; but for the first of each,
        which says when a project or a KPI began.
        """
        return replace(
            self,
            projects=tuple(
                replace(
                    project,
                    updates=_begun(
                        project.updates, lambda row: row.status_date <= as_of
                    ),
                )
                for project in self.projects
            ),
            kpis=tuple(
                replace(
                    kpi,
                    readings=_begun(
                        kpi.readings, lambda row: row.period_start <= as_of
                    ),
                )
                for kpi in self.kpis
            ),
        )

    def first_day(self) -> date | None:
        """The first day that any fact is about; None without facts."""
        return min(self._days(), default=None)

    def last_day(self) -> date | None:
        """The last day that any reported or measured fact is about."""
        return max(self._days(), default=None)

    def _days(self) -> list[date]:
        return [
            *(row.status_date for project in self.projects for row in project.updates),
            *(
                project.actual_finish
                for project in self.projects
                if project.actual_finish
            ),
            *(row.period_end for kpi in self.kpis for row in kpi.readings),
            *(
                row.month
                for benefit in self.benefits
                for row in benefit.entries
                if row.kind in {"claimed", "validated"}
            ),
        ]


def _begun(rows: tuple[T, ...], is_known: Callable[[T], bool]) -> tuple[T, ...]:
    """The first of some rows in order of time, and those after it that are known."""
    return rows[:1] + tuple(takewhile(is_known, rows[1:]))
