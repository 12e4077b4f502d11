"""How far all delivered value has come at its sponsors: what Step 10 starts with.

On the footing of the list of value and of owed answers: each item with what is
validated of it. Scorecards tell it of a period, by the rules of their roll-up.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pmo_value import formatting
from recognition.models import ValueItem

if TYPE_CHECKING:
    from accounts.models import User

DIGITS = 3


def by_currency(sums: Mapping[str, Decimal]) -> list[tuple[Decimal, str]]:
    """Return sums of money with their currencies, the largest first."""
    found = [(amount, currency) for currency, amount in sums.items() if amount]
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


@dataclass(slots=True)
class Part:
    """Value that has come equally far.

    Units: `sums` is money by currency; an item without an amount is one all the same.
    """

    items: int = 0
    sums: defaultdict[str, Decimal] = field(
        default_factory=lambda: defaultdict(Decimal)
    )

    @property
    def amounts(self) -> list[str]:
        """The money in short, the most first: "€3.21M" and "$420K"."""
        return [
            formatting.short_money(amount, currency, DIGITS)
            for amount, currency in by_currency(self.sums)
        ]


@dataclass(slots=True)
class Standing:
    """Delivered value by how far it has come; `objections` are among the told items."""

    delivered: Part = field(default_factory=Part)
    acknowledged: Part = field(default_factory=Part)
    told: Part = field(default_factory=Part)
    untold: Part = field(default_factory=Part)
    objections: int = 0

    @property
    def shares(self) -> list[str]:
        """How much of the money is acknowledged, by currency: "71 % of €5.10M"."""
        return [
            _("%(share)s of %(whole)s")
            % {
                "share": formatting.percent(self.acknowledged.sums[currency] / whole),
                "whole": formatting.short_money(whole, currency, DIGITS),
            }
            for whole, currency in by_currency(self.delivered.sums)
        ]

    def take(self, item: ValueItem) -> None:
        """Count an item where it has come; what is left of it stays a step behind."""
        behind = self.told if item.communicated_at or item.answer else self.untold
        here = self.acknowledged if item.is_accepted else behind
        here.items += 1
        self.delivered.items += 1
        self.objections += bool(item.answer) and not item.is_accepted
        if item.amount is not None:
            self.delivered.sums[item.currency] += item.amount
            self.acknowledged.sums[item.currency] += item.counted_amount or 0
            behind.sums[item.currency] += item.left_amount or 0


def standing_of(user: "User") -> Standing:
    """Return how far the value has come whose figures somebody reads; one query."""
    found = Standing()
    for item in (
        ValueItem.objects.visible_to(user)
        .live()
        .order_by()
        .only("amount", "currency", "acknowledged_amount", "answer", "communicated_at")
    ):
        found.take(item)
    return found
