"""Pages of exchange rates: entered, corrected, withdrawn, never overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError

from delivery.models import ExchangeRate, Portfolio, Role
from tests.delivery.pages import entries, errors, texts
from tests.factories import (
    ExchangeRateFactory,
    MembershipFactory,
    PortfolioFactory,
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

D = Decimal
LIST = "/delivery/exchange-rates/"
NEW = f"{LIST}new/"


@pytest.fixture
def desk(client, chief):
    """The client of somebody who leads a portfolio at the top."""
    client.force_login(chief)
    return client


@pytest.fixture
def rate(organisation):
    return ExchangeRateFactory(portfolio=organisation)


def filled(page, organisation, **changes):
    rate = {
        "portfolio": organisation.pk,
        "from_currency": "GBP",
        "to_currency": "EUR",
        "kind": "plan",
        "valid_from": "2026-01-01",
        "rate": "1.17345678",
    }
    return entries(page, **{**rate, **changes})


def test_a_rate_is_entered_with_eight_decimals(desk, organisation, chief):
    response = desk.post(NEW, filled(desk.get(NEW), organisation))

    rate = ExchangeRate.objects.get()
    assert response.headers["Location"] == LIST
    assert rate.rate == D("1.17345678")
    assert (rate.portfolio, rate.recorded_by) == (organisation, chief)


def test_an_average_without_a_last_day_is_that_of_its_month(desk, organisation):
    page = desk.get(NEW)

    desk.post(NEW, filled(page, organisation, kind="average", valid_from="2026-02-11"))

    rate = ExchangeRate.objects.get()
    assert (rate.valid_from, rate.valid_to) == (date(2026, 2, 1), date(2026, 2, 28))


def test_a_wrong_rate_is_refused_at_the_field(desk, organisation):
    sent = filled(desk.get(NEW), organisation)
    for field, message, changes in (
        (
            "to_currency",
            "To: A rate is between two currencies.",
            {"to_currency": "GBP"},
        ),
        ("rate", "Rate: A rate is more than zero.", {"rate": "0"}),
        ("rate", "Rate: Enter a number such as 1234.56.", {"rate": ""}),
        (
            "valid_to",
            "Last day: An average has a last day; the other rates have none.",
            {"valid_to": "2026-12-31"},
        ),
        (
            "valid_from",
            "Day: Nobody knows yet how that day will close.",
            {"kind": "closing", "valid_from": "2190-01-01"},
        ),
    ):
        response = desk.post(NEW, sent | changes)
        assert response.status_code == 422
        assert errors(response) == {field: message}
    assert not ExchangeRate.objects.exists()


def test_a_rate_that_is_on_record_is_corrected_and_not_entered_again(
    desk, organisation, rate
):
    response = desk.post(NEW, filled(desk.get(NEW), organisation))

    assert errors(response) == {
        "rate": "Rate: That rate is on record. Correct it instead of adding one."
    }


def test_a_correction_is_a_rate_of_its_own_with_its_reason(desk, rate):
    page = desk.get(f"{LIST}{rate.pk}/correct/")

    desk.post(
        f"{LIST}{rate.pk}/correct/", entries(page, rate="1.3", reason="Typing error.")
    )

    first, second = ExchangeRate.objects.order_by("pk")
    assert (first.rate, second.rate, second.corrects) == (D("1.2"), D("1.3"), first)
    history = desk.get(f"{LIST}{second.pk}/history/")
    assert texts(history, "td.numeric") == ["1.3", "1.2"]
    assert "Typing error." in texts(history, "td")
    assert texts(desk.get(LIST), "tbody td.numeric") == ["1.3"]


def test_a_correction_says_why(desk, rate):
    page = desk.get(f"{LIST}{rate.pk}/correct/")

    response = desk.post(f"{LIST}{rate.pk}/correct/", entries(page, rate="1.3"))

    assert errors(response) == {"reason": "Reason: Fill this in: it cannot stay empty."}


def test_an_empty_correction_withdraws_the_rate(desk, rate):
    page = desk.get(f"{LIST}{rate.pk}/correct/")

    desk.post(
        f"{LIST}{rate.pk}/correct/", entries(page, rate="", reason="Of another year.")
    )

    assert texts(desk.get(LIST), "tbody td.numeric") == ["withdrawn"]
    assert not ExchangeRate.objects.in_force().exists()


def test_what_was_corrected_is_not_corrected_again(desk, rate):
    ExchangeRateFactory(portfolio=rate.portfolio, corrects=rate, reason="Typing error.")

    assert desk.get(f"{LIST}{rate.pk}/correct/").status_code == 404


def test_a_rate_is_never_overwritten_by_anybody(rate):
    rate.rate = D(2)

    with pytest.raises(ValidationError):
        rate.save()


def test_the_members_of_the_tree_read_and_strangers_do_not(
    client, analyst, stranger, rate
):
    client.force_login(analyst)
    assert texts(client.get(LIST), "tbody th") == ["GBP"]
    assert client.get(f"{LIST}{rate.pk}/correct/").status_code == 404
    assert client.get(NEW).status_code == 404
    client.force_login(stranger)
    assert texts(client.get(LIST), "tbody th") == []


def test_rates_of_the_organisation_are_for_those_who_keep_them(client, lead, stranger):
    shared = ExchangeRateFactory()
    correct = f"{LIST}{shared.pk}/correct/"

    for person in (lead, stranger):
        client.force_login(person)
        assert texts(client.get(LIST), "tbody th") == ["GBP"]
        assert client.get(correct).status_code == 404
    lead.user_permissions.add(Permission.objects.get(codename="change_exchangerate"))
    assert client.get(correct).status_code == 404
    client.force_login(type(lead).objects.get(pk=lead.pk))

    assert client.get(correct).status_code == 200
    assert client.get(NEW).status_code == 200


def test_a_lead_below_the_top_enters_no_rate(client, lead):
    client.force_login(lead)

    assert client.get(NEW).status_code == 404


def test_the_list_is_written_as_a_file_that_an_import_takes_back(desk, rate):
    body = b"".join(desk.get("/delivery/exchange-rates.csv")).decode("utf-8-sig")

    assert body.splitlines()[1] == "organisation,GBP,EUR,plan,2026-01-01,,1.2,"


# Closed periods


def closing(portfolio, day):
    Portfolio.objects.filter(pk=portfolio.pk).update(locked_until=day)


@pytest.fixture
def converting(portfolio):
    """A portfolio below that holds pounds, closed up to the end of March."""
    ProjectFactory(portfolio=portfolio, currency="GBP")
    closing(portfolio, date(2026, 3, 31))
    return portfolio


def test_a_rate_of_a_closed_period_needs_a_lead_who_says_why(
    desk, organisation, converting
):
    opened = filled(desk.get(NEW), organisation)
    last_closed_day = {"valid_from": "2026-03-31"}
    closed_month = {"kind": "average", "valid_from": "2026-03-01"}
    for changes in (last_closed_day, closed_month):
        sent = opened | changes
        assert list(errors(desk.post(NEW, sent))) == ["change_reason"]
        late = sent | {"change_reason": "Came late"}
        assert desk.post(NEW, late).status_code == 302
        rate = ExchangeRate.objects.latest("pk")
        assert rate.reason == "Came late"
        assert rate.history.get().history_change_reason == "Came late"


def test_a_rate_of_an_open_period_needs_no_reason(desk, organisation, converting):
    opened = filled(desk.get(NEW), organisation)
    first_open_day = {"valid_from": "2026-04-01"}
    ends_later = {
        "kind": "average",
        "valid_from": "2026-03-01",
        "valid_to": "2026-04-30",
    }
    nothing_to_convert = {"from_currency": "USD"}
    for changes in (first_open_day, ends_later, nothing_to_convert):
        assert desk.post(NEW, opened | changes).status_code == 302, changes


def test_a_rate_is_closed_to_who_does_not_lead_every_portfolio_concerned(
    client, organisation, converting, lead, rate
):
    """The keeper of the rates leads a portfolio below, and another one is closed."""
    other = PortfolioFactory(parent=organisation, currency="GBP")
    closing(other, date(2026, 6, 30))
    shared = ExchangeRateFactory(portfolio=None, valid_from=date(2026, 6, 1))
    lead.user_permissions.add(Permission.objects.get(codename="change_exchangerate"))
    client.force_login(lead)
    path = f"{LIST}{shared.pk}/correct/"
    sent = entries(client.get(path), rate="1.3", reason="Typing error.")
    assert "in a portfolio that it concerns" in errors(client.post(path, sent))[""]
    closing(other, date(2026, 5, 31))
    assert client.post(path, sent).status_code == 302


def test_a_correction_in_a_closed_period_asks_for_one_reason(desk, converting, rate):
    path = f"{LIST}{rate.pk}/correct/"
    page = desk.get(path)
    assert list(errors(desk.post(path, entries(page, rate="1.3")))) == ["reason"]
    sent = entries(page, rate="1.3", reason="Typing error.")
    assert desk.post(path, sent).status_code == 302
    assert ExchangeRate.objects.uncorrected().get().rate == D("1.3")


def test_administrators_do_not_touch_a_rate_of_a_closed_period(
    client, organisation, converting, rate
):
    keeper = MembershipFactory(portfolio=organisation, role=Role.ADMIN).user
    client.force_login(keeper)
    path = f"{LIST}{rate.pk}/correct/"
    sent = entries(client.get(path), rate="1.3", reason="Typing error.")
    assert client.post(path, sent).status_code == 422
    assert not ExchangeRate.objects.filter(corrects=rate).exists()
