"""Setting up a portfolio: who manages it, and what it is held against at first."""

from decimal import Decimal

import pytest
from django.urls import reverse

from delivery.models import Membership, Portfolio, Role

pytestmark = pytest.mark.django_db

ADDRESS = reverse("delivery:portfolio_create")
ENTRIES = {
    "name": "Major projects",
    "slug": "major",
    "parent": "",
    "currency": "GBP",
    "fiscal_year_start_month": "4",
    "reporting_period": "year",
    "time_tolerance": "5",
    "cost_tolerance": "5",
}


def test_whoever_sets_up_a_portfolio_at_the_top_leads_it(client, analyst):
    client.force_login(analyst)
    page = client.post(ADDRESS, ENTRIES, follow=True)
    assert page.status_code == 200
    created = Portfolio.objects.get(slug="major")
    assert created.lead == analyst
    assert Membership.objects.filter(
        portfolio=created, user=analyst, role=Role.LEAD
    ).exists()


def test_below_another_portfolio_the_roles_from_above_hold(client, lead, portfolio):
    client.force_login(lead)
    client.post(ADDRESS, ENTRIES | {"parent": portfolio.pk})
    created = Portfolio.objects.get(slug="major")
    assert created.path == "/organisation/transport/major/"
    assert not created.memberships.exists()


def test_nobody_hangs_a_portfolio_below_one_that_others_manage(
    client, analyst, portfolio
):
    client.force_login(analyst)
    page = client.post(ADDRESS, ENTRIES | {"parent": portfolio.pk})
    assert page.status_code == 422
    assert not Portfolio.objects.filter(slug="major").exists()


def test_the_form_offers_tolerances_in_percent_and_stores_them_as_ratios(
    client, analyst
):
    client.force_login(analyst)
    offered = client.get(ADDRESS).context["form"]
    tolerances = {
        name: offered[name].value() for name in ("time_tolerance", "cost_tolerance")
    }
    assert tolerances == {"time_tolerance": "5", "cost_tolerance": "5"}
    client.post(ADDRESS, ENTRIES | tolerances)
    created = Portfolio.objects.get(slug="major")
    assert created.time_tolerance == created.cost_tolerance == Decimal("0.05")


def test_no_portfolio_is_named_like_the_address_of_the_form(client, analyst):
    client.force_login(analyst)
    page = client.post(ADDRESS, ENTRIES | {"slug": "new"})
    assert page.status_code == 422
    assert "This word has a meaning here" in page.content.decode()


@pytest.mark.parametrize("named", ["nowhere\0", "a b", "transport"])
def test_an_address_that_names_no_portfolio_of_ours_opens_the_form(
    client, stranger, portfolio, named
):
    client.force_login(stranger)
    page = client.get(ADDRESS, {"portfolio": named})
    assert page.status_code == 200
    assert page.context["form"]["parent"].value() in {None, ""}
