"""The flows of a case by year, from amounts by month."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from delivery.calculations.additive import ZERO

MONTHS = 12


def by_year(
    months: Iterable[tuple[date, Decimal]], start: date, years: int
) -> list[Decimal]:
    """Add up amounts by the years of a case; what lies outside is left out.

    Shape: months in any order give one amount a year, from the month `start` on.

    Units: one currency; amounts below zero are allowed.

    Source: docs/formulas.md, "The case of the PMO".
    """
    found = [ZERO] * years
    for month, amount in months:
        place = (month.year - start.year) * MONTHS + month.month - start.month
        if 0 <= place < MONTHS * years:
            found[place // MONTHS] += amount
    return found
