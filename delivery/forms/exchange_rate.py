"""Forms of exchange rates: a new one, and the correction of one on record."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.calculations.exchange import month_around
from delivery.forms.fact import FactForm, refuse_future
from delivery.models import ExchangeRate, Portfolio
from delivery.models.exchange_rate import KEEPS_RATES

WHOLE_ORGANISATION = gettext_lazy("The whole organisation")


def portfolios_with_rates_of(user: User) -> QuerySet[Portfolio]:
    """Return the portfolios at the top whose rates this person keeps."""
    managed = Portfolio.objects.editable_by(user).filter(parent__isnull=True)
    return managed.order_by("path")


def may_enter_rates(user: User) -> bool:
    """Return whether this person keeps any rates at all."""
    return user.has_perm(KEEPS_RATES) or portfolios_with_rates_of(user).exists()


class ExchangeRateForm(FactForm):
    """Enter a rate for a portfolio at the top, or for the whole organisation."""

    error_fields: ClassVar = {
        "delivery_exchange_rate_of_two_currencies": "to_currency",
        "delivery_exchange_rate_positive": "rate",
        "delivery_exchange_rate_average_of_a_period": "valid_to",
        "delivery_exchange_rate_days_in_order": "valid_to",
    }

    class Meta(FactForm.Meta):
        model = ExchangeRate
        fields = [
            "portfolio",
            "from_currency",
            "to_currency",
            "kind",
            "valid_from",
            "valid_to",
            "rate",
            "source",
        ]

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["portfolio"]
        field.queryset = portfolios_with_rates_of(user)  # type: ignore[attr-defined]
        field.required = not user.has_perm(KEEPS_RATES)
        if not field.required:
            field.empty_label = WHOLE_ORGANISATION  # type: ignore[attr-defined]
        self.fields["rate"].required = True
        self.fields["valid_to"].help_text = _(
            "Of an average only. Empty: the month that the day is in."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, first = cleaned.get("kind"), cleaned.get("valid_from")
        is_average = kind == ExchangeRate.Kind.AVERAGE
        if is_average and first and not cleaned.get("valid_to"):
            cleaned["valid_from"], cleaned["valid_to"] = month_around(first)
        if kind == ExchangeRate.Kind.CLOSING:
            message = _("Nobody knows yet how that day will close.")
            refuse_future(self, "valid_from", self.today, message)
        self._refuse_double(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Keep why a closed period changes where the page of the rate shows it."""
        self.instance.reason = self.cleaned_data.get("change_reason", "")
        return super().save(commit)

    def _refuse_double(self, cleaned: dict[str, Any]) -> None:
        """Django leaves the constraint to the database: it speaks of another field."""
        place = {
            name: cleaned.get(name)
            for name in ("from_currency", "to_currency", "kind", "valid_from")
        }
        if not all(place.values()):
            return
        portfolio = cleaned.get("portfolio")
        found = ExchangeRate.objects.filter(portfolio=portfolio, **place)
        if found.exists():
            self.add_error(
                "rate", _("That rate is on record. Correct it instead of adding one.")
            )


class ExchangeRateCorrectionForm(FactForm):
    """Put another rate in the place of one on record, or say that there is none."""

    reason_name = "reason"
    error_fields: ClassVar = {
        "delivery_exchange_rate_positive": "rate",
        "delivery_exchange_rate_corrected_with_reason": "reason",
    }

    class Meta(FactForm.Meta):
        model = ExchangeRate
        fields = ["rate", "reason", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rate"].help_text = _(
            "Empty: the rate is withdrawn, and nothing is converted at it."
        )
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _(
            "What was wrong. The rate before stays on record."
        )
