"""Lists as files: columns named like the fields, so that an import takes them back."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from delivery.models import (
    Allocation,
    Benefit,
    BenefitEntry,
    Capacity,
    ExchangeRate,
    Kpi,
    KpiMeasurement,
    Objective,
    ObjectiveLink,
    OverlapGroup,
    PriorityCriterion,
    ResourceHours,
    ScopeItem,
    Service,
    ServiceCost,
    Task,
)
from delivery.ranking import RankedProject

PROJECT_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "description",
    "organisation",
    "category",
    "sponsor",
    "manager",
    "priority_tier",
    "status",
    "currency",
    "actual_start",
    "actual_finish",
    "final_cost",
    "business_case_on",
    "first_use_on",
    "current_baseline",
    "planned_finish",
    "current_budget",
    "last_status_date",
    "last_rating",
    "last_forecast_finish",
    "last_forecast_cost",
)

KPI_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "project",
    "description",
    "promise",
    "group",
    "family",
    "unit",
    "unit_label",
    "currency",
    "direction",
    "aggregation",
    "cadence",
    "formula",
    "signal_rules",
    "baseline",
    "baseline_on",
    "weight",
    "is_critical",
    "retired_on",
    "latest_value",
    "latest_period_end",
)

MEASUREMENT_COLUMNS = (
    "kpi",
    "period_start",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "not_applicable",
    "note",
    "source",
    "evidence",
)

TASK_COLUMNS = (
    "project",
    "code",
    "name",
    "baseline_start",
    "baseline_finish",
    "actual_start",
    "actual_finish",
    "budget",
    "progress_method",
    "percent_complete",
)

SCOPE_COLUMNS = (
    "project",
    "code",
    "name",
    "state",
    "size",
    "changed_on",
    "is_approved",
    "accepted_on",
)

BENEFIT_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "project",
    "objective",
    "description",
    "benefit_class",
    "is_disbenefit",
    "pattern",
    "unit_label",
    "currency",
    "owner",
    "beneficiary",
    "measurement_method",
    "baseline_note",
    "baseline_value",
    "baseline_on",
    "baseline_size",
    "steady_amount",
    "confidence",
    "price_basis",
    "price_year",
    "counterfactual_basis",
    "counterfactual",
    "overlap_group",
    "starts_on",
    "retires_on",
    "evidence_level",
    "planned_total",
    "claimed_total",
    "validated_total",
)

ENTRY_COLUMNS = (
    "benefit",
    "month",
    "kind",
    "amount",
    "is_draft",
    "note",
    "evidence",
)

CLAIM_COLUMNS = (
    "portfolio",
    "benefit",
    "name",
    "benefit_class",
    "month",
    "claimed",
    "validated",
    "evidence",
    "note",
    "claimed_by",
)

OVERLAP_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "measured_total",
    "measured_on",
    "note",
    "benefits",
)

SERVICE_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "description",
    "owner",
    "starts_on",
    "retired_on",
    "cost_total",
    "project_count",
    "benefit_count",
)

SERVICE_COST_COLUMNS = ("service", "month", "category", "amount", "note")

RESOURCE_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "kind",
    "role",
    "available_total",
    "planned_total",
    "booked_total",
)

CAPACITY_COLUMNS = (
    "resource",
    "month",
    "contracted_hours",
    "leave_hours",
    "holiday_hours",
)

ALLOCATION_COLUMNS = ("resource", "project", "month", "hours")

HOURS_COLUMNS = (
    "portfolio",
    "resource",
    "project",
    "month",
    "task",
    "hours",
    "note",
    "source",
)

PRIORITY_COLUMNS = ("portfolio", "project", "name", "priority_tier", "priority_score")

OBJECTIVE_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "description",
    "owner",
    "weight",
    "target_share",
    "valid_from",
    "valid_to",
    "project_count",
    "benefit_count",
)

OBJECTIVE_LINK_COLUMNS = ("project", "objective", "strength", "spend_share")

EXCHANGE_RATE_COLUMNS = (
    "portfolio",
    "from_currency",
    "to_currency",
    "kind",
    "valid_from",
    "valid_to",
    "rate",
    "source",
)

Rows = Iterator[tuple[Any, ...]]


def project_rows(projects: Iterable[Any]) -> Rows:
    """Yield projects `with_current_state`, in the order of PROJECT_COLUMNS."""
    for project in projects:
        yield (
            project.portfolio.slug,
            *_values(project, PROJECT_COLUMNS[1:16]),
            project.baseline_number,
            project.planned_finish,
            project.budget,
            project.latest_status_date,
            project.rating_label,
            project.forecast_finish,
            project.forecast_cost,
        )


def task_rows(tasks: Iterable[Task]) -> Rows:
    """Yield work packages with their projects, in the order of TASK_COLUMNS."""
    for task in tasks:
        yield (task.project.code, *_values(task, TASK_COLUMNS[1:]))


def scope_rows(items: Iterable[ScopeItem]) -> Rows:
    """Yield scope items with their projects, in the order of SCOPE_COLUMNS."""
    for item in items:
        yield (item.project.code, *_values(item, SCOPE_COLUMNS[1:]))


def kpi_rows(kpis: Iterable[Kpi]) -> Rows:
    """Yield KPIs `with_latest_value`, in the order of KPI_COLUMNS."""
    for kpi in kpis:
        yield (
            kpi.portfolio.slug,
            kpi.code,
            kpi.name,
            kpi.project.code if kpi.project else "",
            *_values(kpi, KPI_COLUMNS[4:]),
        )


def measurement_rows(measurements: QuerySet[KpiMeasurement]) -> Rows:
    """Yield measurements, in the order of MEASUREMENT_COLUMNS."""
    for measurement in measurements.select_related("kpi"):
        yield (
            measurement.kpi.code,
            *_values(measurement, MEASUREMENT_COLUMNS[1:]),
        )


def benefit_rows(benefits: Iterable[Benefit]) -> Rows:
    """Yield benefits `with_totals`, `with_proof`, in the order of BENEFIT_COLUMNS."""
    place = BENEFIT_COLUMNS.index("overlap_group")
    for benefit in benefits:
        yield (
            benefit.portfolio.slug,
            benefit.code,
            benefit.name,
            benefit.project.code if benefit.project else "",
            benefit.objective.code if benefit.objective else "",
            *_values(benefit, BENEFIT_COLUMNS[5:place]),
            benefit.overlap_group.code if benefit.overlap_group else "",
            *_values(benefit, BENEFIT_COLUMNS[place + 1 :]),
        )


def entry_rows(entries: QuerySet[BenefitEntry]) -> Rows:
    """Yield amounts of benefits, in the order of ENTRY_COLUMNS."""
    for entry in entries.select_related("benefit"):
        yield (entry.benefit.code, *_values(entry, ENTRY_COLUMNS[1:]))


def resource_rows(people: Iterable[Any]) -> Rows:
    """Yield people `with_hours`, in the order of RESOURCE_COLUMNS."""
    for resource in people:
        yield (resource.portfolio.slug, *_values(resource, RESOURCE_COLUMNS[1:]))


def capacity_rows(capacities: QuerySet[Capacity]) -> Rows:
    """Yield months of capacity, in the order of CAPACITY_COLUMNS."""
    for capacity in capacities.select_related("resource"):
        yield (capacity.resource.code, *_values(capacity, CAPACITY_COLUMNS[1:]))


def allocation_rows(allocations: QuerySet[Allocation]) -> Rows:
    """Yield planned hours, in the order of ALLOCATION_COLUMNS."""
    for allocation in allocations.select_related("resource", "project"):
        yield (
            allocation.resource.code,
            allocation.project.code,
            *_values(allocation, ALLOCATION_COLUMNS[2:]),
        )


def hours_rows(hours: Iterable[ResourceHours]) -> Rows:
    """Yield booked hours with what they belong to, in the order of HOURS_COLUMNS."""
    for row in hours:
        yield (
            row.resource.portfolio.slug,
            row.resource.code,
            row.project.code,
            *_values(row, HOURS_COLUMNS[3:]),
        )


def priority_columns(criteria: Iterable[PriorityCriterion]) -> tuple[str, ...]:
    """Return the columns of a ranking: one a criterion behind the fixed ones."""
    return (*PRIORITY_COLUMNS, *(criterion.name for criterion in criteria))


def priority_rows(ranked: Iterable[RankedProject]) -> Rows:
    """Yield projects with scores and marks, in the order of `priority_columns`."""
    for one in ranked:
        project = one.project
        yield (
            project.portfolio.slug,
            project.code,
            project.name,
            project.priority_tier,
            one.score.value,
            *one.marks,
        )


def objective_rows(objectives: Iterable[Objective]) -> Rows:
    """Yield objectives `with_counts`, in the order of OBJECTIVE_COLUMNS."""
    for objective in objectives:
        yield (objective.portfolio.slug, *_values(objective, OBJECTIVE_COLUMNS[1:]))


def objective_link_rows(links: QuerySet[ObjectiveLink]) -> Rows:
    """Yield links to objectives, in the order of OBJECTIVE_LINK_COLUMNS."""
    for link in links.select_related("project", "objective"):
        yield (
            link.project.code,
            link.objective.code,
            *_values(link, OBJECTIVE_LINK_COLUMNS[2:]),
        )


def exchange_rate_rows(rates: Iterable[ExchangeRate]) -> Rows:
    """Yield exchange rates, in the order of EXCHANGE_RATE_COLUMNS."""
    for rate in rates:
        yield (
            rate.portfolio.slug if rate.portfolio else "",
            *_values(rate, EXCHANGE_RATE_COLUMNS[1:]),
        )


def claim_rows(claims: Iterable[Any]) -> Rows:
    """Yield claims `with_decision`, in the order of CLAIM_COLUMNS."""
    for claim in claims:
        yield (
            claim.benefit.portfolio.slug,
            claim.benefit.code,
            claim.benefit.name,
            claim.benefit.benefit_class,
            claim.month,
            claim.amount,
            claim.validated_amount,
            claim.evidence,
            claim.note,
            claim.recorded_by.get_username() if claim.recorded_by else "",
        )


def overlap_rows(groups: Iterable[OverlapGroup]) -> Rows:
    """Yield overlap groups, in the order of OVERLAP_COLUMNS."""
    for group in groups:
        yield (
            group.portfolio.slug,
            *_values(group, OVERLAP_COLUMNS[1:-1]),
            ", ".join(benefit.code for benefit in group.benefits.all()),
        )


def service_rows(services: Iterable[Service]) -> Rows:
    """Yield services `with_counts`, in the order of SERVICE_COLUMNS."""
    for service in services:
        yield (service.portfolio.slug, *_values(service, SERVICE_COLUMNS[1:]))


def service_cost_rows(costs: QuerySet[ServiceCost]) -> Rows:
    """Yield costs of services, in the order of SERVICE_COST_COLUMNS."""
    for cost in costs.select_related("service"):
        yield (cost.service.code, *_values(cost, SERVICE_COST_COLUMNS[1:]))


def _values(row: Any, names: Iterable[str]) -> Iterator[Any]:
    return (getattr(row, name) for name in names)
