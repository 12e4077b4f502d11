"""How a comment sounds: by the ear of a person, else by a word list."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from recognition.calculations.sentiment import Sentiment, sentiment
from recognition.models import Answer


class Tone(NamedTuple):
    """A label, and whether a person set it."""

    label: str
    is_by_hand: bool

    @property
    def words(self) -> str:
        """The label as a page says it: what a machine read is called so."""
        if not self.label:
            return _("not read: the word list knows English only")
        name = str(Answer.Sound(self.label).label).lower()
        return name if self.is_by_hand else _("%(tone)s, machine-read") % {"tone": name}


def tone_of(answer: Answer) -> Tone:
    """Return how a comment sounds; the label set by hand always wins."""
    by_hand = Sentiment(answer.sound) if answer.sound else None
    label = sentiment(answer.text, answer.response.language or "en", by_hand=by_hand)
    return Tone(label.value if label else "", by_hand is not None)
