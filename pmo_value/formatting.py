"""Numbers, money and dates as a reader of a given locale writes them.

Only this module turns a value into text. Rounding is half-even, as Babel does
it; a minus is a true minus; what is unknown is an en dash.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format
from babel.numbers import (
    format_compact_currency,
    format_currency,
    format_decimal,
    format_percent,
    get_currency_symbol,
    get_decimal_symbol,
)
from django.utils import translation
from django.utils.translation import gettext as _

Number = Decimal | float | int

UNKNOWN = "–"
MINUS = "−"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
# Below it a compact amount says less than the amount itself.
COMPACT_FROM = 10_000
# Below it cents matter.
SMALL = 100
LONE_DIGIT = re.compile(r"(?<![\d.,])\d(?![\d.,])")
# A scorecard writes the same amounts in its sentence, its table and its picture.
WRITTEN_LAST = 8192


def reader_locale() -> Locale:
    """The locale of the person this request or job works for."""
    return _locale(translation.get_language() or "en")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(translation.to_locale(language))


def number(value: Number | None, places: int = 0) -> str:
    """A plain number: 1,234.5; `places` is how many decimals are always shown."""
    return UNKNOWN if value is None else _number(value, places, reader_locale())


@lru_cache(WRITTEN_LAST)
def _number(value: Number, places: int, locale: Locale) -> str:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text = format_decimal(value, pattern, locale=locale)
    # What rounds to zero from below is written like zero.
    is_zero = not any(digit in text for digit in "123456789")
    return text.lstrip("-") if is_zero else _true_minus(text)


def trimmed(value: Number | None, places: int = 6) -> str:
    """A number with as many decimals as it has, at most `places`."""
    return UNKNOWN if value is None else _trimmed(value or 0, places, reader_locale())


@lru_cache(WRITTEN_LAST)
def _trimmed(value: Number, places: int, locale: Locale) -> str:
    return _true_minus(format_decimal(value, "#,##0." + "#" * places, locale=locale))


def hours(value: Number | None) -> str:
    """A number of hours, to a quarter of one: 152, 7.25."""
    return trimmed(value, 2)


def percent(value: Number | None, places: int = 0) -> str:
    """A ratio as a percentage: 0.875 is 88 %, or 87.5 % with one place."""
    if value is None:
        return UNKNOWN
    return f"{number(Decimal(str(value)) * 100, places)}{NARROW_SPACE}%"


def percentage_points(value: Number | None, places: int = 0) -> str:
    """The difference of two ratios: 0.04 is +4 pp."""
    if value is None:
        return UNKNOWN
    return f"{signed(Decimal(str(value)) * 100, places)}{NARROW_SPACE}pp"


def signed(value: Number | None, places: int = 0) -> str:
    """A change, with its sign; one that rounds to no change has none."""
    text = number(value, places)
    is_rise = value is not None and value > 0 and text != number(0, places)
    return f"+{text}" if is_rise else text


def money(value: Number | None, currency: str, places: int | None = None) -> str:
    """An amount to the minor unit of its currency, or to `places` decimals."""
    if value is None:
        return UNKNOWN
    # A zero below zero equals zero, and is written like it.
    return _money(value or 0, currency, places, reader_locale())


@lru_cache(WRITTEN_LAST)
def _money(value: Number, currency: str, places: int | None, locale: Locale) -> str:
    if places is None:
        return _true_minus(format_currency(value, currency, locale=locale))
    pattern = locale.currency_formats["standard"].pattern.replace(
        "0.00", "0" + ("." + "0" * places if places else "")
    )
    text = format_currency(
        value, currency, pattern, locale=locale, currency_digits=False
    )
    return _true_minus(text)


def compact_money(value: Number | None, currency: str, places: int = 1) -> str:
    """A large amount in short: $2.4M, 2,4 Mio. €. The exact one belongs beside it.

    Locales differ in their units, and some have no short form for thousands, so
    Babel decides; small amounts are written out.
    """
    if value is None:
        return UNKNOWN
    locale = reader_locale()
    size = abs(float(value))
    if 0 < size < SMALL:
        return money(value, currency)
    if size < COMPACT_FROM or (size < 1_000_000 and locale.language == "de"):
        return money(value, currency, 0)
    return _compact_money(value, currency, places, locale)


@lru_cache(WRITTEN_LAST)
def _compact_money(value: Number, currency: str, places: int, locale: Locale) -> str:
    return _true_minus(
        format_compact_currency(value, currency, locale=locale, fraction_digits=places)
    )


def short_money(value: Number | None, currency: str, digits: int) -> str:
    """An amount to some significant digits, in short: €4.21M, €42.1M, $2M."""
    if value is None:
        return UNKNOWN
    exactly = value if isinstance(value, Decimal) else Decimal(str(value))
    if abs(exactly) < COMPACT_FROM:
        return compact_money(exactly, currency)
    rounded = exactly.quantize(
        Decimal(1).scaleb(exactly.adjusted() - digits + 1), ROUND_HALF_EVEN
    )
    # It has no more digits than it should, whatever the locale counts it in.
    return compact_money(rounded, currency, digits)


def told_money(value: Decimal, currency: str, digits: int) -> str:
    """An amount that is rounded already, with the zero that says how finely: $2.0M.

    Units: `digits` are its significant digits; one alone keeps none behind the point.
    """
    if abs(value) >= COMPACT_FROM:
        text = compact_money(value, currency, max(digits, 1))
        return _with_zero(text) if digits > 1 else text
    is_whole = value == value.to_integral_value()
    return money(value, currency, 0 if is_whole else None)


def _with_zero(text: str) -> str:
    """Write a single digit with a decimal: Babel leaves out zeros at the end."""
    point = get_decimal_symbol(reader_locale())
    return LONE_DIGIT.sub(lambda match: f"{match[0]}{point}0", text)


def local_percent(value: Number, places: int = 0) -> str:
    """A ratio in per cent as running text of the reader's language has it: 25%."""
    locale = reader_locale()
    pattern = locale.percent_formats[None].pattern
    if places:
        before, _zero, after = pattern.rpartition("0")
        pattern = f"{before}0.{'0' * places}{after}"
    return _true_minus(format_percent(value, pattern, locale=locale))


def with_code(text: str, currency: str) -> str:
    """Money as text with the code of its currency for its sign: USD 2.4M.

    For readers who see more than one currency: $ is the sign of twenty.
    """
    symbol = get_currency_symbol(currency, locale=reader_locale())
    before, found, after = text.partition(symbol)
    if not found:
        return text
    gap = NO_BREAK_SPACE if after[:1].isdigit() else ""
    return f"{before}{currency}{gap}{after}"


def day(value: date | None, style: str = "medium") -> str:
    """A date in the reader's words: 30 Sep 2026."""
    return UNKNOWN if value is None else _date(_day(value), style, reader_locale())


def month(value: date | None) -> str:
    """A month in the reader's words: Sep 2026."""
    return UNKNOWN if value is None else _date(_day(value), "MMM y", reader_locale())


def _day(value: date) -> date:
    """The day of a moment where it was put: one moment may be of two days."""
    return value.date() if isinstance(value, datetime) else value


@lru_cache(WRITTEN_LAST)
def _date(value: date, style: str, locale: Locale) -> str:
    return format_date(value, style, locale=locale)


def moment(value: datetime | None) -> str:
    """A date and time to the minute; the caller has set the time zone."""
    if value is None:
        return UNKNOWN
    locale = reader_locale()
    both = str(get_datetime_format("medium", locale=locale))
    on = format_date(value, "medium", locale=locale)
    at = format_time(value, "short", locale=locale)
    return both.replace("'", "").replace("{0}", at).replace("{1}", on)


def days(value: int | None) -> str:
    """A number of calendar days: 12 days."""
    if value is None:
        return UNKNOWN
    if value == 1:
        return _("1 day")
    return _("%(number)s days") % {"number": number(value)}


def _true_minus(text: str) -> str:
    return text.replace("-", MINUS)
