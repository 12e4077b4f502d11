"""On what terms the PMO's return is worked out, and how sure benefits are."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFacts:
    """The terms that hold for a portfolio, its own or those of one above.

    Units: rates are ratios a year, cost factors multiples of all costs.
    """

    slug: str
    name: str
    discount_rate: Decimal
    is_real: bool
    inflation: Decimal | None
    rate_source: str
    hurdle: Decimal | None
    finance_rate: Decimal | None
    reinvest_rate: Decimal | None
    starts_on: date | None
    years: int
    rate_low: Decimal | None
    rate_high: Decimal | None
    cost_low: Decimal | None
    cost_high: Decimal | None
    correlation: Decimal
    shape: str
    seed: int


@dataclass(frozen=True, slots=True)
class RangeFacts:
    """Between what the coming amounts of a benefit lie, as shares of the forecast."""

    low: Decimal
    high: Decimal
    probability: Decimal
