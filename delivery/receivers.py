"""Every write of a fact raises its portfolio's revision; nothing else happens here."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from delivery.models import (
    Allocation,
    Annotation,
    Attribution,
    Baseline,
    Benefit,
    BenefitEntry,
    BenefitLeak,
    Capacity,
    ClaimDecision,
    Contingency,
    ExchangeRate,
    Issue,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
    Milestone,
    Objective,
    ObjectiveLink,
    OverlapGroup,
    Portfolio,
    PriorityCriterion,
    PriorityScore,
    Project,
    QualityCount,
    Resource,
    ResourceHours,
    ReworkEntry,
    Risk,
    RiskAssessment,
    ScopeItem,
    Service,
    ServiceCost,
    ServiceUse,
    StatusUpdate,
    Task,
)
from delivery.models.portfolio import PortfolioQuerySet

PORTFOLIO_OF: dict[type[Model], Callable[[Any], int]] = {
    Portfolio: lambda portfolio: portfolio.pk,
    Project: lambda project: project.portfolio_id,
    Baseline: lambda baseline: baseline.project.portfolio_id,
    StatusUpdate: lambda update: update.project.portfolio_id,
    Milestone: lambda milestone: milestone.project.portfolio_id,
    Task: lambda task: task.project.portfolio_id,
    ScopeItem: lambda item: item.project.portfolio_id,
    Kpi: lambda kpi: kpi.portfolio_id,
    KpiTarget: lambda target: target.kpi.portfolio_id,
    Annotation: lambda annotation: annotation.kpi.portfolio_id,
    LimitDecision: lambda decision: decision.kpi.portfolio_id,
    KpiMeasurement: lambda measurement: measurement.kpi.portfolio_id,
    Benefit: lambda benefit: benefit.portfolio_id,
    BenefitEntry: lambda entry: entry.benefit.portfolio_id,
    BenefitLeak: lambda leak: leak.benefit.portfolio_id,
    ClaimDecision: lambda decision: decision.benefit.portfolio_id,
    OverlapGroup: lambda group: group.portfolio_id,
    Service: lambda service: service.portfolio_id,
    ServiceCost: lambda cost: cost.service.portfolio_id,
    ServiceUse: lambda use: use.service.portfolio_id,
    Attribution: lambda attribution: attribution.benefit.portfolio_id,
    Resource: lambda resource: resource.portfolio_id,
    Capacity: lambda capacity: capacity.resource.portfolio_id,
    Allocation: lambda allocation: allocation.resource.portfolio_id,
    ResourceHours: lambda hours: hours.resource.portfolio_id,
    PriorityScore: lambda score: score.project.portfolio_id,
    Risk: lambda risk: risk.portfolio_id,
    RiskAssessment: lambda assessment: assessment.risk.portfolio_id,
    Contingency: lambda contingency: contingency.portfolio_id,
    Issue: lambda issue: issue.portfolio_id,
    ReworkEntry: lambda entry: entry.project.portfolio_id,
    QualityCount: lambda count: count.project.portfolio_id,
    ObjectiveLink: lambda link: link.project.portfolio_id,
}

# What more than one portfolio is judged by: the objectives and criteria of a portfolio
# hold for those below it, and a rate converts wherever its currencies meet.
PORTFOLIOS_OF: dict[type[Model], Callable[[Any], PortfolioQuerySet]] = {
    Objective: lambda objective: Portfolio.objects.under(objective.portfolio),
    PriorityCriterion: lambda criterion: Portfolio.objects.under(criterion.portfolio),
    ExchangeRate: lambda rate: rate.portfolios_concerned(),
}


def fact_changed(
    sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Raise the portfolio's revision in the transaction that changed the fact."""
    if not raw:  # raw: a fixture is being loaded
        Portfolio.objects.touch_one(PORTFOLIO_OF[sender](instance))


def shared_fact_changed(
    sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Raise the revision of each portfolio that the fact concerns."""
    if not raw:
        PORTFOLIOS_OF[sender](instance).touch()


def portfolio_removed(sender: type[Model], instance: Portfolio, **kwargs: Any) -> None:
    """Raise the revision of the portfolio above, which now has one less below it."""
    if instance.parent_id is not None:
        Portfolio.objects.touch_one(instance.parent_id)


def connect() -> None:
    """Listen to the facts only: a receiver without a sender slows every delete."""
    heard = [(model, fact_changed) for model in PORTFOLIO_OF]
    heard += [(model, shared_fact_changed) for model in PORTFOLIOS_OF]
    for model, receiver in heard:
        for signal in (post_save, post_delete):
            signal.connect(
                receiver,
                sender=model,
                dispatch_uid=f"delivery.fact_changed.{model.__name__}",
            )
    post_delete.connect(
        portfolio_removed,
        sender=Portfolio,
        dispatch_uid="delivery.portfolio_removed",
    )
