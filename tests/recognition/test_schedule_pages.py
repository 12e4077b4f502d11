"""The pages of schedules: set, looked at, paused, ended."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from recognition.models import ReportSchedule, ScheduleRun
from tests.delivery.pages import entries, errors
from tests.factories import (
    ExecutiveReportFactory,
    ReportScheduleFactory,
    StakeholderFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def report(portfolio):
    return ExecutiveReportFactory(portfolio=portfolio, title="Transport, Q3 FY2026")


@pytest.fixture
def schedule(portfolio, lead, report):
    return ReportScheduleFactory(
        portfolio=portfolio, pattern=report, owner=lead, roles=["s-sponsor"]
    )


def test_a_lead_schedules_a_report_they_like(client, lead, portfolio, report):
    ann = StakeholderFactory(portfolio=portfolio, name="Ann Field")
    client.force_login(lead)
    address = reverse("recognition:report_schedule_create", args=[report.pk])
    opened = entries(client.get(address))
    assert opened["name"] == "Transport"
    assert opened["starts_on"] == "2026-11-30"
    response = client.post(
        address,
        {**opened, "people": [f"s{ann.pk}"], "country": "GB", "cadence": "quarterly"},
    )
    schedule = ReportSchedule.objects.get()
    assert response.url == schedule.get_absolute_url()
    page = client.get(response.url).content.decode()
    assert "Ann Field" in page
    # Ten days after the end of the year is a Sunday.
    assert "Monday, Jan 11, 2027" in page
    assert "Jan 10, 2027 is no working day" in page


def test_without_recipients_nothing_is_set(client, lead, report):
    client.force_login(lead)
    address = reverse("recognition:report_schedule_create", args=[report.pk])
    response = client.post(address, entries(client.get(address)))
    assert response.status_code == 422
    assert errors(response)["roles_0"].endswith("by role or by name.")


def test_the_next_runs_are_told_before_it_is_saved(client, lead, portfolio):
    client.force_login(lead)
    address = reverse("recognition:report_schedule_preview", args=[portfolio.slug])
    times = {
        "cadence": "monthly",
        "weekday": "1",
        "day": "25",
        "days_after": "0",
        "hour": "08:00",
        "time_zone": "Europe/London",
        "country": "GB",
        "day_off": "skip",
        "starts_on": "2026-12-01",
    }
    page = client.get(address, times).content.decode()
    assert "Dec 25, 2026 is Christmas Day" in page
    assert "left out" in page
    assert "Monday, Jan 25, 2027" in page
    assert "on December 2026" in page
    assert "Fill in the times" in client.get(address, {"day": "x"}).content.decode()


def test_a_schedule_is_paused_and_goes_on(client, lead, schedule):
    client.force_login(lead)
    address = reverse("recognition:report_schedule_pause", args=[schedule.pk])
    client.post(address)
    schedule.refresh_from_db()
    assert schedule.is_paused
    page = client.get(schedule.get_absolute_url()).content.decode()
    assert "None: it is paused." in page
    client.post(address)
    schedule.refresh_from_db()
    assert not schedule.is_paused
    assert schedule.starts_on == date(2026, 11, 30)


def test_what_failed_stands_in_the_log_and_can_be_tried_again(client, lead, schedule):
    run = ScheduleRun.objects.create(
        schedule=schedule,
        planned_on=date(2026, 10, 10),
        state=ScheduleRun.State.FAILED,
        due_at=NOW,
        attempts=3,
        problem="Trust in the PMO is not available: nobody was asked",
    )
    client.force_login(lead)
    page = client.get(schedule.get_absolute_url()).content.decode()
    assert "nobody was asked" in page
    assert "Try again" in page
    client.post(reverse("recognition:schedule_run_again", args=[run.pk]))
    run.refresh_from_db()
    assert (run.state, run.attempts) == (ScheduleRun.State.DUE, 0)
    address = reverse("recognition:schedule_run_export", args=[schedule.pk, "csv"])
    assert b"2026-10-10" in client.get(address).content


def test_a_schedule_is_deleted_after_a_question(client, lead, schedule):
    client.force_login(lead)
    address = reverse("recognition:report_schedule_delete", args=[schedule.pk])
    assert "You can pause it" in client.get(address).content.decode()
    client.post(address)
    assert not ReportSchedule.objects.exists()


def test_the_list_says_how_to_begin(client, lead, schedule):
    client.force_login(lead)
    address = reverse("recognition:report_schedule_list")
    assert schedule.name in client.get(address).content.decode()
    paused = client.get(address, {"state": "paused"}).content.decode()
    assert "No schedule fits these filters" in paused
    schedule.delete()
    assert "No report goes out by itself yet" in client.get(address).content.decode()


def test_the_list_asks_the_same_for_many(
    client, lead, portfolio, schedule, django_assert_num_queries
):
    client.force_login(lead)
    address = reverse("recognition:report_schedule_list")
    client.get(address)
    ReportScheduleFactory.create_batch(5, portfolio=portfolio, pattern=schedule.pattern)
    with django_assert_num_queries(5):
        client.get(address)
