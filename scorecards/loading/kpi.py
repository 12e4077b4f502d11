"""KPIs with their targets and readings, and what was decided and noted about them."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from delivery.calculations import bands
from delivery.calculations.derived import derive
from delivery.models import (
    Annotation,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
    Portfolio,
)
from scorecards import facts
from scorecards.loading.grouping import grouped
from scorecards.loading.holding import Held


def load_kpis(portfolio: Portfolio, held: Held) -> tuple[facts.KpiFacts, ...]:
    """Load the KPIs of a portfolio, in five queries at the most.

    The readings of those that have a formula are worked out from the others.
    """
    if Kpi not in held:
        return ()
    rows = (
        Kpi.objects.filter(portfolio=portfolio)
        .order_by("family", "code")
        .annotate(service_name=Coalesce(F("service__name"), Value("")))
        .values(
            "pk",
            "service",
            "service_name",
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
            "formula",
            "signal_rules",
            "baseline",
            "weight",
            "is_critical",
            "retired_on",
        )
    )
    targets, readings = _targets(portfolio), _readings(portfolio)
    decisions, annotations = _decisions(portfolio, held), _annotations(portfolio, held)
    return with_derived(
        facts.KpiFacts(
            **row,
            targets=targets[row["pk"]],
            readings=readings[row["pk"]],
            decisions=decisions[row["pk"]],
            annotations=annotations[row["pk"]],
        )
        for row in rows
    )


def with_derived(found: Any) -> tuple[facts.KpiFacts, ...]:
    """Give KPIs that have a formula the readings that follow from it."""
    kpis = tuple(found)
    derived = derive(kpis)
    return tuple(
        replace(
            kpi,
            readings=tuple(
                facts.ReadingFacts(
                    row.period_start,
                    row.period_end,
                    row.value,
                    row.numerator,
                    row.denominator,
                    row.reason,
                )
                for row in derived[kpi.code]
            ),
        )
        if kpi.code in derived
        else kpi
        for kpi in kpis
    )


def _targets(portfolio: Portfolio) -> Any:
    return grouped(
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
            "bands",
        ),
        _target,
    )


def _target(valid_from: date, *limits: Any) -> facts.TargetFacts:
    *values, stored = limits
    names = ("target", "green_limit", "red_limit", "worst", "low", "high")
    given = dict(zip((*names, "fail_distance"), values, strict=True))
    return facts.TargetFacts(valid_from, **given, bands=bands.from_json(stored))


def _readings(portfolio: Portfolio) -> Any:
    return grouped(
        KpiMeasurement.objects.filter(kpi__portfolio=portfolio)
        .counted()
        .order_by("kpi_id", "period_start")
        .values_list(
            "kpi_id", "period_start", "period_end", "value", "numerator", "denominator"
        ),
        facts.ReadingFacts,
    )


def _decisions(portfolio: Portfolio, held: Held) -> Any:
    if LimitDecision not in held:
        return defaultdict(tuple)
    return grouped(
        LimitDecision.objects.filter(kpi__portfolio=portfolio)
        .order_by("kpi_id", "pk")
        .values_list(
            "kpi_id",
            "step",
            "period_start",
            "reason",
            "decided_by__name",
            "decided_by__username",
            "decided_at",
        ),
        _decision,
    )


def _decision(
    step: str,
    period_start: date,
    reason: str,
    name: str | None,
    username: str | None,
    decided_at: datetime,
) -> facts.DecisionFacts:
    who, day = name or username or "", timezone.localdate(decided_at)
    return facts.DecisionFacts(step, period_start, reason, who, day)


def _annotations(portfolio: Portfolio, held: Held) -> Any:
    if Annotation not in held:
        return defaultdict(tuple)
    return grouped(
        Annotation.objects.filter(kpi__portfolio=portfolio)
        .order_by("kpi_id", "on", "pk")
        .values_list("kpi_id", "on", "text", "author__name", "author__username"),
        _annotation,
    )


def _annotation(
    on: date, text: str, name: str | None, username: str | None
) -> facts.AnnotationFacts:
    return facts.AnnotationFacts(on, text, name or username or "")
