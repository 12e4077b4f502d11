"""What the reader of a report enters: a question, and the password of a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_value.form_fields import LinesField, validate_printable

LONGEST_QUESTION = 1000
LONGEST_PASSWORD = 200


class QuestionForm(forms.Form):
    """Ask about a report as a whole."""

    question = LinesField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        validators=[validate_printable],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="report-%s")

    def clean_question(self) -> str:
        text: str = self.cleaned_data["question"].strip()
        return text


class PasswordForm(forms.Form):
    """Open a report whose link asks for a password."""

    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
