"""The choice of the portfolio whose lists one takes away."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from delivery.models import Portfolio


class PlaceForm(forms.Form):
    """Choose a portfolio whose figures one reads."""

    portfolio = forms.ModelChoiceField(
        Portfolio.objects.none(), label=_("Portfolio"), to_field_name="slug"
    )

    def __init__(self, *, user: User, portfolio: Portfolio | None) -> None:
        super().__init__(initial={"portfolio": portfolio}, auto_id="id_%s")
        offered = Portfolio.objects.with_figures_for(user).order_by("path")
        self.fields["portfolio"].queryset = offered  # type: ignore[attr-defined]
