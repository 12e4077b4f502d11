"""Approvals: one by one and many at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from delivery.models import KpiMeasurement, Portfolio
from scorecards.loading import load_facts
from tests.delivery.discipline.deeds import (
    HEAD,
    close,
    imported,
    post,
    url,
)
from tests.delivery.pages import entries, errors, parsed, texts
from tests.factories import (
    KpiMeasurementFactory,
)

pytestmark = pytest.mark.django_db


def counted(portfolio):
    """The values of the one KPI that its scorecard counts."""
    return [reading.value for reading in load_facts(portfolio).kpis[0].readings]


def test_where_nobody_asks_every_value_counts(portfolio, reading):
    assert counted(portfolio) == [75]


@pytest.mark.parametrize("where", ["kpi", "portfolio", "above"])
def test_only_approved_values_count_where_approval_is_asked_for(
    portfolio, organisation, kpi, reading, where
):
    KpiMeasurementFactory(
        kpi=kpi,
        period_start=date(2026, 6, 1),
        period_end=date(2026, 6, 30),
        value=Decimal(60),
    )
    row = {"kpi": kpi, "portfolio": portfolio, "above": organisation}[where]
    type(row).objects.filter(pk=row.pk).update(approval_from=date(2026, 7, 1))
    assert counted(portfolio) == [60]
    KpiMeasurement.objects.filter(pk=reading.pk).update(approval="approved")
    assert counted(portfolio) == [60, 75]


def test_a_lead_approves_the_value_of_somebody_else(client, lead, asked, reading):
    client.force_login(lead)
    assert "On time" in client.get(url("approval_list")).content.decode()
    path = url("kpi_measurement_decide", reading.pk)
    revision = Portfolio.objects.get(pk=asked.portfolio_id).revision
    assert post(client, path, approval="approved").status_code == 302
    reading.refresh_from_db()
    assert (reading.approval, reading.decided_by) == ("approved", lead)
    assert Portfolio.objects.get(pk=asked.portfolio_id).revision > revision
    assert counted(asked.portfolio) == [75]
    assert "On time" not in client.get(url("approval_list")).content.decode()


@pytest.mark.one_engine
def test_a_value_is_sent_back_with_a_comment_and_owed_again(
    client, lead, analyst, asked, reading
):
    client.force_login(lead)
    path = url("kpi_measurement_decide", reading.pk)
    assert "decision_note" in errors(post(client, path, approval="sent_back"))
    sent = {"approval": "sent_back", "decision_note": "Which lines are in it?"}
    assert post(client, path, **sent).status_code == 302
    client.force_login(analyst)
    page = client.get(url("owed")).content.decode()
    assert "Sent back" in page
    assert "Which lines are in it?" in page
    update = url("kpi_measurement_update", reading.pk)
    assert "Which lines are in it?" in client.get(update).content.decode()
    assert "It was sent back" in errors(post(client, update))["note"]
    assert post(client, update, note="All of them").status_code == 302
    reading.refresh_from_db()
    assert (reading.approval, reading.decided_by) == ("submitted", None)


def test_an_approved_value_that_changes_is_submitted_anew(
    client, lead, analyst, asked, reading
):
    KpiMeasurement.objects.filter(pk=reading.pk).update(
        approval="approved", decided_by=lead
    )
    client.force_login(analyst)
    path = url("kpi_measurement_update", reading.pk)
    post(client, path, value="76", change_reason="Recount")
    assert counted(asked.portfolio) == []


def test_an_approved_value_that_a_file_changes_is_submitted_anew(
    portfolio, lead, asked, reading, tmp_path, analyst
):
    KpiMeasurement.objects.filter(pk=reading.pk).update(
        approval="approved", decided_by=lead
    )
    imported(portfolio, tmp_path, HEAD + "K-1,2026-09-01,2026-09-30,76,\n", by=analyst)
    reading.refresh_from_db()
    assert (reading.value, reading.approval) == (76, "submitted")
    assert counted(portfolio) == []


@pytest.mark.one_engine
def test_nobody_but_a_lead_decides(
    client, asked, reading, analyst, finance, executive, stranger
):
    path = url("kpi_measurement_decide", reading.pk)
    for person in (analyst, finance, executive, stranger):
        client.force_login(person)
        assert client.get(path).status_code == 404
        assert client.post(path, {"approval": "approved"}).status_code == 404


def test_nobody_approves_an_own_value(client, lead, chief, asked):
    own = KpiMeasurementFactory(kpi=asked, recorded_by=lead)
    client.force_login(lead)
    assert client.get(url("kpi_measurement_decide", own.pk)).status_code == 404
    client.force_login(chief)
    assert client.get(url("kpi_measurement_decide", own.pk)).status_code == 200
    own.decided_by = lead
    with pytest.raises(IntegrityError):
        own.save()


@pytest.mark.one_engine
def test_a_value_that_changed_while_it_was_looked_at_is_not_approved(
    client, lead, asked, reading
):
    client.force_login(lead)
    path = url("kpi_measurement_decide", reading.pk)
    opened = entries(client.get(path))
    reading.value = Decimal(99)
    reading.save()
    answer = client.post(path, opened | {"approval": "approved"})
    assert answer.status_code == 409
    reading.refresh_from_db()
    assert reading.approval == "submitted"


@pytest.fixture
def waiting(asked, analyst):
    """Three values of one KPI that wait for a decision."""
    return [
        KpiMeasurementFactory(
            kpi=asked,
            recorded_by=analyst,
            period_start=date(2026, month, 1),
            period_end=date(2026, month, 28),
            value=Decimal(75),
        )
        for month in (7, 8, 9)
    ]


def choose(client, *, which="all"):
    """Open the list and choose what it offers: the page that asks once more."""
    page = parsed(client.get(url("approval_list"), {"chosen": which}))
    boxes = page.select("input[name=reading][checked]")
    return client.get(
        url("approval_many"), {"reading": [box["value"] for box in boxes]}
    )


def approve(client, page):
    inputs = parsed(page).select("main input[name=reading]")
    sent = {"reading": [entry["value"] for entry in inputs]}
    return client.post(url("approval_many"), sent)


def approvals():
    return list(
        KpiMeasurement.objects.order_by("pk").values_list("approval", flat=True)
    )


def test_a_lead_approves_many_values_at_once(
    client, lead, asked, waiting, django_assert_max_num_queries
):
    client.force_login(lead)
    page = choose(client)
    assert "Approve 3 values" in page.content.decode()
    revision = Portfolio.objects.get(pk=asked.portfolio_id).revision
    with django_assert_max_num_queries(16):
        answer = approve(client, page)
    assert answer.status_code == 302
    assert approvals() == ["approved"] * 3
    first = waiting[0].history.first()
    assert (first.approval, first.history_user) == ("approved", lead)
    assert Portfolio.objects.get(pk=asked.portfolio_id).revision == revision + 1
    assert counted(asked.portfolio) == [75, 75, 75]
    assert "3 values approved." in client.get(url("approval_list")).content.decode()


def test_none_is_approved_when_one_has_changed_or_gone_meanwhile(client, lead, waiting):
    client.force_login(lead)
    page = choose(client)
    first, second, third = waiting
    first.value = Decimal(99)
    first.save()
    KpiMeasurement.objects.filter(pk=second.pk).update(
        approval="sent_back", decision_note="Which lines are in it?"
    )
    third.delete()
    refused = approve(client, page)
    assert refused.status_code == 409
    assert texts(refused, "main li") == [
        "On time, Jul 1, 2026 to Jul 28, 2026: it has changed meanwhile.",
        "On time, Aug 1, 2026 to Aug 28, 2026: it no longer waits for a decision.",
        "1 value that you chose is no longer there.",
    ]
    assert approvals() == ["submitted", "sent_back"]


@pytest.mark.one_engine
def test_values_of_a_closed_period_are_decided_one_by_one(client, lead, asked, waiting):
    close(asked.portfolio, date(2026, 7, 31))
    client.force_login(lead)
    assert "Approve 2 values" in choose(client).content.decode()
    forged = {"reading": f"{waiting[0].pk}-{waiting[0].history.first().pk}"}
    refused = client.post(url("approval_many"), forged)
    assert "Decide on it by itself, with a reason" in refused.content.decode()


@pytest.mark.one_engine
def test_nobody_approves_own_or_foreign_values_among_many(
    client, lead, analyst, stranger, waiting
):
    KpiMeasurement.objects.update(recorded_by=lead)
    sent = {"reading": [f"{one.pk}-{one.history.first().pk}" for one in waiting]}
    for person, reason in (
        (lead, "you entered it, so somebody else decides"),
        (analyst, "no longer there"),
        (stranger, "no longer there"),
    ):
        client.force_login(person)
        for answer in (
            client.get(url("approval_many"), sent),
            client.post(url("approval_many"), sent),
        ):
            assert answer.status_code == 409
            assert reason in answer.content.decode()
            assert ("On time" in answer.content.decode()) is (person == lead)
    assert approvals() == ["submitted"] * 3


def test_nothing_chosen_says_what_to_do(client, lead, waiting):
    client.force_login(lead)
    for sent in ("", "x-1", "1-", f"{9**40}-1", "1\0-1"):
        answer = client.post(url("approval_many"), {"reading": sent})
        assert "No value is chosen" in answer.content.decode()
    assert approvals() == ["submitted"] * 3
