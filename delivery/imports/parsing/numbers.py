"""Numbers and money: exact decimals, read by stated rules and never guessed."""

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact, InvalidOperation

from django.utils.translation import gettext as _

from delivery.imports.errors import CellError
from delivery.imports.parsing.cells import Cell, is_blank, wrong_kind

LONGEST = 40
PLAIN = re.compile(
    r"[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE
)
# Commas that can only be thousands: before a decimal point, or two and more.
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+|[+-]?\d{1,3}(,\d{3}){2,}", re.ASCII)
ONE_COMMA = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)
EUROPEAN = re.compile(r"[+-]?\d{1,3}(\.\d{3})*,\d+|[+-]?\d+,\d+", re.ASCII)

# Wide enough for the longest text times a unit of millions; anything that does
# not fit exactly is an error and not a rounding.
EXACT = Context(prec=80, traps=[Inexact, InvalidOperation])


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How the numbers of a column are written, as its mapping states.

    `symbols` and `suffixes` may stand before and after the number; `scale` turns
    it into units (1,000,000 for amounts in millions). `may_round` allows more
    decimal places than are stored.
    """

    decimal: str = "."
    thousands: str = ""
    symbols: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    scale: Decimal = Decimal(1)
    percent: bool = False
    may_round: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal of at most 18 digits, `places` of them after the point.

    "1,234.56" and "1,234,567" have one reading and are taken; "1,234" has two and
    is refused unless the format states the thousands separator. Scientific
    notation is taken; NaN, infinity and digits of other scripts are not.
    """

    places: int = 6
    minimum: Decimal | None = None
    form: NumberFormat = field(default_factory=NumberFormat)

    def __call__(self, cell: Cell) -> Decimal | None:
        if is_blank(cell):
            return None
        exact = self.read(cell)
        return self.fitted(exact)

    def read(self, cell: Cell) -> Decimal:
        """Return the number exactly as the file has it, in units."""
        if isinstance(cell, Decimal):
            number = cell
        elif isinstance(cell, str):
            number = self._from_text(cell.strip())
        else:
            raise wrong_kind(cell, _("Write a number such as 1234.56."))
        if number.adjusted() > 2 * LONGEST or number.adjusted() < -2 * LONGEST:
            raise CellError(_("is out of range"))
        # Adding zero turns "-0" into 0.
        return EXACT.add(EXACT.multiply(number, self.form.scale), Decimal(0))

    def fitted(self, number: Decimal) -> Decimal:
        """Return the number with at most `places` decimals, or refuse it."""
        scaled = number.scaleb(self.places, EXACT)
        whole = scaled.to_integral_value()
        if whole != scaled and not self.form.may_round:
            raise CellError(
                _("has more than %(places)s decimal places") % {"places": self.places},
                _("Round it."),
            )
        if whole.adjusted() >= 18:
            raise CellError(_("is out of range"), _("At most 18 digits are stored."))
        if self.minimum is not None and whole < self.minimum.scaleb(self.places):
            raise CellError(
                _("is too small"),
                _("The smallest value is %(minimum)s.") % {"minimum": self.minimum},
            )
        return whole.scaleb(-self.places)

    def _from_text(self, text: str) -> Decimal:
        if len(text) > LONGEST:
            raise CellError(
                _("is not a number"), _("It has %s characters.") % len(text)
            )
        bare, is_percent = self._without_symbols(text)
        plain = self._plain(bare)
        if plain is None:
            raise CellError(*self._explain(text, bare))
        number = EXACT.create_decimal(plain)
        return number.scaleb(-2, EXACT) if is_percent else number

    def _without_symbols(self, text: str) -> tuple[str, bool]:
        # A typographic minus is a minus.
        bare = text.replace("−", "-")
        sign = ""
        if bare[:1] in "+-":
            sign, bare = bare[0], bare[1:].lstrip()
        for symbol in self.form.symbols:
            if bare.startswith(symbol):
                bare = bare.removeprefix(symbol).lstrip()
                break
        for suffix in self.form.suffixes:
            if bare.endswith(suffix):
                bare = bare.removesuffix(suffix).rstrip()
                break
        is_percent = self.form.percent and bare.endswith("%")
        if is_percent:
            bare = bare.removesuffix("%").rstrip()
        if sign and bare[:1] in ("+", "-"):
            return text, False
        return sign + bare, is_percent

    def _plain(self, text: str) -> str | None:
        """Return the number with a decimal point and no separators, None if none."""
        form = self.form
        if form.thousands or form.decimal != ".":
            text = self._ungrouped(text) or ""
        elif GROUPED.fullmatch(text):
            text = text.replace(",", "")
        return text if PLAIN.fullmatch(text) else None

    def _ungrouped(self, text: str) -> str | None:
        form = self.form
        whole, mark, fraction = text.partition(form.decimal)
        if mark and not (fraction.isascii() and fraction.isdigit()):
            return text if form.decimal == "." else None
        if form.thousands and form.thousands in whole:
            groups = whole.lstrip("+-").split(form.thousands)
            if not 1 <= len(groups[0]) <= 3 or any(len(g) != 3 for g in groups[1:]):
                return None
            whole = whole.replace(form.thousands, "")
        return f"{whole}.{fraction}" if mark else whole

    def _explain(self, text: str, bare: str) -> tuple[str, str]:
        """Say why a text is no number and, where it can be told, how to write it."""
        if text.endswith("%"):
            return _("is a percentage"), self._as_share(bare)
        if ONE_COMMA.fullmatch(bare) and self.form.decimal == ".":
            both = {"whole": bare.replace(",", ""), "part": bare.replace(",", ".")}
            return (
                _("can be read in two ways"),
                _("Write %(whole)s or %(part)s.") % both,
            )
        guess = "1234.56"
        if EUROPEAN.fullmatch(bare):
            guess = bare.replace(".", "").replace(",", ".")
        return _("is not a number"), _("Write %s.") % guess

    def _as_share(self, bare: str) -> str:
        """Say how to write a percentage as the share that is stored."""
        plain = self._plain(bare.removesuffix("%").rstrip())
        if plain is None:
            return _("Write 0.25 for 25 %.")
        share = EXACT.create_decimal(plain).scaleb(-2, EXACT)
        return _("Write %s.") % f"{share.normalize():f}"


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number from `minimum` to `maximum`."""

    minimum: int = 0
    maximum: int = 32767

    def __call__(self, cell: Cell) -> int | None:
        number = Number(places=0, form=NumberFormat(may_round=True))
        if is_blank(cell):
            return None
        exact = number.read(cell)
        whole = number.fitted(exact)
        if whole != exact:
            raise CellError(_("is not a whole number"))
        if not self.minimum <= whole <= self.maximum:
            raise CellError(
                _("is out of range"),
                _("Write a whole number from %(least)s to %(most)s.")
                % {"least": self.minimum, "most": self.maximum},
            )
        return int(whole)
