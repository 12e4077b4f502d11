"""A scorecard as data: `/api/v1/scorecards/`."""

from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pytest
from knox.models import AuthToken

from delivery.models import Portfolio, Role
from scorecards import regeneration
from scorecards.models import Scorecard
from scorecards.regeneration import refresh_here
from tests.factories import (
    MembershipFactory,
    PortfolioFactory,
    ProjectFactory,
    StatusUpdateFactory,
    UserFactory,
)
from tests.scorecards.conftest import FEW

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.usefixtures("few_panels"),
]

URL = "/api/v1/scorecards/"


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    portfolio = PortfolioFactory(slug="metro")
    for cost in ("100.10", "0.20"):
        StatusUpdateFactory(
            project=ProjectFactory(portfolio=portfolio),
            status_date=date(2026, 8, 31),
            whole_life_cost=Decimal(cost),
        )
    with patch.object(regeneration, "PANELS", FEW):
        list(refresh_here(Portfolio.objects.all()))


@pytest.fixture
def portfolio(_drawn_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="metro")


@pytest.fixture
def reader(client, portfolio):
    """A client signed in as an executive of the portfolio."""
    user = MembershipFactory(portfolio=portfolio, role=Role.EXECUTIVE).user
    client.force_login(user)
    return client


def test_the_document_says_what_it_is_and_as_of_when(reader):
    document = reader.get(f"{URL}metro/").json()
    scorecard = Scorecard.objects.of_latest_period().get()
    assert {name: document[name] for name in list(document)[:7]} == {
        "portfolio": "metro",
        "period": "2026-Q3",
        "as_of": "2026-08-31",
        "built_at": scorecard.built_at.isoformat().replace("+00:00", "Z"),
        "digest": scorecard.digest,
        "is_current": True,
        "currency": "EUR",
    }
    assert list(document)[7:] == ["measures", "panels"]


def test_a_count_is_a_number_and_money_is_a_decimal_string(reader):
    measures = reader.get(f"{URL}metro/").json()["measures"]
    assert measures["projects.count"]["value"] == 2
    cost = measures["projects.whole_life_cost"]
    assert (cost["value"], cost["currency"], cost["status"]) == ("100.3", "EUR", "ok")
    assert cost["reason"] is None


def test_each_panel_has_its_table(reader):
    panels = reader.get(f"{URL}metro/").json()["panels"]
    for panel in panels:
        assert {"key", "title", "measures", "columns", "rows"} <= set(panel)
        assert all(len(row) == len(panel["columns"]) for row in panel["rows"])


def test_a_measure_stands_beside_the_period_before(reader):
    measures = reader.get(f"{URL}metro/").json()["measures"]
    assert set(measures["projects.count"]) >= {
        *("status", "value", "unit", "n", "n_expected", "completeness"),
        *("reason", "rag", "comparison", "sentence"),
    }


def test_a_period_is_named_as_on_the_page(reader):
    assert reader.get(f"{URL}metro/?period=FY2026").json()["period"] == "FY2026"


def test_the_address_works_without_its_last_slash(reader):
    assert reader.get(f"{URL}metro?period=FY2026").json()["period"] == "FY2026"


def test_a_period_not_stored_yet_is_being_prepared(reader):
    answer = reader.get(f"{URL}metro/?period=2026-08")
    assert (answer.status_code, answer["Retry-After"]) == (202, "2")
    list(refresh_here(Portfolio.objects.all()))
    answer = reader.get(f"{URL}metro/?period=2026-08")
    assert answer.status_code == 200
    assert answer.json()["measures"]["projects.count"]["value"] == 2


@pytest.mark.parametrize("key", ["2019-Q1", "2026-13", "soon"])
def test_a_period_that_nothing_is_known_about_is_not_found(reader, key):
    answer = reader.get(f"{URL}metro/", {"period": key})
    assert answer.status_code == 404
    assert "period" in answer.json()["detail"] or "known" in answer.json()["detail"]


def test_the_list_holds_the_latest_scorecard_of_each_portfolio(reader, portfolio):
    (row,) = reader.get(URL).json()["results"]
    assert (row["portfolio"], row["period"], row["is_current"]) == (
        "metro",
        "2026-Q3",
        True,
    )
    assert reader.get(row["url"]).status_code == 200


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    reader, portfolio, django_assert_num_queries
):
    with django_assert_num_queries(4):  # session, user, count, rows
        reader.get(URL)
    for number in range(3):
        below = PortfolioFactory(slug=f"line-{number}", parent=portfolio)
        StatusUpdateFactory(project=ProjectFactory(portfolio=below))
    list(refresh_here(Portfolio.objects.all()))
    with django_assert_num_queries(4):
        assert len(reader.get(URL).json()["results"]) == 4


def test_a_token_reads_what_its_owner_may_read(client, portfolio):
    user = MembershipFactory(portfolio=portfolio, role=Role.ANALYST).user
    _, token = AuthToken.objects.create(user=user)
    answer = client.get(f"{URL}metro/", headers={"Authorization": f"Token {token}"})
    assert answer.status_code == 200


def test_a_stranger_finds_no_such_scorecard(client, portfolio):
    client.force_login(UserFactory())
    assert client.get(f"{URL}metro/").status_code == 404
    assert client.get(URL).json()["results"] == []


def test_an_administrator_reads_no_figures(client, portfolio):
    client.force_login(MembershipFactory(portfolio=portfolio, role=Role.ADMIN).user)
    assert client.get(f"{URL}metro/").status_code == 404


def test_nobody_signed_in_reads_nothing(client, portfolio):
    assert client.get(URL).status_code == 401
    assert client.get(f"{URL}metro/").status_code == 401


def test_a_member_whose_part_ends_reads_no_more(reader, portfolio):
    assert reader.get(f"{URL}metro/").status_code == 200
    portfolio.memberships.all().delete()
    assert reader.get(f"{URL}metro/").status_code == 404
