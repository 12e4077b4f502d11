"""Mails of more than plain text: stored once, whole or not at all."""

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import mailing
from accounts.enclosing import Part, Rich
from accounts.links import token_of
from accounts.models import Enclosure, Mail
from tests.ground.test_mailing import posted, send_all
from tests.services.mail import MailServer

pytestmark = [pytest.mark.smtp, pytest.mark.django_db, pytest.mark.one_engine]

State = Mail.State
PICTURE = Part("trend.png", "image/png", b"\x89PNG picture", "trend@example.org")
FILE = Part("report.pdf", "application/pdf", b"%PDF all pages %%EOF")
HTML = '<p>Größe</p><img src="cid:trend@example.org" alt="It rises.">'


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media" / "enclosures"


def rich(*parts: Part, html: str = HTML) -> Rich:
    return Rich(html, parts or (PICTURE, FILE))


def kinds(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def test_text_html_picture_and_file_arrive_in_their_places(smtp_server: MailServer):
    posted(rich=rich(), unsubscribe_url="https://value.example.org/stop/")
    send_all()
    (message,) = smtp_server.messages
    assert kinds(message) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text.get_content().strip() == "Good morning."
    assert html.get_content().strip() == HTML
    related = next(p for p in message.walk() if p.get_content_type() == "image/png")
    assert related["Content-ID"] == "<trend@example.org>"
    assert related.get_content_disposition() == "inline"
    assert related.get_content() == PICTURE.content
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("report.pdf", FILE.content)
    assert message["List-Unsubscribe"] == "<https://value.example.org/stop/>"
    assert message["List-Unsubscribe-Post"] is None
    for name in ("From", "To", "Subject", "Message-ID", "Content-Type", "Date"):
        assert len(message.get_all(name)) == 1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(Rich(), ["text/plain"], id="text alone"),
        pytest.param(
            Rich("<p>A</p>"),
            ["multipart/alternative", "text/plain", "text/html"],
            id="no parts",
        ),
        pytest.param(
            Rich("", (FILE,)),
            ["multipart/mixed", "text/plain", "application/pdf"],
            id="a file alone",
        ),
    ],
)
def test_a_message_is_no_deeper_than_it_must_be(smtp_server, given, expected):
    posted(rich=given)
    send_all()
    assert kinds(smtp_server.messages[0]) == expected


def test_the_own_link_is_written_in_both_texts(smtp_server: MailServer):
    mailing.post_to_address(
        "k",
        address="ada@example.org",
        subject="s",
        body="Read {link}",
        now=timezone.now(),
        link_view="value_letter",
        link_nonce="n",
        rich=rich(html='<a href="{link}">Read</a>'),
    )
    stored = Mail.objects.get()
    token = token_of("n")
    assert token not in stored.body + stored.html
    send_all()
    (message,) = smtp_server.messages
    for kind in ("plain", "html"):
        address = reverse("value_letter", args=[token])
        assert address in message.get_body((kind,)).get_content()


def test_the_link_is_escaped_in_html(settings):
    settings.SITE_URL = 'https://a.example.org/?a=1&b="2"'
    mail = Mail(html="{link}", body="{link}", link_view="value_letter", link_nonce="n")
    assert "a=1&amp;b=&quot;2&quot;" in mail.html_text
    assert 'a=1&b="2"' in mail.text


def test_what_many_get_is_stored_once(folder: Path):
    for number in range(5):
        posted(f"k{number}", to=f"a{number}@example.org", rich=rich())
    assert Enclosure.objects.count() == 2
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(path.read_bytes() for path in files) == sorted(
        [PICTURE.content, FILE.content]
    )


def test_a_second_message_of_a_key_stores_nothing(folder: Path):
    mail = posted(rich=rich(PICTURE))
    mailing.post(
        "greeting",
        to=mail.recipient,
        subject="s",
        body="b",
        now=timezone.now(),
        rich=rich(FILE),
    )
    assert [part.name for part in mail.parts.all()] == ["trend.png"]


@pytest.mark.parametrize("damage", ["gone", "cut short"])
def test_half_a_mail_is_none(smtp_server: MailServer, damage):
    mail = posted(rich=rich())
    path = Enclosure.objects.get(content_type="application/pdf").path
    path.unlink() if damage == "gone" else path.write_bytes(FILE.content[:5])
    send_all(3)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.PARKED, 1)
    assert "“report.pdf”, which goes with this mail, is missing" in mail.problem
    assert smtp_server.messages == []
    path.write_bytes(FILE.content)
    mailing.unpark(timezone.now(), mail.pk)
    send_all()
    assert len(smtp_server.messages) == 1


def test_a_file_that_went_missing_is_there_again_with_the_next_mail(
    smtp_server: MailServer,
):
    posted(rich=rich(FILE))
    Enclosure.objects.get().path.unlink()
    posted("again", to="b@example.org", rich=rich(FILE))
    send_all()
    assert len(smtp_server.messages) == 2


def test_what_no_kept_mail_needs_is_deleted_and_nothing_else(folder: Path):
    kept = posted("kept", rich=rich(PICTURE))
    posted("gone", to="b@example.org", rich=rich(PICTURE, FILE)).delete()
    later = timezone.now() + timedelta(hours=2)
    mailing.sweep(timezone.now())
    assert Enclosure.objects.count() == 2
    mailing.sweep(later)
    left = Enclosure.objects.get()
    assert left.read() == PICTURE.content
    assert [path for path in folder.rglob("*") if path.is_file()] == [left.path]
    assert kept.parts.get().enclosure == left


def test_a_transaction_that_fails_leaves_no_row():
    def fails() -> None:
        with transaction.atomic():
            posted(rich=rich())
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert not Enclosure.objects.exists()


def test_no_name_of_a_part_adds_a_header(smtp_server: MailServer):
    name = 'a"\r\nBcc: eve@example.org.pdf'
    posted(rich=rich(Part(name, "application/pdf", b"%PDF")))
    send_all()
    (message,) = smtp_server.messages
    assert message["Bcc"] is None
    (part,) = message.iter_attachments()
    assert part["Bcc"] is None


def test_an_administrator_sees_what_goes_with_a_mail_and_cannot_change_it(admin_client):
    mail = posted(rich=rich())
    address = reverse("admin:accounts_mail_change", args=[mail.pk])
    page = admin_client.get(address).content.decode()
    assert "trend.png (12\xa0bytes), report.pdf (20\xa0bytes)" in page
    assert "Größe" not in page
    assert admin_client.post(address, {"subject": "x"}).status_code == 403
