"""Projects, their plans and what was reported about them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from delivery.calculations.delivery_rates import Delivery, DeliveryState
from delivery.calculations.scope import ScopeEntry, accepted_scope, approved_scope
from scorecards.facts.objective import LinkFacts
from scorecards.facts.task import TaskFacts

# One mark and weight for each criterion that holds; None where no mark was given.
Marks = tuple[tuple[int | None, Decimal], ...]


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
    estimate_to_complete: Decimal | None
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
    business_case_on: date | None
    first_use_on: date | None
    baselines: tuple[BaselineFacts, ...]
    updates: tuple[UpdateFacts, ...]
    milestones: tuple[MilestoneFacts, ...]
    tasks: tuple[TaskFacts, ...]
    scope: tuple[ScopeEntry, ...]
    marks: Marks
    links: tuple[LinkFacts, ...] = ()

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

    def actual_cost(self, as_of: date) -> Decimal | None:
        """What the work done has cost by the day, as it was last reported."""
        costs = [
            row.actual_cost
            for row in self.updates_by(as_of)
            if row.actual_cost is not None
        ]
        return costs[-1] if costs else None

    def commitment(self, as_of: date) -> Decimal | None:
        """What it is to cost: its budget, or without one the forecast of its cost."""
        plan, update = self.baseline(as_of), self.update(as_of)
        if plan is not None and plan.budget is not None:
            return plan.budget
        return update.forecast_cost if update else None

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

        A forecast from before `stale_before` no longer counts. Scope is told by the
        register, and where none is kept by the status update.
        """
        plan, update = self.baseline(as_of), self.update(as_of)
        approved = approved_scope(self.scope, as_of)
        accepted = accepted_scope(self.scope, as_of)
        if approved is None and update:
            approved, accepted = update.scope_approved, update.scope_accepted
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
            approved_scope=approved,
            accepted_scope=accepted,
            in_year_budget=update.in_year_budget if update else None,
            in_year_forecast=update.in_year_forecast if update else None,
        )
