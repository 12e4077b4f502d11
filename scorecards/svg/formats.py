"""The number and date formats of d3 that our figures use, in Python."""

import re
from datetime import datetime

MINUS = "\N{MINUS SIGN}"
SUFFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""))

_SPECIFIER = re.compile(r"(\+?)(,?)(?:\.(\d+))?(~?)([fds%]?)")


def number_text(value: float, specifier: str = "") -> str:
    """Write a number as d3-format would: ",.0f", ".1%", "+d", "~s".

    An empty specifier writes the shortest decimal. Negative numbers carry a true
    minus, and a negative number that rounds to zero carries none.

    Raises ValueError for a specifier outside this subset.
    """
    match = _SPECIFIER.fullmatch(specifier)
    if match is None:
        raise ValueError(f"the number format {specifier!r} is not supported")
    sign, comma, digits, _, kind = match.groups()
    suffix = ""
    if kind == "%":
        value, suffix = value * 100, "%"
    elif kind == "s":
        scale, suffix = next(
            (pair for pair in SUFFIXES if abs(value) >= pair[0]), SUFFIXES[-1]
        )
        value /= scale
    body = _unsigned(abs(value), comma, digits, kind)
    is_zero = not body.strip("0.,")
    lead = "" if is_zero else MINUS if value < 0 else sign
    return f"{lead}{body}{suffix}"


def _unsigned(value: float, comma: str, digits: str | None, kind: str) -> str:
    if kind == "d":
        return f"{value:{comma}.0f}"
    if digits is not None and kind != "s":
        return f"{value:{comma}.{digits}f}"
    text = f"{value:{comma}.{digits or 6}f}"
    return text.rstrip("0").rstrip(".")


def date_text(moment: datetime, specifier: str) -> str:
    """Write a date as d3-time-format would, for the plain directives such as %b %Y."""
    return moment.strftime(specifier or "%b %Y")
