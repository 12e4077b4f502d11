"""What pages of feedback say about an answer."""

from django import template

from recognition.models import Answer
from recognition.tone import tone_of

register = template.Library()


@register.filter
def tone(answer: Answer) -> str:
    """Return how a comment sounds: "negative, machine-read"."""
    return tone_of(answer).words
