"""A report as a file: asked for by a button, attached to a mail, gone with a quote."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.mailing import message_of
from accounts.models import Mail
from recognition.actions import consents, report_copies
from recognition.models import ExecutiveReport
from scorecards.actions import rendering, sending
from scorecards.actions.publishing import withdraw
from scorecards.models import RenderedFile
from scorecards.reports import files
from tests.factories import ReportSectionFactory
from tests.recognition.quoting import published as published_quote
from tests.scorecards.copies.posting import (
    NOW,
    a_copy,
    a_reader,
    a_report,
    go_out,
    mails_of,
    page_of,
)
from tests.scorecards.reporting import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
State = RenderedFile.State
CONTENT = b"%PDF-1.7 a report\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def _written_here(monkeypatch) -> None:
    """Write files without a process of their own: that one has tests of its own."""

    def write(report, medium, paper, part, tell):
        part.write_bytes(CONTENT)

    monkeypatch.setattr(rendering, "write_apart", write)
    monkeypatch.setattr(rendering, "is_whole", lambda path, medium: True)


def made(file: RenderedFile) -> RenderedFile:
    rendering.render(file.pk)
    rows = RenderedFile.objects.select_related("portfolio", *files.RELATED)
    return rows.get(pk=file.pk)


def ask(published, reader=None, medium="pdf"):
    return rendering.ask_for_report(
        published, reader, medium, language="en", by=None, now=NOW
    )


def test_a_report_is_one_file_and_a_letter_is_one_for_each_sponsor(
    portfolio, item, lead, sponsor, report
):
    other = a_reader(portfolio, "Omar Reyes")
    published = go_out(report, lead).published
    assert ask(published, sponsor) == ask(published, other) == ask(published)
    letter = a_report(portfolio, item, template=ExecutiveReport.Template.SPONSOR)
    published = go_out(letter, lead).published
    theirs = [ask(published, sponsor), ask(published, other), ask(published)]
    assert len({file.pk for file in theirs}) == 3
    assert [file.sponsor for file in theirs] == [sponsor, other, None]


def test_a_file_goes_with_a_quote_that_is_taken_back(
    client, portfolio, report, lead, sponsor, media
):
    quote = published_quote(sponsor, "A great help.", lead, ("board",))
    section = ReportSectionFactory(report=report, position=9, kind=Kind.QUOTES, text="")
    section.quotes.add(quote)
    published = go_out(report, lead).published
    file = made(ask(published))
    assert not files.is_outdated(file)
    consents.take_back(quote, NOW)
    client.force_login(lead)
    assert client.get(file.get_absolute_url()).url == report.get_absolute_url()
    address = reverse("scorecards:file_download", args=[file.pk])
    assert client.get(address).status_code == 302
    rendering.sweep(timezone.now())
    assert not RenderedFile.objects.filter(pk=file.pk).exists()
    assert not rendering.path_of(file).exists()
    assert ask(published).pk != file.pk


def test_a_mail_that_waits_is_written_anew_without_a_quote(report, lead, sponsor):
    quote = published_quote(sponsor, "A great help.", lead, ("board",))
    section = ReportSectionFactory(report=report, position=9, kind=Kind.QUOTES, text="")
    section.quotes.add(quote)
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    (mail,) = mails_of(copy)
    assert "A great help." in mail.text
    assert sending.write_anew(NOW) == 0
    later = NOW + timedelta(seconds=1)
    consents.take_back(quote, later)
    assert sending.write_anew(later) == 1
    with time_machine.travel(later + timedelta(seconds=1), tick=False):
        sending.deliver(report.pk, timezone.now())
        (mail,) = mails_of(copy)
        assert "A great help." not in mail.text
        assert copy.deliveries.count() == 1
        assert sending.write_anew(timezone.now()) == 0


def test_nobody_gets_files_of_what_was_withdrawn(client, report, lead):
    file = made(ask(go_out(report, lead).published))
    client.force_login(lead)
    address = reverse("scorecards:file_download", args=[file.pk])
    assert b"".join(client.get(address)) == CONTENT
    withdraw(report.pk, "A wrong rate", by=lead, now=NOW)
    assert client.get(address).status_code == 404
    post = reverse("scorecards:report_file", args=[report.pk, "pdf"])
    assert client.post(post).status_code == 404


def test_a_member_has_a_file_made_by_a_button(client, report, lead):
    go_out(report, lead)
    client.force_login(lead)
    page = client.get(report.get_absolute_url()).content.decode()
    address = reverse("scorecards:report_file", args=[report.pk, "pptx"])
    assert address in page
    response = client.post(address)
    file = RenderedFile.objects.get()
    assert response.url == file.get_absolute_url()
    assert report.title in client.get(response.url).content.decode()


def test_a_mail_waits_for_its_file(report, sponsor, portfolio, lead):
    copy = a_copy(report, sponsor, attachment="pdf")
    other = a_copy(report, a_reader(portfolio, "Omar Reyes"))
    go_out(report, lead)
    assert not mails_of(copy)
    assert len(mails_of(other)) == 1
    made(RenderedFile.objects.get())
    assert sending.deliver(report.pk, NOW + timedelta(minutes=1)) == 1
    (mail,) = Mail.objects.filter(link_nonce=copy.nonce)
    message = message_from_bytes(
        message_of(mail).message().as_bytes(), policy=policy.default
    )
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "transport-2026-Q3-report.pdf"
    assert attached.get_content() == CONTENT
    assert copy.deliveries.get().attachment == "pdf"


def test_where_there_will_be_no_file_the_sender_is_told(report, sponsor, lead):
    copy = a_copy(report, sponsor, attachment="pdf")
    go_out(report, lead)
    no_space = "There is no space left on the disk where files are kept."
    RenderedFile.objects.update(state=State.PARKED, problem=no_space)
    sending.deliver(report.pk, NOW)
    copy.refresh_from_db()
    assert copy.due_at is None
    assert no_space in copy.problem
    mail = Mail.objects.get(recipient=lead)
    assert no_space in mail.body
    assert not mails_of(copy)
    assert RenderedFile.objects.get().state == State.PARKED
    later = NOW + timedelta(minutes=9)
    report_copies.ask_to_send(copy, 0, lead, later)
    sending.deliver(report.pk, later)
    assert RenderedFile.objects.get().state == State.DUE


def test_what_asks_for_a_password_carries_no_file(report, sponsor, lead):
    copy = a_copy(report, sponsor, attachment="pdf", password="x")
    go_out(report, lead)
    assert len(mails_of(copy)) == 1
    assert not RenderedFile.objects.exists()
    assert copy.deliveries.get().attachment == ""


def test_a_reader_has_a_file_made_by_a_button_and_saves_it(
    client, report, sponsor, lead
):
    copy = a_copy(report, sponsor)
    go_out(report, lead)
    address = f"{page_of(copy)}pdf/"
    assert address in client.get(page_of(copy)).content.decode()
    assert client.get(address).url == page_of(copy)
    assert not RenderedFile.objects.exists()
    assert client.post(address).url == address
    assert "is being made" in client.get(address).content.decode()
    made(RenderedFile.objects.get())
    assert "The file is ready" in client.get(address).content.decode()
    saved = client.get(address, {"save": "1"})
    assert saved["Content-Disposition"].startswith("attachment")
    assert b"".join(saved) == CONTENT
    assert saved["X-Robots-Tag"].startswith("noindex")
