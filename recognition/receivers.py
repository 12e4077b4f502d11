"""Every write of what a scorecard counts raises its portfolio's revision."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from delivery.models import Portfolio
from recognition.models import (
    Invitation,
    Response,
    Round,
    Stakeholder,
    Testimonial,
)

PORTFOLIO_OF: dict[type[Model], Callable[[Any], int]] = {
    Stakeholder: lambda stakeholder: stakeholder.portfolio_id,
    Round: lambda found: found.portfolio_id,
    Invitation: lambda invitation: invitation.round.portfolio_id,
    Testimonial: lambda testimonial: testimonial.portfolio_id,
    Response: lambda response: response.round.portfolio_id,
}


def fact_changed(
    sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Raise the portfolio's revision in the transaction that changed the fact."""
    if not raw:  # raw: a fixture is being loaded
        Portfolio.objects.filter(pk=PORTFOLIO_OF[sender](instance)).touch()


def connect() -> None:
    """Listen to the facts only: a receiver without a sender slows every delete."""
    for model in PORTFOLIO_OF:
        for signal in (post_save, post_delete):
            signal.connect(
                fact_changed,
                sender=model,
                dispatch_uid=f"recognition.fact_changed.{model.__name__}",
            )
