"""From a number to a sentence that says no more than the number bears.

`propose` makes the sentence, `render` puts the numbers into a wording, and
`refuse_wording` says what a wording may not say. Plain values in, text out.
"""

from recognition.sentences.facts import (
    AmountFacts,
    ChangeFacts,
    Facts,
    OutcomeFacts,
    Span,
    Statistic,
    limit_of,
    permitted,
)
from recognition.sentences.headlines import (
    acknowledged_said,
    classes_said,
    cost_forecast_said,
    return_said,
)
from recognition.sentences.proposing import Proposal, propose
from recognition.sentences.words import REASONS, not_available
from recognition.sentences.writing import explained, refuse_wording, render

__all__ = [
    "REASONS",
    "AmountFacts",
    "ChangeFacts",
    "Facts",
    "OutcomeFacts",
    "Proposal",
    "Span",
    "Statistic",
    "acknowledged_said",
    "classes_said",
    "cost_forecast_said",
    "explained",
    "limit_of",
    "not_available",
    "permitted",
    "propose",
    "refuse_wording",
    "render",
    "return_said",
]
