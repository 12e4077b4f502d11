"""What a lead sets for several items at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_value.form_fields import DayField, validate_line


class ReportManyForm(forms.Form):
    """Whether the next report takes some items up."""

    is_for_report = forms.TypedChoiceField(
        label=_("The next report"),
        choices=[("yes", _("takes them up")), ("no", _("does without them"))],
        coerce=lambda text: text == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )


class FollowUpManyForm(forms.Form):
    """The day on which to come back to some items, and why."""

    follow_up_on = DayField(
        label=_("Follow up on"),
        required=False,
        help_text=_("Empty takes the day away."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        validators=[validate_line],
        help_text=_("What to do then. It replaces the note there is."),
    )
