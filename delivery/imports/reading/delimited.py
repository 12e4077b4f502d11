"""Delimited text (CSV), streamed: row and line numbers match the file."""

import csv
import re
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.imports.errors import UnreadableFileError
from delivery.imports.parsing import is_blank
from delivery.imports.reading.encodings import settled_encoding
from delivery.imports.reading.rows import Layout, ReadOptions, Row

DELIMITERS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar"),
}
SAMPLE_ROWS = 20
LONGEST_LINE = 1_000_000
SEPARATOR_LINE = re.compile(r'"?sep=([^\r\n"])"?\s*', re.IGNORECASE)


class DelimitedSource:
    """A CSV file: a header and one row a record."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.path = path
        self.options = options
        self.encoding, notes = settled_encoding(path, options.encoding)
        stated = self._stated_delimiter()
        self.has_separator_line = stated is not None
        self.delimiter = options.delimiter or stated or self._likely_delimiter()
        records = self._records()
        header = next((r for r in records if self._is_header(r)), None)
        records.close()
        if header is None:
            raise UnreadableFileError(_("The file is empty."))
        self.header_number = header.number
        self.layout = Layout(
            form="csv",
            header=tuple(str(name) for name in header.cells),
            encoding=self.encoding.removesuffix("-sig"),
            delimiter=self.delimiter,
            notes=notes,
            is_ragged=True,
        )

    def rows(self) -> Iterator[Row]:
        """Return the rows after the header that are not blank."""
        found = (
            row
            for row in self._records()
            if row.number > self.header_number
            and not all(is_blank(cell) for cell in row.cells)
        )
        return islice(found, self.options.most_rows)

    def close(self) -> None:
        """Nothing was unpacked."""

    def _is_header(self, row: Row) -> bool:
        if self.options.header_row is not None:
            return row.number == self.options.header_row
        return not all(is_blank(cell) for cell in row.cells)

    def _open(self) -> TextIO:
        return self.path.open(encoding=self.encoding, newline="")

    def _stated_delimiter(self) -> str | None:
        """Return what a first line such as "sep=;" states."""
        with self._open() as file:
            match = SEPARATOR_LINE.fullmatch(file.readline(20))
        return match[1] if match else None

    def _likely_delimiter(self) -> str:
        """Return the delimiter that cuts the header into most cells.

        Between equals the one that cuts the rows below into as many wins.
        """
        with self._open() as file:
            sample = list(islice(_Lines(file), 4 * SAMPLE_ROWS))

        def merit(delimiter: str) -> tuple[int, int]:
            records = filter(None, csv.reader(sample, delimiter=delimiter))
            try:
                widths = [len(cells) for cells in islice(records, SAMPLE_ROWS)]
            except csv.Error:
                widths = []
            return (widths[0], widths.count(widths[0])) if widths else (0, 0)

        return max(DELIMITERS, key=merit)

    def _records(self) -> Generator[Row]:
        with self._open() as file:
            lines = _Lines(file)
            if self.has_separator_line:
                next(lines)
            records = csv.reader(lines, delimiter=self.delimiter, strict=True)
            first = 2 if self.has_separator_line else 1
            number, line = first - 1, first
            while True:
                lines.record.clear()
                try:
                    cells = next(records)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise UnreadableFileError(
                        _explain(str(error), lines.record, line, self.delimiter)
                    ) from None
                number += 1
                yield Row(number, line, cells)
                line = lines.number + 1


class _Lines:
    """The lines of a text; those of the record being read are kept for messages."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.number = 0
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= LONGEST_LINE:
            raise UnreadableFileError(
                _("Line %s is too long to be a row of a table.") % self.number
            )
        self.record.append(line)
        return line


def _explain(error: str, record: list[str], first_line: int, delimiter: str) -> str:
    """Return what is wrong with the record that starts at a line."""
    opened = _open_quote(record, delimiter)
    if "expected after" in error:
        return _(
            "In line %s text follows the end of a quoted cell. Write a quote inside "
            "a cell twice."
        ) % (first_line + len(record) - 1)
    if opened is not None:
        return _("A quote in line %s is not closed.") % (first_line + opened)
    return (
        _("A cell in line %s is too long to be one value. Is a quote missing?")
        % first_line
    )


def _open_quote(record: list[str], delimiter: str) -> int | None:
    """Return which line of a record opens the quote that is never closed."""
    opened: int | None = None
    closed: int | None = None
    for index, line in enumerate(record):
        at_start = opened is None
        for character in line:
            if opened is not None:
                if character == '"':
                    opened, closed = None, opened
            elif character == '"' and closed is not None:
                opened, closed = closed, None  # a doubled quote: still inside
            elif character == '"' and at_start:
                opened = index
            else:
                closed = None
                at_start = character == delimiter
    return opened
