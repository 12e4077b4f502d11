"""On which days people work in a country."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from django.utils.translation import get_language

from pmo_value.formatting import reader_locale

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 6


def works_in(country: str) -> Callable[[date], bool]:
    """Return what says whether a day is a working day; of no country, its weekends."""
    if not country:
        return lambda day: day.isoweekday() < SATURDAY
    return _calendar(country).is_working_day


@lru_cache(32)
def _calendar(country: str) -> "HolidayBase":
    # Few processes ask, and the calendars of the world take long to load.
    from holidays import country_holidays

    return country_holidays(country)


def name_of_day_off(day: date, country: str) -> str:
    """Return what a holiday is called; nothing for a weekend."""
    return str(_calendar(country).get(day, "")) if country else ""


def countries() -> list[tuple[str, str]]:
    """Return the countries whose holidays are known, by name in the language in use."""
    return _countries(get_language() or "en")


@lru_cache(8)
def _countries(language: str) -> list[tuple[str, str]]:
    from holidays import list_supported_countries

    names: Locale = reader_locale()
    known = list_supported_countries(include_aliases=False)
    labelled = [(code, names.territories.get(code, code)) for code in known]
    return sorted(labelled, key=lambda choice: choice[1])
