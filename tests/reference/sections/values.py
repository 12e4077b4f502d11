"""JSON values as the calculations take them, and results as the table names them."""

from datetime import date
from decimal import Decimal
from typing import Any

from delivery.calculations.measure import Measure
from delivery.calculations.share import Share

Json = Any
Outputs = dict[str, Json]


def exact(value: Json) -> Decimal | None:
    """Return a JSON number as it is written, not as binary stores it."""
    return None if value is None else Decimal(str(value))


def number(value: Json) -> Decimal:
    """Return a JSON number that must be there."""
    return Decimal(str(value))


def day(text: Json) -> date | None:
    """Return an ISO date."""
    return None if text is None else date.fromisoformat(text)


def of_share(share: Share) -> Outputs:
    """Return the outputs that every counting rate has."""
    rate = share.measure()
    return {"rate": rate.value, "n": rate.n, "completeness": rate.completeness}


def of_measures(**measures: Measure) -> Outputs:
    """Return the values of measures under their output names."""
    return {name: measure.value for name, measure in measures.items()}


def percent(measure: Measure) -> Decimal | None:
    """Return a ratio in per cent."""
    return None if measure.value is None else 100 * Decimal(measure.value)
