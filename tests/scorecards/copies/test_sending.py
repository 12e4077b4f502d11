"""Copies go out: each once, by day, with the rights of that moment."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts import mailing
from accounts.models import Mail
from delivery.models import Membership, Role
from recognition.actions import report_answers, report_copies
from recognition.actions.report_copies import MovedOnError
from recognition.actions.value_answers import Given, Reader, answer
from recognition.models import LedgerEvent, ReportCopy, ReportDelivery, ValueItem
from scorecards.actions import sending
from scorecards.actions.publishing import withdraw
from scorecards.reports.beginning import begin_again
from tests.people import member
from tests.scorecards.copies.posting import (
    NOW,
    a_copy,
    a_reader,
    empty_the_outbox,
    go_out,
    mails_of,
    page_of,
)
from tests.services.mail import MailServer

pytestmark = pytest.mark.django_db


@pytest.mark.one_engine
def test_publishing_sends_each_recipient_one_mail_with_their_own_link(
    report, sponsor, portfolio, lead
):
    mine = a_copy(report, sponsor)
    other = a_copy(report, a_reader(portfolio, "Omar Reyes"))
    assert not Mail.objects.exists()
    go_out(report, lead)
    (mail,) = mails_of(mine)
    assert mail.address == sponsor.email
    assert page_of(mine) in mail.text
    assert page_of(other) not in mail.text
    assert "Lead sends you" in mail.text
    assert "You answer for a result in it" in mail.text
    assert "Nov 19, 2026" in mail.text
    assert mail.unsubscribe.endswith(f"{page_of(mine)}decline/")
    assert "answer for" not in mails_of(other)[0].text
    assert "€90K" in mail.text
    assert "€90K" in mail.html
    assert page_of(mine) in mail.html_text
    delivery = ReportDelivery.objects.get(copy=mine)
    assert (delivery.number, delivery.by, delivery.address) == (1, lead, sponsor.email)
    mine.refresh_from_db()
    assert (mine.mail, mine.due_at, mine.problem) == (mail, None, "")


@pytest.mark.one_engine
def test_the_mail_of_a_copy_with_a_password_holds_no_word_of_the_report(
    report, sponsor, item, lead
):
    copy = a_copy(report, sponsor)
    password = report_copies.new_password(copy)
    go_out(report, lead)
    (mail,) = mails_of(copy)
    assert page_of(copy) in mail.text
    assert "€90K" not in mail.text
    assert item.sentence not in mail.text
    assert password not in mail.text
    assert mail.html == ""


def test_whatever_is_repeated_nobody_gets_it_twice(report, sponsor, lead):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    for _ in range(3):
        sending.deliver(report.pk, NOW + timedelta(hours=1))
        sending.send_copy(copy.pk, NOW)
    assert len(mails_of(copy)) == 1
    assert ReportDelivery.objects.count() == 1


def test_a_lost_message_costs_minutes(report, sponsor, lead):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    late = a_reader(report.portfolio, "Late Comer")
    report_copies.add(
        report,
        [p for p in report_copies.candidates(report.portfolio, lead) if p.who == late],
        lead,
        NOW,
    )
    assert sending.due_reports(NOW) == [report.pk]
    sending.deliver(report.pk, NOW)
    assert sending.due_reports(NOW) == []
    assert len(mails_of(ReportCopy.objects.get(stakeholder=late))) == 1
    assert len(mails_of(copy)) == 1


@pytest.mark.one_engine
def test_nobody_is_woken(report, portfolio, lead):
    copy = a_copy(report, a_reader(portfolio, "Kiri Ngata", time_zone="Asia/Tokyo"))
    go_out(report, lead)  # 21:00 there
    (mail,) = mails_of(copy)
    assert mail.due_at == datetime(2026, 10, 20, 23, tzinfo=UTC)
    copy.refresh_from_db()
    assert copy.sent_at == mail.due_at


def test_rights_are_those_of_the_moment(report, portfolio, lead):
    gone, closed, stays = (
        member(portfolio, Role.EXECUTIVE, name) for name in ("gone", "closed", "stays")
    )
    copies = [a_copy(report, one) for one in (gone, closed, stays)]
    Membership.objects.filter(user=gone).delete()
    closed.is_active = False
    closed.save()
    go_out(report, lead)
    problems = [ReportCopy.objects.get(pk=one.pk).problem for one in copies]
    assert problems == [
        "May not read the figures of this portfolio any more.",
        "The account is closed.",
        "",
    ]
    assert [len(mails_of(one)) for one in copies] == [0, 0, 1]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        pytest.param({"email": ""}, "There is no e-mail address", id="no address"),
        pytest.param({"left_on": NOW.date()}, "Has left the role.", id="left"),
    ],
)
@pytest.mark.one_engine
def test_who_cannot_get_it_is_told_to_the_lead_and_others_get_theirs(
    report, sponsor, portfolio, lead, fields, problem
):
    copy = a_copy(report, a_reader(portfolio, "Somebody Else", **fields))
    other = a_copy(report, sponsor)
    go_out(report, lead)
    copy.refresh_from_db()
    assert copy.problem.startswith(problem)
    assert (len(mails_of(copy)), len(mails_of(other))) == (0, 1)


def test_what_the_ledger_holds_is_told_to_its_sponsor_alone(
    report, item, sponsor, portfolio, lead
):
    a_copy(report, a_reader(portfolio, "Omar Reyes"))
    go_out(report, lead)
    assert ValueItem.objects.get().communicated_at is None
    copy = a_copy(report, sponsor, due_at=NOW, expires_on=NOW.date())
    sending.deliver(report.pk, NOW)
    event = LedgerEvent.objects.get(kind="told")
    assert (event.via, event.stakeholder, event.item) == ("report", sponsor, item)
    report_copies.ask_to_send(copy, 1, lead, NOW)
    sending.deliver(report.pk, NOW)
    assert LedgerEvent.objects.filter(kind="told").count() == 1


def test_what_is_acknowledged_already_is_not_told_again(report, item, sponsor, lead):
    a_copy(report, sponsor)
    go_out(report, lead)
    told = ValueItem.objects.for_page().get()
    given = Given(answer="acknowledged", shown=told.fingerprint)
    answer(told, given, Reader(sponsor), NOW)
    fresh = begin_again(report, lead, supersedes=report)
    a_copy(fresh, sponsor)
    go_out(fresh, lead)
    assert LedgerEvent.objects.filter(kind="told").count() == 1


def test_it_is_sent_again_under_a_number_of_its_own_and_once(report, sponsor, lead):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    empty_the_outbox()
    report_copies.ask_to_send(copy, 1, lead, NOW)
    with pytest.raises(MovedOnError):
        report_copies.ask_to_send(copy, 1, lead, NOW)
    sending.deliver(report.pk, NOW)
    with pytest.raises(MovedOnError):
        report_copies.ask_to_send(copy, 1, lead, NOW)
    keys = [mail.key for mail in mails_of(copy)]
    assert keys == [f"report_copy:{copy.pk}:1", f"report_copy:{copy.pk}:2"]
    assert [one.number for one in copy.deliveries.all()] == [1, 2]


@pytest.mark.one_engine
def test_who_wants_no_more_reports_gets_none(report, sponsor, lead):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    report_answers.decline(copy, NOW)
    fresh = begin_again(report, lead, supersedes=report)
    later = a_copy(fresh, sponsor)
    go_out(fresh, lead)
    later.refresh_from_db()
    assert later.problem == "Wishes to get no more reports of this portfolio."
    assert mails_of(later) == []
    report_answers.wish_again(later)
    report_copies.ask_to_send(later, 0, lead, NOW)
    sending.deliver(fresh.pk, NOW)
    assert len(mails_of(later)) == 1


def test_what_is_withdrawn_or_superseded_goes_out_no_more(report, sponsor, lead):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    withdraw(report.pk, "A wrong rate", by=lead, now=NOW)
    copy.refresh_from_db()
    assert mails_of(copy) == []
    assert (copy.problem, copy.sent_at) == ("The report was withdrawn.", None)
    with pytest.raises(MovedOnError):
        report_copies.ask_to_send(copy, 1, lead, NOW)


def test_a_link_that_is_taken_back_takes_its_mail_along(report, sponsor, lead):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    report_copies.revoke(copy, NOW)
    assert mails_of(copy) == []
    sending.deliver(report.pk, NOW)
    assert mails_of(copy) == []


@pytest.mark.smtp
@pytest.mark.one_engine
def test_a_refusal_of_one_address_is_shown_and_mended(
    smtp_server: MailServer, report, sponsor, portfolio, lead
):
    smtp_server.refused = {"gone@example.org": "550 No such person"}
    lost = a_copy(report, a_reader(portfolio, "Gone Person"))
    fine = a_copy(report, sponsor)
    go_out(report, lead)
    empty_the_outbox()
    assert smtp_server.recipients == [[sponsor.email]]
    (message,) = smtp_server.messages
    assert message["List-Unsubscribe"].strip().startswith("<http")
    shown = ReportCopy.objects.with_state().for_page().get(pk=lost.pk)
    assert shown.state_key == "parked"
    assert "550 No such person" in shown.why_nothing
    assert ReportCopy.objects.with_state().get(pk=fine.pk).state_key == "sent"
    smtp_server.refused = {}
    lost.stakeholder.email = "here@example.org"
    lost.stakeholder.save()
    report_copies.ask_to_send(lost, 1, lead, NOW)
    sending.deliver(report.pk, NOW)
    empty_the_outbox()
    names = {message["Message-ID"] for message in smtp_server.messages}
    assert smtp_server.recipients[-1] == ["here@example.org"]
    assert len(names) == 2
    assert ReportCopy.objects.with_state().get(pk=lost.pk).state_key == "sent"


@pytest.mark.smtp
@pytest.mark.one_engine
def test_no_name_adds_a_header_or_a_recipient(
    smtp_server: MailServer, report, portfolio, lead
):
    reader = a_reader(
        portfolio,
        'Eve", <x@example.org>,\r\nBcc: spy@example.org',
        email="eve@example.org",
    )
    report.title = "Q3,\r\nBcc: spy@example.org"
    report.save()
    a_copy(report, reader)
    go_out(report, lead)
    empty_the_outbox()
    (message,) = smtp_server.messages
    assert smtp_server.recipients == [["eve@example.org"]]
    assert message["To"] == "eve@example.org"
    assert message["Bcc"] is None
    counts = [len(message.get_all(name)) for name in ("From", "To", "Subject")]
    assert counts == [1, 1, 1]


def test_a_copy_that_fails_leaves_the_others_alone(report, sponsor, portfolio, lead):
    broken = a_copy(report, a_reader(portfolio, "Broken Zone", time_zone="UTC"))
    fine = a_copy(report, sponsor)
    broken.stakeholder.__class__.objects.filter(pk=broken.stakeholder_id).update(
        time_zone="Nowhere/Land"
    )
    go_out(report, lead)
    assert (len(mails_of(broken)), len(mails_of(fine))) == (0, 1)
    assert sending.due_reports(NOW) == [report.pk]


def test_the_outbox_forgets_and_the_log_stays(report, sponsor, lead):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    empty_the_outbox()
    Mail.objects.update(state=Mail.State.SENT, sent_at=NOW - timedelta(days=91))
    mailing.sweep(NOW)
    assert not Mail.objects.exists()
    delivery = ReportDelivery.objects.get()
    assert (delivery.mail, delivery.address) == (None, sponsor.email)
    assert ReportCopy.objects.with_state().get(pk=copy.pk).state_key == "sent"
