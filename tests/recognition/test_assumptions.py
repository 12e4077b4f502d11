"""Assumptions: proposed by whoever knows, approved by finance, good for a year."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from delivery.calculations.evidence import Evidence
from delivery.history import latest_version
from delivery.models import Role
from recognition.models import Assumption, AssumptionState
from tests.factories import (
    AssumptionFactory,
    PortfolioFactory,
    TranslationInputFactory,
)
from tests.people import member

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
URL = "/recognition/assumptions/"


def page_of(row, end=""):
    return f"{URL}{row.pk}/{end}"


def entry(portfolio, **changes):
    return {
        "portfolio": portfolio.pk,
        "name": "Cost of an hour in billing",
        "value": "62.5",
        "unit": "money",
        "unit_label": "per hour",
        "owner": "Head of payroll",
        "source": "Pay scale 2026",
        "dated_on": "2026-03-01",
        **changes,
    }


def approve(client, row, version=None):
    seen = latest_version(row) if version is None else version
    client.post(page_of(row, "approve/"), {"version": seen})
    row.refresh_from_db()
    return row


@pytest.mark.one_engine
def test_what_is_proposed_holds_for_a_year_in_the_money_of_its_portfolio(
    client, analyst, portfolio
):
    client.force_login(analyst)
    response = client.post(f"{URL}new/", entry(portfolio))
    row = Assumption.objects.get()

    assert response.url == page_of(row)
    assert (row.currency, row.expires_on) == (portfolio.currency, date(2027, 3, 1))
    assert row.proposed_by == analyst
    assert row.state(date(2026, 5, 1)) is AssumptionState.PROPOSED
    page = client.get(page_of(row)).text
    assert "€62.50 per hour" in page
    assert "waits for finance" in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"low": "60"}, "Give both ends of the range"),
        ({"low": "70", "high": "80"}, "The value lies between the two ends"),
        ({"dated_on": "2199-01-01"}, "This day lies ahead"),
        ({"expires_on": "2026-01-01"}, "It cannot expire before its date"),
        ({"unit": "days", "currency": "EUR"}, "Only money has a currency"),
        ({"owner": ""}, "Fill this in"),
        ({"value": "62,5"}, "Enter a number such as 1234.56"),
    ],
)
@pytest.mark.one_engine
def test_what_cannot_be_is_said_at_its_field(
    client, analyst, portfolio, changes, message
):
    client.force_login(analyst)
    response = client.post(f"{URL}new/", entry(portfolio, **changes))

    assert response.status_code == 422
    assert message in response.text
    assert not Assumption.objects.exists()


class TestApproval:
    def test_finance_approves_what_it_read(self, client, finance, portfolio):
        row = AssumptionFactory(portfolio=portfolio)
        client.force_login(finance)

        assert ">Approve</button>" in client.get(page_of(row)).text
        assert approve(client, row).approved_by == finance
        assert row.evidence(TODAY()) is Evidence.VALIDATED
        assert "approved by" not in client.get(URL).text.lower()

    @pytest.mark.one_engine
    def test_nobody_approves_an_own_proposal(self, client, finance, portfolio):
        client.force_login(finance)
        client.post(f"{URL}new/", entry(portfolio))
        row = Assumption.objects.get()

        assert ">Approve</button>" not in client.get(page_of(row)).text
        assert approve(client, row).approved_at is None
        with pytest.raises(IntegrityError), transaction.atomic():
            Assumption.objects.update(approved_by=finance)

    def test_what_was_changed_meanwhile_is_not_approved(
        self, client, analyst, finance, portfolio
    ):
        row = AssumptionFactory(portfolio=portfolio)
        seen = latest_version(row)
        row.value = Decimal(70)
        row.save()
        client.force_login(finance)

        assert approve(client, row, seen).approved_at is None

    def test_what_has_expired_is_looked_up_first(self, client, finance, portfolio):
        row = AssumptionFactory(
            portfolio=portfolio,
            dated_on=date(2024, 1, 1),
            expires_on=date(2025, 1, 1),
        )
        client.force_login(finance)

        assert approve(client, row).approved_at is None

    @pytest.mark.parametrize(
        ("change", "stays"),
        [
            ({"value": "63", "change_reason": "New pay scale"}, False),
            ({"unit_label": "per working hour"}, False),
            ({"dated_on": "2026-04-01"}, False),
            ({"note": "Without overheads"}, True),
            ({"owner": "Somebody else"}, True),
        ],
    )
    @pytest.mark.one_engine
    def test_another_value_is_another_assumption(
        self, client, lead, finance, portfolio, change, stays
    ):
        client.force_login(lead)
        client.post(f"{URL}new/", entry(portfolio))
        row = Assumption.objects.get()
        client.force_login(finance)
        approve(client, row)
        client.force_login(lead)
        version = {"version": latest_version(row)}
        response = client.post(
            page_of(row, "edit/"),
            entry(portfolio, expires_on="2027-03-01") | version | change,
        )
        row.refresh_from_db()

        assert response.status_code == 302
        assert (row.approved_at is not None) is stays

    @pytest.mark.one_engine
    def test_a_new_date_is_good_for_another_year(self, client, lead, portfolio):
        row = AssumptionFactory(
            portfolio=portfolio,
            dated_on=date(2024, 1, 1),
            expires_on=date(2025, 1, 1),
            value=Decimal("62.5"),
        )
        client.force_login(lead)
        form = entry(portfolio, name=row.name, currency="EUR", expires_on="2025-01-01")
        client.post(page_of(row, "edit/"), form | {"version": latest_version(row)})
        row.refresh_from_db()

        assert row.expires_on == date(2027, 3, 1)

    @pytest.mark.one_engine
    def test_an_approval_is_taken_back_with_a_reason(self, client, finance, portfolio):
        row = AssumptionFactory(portfolio=portfolio, approved_at=timezone.now())
        client.force_login(finance)
        page = page_of(row, "take-back/")
        version = latest_version(row)

        assert client.post(page, {"version": version}).status_code == 422
        client.post(page, {"version": version, "reason": "The scale was withdrawn"})
        row.refresh_from_db()
        assert row.approved_at is None
        assert "The scale was withdrawn" in client.get(page_of(row, "history/")).text

    @pytest.mark.parametrize("who", ["analyst", "lead", "executive"])
    @pytest.mark.one_engine
    def test_only_finance_decides(self, client, request, portfolio, who):
        row = AssumptionFactory(portfolio=portfolio)
        client.force_login(request.getfixturevalue(who))

        response = client.post(page_of(row, "approve/"), {"version": 1})
        assert response.status_code == 404


class TestRegister:
    def test_it_is_narrowed_to_where_they_stand(self, client, executive, portfolio):
        yesterday = TODAY() - timedelta(days=1)
        AssumptionFactory(portfolio=portfolio, name="Old", expires_on=yesterday)
        AssumptionFactory(portfolio=portfolio, name="Sure", approved_at=timezone.now())
        AssumptionFactory(portfolio=portfolio, name="New")
        AssumptionFactory(portfolio=portfolio, name="Gone", retired_on=yesterday)
        client.force_login(executive)

        def found(query):
            page = client.get(f"{URL}?{query}")
            return sorted(row.name for row in page.context["page"])

        assert found("") == ["New", "Old", "Sure"]
        assert found("state=expired") == ["Old"]
        assert found("state=approved") == ["Sure"]
        assert found("state=proposed") == ["New"]
        assert found("state=retired") == ["Gone"]
        rows = client.get("/recognition/assumptions.csv?state=expired").text
        assert "Old" in rows
        assert ",expired," in rows

    def test_what_a_portfolio_above_assumes_holds_below(self, client, executive):
        above = AssumptionFactory(
            portfolio=PortfolioFactory._meta.model.objects.get(slug="organisation")
        )
        client.force_login(executive)

        assert client.get(page_of(above)).status_code == 200
        assert client.get(page_of(above, "edit/")).status_code == 404

    def test_what_is_in_use_is_retired_and_not_deleted(self, client, lead, portfolio):
        row = AssumptionFactory(portfolio=portfolio)
        TranslationInputFactory(
            translation__portfolio=portfolio,
            source="assumption",
            assumption=row,
            note="",
            reference="",
        )
        client.force_login(lead)

        assert client.post(page_of(row, "delete/")).status_code == 409
        client.post(page_of(row, "retire/"))
        row.refresh_from_db()
        assert row.state(TODAY()) is AssumptionState.RETIRED
        client.post(page_of(row, "retire/"))
        row.refresh_from_db()
        assert row.state(TODAY()) is AssumptionState.PROPOSED

    @pytest.mark.one_engine
    @pytest.mark.one_engine
    def test_the_list_takes_as_many_queries_for_one_as_for_many(
        self, client, executive, portfolio, django_assert_max_num_queries
    ):
        AssumptionFactory.create_batch(3, portfolio=portfolio)
        client.force_login(executive)
        with django_assert_max_num_queries(12) as queries:
            client.get(URL)
        before = len(queries)
        AssumptionFactory.create_batch(9, portfolio=portfolio)
        with django_assert_max_num_queries(before):
            client.get(URL)


@pytest.mark.one_engine
def test_the_start_page_names_what_has_expired(client, finance, portfolio):
    other = member(portfolio, Role.FINANCE, "controller")
    AssumptionFactory(portfolio=portfolio, proposed_by=other)
    AssumptionFactory(portfolio=portfolio, expires_on=date(2026, 1, 2))
    client.force_login(finance)
    page = client.get("/recognition/").text

    assert "1 assumption has expired: look it up anew" in page
    assert "1 assumption waits for your approval" in page
