"""Exchange rates, where a portfolio needs any."""

from collections.abc import Collection

from delivery.calculations.exchange import Rate, Rates
from delivery.models import ExchangeRate, Portfolio


def load_rates(portfolio: Portfolio, currencies: Collection[str]) -> Rates:
    """Load the rates between some currencies that hold in the portfolio's tree.

    A rate of the portfolio at the top goes before that of the organisation. Where
    there is only one currency nothing is asked.
    """
    if len(currencies) < 2:
        return Rates()
    rows = (
        ExchangeRate.objects.in_force()
        .for_tree_of(portfolio)
        .filter(from_currency__in=currencies, to_currency__in=currencies)
        .order_by("pk")
        .values_list(
            "portfolio_id",
            "from_currency",
            "to_currency",
            "kind",
            "valid_from",
            "valid_to",
            "rate",
        )
    )
    found: dict[tuple[object, ...], Rate] = {}
    for row in sorted(rows, key=lambda row: row[0] is not None):
        *place, end, value = row[1:]
        if value is not None:
            found[tuple(place)] = Rate(*row[1:5], end, value)
    return Rates.of(found.values())
