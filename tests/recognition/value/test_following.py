"""The ledger follows the facts: what finance validates, what improves, what ends."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from delivery.models import BenefitEntry, Portfolio, Project
from recognition.actions.following import follow
from recognition.actions.ledger import Event, chain_of
from recognition.actions.verifying import first_flaw
from recognition.models import LedgerEvent, ValueItem
from tests.factories import (
    AttributionFactory,
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    KpiFactory,
    KpiMeasurementFactory,
    PortfolioFactory,
    ProjectFactory,
    ResponsibilityFactory,
    StakeholderFactory,
)
from tests.recognition.value.ledger import (
    AUGUST,
    JULY,
    NOW,
    SEPTEMBER,
    VALIDATED,
    one_item,
    sponsor_of,
    validated,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def portfolio() -> Portfolio:
    return PortfolioFactory(slug="transport")


def kinds(item: ValueItem) -> list[str]:
    return list(item.events.order_by("number").values_list("kind", flat=True))


def test_the_months_of_a_period_are_one_item_with_its_sponsor(portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    sponsor = sponsor_of(benefit)
    validated(benefit, JULY, 100, at=datetime(2026, 8, 10, 12, tzinfo=UTC))
    validated(benefit, AUGUST, 250, at=datetime(2026, 9, 12, 12, tzinfo=UTC))
    assert follow(portfolio, NOW) == 1
    item = ValueItem.objects.get()
    assert (item.amount, item.currency, item.evidence) == (350, "EUR", "E3")
    assert (item.period_start, item.period_end) == (JULY, date(2026, 9, 30))
    assert item.validated_on == date(2026, 9, 12)
    assert item.sponsor == sponsor
    assert item.state == "validated"
    assert first_flaw(portfolio) == ""


def test_following_again_writes_nothing(portfolio, django_assert_num_queries):
    one_item(portfolio)
    KpiFactory(portfolio=portfolio)
    ProjectFactory(portfolio=portfolio, status="completed", actual_finish=AUGUST)
    with django_assert_num_queries(10):
        assert follow(portfolio, NOW) == 0


@pytest.mark.parametrize("count", [1, 5])
def test_following_takes_the_same_queries_for_one_benefit_and_many(
    portfolio, count, django_assert_num_queries
):
    for _ in range(count):
        validated(BenefitFactory(portfolio=portfolio), SEPTEMBER, 100)
    with django_assert_num_queries(20):
        assert follow(portfolio, NOW) == count


def test_only_validated_money_above_zero_is_value(portfolio):
    for fields in (
        {"is_disbenefit": True},
        {"benefit_class": "non_financial_quantified", "currency": ""},
    ):
        validated(BenefitFactory(portfolio=portfolio, **fields), SEPTEMBER, 100)
    back = BenefitFactory(portfolio=portfolio)
    validated(back, AUGUST, 100)
    validated(back, SEPTEMBER, -100)
    claimed = BenefitFactory(portfolio=portfolio)
    BenefitEntryFactory(benefit=claimed, kind=BenefitEntry.Kind.CLAIMED)
    assert follow(portfolio, NOW) == 0


def test_an_isolated_cause_is_told_with_the_number(portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    AttributionFactory(benefit=benefit, method="comparison_group")
    validated(benefit, SEPTEMBER, 100)
    follow(portfolio, NOW)
    assert ValueItem.objects.get().evidence == "E4"


def test_another_amount_is_an_event_and_stays_in_its_item(portfolio):
    item = one_item(portfolio)
    validated(item.benefit, AUGUST, 500)
    follow(portfolio, NOW)
    item.refresh_from_db()
    assert item.amount == 1500
    assert kinds(item) == [Event.VALIDATED, Event.AMOUNT_CHANGED]


def test_what_is_validated_no_longer_is_withdrawn_and_may_come_back(portfolio):
    item = one_item(portfolio)
    BenefitEntry.objects.all().delete()
    follow(portfolio, NOW)
    item.refresh_from_db()
    assert (item.state, item.amount) == ("withdrawn", None)
    BenefitEntryFactory(
        benefit=item.benefit, month=SEPTEMBER, kind=VALIDATED, amount=Decimal(900)
    )
    follow(portfolio, NOW)
    item.refresh_from_db()
    assert (item.state, item.amount) == ("validated", 900)
    assert kinds(item) == [Event.VALIDATED, Event.WITHDRAWN, Event.RESTORED]
    assert first_flaw(portfolio) == ""


def test_another_reporting_period_leaves_items_as_they_are(portfolio):
    item = one_item(portfolio)
    portfolio.reporting_period = "month"
    portfolio.save()
    validated(item.benefit, AUGUST, 10)
    validated(item.benefit, date(2026, 10, 1), 30)
    follow(portfolio, NOW)
    spans = ValueItem.objects.order_by("pk").values_list("period_end", "amount")
    assert list(spans) == [(date(2026, 9, 30), 1010), (date(2026, 10, 31), 30)]


@pytest.mark.parametrize(
    ("amount", "is_stale"),
    [(1050, False), (1051, True), (950, False), (949, True)],
)
def test_an_acknowledgement_is_out_of_date_beyond_five_per_cent(
    portfolio, amount, is_stale
):
    item = one_item(portfolio)
    with chain_of(portfolio.pk) as chain:
        chain.append(
            item,
            Event.ACKNOWLEDGED,
            NOW,
            stakeholder_id=item.sponsor_id,
            amount=item.amount,
            currency=item.currency,
        )
    BenefitEntry.objects.update(amount=Decimal(amount))
    follow(portfolio, NOW)
    item.refresh_from_db()
    assert item.is_stale is is_stale
    assert item.state == ("stale" if is_stale else "acknowledged")
    assert (Event.GONE_STALE in kinds(item)) is is_stale
    assert item.counted_amount == min(amount, 1000)
    assert first_flaw(portfolio) == ""


def test_a_sponsor_who_is_named_later_is_told_of_later(portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    validated(benefit, SEPTEMBER, 100)
    follow(portfolio, NOW)
    sponsor = sponsor_of(benefit)
    assert follow(portfolio, NOW) == 1
    assert ValueItem.objects.get().sponsor == sponsor
    assert follow(portfolio, NOW) == 0


def test_who_answers_for_the_project_answers_for_its_benefits(portfolio):
    project = ProjectFactory(portfolio=portfolio)
    person = StakeholderFactory(portfolio=portfolio)
    ResponsibilityFactory(stakeholder=person, project=project)
    benefit = BenefitFactory(portfolio=portfolio, project=project)
    validated(benefit, SEPTEMBER, 100)
    follow(portfolio, NOW)
    assert ValueItem.objects.get().sponsor == person


def test_a_kpi_is_value_once_a_signal_says_that_it_improved(portfolio):
    kpi = KpiFactory(portfolio=portfolio, direction="increase")
    values = [50, 51, 49, 50, 52, 48, 50, 51, 49, 50, 51, 49, *[70] * 8]
    for number, value in enumerate(values):
        year, month = 2025 + (number + 1) // 12, (number + 1) % 12 + 1
        KpiMeasurementFactory(
            kpi=kpi,
            period_start=date(year, month, 1),
            period_end=date(year, month, 28),
            value=Decimal(value),
        )
    follow(portfolio, NOW)
    item = ValueItem.objects.get()
    assert (item.kind, item.amount, item.evidence) == ("kpi", None, "E2")
    assert item.facts == {
        "before": "50.000000",
        "after": "70.000000",
        "n_before": 12,
        "n_after": 8,
        "since": "2026-02-01",
    }
    assert follow(portfolio, NOW) == 0


@pytest.mark.parametrize(
    ("finish", "cost", "facts"),
    [
        (date(2026, 9, 30), 90, {"on_time": True, "on_budget": True}),
        (date(2026, 9, 30), None, {"on_time": True, "on_budget": None}),
        (date(2026, 9, 30), 200, {"on_time": True, "on_budget": False}),
    ],
)
def test_a_project_that_kept_its_word_is_value(portfolio, finish, cost, facts):
    project = ProjectFactory(
        portfolio=portfolio,
        status=Project.Status.COMPLETED,
        actual_start=date(2026, 1, 1),
        actual_finish=finish,
        final_cost=cost,
    )
    BaselineFactory(
        project=project, start=date(2026, 1, 1), finish=date(2026, 9, 30), budget=100
    )
    follow(portfolio, NOW)
    item = ValueItem.objects.get()
    told = {name: item.facts[name] for name in facts}
    assert told == facts
    assert item.facts["finish"] == item.facts["planned_finish"] == "2026-09-30"


def test_a_late_and_dear_project_is_no_value(portfolio):
    project = ProjectFactory(
        portfolio=portfolio,
        status=Project.Status.COMPLETED,
        actual_finish=date(2026, 9, 30),
        final_cost=200,
    )
    BaselineFactory(
        project=project, start=date(2026, 1, 1), finish=date(2026, 3, 31), budget=100
    )
    assert follow(portfolio, NOW) == 0


def test_each_state_is_the_same_in_python_and_in_sql(portfolio):
    item = one_item(portfolio)
    at: dict[str, Any] = {
        "by_id": None,
        "amount": item.amount,
        "currency": item.currency,
        "stakeholder_id": item.sponsor_id,
    }
    seen = []
    steps: list[tuple[str, dict[str, Any]]] = [
        (Event.WORDED, {"data": {"wording": "{value}", "facts": {}}, "text": "€"}),
        (Event.TOLD, {}),
        (Event.VIEWED, {}),
        (Event.QUESTIONED, {}),
        (Event.DISPUTED, {}),
        (Event.RESOLVED, {"text": "Explained."}),
        (Event.IN_PART, {"amount": Decimal(10)}),
        (Event.ACKNOWLEDGED, {}),
    ]
    for number, (kind, more) in enumerate(steps):
        with chain_of(portfolio.pk) as chain:
            chain.append(item, kind, NOW.replace(minute=number), **{**at, **more})
        stored = ValueItem.objects.with_state().get()
        assert stored.state_key == stored.state
        seen.append(stored.state_key)
    assert seen == [
        "worded",
        "communicated",
        "viewed",
        "questioned",
        "disputed",
        "resolved",
        "in_part",
        "acknowledged",
    ]
    ValueItem.objects.update(is_stale=True)
    for told_at, state in ((None, "stale"), (NOW.replace(hour=10), "viewed")):
        ValueItem.objects.update(communicated_at=told_at)
        stored = ValueItem.objects.with_state().get()
        assert stored.state_key == stored.state == state
    assert LedgerEvent.objects.count() == 9
