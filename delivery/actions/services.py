"""Writing several costs of a service at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from delivery.models import Service, ServiceCost

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class CostCell:
    """A cost of one month and category, and the version of it that was known.

    `version` is 0 when there was none.
    """

    month: date
    category: str
    amount: Decimal
    version: int


@transaction.atomic
def record_costs(
    service: Service, cells: Sequence[CostCell], recorded_by: "User", reason: str = ""
) -> list[ServiceCost]:
    """Write costs of a service, all of them or none; `reason` is for the history.

    Returns the costs that somebody wrote meanwhile; then nothing was written. The
    service is locked, so of two that write at once the second one sees it.
    """
    Service.objects.select_for_update().get(pk=service.pk)
    months = {cell.month for cell in cells}
    stored = {
        (cost.month, cost.category): cost
        for cost in service.costs.filter(month__in=months).with_version()
    }
    overtaken = [
        cost
        for cell in cells
        if (cost := stored.get((cell.month, cell.category)))
        and cost.version != cell.version
    ]
    if overtaken:
        return overtaken
    for cell in cells:
        cost = stored.get((cell.month, cell.category)) or ServiceCost(
            service=service,
            month=cell.month,
            category=cell.category,
            recorded_by=recorded_by,
        )
        cost.amount = cell.amount
        cost._change_reason = reason or None  # type: ignore[union-attr]
        cost.save()
    return []
