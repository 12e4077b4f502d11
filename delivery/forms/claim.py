"""The forms in which finance decides on a claim, and in which one is taken back."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.actions.claims import (
    DecisionRefusedError,
    OvertakenError,
    Ruling,
    decide,
)
from delivery.calculations.claims import ClaimState, Verdict
from delivery.forms.fact import HIGHEST_VERSION
from delivery.models import BenefitEntry, ClaimDecision
from pmo_value.fields import MOST_DIGITS
from pmo_value.form_fields import LinesField, NumberField, validate_printable

DEEDS = {
    Verdict.ACCEPTED: gettext_lazy("Accept it as it is claimed"),
    Verdict.IN_PART: gettext_lazy("Accept it in part: the amount below"),
    Verdict.REJECTED: gettext_lazy("Reject it"),
    Verdict.AMENDED: gettext_lazy("Amend it: the amount below, as a new version"),
    Verdict.WITHDRAWN: gettext_lazy("Withdraw the validation"),
}
OPEN = (Verdict.ACCEPTED, Verdict.IN_PART, Verdict.REJECTED)
DECIDED = (Verdict.AMENDED, Verdict.WITHDRAWN)
WITH_AMOUNT = {Verdict.IN_PART, Verdict.AMENDED}


class ReasonField(LinesField):
    """Why something was decided, in words."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault("label", gettext_lazy("Reason"))
        super().__init__(**kwargs)
        self.validators.append(validate_printable)


class ClaimReviewForm(forms.Form):
    """Accept a claim, accept a part of it, reject it; or amend what was decided.

    The form carries what its reader looked at, so that nobody decides on a claim
    that was changed, or decided on, meanwhile.
    """

    verdict = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you decide.")},
    )
    amount = NumberField(
        label=gettext_lazy("Amount that stands"),
        required=False,
        help_text=gettext_lazy("Only where another amount stands than the claim."),
        max_digits=MOST_DIGITS,
        decimal_places=4,
    )
    reason = ReasonField(
        required=False,
        help_text=gettext_lazy("Needed for everything but accepting the whole claim."),
    )
    number = forms.IntegerField(
        min_value=0, max_value=HIGHEST_VERSION, widget=forms.HiddenInput
    )
    version = forms.IntegerField(
        min_value=0, max_value=HIGHEST_VERSION, widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        claim: BenefitEntry,
        newest: ClaimDecision | None,
        **kwargs: Any,
    ) -> None:
        """`claim` is read `with_decision`; `newest` is the decision that holds."""
        kwargs["initial"] = {
            "number": newest.number if newest else 0,
            "version": claim.version,  # type: ignore[attr-defined]
        }
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.conflict = False
        offered = DECIDED if claim.state is ClaimState.VALIDATED else OPEN
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]
            (verdict.value, DEEDS[verdict]) for verdict in offered
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        verdict = cleaned.get("verdict")
        lacks_amount = "amount" in cleaned and cleaned["amount"] is None
        if verdict in WITH_AMOUNT and lacks_amount:
            self.add_error("amount", _("Say how much stands."))
        elif verdict and verdict not in WITH_AMOUNT and cleaned.get("amount"):
            self.add_error(
                "amount",
                _("“%(deed)s” takes no amount. Leave it empty, or decide otherwise.")
                % {"deed": DEEDS[Verdict(verdict)]},
            )
        if verdict and verdict != Verdict.ACCEPTED and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: its owner reads it."))
        return cleaned

    def stored(self, by: User) -> bool:
        """Decide; the errors say why not."""
        if not self.is_valid():
            return False
        verdict = Verdict(self.cleaned_data["verdict"])
        try:
            decide(self.claim.benefit, self._ruling(verdict), by)
        except DecisionRefusedError as refused:
            self.add_error(refused.field or None, str(refused))
        except OvertakenError:
            self.conflict = True
            self.add_error(
                None,
                _(
                    "Nothing was decided: the claim was changed, or decided on, while "
                    "you had it open. Read it again below."
                ),
            )
        return not self.errors

    def _ruling(self, verdict: Verdict) -> Ruling:
        amount: Decimal | None = self.cleaned_data["amount"]
        return Ruling(
            month=self.claim.month,
            verdict=verdict,
            amount=amount if verdict in WITH_AMOUNT else None,
            reason=self.cleaned_data["reason"],
            seen=(self.cleaned_data["number"], self.cleaned_data["version"]),
        )


class WithdrawForm(forms.Form):
    """Say why a claim, or what finance validated, is taken back."""

    reason = ReasonField()

    def __init__(self, *args: Any, entry: BenefitEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry

    def stored(self, by: User) -> bool:
        """Take the amount back; the errors say why not."""
        if not self.is_valid():
            return False
        ruling = Ruling(
            month=self.entry.month,
            verdict=Verdict.WITHDRAWN,
            reason=self.cleaned_data["reason"],
        )
        is_claim = self.entry.kind == BenefitEntry.Kind.CLAIMED
        try:
            decide(self.entry.benefit, ruling, by, is_own_matter=is_claim)
        except DecisionRefusedError as refused:
            self.add_error(refused.field or None, str(refused))
        return not self.errors
