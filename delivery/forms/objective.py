"""The form of an objective."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from delivery.forms.fact import FactForm
from delivery.forms.place import choose_portfolio
from delivery.models import Objective
from pmo_value.form_fields import PercentField


class ObjectiveForm(FactForm):
    """What the strategy asks for, how much it matters, and who answers for it."""

    error_fields: ClassVar = {
        "delivery_objective_code_once": "code",
        "delivery_objective_weight_positive": "weight",
        "delivery_objective_dates_in_order": "valid_to",
    }

    target_share = PercentField(
        label=_("Target share of spend"),
        required=False,
        min_value=0,
        max_value=1,
        help_text=_(
            "In percent. The targets of a portfolio’s objectives add up to 100."
        ),
    )

    class Meta(FactForm.Meta):
        model = Objective
        fields = [
            "portfolio",
            "code",
            "name",
            "description",
            "owner",
            "weight",
            "target_share",
            "valid_from",
            "valid_to",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        self.fields["valid_from"].help_text = _("Empty: since ever.")
        self.fields["valid_to"].help_text = _("Empty: until further notice.")
