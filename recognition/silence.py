"""Sponsors whom nobody has heard for two cycles, by name, for those who lead.

Source: docs/formulas.md, "Sponsors who were heard".
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from delivery.calculations.periods import add_months
from delivery.models import Cycle, Portfolio
from recognition.models import Round, Stakeholder

if TYPE_CHECKING:
    from accounts.models import User


def silent_sponsors(user: "User", day: date) -> list[Stakeholder]:
    """Return the active sponsors this person leads who have not answered lately.

    Each knows `heard_until`: the last day of the time of their last answer. Two
    queries, whatever the number of people.
    """
    answered = Q(invitations__stakeholder=OuterRef("pk"), invitations__is_answered=True)
    named = Q(responses__stakeholder=OuterRef("pk"))
    rounds = Round.objects.filter(answered | named, state=Round.State.CLOSED)
    sponsors = (
        Stakeholder.objects.removable_by(user)
        .present()
        .filter(role=Stakeholder.Role.SPONSOR)
        .select_related("portfolio")
        .annotate(
            heard_until=Subquery(
                rounds.order_by("-period_end").values("period_end")[:1]
            )
        )
        .order_by("portfolio__path", "name", "pk")
    )
    cycles = list(
        Cycle.objects.filter(starts_on__lte=day).values_list(
            "portfolio__path", "starts_on"
        )
    )
    return [
        one
        for one in sponsors
        if one.heard_until is None
        or one.heard_until < since(one.portfolio, cycles, day)
    ]


def since(portfolio: Portfolio, cycles: Iterable[tuple[str, date]], day: date) -> date:
    """Return the first day of the last two cycles, of a year without cycles."""
    begun = sorted({start for path, start in cycles if portfolio.path.startswith(path)})
    return begun[-2:][0] if begun else add_months(day, -12)
