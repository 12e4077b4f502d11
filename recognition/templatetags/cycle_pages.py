"""What the templates of cycles need: what became of promises."""

from datetime import date
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pmo_value import formatting
from recognition.calculations.cycles import Outcome
from recognition.models import CyclePromise

register = template.Library()

# What became of a promise, as the status component takes it, and in words.
OUTCOMES: Final[dict[Outcome, tuple[str, Promise]]] = {
    Outcome.MET: ("good", gettext_lazy("met")),
    Outcome.UNDER_WAY: ("attention", gettext_lazy("not yet met")),
    Outcome.MISSED: ("critical", gettext_lazy("missed")),
    Outcome.NOT_MEASURED: ("none", gettext_lazy("not measured yet")),
}


@register.filter
def outcome_on(promise: CyclePromise, day: date) -> dict[str, str]:
    """Return the status and the word of what became of a promise `with_outcome`."""
    status, word = OUTCOMES[promise.outcome_on(day)]
    return {"status": status, "word": str(word)}


@register.filter
def way_covered(promise: CyclePromise) -> str:
    """Return how far a promise has come to its target, a dash for none."""
    return formatting.percent(promise.way_covered.value)
