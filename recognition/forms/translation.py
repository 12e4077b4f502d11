"""Forms of translations: the formula and its shares, each number, and the claim."""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.calculations.claims import ClaimState
from delivery.calculations.evidence import Evidence
from delivery.calculations.periods import Period
from delivery.forms.fact import FactForm
from delivery.forms.place import (
    choose_own_service,
    choose_portfolio,
    choose_project,
    enter_in_percent,
    refuse_project_elsewhere,
    refuse_service_elsewhere,
    take_currency_of_portfolio,
)
from delivery.models import Benefit, BenefitEntry, Kpi, Project
from pmo_value.form_fields import MonthField
from recognition.actions.translations import look_up, put_forward, why_no_claim
from recognition.arithmetic import Arithmetic
from recognition.calculations.translations import Quantity, Role
from recognition.formulas import WORDS
from recognition.models import Assumption, TranslationInput, ValueTranslation
from recognition.sentences import explained

Source = TranslationInput.Source

# What can stand for a factor, by what it counts.
SOURCES = {
    Quantity.MONEY: (
        Source.ASSUMPTION,
        Source.KPI,
        Source.VALIDATED,
        Source.BUDGET,
        Source.COST,
        Source.TYPED,
    ),
    Quantity.DAYS: (
        Source.ASSUMPTION,
        Source.KPI,
        Source.KPI_CHANGE,
        Source.EARLY,
        Source.TYPED,
    ),
    Quantity.NUMBER: (
        Source.ASSUMPTION,
        Source.KPI,
        Source.KPI_CHANGE,
        Source.VALIDATED,
        Source.TYPED,
    ),
}
OTHERWISE = (Source.ASSUMPTION, Source.KPI, Source.KPI_CHANGE, Source.TYPED)
# The field that names the fact of a source.
FACT_OF = {
    Source.ASSUMPTION: "assumption",
    Source.KPI: "kpi",
    Source.KPI_CHANGE: "kpi",
    Source.VALIDATED: "benefit",
    Source.BUDGET: "project",
    Source.COST: "project",
    Source.EARLY: "project",
}
FACTS = ("assumption", "kpi", "benefit", "project")
TYPED_FIELDS = ("number", "least", "most", "note", "reference")


class TranslationForm(FactForm):
    """Choose how an improvement becomes money; its numbers are bound on its page."""

    error_fields: ClassVar = {
        "recognition_translation_once_a_period": "name",
        "recognition_translation_has_currency": "currency",
    }

    class Meta(FactForm.Meta):
        model = ValueTranslation
        fields = [
            "portfolio",
            "name",
            "formula",
            "period",
            "currency",
            "project",
            "service",
            "attribution",
            "attribution_method",
            "confidence",
            "note",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_portfolio(self, user)
        choose_project(self, user)
        choose_own_service(self, user)
        enter_in_percent(self, "attribution", "confidence")
        if self.instance.pk and self.instance.inputs.exists():
            self.fields["formula"].disabled = True
            self.fields["formula"].help_text = _(
                "Its factors have numbers: begin another translation instead."
            )
            self.fields["currency"].disabled = True
        else:
            self.fields["currency"].help_text = _(
                "Empty: the currency of the portfolio."
            )

    def clean_period(self) -> str:
        try:
            return Period.parse(self.cleaned_data["period"].strip()).key
        except ValueError:
            raise ValidationError(
                _(
                    "Write a month as 2026-09, a quarter as 2026-Q3, or a fiscal year "
                    "as FY2026."
                )
            ) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_project_elsewhere(self)
        refuse_service_elsewhere(self)
        take_currency_of_portfolio(self)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            self.instance.written_by = self.by
        return super().save(commit)


class WordingForm(FactForm):
    """Put a translation into other words; its numbers stay where they come from."""

    class Meta(FactForm.Meta):
        model = ValueTranslation
        fields = ["wording"]
        widgets = {"wording": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, found: Arithmetic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        if not self.instance.wording:
            self.initial["wording"] = found.proposal.template
        self.fields["wording"].help_text = explained(found.proposal.numbers)

    def clean_wording(self) -> str:
        text: str = self.cleaned_data["wording"].strip()
        if text == self.found.proposal.template:
            return ""
        if text and (flaws := self.found.refused(text)):
            raise ValidationError(flaws)
        return text


class TranslationInputForm(FactForm):
    """Say where the number of a factor comes from."""

    parents = ("translation",)
    error_fields: ClassVar = {
        "recognition_translation_input_typed_has_source": "note",
        "recognition_translation_input_has_both_ends": "least",
    }

    class Meta(FactForm.Meta):
        model = TranslationInput
        fields = ["translation", "role", "source", *FACTS, *TYPED_FIELDS]

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        translation: ValueTranslation = self.instance.translation
        role = Role(self.instance.role)
        self.quantity = translation.library.factor(role).quantity
        self.fields["role"].disabled = True
        self.fields["role"].widget = forms.HiddenInput()
        sources = SOURCES.get(self.quantity, OTHERWISE)
        source: Any = self.fields["source"]
        source.choices = [(one.value, one.label) for one in sources]
        source.widget = forms.RadioSelect(choices=source.choices)
        factor = WORDS[translation.formula].factor(role)
        self.fields["number"].help_text = str(factor.unit)
        if self.instance.source != Source.TYPED:
            # A number that was looked up is not there to be typed over.
            self.initial.update(dict.fromkeys(("number", "least", "most")))
        self._offer({FACT_OF[one] for one in sources if one in FACT_OF}, user)

    def _offer(self, names: set[str], user: User) -> None:
        """Offer the facts that fit the factor, and what it is bound to already."""
        translation = self.instance.translation
        place = translation.portfolio
        here = {"portfolio__path__startswith": place.path}
        is_money = self.quantity is Quantity.MONEY
        money = {"currency": translation.currency if is_money else ""}
        kpi_units = [self.quantity.value]
        if self.quantity is Quantity.NUMBER:
            kpi_units.append(Kpi.Unit.POINTS.value)
        offered: dict[str, Any] = {
            "assumption": Assumption.objects.reaching(place)
            .offered()
            .filter(unit=self.quantity.value, **money),
            "kpi": Kpi.objects.visible_to(user)
            .typed()
            .filter(unit__in=kpi_units, **here),
            "benefit": Benefit.objects.visible_to(user).filter(**money, **here),
            "project": Project.objects.visible_to(user).filter(**here),
        }
        if is_money:
            offered["kpi"] = offered["kpi"].filter(**money)
            offered["project"] = offered["project"].filter(**money)
        for name in FACTS:
            if name not in names:
                del self.fields[name]
                continue
            field: Any = self.fields[name]
            bound = field.queryset.model.objects.filter(
                pk=getattr(self.instance, f"{name}_id") or 0
            )
            field.queryset = bound | offered[name] if bound.exists() else offered[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        source = cleaned.get("source")
        if not source:
            return cleaned
        fact = FACT_OF.get(Source(source))
        for name in FACTS:
            # A fact that was chosen for another source is of no account.
            if name != fact and name in self.fields:
                cleaned[name] = None
        if fact and not cleaned.get(fact):
            self.add_error(fact, _("Choose where it comes from."))
        if fact:
            cleaned |= dict.fromkeys(("number", "least", "most"))
            cleaned |= dict.fromkeys(("note", "reference"), "")
        elif cleaned.get("number") is None and "number" not in self.errors:
            self.add_error("number", _("Enter the number."))
        return cleaned

    def _post_clean(self) -> None:
        """Read the number before the rules of the row are checked."""
        for name in FACTS:
            if name not in self.fields:
                setattr(self.instance, name, None)
        super()._post_clean()
        if self.errors:
            return
        if not look_up(self.instance, self.today):
            fact = FACT_OF[Source(self.instance.source)]
            self.add_error(
                fact,
                _("Nothing is known of it for %(period)s yet.")
                % {"period": self.instance.translation.span.label},
            )

    def written_fields(self) -> list[str]:
        return [
            "source",
            *FACTS,
            *TYPED_FIELDS,
            "as_of",
            "version",
            "confirmed_by",
        ]

    def save(self, commit: bool = True) -> Any:
        self.instance.as_of = self.today
        self.instance.confirmed_by = self.by
        return super().save(commit)


class TranslationClaimForm(FactForm):
    """Put a translation forward as a claim of a benefit, in one month."""

    error_fields: ClassVar = {"delivery_benefit_entry_once_a_month": "month"}

    month = MonthField()

    class Meta(FactForm.Meta):
        model = BenefitEntry
        fields = ["benefit", "month", "kind", "is_draft"]

    def __init__(
        self,
        *args: Any,
        found: Arithmetic,
        user: User,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.now = now
        translation = found.translation
        self.fields["kind"].disabled = True
        self.fields["kind"].widget = forms.HiddenInput()
        benefit: Any = self.fields["benefit"]
        benefit.queryset = Benefit.objects.editable_by(user).filter(
            portfolio__path__startswith=translation.portfolio.path,
            benefit_class=translation.library.worth.value,
            currency=translation.currency,
            is_disbenefit=False,
        )
        benefit.help_text = _("Those in %(currency)s of the class “%(kind)s”.") % {
            "currency": translation.currency,
            "kind": Benefit.Kind(translation.library.worth.value).label,
        }
        if self.instance.pk:
            benefit.disabled = True
            benefit.queryset = Benefit.objects.filter(pk=self.instance.benefit_id)
            self.fields["month"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if why := why_no_claim(self.found):
            raise ValidationError(why)
        if self.instance.pk and self._is_decided():
            raise ValidationError(
                _("Finance has decided on this claim: ask finance to amend it.")
            )
        month = cleaned.get("month")
        if month and not self.found.translation.span.contains(month):
            label = self.found.translation.span.label
            text = _("The translation is about %(period)s: choose a month of it.")
            self.add_error("month", text % {"period": label})
        return cleaned

    def _is_decided(self) -> bool:
        claim = BenefitEntry.objects.with_decision().get(pk=self.instance.pk)
        return claim.state is ClaimState.VALIDATED

    def has_changed(self) -> bool:
        return True  # the amount is computed, and always written

    def save(self, commit: bool = True) -> Any:
        entry: BenefitEntry = self.instance
        entry.recorded_by = self.by
        entry.note = _("%(name)s: %(equation)s") % {
            "name": self.found.translation.name,
            "equation": self.found.equation,
        }
        if self.found.evidence is not Evidence.CLAIMED:
            address = self.found.translation.get_absolute_url()
            entry.evidence = f"{settings.SITE_URL}{address}"
        put_forward(self.found, entry, self.now)
        return entry
