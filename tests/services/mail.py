"""A mail server in this process that keeps what it is given."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.services import free_port


class MailServer:
    """Keeps every accepted message; `refusal`, when set, is its answer to all.

    `refused` are answers to single recipients, by their addresses. With `cut` set to
    "unread" or "kept" it breaks the connection where its answer to a text should be;
    `hold`, while it is set, keeps it from answering.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refusal = ""
        self.refused: dict[str, str] = {}
        self.cut = ""
        self.hold = False
        self.host, self.port = "127.0.0.1", free_port()

    async def handle_RCPT(  # noqa: N802 - the name is the library's
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Take one recipient, or refuse it."""
        if answer := self.refused.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name is the library's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take one message, or refuse it."""
        if self.refusal:
            return self.refusal
        if self.cut != "unread":
            content = envelope.original_content or b""
            self.messages.append(message_from_bytes(content, policy=policy.default))
            self.recipients.append(list(envelope.rcpt_tos))
        while self.hold:
            await asyncio.sleep(0.05)
        if self.cut:
            server.transport.abort()
        return "250 OK"


@contextmanager
def private_mail_server() -> Iterator[MailServer]:
    """Run a mail server on a free port until the block ends."""
    mail = MailServer()
    controller = Controller(mail, hostname=mail.host, port=mail.port)
    controller.start()
    try:
        yield mail
    finally:
        controller.stop()
