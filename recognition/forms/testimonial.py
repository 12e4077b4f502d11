"""What the lead fills in about quotes."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from delivery.forms.fact import strict_field
from delivery.models import Portfolio, Project, Role
from pmo_value.form_fields import LinesField, validate_line, validate_printable
from recognition.models import (
    Consent,
    Publication,
    Stakeholder,
    Testimonial,
    TestimonialUse,
)
from recognition.models.testimonial import LONGEST_QUOTE

LONGEST_REASON = 300


class RequestForm(forms.ModelForm):
    """Ask somebody for a quote."""

    class Meta:
        model = Testimonial
        fields = ["stakeholder", "project", "question"]
        formfield_callback = strict_field
        widgets = {"question": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led = Portfolio.objects.where_member(user, Role.LEAD)
        people: Any = self.fields["stakeholder"]
        here = Stakeholder.objects.in_portfolios(led).present()
        people.queryset = here.exclude(email="").select_related("portfolio")
        people.label_from_instance = named
        projects: Any = self.fields["project"]
        projects.queryset = Project.objects.visible_to(user)


def named(person: Stakeholder) -> str:
    """Return somebody's name with what tells them from others of that name."""
    return f"{person.name}, {person.portfolio.name}"


class WordingForm(forms.Form):
    """Edit a quote; `seen` is the number of the wording that was open."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32767)
    text = LinesField(
        label=_("Text"),
        max_length=LONGEST_QUOTE,
        validators=[validate_printable],
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Correct and shorten; what it means must stay as it is."),
    )


class NothingForm(forms.Form):
    """Ask for nothing: pressing the button says it all."""


class ReasonForm(forms.Form):
    """Say why something ends."""

    why = forms.CharField(
        label=_("Why?"), max_length=LONGEST_REASON, validators=[validate_line]
    )


class PublicationForm(forms.Form):
    """Choose where a quote is published, of what its author has allowed."""

    channels = forms.MultipleChoiceField(
        label=_("Where"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose where it is published.")},
    )

    def __init__(self, *args: Any, consent: Consent | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = consent.channels if consent else []
        channels: Any = self.fields["channels"]
        channels.choices = [
            (value, label)
            for value, label in Publication.Channel.choices
            if value in allowed
        ]


class HighlightForm(forms.Form):
    """Choose the part of a quote that stands out."""

    highlight = forms.CharField(
        label=_("Highlight"),
        required=False,
        max_length=300,
        validators=[validate_line],
        help_text=_(
            "A part of the approved text, word by word. Nothing shows the whole text."
        ),
    )


class UseForm(forms.ModelForm):
    """Note a place where a published quote went."""

    channel = forms.ChoiceField(label=_("As published for"))

    class Meta:
        model = TestimonialUse
        fields = ["kind", "place", "used_on"]
        formfield_callback = strict_field

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        free = self.instance.testimonial.publications.filter(ended_at=None)
        channels: Any = self.fields["channel"]
        channels.choices = [(p.channel, p.get_channel_display()) for p in free]
        self.order_fields(["channel", "kind", "place", "used_on"])

    def clean_used_on(self) -> date:
        day: date = self.cleaned_data["used_on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class OutcomeForm(forms.Form):
    """Say what was done about a place where a quote may stand no longer."""

    outcome = forms.CharField(
        label=_("What was done?"),
        max_length=LONGEST_REASON,
        validators=[validate_line],
        help_text=_("For example: replaced, or cannot be called back, and why."),
    )
