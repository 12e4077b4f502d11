"""The header of a file: which cell of a row a column's name means."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from django.utils.text import slugify
from django.utils.translation import gettext as _

from delivery.imports.errors import UnreadableFileError, shown
from delivery.imports.findings import Findings
from delivery.imports.mapping import ColumnName, ComputedColumn
from delivery.imports.parsing import Cell, is_blank

Cells = Sequence[Cell]
Read = Callable[[Cells], Cell]

SEPARATORS = re.compile(r"[\s_-]+")
LONGEST_CODE = 60
MOST_LISTED = 50


def plain_name(name: str) -> str:
    """Return what two names of a column share that a reader would take for one."""
    text = unicodedata.normalize("NFKC", name).strip().casefold()
    return SEPARATORS.sub("_", text)


def listed(names: Iterable[str]) -> str:
    """Return names as a reader can take them in: the first fifty."""
    found = list(names)
    rest = [_("and %s more") % (len(found) - MOST_LISTED)]
    return ", ".join(found[:MOST_LISTED] + rest * (len(found) > MOST_LISTED))


class Columns:
    """The columns of a file by name; every use is noted, so that the rest is known.

    Case, spaces and dashes in a name do not matter. A name that stands twice is an
    error, unless the mapping says by position which one it means.
    """

    def __init__(self, header: Iterable[str], *, allow_doubles: bool) -> None:
        self.header: list[str] = []
        self.positions: dict[str, list[int]] = {}
        for position, name in enumerate(header):
            self.header.append(shown(name.strip()))
            if name.strip():
                self.positions.setdefault(plain_name(name), []).append(position)
        self.used: set[int] = set()
        self.computed: set[str] = set()
        if not allow_doubles:
            for places in self.positions.values():
                if len(places) > 1:
                    raise self._doubled(places[0])

    def find(self, column: ColumnName) -> int | None:
        """Return the position of a column, None when the file has none such."""
        places = self.positions.get(plain_name(column.name), [])
        if column.occurrence is not None:
            places = places[column.occurrence - 1 : column.occurrence]
        elif len(places) > 1:
            raise self._doubled(places[0])
        self.used.update(places)
        return places[0] if places else None

    def first_of(self, columns: Sequence[ColumnName]) -> tuple[list[int], str]:
        """Return the positions of those columns that exist, and a label for them."""
        found = [self.find(column) for column in columns]
        places = [place for place in found if place is not None]
        return places, self.header[places[0]] if places else ""

    def missing(self, columns: Sequence[ColumnName]) -> UnreadableFileError:
        """Return the error of a file that has none of these columns."""
        wanted = columns[0].name
        message = _("The column %(wanted)s is missing. Found: %(found)s.") % {
            "wanted": wanted,
            "found": listed(name for name in self.header if name),
        }
        near = difflib.get_close_matches(
            plain_name(wanted), list(self.positions), n=1, cutoff=0.75
        )
        if near:
            name = self.header[self.positions[near[0]][0]]
            message += " " + _("Is %s meant?") % name
        else:
            message += " " + _("The first row names the columns.")
        return UnreadableFileError(message)

    def unused(self) -> list[str]:
        """Return the names of the columns that nothing was taken from."""
        return [
            name or _("column %s, without a name") % (position + 1)
            for position, name in enumerate(self.header)
            if position not in self.used and name not in self.computed
        ]

    def compute(
        self, columns: Iterable[ComputedColumn], findings: Findings
    ) -> "list[Read]":
        """Add computed columns to the right; return what computes them, in order."""
        readers = []
        for column in columns:
            places, label = self.first_of(column.columns)
            if not places:
                raise self.missing(column.columns)
            readers.append(computed_reader(column, places, label, findings))
            self.positions[plain_name(column.name)] = [len(self.header)]
            self.header.append(column.name)
            self.computed.add(column.name)
        return readers

    def _doubled(self, position: int) -> UnreadableFileError:
        return UnreadableFileError(
            _(
                "The column %s stands twice in the header. Rename one of them, or say "
                "in a mapping which one counts."
            )
            % self.header[position]
        )


def first_cell(places: Sequence[int]) -> Read:
    """Return a reader of the first of some cells that is not blank."""
    if len(places) == 1:
        place = places[0]
        return lambda cells: cells[place]

    def read(cells: Cells) -> Cell:
        for place in places:
            if not is_blank(cells[place]):
                return cells[place]
        return None

    return read


def computed_reader(
    column: ComputedColumn, places: Sequence[int], label: str, findings: Findings
) -> Read:
    """Return a reader of a code that is made of other columns."""
    read = first_cell(places)
    repeats: Counter[str] = Counter()

    def compute(cells: Cells) -> Cell:
        cell = read(cells)
        if is_blank(cell):
            return None
        code = str(cell)
        if column.before:
            code = code.partition(column.before)[0]
        if column.as_slug:
            code = slugify(code)[:LONGEST_CODE].strip("-")
        if column.number_repeats:
            repeats[code] += 1
            if repeats[code] > 1:
                findings.remark(
                    _("Column %s: a repeated code got a number of its own") % label
                )
                code = f"{code}-{repeats[code]}"
        return code

    return compute
