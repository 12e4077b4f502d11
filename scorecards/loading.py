"""From the database to plain values, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Milestone,
    Portfolio,
    Project,
    StatusUpdate,
)
from scorecards import facts


def load_facts(portfolio: Portfolio) -> facts.PortfolioFacts:
    """Load what the portfolio itself knows, without what lies below it.

    Eleven queries at the most, whatever the number of rows. Readings are
    read as tuples: a portfolio may hold tens of thousands of them.
    """
    return facts.PortfolioFacts(
        slug=portfolio.slug,
        currency=portfolio.currency,
        time_tolerance=portfolio.time_tolerance,
        cost_tolerance=portfolio.cost_tolerance,
        ratings=_ratings(portfolio),
        projects=_projects(portfolio),
        kpis=_kpis(portfolio),
        benefits=_benefits(portfolio),
    )


def _ratings(portfolio: Portfolio) -> tuple[facts.RatingFacts, ...]:
    scale = portfolio.rating_scale
    if scale is None:
        return ()
    return tuple(
        facts.RatingFacts(*row)
        for row in scale.levels.order_by("position").values_list("label", "colour")
    )


def _projects(portfolio: Portfolio) -> tuple[facts.ProjectFacts, ...]:
    baselines = _grouped(
        Baseline.objects.filter(project__portfolio=portfolio)
        .order_by("project_id", "number")
        .values_list(
            "project_id",
            "number",
            "approved_on",
            "start",
            "finish",
            "budget",
            "scope_size",
        ),
        facts.BaselineFacts,
    )
    updates = _grouped(
        StatusUpdate.objects.filter(project__portfolio=portfolio)
        .order_by("project_id", "status_date")
        .values_list(
            "project_id",
            "status_date",
            "rating__label",
            "planned_value",
            "earned_value",
            "actual_cost",
            "forecast_start",
            "forecast_finish",
            "forecast_cost",
            "in_year_budget",
            "in_year_forecast",
            "whole_life_cost",
            "scope_approved",
            "scope_accepted",
        ),
        facts.UpdateFacts,
    )
    milestones = _grouped(
        Milestone.objects.filter(project__portfolio=portfolio)
        .order_by("project_id", "baseline_on", "code")
        .values_list(
            "project_id", "code", "name", "baseline_on", "forecast_on", "actual_on"
        ),
        facts.MilestoneFacts,
    )
    return tuple(
        facts.ProjectFacts(
            **row,
            baselines=baselines[row["pk"]],
            updates=updates[row["pk"]],
            milestones=milestones[row["pk"]],
        )
        for row in Project.objects.filter(portfolio=portfolio)
        .order_by("code")
        .values(
            "pk",
            "code",
            "name",
            "status",
            "currency",
            "organisation",
            "sponsor",
            "priority_tier",
            "actual_start",
            "actual_finish",
            "final_cost",
        )
    )


def _kpis(portfolio: Portfolio) -> tuple[facts.KpiFacts, ...]:
    targets = _grouped(
        KpiTarget.objects.filter(kpi__portfolio=portfolio)
        .order_by("kpi_id", "valid_from")
        .values_list(
            "kpi_id",
            "valid_from",
            "target",
            "green_limit",
            "red_limit",
            "worst",
            "low",
            "high",
            "fail_distance",
        ),
        facts.TargetFacts,
    )
    readings = _grouped(
        KpiMeasurement.objects.filter(kpi__portfolio=portfolio)
        .order_by("kpi_id", "period_start")
        .values_list(
            "kpi_id", "period_start", "period_end", "value", "numerator", "denominator"
        ),
        facts.ReadingFacts,
    )
    return tuple(
        facts.KpiFacts(**row, targets=targets[row["pk"]], readings=readings[row["pk"]])
        for row in Kpi.objects.filter(portfolio=portfolio)
        .order_by("family", "code")
        .values(
            "pk",
            "code",
            "name",
            "group",
            "family",
            "unit",
            "unit_label",
            "currency",
            "direction",
            "aggregation",
            "cadence",
            "baseline",
            "weight",
            "is_critical",
            "retired_on",
        )
    )


def _benefits(portfolio: Portfolio) -> tuple[facts.BenefitFacts, ...]:
    entries = _grouped(
        BenefitEntry.objects.filter(benefit__portfolio=portfolio)
        .order_by("benefit_id", "month", "kind")
        .values_list("benefit_id", "month", "kind", "amount"),
        facts.EntryFacts,
    )
    return tuple(
        facts.BenefitFacts(**row, entries=entries[row["pk"]])
        for row in Benefit.objects.filter(portfolio=portfolio)
        .order_by("code")
        .values(
            "pk",
            "code",
            "name",
            "benefit_class",
            "is_disbenefit",
            "unit_label",
            "currency",
            "owner",
            "starts_on",
            "retires_on",
        )
    )


def _grouped(
    rows: Iterable[tuple[Any, ...]], make: type[Any]
) -> defaultdict[int, tuple[Any, ...]]:
    """Collect rows by their first column, each made from the others."""
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for owner, *values in rows:
        groups[owner].append(make(*values))
    return defaultdict(tuple, {owner: tuple(made) for owner, made in groups.items()})
