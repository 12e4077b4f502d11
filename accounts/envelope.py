"""The message that a server gets: text, the same as HTML, pictures and files."""

from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from typing import Any, NamedTuple

from django.core.mail import EmailMessage, SafeMIMEMultipart, SafeMIMEText
from django.utils.translation import gettext as _

from accounts.models import Mail, MailEnclosure

UTF_8 = "utf-8"
Disposition = MailEnclosure.Disposition


class MissingPartError(Exception):
    """A part of a mail is not there any more: half a mail is none."""


class ReadPart(NamedTuple):
    """A part with its bytes, ready to go out."""

    part: MailEnclosure
    content: bytes


class Envelope(EmailMessage):
    """A message whose text is told again in HTML, with pictures, and with files."""

    def __init__(
        self, mail: Mail, parts: list[ReadPart], headers: dict[str, str]
    ) -> None:
        super().__init__(mail.subject, mail.text, to=[mail.address], headers=headers)
        self.html = mail.html_text
        self.parts = parts

    def message(self, **options: Any) -> Any:
        """The headers of a plain message, and parts in place of its text."""
        whole = super().message(**options)
        content = self._content()
        if not content.is_multipart():
            return whole
        for name in ("Content-Type", "Content-Transfer-Encoding"):
            del whole[name]
        whole["Content-Type"] = content.get_content_type()
        whole.set_payload(content.get_payload())
        return whole

    def _content(self) -> Message:
        body: Message = SafeMIMEText(str(self.body), "plain", UTF_8)
        if self.html:
            body = _together("alternative", body, self._html())
        files = self._of(Disposition.ATTACHED)
        return _together("mixed", body, *files) if files else body

    def _html(self) -> Message:
        html = SafeMIMEText(self.html, "html", UTF_8)
        pictures = self._of(Disposition.INLINE)
        return _together("related", html, *pictures) if pictures else html

    def _of(self, disposition: str) -> list[Message]:
        return [
            _part(*one) for one in self.parts if one.part.disposition == disposition
        ]


def read_parts(mail: Mail) -> list[ReadPart]:
    """Return the parts of a mail with their bytes. Raises MissingPartError."""
    found = []
    for part in mail.parts.select_related("enclosure"):
        content = part.enclosure.read()
        if content is None:
            raise MissingPartError(
                _(
                    "“%(name)s”, which goes with this mail, is missing or damaged. "
                    "Restore the folder of files, or send the mail anew from its page."
                )
                % {"name": part.name}
            )
        found.append(ReadPart(part, content))
    return found


def _together(subtype: str, *parts: Message) -> Message:
    whole = SafeMIMEMultipart(_subtype=subtype, encoding=UTF_8)
    for part in parts:
        whole.attach(part)
    return whole


def _part(part: MailEnclosure, content: bytes) -> Message:
    kind, _slash, subtype = part.enclosure.content_type.partition("/")
    made = MIMEBase(kind, subtype)
    made.set_payload(content)
    encode_base64(made)
    made.add_header("Content-Disposition", part.disposition, filename=part.name)
    if part.content_id:
        made["Content-ID"] = f"<{part.content_id}>"
    return made
