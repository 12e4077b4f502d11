"""Forms of the risk register: risks, how they are judged, what stands by."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.forms.fact import FactForm, refuse_future, refuse_negative
from delivery.forms.place import (
    choose_portfolio,
    choose_project,
    refuse_project_elsewhere,
    take_currency_of_portfolio,
)
from delivery.models import Contingency, Risk, RiskAssessment, RiskLevel
from delivery.risk_scale import Scale, misfits
from pmo_value.form_fields import NumberField, PercentField


class RiskForm(FactForm):
    """A risk: what may happen, who watches it, what is done, and how it ended."""

    error_fields: ClassVar = {
        "delivery_risk_code_once": "code",
        "delivery_risk_dates_in_order": "closed_on",
        "delivery_risk_closed_on_a_day": "closed_on",
        "delivery_risk_amount_only_when_it_happened": "realised_amount",
    }

    class Meta(FactForm.Meta):
        model = Risk
        fields = [
            "portfolio",
            "project",
            "code",
            "name",
            "description",
            "kind",
            "category",
            "owner",
            "raised_on",
            "currency",
            "strategy",
            "response",
            "response_cost",
            "due_on",
            "status",
            "closed_on",
            "realised_amount",
            "avoided_loss",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "response": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choose_portfolio(self, user)
        choose_project(self, user)
        self.fields["currency"].required = False
        self.fields["currency"].help_text = _("Empty: the currency of the portfolio.")
        refuse_negative(self, "response_cost", "realised_amount", "avoided_loss")

    def clean(self) -> dict[str, Any]:
        super().clean()
        refuse_project_elsewhere(self)
        take_currency_of_portfolio(self)
        ahead = _("This day lies ahead.")
        refuse_future(self, "raised_on", self.today, ahead)
        refuse_future(self, "closed_on", self.today, ahead)
        return self.cleaned_data


class JudgedPercent(PercentField):
    """A probability: 70, or a word of the risk scale such as “likely”."""

    words: ClassVar[dict[str, Decimal]] = {}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        found = self.words.get(spoken(value))
        return super().to_python(value) if found is None else found


class JudgedAmount(NumberField):
    """An impact: 250000, or a word of the risk scale such as “major”."""

    words: ClassVar[dict[str, Decimal]] = {}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        found = self.words.get(spoken(value))
        return super().to_python(value) if found is None else found


def spoken(value: Any) -> str:
    """Return what was typed as a word of a scale is looked up by."""
    return str(value or "").strip().casefold()


class RiskAssessmentForm(FactForm):
    """How a risk is judged on a day: in numbers, or in the words of the scale."""

    parents = ("risk",)
    error_fields: ClassVar = {"delivery_risk_assessment_once_a_day": "assessed_on"}
    impacts: ClassVar = (
        "impact_money",
        "impact_days",
        "residual_money",
        "residual_days",
    )

    class Meta(FactForm.Meta):
        model = RiskAssessment
        fields = ["risk", "assessed_on", *RiskAssessment.JUDGED, "note"]
        field_classes = {
            "probability": JudgedPercent,
            "residual_probability": JudgedPercent,
            "impact_money": JudgedAmount,
            "residual_money": JudgedAmount,
            "impact_days": JudgedAmount,
            "residual_days": JudgedAmount,
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, scale: Scale, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in RiskAssessment.JUDGED:
            dimension = scale.dimension_of(name)
            words = scale.words(dimension)
            field = self.fields[name]
            field.words = words  # type: ignore[attr-defined]
            if words:
                field.widget.attrs["list"] = f"scale-{dimension}"
                field.help_text = _("A number, or a word of the scale.")
        refuse_negative(self, *self.impacts)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_future(
            self,
            "assessed_on",
            self.today,
            _("Nobody can judge ahead of time."),
        )
        if (day := cleaned.get("assessed_on")) and day < self.instance.risk.raised_on:
            self.add_error("assessed_on", _("The risk had not been raised yet."))
        return cleaned


class RiskLevelForm(FactForm):
    """A step of the risk scale: two words and what they stand for."""

    parents = ("portfolio",)
    error_fields: ClassVar = {
        "delivery_risk_level_once": "position",
        "delivery_risk_level_in_five_steps": "position",
    }

    class Meta(FactForm.Meta):
        model = RiskLevel
        fields = [
            "portfolio",
            "position",
            "probability_label",
            "probability",
            "impact_label",
            "impact_money",
            "impact_days",
        ]
        field_classes = {"probability": PercentField}

    def __init__(self, *args: Any, others: Sequence[RiskLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = [level for level in others if level.pk != self.instance.pk]
        refuse_negative(self, "impact_money", "impact_days")

    def clean(self) -> dict[str, Any]:
        """A higher step stands for more, and a word for one number only."""
        cleaned = super().clean() or {}
        for name, reason in misfits(cleaned, self.others):
            self.add_error(name, reason)
        return cleaned


class ContingencyForm(FactForm):
    """What is set aside for risks from a day on."""

    error_fields: ClassVar = {
        "delivery_contingency_of_a_project_once_a_day": "valid_from",
        "delivery_contingency_of_a_portfolio_once_a_day": "valid_from",
        "delivery_contingency_says_something": "reserve",
    }

    class Meta(FactForm.Meta):
        model = Contingency
        fields = [
            "portfolio",
            "project",
            "valid_from",
            "reserve",
            "reserve_days",
            "currency",
            "note",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        choose_project(self, user)
        self.fields["project"].disabled = bool(self.instance.pk)
        self.fields["currency"].required = False
        self.fields["currency"].help_text = _("Empty: the currency of the portfolio.")
        refuse_negative(self, "reserve", "reserve_days")

    def clean(self) -> dict[str, Any]:
        super().clean()
        refuse_project_elsewhere(self)
        take_currency_of_portfolio(self)
        return self.cleaned_data
