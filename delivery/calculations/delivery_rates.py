"""On time, on budget, within scope: what was finished, and what is forecast.

Each rate is returned as a `Share`, which adds up over projects, programmes and
portfolios; ``.measure()`` is the rate and ``.weighted()`` the same by budget.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from .measure import Caveat, Thresholds
from .periods import Period
from .share import Ratio, Share

TOLERANCE = Decimal("0.05")
UNDERSPEND = Decimal("0.10")

RATE_THRESHOLDS = Thresholds(Decimal("0.80"), Decimal("0.60"))
TRIPLE_THRESHOLDS = Thresholds(Decimal("0.70"), Decimal("0.50"))


class DeliveryState(StrEnum):
    """Where a project stands, as far as the delivery rates care."""

    PLANNED = "planned"
    ACTIVE = "active"
    COMPLETE = "complete"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What the delivery rates need to know about one project.

    Units: money in one currency for all projects of a call; scope in points,
    items or value weights. `forecast_is_stale` marks a forecast older than two
    reporting periods. Unknown is None.
    """

    state: DeliveryState
    baseline_start: date | None = None
    baseline_finish: date | None = None
    actual_finish: date | None = None
    forecast_finish: date | None = None
    budget: Decimal | None = None
    final_cost: Decimal | None = None
    forecast_cost: Decimal | None = None
    forecast_is_stale: bool = False
    approved_scope: Decimal | None = None
    accepted_scope: Decimal | None = None
    in_year_budget: Decimal | None = None
    in_year_forecast: Decimal | None = None

    @property
    def is_complete(self) -> bool:
        """True when the project has finished; a cancelled one has not."""
        return self.state is DeliveryState.COMPLETE

    @property
    def is_active(self) -> bool:
        """True while the work goes on."""
        return self.state is DeliveryState.ACTIVE


def completed_in(projects: Iterable[Delivery], period: Period) -> list[Delivery]:
    """Return the projects finished in the period.

    Shape: in the given order. A completed project without a finish date cannot
    be placed in time: it is kept, and lowers the completeness of the rates.
    """
    return [
        project
        for project in projects
        if project.is_complete
        and (project.actual_finish is None or period.contains(project.actual_finish))
    ]


def latest_finish_on_time(
    start: date | None, finish: date | None, tolerance: Decimal = TOLERANCE
) -> date | None:
    """Return the last day that still counts as on time.

    Units: `tolerance` is a share of the planned duration; the days it gives are
    rounded down. None when either baseline date is unknown.

    Source: docs/formulas.md, "On-time delivery".
    """
    if start is None or finish is None:
        return None
    return finish + timedelta(days=int(tolerance * (finish - start).days))


def _on_time(project: Delivery, finish: date | None, tolerance: Decimal) -> bool | None:
    latest = latest_finish_on_time(
        project.baseline_start, project.baseline_finish, tolerance
    )
    return None if latest is None or finish is None else finish <= latest


def _within(
    budget: Decimal | None, cost: Decimal | None, tolerance: Decimal
) -> bool | None:
    if budget is None or cost is None or budget <= 0:
        return None
    return cost <= budget * (1 + tolerance)


def _is_worthless(budget: Decimal | None) -> bool:
    return budget is not None and budget <= 0


def _within_scope(project: Delivery, tolerance: Decimal) -> bool | None:
    approved, accepted = project.approved_scope, project.accepted_scope
    if approved is None or accepted is None or approved <= 0:
        return None
    return accepted >= approved * (1 - tolerance)


def on_time_rate(projects: Iterable[Delivery], tolerance: Decimal = TOLERANCE) -> Share:
    """Return which completed projects finished by their baseline plus tolerance.

    Units: `tolerance` is a share of the planned duration. Projects that are not
    completed stay outside; a completed one without baseline or finish date
    lowers completeness. Nothing completed: not available, NO_DATA.

    Source: docs/formulas.md, "On-time delivery".
    """
    return Share.total(
        Share.of(_on_time(project, project.actual_finish, tolerance), project.budget)
        for project in projects
        if project.is_complete
    )


def overdue_open(
    projects: Iterable[Delivery], status_date: date, tolerance: Decimal = TOLERANCE
) -> Share:
    """Return which active projects are past their baseline finish and tolerance.

    It stands beside the on-time rate, which sees only what was finished; use
    ``.count()`` for "12 projects are overdue" and ``.weight_ok`` for their budget.

    Source: docs/formulas.md, "On-time delivery".
    """
    return Share.total(
        Share.of(None if on_time is None else not on_time, project.budget)
        for project in projects
        if project.is_active
        for on_time in (_on_time(project, status_date, tolerance),)
    )


def on_budget_rate(
    projects: Iterable[Delivery], tolerance: Decimal = TOLERANCE
) -> Share:
    """Return which completed projects cost no more than budget plus tolerance.

    Units: `tolerance` is a share of the budget. Underspending never fails; by
    more than 10 % it raises the caveat ESTIMATE_QUALITY. A budget of zero or
    less cannot be judged and is counted as excluded.

    Source: docs/formulas.md, "On-budget delivery".
    """
    return Share.total(
        Share.of(
            _within(project.budget, project.final_cost, tolerance),
            project.budget,
            excluded=_is_worthless(project.budget),
            warnings=_estimate_quality(project),
        )
        for project in projects
        if project.is_complete
    )


def _estimate_quality(project: Delivery) -> tuple[Caveat, ...]:
    budget, cost = project.budget, project.final_cost
    if budget is None or cost is None or budget <= 0:
        return ()
    return (Caveat.ESTIMATE_QUALITY,) if cost < budget * (1 - UNDERSPEND) else ()


def forecast_on_time_rate(
    projects: Iterable[Delivery], tolerance: Decimal = TOLERANCE
) -> Share:
    """Return which active projects are forecast to finish on time.

    Units: as `on_time_rate`. A stale forecast is no forecast: the project lowers
    completeness and raises the caveat STALE.

    Source: docs/formulas.md, "Open projects, forecast".
    """
    return Share.total(
        Share.of(
            None
            if project.forecast_is_stale
            else _on_time(project, project.forecast_finish, tolerance),
            project.budget,
            warnings=_staleness(project),
        )
        for project in projects
        if project.is_active
    )


def forecast_on_budget_rate(
    projects: Iterable[Delivery], tolerance: Decimal = TOLERANCE
) -> Share:
    """Return which active projects are forecast to cost no more than budget.

    Units: as `on_budget_rate`. Stale forecasts as in `forecast_on_time_rate`; a
    budget of zero or less is counted as excluded.

    Source: docs/formulas.md, "Open projects, forecast".
    """
    return Share.total(
        Share.of(
            None
            if project.forecast_is_stale
            else _within(project.budget, project.forecast_cost, tolerance),
            project.budget,
            excluded=_is_worthless(project.budget),
            warnings=_staleness(project),
        )
        for project in projects
        if project.is_active
    )


def _staleness(project: Delivery) -> tuple[Caveat, ...]:
    return (Caveat.STALE,) if project.forecast_is_stale else ()


def in_year_on_budget_rate(
    projects: Iterable[Delivery], tolerance: Decimal = TOLERANCE
) -> Share:
    """Return which projects expect to stay within this fiscal year's budget.

    Units: `tolerance` is a share of the in-year budget, which is also the
    weight. Every project given is expected to have both figures; an in-year
    budget of zero or less is counted as excluded.

    Source: docs/formulas.md, "This year's cost".
    """
    return Share.total(
        Share.of(
            _within(project.in_year_budget, project.in_year_forecast, tolerance),
            project.in_year_budget,
            excluded=_is_worthless(project.in_year_budget),
        )
        for project in projects
    )


def in_year_cost_ratio(projects: Iterable[Delivery]) -> Ratio:
    """Return in-year forecasts over in-year budgets of the same projects.

    Units: a ratio, above 1 when more is expected to be spent than budgeted.
    Projects that `in_year_on_budget_rate` cannot judge stay out of both sums.

    Source: docs/formulas.md, "This year's cost".
    """
    return Ratio.total(
        Ratio.of(
            None if _is_worthless(project.in_year_budget) else project.in_year_forecast,
            project.in_year_budget,
        )
        for project in projects
    )


def within_scope_rate(
    projects: Iterable[Delivery], tolerance: Decimal = TOLERANCE
) -> Share:
    """Return which completed projects delivered their approved scope.

    Units: `tolerance` is the share of approved scope that may be missing. A
    project without a scope register is not "in scope": it lowers completeness.

    Source: docs/formulas.md, "Within-scope delivery".
    """
    return Share.total(
        Share.of(_within_scope(project, tolerance), project.budget)
        for project in projects
        if project.is_complete
    )


def triple_constraint_rate(
    projects: Iterable[Delivery],
    *,
    time_tolerance: Decimal = TOLERANCE,
    cost_tolerance: Decimal = TOLERANCE,
    scope_tolerance: Decimal = TOLERANCE,
) -> Share:
    """Return which completed projects met time, cost and scope together.

    Units: each tolerance is that of its own rate. If any of the three is unknown
    the project is in neither count and lowers completeness.

    Source: docs/formulas.md, "Time, cost and scope together".
    """
    return Share.total(
        Share.of(None if None in tests else all(tests), project.budget)
        for project in projects
        if project.is_complete
        for tests in (
            (
                _on_time(project, project.actual_finish, time_tolerance),
                _within(project.budget, project.final_cost, cost_tolerance),
                _within_scope(project, scope_tolerance),
            ),
        )
    )
