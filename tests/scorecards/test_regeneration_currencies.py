"""Currencies and shared objectives in scorecards, refreshed as facts change."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.actions.portfolios import move_portfolio
from delivery.models import ExchangeRate, Portfolio
from scorecards import regeneration
from scorecards.models import Refresh, Scorecard
from scorecards.panels.alignment import ALIGNMENT
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.currencies import CURRENCIES
from scorecards.regeneration import Result, refresh_here
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    ExchangeRateFactory,
    ObjectiveFactory,
    ObjectiveLinkFactory,
    PortfolioFactory,
    ProjectFactory,
    StatusUpdateFactory,
)
from tests.scorecards.conftest import FEW

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

SEPTEMBER = date(2026, 9, 1)
PLAN = ExchangeRate.Kind.PLAN
AVERAGE = ExchangeRate.Kind.AVERAGE


@pytest.fixture(autouse=True)
def _panels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those with amounts in several currencies, with objectives, and what they read."""
    monkeypatch.setattr(regeneration, "PANELS", (*FEW, BENEFITS, ALIGNMENT, CURRENCIES))


@pytest.fixture
def group() -> Portfolio:
    return PortfolioFactory(slug="group", currency="EUR")


@pytest.fixture
def america(group: Portfolio) -> Portfolio:
    """Reports in dollars, and has a portfolio in pounds below it."""
    return PortfolioFactory(slug="america", parent=group, currency="USD")


@pytest.fixture
def london(america: Portfolio) -> Portfolio:
    return PortfolioFactory(slug="london", parent=america, currency="GBP")


def validated(portfolio: Portfolio, amount: int, currency: str = "") -> None:
    """A benefit of which as much was planned as finance has validated."""
    benefit = BenefitFactory(
        portfolio=portfolio,
        currency=currency or portfolio.currency,
        starts_on=SEPTEMBER,
    )
    for kind in ("planned", "validated"):
        BenefitEntryFactory(
            benefit=benefit, kind=kind, month=SEPTEMBER, amount=Decimal(amount)
        )


def rate(source: str, target: str, kind: str, value: str, **more: object) -> object:
    last = date(2026, 12, 31) if kind == AVERAGE else None
    return ExchangeRateFactory(
        from_currency=source,
        to_currency=target,
        kind=kind,
        rate=Decimal(value),
        valid_to=last,
        **more,
    )


def refreshed() -> list[str]:
    reports = refresh_here(Portfolio.objects.all())
    return [one.portfolio.slug for one in reports if one.result is Result.UP_TO_DATE]


def measure(portfolio: Portfolio, name: str):
    found = Scorecard.objects.of_portfolio(portfolio).of_latest_period().get()
    return found.snapshot.readings[name].measure


def test_a_portfolio_adds_up_in_its_own_currency(group, america):
    rate("USD", "EUR", PLAN, "0.9")
    rate("USD", "EUR", AVERAGE, "0.8")
    validated(group, 1)
    validated(america, 100)

    refreshed()

    assert measure(america, "benefits.validated").value == 100
    assert measure(group, "benefits.validated").value == 81
    assert measure(group, "benefits.planned").value == 91
    assert measure(group, "benefits_rate.gross").value == 1
    assert measure(group, "fx_effect.benefits").value == -10


def test_amounts_go_straight_into_each_currency_above(group, america, london):
    rate("GBP", "USD", AVERAGE, "2")
    rate("GBP", "EUR", AVERAGE, "5")
    rate("USD", "EUR", AVERAGE, "100")
    validated(london, 10)

    refreshed()

    assert measure(america, "benefits.validated").value == 20
    assert measure(group, "benefits.validated").value == 50


def test_a_benefit_in_another_currency_than_its_portfolio_is_converted(group):
    rate("GBP", "EUR", AVERAGE, "1.1")
    validated(group, 10, "GBP")

    refreshed()

    assert measure(group, "benefits.validated").value == 11


def test_a_missing_rate_is_named_and_entering_it_mends_the_scorecard(group, america):
    validated(america, 100)
    refreshed()
    assert measure(group, "benefits.validated").reason == "NO_FX_RATE:USD/EUR"

    rate("USD", "EUR", AVERAGE, "0.8")

    assert refreshed() == ["america", "group"]
    assert measure(group, "benefits.validated").value == 80


def test_projects_are_counted_and_their_amounts_not_added_up(group, america):
    for portfolio, cost in ((group, 1), (america, 100)):
        project = ProjectFactory(portfolio=portfolio, currency=portfolio.currency)
        StatusUpdateFactory(
            project=project,
            status_date=date(2026, 9, 30),
            whole_life_cost=Decimal(cost),
        )
    refreshed()
    assert measure(group, "projects.count").value == 2
    assert measure(group, "projects.whole_life_cost").value == 1
    assert measure(america, "projects.whole_life_cost").value == 100


def test_a_rate_touches_only_the_portfolios_that_convert_at_it(group, america, london):
    elsewhere = PortfolioFactory(slug="elsewhere", currency="EUR")
    validated(elsewhere, 1)
    validated(london, 1)
    refreshed()

    rate("GBP", "USD", AVERAGE, "2")

    behind = Refresh.objects.behind().values_list("portfolio__slug", flat=True)
    assert list(behind) == ["london"]


def test_a_corrected_rate_redraws_what_was_converted_at_it(group):
    first = rate("GBP", "EUR", AVERAGE, "1.1")
    validated(group, 10, "GBP")
    refreshed()

    rate("GBP", "EUR", AVERAGE, "1.3", corrects=first, reason="A typing error.")

    assert refreshed() == ["group"]
    assert measure(group, "benefits.validated").value == 13


def test_a_withdrawn_rate_leaves_the_amount_unknown(group):
    first = rate("GBP", "EUR", AVERAGE, "1.1")
    validated(group, 10, "GBP")
    ExchangeRate.objects.create(
        from_currency="GBP",
        to_currency="EUR",
        kind=AVERAGE,
        valid_from=first.valid_from,
        valid_to=first.valid_to,
        corrects=first,
        reason="Of another year.",
    )

    refreshed()

    assert measure(group, "benefits.validated").reason == "NO_FX_RATE:GBP/EUR"


def test_a_rate_of_the_tree_goes_before_that_of_the_organisation(group):
    rate("GBP", "EUR", AVERAGE, "1.1")
    rate("GBP", "EUR", AVERAGE, "1.4", portfolio=group)
    rate("GBP", "EUR", AVERAGE, "9", portfolio=PortfolioFactory(slug="other"))
    validated(group, 10, "GBP")

    refreshed()

    assert measure(group, "benefits.validated").value == 14


def test_the_same_rates_give_the_same_scorecard(group, america):
    rate("USD", "EUR", AVERAGE, "0.8")
    validated(america, 100)
    refreshed()
    before = Scorecard.objects.order_by("pk").values_list("digest", "built_at")

    known = list(before)
    Portfolio.objects.all().touch()
    refreshed()

    assert list(before) == known


def test_a_portfolio_above_that_changes_its_currency_asks_those_below(group, america):
    rate("USD", "CHF", AVERAGE, "0.7")
    validated(america, 100)
    refreshed()

    group.currency = "CHF"
    group.save()
    refreshed()

    assert measure(group, "benefits.validated").value == 70


def test_what_moves_under_another_currency_is_converted_there(america, group):
    swiss = PortfolioFactory(slug="swiss", currency="CHF")
    validated(swiss, 1)
    rate("USD", "CHF", AVERAGE, "0.5")
    validated(america, 100)
    refreshed()

    move_portfolio(america, swiss)
    refreshed()

    assert measure(swiss, "benefits.validated").value == 51


def project_of(portfolio: Portfolio, budget: int) -> object:
    project = ProjectFactory(portfolio=portfolio, status="active")
    BaselineFactory(project=project, budget=Decimal(budget), start=date(2026, 1, 1))
    StatusUpdateFactory(project=project, status_date=date(2026, 9, 30))
    return project


def test_a_project_below_serves_an_objective_above(group):
    line = PortfolioFactory(slug="line", parent=group, currency="EUR")
    objective = ObjectiveFactory(portfolio=group)
    project = project_of(line, 300)
    project_of(group, 100)
    ObjectiveLinkFactory(project=project, objective=objective)

    refreshed()

    assert measure(line, "alignment.wai").value == 1
    assert measure(group, "alignment.wai").value == Decimal("0.75")
    assert measure(group, "alignment.objective_coverage").value == 1
    assert measure(group, "alignment.orphan_count").value == 1


def test_another_weight_above_reaches_the_projects_below(group):
    line = PortfolioFactory(slug="line", parent=group, currency="EUR")
    served = ObjectiveFactory(portfolio=group)
    ObjectiveFactory(portfolio=group)
    ObjectiveLinkFactory(project=project_of(line, 300), objective=served)
    refreshed()

    served.weight = Decimal("0.5")
    served.save()

    assert refreshed() == ["line", "group"]
    assert measure(group, "alignment.wai").value == Decimal("0.5")


def test_what_moves_away_serves_the_objectives_above_no_more(group):
    line = PortfolioFactory(slug="line", parent=group, currency="EUR")
    team = PortfolioFactory(slug="team", parent=line, currency="EUR")
    other = PortfolioFactory(slug="other", currency="EUR")
    ObjectiveFactory(portfolio=other)
    objective = ObjectiveFactory(portfolio=group)
    ObjectiveLinkFactory(project=project_of(team, 300), objective=objective)
    refreshed()

    move_portfolio(line, other)
    refreshed()

    assert measure(other, "alignment.orphan_count").value == 1


def test_the_rates_cost_one_query_more_however_many_there_are(
    group, django_assert_max_num_queries
):
    validated(group, 10, "GBP")
    for month in range(1, 13):
        rate("GBP", "EUR", PLAN, "1.1", valid_from=date(2026, month, 1))
    refreshed()
    Portfolio.objects.all().touch()

    with django_assert_max_num_queries(77):
        refreshed()
