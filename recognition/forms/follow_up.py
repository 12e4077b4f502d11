"""What somebody does because of feedback, and what came of it."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.forms.portfolio import people_of
from delivery.models import Portfolio
from delivery.models.portfolio import Role
from recognition.models import FollowUp

State = FollowUp.State
# What the assignee may change: the promise itself is the lead's.
SETTLING = ("state", "did")


class FollowUpForm(FactForm):
    """A promise, who keeps it until when, and how it was kept."""

    error_fields: ClassVar = {
        "recognition_follow_up_settled_says_how": "did",
        "recognition_follow_up_told_is_settled": "is_told",
    }

    class Meta(FactForm.Meta):
        model = FollowUp
        fields = [
            "portfolio",
            "said",
            "assigned_to",
            "due_on",
            "state",
            "did",
            "is_told",
        ]
        widgets = {"did": forms.Textarea(attrs={"rows": 3})}

    def __init__(
        self, *args: Any, user: User, now: datetime, is_led: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        place = self.fields["portfolio"]
        offered = Portfolio.objects.where_member(user, Role.LEAD).order_by("path")
        if self.instance.portfolio_id:
            place.disabled = True
            offered = Portfolio.objects.filter(pk=self.instance.portfolio_id)
            self.fields["assigned_to"].queryset = people_of(self.instance.portfolio)  # type: ignore[attr-defined]
        else:
            colleagues = User.objects.filter(memberships__portfolio__in=offered)
            self.fields["assigned_to"].queryset = colleagues.distinct()  # type: ignore[attr-defined]
        place.queryset = offered  # type: ignore[attr-defined]
        self.fields["said"].help_text = _(
            "In your own words: sponsors may be told of it, and those of the author "
            "would show who it was."
        )
        if not self.instance.pk:
            for name in ("state", "did", "is_told"):
                del self.fields[name]
        if not is_led:
            for name in set(self.fields) - {*SETTLING, "version", "change_reason"}:
                self.fields[name].disabled = True

    def clean_did(self) -> str:
        """Somebody who settles it says how, in words that sponsors may read."""
        return str(self.cleaned_data["did"]).strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        portfolio, person = cleaned.get("portfolio"), cleaned.get("assigned_to")
        if portfolio and person and not people_of(portfolio).filter(pk=person.pk):
            self.add_error("assigned_to", _("This person has no role here."))
        if "state" in self.fields:
            is_settled = cleaned.get("state") != State.OPEN
            if not is_settled:
                self.instance.settled_at = None
            elif self.instance.settled_at is None:
                self.instance.settled_at = self.now
        return cleaned

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), "settled_at"]
