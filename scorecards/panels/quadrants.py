"""What was delivered against what is felt: the corners, and what to do in each."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delivery.calculations.measure import Number, Rag
from delivery.calculations.scores import SCORE_THRESHOLDS
from recognition.calculations.perception import Recognition

NEXT: Final[dict[str, str | Promise]] = {
    "unloved": _("Show what was delivered in their own terms, and ask what they miss."),
    "under": _("Tell them what has been delivered so far."),
    "trusted": _("Say early what is late: trust is spent faster than it is won."),
    "over": _("Agree on what is to be expected next."),
    "aligned": _("Nothing: keep it so."),
    "unclear": _("Nothing yet: chance alone may explain the difference."),
    "unknown": "",
}


def quadrant(delivered: Number | None, recognition: Recognition) -> str:
    """Return in which corner something lies, by its score and what is felt of it."""
    band = SCORE_THRESHOLDS.rate(delivered)
    match recognition:
        case Recognition.UNDER_RECOGNISED:
            return "unloved" if band is Rag.GREEN else "under"
        case Recognition.OVER_CREDITED:
            return "trusted" if band is Rag.RED else "over"
        case Recognition.ALIGNED:
            return "aligned"
        case Recognition.NO_CLEAR_GAP:
            return "unclear"
    return "unknown"
