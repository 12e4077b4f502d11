"""The outbox: every message goes out once, whatever server and workers do."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from accounts import mailing, tasks
from accounts.models import Mail
from accounts.models.mail import LEASE, ClaimLostError
from tests.factories import UserFactory
from tests.services.mail import MailServer
from tests.services.worker import Broker, Worker, wait_until

pytestmark = [pytest.mark.smtp, pytest.mark.django_db]

State = Mail.State


def posted(key: str = "greeting", *, to: str = "ada@example.org", **changes) -> Mail:
    """Put a message into the outbox and return its row."""
    user = UserFactory(username=to, email=to)
    words = {"subject": "Hello", "body": "Good morning."} | changes
    assert mailing.post(key, to=user, now=timezone.now(), **words)
    return Mail.objects.get(key=key)


def send_all(times: int = 1) -> None:
    """Do as scheduler and worker do, as long after each other as it takes."""
    for _ in range(times):
        Mail.objects.filter(state=State.FAILED).update(due_at=timezone.now())
        now = timezone.now()
        for pk in mailing.sweep(now):
            mailing.send(pk, now)


def taken_up_long_ago(mail: Mail) -> Mail:
    """Return a message as the worker holds it that has been silent since."""
    held = Mail.objects.claim(mail.pk, timezone.now())
    Mail.objects.filter(pk=mail.pk).update(claimed_at=timezone.now() - 2 * LEASE)
    return held


def test_a_message_goes_out_once_with_a_name_of_its_own(smtp_server: MailServer):
    mail = posted(unsubscribe_url="https://value.example.org/stop/")
    send_all(3)
    (message,) = smtp_server.messages
    assert message["Subject"] == "Hello"
    assert message["To"] == "ada@example.org"
    assert message["Message-ID"] == mail.message_id
    assert message["List-Unsubscribe"] == "<https://value.example.org/stop/>"
    assert message.get_content().strip() == "Good morning."
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.problem) == (State.SENT, 1, "")


def test_a_second_message_of_a_key_is_none(smtp_server: MailServer):
    mail = posted()
    assert not mailing.post(
        "greeting", to=mail.recipient, subject="Again", body="", now=timezone.now()
    )
    send_all()
    assert [message["Subject"] for message in smtp_server.messages] == ["Hello"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"email": ""}, id="no address"),
        pytest.param({"email": "a@example.org,b@example.org"}, id="two addresses"),
        pytest.param({"email": "a@example.org\nBcc: b@example.org"}, id="a header"),
        pytest.param({"is_active": False}, id="may not sign in"),
    ],
)
def test_nobody_without_an_address_of_their_own_gets_mail(changes):
    user = UserFactory(**changes)
    assert not mailing.post("k", to=user, subject="s", body="b", now=timezone.now())
    assert not Mail.objects.exists()


def test_no_text_adds_a_header_or_a_recipient(smtp_server: MailServer):
    posted(subject="Due\r\nBcc: eve@example.org\nX: y", body="Hi\r\n.\r\nRCPT TO:<eve>")
    send_all()
    (message,) = smtp_server.messages
    assert message["Subject"] == "Due Bcc: eve@example.org X: y"
    assert message["Bcc"] is None
    assert [len(message.get_all(name)) for name in ("From", "To", "Subject")] == [1] * 3
    assert smtp_server.recipients == [["ada@example.org"]]


def test_a_server_that_says_later_is_asked_three_times_with_growing_pauses(
    smtp_server: MailServer,
):
    smtp_server.refusal = "451 Busy"
    mail = posted()
    pauses = []
    for attempt in (1, 2, 3):
        now = timezone.now()
        mailing.send(mail.pk, max(now, mail.due_at))
        mail.refresh_from_db()
        assert mail.attempts == attempt
        pauses.append((mail.due_at - now).total_seconds() // 60)
        Mail.objects.update(due_at=timezone.now())
    assert pauses[:2] == [1, 5]
    assert (mail.state, mail.problem) == (State.PARKED, "451 Busy")
    assert smtp_server.messages == []


def test_a_server_that_recovers_gets_the_message(smtp_server: MailServer):
    smtp_server.refusal = "451 Busy"
    mail = posted()
    send_all()
    smtp_server.refusal = ""
    send_all(2)
    assert len(smtp_server.messages) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.problem) == (State.SENT, "")


def test_a_lasting_no_parks_one_message_and_leaves_the_others(smtp_server: MailServer):
    smtp_server.refused = {"gone@example.org": "550 No such person"}
    gone = posted("one", to="gone@example.org")
    posted("two")
    send_all(2)
    gone.refresh_from_db()
    assert (gone.state, gone.attempts) == (State.PARKED, 1)
    assert "550 No such person" in gone.problem
    assert smtp_server.recipients == [["ada@example.org"]]


@pytest.mark.parametrize("cut", ["unread", "kept"])
def test_a_connection_cut_behind_the_text_is_tried_once_more_under_the_same_name(
    smtp_server: MailServer, cut
):
    smtp_server.cut = cut
    mail = posted()
    send_all()
    smtp_server.cut = ""
    send_all(3)
    mail.refresh_from_db()
    assert mail.state == State.SENT
    names = [message["Message-ID"] for message in smtp_server.messages]
    assert names == [mail.message_id] * (2 if cut == "kept" else 1)


def test_a_connection_that_is_always_cut_is_tried_twice_at_the_most(
    smtp_server: MailServer,
):
    smtp_server.cut = "kept"
    mail = posted()
    send_all(5)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.PARKED, 2)
    assert len(smtp_server.messages) == 2


def test_a_server_that_is_gone_costs_nobody_a_message(smtp_server: MailServer):
    mail = posted()
    with override_settings(EMAIL_PORT=1):
        send_all()
    mail.refresh_from_db()
    assert (mail.state, mail.doubts) == (State.FAILED, 0)
    send_all()
    assert len(smtp_server.messages) == 1


def test_what_a_dead_worker_had_not_handed_over_is_sent(smtp_server: MailServer):
    taken_up_long_ago(posted())
    send_all()
    assert len(smtp_server.messages) == 1


def test_what_a_dead_worker_had_handed_over_is_parked(smtp_server: MailServer):
    mail = posted()
    taken_up_long_ago(mail).hand_over(timezone.now())
    send_all(3)
    mail.refresh_from_db()
    assert mail.state == State.PARKED
    assert "may have arrived" in mail.problem
    assert smtp_server.messages == []


def test_a_worker_that_comes_back_late_hands_nothing_over(smtp_server: MailServer):
    frozen = taken_up_long_ago(posted())
    send_all()
    with pytest.raises(ClaimLostError):
        frozen.hand_over(timezone.now())
    assert len(smtp_server.messages) == 1


def test_old_messages_are_forgotten(smtp_server: MailServer):
    posted()
    send_all()
    Mail.objects.update(sent_at=timezone.now() - timedelta(days=91))
    mailing.sweep(timezone.now())
    assert not Mail.objects.exists()


def test_an_administrator_sees_what_is_parked_and_sends_it_again(
    smtp_server: MailServer, admin_client
):
    smtp_server.refusal = "550 Policy"
    mail = posted(body="A figure of 4,711")
    send_all()
    page = admin_client.get(reverse("admin:accounts_mail_changelist"))
    assert "550 Policy" in page.content.decode()
    row = admin_client.get(reverse("admin:accounts_mail_change", args=[mail.pk]))
    assert "4,711" not in row.content.decode()
    smtp_server.refusal = ""
    admin_client.post(
        reverse("admin:accounts_mail_changelist"),
        {"action": "send_again", "_selected_action": [mail.pk]},
    )
    send_all()
    assert [message["Message-ID"] for message in smtp_server.messages] == [
        mail.message_id
    ]


@pytest.fixture
def postman(
    transactional_db: None, broker: Broker, smtp_server: MailServer, tmp_path: Path
):
    """A worker that sends to the test's mail server."""
    address = f"smtp://{smtp_server.host}:{smtp_server.port}"
    worker = Worker(broker, tmp_path / "worker.log", environment={"EMAIL_URL": address})
    worker.start()
    yield worker
    worker.kill()


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broker", ["filesystem"], indirect=True)
def test_a_worker_killed_between_the_server_and_its_note_sends_nothing_twice(
    postman: Worker, smtp_server: MailServer
):
    smtp_server.hold = True
    mail = posted()
    tasks.sweep_mail()
    wait_until(lambda: smtp_server.messages, what="the text at the server")
    postman.kill()
    smtp_server.hold = False
    other = posted("other", to="grace@example.org")
    postman.start()
    Mail.objects.filter(pk=mail.pk).update(claimed_at=timezone.now() - 2 * LEASE)
    tasks.sweep_mail()
    wait_until(
        lambda: Mail.objects.get(pk=other.pk).state == State.SENT, what="other mail"
    )
    mail.refresh_from_db()
    assert mail.state == State.PARKED
    assert [m["To"] for m in smtp_server.messages] == [
        "ada@example.org",
        "grace@example.org",
    ]
