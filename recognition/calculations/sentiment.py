"""Whether comments are friendly, as a word list reads them.

The only module that knows the library; its word list is read once, when the first
comment is. A label that a person has set always wins. Nothing here is ever part of a
claim, or of a colour that judges a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Self

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Measure, Reason, Unit

from .estimate import MIN_N

POSITIVE_FROM = Decimal("0.05")
LANGUAGE = "en"


class Sentiment(StrEnum):
    """The tone of a comment."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


@cache
def _word_list() -> Any:
    return SentimentIntensityAnalyzer()


def compound(text: str, language: str = LANGUAGE) -> Decimal | None:
    """Return the tone of an English text as the word list of VADER sees it.

    Units: an index from -1 to 1. None for an empty text and for another language:
    the words of other languages mean nothing to the list.

    Source: docs/formulas.md, "Tone of comments".
    """
    if not text.strip() or language[:2].lower() != LANGUAGE:
        return None
    return Decimal(str(_word_list().polarity_scores(text)["compound"]))


def sentiment(
    text: str, language: str = LANGUAGE, *, by_hand: Sentiment | None = None
) -> Sentiment | None:
    """Return the label of a comment: the one set by hand, else the machine's.

    Positive from 0.05, negative to -0.05, neutral between; None where nobody has
    labelled it and the word list cannot read it.

    Source: docs/formulas.md, "Tone of comments".
    """
    if by_hand is not None:
        return by_hand
    tone = compound(text, language)
    if tone is None:
        return None
    if tone >= POSITIVE_FROM:
        return Sentiment.POSITIVE
    return Sentiment.NEGATIVE if tone <= -POSITIVE_FROM else Sentiment.NEUTRAL


@dataclass(frozen=True, slots=True)
class Comments(Additive):
    """How many comments have which tone; pools add up with ``+``.

    Source: docs/formulas.md, "Tone of comments".
    """

    positive: int = 0
    neutral: int = 0
    negative: int = 0
    unread: int = 0

    @classmethod
    def of(cls, labels: Iterable[Sentiment | None]) -> Self:
        """Return some comments by label; None is one that nobody could read."""
        given = list(labels)
        return cls(
            positive=given.count(Sentiment.POSITIVE),
            neutral=given.count(Sentiment.NEUTRAL),
            negative=given.count(Sentiment.NEGATIVE),
            unread=given.count(None),
        )

    @property
    def n(self) -> int:
        """How many comments have a label."""
        return self.positive + self.neutral + self.negative

    def net(self, *, min_n: int = MIN_N) -> Measure:
        """Return (positive - negative) / n.

        Units: an index from -1 to 1. None read: NO_DATA; fewer than `min_n`:
        suppressed.
        """
        expected = self.n + self.unread
        if not self.n:
            return Measure.missing(Reason.NO_DATA, Unit.INDEX, n=0, n_expected=expected)
        if self.n < min_n:
            return Measure.suppressed(Unit.INDEX, n=self.n)
        net = Decimal(self.positive - self.negative) / self.n
        return Measure.of(net, Unit.INDEX, n=self.n, n_expected=expected)
