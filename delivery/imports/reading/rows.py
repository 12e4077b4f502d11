"""What every reader gives: a header and numbered rows of cells, as often as asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from delivery.imports.parsing import Cell


class Row(NamedTuple):
    """One record of a file.

    `number` counts records as a spreadsheet program shows them, blank ones
    included; `line` is the line of the text in which the record starts.
    """

    number: int
    line: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person, a profile or a mapping says about a file; empty means detect.

    `records` leads to the list of objects in a JSON file, `header_row` is the row
    with the names of the columns: the first that is not blank when None.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    records: tuple[str, ...] = ()
    header_row: int | None = None
    # Rows to read at most: a preview does not need them all.
    most_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found out about a file."""

    form: str
    header: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    notes: tuple[str, ...] = field(default=())
    # Numbers are binary: the last digits are noise and may be rounded off.
    has_binary_numbers: bool = False
    # Every row must have as many cells as the header.
    is_ragged: bool = False


class Source(Protocol):
    """An opened file."""

    layout: Layout

    def rows(self) -> Iterator[Row]:
        """Return the rows after the header, from the first, each time it is called."""

    def close(self) -> None:
        """Remove what was unpacked."""
