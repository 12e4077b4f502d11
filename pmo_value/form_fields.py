"""Form fields that take one way of writing a value, whatever the reader's language."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PLAIN_NUMBER = re.compile(r"[-−]?\d{1,30}(\.\d{1,30})?", re.ASCII)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
# They make a text look like another one: embedding, override and isolate.
TURNS_TEXT = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LINE_END = re.compile(r"\r\n?")
FIRST_YEAR = 1900
LAST_YEAR = 2199
# SQLite refuses to look for a longer one.
LONGEST_KEY = 18


def plain(value: Decimal) -> str:
    """A number as it is typed: 1234.5, without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_key(text: str) -> bool:
    """Return whether a text can be the number of a row in any database."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class TickedField(forms.ModelMultipleChoiceField):
    """Rows that are ticked; a number that no database holds is none of them."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if isinstance(key, str) and not is_key(key):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return super().clean(value)


def validate_printable(text: str) -> None:
    """Refuse control characters; no page, file or mail could show them."""
    for place, character in enumerate(text, start=1):
        where = {"code": f"{ord(character):04X}", "place": place}
        if character in TURNS_TEXT:
            message = _(
                "There is a mark that turns text around (U+%(code)s) at place "
                "%(place)s. Remove it."
            )
            raise ValidationError(message, "turns_text", where)
        if unicodedata.category(character) == "Cc" and character not in "\n\r\t":
            message = _(
                "There is a control character (U+%(code)s) at place %(place)s. "
                "Remove it."
            )
            raise ValidationError(message, "control_character", where)


def validate_line(text: str) -> None:
    """Refuse what a text of one line cannot hold: line breaks and control characters.

    A browser sends none, but whoever writes a request by hand may.
    """
    for place, character in enumerate(text, start=1):
        if character in LINE_BREAKS:
            message = _(
                "There is a line break at place %(place)s. Write it on one line."
            )
            raise ValidationError(message, "line_break", {"place": place})
        if character == "\t":
            message = _("There is a tab at place %(place)s. Write a space instead.")
            raise ValidationError(message, "tab", {"place": place})
    validate_printable(text)


class NumberField(forms.DecimalField):
    """A number such as 1234.56.

    Django's own field takes “1_000” and digits of any script as well, and reads
    “1,234” by the language of the page: one text, two numbers.
    """

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Enter a number such as 1234.56."),
        "required": _("Enter a number such as 1234.56."),
        "max_digits": _("Enter at most %(max)s digits."),
        "max_decimal_places": _("Enter at most %(max)s digits after the point."),
        "max_whole_digits": _("Enter at most %(max)s digits before the point."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        text = str(value).strip()
        if not PLAIN_NUMBER.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(text.replace("−", "-"))

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class PercentField(NumberField):
    """A ratio that is typed and shown in percent: 86 is 0.86."""

    default_error_messages = {
        "invalid": _("Enter a percentage such as 86.5."),
        "required": _("Enter a percentage such as 86.5."),
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        percentage = super().to_python(value)
        return None if percentage is None else percentage.scaleb(-2)

    def prepare_value(self, value: Any) -> Any:
        return plain(value.scaleb(2)) if isinstance(value, Decimal) else value


class LinesField(forms.CharField):
    """Text of several lines, whose ends are of no account.

    Browsers send other ends than files have; a text that nobody touched would count
    as changed.
    """

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return LINE_END.sub("\n", super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)


class RowsField(forms.ModelMultipleChoiceField):
    """Rows that are ticked; a number that no database holds is none of them."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            shown = {"value": "…"}
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, "invalid_choice", shown) from error


class DayField(forms.DateField):
    """A day such as 2026-03-31: “03/04/2026” could be read in two ways."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "invalid": _("Enter a date such as 2026-03-31."),
        "required": _("Enter a date such as 2026-03-31."),
        "year": _("Enter a year from %(first)s to %(last)s."),
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        text = str(value).strip()
        try:
            day = date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                self.error_messages["year"],
                code="year",
                params={"first": FIRST_YEAR, "last": LAST_YEAR},
            )
        return day


class MonthField(DayField):
    """A month such as 2026-03, kept as its first day."""

    widget = forms.DateInput(format="%Y-%m", attrs={"type": "month"})
    default_error_messages = {
        "invalid": _("Enter a month such as 2026-03."),
        "required": _("Enter a month such as 2026-03."),
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        return super().to_python(f"{str(value).strip()}-01")
