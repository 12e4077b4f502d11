"""Lists: what they show, how they are narrowed and sorted, and what they cost."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.delivery.pages import parsed, texts
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    PortfolioFactory,
    ProjectFactory,
    RatingLevelFactory,
    StatusUpdateFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2026, 10, 15)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def desk(client, analyst):
    """A browser in which the analyst is signed in."""
    client.force_login(analyst)
    return client


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def codes(response):
    return texts(response, "tbody td:first-child")


@pytest.fixture
def projects(portfolio):
    """Three projects: one late and red, one without a plan, one completed."""
    below = PortfolioFactory(slug="rail", name="Rail", parent=portfolio)
    red = RatingLevelFactory(label="Red", colour="red")
    late = ProjectFactory(
        portfolio=portfolio, code="A", name="Alpha tunnel", sponsor="Ada"
    )
    BaselineFactory(project=late, budget=Decimal(300))
    StatusUpdateFactory(project=late, rating=red, note="Water", forecast_cost=900)
    ProjectFactory(portfolio=below, code="B", name="Beta bridge")
    done = ProjectFactory(
        portfolio=portfolio, code="C", name="Gamma road", status="completed"
    )
    BaselineFactory(project=done, budget=Decimal(700))
    return late, done


def rows_of(client, query):
    """The codes of the projects that a query leaves, as htmx gets them."""
    response = client.get(url("project_list"), query, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return codes(response)


def test_projects_are_narrowed_and_sorted(desk, projects):
    for query, expected in (
        ({}, ["A", "B", "C"]),
        ({"q": "tunnel"}, ["A"]),
        ({"q": "ada TUNNEL"}, ["A"]),
        ({"q": "tunnel bridge"}, []),
        ({"q": "%"}, []),
        ({"portfolio": "transport"}, ["A", "B", "C"]),
        ({"portfolio": "rail"}, ["B"]),
        ({"status": "completed"}, ["C"]),
        ({"rating": "red"}, ["A"]),
        ({"rating": "null"}, ["B", "C"]),
        ({"gap": "baseline"}, ["B"]),
        ({"gap": "report"}, ["B"]),
        ({"gap": "finish"}, ["C"]),
        ({"sort": "-budget"}, ["C", "A", "B"]),
        ({"sort": "budget"}, ["A", "C", "B"]),
        ({"sort": "-name"}, ["C", "B", "A"]),
        ({"page": "99"}, ["A", "B", "C"]),
        ({"page": "x"}, ["A", "B", "C"]),
    ):
        assert rows_of(desk, query) == expected, query


def test_a_filter_that_makes_no_sense_is_not_applied(desk, projects, stranger):
    for query in (
        {"portfolio": "elsewhere"},
        {"portfolio": "no-such"},
        {"status": "x"},
        {"sort": "password"},
        {"sort": "portfolio__revision"},
        {"q": "x" * 100_000},
        {"q": "\x00"},
    ):
        assert rows_of(desk, query) == ["A", "B", "C"]


def test_a_foreign_portfolio_is_refused_in_the_words_of_an_unknown_one(
    desk, projects, stranger
):
    messages = {
        slug: texts(desk.get(url("project_list"), {"portfolio": slug}), ".errorlist")
        for slug in ("elsewhere", "no-such")
    }
    assert messages["elsewhere"] == messages["no-such"] != []


def test_htmx_gets_the_rows_alone_and_the_same_ones(desk, projects):
    page = desk.get(url("project_list"), {"q": "tunnel"})
    rows = desk.get(
        url("project_list"), {"q": "tunnel"}, headers={"HX-Request": "true"}
    )
    assert codes(rows) == codes(page) == ["A"]
    assert b"<html" in page.content
    assert b"<html" not in rows.content
    assert "HX-Request" in page.headers["Vary"]
    restored = desk.get(
        url("project_list"),
        headers={"HX-Request": "true", "HX-History-Restore-Request": "true"},
    )
    assert b"<html" in restored.content


def test_an_empty_list_says_what_to_do_first(desk, client, executive):
    assert texts(desk.get(url("project_list")), ".empty a") == [
        "Add a project",
        "Import a file",
    ]
    found_none = desk.get(url("project_list"), {"q": "x"})
    assert texts(found_none, ".empty h2") == ["No project fits these filters"]
    client.force_login(executive)
    assert texts(client.get(url("project_list")), ".empty a") == []


def test_a_sorted_list_keeps_its_order_when_it_is_filtered(desk, projects):
    page = parsed(desk.get(url("project_list"), {"sort": "-name"}))
    assert page.select_one("form.toolbar input[name=sort]")["value"] == "-name"


def test_kpis_are_narrowed_to_what_is_missing(desk, portfolio):
    measured = KpiFactory(portfolio=portfolio, code="A", family="risk")
    KpiMeasurementFactory(kpi=measured, period_end=date(2026, 9, 30))
    KpiTargetFactory(kpi=measured)
    KpiFactory(portfolio=portfolio, code="B", family="delivery")
    KpiFactory(portfolio=portfolio, code="C", retired_on=date(2026, 1, 1))

    def found(**query):
        return codes(desk.get(url("kpi_list"), query))

    assert found() == ["B", "A"]
    assert found(gap="value") == ["B"]
    assert found(gap="target") == ["B"]
    assert found(family="risk") == ["A"]
    assert found(retired="yes") == ["C"]
    assert sorted(found(retired="")) == ["A", "B", "C"]


def test_benefits_are_narrowed_to_what_is_missing(desk, portfolio):
    claimed = BenefitFactory(portfolio=portfolio, code="A")
    BenefitEntryFactory(benefit=claimed, kind="claimed", amount=100)
    planned = BenefitFactory(portfolio=portfolio, code="B")
    BenefitEntryFactory(benefit=planned, kind="planned", amount=50)

    def found(**query):
        return codes(desk.get(url("benefit_list"), query))

    assert found() == ["A", "B"]
    assert found(gap="plan") == ["A"]
    assert found(gap="validation") == ["A"]
    assert found(sort="-planned_total") == ["B", "A"]
    BenefitEntryFactory(benefit=claimed, kind="validated", amount=90)
    assert found(gap="validation") == []


def make_projects(portfolio, count):
    for project in ProjectFactory.create_batch(count, portfolio=portfolio):
        BaselineFactory(project=project)
        StatusUpdateFactory(project=project)


def make_kpis(portfolio, count):
    for kpi in KpiFactory.create_batch(count, portfolio=portfolio):
        KpiMeasurementFactory(kpi=kpi)
        KpiTargetFactory(kpi=kpi)


def make_benefits(portfolio, count):
    project = ProjectFactory(portfolio=portfolio)
    for benefit in BenefitFactory.create_batch(
        count, portfolio=portfolio, project=project
    ):
        BenefitEntryFactory(benefit=benefit)


def make_portfolios(portfolio, count):
    for _number in range(count):
        PortfolioFactory(parent=portfolio)


def make_updates(portfolio, count):
    project = portfolio.projects.first() or ProjectFactory(portfolio=portfolio)
    have = project.status_updates.count()
    for number in range(have, have + count):
        StatusUpdateFactory(
            project=project,
            status_date=date.fromordinal(date(2026, 1, 1).toordinal() - number),
        )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("project_list", make_projects),
        ("kpi_list", make_kpis),
        ("benefit_list", make_benefits),
        ("portfolio_list", make_portfolios),
        ("home", make_projects),
        ("status_update_list", make_updates),
    ],
)
def test_a_long_list_costs_as_many_queries_as_a_short_one(
    client, lead, portfolio, name, make
):
    client.force_login(lead)
    counts = []
    for more in (2, 5):
        make(portfolio, more)
        arguments = [portfolio.projects.first().pk] if make is make_updates else []
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(name, *arguments)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


# The start page


def test_the_start_page_says_what_is_missing_and_where_to_mend_it(desk, projects):
    page = parsed(desk.get(url("home")))
    gaps = {
        item.get_text(" ", strip=True): item.a["href"]
        for item in page.select("[aria-labelledby=gaps] li")
    }
    assert [text.split(" . ")[0].split(".")[0] for text in gaps] == [
        "1 project under way has no recent status update",
        "1 project has no approved baseline",
        "1 completed project has no actual finish",
    ]
    for href in gaps.values():
        assert len(codes(desk.get(href))) == 1


def test_the_start_page_tells_what_changed_lately_and_where(desk, projects, analyst):
    late, _done = projects
    update = late.status_updates.get()
    update.note = "Water and sand"
    update.save()
    first = texts(desk.get(url("home")), ".timeline > li")[0]
    assert "Status update Sep 30, 2026 of Alpha tunnel" in first
    link = parsed(desk.get(url("home"))).select_one(".timeline a")
    assert link["href"] == late.get_absolute_url()


def test_many_rows_written_at_once_make_one_line(desk, portfolio):
    ProjectFactory.create_batch(20, portfolio=portfolio)
    lines = texts(desk.get(url("home")), ".timeline > li")
    assert len(lines) == 1
    assert "Projects of Transport added" in lines[0]


def test_a_newcomer_is_told_what_to_do_first(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("newcomer"))
    page = client.get(url("home"))
    assert texts(page, ".empty a") == ["Set up a portfolio"]


def test_nothing_missing_is_said_as_well(desk, portfolio):
    words = " ".join(texts(desk.get(url("home")), "[aria-labelledby=gaps]"))
    assert "Nothing: every project is reported" in words


def test_what_was_deleted_has_no_page_to_lead_to(desk, projects):
    _late, done = projects
    done.name = "Gamma street"
    done.save()
    done.delete()
    deleted, changed, *_rest = parsed(desk.get(url("home"))).select(".timeline > li")
    assert "Gamma street deleted" in deleted.get_text()
    assert "Gamma street changed" in changed.get_text()
    assert (deleted.a, changed.a) == (None, None)
