"""The pages of a scorecard: what they show, to whom, and how little they ask for."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from delivery.models import Portfolio, Role
from scorecards.models import Scorecard
from scorecards.regeneration import refresh_here
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    PortfolioFactory,
    ProjectFactory,
    StatusUpdateFactory,
)
from tests.people import member

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

MARKUP = '<img src=x onerror=alert(1)><b>Metro</b><a href="//evil">x</a>'


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    """A portfolio with a fact of each kind, whose names are hostile, and drawn."""
    top = PortfolioFactory(slug="organisation", name="Organisation")
    portfolio = PortfolioFactory(slug="transport", name="Transport", parent=top)
    project = ProjectFactory(
        portfolio=portfolio,
        name=MARKUP,
        status="completed",
        actual_finish=date(2026, 9, 20),
        final_cost=Decimal(90_000),
    )
    BaselineFactory(project=project, finish=date(2026, 8, 31))
    StatusUpdateFactory(
        project=project,
        planned_value=Decimal(80_000),
        earned_value=Decimal(60_000),
        actual_cost=Decimal(75_000),
    )
    kpi = KpiFactory(portfolio=portfolio, name=MARKUP)
    KpiTargetFactory(kpi=kpi)
    KpiMeasurementFactory(kpi=kpi)
    benefit = BenefitFactory(portfolio=portfolio, name=MARKUP)
    for kind, amount in (("planned", 1_234_567), ("claimed", 1000), ("validated", 900)):
        BenefitEntryFactory(benefit=benefit, kind=kind, amount=Decimal(amount))
    list(refresh_here(Portfolio.objects.all()))


@pytest.fixture
def portfolio(_drawn_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def drawn(portfolio: Portfolio) -> Portfolio:
    return portfolio


@pytest.fixture
def reader(client, drawn, executive):
    client.force_login(executive)
    return client


def page(portfolio: Portfolio, name: str = "scorecard_detail", *more: str) -> str:
    return reverse(f"scorecards:{name}", args=[portfolio.slug, *more])


def panel_keys(portfolio: Portfolio) -> list[str]:
    scorecard = Scorecard.objects.of_latest_period().get(portfolio=portfolio)
    return [panel.key for panel in scorecard.snapshot.panels]


def test_the_page_takes_eight_queries_at_the_most(
    reader, drawn, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        assert reader.get(page(drawn)).status_code == 200


def test_the_page_says_which_snapshot_it_is_and_as_of_when(reader, drawn):
    scorecard = Scorecard.objects.of_latest_period().get(portfolio=drawn)
    html = reader.get(page(drawn)).content.decode()
    assert f'<meta name="scorecard-digest" content="{scorecard.digest}">' in html
    assert "as of Sept" in html or "as of Sep" in html


def test_every_panel_has_its_rows_and_a_figure_that_no_name_can_leave(reader, drawn):
    figures = Scorecard.objects.of_latest_period().get(portfolio=drawn).figures
    for key in panel_keys(drawn):
        assert reader.get(page(drawn, "panel_export", key)).status_code == 200
        figure = reader.get(page(drawn, "panel_figure", key))
        assert figure.status_code == (200 if key in figures else 404)
        if key in figures:
            body = figure.content.decode()
            assert "<img" not in body
            assert "<a href" not in body
            assert json.loads(body)["data"]


def test_a_panel_that_does_not_exist_is_not_found(reader, drawn):
    assert reader.get(page(drawn, "panel_detail", "nonsense")).status_code == 404


def test_every_panel_has_its_page_and_draws_names_as_text(reader, drawn):
    addresses = [page(drawn), reverse("scorecards:portfolio_list")]
    addresses += [page(drawn, "panel_detail", key) for key in panel_keys(drawn)]
    seen = 0
    for address in addresses:
        shown = reader.get(address)
        assert shown.status_code == 200, address
        html = shown.content.decode()
        seen += html.count("onerror=alert")
        for tag in ("<img src=x", "<b>Metro", '<a href="//evil'):
            assert tag not in html, address
    assert seen > 0


@pytest.mark.parametrize("name", ["scorecard_detail", "scorecard_export"])
def test_what_is_foreign_does_not_exist(client, drawn, stranger, name):
    client.force_login(stranger)
    assert client.get(page(drawn, name)).status_code == 404


def test_an_administrator_reads_no_figures(client, drawn, administrator):
    client.force_login(administrator)
    assert client.get(page(drawn)).status_code == 404


@pytest.mark.parametrize(
    "key", ["2026-13", "FY1", "nonsense", "9999-Q9", "1850", "FY2031", "\x00"]
)
def test_a_period_without_facts_is_not_found(reader, drawn, key):
    assert reader.get(page(drawn), {"period": key}).status_code == 404


@pytest.mark.usefixtures("few_panels")
def test_a_period_nobody_has_asked_for_is_prepared(reader, drawn):
    response = reader.get(page(drawn), {"period": "2026-09"})
    assert response.status_code == 202
    assert "being prepared" in response.content.decode()
    list(refresh_here(Portfolio.objects.all()))
    assert reader.get(page(drawn), {"period": "2026-09"}).status_code == 200


def test_a_page_says_that_a_newer_one_is_being_prepared(reader, drawn):
    assert "being prepared" not in reader.get(page(drawn)).content.decode()
    ProjectFactory(portfolio=drawn)
    assert "a newer one is being prepared" in reader.get(page(drawn)).content.decode()


@pytest.mark.usefixtures("few_panels")
def test_a_reader_who_waits_is_offered_the_newer_one(reader, drawn):
    shown = Scorecard.objects.of_latest_period().get(portfolio=drawn).digest
    StatusUpdateFactory(project=ProjectFactory(portfolio=drawn))
    list(refresh_here(Portfolio.objects.all()))
    html = reader.get(
        page(drawn), {"shown": shown}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Show the newer one" in html


def test_a_portfolio_without_facts_says_what_to_do(client):
    empty = PortfolioFactory()
    list(refresh_here(Portfolio.objects.filter(pk=empty.pk)))
    client.force_login(member(empty, Role.ANALYST, "newcomer"))
    html = client.get(page(empty)).content.decode()
    assert "There is nothing to show yet" in html


def test_numbers_are_written_as_the_reader_writes_them(reader, drawn, executive):
    address = page(drawn, "panel_detail", "benefits")
    assert "1,234,567" in reader.get(address).content.decode()
    executive.language = "de"
    executive.save()
    assert "1.234.567" in reader.get(address).content.decode()


def test_the_list_says_how_each_portfolio_stands(reader, drawn):
    html = reader.get(reverse("scorecards:portfolio_list")).content.decode()
    sentence = (
        Scorecard.objects.of_latest_period().get(portfolio=drawn).headline["sentence"]
    )
    assert sentence in html


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("analyst", "/delivery/"),
        ("executive", "/scorecards/transport/"),
        ("administrator", "/delivery/portfolios/"),
    ],
)
def test_everybody_begins_where_their_work_is(client, request, portfolio, who, where):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/").headers["Location"] == where


def test_nobody_signed_in_is_asked_to_sign_in(client, drawn):
    assert client.get(page(drawn)).headers["Location"].startswith("/accounts/login/")
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
