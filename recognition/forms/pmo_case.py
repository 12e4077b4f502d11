"""Forms of the terms of a return, and of the ranges of benefits."""

from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.forms.fact import FactForm
from delivery.forms.place import enter_in_percent
from pmo_value.form_fields import MonthField, PercentField
from recognition.models import BenefitRange, CaseTerms

RATES = (
    "discount_rate",
    "inflation",
    "hurdle",
    "finance_rate",
    "reinvest_rate",
    "rate_low",
    "rate_high",
    "cost_low",
    "correlation",
)
BEYOND = gettext_lazy("Enter a percentage from 100 to 1000.")


class Preset(NamedTuple):
    """A rate that somebody published, to be picked and never taken for granted."""

    key: str
    label: str | Promise
    rate: Decimal
    is_real: bool
    source: str | Promise


PRESETS = (
    Preset(
        "green-book",
        gettext_lazy("UK Green Book: 3.5 % without inflation, for years 0 to 30"),
        Decimal("0.035"),
        True,
        gettext_lazy("UK Green Book, social time preference rate for years 0 to 30"),
    ),
)


def preset_values(key: str | None) -> dict[str, Any]:
    """Return what a form starts from when a published rate is picked."""
    for one in PRESETS:
        if one.key == key:
            return {
                "discount_rate": one.rate,
                "is_real": one.is_real,
                "rate_source": str(one.source),
            }
    return {}


def beyond_whole(field: forms.Field) -> PercentField:
    """Return a field for a share of the whole or more, typed in percent."""
    return PercentField(
        label=field.label,
        help_text=field.help_text,
        required=field.required,
        validators=[MinValueValidator(1, BEYOND), MaxValueValidator(10, BEYOND)],
    )


class CaseTermsForm(FactForm):
    """At which rate, over how many years, and how the future is drawn."""

    parents = ("portfolio",)
    error_fields: ClassVar = {
        "recognition_case_terms_real_rate_has_inflation": "inflation",
        "recognition_case_terms_rate_ends_in_order": "rate_low",
        "recognition_case_terms_cost_ends_together": "cost_low",
    }
    groups: ClassVar = (
        (
            gettext_lazy("The rate"),
            (("discount_rate", "inflation"), ("is_real",), ("rate_source",)),
        ),
        (gettext_lazy("The time"), (("starts_on", "years"),)),
        (
            gettext_lazy("What it is held against"),
            (("hurdle", "finance_rate", "reinvest_rate"),),
        ),
        (
            gettext_lazy("What could be different"),
            (("rate_low", "rate_high"), ("cost_low", "cost_high")),
        ),
        (
            gettext_lazy("The simulation"),
            (("correlation", "seed"), ("shape",)),
        ),
    )

    class Meta(FactForm.Meta):
        model = CaseTerms
        fields = [
            "portfolio",
            "discount_rate",
            "is_real",
            "inflation",
            "rate_source",
            "starts_on",
            "years",
            "hurdle",
            "finance_rate",
            "reinvest_rate",
            "rate_low",
            "rate_high",
            "cost_low",
            "cost_high",
            "correlation",
            "shape",
            "seed",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enter_in_percent(self, *RATES)
        limit = MaxValueValidator(Decimal("0.99"), _("Enter 99 at the most."))
        self.fields["correlation"].validators.append(limit)
        self.fields["cost_high"] = beyond_whole(self.fields["cost_high"])
        month = self.fields["starts_on"]
        self.fields["starts_on"] = MonthField(
            label=month.label, help_text=month.help_text, required=False
        )

    def field_groups(self) -> list[tuple[str, list[list[forms.BoundField]]]]:
        """The fields as the page groups them: headings, rows, fields."""
        return [
            (str(title), [[self[name] for name in row] for row in rows])
            for title, rows in self.groups
        ]


class BenefitRangeForm(FactForm):
    """Between what and what the coming amounts of a benefit may lie."""

    parents = ("benefit",)
    error_fields: ClassVar = {
        "recognition_benefit_range_low_is_share": "low_share",
        "recognition_benefit_range_high_is_beyond": "high_share",
        "recognition_benefit_range_probability_is_share": "probability",
    }

    class Meta(FactForm.Meta):
        model = BenefitRange
        fields = ["benefit", "low_share", "high_share", "probability", "basis"]
        widgets = {"basis": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enter_in_percent(self, "low_share", "probability")
        self.fields["high_share"] = beyond_whole(self.fields["high_share"])
