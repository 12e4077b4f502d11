"""Every write of what a scorecard counts raises its portfolio's revision."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from delivery.models import Portfolio
from delivery.models.portfolio import PortfolioQuerySet
from recognition.models import (
    BenefitRange,
    CaseTerms,
    Invitation,
    Response,
    Round,
    ServiceAgreement,
    ServiceRequest,
    Stakeholder,
    Testimonial,
)

PORTFOLIO_OF: dict[type[Model], Callable[[Any], int]] = {
    Stakeholder: lambda stakeholder: stakeholder.portfolio_id,
    Round: lambda found: found.portfolio_id,
    Invitation: lambda invitation: invitation.round.portfolio_id,
    Testimonial: lambda testimonial: testimonial.portfolio_id,
    Response: lambda response: response.round.portfolio_id,
    BenefitRange: lambda found: found.benefit.portfolio_id,
    ServiceRequest: lambda request: request.stakeholder.portfolio_id,
    ServiceAgreement: lambda agreement: agreement.stakeholder.portfolio_id,
}

# Terms hold for the portfolios below as well.
PORTFOLIOS_OF: dict[type[Model], Callable[[Any], PortfolioQuerySet]] = {
    CaseTerms: lambda terms: Portfolio.objects.under(terms.portfolio),
}


def fact_changed(
    sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Raise the portfolio's revision in the transaction that changed the fact."""
    if not raw:  # raw: a fixture is being loaded
        Portfolio.objects.filter(pk=PORTFOLIO_OF[sender](instance)).touch()


def shared_fact_changed(
    sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Raise the revision of each portfolio that the fact concerns."""
    if not raw:
        PORTFOLIOS_OF[sender](instance).touch()


def connect() -> None:
    """Listen to the facts only: a receiver without a sender slows every delete."""
    heard = [(model, fact_changed) for model in PORTFOLIO_OF]
    heard += [(model, shared_fact_changed) for model in PORTFOLIOS_OF]
    for model, receiver in heard:
        for signal in (post_save, post_delete):
            signal.connect(
                receiver,
                sender=model,
                dispatch_uid=f"recognition.fact_changed.{model.__name__}",
            )
