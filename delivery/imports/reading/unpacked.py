"""Workbooks, JSON and plans: unpacked by a child process, then read like a table."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.imports.errors import UnreadableFileError, shown
from delivery.imports.parsing import BrokenCell, Cell, Defect, is_blank
from delivery.imports.reading.encodings import settled_encoding
from delivery.imports.reading.rows import Layout, ReadOptions, Row

CHILD = Path(__file__).with_name("child.py")
MEGABYTE = 1 << 20
DEFECTS = {"e": Defect.ERROR, "f": Defect.NO_RESULT, "p": Defect.TOO_LONG}

REFUSALS = {
    "damaged xlsx": gettext_lazy("The workbook could not be read; it may be damaged."),
    "damaged json": gettext_lazy("The file could not be read; it may be damaged."),
    "damaged mspdi": gettext_lazy(
        "The plan could not be read; it may be damaged. Save it again as XML in "
        "Microsoft Project."
    ),
    "too large mspdi": gettext_lazy(
        "The plan is too large to be read here. Divide it into smaller projects."
    ),
    "no tasks": gettext_lazy("The plan has no tasks."),
    "too large xlsx": gettext_lazy(
        "The workbook unpacks to more than can be read here. Save the sheet as CSV."
    ),
    "too large json": gettext_lazy(
        "The file is too large to be read as JSON. Import it as CSV."
    ),
    "locked": gettext_lazy("The workbook needs a password. Save it without one."),
    "not a workbook": gettext_lazy(
        "This is not a workbook. Save the table as .xlsx or CSV."
    ),
    "macros": gettext_lazy(
        "The workbook holds macros. Save it as .xlsx, without them."
    ),
    "links": gettext_lazy(
        "The workbook has links to other files. In Excel: Data > Edit links > Break "
        "link, then save it again."
    ),
    "too wide": gettext_lazy(
        "The sheet reaches as far as cell %(column)s%(row)s. Delete the empty rows and "
        "columns, or save it as CSV."
    ),
    "no such sheet": gettext_lazy("There is no sheet %(sheet)s. Found: %(sheets)s."),
    "several sheets": gettext_lazy(
        "Several sheets hold data: %(sheets)s. Say which one to read."
    ),
    "empty": gettext_lazy("The workbook is empty."),
    "not json": gettext_lazy("The file is not JSON (line %(line)s)."),
    "not a number": gettext_lazy("The file holds %(word)s, which is not a number."),
    "double key": gettext_lazy("An object of the file has the key %(key)s twice."),
    "no list": gettext_lazy(
        "There is no list of objects in the file. Write a list, or an object with the "
        'list under "rows".'
    ),
    "no object": gettext_lazy("Item %(number)s of the list is not an object."),
}


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What unpacking one file may cost."""

    memory_bytes: int = 1024 * MEGABYTE
    seconds: int = 30
    unpacked_bytes: int = 500 * MEGABYTE
    output_bytes: int = 1024 * MEGABYTE


class UnpackedSource:
    """An XLSX, JSON or MSPDI file, of which a child process made a file of rows."""

    def __init__(
        self, path: Path, form: str, options: ReadOptions, limits: ChildLimits
    ) -> None:
        self.options = options
        self.form = form
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            encoding, notes = (
                settled_encoding(path, options.encoding) if form == "json" else ("", ())
            )
            self._unpack(path, encoding, limits)
            self.layout = self._layout(encoding, notes)
        except BaseException:
            self.close()
            raise

    def rows(self) -> Iterator[Row]:
        """Return the rows after the header that are not blank."""
        found = (
            row
            for row in self._records()
            if row.number > self._header_number
            and not all(is_blank(cell) for cell in row.cells)
        )
        return islice(found, self.options.most_rows)

    def close(self) -> None:
        """Remove what was unpacked."""
        self._file.close()

    def _unpack(self, path: Path, encoding: str, limits: ChildLimits) -> None:
        job = {
            "path": str(path.resolve()),
            "form": self.form,
            "encoding": encoding,
            "sheet": self.options.sheet,
            "records": list(self.options.records),
            "memory_bytes": limits.memory_bytes,
            "seconds": limits.seconds,
            "unpacked_bytes": limits.unpacked_bytes,
            "output_bytes": limits.output_bytes,
        }
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(CHILD), json.dumps(job)],
                stdin=subprocess.DEVNULL,
                stdout=self._file,
                stderr=subprocess.DEVNULL,
                env={},
                timeout=limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise UnreadableFileError(
                _explain(self.form, {"refused": "too large"})
            ) from None
        self._file.seek(0)
        self._found = self._first_line(failed=done.returncode != 0)

    def _first_line(self, *, failed: bool) -> dict[str, Any]:
        """Return what the child found; its last line says why it gave up, if so."""
        refusal = _last_line(self._file)
        if "refused" in refusal:
            raise UnreadableFileError(_explain(self.form, refusal))
        self._file.seek(0)
        if failed:
            raise UnreadableFileError(_explain(self.form, {"refused": "damaged"}))
        found: dict[str, Any] = json.loads(self._file.readline())
        return found

    def _layout(self, encoding: str, notes: tuple[str, ...]) -> Layout:
        if "columns" in self._found:
            self._header_number = 0
            header = tuple(self._found["columns"])
        else:
            row = next((r for r in self._records() if self._is_header(r)), None)
            if row is None:
                raise UnreadableFileError(_("The sheet is empty."))
            self._header_number = row.number
            header = tuple("" if is_blank(c) else str(c) for c in row.cells)
        if hidden := self._found.get("hidden"):
            notes += (_("Hidden sheets were not read: %s.") % ", ".join(hidden),)
        return Layout(
            form=self.form,
            header=header,
            encoding=encoding.removesuffix("-sig"),
            sheet=self._found.get("sheet", ""),
            notes=notes,
            has_binary_numbers=self.form == "xlsx",
        )

    def _is_header(self, row: Row) -> bool:
        if self.options.header_row is not None:
            return row.number == self.options.header_row
        return not all(is_blank(cell) for cell in row.cells)

    def _records(self) -> Iterator[Row]:
        self._file.seek(0)
        self._file.readline()
        for line in self._file:
            number, *cells = json.loads(line)
            yield Row(number, number, [_cell(cell) for cell in cells])


def _cell(cell: Any) -> Cell:
    """Return the cell that a line of the child's output stands for."""
    if not isinstance(cell, list):
        plain: str | bool | None = cell
        return plain
    kind, text = cell
    match kind:
        case "n":
            return Decimal(text)
        case "d":
            return date.fromisoformat(text)
        case "t":
            return datetime.fromisoformat(text)
        case "h":
            return str(text)
        case _:
            return BrokenCell(text, DEFECTS[kind])


def _last_line(file: BinaryIO) -> dict[str, Any]:
    """Return the last line when it is an object, else an empty one."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 10_000))
    lines = file.read().splitlines()
    if not lines or not lines[-1].startswith(b'{"refused"'):
        return {}
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def _explain(form: str, refusal: dict[str, Any]) -> str:
    """Return the child's one word in words for the reader."""
    details = {
        key: shown(", ".join(value) if isinstance(value, list) else value)
        for key, value in refusal.items()
    }
    why = refusal["refused"]
    message = REFUSALS.get(f"{why} {form}") or REFUSALS.get(why)
    return str(message or REFUSALS[f"damaged {form}"]) % details
