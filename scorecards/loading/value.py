"""Validated value with what became of it at its sponsors, from the ledger."""

from django.utils import timezone

from delivery.models import Portfolio
from recognition.models import LedgerEvent, Stakeholder, ValueItem
from scorecards import facts
from scorecards.loading.grouping import grouped
from scorecards.loading.holding import Held

Kind = LedgerEvent.Kind
HEARD = (
    *(Kind.TOLD, Kind.VIEWED, Kind.SPONSOR_CHANGED, Kind.RESOLVED),
    *(Kind.ACKNOWLEDGED, Kind.IN_PART, Kind.QUESTIONED, Kind.DISPUTED),
)


def load_value(portfolio: Portfolio, held: Held) -> tuple[facts.ValueItemFacts, ...]:
    """Load pieces of value in money, in two queries; one where all is in words.

    Names, sentences and reasons are left out: a scorecard is read by many.
    """
    if ValueItem not in held:
        return ()
    rows = list(
        ValueItem.objects.of_portfolio(portfolio)
        .in_money()
        .order_by("benefit_id", "period_start", "pk")
        .values_list(
            *("pk", "benefit_id", "period_start", "period_end", "amount"),
            *("validated_on", "sponsor_id", "sponsor__unit", "sponsor__role"),
        )
    )
    if not rows:
        return ()
    events = grouped(
        (
            (item, timezone.localdate(at), kind, amount)
            for item, at, kind, amount in LedgerEvent.objects.of_portfolio(portfolio)
            .filter(kind__in=HEARD, item__kind=ValueItem.Kind.BENEFIT)
            .in_order()
            .values_list("item_id", "at", "kind", "amount")
        ),
        facts.HeardFacts,
    )
    roles = dict(Stakeholder.Role.choices)
    return tuple(
        facts.ValueItemFacts(
            pk=pk,
            benefit=benefit,
            start=start,
            end=end,
            amount=amount,
            validated_on=validated_on,
            has_sponsor=sponsor is not None,
            unit=unit or "",
            role=str(roles.get(role, "")),
            events=events[pk],
        )
        for pk, benefit, start, end, amount, validated_on, sponsor, unit, role in rows
    )
