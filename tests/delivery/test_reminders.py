"""Reminders: of the right things, on the right morning, once, and only if wanted."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts import mailing
from accounts.models import Mail
from delivery import tasks
from delivery.actions.reminders import (
    people_to_look_after,
    person_of,
    remind,
    unsubscribe_url,
)
from delivery.models import Reminder, Unsubscription
from tests.delivery.pages import entries, parsed
from tests.factories import KpiFactory, KpiMeasurementFactory, UserFactory
from tests.services.mail import MailServer

pytestmark = pytest.mark.django_db

# September's values are due on 7 October, so one is reminded five days before.
MORNING = datetime(2026, 10, 2, 7, 30, tzinfo=UTC)


@pytest.fixture
def kpi(portfolio, analyst):
    return KpiFactory(portfolio=portfolio, name="On time", owner=analyst)


def look(user, moment=MORNING):
    """Let the day's look be taken if it is time; return the mails there are."""
    if user.pk in people_to_look_after(moment):
        remind(user.pk, moment)
    return list(Mail.objects.order_by("pk"))


def days_with_mail(user, first, last):
    """Look every eight hours of some days; return the days on which a mail was made."""
    moment = datetime(first.year, first.month, first.day, tzinfo=UTC)
    days = []
    while moment.date() <= last:
        before = Mail.objects.count()
        look(user, moment)
        if Mail.objects.count() > before:
            days.append(moment.astimezone(ZoneInfo(user.time_zone)).date())
        moment += timedelta(hours=8)
    return days


def test_the_mail_says_what_is_due_by_when_and_where_to_enter_it(kpi, analyst):
    (mail,) = look(analyst)
    assert mail.subject == "PMO Value: 1 thing is due"
    assert (
        "Enter the value: On time, Sep 2026 (Transport), due Oct 7, 2026" in mail.body
    )
    assert "http://127.0.0.1:8000/delivery/owed/" in mail.body
    assert mail.unsubscribe_url in mail.body
    assert mail.key == f"reminder:{analyst.pk}:2026-10-02"


def test_one_is_reminded_five_days_before_and_one_and_three_after(kpi, analyst):
    days = days_with_mail(analyst, date(2026, 9, 30), date(2026, 10, 13))
    assert [day.isoformat() for day in days] == [
        "2026-10-02",
        "2026-10-08",
        "2026-10-10",
    ]


def test_what_is_entered_is_not_asked_for_any_more(kpi, analyst):
    KpiMeasurementFactory(kpi=kpi)
    assert look(analyst) == []
    assert Reminder.objects.count() == 1


@pytest.mark.one_engine
def test_everything_of_a_day_is_in_one_mail(kpi, analyst, portfolio):
    KpiFactory.create_batch(24, portfolio=portfolio, owner=analyst)
    look(analyst)
    (mail,) = look(analyst, MORNING + timedelta(hours=3))
    assert mail.subject == "PMO Value: 25 things are due"
    assert mail.body.count("\n- ") == 20
    assert "and 5 more" in mail.body


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Pacific/Kiritimati", 17), ("America/New_York", 11), ("Europe/London", 6)],
)
def test_the_morning_is_that_of_the_reader(kpi, analyst, zone, hour):
    analyst.time_zone = zone
    analyst.save()
    before = datetime(2026, 10, 2, hour - 1, 59, tzinfo=UTC)
    assert analyst.pk not in people_to_look_after(before)
    assert analyst.pk in people_to_look_after(before + timedelta(minutes=1))


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("zone", "first", "last", "due"),
    [
        pytest.param(
            "America/New_York",
            date(2027, 3, 1),
            date(2027, 3, 15),
            date(2027, 3, 7),
            id="clocks go on after it",
        ),
        pytest.param(
            "Europe/London",
            date(2027, 3, 27),
            date(2027, 4, 11),
            date(2027, 4, 7),
            id="clocks go on before it",
        ),
        pytest.param(
            "America/New_York",
            date(2027, 11, 1),
            date(2027, 11, 12),
            date(2027, 11, 7),
            id="clocks go back in between",
        ),
        pytest.param(
            "Asia/Tokyo",
            date(2028, 2, 28),
            date(2028, 3, 12),
            date(2028, 3, 7),
            id="leap day",
        ),
    ],
)
def test_every_reminder_goes_once_whatever_the_clock_does(
    kpi, analyst, zone, first, last, due
):
    analyst.time_zone = zone
    analyst.save()
    expected = [due + timedelta(days=offset) for offset in (-5, 1, 3)]
    assert days_with_mail(analyst, first, last) == expected


def test_a_clock_that_goes_back_makes_no_second_mail(kpi, analyst):
    look(analyst)
    for hours in (-1, 2, -24):
        assert len(look(analyst, MORNING + timedelta(hours=hours))) == 1


def test_a_night_that_the_scheduler_missed_is_made_up_for(kpi, analyst):
    look(analyst, MORNING - timedelta(days=1))
    (mail,) = look(analyst, MORNING + timedelta(days=2))
    assert mail.key.endswith("2026-10-04")


def test_a_worker_that_comes_second_makes_no_second_mail(kpi, analyst):
    assert remind(analyst.pk, MORNING)
    assert not remind(analyst.pk, MORNING)
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"email": ""}, id="no address"),
        pytest.param({"is_active": False}, id="has left"),
    ],
)
def test_nobody_is_looked_after_who_can_get_no_mail(kpi, analyst, changes):
    for name, value in changes.items():
        setattr(analyst, name, value)
    analyst.save()
    assert look(analyst) == []


def test_somebody_without_a_role_is_left_alone(kpi):
    assert UserFactory().pk not in people_to_look_after(MORNING)


@pytest.mark.one_engine
@pytest.mark.smtp
def test_the_mail_of_a_day_arrives_with_a_way_to_stop_it(
    kpi, analyst, smtp_server: MailServer
):
    (mail,) = look(analyst)
    mailing.send(mail.pk, MORNING)
    (message,) = smtp_server.messages
    assert message["To"] == analyst.email
    assert message["List-Unsubscribe"].strip() == f"<{unsubscribe_url(analyst)}>"


def test_the_sweep_asks_for_those_whose_morning_has_come(kpi, analyst, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks, "enqueue", lambda *order: asked.append(order))
    with time_machine.travel(MORNING):
        tasks.sweep_reminders()
        tasks.remind(analyst.pk)
        tasks.sweep_reminders()
    assert asked == [(tasks.REMIND_TASK, analyst.pk)]
    assert Mail.objects.count() == 1


# Who wants them


def link(user):
    return unsubscribe_url(user).removeprefix("http://127.0.0.1:8000")


@pytest.mark.one_engine
def test_the_link_of_a_mail_shows_and_only_a_press_of_the_button_stores(
    kpi, analyst, client
):
    page = client.get(link(analyst))
    assert page.status_code == 200
    assert not Unsubscription.objects.exists()
    sent = entries(page) | {"cadences": ["week", "quarter", "year"]}
    assert client.post(link(analyst), sent).status_code == 302
    assert [row.cadence for row in analyst.unsubscriptions.all()] == ["month"]
    assert look(analyst) == []


@pytest.mark.one_engine
def test_no_box_at_all_turns_every_reminder_off_and_one_comes_back(analyst, client):
    client.post(link(analyst), {})
    assert analyst.unsubscriptions.count() == 4
    client.post(link(analyst), {"cadences": ["month"]})
    assert analyst.unsubscriptions.count() == 3
    ticked = parsed(client.get(link(analyst))).select("input[checked]")
    assert [box["value"] for box in ticked] == ["month"]


@pytest.mark.one_engine
def test_a_link_that_was_never_made_leads_nowhere(analyst, client):
    token = link(analyst).split("/")[-2]
    for forged in (f"{token}x", "x", str(analyst.pk), token.swapcase()):
        assert person_of(forged) is None
        path = reverse("delivery:reminder_unsubscribe", args=[forged])
        assert client.get(path).status_code == 404
        assert client.post(path, {}).status_code == 404
    assert not Unsubscription.objects.exists()


@pytest.mark.one_engine
def test_the_link_is_no_way_around_the_protection_of_forms(analyst):
    client = Client(enforce_csrf_checks=True)
    assert client.post(link(analyst), {}).status_code == 403


@pytest.mark.one_engine
def test_one_chooses_the_own_reminders_only(client, analyst, lead):
    client.force_login(lead)
    client.post(reverse("delivery:reminder_settings"), {"cadences": []})
    assert lead.unsubscriptions.count() == 4
    assert analyst.unsubscriptions.count() == 0
