"""The choice of the portfolio whose lists one takes away, or whose faults one reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.models import Portfolio


class PlaceForm(forms.Form):
    """Choose a portfolio whose figures one reads."""

    portfolio = forms.ModelChoiceField(
        Portfolio.objects.none(), label=gettext_lazy("Portfolio"), to_field_name="slug"
    )

    def __init__(
        self, *, user: User, portfolio: Portfolio | None, nothing_chosen: str = ""
    ) -> None:
        super().__init__(initial={"portfolio": portfolio}, auto_id="id_%s")
        place: Any = self.fields["portfolio"]
        place.queryset = Portfolio.objects.with_figures_for(user).order_by("path")
        place.empty_label = nothing_chosen or _("Choose one")
