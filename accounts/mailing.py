"""Writing into the outbox, and emptying it: every message goes out once.

The row is the work order. A worker claims it by one conditional update, notes when it
hands the text to the server, and then writes down how it went. What a crash leaves
behind therefore says whether the server can have the text: if not, the message is sent
again; if so, it is parked, because nobody wants it twice.
"""

import smtplib
from datetime import datetime, timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enclosing import Rich, enclose, forget_unneeded
from accounts.envelope import Envelope, MissingPartError, read_parts
from accounts.models import Mail, User
from accounts.models.mail import MOST_ATTEMPTS, ClaimLostError
from pmo_value.queueing import enqueue_after_commit

SEND_TASK = "accounts.tasks.send_mail"
# How long the server may think about one line: slow ones are known to take twenty.
LINE_SECONDS = 30
PAUSES = (timedelta(minutes=1), timedelta(minutes=5))
# A connection that breaks with the text on its way is tried this often in all.
MOST_DOUBTS = 2
KEPT_FOR = timedelta(days=90)
SWEPT_AT_ONCE = 200

State = Mail.State


class RefusedError(Exception):
    """The server said that it will never take this message."""


def post(
    key: str,
    *,
    to: User,
    subject: str,
    body: str,
    now: datetime,
    unsubscribe_url: str = "",
    rich: Rich | None = None,
) -> bool:
    """Put a message into the outbox; return whether it is new there.

    A second message of the same key is none. Somebody without an address, or who may
    not sign in any more, gets nothing.
    """
    if not to.is_active or not is_address(to.email):
        return False
    words = {"subject": subject, "body": body, "unsubscribe_url": unsubscribe_url}
    _mail, is_new = _put(key, to.email, now, rich, recipient=to, **words)
    return is_new


def post_to_address(
    key: str,
    *,
    address: str,
    subject: str,
    body: str,
    now: datetime,
    link_view: str = "",
    link_nonce: str = "",
    unsubscribe_url: str = "",
    rich: Rich | None = None,
) -> Mail | None:
    """Put a message to somebody without an account into the outbox, and return it.

    A second message of the same key is none: the first is returned. With a page and a
    random text, LINK in the texts, and in the address where one says that one wants no
    more of it, becomes the recipient's own link as the mail goes. None without an
    address.
    """
    if not is_address(address):
        return None
    words = {"subject": subject, "body": body, "unsubscribe_url": unsubscribe_url}
    link = {"link_view": link_view, "link_nonce": link_nonce}
    mail, _is_new = _put(key, address, now, rich, **words, **link)
    return mail


def _put(
    key: str, address: str, now: datetime, rich: Rich | None, **fields: Any
) -> tuple[Mail, bool]:
    if rich is None or not rich.parts:
        html = rich.html if rich else ""
        return _written(key, address, now, html=html, **fields)
    # Nobody may take up a mail before all of its parts are there.
    with transaction.atomic():
        mail, is_new = _written(key, address, now, html=rich.html, **fields)
        if is_new:
            enclose(mail, rich)
    return mail, is_new


def _written(
    key: str, address: str, now: datetime, subject: str, **fields: Any
) -> tuple[Mail, bool]:
    mail, is_new = Mail.objects.get_or_create(
        key=key,
        defaults={
            "address": address,
            # A line break would begin a header of somebody else's making.
            "subject": " ".join(subject.split())[:200],
            "due_at": now,
            **fields,
        },
    )
    if is_new:
        enqueue_after_commit(SEND_TASK, mail.pk)
    return mail, is_new


def is_address(text: str) -> bool:
    """Return whether a text is one e-mail address, and no list of them."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def send(pk: int, now: datetime) -> str:
    """Send one message if it waits; return what came of it, in a word."""
    mail = Mail.objects.claim(pk, now)
    if mail is None:
        return "nothing to do"
    try:
        deliver(mail)
    except ClaimLostError:
        return "in other hands"
    except RefusedError as error:
        park(mail, str(error))
    except (smtplib.SMTPException, OSError, SoftTimeLimitExceeded) as error:
        try_again(mail, told(error), timezone.now())
    return str(mail.state)


def deliver(mail: Mail) -> None:
    """Hand a message to the server, and note that it took it.

    Raises RefusedError, ClaimLostError, and what a connection raises.
    """
    if not is_address(mail.address):
        raise RefusedError(_("This is not an e-mail address."))
    message = message_of(mail)
    connection = get_connection(timeout=LINE_SECONDS)
    connection.open()
    try:
        mail.hand_over(timezone.now())
        try:
            connection.send_messages([message])
        except smtplib.SMTPException as error:
            refuse_for_good(error)
            note_answer(mail, error)
            raise
        mail.settle(State.SENT, sent_at=timezone.now(), problem="")
    finally:
        close(connection)


def close(connection: object) -> None:
    """Say goodbye; what the server makes of that is of no account any more."""
    try:
        connection.close()  # type: ignore[attr-defined]
    except (smtplib.SMTPException, OSError):
        return


def message_of(mail: Mail) -> EmailMessage:
    """Return the message as it goes out, with all of its parts, to one recipient.

    None of our pages takes a form from a mail program that has not shown it, so a
    mail offers the address of such a page, and no way to stop it by one click.

    Raises RefusedError when a part is not there any more.
    """
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if mail.unsubscribe:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
    try:
        return Envelope(mail, read_parts(mail), headers)
    except MissingPartError as error:
        raise RefusedError(str(error)) from error


def refuse_for_good(error: smtplib.SMTPException) -> None:
    """Raise RefusedError when the answer to a message was a lasting no."""
    code, answer = answer_of(error)
    if 500 <= code < 600 or isinstance(error, smtplib.SMTPNotSupportedError):
        raise RefusedError(f"{code} {answer}".strip()) from error


def note_answer(mail: Mail, error: smtplib.SMTPException) -> None:
    """Take back that the text was handed over: the server has said no, for now."""
    if answer_of(error)[0]:
        mail.handed_over_at = None


def answer_of(error: smtplib.SMTPException) -> tuple[int, str]:
    """Return code and text of the server's answer, 0 when there was none."""
    answer: bytes | str
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, answer = next(iter(error.recipients.values()))
        case smtplib.SMTPResponseException():
            code = error.smtp_code
            answer = error.smtp_error
        case _:
            return 0, str(error)
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return max(code, 0), text


def told(error: BaseException) -> str:
    """Return what went wrong for whoever looks after the mail."""
    if isinstance(error, smtplib.SMTPException):
        code, answer = answer_of(error)
        return f"{code or type(error).__name__} {answer}"
    return f"{type(error).__name__} {error}".strip()


def try_again(mail: Mail, problem: str, now: datetime) -> None:
    """Put a message back for later, or park it after its last attempt."""
    doubts = mail.doubts + (mail.handed_over_at is not None)
    if mail.attempts >= MOST_ATTEMPTS or doubts >= MOST_DOUBTS:
        park(mail, problem, doubts=doubts)
    else:
        pause = PAUSES[mail.attempts - 1]
        mail.settle(State.FAILED, due_at=now + pause, problem=problem, doubts=doubts)


def park(mail: Mail, problem: str, **changes: object) -> None:
    """Leave a message until somebody has mended what it failed of."""
    mail.settle(State.PARKED, problem=problem, **changes)


def unpark(now: datetime, *pks: int) -> int:
    """Let parked messages be sent once more; return how many there were."""
    parked = Mail.objects.parked().filter(pk__in=pks)
    return parked.update(state=State.DUE, due_at=now, attempts=0, doubts=0)


def sweep(now: datetime) -> list[int]:
    """Deal with what dead workers left, and return the messages that wait."""
    for mail in Mail.objects.silent(now):
        take_over(mail, now)
    Mail.objects.filter(state=State.SENT, sent_at__lt=now - KEPT_FOR).delete()
    forget_unneeded(now)
    waiting = Mail.objects.waiting(now).order_by("due_at", "pk")
    return list(waiting.values_list("pk", flat=True)[:SWEPT_AT_ONCE])


def take_over(mail: Mail, now: datetime) -> None:
    """Take a message from a worker that was silent for too long."""
    try:
        if mail.handed_over_at is not None:
            park(mail, _("Cut off while the server had the text: it may have arrived."))
        elif mail.attempts >= MOST_ATTEMPTS:
            park(mail, _("The work was cut off each time before it was done."))
        else:
            mail.settle(State.FAILED, due_at=now)
    except ClaimLostError:
        return
