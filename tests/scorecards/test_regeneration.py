"""Facts change, the picture follows: one portfolio."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from delivery.calculations.periods import Period
from delivery.models import BenefitEntry, Portfolio, Project, StatusUpdate
from recognition.models import LedgerEvent, ValueItem
from scorecards import regeneration
from scorecards.loading import load_facts
from scorecards.loading.holding import kinds_held
from scorecards.models import Contribution, Refresh, Scorecard
from scorecards.regeneration import Result, ask_for, refresh, refresh_here
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    CapacityFactory,
    KpiMeasurementFactory,
    PortfolioFactory,
    ProjectFactory,
    RiskAssessmentFactory,
    ServiceCostFactory,
    StatusUpdateFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny_panels")]

SEPTEMBER = date(2026, 9, 30)


@pytest.fixture
def portfolio() -> Portfolio:
    return PortfolioFactory(slug="metro")


def report(portfolio: Portfolio, cost: int, day: date = SEPTEMBER) -> StatusUpdate:
    """A project of the portfolio and what was reported about it."""
    project = ProjectFactory(portfolio=portfolio)
    return StatusUpdateFactory(
        project=project, status_date=day, whole_life_cost=Decimal(cost)
    )


def bring_up_to_date(portfolio: Portfolio) -> None:
    assert refresh(portfolio.pk, at_once=True) is Result.UP_TO_DATE


def scorecard_of(portfolio: Portfolio, key: str = "") -> Scorecard:
    scorecards = Scorecard.objects.of_portfolio(portfolio).for_page()
    named = scorecards.filter(period_key=key) if key else scorecards.of_latest_period()
    return named.get()


def number(portfolio: Portfolio, name: str, key: str = "") -> object:
    return scorecard_of(portfolio, key).snapshot.readings[name].measure.value


def test_facts_give_a_scorecard_of_each_recent_period(portfolio):
    report(portfolio, 100, date(2026, 2, 28))
    report(portfolio, 250)
    bring_up_to_date(portfolio)
    assert list(
        Scorecard.objects.order_by("period_start", "period_end").values_list(
            "period_key", "as_of"
        )
    ) == [
        ("2026-Q1", date(2026, 3, 31)),
        ("FY2026", SEPTEMBER),
        ("2026-Q2", date(2026, 6, 30)),
        ("2026-Q3", SEPTEMBER),
    ]
    assert scorecard_of(portfolio).period_key == "2026-Q3"
    assert number(portfolio, "projects.count") == 1
    assert number(portfolio, "projects.whole_life_cost") == 250
    assert number(portfolio, "projects.count", "FY2026") == 2


def test_a_scorecard_says_of_which_facts_it_is(portfolio):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    scorecard = scorecard_of(portfolio)
    portfolio.refresh_from_db()
    assert scorecard.built_revision == portfolio.revision
    assert scorecard.currency == "EUR"
    assert scorecard.is_current


def test_running_twice_changes_nothing(portfolio):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    before = list(Scorecard.objects.values()), list(Contribution.objects.values())
    assert refresh(portfolio.pk, at_once=True) is Result.NOT_DUE
    assert before == (
        list(Scorecard.objects.values()),
        list(Contribution.objects.values()),
    )


def test_a_change_that_shows_nowhere_draws_nothing(portfolio):
    update = report(portfolio, 100)
    bring_up_to_date(portfolio)
    before = Scorecard.objects.values_list("period_key", "digest", "built_at")
    drawn = list(before)
    update.note = "Nobody sees this on a scorecard."
    update.save()
    assert not scorecard_of(portfolio).is_current
    bring_up_to_date(portfolio)
    assert list(before.all()) == drawn
    assert scorecard_of(portfolio).is_current


def test_a_new_fact_draws_the_periods_that_it_belongs_to(portfolio):
    report(portfolio, 100, date(2025, 11, 30))
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    digests = dict(Scorecard.objects.values_list("period_key", "digest"))
    report(portfolio, 50, date(2026, 9, 1))
    bring_up_to_date(portfolio)
    now = dict(Scorecard.objects.values_list("period_key", "digest"))
    assert number(portfolio, "projects.count") == 2
    assert {"2026-Q3", "FY2026"} <= {key for key in now if now[key] != digests[key]}
    assert now["2025-Q4"] == digests["2025-Q4"]


@pytest.mark.one_engine
def test_a_corrected_fact_is_shown(portfolio):
    update = report(portfolio, 100)
    bring_up_to_date(portfolio)
    update.whole_life_cost = Decimal("100.01")
    update.save()
    bring_up_to_date(portfolio)
    assert number(portfolio, "projects.whole_life_cost") == Decimal("100.01")


@pytest.mark.one_engine
def test_a_removed_fact_is_shown_no_longer(portfolio):
    report(portfolio, 100)
    other = report(portfolio, 50)
    bring_up_to_date(portfolio)
    other.project.delete()
    bring_up_to_date(portfolio)
    assert number(portfolio, "projects.count") == 1


@pytest.mark.one_engine
def test_a_portfolio_without_facts_has_no_scorecard_and_is_up_to_date(portfolio):
    bring_up_to_date(portfolio)
    assert not Scorecard.objects.exists()
    assert not Refresh.objects.behind().exists()


@pytest.mark.one_engine
def test_when_the_last_fact_goes_the_scorecards_go(portfolio):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    Project.objects.all().delete()
    bring_up_to_date(portfolio)
    assert not Scorecard.objects.exists()
    assert not Contribution.objects.exists()
    assert Refresh.objects.get().latest_period_key == ""


def test_a_later_fact_opens_a_new_period_and_the_oldest_goes(portfolio):
    Portfolio.objects.update(reporting_period="month")
    for month in range(1, 14):
        report(portfolio, 10, date(2025 + month // 13, (month - 1) % 12 + 1, 20))
    bring_up_to_date(portfolio)
    assert scorecard_of(portfolio).period_key == "2026-01"
    assert scorecard_of(portfolio, "2025-01").is_built
    report(portfolio, 10, date(2026, 2, 20))
    bring_up_to_date(portfolio)
    assert scorecard_of(portfolio).period_key == "2026-02"
    assert not Scorecard.objects.filter(period_key="2025-01").exists()


def test_a_portfolio_that_is_gone_is_not_an_error(portfolio):
    pk = portfolio.pk
    portfolio.delete()
    assert refresh(pk) is Result.NOT_DUE


@pytest.mark.one_engine
def test_texts_are_in_the_language_of_the_installation(portfolio):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    english = scorecard_of(portfolio).panels
    Scorecard.objects.update(digest="")
    Portfolio.objects.touch()
    with translation.override("de"):
        bring_up_to_date(portfolio)
    assert scorecard_of(portfolio).panels == english


def test_saves_in_quick_succession_are_taken_together(portfolio):
    report(portfolio, 100)
    assert refresh(portfolio.pk) is Result.UP_TO_DATE
    report(portfolio, 100)
    assert refresh(portfolio.pk) is Result.NOT_DUE
    assert regeneration.has_more_to_do(portfolio.pk)
    Refresh.objects.update(ended_at=timezone.now() - timedelta(seconds=1))
    assert refresh(portfolio.pk) is Result.UP_TO_DATE
    assert not regeneration.has_more_to_do(portfolio.pk)


def test_another_period_is_built_once_it_is_asked_for(portfolio):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    august = Period.parse("2026-08")
    asked = ask_for(portfolio, august)
    assert not asked.is_built
    assert not asked.is_current
    bring_up_to_date(portfolio)
    assert number(portfolio, "projects.count", "2026-08") == 0
    report(portfolio, 100, date(2026, 8, 31))
    bring_up_to_date(portfolio)
    assert number(portfolio, "projects.count", "2026-08") == 1


def test_asking_twice_for_a_period_asks_once(portfolio):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    for _ in range(2):
        ask_for(portfolio, Period.parse("2026-08"))
    assert Scorecard.objects.asked_for().count() == 1


def test_of_the_periods_asked_for_only_the_latest_are_kept(portfolio):
    report(portfolio, 100, date(2023, 1, 31))
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    months = Period.parse("FY2023").months() + Period.parse("FY2024").months()
    for month in (*months, Period.parse("2025-01")):
        ask_for(portfolio, month)
    kept = Scorecard.objects.asked_for().values_list("period_key", flat=True)
    assert len(kept) == regeneration.MOST_ASKED_FOR
    assert "2023-01" not in kept
    assert "2025-01" in kept


@pytest.mark.one_engine
def test_without_a_scorecard_the_period_of_today_is_being_prepared(portfolio):
    scorecard = ask_for(portfolio, None)
    assert scorecard.period.contains(timezone.localdate())
    assert not scorecard.is_built
    assert not Scorecard.objects.exists()


@pytest.mark.one_engine
def test_another_fiscal_year_gives_other_periods(portfolio):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    portfolio.fiscal_year_start_month = 4
    portfolio.save()
    bring_up_to_date(portfolio)
    assert scorecard_of(portfolio).period_key == "2027-Q2"
    assert sorted(Scorecard.objects.values_list("period_key", flat=True)) == [
        "2027-Q2",
        "FY2027",
    ]


def test_saving_a_portfolio_read_long_ago_does_not_take_back_its_revision(portfolio):
    long_ago = Portfolio.objects.get(pk=portfolio.pk)
    for _ in range(3):
        report(portfolio, 100)
    bring_up_to_date(portfolio)
    long_ago.name = "Metropolitan"
    long_ago.save()
    assert not scorecard_of(portfolio).is_current


@pytest.mark.one_engine
def test_a_refresh_takes_the_same_queries_for_one_fact_and_for_many(
    portfolio, django_assert_num_queries
):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    for count in (1, 20):
        for day in range(1, count + 1):
            report(portfolio, day, date(2026, 9, day))
        with django_assert_num_queries(33):
            bring_up_to_date(portfolio)


@pytest.mark.one_engine
def test_a_refresh_that_changes_nothing_takes_few_queries(
    portfolio, django_assert_num_queries
):
    report(portfolio, 100)
    bring_up_to_date(portfolio)
    Portfolio.objects.touch()
    with django_assert_num_queries(24):
        bring_up_to_date(portfolio)


@pytest.mark.one_engine
def test_facts_of_every_kind_take_the_same_queries_for_one_and_for_many(
    portfolio, django_assert_num_queries
):
    for _again in range(2):
        BaselineFactory(project=report(portfolio, 100).project)
        BenefitEntryFactory(benefit__portfolio=portfolio)
        KpiMeasurementFactory(kpi__portfolio=portfolio)
        CapacityFactory(resource__portfolio=portfolio)
        RiskAssessmentFactory(risk__portfolio=portfolio)
        ServiceCostFactory(service__portfolio=portfolio)
        with django_assert_num_queries(20):
            load_facts(portfolio)


def test_what_a_portfolio_holds_is_its_own(portfolio):
    report(portfolio, 100)
    RiskAssessmentFactory(risk__portfolio__parent=portfolio)
    assert kinds_held(portfolio) == {Project, StatusUpdate}


def test_everything_below_is_refreshed_before_what_is_built_from_it(portfolio):
    line = PortfolioFactory(slug="line", parent=portfolio)
    report(line, 100)
    report(portfolio, 50)
    reports = list(refresh_here(Portfolio.objects.all()))
    assert reports[0].portfolio.slug == "line"
    assert number(portfolio, "projects.count") == 2
    assert not Refresh.objects.behind().exists()


def test_a_refresh_takes_validated_value_into_the_ledger_once(portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    BenefitEntryFactory(
        benefit=benefit, kind=BenefitEntry.Kind.VALIDATED, amount=Decimal(700)
    )
    bring_up_to_date(portfolio)
    Portfolio.objects.touch()
    bring_up_to_date(portfolio)
    assert ValueItem.objects.get().amount == 700
    assert LedgerEvent.objects.count() == 1
    assert scorecard_of(portfolio).is_current
