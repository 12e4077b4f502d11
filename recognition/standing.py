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
from recognition import words
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
        """How much of the money is acknowledged, by currency: "71 % of €5.1M"."""
        return [
            _("%(share)s of %(whole)s")
            % {
                "share": words.percent(self.acknowledged.sums[currency] / whole),
                "whole": formatting.short_money(whole, currency, DIGITS),
            }
            for whole, currency in by_currency(self.delivered.sums)
        ]

    def take(
        self,
        currency: str,
        answer: str,
        is_told: bool,
        is_in_full: bool,
        items: int,
        amount: Decimal | None,
        counted: Decimal | None,
    ) -> None:
        """Count items that have come equally far; what is left stays a step behind.

        Units: the sum of the items, and what of it counts as acknowledged, in money.
        """
        behind = self.told if is_told or answer else self.untold
        here = self.acknowledged if is_in_full else behind
        here.items += items
        self.delivered.items += items
        if answer and answer not in ValueItem.ACCEPTING:
            self.objections += items
        if amount is not None:
            self.delivered.sums[currency] += amount
            self.acknowledged.sums[currency] += counted or 0
            behind.sums[currency] += amount - (counted or 0)


def standing_of(user: "User") -> Standing:
    """Return how far the value has come whose figures somebody reads; one query."""
    found = Standing()
    for row in ValueItem.objects.visible_to(user).live().sums():
        found.take(*row)
    return found
