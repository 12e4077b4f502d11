"""Naming the recipients of a report, and what each of them gets."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pmo_value.form_fields import DayField
from recognition.actions.report_copies import Person, counts_of, role_choices
from recognition.models import ReportCopy

LONGEST_VALIDITY = timedelta(days=365)


class RecipientsForm(forms.Form):
    """Choose who gets a report, by their roles or one by one."""

    roles = forms.MultipleChoiceField(
        label=_("By role"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.MultipleChoiceField(label=_("One by one"), required=False)
    attachment = forms.ChoiceField(
        label=_("Attached file"),
        required=False,
        choices=[("", _("None, the link is enough")), *ReportCopy.Attachment.choices],
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = people
        counts = counts_of(people)
        offered: Any = self.fields["roles"]
        offered.choices = [
            (key, f"{label} ({counts[key]})")
            for key, label in role_choices()
            if key in counts
        ]
        listed: Any = self.fields["people"]
        listed.choices = [(person.key, str(person.who)) for person in people]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.chosen:
            raise ValidationError(gettext("Choose a role, or at least one person."))
        return cleaned

    @property
    def chosen(self) -> list[Person]:
        """Who was chosen, each once, in the order of the list."""
        roles = set(self.cleaned_data.get("roles", ()))
        keys = set(self.cleaned_data.get("people", ()))
        return [one for one in self.found if one.key in keys or one.roles & roles]


class CopyForm(forms.ModelForm):
    """What a recipient gets, and for how long their link is valid."""

    class Meta:
        model = ReportCopy
        fields = ["attachment", "expires_on"]
        field_classes = {"expires_on": DayField}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        attachment: Any = self.fields["attachment"]
        attachment.choices = [
            ("", _("None, the link is enough")),
            *ReportCopy.Attachment.choices,
        ]
        self.fields["expires_on"].help_text = _(
            "Empty: thirty days from the day on which the report is published."
        )

    def clean_expires_on(self) -> date | None:
        day: date | None = self.cleaned_data["expires_on"]
        if day is not None and not self.today <= day <= self.today + LONGEST_VALIDITY:
            raise ValidationError(gettext("A day from today on, within a year."))
        if day is None and self.instance.sent_at is not None:
            raise ValidationError(gettext("Enter the last day: the link is out."))
        return day


class DeedForm(forms.Form):
    """A question before a deed: `after` says how many mails there were by then."""

    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
