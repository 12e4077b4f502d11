"""What sponsors answer about value, and what the lead writes about it."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pmo_value import formatting
from pmo_value.form_fields import (
    LinesField,
    NumberField,
    TickedField,
    validate_printable,
)
from recognition.actions.value import UNTOLD
from recognition.models import Stakeholder, ValueItem
from recognition.models.value_letter import ValueLetter
from recognition.sentences.writing import explained

LONGEST_REASON = 1000
LONGEST_WORDING = 600

Answer = ValueItem.Answer


def words(label: Any, rows: int = 4, **options: Any) -> LinesField:
    """A field for a few sentences."""
    return LinesField(
        label=label,
        max_length=LONGEST_REASON,
        validators=[validate_printable],
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


class InPartForm(forms.Form):
    """Acknowledge a part of an amount."""

    amount = NumberField(label=_("How much do you acknowledge?"), decimal_places=2)
    reason = words(_("Why not all of it?"), 3, required=False)


class OpenForm(forms.Form):
    """Ask about a result, or dispute it."""

    answer = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (Answer.QUESTIONED, _("I have a question")),
            (Answer.DISPUTED, _("I dispute it")),
        ],
        widget=forms.RadioSelect,
        initial=Answer.QUESTIONED,
    )
    reason = words(_("Your question, or what is wrong"))
    amount = NumberField(
        label=_("How much of it do you dispute?"),
        decimal_places=2,
        required=False,
        help_text=_("Only for a dispute. Empty: all of it."),
    )

    def __init__(self, *args: Any, is_money: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_money:
            del self.fields["amount"]


class WordingForm(forms.Form):
    """Put a result into words; the numbers in them stand in braces."""

    wording = LinesField(
        label=_("Wording"),
        max_length=LONGEST_WORDING,
        validators=[validate_printable],
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self,
        *args: Any,
        flaws_of: Callable[[str], Sequence[str]],
        names: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.flaws_of = flaws_of
        self.fields["wording"].help_text = explained(names)

    def clean_wording(self) -> str:
        wording: str = self.cleaned_data["wording"].strip()
        if flaws := self.flaws_of(wording):
            raise ValidationError(list(flaws))
        return wording


class ReplyForm(forms.Form):
    """Answer what a sponsor has asked."""

    text = words(
        _("Your answer"),
        help_text=_("The sponsor reads it on their page, and gets a mail."),
    )


class ResolveForm(forms.Form):
    """Say how a question or a dispute was settled."""

    text = words(_("How was it settled?"))


class SponsorForm(forms.Form):
    """Say who answers for a result, and who else should hear of it."""

    sponsor = forms.ModelChoiceField(
        label=_("Accountable sponsor"),
        queryset=Stakeholder.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    audience = TickedField(
        label=_("Who else should hear of it"),
        queryset=Stakeholder.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For whoever tells of it; nobody is written to because of this."),
    )

    def __init__(self, *args: Any, item: ValueItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sponsor", "audience"):
            field: Any = self.fields[name]
            field.queryset = candidates_for(item)


def candidates_for(item: ValueItem) -> Any:
    """Return who may answer for an item: people of its portfolio, or above it."""
    slugs = item.portfolio.path.strip("/").split("/")
    people = Stakeholder.objects.filter(portfolio__slug__in=slugs).present()
    return people.order_by("name", "pk")


def choice_of(item: ValueItem) -> str:
    """Return a result as it is offered for a letter: it may have stood in one."""
    if item.state in UNTOLD or item.communicated_at is None:
        return item.sentence
    day = formatting.day(timezone.localdate(item.communicated_at))
    return gettext("%(sentence)s (told on %(day)s: %(state)s)") % {
        "sentence": item.sentence,
        "day": day,
        "state": item.state.label,
    }


class TellForm(forms.ModelForm):
    """Choose what a sponsor is told, and what is said above it."""

    items = forms.MultipleChoiceField(
        label=_("Results"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one result.")},
    )

    class Meta:
        model = ValueLetter
        fields = ["message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, ready: Sequence[ValueItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ready = {str(item.pk): item for item in ready}
        field: Any = self.fields["items"]
        field.choices = [(pk, choice_of(item)) for pk, item in self.ready.items()]
        field.initial = [pk for pk, one in self.ready.items() if one.state in UNTOLD]
        self.fields["message"].validators.append(validate_printable)
        self.order_fields(["items", "message"])

    @property
    def chosen(self) -> list[ValueItem]:
        """What was chosen, in the order in which it was offered."""
        picked = set(self.cleaned_data.get("items", ()))
        return [item for pk, item in self.ready.items() if pk in picked]
