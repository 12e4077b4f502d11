"""What one person owes, and the grid in which many values are entered at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse

from delivery.duties import owed_by
from delivery.models import KpiMeasurement, Portfolio
from tests.delivery.pages import entries, errors, parsed, texts
from tests.factories import (
    BenefitEntryFactory,
    BenefitFactory,
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    PortfolioFactory,
    ProjectFactory,
    StatusUpdateFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 5)
SEPTEMBER = "/delivery/owed/month/2026-09-01/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def desk(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def kpi(portfolio):
    kpi = KpiFactory(portfolio=portfolio, name="On time", unit="ratio")
    KpiTargetFactory(
        kpi=kpi,
        valid_from=date(2026, 9, 1),
        target=Decimal("0.80"),
        red_limit=Decimal("0.70"),
    )
    return kpi


def told(user):
    """What somebody owes: the deed, of what, and when it is due."""
    duties = owed_by(user, TODAY).duties
    return [(duty.deed.value, duty.what, duty.due_on.isoformat()) for duty in duties]


def test_a_value_of_the_last_complete_period_is_owed_until_it_is_there(analyst, kpi):
    assert told(analyst) == [("value", "On time", "2026-10-07")]
    KpiMeasurementFactory(kpi=kpi)
    assert told(analyst) == []


def test_a_value_is_asked_of_its_owner_and_without_one_of_all_who_enter(
    analyst, lead, finance, executive, stranger, kpi
):
    assert [len(told(who)) for who in (analyst, lead)] == [1, 1]
    kpi.owner = lead
    kpi.save()
    assert [len(told(who)) for who in (analyst, lead)] == [0, 1]
    lead.is_active = False
    lead.save()
    assert len(told(analyst)) == 1
    assert [told(who) for who in (finance, executive, stranger)] == [[], [], []]


def test_a_retired_kpi_and_a_period_before_the_first_are_not_owed(analyst, kpi):
    kpi.retired_on = date(2026, 9, 15)
    kpi.save()
    assert told(analyst) == []


def test_periods_that_were_left_out_are_owed_as_well(analyst, kpi):
    KpiMeasurementFactory(
        kpi=kpi, period_start=date(2026, 7, 1), period_end=date(2026, 7, 31)
    )
    assert [due for _deed, _what, due in told(analyst)] == ["2026-09-07", "2026-10-07"]


def test_nothing_is_owed_of_a_period_that_was_closed(analyst, finance, kpi):
    benefit = BenefitFactory(portfolio=kpi.portfolio)
    BenefitEntryFactory(benefit=benefit, kind="planned")
    other = BenefitFactory(portfolio=kpi.portfolio)
    BenefitEntryFactory(benefit=other, kind="claimed")
    ProjectFactory(portfolio=kpi.portfolio)
    Portfolio.objects.update(reporting_period="month")
    asked = [deed for who in (analyst, finance) for deed, *_rest in told(who)]
    assert asked == ["value", "report", "claim", "validate"]
    Portfolio.objects.update(locked_until=date(2026, 9, 30))
    assert [told(who) for who in (analyst, finance)] == [[], []]


def test_a_report_is_owed_for_a_project_under_way(analyst, portfolio):
    Portfolio.objects.update(reporting_period="month")
    project = ProjectFactory(portfolio=portfolio)
    ProjectFactory(portfolio=portfolio, status="planned")
    ProjectFactory(portfolio=portfolio, actual_start=date(2026, 10, 1))
    assert told(analyst) == [("report", str(project), "2026-10-07")]
    StatusUpdateFactory(project=project, status_date=date(2026, 9, 1))
    assert told(analyst) == []


def test_a_planned_month_is_claimed_by_the_analyst_and_validated_by_finance(
    analyst, finance, portfolio
):
    benefit = BenefitFactory(portfolio=portfolio)
    BenefitEntryFactory(benefit=benefit, kind="planned")
    assert told(analyst) == [("claim", str(benefit), "2026-10-07")]
    assert told(finance) == []
    BenefitEntryFactory(benefit=benefit, kind="claimed")
    assert told(analyst) == []
    assert [deed for deed, _what, _due in told(finance)] == ["validate"]


def test_what_is_owed_takes_as_many_queries_for_many_rows(
    analyst, portfolio, django_assert_max_num_queries
):
    for kpi in KpiFactory.create_batch(10, portfolio=portfolio):
        KpiMeasurementFactory(
            kpi=kpi, period_start=date(2026, 8, 1), period_end=date(2026, 8, 31)
        )
    ProjectFactory.create_batch(5, portfolio=portfolio)
    for benefit in BenefitFactory.create_batch(5, portfolio=portfolio):
        BenefitEntryFactory(benefit=benefit)
    with django_assert_max_num_queries(11):
        assert len(owed_by(analyst, TODAY).duties) == 20


@pytest.mark.one_engine
def test_the_page_tells_how_far_one_is_and_leads_through_all_of_it(desk, kpi):
    done = KpiFactory(portfolio=kpi.portfolio)
    KpiMeasurementFactory(kpi=done)
    other = KpiFactory(portfolio=kpi.portfolio, name="Zeal")
    page = desk.get(reverse("delivery:owed"))
    assert "1 of 3 values done · due Oct 7, 2026" in texts(page, "h1 + p")[0]
    first, second = [a["href"] for a in parsed(page).select("th.wrap a")]
    form = desk.get(first)
    assert parsed(form).select_one("a[rel=next]")["href"] == second
    assert parsed(form).select_one("option[selected]")["value"] == "2026-09-01"
    answer = desk.post(first, entries(form, value="90"))
    assert answer.headers["Location"].startswith(
        reverse("delivery:kpi_measurement_create", args=[other.pk])
    )


@pytest.mark.one_engine
def test_one_portfolio_is_gone_through_alone(desk, analyst, kpi):
    below = PortfolioFactory(parent=kpi.portfolio, slug="below", name="Below")
    KpiFactory.create_batch(2, portfolio=below)
    page = desk.get(reverse("delivery:owed"), {"portfolio": "below"})
    assert "0 of 2 values done" in texts(page, "h1 + p")[0]
    first, second = [a["href"] for a in parsed(page).select("th.wrap a")]
    assert parsed(page).select_one("option[selected]")["value"] == "below"
    form = desk.get(first)
    assert texts(form, ".walk a")[0] == "1 of 2 that you owe in Below"
    assert parsed(form).select_one("a[rel=next]")["href"] == second
    last = desk.post(first, entries(form, value="90")).headers["Location"]
    assert last == second.replace("owed=1", "owed=0")
    done = desk.post(last, entries(desk.get(last), value="90"))
    assert done.headers["Location"] == f"{reverse('delivery:owed')}?portfolio=below"
    assert [what for _deed, what, _due in told(analyst)] == ["On time"]


@pytest.mark.one_engine
def test_the_grid_keeps_to_the_portfolio_that_was_chosen(desk, kpi):
    below = PortfolioFactory(parent=kpi.portfolio, slug="below")
    inner = KpiFactory(portfolio=below)
    grid = desk.get(SEPTEMBER, {"portfolio": "below"})
    shown = [name for name in entries(grid) if name.endswith("-value")]
    assert shown == [f"kpi-{inner.pk}-value"]
    path = f"{SEPTEMBER}?portfolio=below"
    answer = desk.post(path, entries(grid) | {shown[0]: "90"})
    assert answer.headers["Location"] == path
    previous = parsed(grid).select_one("a[rel=prev]")["href"]
    assert previous.endswith("?portfolio=below")


@pytest.mark.one_engine
@pytest.mark.parametrize("slug", ["foreign", "nowhere", "transport\0"])
def test_a_foreign_portfolio_is_not_found(desk, kpi, slug):
    PortfolioFactory(slug="foreign")
    for path in (reverse("delivery:owed"), SEPTEMBER):
        assert desk.get(path, {"portfolio": slug}).status_code == 404


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "period",
    ["month/0001-01-01", "week/0001-01-01", "year/9999-01-01", "month/1899-12-01"],
)
def test_no_period_is_beyond_the_calendar(desk, kpi, period):
    assert desk.get(f"/delivery/owed/{period}/").status_code == 404


@pytest.mark.one_engine
def test_the_first_period_of_the_calendar_has_none_before_it(desk, kpi):
    first = desk.get("/delivery/owed/month/1900-01-01/")
    assert first.status_code == 200
    assert not parsed(first).select("a[rel=prev]")


@pytest.mark.one_engine
def test_a_step_that_is_done_is_counted_no_more(desk, kpi):
    path = reverse("delivery:kpi_measurement_create", args=[kpi.pk])
    step = desk.get(path, {"period": "2026-09-01", "owed": "7"})
    assert texts(step, ".walk a") == ["What I owe"]
    cancel = parsed(step).select_one(".form__actions a")
    assert cancel["href"] == reverse("delivery:owed")


@pytest.mark.one_engine
def test_of_whom_nothing_is_asked_is_told_so(client, executive):
    client.force_login(executive)
    assert "Nothing is asked of you" in client.get(reverse("delivery:owed")).text


@pytest.mark.one_engine
def test_nothing_owed_is_said_in_words(desk):
    assert "You owe nothing" in desk.get(reverse("delivery:owed")).content.decode()


# The grid


def test_many_values_are_saved_at_once_with_their_history(desk, analyst, kpi):
    other = KpiFactory(portfolio=kpi.portfolio)
    empty = KpiFactory(portfolio=kpi.portfolio)
    opened = entries(desk.get(SEPTEMBER))
    sent = opened | {f"kpi-{kpi.pk}-value": "86", f"kpi-{other.pk}-value": "41"}
    answer = desk.post(SEPTEMBER, sent, follow=True)
    assert "2 values saved." in answer.content.decode()
    assert kpi.measurements.get().value == Decimal("0.86")
    assert kpi.measurements.get().period_end == date(2026, 9, 30)
    assert not empty.measurements.exists()
    assert other.measurements.get().history.get().history_user == analyst


@pytest.mark.one_engine
def test_one_wrong_row_keeps_all_of_them_out(desk, kpi):
    other = KpiFactory(portfolio=kpi.portfolio)
    opened = entries(desk.get(SEPTEMBER))
    sent = opened | {f"kpi-{kpi.pk}-value": "86", f"kpi-{other.pk}-value": "4,1"}
    answer = desk.post(SEPTEMBER, sent)
    assert answer.status_code == 422
    assert f"kpi-{other.pk}-value" in errors(answer)
    assert not KpiMeasurement.objects.exists()
    assert entries(answer)[f"kpi-{kpi.pk}-value"] == "86"


@pytest.mark.one_engine
def test_a_red_value_needs_a_note(desk, kpi):
    opened = entries(desk.get(SEPTEMBER)) | {f"kpi-{kpi.pk}-value": "69"}
    answer = desk.post(SEPTEMBER, opened)
    assert "worse than the limit" in errors(answer)[f"kpi-{kpi.pk}-note"]
    noted = opened | {f"kpi-{kpi.pk}-note": "Two crews were ill."}
    assert desk.post(SEPTEMBER, noted).status_code == 302


@pytest.mark.one_engine
def test_not_applicable_needs_its_reason(desk, kpi):
    name = f"kpi-{kpi.pk}"
    opened = entries(desk.get(SEPTEMBER)) | {f"{name}-not_applicable": "on"}
    assert f"{name}-note" in errors(desk.post(SEPTEMBER, opened))
    noted = opened | {f"{name}-note": "The line was closed."}
    assert desk.post(SEPTEMBER, noted).status_code == 302
    assert kpi.measurements.get().value is None


@pytest.mark.one_engine
def test_a_ratio_is_worked_out_from_its_parts(desk, portfolio):
    kpi = KpiFactory(portfolio=portfolio, unit="ratio", aggregation="ratio")
    sent = entries(desk.get(SEPTEMBER)) | {
        f"kpi-{kpi.pk}-numerator": "3",
        f"kpi-{kpi.pk}-denominator": "4",
    }
    assert desk.post(SEPTEMBER, sent).status_code == 302
    assert kpi.measurements.get().value == Decimal("0.75")


@pytest.mark.one_engine
def test_a_value_that_replaces_another_one_needs_a_reason(desk, kpi):
    KpiMeasurementFactory(kpi=kpi, value=Decimal("0.75"))
    name = f"kpi-{kpi.pk}"
    sent = entries(desk.get(SEPTEMBER)) | {f"{name}-value": "76"}
    assert f"{name}-change_reason" in errors(desk.post(SEPTEMBER, sent))
    reasoned = sent | {f"{name}-change_reason": "Late returns"}
    assert desk.post(SEPTEMBER, reasoned).status_code == 302
    newest = kpi.measurements.get().history.first()
    assert newest.history_change_reason == "Late returns"


def test_a_value_that_somebody_saved_meanwhile_is_not_overwritten(desk, kpi, lead):
    name = f"kpi-{kpi.pk}"
    other = KpiFactory(portfolio=kpi.portfolio)
    opened = entries(desk.get(SEPTEMBER))
    KpiMeasurementFactory(kpi=kpi, value=Decimal("0.75"))
    sent = opened | {f"{name}-value": "86", f"kpi-{other.pk}-value": "1"}
    answer = desk.post(SEPTEMBER, sent)
    assert answer.status_code == 409
    assert "Somebody saved 75" in answer.content.decode()
    assert kpi.measurements.get().value == Decimal("0.75")
    assert not other.measurements.exists()
    again = entries(answer) | {f"{name}-change_reason": "Mine is the later count"}
    assert desk.post(SEPTEMBER, again).status_code == 302
    assert kpi.measurements.get().value == Decimal("0.86")


@pytest.mark.one_engine
def test_what_somebody_saved_in_a_row_one_did_not_touch_stays(desk, kpi):
    other = KpiFactory(portfolio=kpi.portfolio)
    reading = KpiMeasurementFactory(kpi=kpi, value=Decimal("0.75"))
    opened = entries(desk.get(SEPTEMBER))
    reading.value = Decimal("0.79")
    reading.save()
    sent = opened | {f"kpi-{other.pk}-value": "1"}
    assert desk.post(SEPTEMBER, sent).status_code == 302
    assert kpi.measurements.get().value == Decimal("0.79")


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "path",
    [
        "/delivery/owed/month/2026-09-02/",
        "/delivery/owed/month/2026-11-01/",
        "/delivery/owed/century/2026-09-01/",
        "/delivery/owed/month/soon/",
    ],
)
def test_a_period_that_is_none_is_not_found(desk, kpi, path):
    assert desk.get(path).status_code == 404


@pytest.mark.one_engine
def test_others_find_no_such_grid(client, kpi, stranger, executive):
    for user in (stranger, executive):
        client.force_login(user)
        assert client.get(SEPTEMBER).status_code == 404
        assert client.post(SEPTEMBER, {}).status_code == 404


@pytest.mark.one_engine
def test_the_grid_takes_as_many_queries_for_many_rows(
    desk, portfolio, django_assert_max_num_queries
):
    for kpi in KpiFactory.create_batch(20, portfolio=portfolio):
        KpiTargetFactory(kpi=kpi)
        KpiMeasurementFactory(kpi=kpi)
    desk.get(SEPTEMBER)
    with django_assert_max_num_queries(12):
        desk.get(SEPTEMBER)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_fill_one_grid_at_once_one_is_told(analyst, lead, kpi):
    desks = [Client(), Client()]
    for client, user in zip(desks, (analyst, lead), strict=True):
        client.force_login(user)
    name = f"kpi-{kpi.pk}-value"
    opened = entries(desks[0].get(SEPTEMBER))
    start = Barrier(2)

    def send(client, value):
        start.wait()
        try:
            return client.post(SEPTEMBER, opened | {name: value}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, desks, ("81", "82"))) == [302, 409]
    assert KpiMeasurement.objects.count() == 1
