"""The questions of a round as a form, for people without an account."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pmo_value.form_fields import LinesField, validate_printable
from recognition.models import Answer, Question
from recognition.models.testimonial import LONGEST_QUOTE

MOST_CHARACTERS = 5_000
NOT_APPLICABLE = "na"
PREFIX = "question_"


class ScaleField(forms.ChoiceField):
    """One of the numbers of a question or, where one may leave it out, "no opinion"."""

    widget = forms.RadioSelect
    default_error_messages = {
        "required": _("Choose a number."),
        "invalid_choice": _("Choose one of the numbers shown."),
    }

    def __init__(self, question: Question, **kwargs: Any) -> None:
        scale = question.scale
        if scale is None:
            raise ValueError("a question that one answers in words has no numbers")
        numbers = range(scale.low, scale.high + 1)
        choices: list[tuple[str, Any]] = [(str(n), str(n)) for n in numbers]
        if not question.is_required:
            choices.append((NOT_APPLICABLE, _("Does not apply to me")))
        super().__init__(choices=choices, **kwargs)
        self.low_label = question.low_label
        self.high_label = question.high_label
        self.highest = str(scale.high)
        self.steps = len(numbers)


class WordsField(LinesField):
    """What somebody writes in their own words."""

    default_error_messages = {"required": _("Write a few words.")}
    default_validators = [validate_printable]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 3}), **kwargs)


class FeedbackForm(forms.Form):
    """One field for each question.

    While somebody is still at it, nothing has to be filled in; but what is there must
    already be such that it can be kept.
    """

    def __init__(
        self,
        questions: Iterable[Question],
        *args: Any,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"{PREFIX}{each.pk}": each for each in questions}
        for name, question in self.questions.items():
            self.fields[name] = field_of(question, is_draft=is_draft)

    def clean(self) -> dict[str, Any]:
        """Refuse answers to what was not asked."""
        unknown = {
            name
            for name in self.data
            if name.startswith(PREFIX) and name not in self.questions
        }
        if unknown:
            raise ValidationError(
                _("Some answers belong to other questions. Reload the page."),
                code="unknown_question",
            )
        return self.cleaned_data

    def filled_in(self) -> dict[str, str]:
        """Return what is valid of the entries, by the names of the fields."""
        return {
            name: self.cleaned_data[name]
            for name in self.questions
            if self.cleaned_data.get(name)
        }

    def written(self) -> dict[str, str]:
        """Return the words as they were typed, valid or not, by question."""
        typed = {
            question.text: str(self[name].value() or "").strip()[:MOST_CHARACTERS]
            for name, question in self.questions.items()
            if question.scale is None
        }
        return {question: words for question, words in typed.items() if words}

    def answers(self) -> list[Answer]:
        """Return the answers, not stored yet; no entry gives none."""
        return [
            answer_of(self.questions[name], entry)
            for name, entry in self.filled_in().items()
        ]


class QuoteForm(forms.Form):
    """A sentence or two that a satisfied sponsor lets others read."""

    quote = WordsField(
        label=_("Your words"),
        max_length=LONGEST_QUOTE,
        help_text=_("For example: what changed for you, and by how much."),
    )


def field_of(question: Question, *, is_draft: bool) -> forms.Field:
    """Return the field in which a question is answered."""
    named = {
        "label": question.text,
        "required": question.is_required and not is_draft,
    }
    if question.scale is None:
        return WordsField(max_length=MOST_CHARACTERS, **named)
    return ScaleField(question, **named)


def answer_of(question: Question, entry: str) -> Answer:
    """Return a valid entry as the answer that it is."""
    if question.scale is None:
        return Answer(question=question, text=entry)
    if entry == NOT_APPLICABLE:
        return Answer(question=question, is_not_applicable=True)
    return Answer(question=question, score=int(entry))
