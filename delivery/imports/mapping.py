"""How the columns of a file become facts: plain data, from a profile or TOML."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from delivery.imports.errors import UnreadableFileError
from delivery.imports.parsing import NumberFormat
from delivery.imports.reading import ReadOptions


class Otherwise(StrEnum):
    """What happens to a cell that does not say what its field asks for."""

    REFUSE = "refuse"
    NOT_GIVEN = "not given"


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A column by its name and, where several share it, by its position: "x#2"."""

    name: str
    occurrence: int | None = None

    @classmethod
    def parse(cls, text: str) -> "ColumnName":
        name, mark, position = text.rpartition("#")
        if mark and position.isascii() and position.isdigit() and int(position):
            return cls(name, int(position))
        return cls(text)

    def __str__(self) -> str:
        return f"{self.name}#{self.occurrence}" if self.occurrence else self.name


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where the value of one field comes from, and how it is written there.

    The first of `columns` that is not blank counts. With `joined` the text is put
    together from all of them, each under its heading. `values` translates what the
    file says; `constant` needs no column.
    """

    field: str
    columns: tuple[ColumnName, ...] = ()
    constant: str | None = None
    joined: tuple[tuple[ColumnName, str], ...] = ()
    values: MappingOf[str, str] | None = None
    form: NumberFormat | None = None
    formats: tuple[str, ...] = ()
    otherwise: Otherwise = Otherwise.REFUSE


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows whose column holds one of the texts."""

    column: ColumnName
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class FactRule:
    """One fact that is made of each row.

    No fact is made of a row when all fields in `needs_any` are blank, nor when
    `only_when` does not hold. An optional rule is left out when the file has no
    column for any of those fields. With `only_new` the rows merely name an object: it
    is made where there is none of that code, and never changed.
    """

    kind: str
    fields: tuple[FieldRule, ...]
    needs_any: tuple[str, ...] = ()
    only_when: Condition | None = None
    is_optional: bool = False
    only_new: bool = False


@dataclass(frozen=True, slots=True)
class ComputedColumn:
    """A column that the file does not have: a code made of others.

    The first of `columns` that is not blank counts. Of "ALPHA.1.2", what stands
    `before` "." is "ALPHA". `as_slug` shortens words to a code; `number_repeats` writes
    the second of two equal codes as "CODE-2".
    """

    name: str
    columns: tuple[ColumnName, ...]
    before: str = ""
    as_slug: bool = False
    number_repeats: bool = False


@dataclass(frozen=True, slots=True)
class Companion:
    """A second file beside the first, that says more about the same keys.

    Both have the column `on`; the options are those of the first.
    """

    file: str
    on: ColumnName
    options: ReadOptions = field(default_factory=ReadOptions)


@dataclass(frozen=True, slots=True)
class PortfolioNeeds:
    """Settings that a portfolio must have for the facts to mean what they say."""

    currency: str = ""
    fiscal_year_start_month: int | None = None
    scale_name: str = ""
    # Label and colour of each rating, best first.
    ratings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """Everything that is stated about one kind of file."""

    facts: tuple[FactRule, ...]
    title: str = ""
    description: str = ""
    options: ReadOptions = field(default_factory=ReadOptions)
    # Texts that mean "not given" in any cell.
    blank_texts: frozenset[str] = frozenset()
    computed: tuple[ComputedColumn, ...] = ()
    skipped: tuple[Condition, ...] = ()
    companion: Companion | None = None
    needs: PortfolioNeeds = field(default_factory=PortfolioNeeds)
    # Columns may share a name: the rules say by position which one they mean.
    allows_doubles: bool = False
    # What a reader of the report should know about such files.
    notes: tuple[str, ...] = ()
    # The kind of a file that another app reads; it makes no facts of its own.
    guest: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of facts that are made, each once."""
        if self.guest:
            return (self.guest,)
        return tuple(dict.fromkeys(rule.kind for rule in self.facts))

    def check_kind(self, kind: str, name: str) -> None:
        """Raise UnreadableFileError when no facts of the kind are made."""
        if kind not in self.kinds:
            raise UnreadableFileError(
                _("%(name)s makes %(kinds)s, and no %(kind)s.")
                % {"name": name, "kinds": ", ".join(self.kinds), "kind": kind}
            )
