"""The facts of Step 9: what a row may say, and what a change of one sets in motion."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum

from delivery.models import Benefit, BenefitEntry, KpiMeasurement, Portfolio, Role
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    MembershipFactory,
    MilestoneFactory,
    PortfolioFactory,
    ProjectFactory,
    RatingLevelFactory,
    ScopeItemFactory,
    StatusUpdateFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> dict[str, Portfolio]:
    """A group with two programmes, one of them with a stream."""
    group = PortfolioFactory(slug="group")
    transport = PortfolioFactory(slug="transport", parent=group)
    health = PortfolioFactory(slug="health", parent=group)
    rail = PortfolioFactory(slug="rail_1", parent=transport)
    return {row.slug: row for row in (group, transport, health, rail)}


def slugs(portfolios) -> set[str]:
    return {portfolio.slug for portfolio in portfolios}


def test_a_path_names_the_way_from_the_top(tree):
    assert tree["rail_1"].path == "/group/transport/rail_1/"
    assert tree["rail_1"].depth == 2
    assert slugs(Portfolio.objects.above(tree["rail_1"])) == {"group", "transport"}


def test_a_role_holds_for_everything_below_and_nothing_beside(tree):
    analyst = MembershipFactory(portfolio=tree["transport"], role=Role.ANALYST).user
    assert slugs(Portfolio.objects.visible_to(analyst)) == {"transport", "rail_1"}
    assert slugs(Portfolio.objects.with_facts_from(analyst)) == {"transport", "rail_1"}
    assert not Portfolio.objects.editable_by(analyst).exists()


def test_an_underscore_in_a_short_name_is_no_wildcard():
    user = UserFactory()
    MembershipFactory(portfolio=PortfolioFactory(slug="a_b"), user=user)
    PortfolioFactory(slug="axb")
    assert slugs(Portfolio.objects.visible_to(user)) == {"a_b"}


def test_an_administrator_sees_portfolios_but_no_figures(tree):
    admin = MembershipFactory(portfolio=tree["group"], role=Role.ADMIN).user
    assert len(slugs(Portfolio.objects.visible_to(admin))) == 4
    assert not Portfolio.objects.with_figures_for(admin).exists()


def test_finance_validates_benefits_and_analysts_do_not(tree):
    finance = MembershipFactory(portfolio=tree["group"], role=Role.FINANCE).user
    analyst = MembershipFactory(portfolio=tree["group"], role=Role.ANALYST).user
    benefit = BenefitFactory(portfolio=tree["rail_1"])
    claimed = BenefitEntryFactory(benefit=benefit, kind="claimed")
    validated = BenefitEntryFactory(benefit=benefit, kind="validated")
    assert list(BenefitEntry.objects.editable_by(finance)) == [validated]
    assert list(BenefitEntry.objects.editable_by(analyst)) == [claimed]


MAKERS = {
    "a project": lambda portfolio: ProjectFactory(portfolio=portfolio),
    "a baseline": lambda portfolio: BaselineFactory(project__portfolio=portfolio),
    "a status update": lambda portfolio: StatusUpdateFactory(
        project__portfolio=portfolio
    ),
    "a milestone": lambda portfolio: MilestoneFactory(project__portfolio=portfolio),
    "a work package": lambda portfolio: TaskFactory(project__portfolio=portfolio),
    "a scope item": lambda portfolio: ScopeItemFactory(project__portfolio=portfolio),
    "a KPI": lambda portfolio: KpiFactory(portfolio=portfolio),
    "a target": lambda portfolio: KpiTargetFactory(kpi__portfolio=portfolio),
    "a measurement": lambda portfolio: KpiMeasurementFactory(kpi__portfolio=portfolio),
    "a benefit": lambda portfolio: BenefitFactory(portfolio=portfolio),
    "a benefit entry": lambda portfolio: BenefitEntryFactory(
        benefit__portfolio=portfolio
    ),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_every_write_of_a_fact_raises_the_revision(make):
    portfolio = PortfolioFactory()
    beside = PortfolioFactory()

    def revision(of: Portfolio) -> int:
        return Portfolio.objects.values_list("revision", flat=True).get(pk=of.pk)

    before = revision(portfolio)
    fact = make(portfolio)
    made = revision(portfolio)
    fact.delete()
    assert before < made < revision(portfolio)
    assert revision(beside) == Portfolio.objects.get(pk=beside.pk).revision


def test_a_change_that_is_rolled_back_leaves_the_revision_alone():
    portfolio = PortfolioFactory()
    before = Portfolio.objects.get().revision
    with transaction.atomic():
        ProjectFactory(portfolio=portfolio)
        transaction.set_rollback(True)
    assert Portfolio.objects.get().revision == before


@pytest.mark.parametrize(
    "amount",
    ["999999999999.99", "-0.0001", "12345678901234.5678", "0"],
)
def test_money_comes_back_as_it_went_in(amount):
    entry = BenefitEntryFactory(amount=Decimal(amount))
    entry.refresh_from_db()
    assert entry.amount == Decimal(amount)


def test_ten_thousand_times_ten_cents_is_a_thousand():
    benefit = BenefitFactory()
    months = [date(1000 + n // 12, n % 12 + 1, 1) for n in range(10_000)]
    BenefitEntry.objects.bulk_create(
        BenefitEntry(
            benefit=benefit, month=month, kind="claimed", amount=Decimal("0.1")
        )
        for month in months
    )
    total = BenefitEntry.objects.aggregate(total=Sum("amount"))["total"]
    assert total == Decimal("1000.00")


def test_an_amount_finer_than_the_field_is_refused():
    with pytest.raises(ValidationError, match="at most 4 decimal places"):
        BenefitEntryFactory(amount=Decimal("0.00001"))


def test_an_approved_baseline_is_never_changed():
    baseline = BaselineFactory()
    baseline.budget = Decimal(1)
    with pytest.raises(ValidationError, match="never changed"):
        baseline.save()


def test_a_red_rating_asks_for_the_reason():
    red = RatingLevelFactory(label="Red", colour="red")
    update = StatusUpdateFactory.build(project=ProjectFactory(), rating=red)
    with pytest.raises(ValidationError, match="Say why the project is rated Red"):
        update.full_clean()
    update.note = "The supplier left."
    update.full_clean()


def test_a_measurement_has_a_value_or_says_why_not():
    kpi = KpiFactory()
    period = {"period_start": date(2026, 9, 1), "period_end": date(2026, 9, 30)}
    nothing = KpiMeasurement(kpi=kpi, **period)
    with pytest.raises(ValidationError, match="not applicable and why"):
        nothing.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        nothing.save()
    KpiMeasurement(kpi=kpi, not_applicable=True, note="No releases.", **period).save()


def test_totals_of_two_kinds_do_not_multiply():
    benefit = BenefitFactory()
    for month in (date(2026, 1, 1), date(2026, 2, 1)):
        BenefitEntryFactory(benefit=benefit, month=month, kind="planned", amount=100)
        BenefitEntryFactory(benefit=benefit, month=month, kind="claimed", amount=30)
    row = Benefit.objects.with_totals().get()
    assert (row.planned_total, row.claimed_total, row.validated_total) == (
        200,
        60,
        None,
    )
