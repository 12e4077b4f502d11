"""What authors fill in on the page of their own link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_value.form_fields import LinesField, validate_printable
from recognition.actions.consents import Choice, may_be_anonymous, shown_as
from recognition.models import Consent, Publication, Stakeholder
from recognition.models.testimonial import LONGEST_QUOTE

LONGEST_WISH = 1000

Attribution = Consent.Attribution
Channel = Publication.Channel


class WordsForm(forms.Form):
    """Give a quote."""

    text = LinesField(
        label=_("Your words"),
        max_length=LONGEST_QUOTE,
        validators=[validate_printable],
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Two or three sentences are enough."),
    )


class WishForm(forms.Form):
    """Say what should be different."""

    why = LinesField(
        label=_("What should be different?"),
        max_length=LONGEST_WISH,
        validators=[validate_printable],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ConsentForm(forms.Form):
    """Approve a wording: each use is a choice of its own, and none is made already."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
    channels = forms.MultipleChoiceField(
        label=_("Where may it stand?"),
        choices=[
            (
                Channel.INTERNAL,
                _("Inside this application, for people who sign in here"),
            ),
            (Channel.BOARD, _("In reports to the board and the management")),
            (Channel.EXTERNAL, _("Outside the organisation, where anybody reads it")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one use.")},
    )
    attribution = forms.ChoiceField(
        label=_("What stands under it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what stands under it.")},
    )

    def __init__(self, *args: Any, author: Stakeholder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            Attribution.NAMED,
            Attribution.ROLE,
            *([Attribution.ANONYMOUS] if may_be_anonymous(author) else []),
        ]
        names: Any = self.fields["attribution"]
        names.choices = [(kind, shown_as(author, kind)) for kind in offered]
        if Attribution.ANONYMOUS not in offered:
            names.help_text = _(
                "To leave out name and role is not offered: so few people are asked "
                "that one could guess who it is."
            )

    @property
    def choice(self) -> Choice:
        """What was chosen, of a valid form."""
        return Choice(self.cleaned_data["channels"], self.cleaned_data["attribution"])
