"""Exchange rates as a file."""

from collections.abc import Iterable

from delivery.exports.rows import Rows, values
from delivery.models import ExchangeRate

EXCHANGE_RATE_COLUMNS = (
    "portfolio",
    "from_currency",
    "to_currency",
    "kind",
    "valid_from",
    "valid_to",
    "rate",
    "source",
)


def exchange_rate_rows(rates: Iterable[ExchangeRate]) -> Rows:
    """Yield exchange rates, in the order of EXCHANGE_RATE_COLUMNS."""
    for rate in rates:
        yield (
            rate.portfolio.slug if rate.portfolio else "",
            *values(rate, EXCHANGE_RATE_COLUMNS[1:]),
        )
