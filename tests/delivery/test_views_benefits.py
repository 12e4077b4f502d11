"""The pages of benefits, and the grid of their months."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.models import Benefit, BenefitEntry
from tests.delivery.pages import entries, errors, parsed, refusals, texts
from tests.factories import BenefitEntryFactory, BenefitFactory, PortfolioFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2026, 10, 15)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def benefit(portfolio) -> Benefit:
    return BenefitFactory(portfolio=portfolio, code="B-1", name="Fewer pumps")


@pytest.fixture
def desk(client, analyst):
    """A browser in which the analyst is signed in."""
    client.force_login(analyst)
    return client


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def amounts(benefit):
    return set(benefit.entries.values_list("month", "kind", "amount"))


def test_a_benefit_in_money_takes_the_currency_of_the_portfolio(desk, portfolio):
    path = url("benefit_create")
    post(desk, path, code="B-1", name="Less paper", benefit_class="cashable")
    benefit = Benefit.objects.get()
    assert (benefit.portfolio, benefit.currency) == (portfolio, "EUR")


def test_a_definition_that_cannot_be_is_refused_at_its_field(desk, benefit):
    qualitative, number, money, never = refusals(
        desk,
        url("benefit_update", benefit.pk),
        {"benefit_class": "qualitative", "currency": "EUR"},
        {"benefit_class": "non_financial_quantified", "currency": ""},
        {"benefit_class": "cashable", "currency": "Euro"},
        {"starts_on": "2026-02-01", "retires_on": "2026-01-01"},
    )
    assert "currency" in qualitative
    assert "unit_label" in number
    assert "currency" in money
    assert "retires_on" in never


def test_an_amount_is_entered_with_its_evidence(desk, benefit, analyst):
    path = url("benefit_entry_create", benefit.pk)
    post(
        desk,
        path,
        month="2026-09",
        kind="claimed",
        amount="1200.50",
        evidence="https://example.org/proof",
    )
    entry = benefit.entries.get()
    assert (entry.month, entry.amount) == (date(2026, 9, 1), Decimal("1200.5"))
    assert entry.recorded_by == analyst
    again = post(desk, path, month="2026-09", kind="claimed", amount="1")
    assert "Correct that one." in errors(again)["month"]


# Who enters what


def test_each_role_is_offered_its_kinds(client, benefit, analyst, finance):
    path = url("benefit_entry_create", benefit.pk)
    client.force_login(analyst)
    assert texts(client.get(path), "#id_kind option") == [
        "Planned",
        "Forecast",
        "Claimed",
    ]
    client.force_login(finance)
    assert texts(client.get(path), "#id_kind option") == ["Validated by finance"]


def test_nobody_enters_the_kind_of_another(client, benefit, analyst, finance):
    path = url("benefit_entry_create", benefit.pk)
    for person, kind in ((analyst, "validated"), (finance, "claimed")):
        client.force_login(person)
        response = post(client, path, month="2026-09", kind=kind, amount="1")
        assert list(errors(response)) == ["kind"]
    assert not BenefitEntry.objects.exists()


def test_the_grid_takes_no_kind_that_is_not_ones_own(client, benefit, analyst):
    client.force_login(analyst)
    path = url("benefit_months", benefit.pk)
    post(client, path, **{"2026-09-validated": "5", "2026-09-claimed": "6"})
    assert amounts(benefit) == {(date(2026, 9, 1), "claimed", 6)}


def test_only_finance_changes_and_removes_what_finance_validated(
    client, benefit, lead, finance
):
    entry = BenefitEntryFactory(benefit=benefit, kind="validated")
    for name in ("benefit_entry_update", "benefit_entry_withdraw"):
        client.force_login(lead)
        assert client.get(url(name, entry.pk)).status_code == 404
        client.force_login(finance)
        assert client.get(url(name, entry.pk)).status_code == 200
    withdraw = url("benefit_entry_withdraw", entry.pk)
    assert client.post(url("benefit_entry_delete", entry.pk)).url == withdraw
    assert "reason" in errors(post(client, withdraw))
    assert post(client, withdraw, reason="Booked twice").status_code == 302
    assert not BenefitEntry.objects.exists()
    assert benefit.decisions.get().reason == "Booked twice"


# The grid


def test_the_grid_writes_what_was_changed_and_nothing_else(desk, benefit, analyst):
    kept = BenefitEntryFactory(benefit=benefit, month=date(2026, 1, 1), amount=100)
    path = url("benefit_months", benefit.pk)
    post(desk, path, **{"2026-02-planned": "200.25", "2026-03-claimed": "-5"})
    assert amounts(benefit) == {
        (date(2026, 1, 1), "planned", 100),
        (date(2026, 2, 1), "planned", Decimal("200.25")),
        (date(2026, 3, 1), "claimed", -5),
    }
    assert kept.history.count() == 1
    assert benefit.entries.get(month=date(2026, 2, 1)).recorded_by == analyst


def test_the_grid_shows_the_fiscal_year_of_the_address(desk, benefit):
    benefit.portfolio.fiscal_year_start_month = 4
    benefit.portfolio.save()
    path = url("benefit_months", benefit.pk)
    assert texts(desk.get(path), "tbody th")[0] == "Apr 2026"
    assert texts(desk.get(path, {"period": "FY2026"}), "tbody th")[0] == "Apr 2025"
    for wrong in ("2026", "2026-Q1", "FY9999", "<b>"):
        assert desk.get(path, {"period": wrong}).status_code == 404


def test_one_wrong_cell_keeps_all_of_them_from_being_written(desk, benefit):
    path = url("benefit_months", benefit.pk)
    response = post(desk, path, **{"2026-02-planned": "200", "2026-03-planned": "1,5"})
    assert errors(response) == {
        "2026-03-planned": "Mar 2026, Planned: Enter a number such as 1234.56."
    }
    assert parsed(response).select_one("#id_2026-02-planned")["value"] == "200"
    assert not BenefitEntry.objects.exists()


def test_emptying_a_cell_is_no_way_to_remove_an_amount(desk, benefit):
    BenefitEntryFactory(benefit=benefit, month=date(2026, 1, 1), amount=100)
    response = post(desk, url("benefit_months", benefit.pk), **{"2026-01-planned": ""})
    assert errors(response)["2026-01-planned"].endswith("To remove it, open the entry.")
    assert BenefitEntry.objects.get().amount == 100


def test_a_cell_that_somebody_filled_meanwhile_is_told_and_nothing_is_written(
    desk, benefit
):
    path = url("benefit_months", benefit.pk)
    opened = entries(desk.get(path))
    desk.post(path, opened | {"2026-01-planned": "100"})
    second = desk.post(path, opened | {"2026-01-planned": "1", "2026-02-planned": "2"})
    assert second.status_code == 409
    assert errors(second)["2026-01-planned"] == (
        "Jan 2026, Planned: Somebody saved €100.00 meanwhile. Save again to put yours "
        "there."
    )
    assert amounts(benefit) == {(date(2026, 1, 1), "planned", 100)}
    assert desk.post(path, entries(second)).status_code == 302
    assert amounts(benefit) == {
        (date(2026, 1, 1), "planned", 1),
        (date(2026, 2, 1), "planned", 2),
    }


def test_two_people_fill_different_cells_at_once(desk, benefit):
    path = url("benefit_months", benefit.pk)
    opened = entries(desk.get(path))
    desk.post(path, opened | {"2026-01-planned": "100"})
    assert desk.post(path, opened | {"2026-02-planned": "2"}).status_code == 302
    assert len(amounts(benefit)) == 2


def test_the_grid_raises_the_revision_of_the_portfolio(desk, benefit):
    portfolio = benefit.portfolio
    portfolio.refresh_from_db()
    before = portfolio.revision
    post(desk, url("benefit_months", benefit.pk), **{"2026-01-planned": "1"})
    portfolio.refresh_from_db()
    assert portfolio.revision > before


def test_a_benefit_in_hours_shows_hours(desk, portfolio):
    benefit = BenefitFactory(
        portfolio=portfolio,
        benefit_class="non_financial_quantified",
        currency="",
        unit_label="hours",
    )
    BenefitEntryFactory(benefit=benefit, kind="planned", amount=Decimal("12.5"))
    page = " ".join(texts(desk.get(url("benefit_detail", benefit.pk)), "main"))
    assert "12.5 hours" in page
    assert "not available: nothing has been claimed" in page


def test_the_page_of_a_benefit_takes_few_queries(
    desk, benefit, django_assert_max_num_queries
):
    for month in range(1, 13):
        BenefitEntryFactory(benefit=benefit, month=date(2026, month, 1))
    path = url("benefit_detail", benefit.pk)
    desk.get(path)
    with django_assert_max_num_queries(12):
        assert desk.get(path).status_code == 200


def test_a_benefit_is_added_to_no_foreign_portfolio(desk, analyst):
    foreign = PortfolioFactory()
    response = post(
        desk, url("benefit_create"), portfolio=foreign.pk, code="B", name="B"
    )
    assert "portfolio" in errors(response)
