"""Letters about value with what was answered, as files."""

from collections.abc import Iterable

from delivery.exports.rows import Rows
from recognition.models import ValueLetter

LETTER_COLUMNS = (
    "portfolio",
    "sponsor",
    "sent_at",
    "expires_on",
    "revoked_at",
    "item_count",
    "answered_count",
)


def letter_rows(letters: Iterable[ValueLetter]) -> Rows:
    """Yield letters `with_counts`, in the order of LETTER_COLUMNS."""
    for letter in letters:
        yield (
            letter.portfolio.slug,
            str(letter.sponsor),
            letter.sent_at.isoformat(),
            letter.expires_on,
            letter.revoked_at.isoformat() if letter.revoked_at else "",
            letter.item_count,  # type: ignore[attr-defined]
            letter.answered_count,  # type: ignore[attr-defined]
        )
