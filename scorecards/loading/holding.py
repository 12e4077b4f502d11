"""Of which kinds a portfolio holds any rows: what there is none of is not asked for."""

from typing import Any

from django.db.models import Exists, Model, QuerySet

from delivery import models as delivery
from delivery.models import Portfolio
from pmo_value.prepared import PreparedQuery
from recognition import models as recognition

Held = frozenset[type[Model]]

# Hardly any portfolio has all of these.
KINDS: tuple[type[Model], ...] = (
    delivery.Annotation,
    delivery.Attribution,
    delivery.Baseline,
    delivery.Benefit,
    delivery.BenefitLeak,
    delivery.Contingency,
    delivery.Issue,
    delivery.Kpi,
    delivery.LimitDecision,
    delivery.Milestone,
    delivery.ObjectiveLink,
    delivery.OverlapGroup,
    delivery.PriorityScore,
    delivery.Project,
    delivery.QualityCount,
    delivery.Resource,
    delivery.ReworkEntry,
    delivery.Risk,
    delivery.ScopeItem,
    delivery.Service,
    delivery.ServiceUse,
    delivery.StatusUpdate,
    delivery.Task,
    recognition.Round,
    recognition.ServiceAgreement,
    recognition.ServiceRequest,
    recognition.Stakeholder,
    recognition.ValueItem,
)


def _kinds(portfolio: int) -> QuerySet[Any, Any]:
    here = Portfolio(pk=portfolio)
    managers: list[Any] = [model._default_manager for model in KINDS]
    kinds = [Exists(manager.of_portfolio(here)) for manager in managers]
    return Portfolio.objects.filter(pk=portfolio).values_list(*kinds)


HELD = PreparedQuery(_kinds, portfolio=-1)


def kinds_held(portfolio: Portfolio) -> Held:
    """Return the kinds of which a portfolio has any rows, in one query."""
    (found,) = HELD.rows(portfolio=portfolio.pk)
    return frozenset(model for model, some in zip(KINDS, found, strict=True) if some)
