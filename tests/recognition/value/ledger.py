"""What the tests of the ledger begin with: validated value, and those who answer."""

from datetime import UTC, date, datetime
from decimal import Decimal

from accounts.models import User
from delivery.models import Benefit, BenefitEntry, Portfolio
from recognition.actions.following import follow
from recognition.models import Stakeholder, ValueItem
from tests.factories import (
    BenefitEntryFactory,
    BenefitFactory,
    ClaimDecisionFactory,
    ResponsibilityFactory,
    StakeholderFactory,
)

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
JULY, AUGUST, SEPTEMBER = (date(2026, month, 1) for month in (7, 8, 9))
VALIDATED = BenefitEntry.Kind.VALIDATED


def validated(
    benefit: Benefit,
    month: date,
    amount: int,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> BenefitEntry:
    """An amount that finance let stand, and the decision."""
    ClaimDecisionFactory.create(
        benefit=benefit,
        month=month,
        claimed=Decimal(amount),
        amount=Decimal(amount),
        decided_by=by,
        decided_at=at or datetime(2026, 10, 2, 12, tzinfo=UTC),
    )
    return BenefitEntryFactory.create(
        benefit=benefit, month=month, kind=VALIDATED, amount=Decimal(amount)
    )


def sponsor_of(benefit: Benefit, **fields: object) -> Stakeholder:
    """Somebody who answers for a benefit."""
    person = StakeholderFactory.create(portfolio=benefit.portfolio, **fields)
    ResponsibilityFactory.create(stakeholder=person, project=None, benefit=benefit)
    return person


def one_item(portfolio: Portfolio, amount: int = 1000) -> ValueItem:
    """A benefit's value of the third quarter with its sponsor, taken in."""
    (item,) = some_items(portfolio, amount)
    return item


def some_items(portfolio: Portfolio, *amounts: int) -> list[ValueItem]:
    """Value of several benefits, each with its sponsor, taken in together."""
    benefits = []
    for amount in amounts:
        benefit = BenefitFactory.create(portfolio=portfolio)
        sponsor_of(benefit)
        validated(benefit, SEPTEMBER, amount)
        benefits.append(benefit)
    follow(portfolio, NOW)
    return list(ValueItem.objects.filter(benefit__in=benefits).order_by("benefit"))
