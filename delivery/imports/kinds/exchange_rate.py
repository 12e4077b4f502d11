"""Exchange rates."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import ExchangeRate

EXCHANGE_RATE_KINDS = (
    Kind(
        name="exchange-rates",
        label=_("Exchange rates"),
        model=ExchangeRate,
        fields=(
            "from_currency",
            "to_currency",
            "kind",
            "valid_from",
            "valid_to",
            "rate",
            "source",
        ),
        key=("from_currency", "to_currency", "kind", "valid_from"),
        aliases={
            "from_currency": ("from", "base"),
            "to_currency": ("to", "quote"),
            "valid_from": ("date", "day"),
            "valid_to": ("until", "last_day"),
            "rate": ("value",),
        },
    ),
)
