"""The lead's pages: who gets a report, what became of it, what has changed since."""

import csv
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Mail
from delivery.models import BenefitEntry, Role
from recognition.actions import people, report_answers, report_copies
from recognition.actions.following import follow
from recognition.actions.report_silence import follow_up_silent
from recognition.models import (
    ReportCopy,
    ReportDelivery,
    ReportView,
    Stakeholder,
    ValueItem,
)
from scorecards.actions import sending
from scorecards.reports.beginning import begin_again
from tests.people import member
from tests.scorecards.copies.posting import (
    NOW,
    a_copy,
    a_reader,
    draw,
    empty_the_outbox,
    go_out,
    mails_of,
    page_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def led(client, lead):
    client.force_login(lead)
    return client


def url(name: str, *arguments: object) -> str:
    return reverse(f"recognition:{name}", args=arguments)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def deed(client, copy: ReportCopy, name: str, **sent: object):
    """Press a button, as the page was shown now."""
    address = url("report_copy_do", copy.pk, name)
    assert client.get(address).status_code == 200
    return client.post(address, {"after": copy.deliveries.count(), **sent}, follow=True)


def test_recipients_are_added_by_role_and_by_name(led, report, sponsor, portfolio):
    a_reader(portfolio, "Paper Person", email="")
    boss = a_reader(portfolio.parent, "Above All", role="executive")
    member(portfolio, Role.EXECUTIVE, "director")
    listed = text_of(led.get(url("report_recipient_add", report.pk)))
    assert "All sponsors (2)" in listed
    assert "no e-mail address" in listed
    assert "Above All" not in listed  # who leads below does not see those above
    sent = {"roles": ["s-sponsor", "u-executive"], "attachment": "pdf"}
    done = led.post(url("report_recipient_add", report.pk), sent, follow=True)
    assert "Not added, as there is no e-mail address: Paper Person." in text_of(done)
    names = {str(copy.reader) for copy in report.copies.all()}
    assert names == {"Helen Marsh", "Director"}
    assert {copy.attachment for copy in report.copies.all()} == {"pdf"}
    again = led.post(url("report_recipient_add", report.pk), sent, follow=True)
    assert "Nobody was added." in text_of(again)
    assert not Mail.objects.exists()
    assert boss not in {copy.stakeholder for copy in report.copies.all()}


def test_a_search_narrows_the_list_and_nobody_foreign_can_be_named(
    led, report, portfolio
):
    a_reader(portfolio, "Omar Reyes", unit="Depots")
    stranger = a_reader(report.portfolio.parent, "Out Of Sight")
    listed = text_of(led.get(url("report_recipient_add", report.pk) + "?q=depots"))
    assert "Omar Reyes" in listed
    assert "Helen Marsh" not in listed
    sent = {"people": [f"s{stranger.pk}"]}
    refused = led.post(url("report_recipient_add", report.pk), sent)
    assert refused.status_code == 422
    empty = led.post(url("report_recipient_add", report.pk), {})
    assert "Choose a role, or at least one person." in text_of(empty)


def test_the_recipients_of_the_last_report_are_taken_over(
    led, report, sponsor, portfolio, lead
):
    gone = a_reader(portfolio, "Gone Person")
    a_copy(report, sponsor, attachment="pptx")
    a_copy(report, gone)
    go_out(report, lead)
    gone.left_on = NOW.date()
    gone.save()
    fresh = begin_again(report, lead)
    page = text_of(led.get(url("report_recipients", fresh.pk)))
    assert "Take over 2 of the last report" in page
    led.post(url("report_recipients_again", fresh.pk))
    (copy,) = fresh.copies.all()
    assert (copy.stakeholder, copy.attachment) == (sponsor, "pptx")


def test_who_is_added_to_a_report_that_is_out_gets_it_at_once(led, report, lead):
    go_out(report, lead)
    late = a_reader(report.portfolio, "Late Comer")
    led.post(url("report_recipient_add", report.pk), {"people": [f"s{late.pk}"]})
    sending.deliver(report.pk, NOW)
    (copy,) = report.copies.all()
    assert len(mails_of(copy)) == 1
    assert copy.expires_on == NOW.date() + timedelta(days=30)


def test_the_list_shows_filters_and_exports(
    led, report, sponsor, portfolio, lead, django_assert_max_num_queries
):
    for number in range(8):
        a_copy(report, a_reader(portfolio, f"Reader{number} Name"))
    a_copy(report, sponsor)
    a_copy(report, a_reader(portfolio, "Paper Person", email=""))
    go_out(report, lead)
    empty_the_outbox()
    page = url("report_recipients", report.pk)
    with django_assert_max_num_queries(24):
        shown = text_of(led.get(page))
    assert "1 recipient gets nothing as it is" in shown
    assert "There is no e-mail address: enter it, then send the copy." in shown
    found = text_of(led.get(page + "?state=refused"))
    assert "Paper Person" in found
    assert "Helen Marsh" not in found
    assert "Helen Marsh" in text_of(led.get(page + "?q=helen&sort=-sent_at"))
    exported = led.get(url("report_recipients_export", report.pk, "csv"))
    rows = list(csv.DictReader(exported.content.decode("utf-8-sig").splitlines()))
    assert len(rows) == 10
    assert {row["state"] for row in rows} == {"sent", "refused"}
    log = led.get(url("report_deliveries_export", report.pk, "csv"))
    mails = list(csv.DictReader(log.content.decode("utf-8-sig").splitlines()))
    assert len(mails) == 9
    assert {(row["by"], row["state"]) for row in mails} == {("lead", "sent")}
    xlsx = led.get(url("report_deliveries_export", report.pk, "xlsx"))
    assert xlsx.status_code == 200


def test_one_recipient_is_looked_after(led, report, sponsor, lead):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    empty_the_outbox()
    page = copy.get_absolute_url()
    shown = text_of(led.get(page))
    assert "helen@example.org" in shown
    assert "Send it again" in shown
    edit = url("report_copy_update", copy.pk)
    day = (NOW + timedelta(days=60)).date()
    led.post(edit, {"attachment": "pdf", "expires_on": str(day)})
    copy.refresh_from_db()
    assert (copy.attachment, copy.expires_on) == ("pdf", day)
    for bad in ("2020-01-01", "2030-01-01", "soon", ""):
        refused = led.post(edit, {"attachment": "", "expires_on": bad})
        assert refused.status_code == 422, bad
    led.post(edit, {"attachment": "", "expires_on": str(day)})
    assert "The mail is on its way." in text_of(deed(led, copy, "send"))
    stale = led.post(url("report_copy_do", copy.pk, "send"), {"after": 0}, follow=True)
    assert "Nothing was done" in text_of(stale)
    sending.deliver(report.pk, NOW)
    assert [one.number for one in copy.deliveries.all()] == [1, 2]
    deed(led, copy, "bounced")
    assert ReportCopy.objects.with_state().get().state_key == "bounced"
    deed(led, copy, "arrived")
    deed(led, copy, "revoke")
    assert led.get(page_of(copy)).status_code == 410
    deed(led, copy, "reopen")
    assert led.get(page_of(copy)).status_code == 200


def test_a_link_and_a_password_are_shown_once_and_kept_by_nobody(
    led, client, report, sponsor, lead
):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    for name in ("link", "password"):
        shown = deed(led, copy, name)
        assert "no-store" in shown["Cache-Control"]
        if name == "link":
            assert page_of(copy) in text_of(shown)
    secret = shown.context["secret"]
    assert len(secret) == 12
    copy.refresh_from_db()
    assert secret not in copy.password
    assert secret not in text_of(led.get(copy.get_absolute_url()))
    assert client.post(page_of(copy), {"password": secret}).status_code == 302
    deed(led, copy, "no-password")
    copy.refresh_from_db()
    assert copy.password == ""


def test_somebody_is_taken_off_the_list_before_anything_was_sent(
    led, report, sponsor, lead
):
    copy = a_copy(report, sponsor)
    done = deed(led, copy, "remove")
    assert "Taken off the list." in text_of(done)
    assert not report.copies.exists()
    kept = a_copy(report, sponsor)
    go_out(report, lead)
    refused = led.get(url("report_copy_do", kept.pk, "remove"), follow=True)
    assert "Nothing was done" in text_of(refused)
    assert led.get(url("report_copy_do", kept.pk, "burn")).status_code == 404


class TestDistribution:
    def test_nothing_sent_is_not_available(self, led, report, sponsor):
        page = url("report_distribution", report.pk)
        assert "It has no recipients" in text_of(led.get(page))
        a_copy(report, sponsor)
        assert "Nothing has been sent yet" in text_of(led.get(page))

    def test_it_counts_those_whom_it_reached(
        self, led, report, sponsor, portfolio, lead
    ):
        names = ("Amy Exec", "Bob Exec", "Cat Cust", "Dan Lost")
        roles = ("executive", "executive", "customer", "sponsor")
        readers = [
            a_reader(portfolio, name, role=role)
            for name, role in zip(names, roles, strict=True)
        ]
        copies = [a_copy(report, one) for one in (sponsor, *readers)]
        go_out(report, lead)
        empty_the_outbox()
        Mail.objects.update(state=Mail.State.SENT)
        report_copies.note_bounce(copies[4], NOW)
        report_answers.note_view(copies[1], NOW + timedelta(days=3))
        report_answers.note_view(copies[2], NOW + timedelta(days=20))
        report_answers.acknowledge(copies[1], NOW)
        report_answers.ask(copies[3], "What about depots?", NOW)
        with time_machine.travel(NOW + timedelta(days=21), tick=False):
            led.force_login(lead)
            shown = led.get(url("report_distribution", report.pk))
        found = shown.context["found"]
        shares = [
            (share.count, share.of)
            for share in (
                found.delivered,
                found.opened,
                found.acknowledged,
                found.executives,
            )
        ]
        assert shares == [(4, 5), (2, 4), (1, 4), (1, 2)]
        assert [(step.days, step.count, step.of) for step in found.course] == [
            *((0, 0, 4), (1, 0, 4), (3, 1, 4), (7, 1, 4), (14, 1, 4)),
            (None, 2, 4),
        ]
        text = text_of(shown)
        assert "What about depots?" in text
        assert [str(one.reader) for one, _owed in shown.context["silent"]] == [
            "Helen Marsh"
        ]
        assert shown.context["silent"][0][1] == 1
        assert not found.is_early

    def test_silence_becomes_a_follow_up_once(self, report, item, sponsor, lead):
        copy = a_copy(report, sponsor)
        go_out(report, lead)
        empty_the_outbox()
        Mail.objects.update(state=Mail.State.SENT)
        assert follow_up_silent(NOW + timedelta(days=13)) == 0
        later = NOW + timedelta(days=15)
        assert follow_up_silent(later) == 1
        item.refresh_from_db()
        assert item.follow_up_on == timezone.localdate(later)
        assert report.title in item.follow_up_note
        ValueItem.objects.update(follow_up_on=None)
        assert follow_up_silent(later + timedelta(days=1)) == 0
        copy.refresh_from_db()
        assert copy.silence_noted_at == later

    def test_who_has_opened_it_is_not_silent(self, report, sponsor, lead):
        copy = a_copy(report, sponsor)
        go_out(report, lead)
        report_answers.note_view(copy, NOW)
        assert follow_up_silent(NOW + timedelta(days=15)) == 0


class TestDifference:
    def test_nothing_has_changed(self, led, report, lead):
        go_out(report, lead)
        page = f"{report.get_absolute_url()}difference/"
        assert "Nothing has changed" in text_of(led.get(page))
        assert "restated since" not in text_of(led.get(report.get_absolute_url()))

    def test_what_is_restated_says_by_how_much_and_because_what(
        self, led, report, item, portfolio, lead
    ):
        go_out(report, lead)
        later = NOW + timedelta(days=5)
        with time_machine.travel(later, tick=False):
            entry = BenefitEntry.objects.get(kind="validated")
            entry.amount = 210_000
            entry._change_reason = "Meters of the second depot were missing"
            entry.save()
            follow(portfolio, later)
            draw()
            led.force_login(lead)
            shown = led.get(f"{report.get_absolute_url()}difference/")
            detail = text_of(led.get(report.get_absolute_url()))
        text = text_of(shown)
        assert "+€120K" in text
        assert "€90K" in text
        assert "€210K" in text
        assert "Meters of the second depot were missing" in text
        (line,) = shown.context["found"].values
        assert (line.then, line.now, line.change) == (
            "€90,000.00",
            "€210,000.00",
            "+€120,000.00",
        )
        assert "restated since" in detail

    def test_a_draft_has_none(self, led, report):
        page = f"{report.get_absolute_url()}difference/"
        assert led.get(page).status_code == 404


class TestPeople:
    def test_who_is_forgotten_leaves_no_question_and_no_address(
        self, report, sponsor, lead
    ):
        copy = a_copy(report, sponsor)
        go_out(report, lead)
        report_answers.ask(copy, "Why so few?", NOW)
        report_answers.note_view(copy, NOW)
        people.erase_stakeholder(sponsor.pk, NOW)
        copy.refresh_from_db()
        assert (copy.question, str(copy.reader)) == ("", "An erased person")
        assert copy.questioned_at
        assert copy.revoked_at
        assert not mails_of(copy)
        assert ReportDelivery.objects.get().address == ""
        assert ReportView.objects.count() == 1

    def test_two_rows_of_one_person_become_one_with_one_copy(
        self, report, sponsor, portfolio, lead
    ):
        double = a_reader(portfolio, "Helena Marsh")
        mine, theirs = a_copy(report, sponsor), a_copy(report, double)
        go_out(report, lead)
        report_answers.note_view(theirs, NOW)
        report_answers.acknowledge(theirs, NOW)
        other = begin_again(report, lead)
        elsewhere = a_copy(other, double)
        people.merge_stakeholders(sponsor, double)
        kept = ReportCopy.objects.get(report=report)
        assert (kept.pk, kept.stakeholder) == (theirs.pk, sponsor)
        assert kept.acknowledged_at
        assert kept.view_count == 1
        assert [one.number for one in kept.deliveries.all()] == [1, 2]
        assert ReportCopy.objects.get(pk=elsewhere.pk).stakeholder == sponsor
        assert not ReportCopy.objects.filter(pk=mine.pk).exists()
        assert not Stakeholder.objects.filter(pk=double.pk).exists()
