"""Facts change, the picture follows: what is above a portfolio as well."""

from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pytest

from delivery.actions.portfolios import move_portfolio
from delivery.calculations.periods import Period
from delivery.models import Portfolio, StatusUpdate
from scorecards import regeneration
from scorecards.models import Contribution, Refresh, Scorecard
from scorecards.regeneration import Report, Result, ask_for, refresh, refresh_here
from tests.factories import PortfolioFactory, ProjectFactory, StatusUpdateFactory
from tests.scorecards import tiny

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny_panels")]

SEPTEMBER = date(2026, 9, 30)


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    """A portfolio with two below it, with a project in each of these, and drawn."""
    group = PortfolioFactory(slug="group")
    for slug, cost in (("metro", 20), ("roads", 300)):
        report(PortfolioFactory(slug=slug, parent=group), cost)
    with patch.object(regeneration, "PANELS", tiny.PANELS):
        refresh_everything()


@pytest.fixture
def group(_drawn_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="group")


@pytest.fixture
def metro(group: Portfolio) -> Portfolio:
    return Portfolio.objects.get(slug="metro")


@pytest.fixture
def roads(group: Portfolio) -> Portfolio:
    return Portfolio.objects.get(slug="roads")


@pytest.fixture
def update(metro: Portfolio) -> StatusUpdate:
    """What was reported about the project of the metro."""
    return StatusUpdate.objects.get(project__portfolio=metro)


def report(portfolio: Portfolio, cost: int, day: date = SEPTEMBER) -> StatusUpdate:
    """A project of the portfolio and what was reported about it."""
    project = ProjectFactory(portfolio=portfolio, currency=portfolio.currency)
    return StatusUpdateFactory(
        project=project, status_date=day, whole_life_cost=Decimal(cost)
    )


def refresh_everything() -> list[Report]:
    reports = list(refresh_here(Portfolio.objects.all()))
    assert not Refresh.objects.behind().exists()
    return reports


def number(portfolio: Portfolio, name: str, key: str = "") -> object:
    scorecards = Scorecard.objects.of_portfolio(portfolio)
    named = scorecards.filter(period_key=key) if key else scorecards.of_latest_period()
    return named.get().snapshot.readings[name].measure.value


def is_current(portfolio: Portfolio) -> bool:
    scorecards = Scorecard.objects.of_portfolio(portfolio).of_latest_period()
    return scorecards.for_page().get().is_current


def refreshed(reports: list[Report]) -> list[str]:
    return [one.portfolio.slug for one in reports if one.result is Result.UP_TO_DATE]


def test_a_portfolio_shows_what_is_below_it_and_its_own(group, metro):
    report(group, 1)
    refresh_everything()
    assert number(group, "projects.count") == 3
    assert number(group, "projects.whole_life_cost") == 321
    assert number(metro, "projects.count") == 1


def test_a_change_far_below_reaches_the_top(group, metro):
    line = PortfolioFactory(slug="line", parent=metro)
    update = report(line, 100)
    refresh_everything()
    update.whole_life_cost = Decimal(150)
    update.save()
    assert refreshed(refresh_everything()) == ["line", "metro", "group"]
    assert number(group, "projects.whole_life_cost") == 470


@pytest.mark.one_engine
def test_siblings_of_a_portfolio_that_changed_are_left_alone(group, metro):
    report(metro, 100)
    assert refreshed(refresh_everything()) == ["metro", "group"]


@pytest.mark.one_engine
def test_a_change_that_adds_nothing_stops_where_it_happened(update):
    update.note = "Nobody counts this."
    update.save()
    assert refreshed(refresh_everything()) == ["metro"]


def test_while_something_below_is_behind_the_top_is_not_current(group, metro):
    assert is_current(group)
    report(metro, 100)
    assert not is_current(group)
    assert refresh(metro.pk, at_once=True) is Result.UP_TO_DATE
    assert not is_current(group)
    assert refresh(group.pk, at_once=True) is Result.UP_TO_DATE
    assert is_current(group)


@pytest.mark.one_engine
def test_a_new_portfolio_without_a_refresh_makes_the_top_not_current(group):
    PortfolioFactory(slug="harbour", parent=group)
    assert not is_current(group)


def test_the_top_waits_for_a_period_that_a_portfolio_below_has_not_summed_up(
    group, metro
):
    report(metro, 20, date(2026, 12, 31))
    assert refresh(metro.pk, at_once=True) is Result.UP_TO_DATE
    # The new quarter is unknown to the roads, so the old scorecard is still shown.
    assert refresh(group.pk, at_once=True) is Result.WAITING
    assert number(group, "projects.whole_life_cost") == 320
    assert not is_current(group)
    assert refresh(group.pk, at_once=True) is Result.NOT_DUE
    assert refreshed(refresh_everything()) == ["roads", "group"]
    assert number(group, "projects.count", "2026-Q4") == 1
    assert number(group, "projects.count", "FY2026") == 3


@pytest.mark.one_engine
def test_the_top_goes_on_with_the_periods_that_need_not_wait(group, metro):
    report(metro, 20, date(2026, 12, 31))
    report(metro, 5)
    assert refresh(metro.pk, at_once=True) is Result.UP_TO_DATE
    assert refresh(group.pk, at_once=True) is Result.WAITING
    assert number(group, "projects.whole_life_cost", "2026-Q3") == 325


def test_a_period_asked_for_at_the_top_is_summed_up_all_the_way_down(group, metro):
    line = PortfolioFactory(slug="line", parent=metro)
    report(line, 10, date(2026, 8, 31))
    report(group, 1)
    refresh_everything()
    ask_for(group, Period.parse("2026-08"))
    refresh_everything()
    assert number(group, "projects.count", "2026-08") == 1
    # Those below have summed the month up and do not show it.
    assert not Scorecard.objects.of_portfolio(metro).filter(period_key="2026-08")


@pytest.mark.one_engine
def test_months_below_and_quarters_above_fit_together(group, metro):
    Portfolio.objects.filter(pk=metro.pk).update(reporting_period="month")
    report(metro, 10, date(2026, 7, 31))
    report(metro, 10, date(2026, 9, 30))
    refresh_everything()
    assert number(metro, "projects.count") == 2
    assert number(metro, "projects.count", "2026-Q3") == 3
    assert number(group, "projects.count") == 4


@pytest.mark.one_engine
def test_portfolios_with_different_fiscal_years_fit_together(group, metro):
    Portfolio.objects.filter(pk=metro.pk).update(fiscal_year_start_month=2)
    report(metro, 10, date(2026, 9, 15))
    report(metro, 10, date(2026, 10, 15))
    refresh_everything()
    assert number(group, "projects.count", "2026-Q3") == 3
    assert number(group, "projects.count", "2026-Q4") == 1
    assert number(metro, "projects.count") == 3  # August to October


@pytest.mark.one_engine
def test_another_name_below_is_shown_above(metro):
    metro.name = "Underground"
    metro.save()
    assert refreshed(refresh_everything()) == ["metro", "group"]


def test_a_portfolio_takes_its_numbers_along_when_it_moves(group, metro, roads):
    move_portfolio(metro, roads)
    refresh_everything()
    assert number(roads, "projects.whole_life_cost") == 320
    assert number(group, "projects.whole_life_cost") == 320
    metro.refresh_from_db()
    move_portfolio(metro, None)
    refresh_everything()
    assert number(roads, "projects.whole_life_cost") == 300
    assert number(group, "projects.whole_life_cost") == 300


def test_a_portfolio_that_is_removed_leaves_no_trace_above(group, metro, update):
    update.project.delete()
    metro.delete()
    refresh_everything()
    assert number(group, "projects.whole_life_cost") == 300
    assert not Contribution.objects.filter(portfolio__slug="metro").exists()


def test_a_portfolio_that_waits_for_one_that_is_removed_goes_on(group, metro):
    harbour = PortfolioFactory(slug="harbour", parent=group)
    report(metro, 20)
    assert refresh(metro.pk, at_once=True) is Result.UP_TO_DATE
    assert refresh(group.pk, at_once=True) is Result.WAITING
    harbour.delete()
    refresh_everything()
    assert number(group, "projects.count") == 3


@pytest.mark.one_engine
def test_after_an_upgrade_everything_is_summed_up_anew(group):
    Contribution.objects.update(
        code="an older edition", digest="1", inputs="1", components="{}"
    )
    Refresh.objects.update(signature="of an older edition")
    Portfolio.objects.filter(pk=group.pk).touch()
    refresh_everything()
    assert number(group, "projects.whole_life_cost") == 320


@pytest.mark.one_engine
@pytest.mark.parametrize("count", [1, 3])
def test_a_refresh_takes_the_same_queries_however_many_are_below(
    count, group, metro, django_assert_num_queries
):
    for _ in range(count):
        report(PortfolioFactory(parent=group), 10)
    refresh_everything()
    report(metro, 5)
    assert refresh(metro.pk, at_once=True)
    with django_assert_num_queries(30):
        assert refresh(group.pk, at_once=True) is Result.UP_TO_DATE
