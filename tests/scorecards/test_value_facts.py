"""From the ledger in the database to the panels and the first screen."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from delivery.models import Portfolio
from recognition.actions.ledger import Event, chain_of
from recognition.models import ValueItem
from scorecards import regeneration
from scorecards.loading import load_facts
from scorecards.models import Scorecard
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.headline import HEADLINE
from scorecards.panels.kpis import KPIS
from scorecards.panels.recognition import RECOGNITION
from scorecards.panels.trust import TRUST
from scorecards.panels.value_at_risk import VALUE_AT_RISK
from scorecards.regeneration import refresh_here
from tests.factories import BenefitEntryFactory, BenefitFactory
from tests.recognition.value.ledger import one_item, sponsor_of, validated

pytestmark = pytest.mark.django_db

# What value is told by, and what these panels read.
OF_VALUE = (HEADLINE, BENEFITS, KPIS, RECOGNITION, VALUE_AT_RISK, TRUST)

AT = datetime(2026, 9, 20, 9, tzinfo=UTC)
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def panels_of_value(monkeypatch) -> None:
    monkeypatch.setattr(regeneration, "PANELS", OF_VALUE)


def happened(item: ValueItem, *events: str, amount: int | None = None) -> None:
    for kind in events:
        with chain_of(item.portfolio_id) as chain:
            chain.append(
                item,
                kind,
                AT,
                stakeholder_id=item.sponsor_id,
                amount=None if amount is None else Decimal(amount),
                currency=item.currency,
            )


def scorecard_of(portfolio: Portfolio) -> Scorecard:
    list(refresh_here(Portfolio.objects.all()))
    return Scorecard.objects.get(portfolio=portfolio, period_key="2026-Q3")


@pytest.mark.usefixtures("panels_of_value")
def test_what_a_sponsor_acknowledged_is_on_the_scorecard_here_and_above(portfolio):
    item = one_item(portfolio, 1000)
    happened(item, Event.TOLD, Event.VIEWED, Event.IN_PART, amount=600)

    for scorecard in (scorecard_of(portfolio), scorecard_of(portfolio.parent)):
        found = scorecard.snapshot.readings
        assert found["recognition.acknowledged"].measure.value == Decimal("0.6")
        assert found["recognition.unacknowledged_value"].measure.value == 400
        assert "€600" in scorecard.body
        assert "Recognised" in scorecard.body


@pytest.mark.usefixtures("panels_of_value")
def test_an_answer_begins_no_period_and_leaves_one_that_is_over_as_it_was(portfolio):
    item = one_item(portfolio, 1000)
    late = datetime(2026, 10, 30, 9, tzinfo=UTC)
    with chain_of(portfolio.pk) as chain:
        chain.append(
            item, Event.ACKNOWLEDGED, late, amount=Decimal(1000), currency="EUR"
        )
    name = "recognition.acknowledged"
    assert scorecard_of(portfolio).snapshot.readings[name].measure.value == 1
    assert not Scorecard.objects.filter(period_key="2026-Q4").exists()

    validated(item.benefit, date(2026, 10, 1), 10)
    assert scorecard_of(portfolio).snapshot.readings[name].measure.value == 0
    now = Scorecard.objects.get(portfolio=portfolio, period_key="2026-Q4")
    assert now.snapshot.readings["recognition.acknowledged_value"].measure.value == 1000


@pytest.mark.one_engine
def test_facts_and_scorecards_hold_no_name(portfolio):
    benefit = BenefitFactory.create(portfolio=portfolio)
    sponsor_of(benefit, name="Ann Sponsor", unit="Operations")
    validated(benefit, SEPTEMBER, 1000)
    scorecard_of(portfolio)
    happened(ValueItem.objects.get(), Event.TOLD, Event.ACKNOWLEDGED, amount=1000)

    value = load_facts(portfolio).value
    assert [event.kind for event in value[0].events] == ["told", "acknowledged"]
    assert (value[0].unit, value[0].role) == ("Operations", "Sponsor")
    assert "Ann" not in repr(value)
    assert "Ann" not in scorecard_of(portfolio).body


@pytest.mark.usefixtures("panels_of_value")
def test_a_benefit_that_was_only_claimed_is_delivered_and_not_validated(portfolio):
    benefit = BenefitFactory.create(portfolio=portfolio)
    BenefitEntryFactory.create(
        benefit=benefit, month=SEPTEMBER, kind="claimed", amount=Decimal(500)
    )
    found = scorecard_of(portfolio).snapshot.readings
    assert found["recognition.delivered_value"].measure.value == 500
    assert found["recognition.acknowledged"].measure.value is None
