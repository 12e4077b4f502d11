"""Forms of PMO services, of what they helped, and of their share in benefits."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.actions.attributions import OverSharedError, share_out
from delivery.forms.fact import FactForm
from delivery.forms.place import choose_portfolio, enter_in_percent
from delivery.models import Attribution, Portfolio, Service, ServiceUse
from pmo_value import formatting


class ServiceForm(FactForm):
    """What the PMO offers, to whom, and since when."""

    error_fields: ClassVar = {
        "delivery_service_code_once": "code",
        "delivery_service_dates_in_order": "retired_on",
    }

    class Meta(FactForm.Meta):
        model = Service
        fields = [
            "portfolio",
            "code",
            "name",
            "description",
            "owner",
            "starts_on",
            "retired_on",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)


def choose_service(form: FactForm, portfolio: Portfolio) -> None:
    """Offer the services that reach a portfolio: its own and those above it."""
    offered = Service.objects.reaching(portfolio).offered()
    if form.instance.pk:
        offered = Service.objects.filter(pk=form.instance.service_id)
    form.fields["service"].queryset = offered  # type: ignore[attr-defined]


class ServiceUseForm(FactForm):
    """Name a service that helped a project."""

    parents = ("project",)
    error_fields: ClassVar = {"delivery_service_use_once": "service"}

    class Meta(FactForm.Meta):
        model = ServiceUse
        fields = ["project", "service", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_service(self, self.instance.project.portfolio)


class AttributionForm(FactForm):
    """Say which part of a benefit a service brought about, and how one knows."""

    parents = ("benefit",)
    error_fields: ClassVar = {
        "delivery_attribution_once": "service",
        "delivery_attribution_share_is_share": "share",
        "delivery_attribution_confidence_is_share": "confidence",
    }

    class Meta(FactForm.Meta):
        model = Attribution
        fields = ["benefit", "service", "share", "method", "confidence", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_service(self, self.instance.benefit.portfolio)
        enter_in_percent(self, "share", "confidence")

    def stored(self) -> bool:
        try:
            return super().stored()
        except OverSharedError as refused:
            self.add_error(
                "share",
                _(
                    "The shares of a benefit are 100 %% at most, and %(left)s of this "
                    "one is left."
                )
                % {"left": formatting.percent(refused.left, 2)},
            )
            return False

    def save(self, commit: bool = True) -> Attribution:
        if not self.instance.pk:
            share_out(self.instance)
        elif self.has_changed():
            share_out(self.instance, update_fields=self.written_fields())
        attribution: Attribution = self.instance
        return attribution
