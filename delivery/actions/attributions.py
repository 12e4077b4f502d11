"""Sharing a benefit out among PMO services: never more of it than there is."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from delivery.models import Attribution, Benefit

WHOLE = Decimal(1)


class OverSharedError(Exception):
    """The shares of a benefit would add up to more than all of it."""

    def __init__(self, left: Decimal) -> None:
        super().__init__(f"{left} of the benefit is left")
        self.left = left


@transaction.atomic
def share_out(attribution: Attribution, **how: Any) -> None:
    """Store a share of a benefit.

    The benefit is locked, so of two shares stored at once the second one is held
    against the first. Raises OverSharedError with what is left.
    """
    Benefit.objects.select_for_update().get(pk=attribution.benefit_id)
    others = Attribution.objects.filter(benefit=attribution.benefit_id)
    shared = others.exclude(pk=attribution.pk).aggregate(sum=Sum("share"))["sum"]
    left = WHOLE - (shared or Decimal(0))
    if attribution.share > left:
        raise OverSharedError(left)
    attribution.save(**how)
