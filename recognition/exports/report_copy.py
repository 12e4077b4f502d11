"""Who gets a report and what they got, as files."""

from collections.abc import Iterable

from delivery.exports.rows import Rows, moment, person
from recognition.models import ReportCopy, ReportDelivery

COPY_COLUMNS = (
    "reader",
    "address",
    "kind",
    "attached_file",
    "state",
    "mails",
    "sent_at",
    "valid_until",
    "link_taken_back_at",
    "came_back_at",
    "first_opened_at",
    "opened",
    "acknowledged_at",
    "questioned_at",
    "question",
    "problem",
)
DELIVERY_COLUMNS = (
    "at",
    "number",
    "reader",
    "address",
    "attached_file",
    "state",
    "sent_at",
    "problem",
    "by",
)


def copy_rows(copies: Iterable[ReportCopy]) -> Rows:
    """Yield copies `with_state` and `with_reader`, in the order of COPY_COLUMNS."""
    for copy in copies:
        yield (
            str(copy.reader),
            copy.reader.email,
            copy.reader_kind,
            copy.attachment,
            copy.state_key,  # type: ignore[attr-defined]
            copy.mail_count,  # type: ignore[attr-defined]
            moment(copy.sent_at) if copy.sent_at else "",
            copy.expires_on,
            moment(copy.revoked_at) if copy.revoked_at else "",
            moment(copy.bounced_at) if copy.bounced_at else "",
            moment(copy.first_viewed_at) if copy.first_viewed_at else "",
            copy.view_count,
            moment(copy.acknowledged_at) if copy.acknowledged_at else "",
            moment(copy.questioned_at) if copy.questioned_at else "",
            copy.question,
            copy.why_nothing,
        )


def delivery_rows(deliveries: Iterable[ReportDelivery]) -> Rows:
    """Yield the mails of a report, in the order of DELIVERY_COLUMNS.

    After three months a mail is forgotten by the outbox, and was sent.
    """
    for one in deliveries:
        mail = one.mail
        yield (
            moment(one.at),
            one.number,
            str(one.copy.reader),
            one.address,
            one.attachment,
            mail.state if mail else "",
            moment(mail.sent_at) if mail and mail.sent_at else "",
            mail.problem if mail else "",
            person(one.by),
        )
