"""The facts as data: `/api/v1/`."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from knox.models import AuthToken

from delivery.models import ExchangeRate, Project
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    ExchangeRateFactory,
    KpiFactory,
    KpiMeasurementFactory,
    MilestoneFactory,
    ObjectiveFactory,
    ObjectiveLinkFactory,
    PortfolioFactory,
    ProjectFactory,
    RatingLevelFactory,
    StatusUpdateFactory,
)

pytestmark = pytest.mark.django_db

API = "/api/v1/"


@pytest.fixture
def reader(client, executive):
    """A client in which an executive of the portfolio is signed in."""
    client.force_login(executive)
    return client


def rows(response):
    assert response.status_code == 200, response.content
    return response.json()["results"]


def test_a_script_reads_with_its_token(portfolio, executive):
    ProjectFactory(portfolio=portfolio, code="A")
    _instance, token = AuthToken.objects.create(user=executive)
    headers = {"Authorization": f"Token {token}"}
    (project,) = rows(Client().get(f"{API}projects/", headers=headers))
    assert project["code"] == "A"
    assert Client().get(f"{API}projects/").status_code == 401


def test_money_is_a_decimal_string_and_unknown_is_null(reader, portfolio):
    ProjectFactory(
        portfolio=portfolio,
        status="completed",
        final_cost=Decimal("999999999999.99"),
        actual_finish=date(2026, 9, 30),
    )
    (project,) = rows(reader.get(f"{API}projects/"))
    assert project["final_cost"] == "999999999999.9900"
    assert project["actual_finish"] == "2026-09-30"
    assert project["actual_start"] is None
    assert project["portfolio"] == "transport"


def test_a_report_names_its_rating_and_why_a_figure_is_not_given(reader, portfolio):
    StatusUpdateFactory(
        project__portfolio=portfolio,
        rating=RatingLevelFactory(label="Amber/Red", colour="red"),
        note="Ground water",
        not_given={"whole_life_cost": "Exempt"},
    )
    StatusUpdateFactory(project__portfolio=portfolio, status_date=date(2026, 8, 31))
    rated, unrated = rows(reader.get(f"{API}status-updates/"))
    assert (rated["rating"], rated["rating_colour"]) == ("Amber/Red", "red")
    assert rated["not_given"] == {"whole_life_cost": "Exempt"}
    assert (unrated["rating"], unrated["rating_colour"]) == (None, None)


def test_nobody_reads_the_facts_of_another_portfolio(reader, stranger):
    foreign = PortfolioFactory()
    project = ProjectFactory(portfolio=foreign)
    StatusUpdateFactory(project=project)
    for name in ("portfolios", "projects", "status-updates"):
        found = rows(reader.get(f"{API}{name}/"))
        assert foreign.slug not in str(found)
    assert reader.get(f"{API}projects/{project.pk}/").status_code == 404
    assert rows(reader.get(f"{API}projects/")) == []


def test_an_administrator_reads_portfolios_and_no_figure(
    client, administrator, portfolio
):
    ProjectFactory(portfolio=portfolio)
    client.force_login(administrator)
    (found,) = rows(client.get(f"{API}portfolios/"))
    assert found["slug"] == "transport"
    # The one above is not theirs, but where a portfolio stands is one of its settings.
    assert found["parent"] == "organisation"
    assert rows(client.get(f"{API}projects/")) == []


def test_projects_are_filtered_as_on_their_page(reader, portfolio):
    rail = PortfolioFactory(slug="rail", parent=portfolio)
    ProjectFactory(portfolio=portfolio, code="A", name="Alpha")
    ProjectFactory(portfolio=rail, code="B", name="Beta", status="completed")
    for query, expected in (
        ({}, {"A", "B"}),
        ({"portfolio": "rail"}, {"B"}),
        ({"portfolio": "transport"}, {"A", "B"}),
        ({"q": "alpha"}, {"A"}),
        ({"status": "completed"}, {"B"}),
        ({"gap": "baseline"}, {"A", "B"}),
    ):
        found = rows(reader.get(f"{API}projects/", query))
        assert {project["code"] for project in found} == expected, query


def test_a_filter_that_makes_no_sense_is_refused(reader, stranger):
    for path, query in (
        ("projects", {"portfolio": "elsewhere"}),
        ("projects", {"portfolio": "no-such"}),
        ("projects", {"sort": "password"}),
        ("projects", {"q": "x" * 100_000}),
        ("projects", {"q": "\x00"}),
        ("status-updates", {"project": "1e3"}),
        ("status-updates", {"project": "9" * 40}),
        ("status-updates", {"status_date_after": "31.12.2026"}),
        ("measurements", {"kpi": "-1"}),
        ("benefit-entries", {"kind": "stolen"}),
    ):
        response = reader.get(f"{API}{path}/", query)
        assert response.status_code == 400
        (named,) = response.json()
        assert next(iter(query)).startswith(named)


def test_facts_are_filtered_by_owner_and_by_time(reader, portfolio):
    kpi, other = KpiFactory.create_batch(2, portfolio=portfolio)
    for month in (8, 9):
        KpiMeasurementFactory(
            kpi=kpi,
            period_start=date(2026, month, 1),
            period_end=date(2026, month, 28),
        )
    KpiMeasurementFactory(kpi=other)
    query = {"kpi": kpi.pk, "period_start_after": "2026-09-01"}
    (found,) = rows(reader.get(f"{API}measurements/", query))
    assert (found["kpi"], found["period_start"]) == (kpi.pk, "2026-09-01")


def test_a_retired_kpi_is_among_the_others_and_found_by_its_number(reader, portfolio):
    kpi = KpiFactory(portfolio=portfolio, retired_on=date(2026, 1, 1))
    assert [row["id"] for row in rows(reader.get(f"{API}kpis/"))] == [kpi.pk]
    assert reader.get(f"{API}kpis/{kpi.pk}/").status_code == 200
    assert rows(reader.get(f"{API}kpis/", {"retired": "no"})) == []


def test_a_page_holds_two_hundred_rows_at_most(reader, portfolio):
    Project.objects.bulk_create(
        Project(portfolio=portfolio, code=f"P{number}", name="x", currency="EUR")
        for number in range(250)
    )
    assert len(rows(reader.get(f"{API}projects/"))) == 50
    asked_for_all = reader.get(f"{API}projects/", {"page_size": 10**9})
    assert len(rows(asked_for_all)) == 200
    assert asked_for_all.json()["count"] == 250
    assert reader.get(f"{API}projects/", {"page": 99}).status_code == 404


def test_nothing_is_written(client, lead, portfolio):
    client.force_login(lead)
    project = ProjectFactory(portfolio=portfolio)
    for path in ("projects/", f"projects/{project.pk}/"):
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(f"{API}{path}", {"name": "Mine"}).status_code == 405
    project.refresh_from_db()
    assert project.name != "Mine"


def test_a_number_that_is_none_is_not_found(reader):
    for pk in ("abc", "0", "-1", "9" * 40, "1;2", "%00"):
        assert reader.get(f"{API}projects/{pk}/").status_code == 404


MAKERS = {
    "portfolios": lambda portfolio: PortfolioFactory(parent=portfolio),
    "projects": lambda portfolio: ProjectFactory(portfolio=portfolio),
    "baselines": lambda portfolio: BaselineFactory(project__portfolio=portfolio),
    "status-updates": lambda portfolio: StatusUpdateFactory(
        project__portfolio=portfolio, rating=RatingLevelFactory()
    ),
    "milestones": lambda portfolio: MilestoneFactory(project__portfolio=portfolio),
    "kpis": lambda portfolio: KpiFactory(portfolio=portfolio),
    "measurements": lambda portfolio: KpiMeasurementFactory(kpi__portfolio=portfolio),
    "benefits": lambda portfolio: BenefitFactory(portfolio=portfolio),
    "benefit-entries": lambda portfolio: BenefitEntryFactory(
        benefit__portfolio=portfolio
    ),
    "objectives": lambda portfolio: ObjectiveFactory(portfolio=portfolio),
    "objective-links": lambda portfolio: ObjectiveLinkFactory(
        project__portfolio=portfolio
    ),
    "exchange-rates": lambda portfolio: ExchangeRateFactory(
        valid_from=date(2000, 1, 1) + timedelta(days=ExchangeRate.objects.count())
    ),
}


@pytest.mark.one_engine
@pytest.mark.parametrize("name", MAKERS)
def test_a_long_list_costs_as_many_queries_as_a_short_one(reader, portfolio, name):
    counts = []
    for more in (2, 5):
        for _number in range(more):
            MAKERS[name](portfolio)
        with CaptureQueriesContext(connection) as queries:
            found = rows(reader.get(f"{API}{name}/", {"page_size": 200}))
        counts.append(len(queries))
    assert len(found) >= 7
    assert counts[0] == counts[1] <= 8
