"""Unpack a workbook, a JSON file or a plan into lines of JSON, in a process of its own.

This program is run, never imported: `python -I child.py '{"path": …}' > rows`. It
knows nothing of Django, has no secrets in its environment and dies when it passes
its limits, so that a malicious file costs a refusal and not the server.

The first line of the output says what was found, or why the file is refused; each
line after it is a row: its number, then its cells. A cell is null, a text, true or
false, or a pair of a kind and a text:

    n number   d date   t date and time   h time of day or duration
    e error of the spreadsheet   f formula without a result   p too many digits
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NoReturn
from xml.parsers import expat

# Each file waits for what is loaded here: what one form alone needs, it loads itself.
if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

CHUNK = 1 << 16
MOST_PARTS = 2_000
MOST_CELLS = 16_000_000
MOST_COLUMNS = 2_000
# Above this size a part that shrinks to less than a hundredth is a bomb.
HARMLESS_SIZE = 30_000_000
MOST_SHRINKAGE = 100
DEEPEST = 20

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class RefusedError(Exception):
    """The file is not taken; the first argument says why in one word."""


def refuse(why: str, **details: object) -> NoReturn:
    raise RefusedError(why, details)


# The package


def check_package(path: str, most_bytes: int) -> "ZipFile":
    """Inflate every part once, counting, and refuse what no honest workbook has."""
    from zipfile import ZipFile

    package = ZipFile(path)
    parts = package.infolist()
    names = [part.filename for part in parts]
    lowered = {name.lower() for name in names}
    if len(parts) > MOST_PARTS or len(lowered) != len(names):
        refuse("damaged")
    if any(part.flag_bits & 1 for part in parts):
        refuse("locked")
    if any(name.startswith("/") or ".." in name or "\\" in name for name in names):
        refuse("damaged")
    if "xl/workbook.xml" not in names:
        refuse("not a workbook")
    if any(name.endswith("vbaproject.bin") for name in lowered):
        refuse("macros")
    if any(name.startswith("xl/externallinks/") for name in lowered):
        refuse("links")
    total = 0
    for part in parts:
        total += inflated_size(package, part, most_bytes - total)
    return package


def inflated_size(package: "ZipFile", part: "ZipInfo", most_bytes: int) -> int:
    """Return how large a part really is; what it says of itself may be a lie."""
    stated = part.file_size
    part.file_size = most_bytes + 1  # read on to the real end
    is_xml = part.filename.endswith((".xml", ".rels"))
    size, tail = 0, b""
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most_bytes or (
                size > HARMLESS_SIZE and size > MOST_SHRINKAGE * part.compress_size
            ):
                refuse("too large")
            text = (tail + chunk).replace(b"\0", b"")
            if is_xml and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
                refuse("damaged")
            tail = chunk[-20:]
    part.file_size = stated
    if size != stated:
        refuse("damaged")
    return size


def parse(package: "ZipFile", name: str, parser: expat.XMLParserType) -> None:
    with package.open(name) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def local(name: str) -> str:
    return name.rpartition(" ")[2]


def sheet_parts(package: "ZipFile") -> dict[str, str]:
    """Return the part of each sheet by the sheet's name, in the workbook's order."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def note_sheet(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(" id")), "")
            sheets[attributes.get("name", "")] = key

    def note_target(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            target = attributes.get("Target", "")
            inside = target[1:] if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = inside

    for name, handler in (
        ("xl/workbook.xml", note_sheet),
        ("xl/_rels/workbook.xml.rels", note_target),
    ):
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = handler
        parse(package, name, parser)
    return {name: targets.get(key, "") for name, key in sheets.items()}


# A sheet


class SheetScan:
    """What calamine does not tell: where a sheet ends, errors, missing results."""

    def __init__(self, package: "ZipFile", part: str) -> None:
        self.last_row = self.last_column = 0
        self.defects: dict[int, dict[int, list[str]]] = {}
        self._row = self._column = 0
        self._has_formula = self._has_value = False
        self._kind, self._text, self._collects = "", "", False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parse(package, part, parser)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            number = int(attributes.get("r") or self._row + 1)
            if number <= self._row:
                refuse("damaged")
            self._row, self._column = number, 0
        elif name == "f":
            self._has_formula = True
        elif name in {"v", "is"}:
            self._has_value = True
            self._collects = name == "v" and self._kind == "e"

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._kind = attributes.get("t", "n")
        self._has_formula = self._has_value = self._collects = False
        self._text = ""
        row, column = self._row, self._column + 1
        if place := attributes.get("r"):
            match = CELL_NAME.fullmatch(place)
            if match is None:
                refuse("damaged")
            row, column = int(match[2]), column_number(match[1])
        if row != self._row or column <= self._column:
            refuse("damaged")
        self._column = column

    def _data(self, text: str) -> None:
        if self._collects:
            self._text += text

    def _end(self, tag: str) -> None:
        if local(tag) != "c" or not (self._has_value or self._has_formula):
            return
        self.last_row = self._row
        self.last_column = max(self.last_column, self._column)
        if (
            self.last_row * self.last_column > MOST_CELLS
            or self.last_column > MOST_COLUMNS
        ):
            refuse("too wide", row=self._row, column=column_name(self._column))
        if self._kind == "e":
            self._note_defect("e", self._text)
        elif self._has_formula and not self._has_value:
            self._note_defect("f", "=…")

    def _note_defect(self, kind: str, text: str) -> None:
        self.defects.setdefault(self._row, {})[self._column] = [kind, text]


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(number: int) -> str:
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    return name


def chosen_sheet(
    scans: dict[str, SheetScan], hidden: set[str], wanted: str
) -> tuple[str, list[str]]:
    """Return the sheet to read and the hidden ones that hold something, unread."""
    filled = [name for name, scan in scans.items() if scan.last_row]
    if wanted:
        if wanted not in scans:
            refuse("no such sheet", sheet=wanted, sheets=list(scans))
        name = wanted
    else:
        visible = [name for name in filled if name not in hidden]
        if not visible:
            refuse("empty")
        if len(visible) > 1:
            refuse("several sheets", sheets=visible)
        name = visible[0]
    return name, [other for other in filled if other in hidden and other != name]


def workbook_cell(value: Any) -> Any:
    """Return a cell of calamine as the output writes it."""
    if value is None or value == "":
        return None
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, (int, float)):
        # A workbook keeps fifteen digits; the ones behind are noise of binary.
        kind = "p" if abs(value) >= 1e15 and value == int(value) else "n"
        return [kind, format(value, ".15g")]
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, (time, timedelta)):
        return ["h", str(value)]
    return ["e", str(value)]


def workbook_lines(job: dict[str, Any]) -> Iterator[Any]:
    """Yield what was found, then the rows of one sheet of an XLSX file."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    package = check_package(job["path"], job["unpacked_bytes"])
    parts = sheet_parts(package)
    with CalamineWorkbook.from_path(job["path"]) as workbook:
        sheets = [
            sheet
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
        hidden = {s.name for s in sheets if s.visible != SheetVisibleEnum.Visible}
        scans = {s.name: SheetScan(package, parts[s.name]) for s in sheets}
        name, unread = chosen_sheet(scans, hidden, job["sheet"])
        scan = scans[name]
        sheet = workbook.get_sheet_by_name(name)
        left = (sheet.start or (0, 0))[1]
        yield {"sheet": name, "hidden": unread}
        for number, values in enumerate(sheet.iter_rows(), start=1):
            cells = [None] * left + [workbook_cell(value) for value in values]
            cells += [None] * (scan.last_column - len(cells))
            for column, defect in scan.defects.get(number, {}).items():
                cells[column - 1] = defect
            yield [number, *cells]


# JSON


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that says one thing twice: the second would hide the first."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            refuse("double key", key=key)
        found[key] = value
    return found


def no_constant(word: str) -> NoReturn:
    refuse("not a number", word=word)


class NumberText(str):
    """A number as it is written: its value is the business of the reader."""

    __slots__ = ()


def json_cell(value: Any) -> Any:
    """Return a plain value of JSON as the output writes it."""
    return ["n", value] if isinstance(value, NumberText) else value


def json_lines(job: dict[str, Any]) -> Iterator[Any]:
    """Yield the columns, then one row for each object of a list."""
    with open(job["path"], encoding=job["encoding"]) as file:  # noqa: PTH123
        try:
            document = json.load(
                file,
                object_pairs_hook=unique_keys,
                parse_constant=no_constant,
                parse_float=NumberText,
                parse_int=NumberText,
            )
        except json.JSONDecodeError as error:
            refuse("not json", line=error.lineno)
    records = found_records(document, job["records"])
    columns: dict[str, int] = {}
    flat = [dict(flattened(record)) for record in records]
    for record in flat:
        for name in record:
            columns.setdefault(name, len(columns))
    yield {"columns": list(columns)}
    for number, record in enumerate(flat, start=1):
        yield [number, *(json_cell(record.get(name)) for name in columns)]


def found_records(document: Any, way: list[str]) -> list[dict[str, Any]]:
    """Return the list of objects, at the top, under "rows" or where `way` leads."""
    if not way and isinstance(document, dict) and "rows" in document:
        way = ["rows"]
    for key in way:
        document = document.get(key) if isinstance(document, dict) else None
    if not isinstance(document, list):
        refuse("no list", way=".".join(way))
    for number, record in enumerate(document, start=1):
        if not isinstance(record, dict):
            refuse("no object", number=number)
    return document


def flattened(record: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the fields of an object, those of objects inside it as "outer.inner"."""
    if prefix.count(".") > DEEPEST:
        refuse("damaged")
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from flattened(value, f"{name}.")
        elif isinstance(value, list):
            yield name, joined(value)
        else:
            yield name, value


def joined(values: list[Any]) -> str | None:
    """Return a list of plain values as one text, "a, b"."""
    if any(isinstance(value, (dict, list)) for value in values):
        return json.dumps(values)
    return ", ".join(str(value) for value in values) or None


# A plan of Microsoft Project


def plan_lines(job: dict[str, Any]) -> Iterator[Any]:
    """Yield the rows of a plan, by the program beside this one."""
    import runpy

    beside = runpy.run_path(__file__.removesuffix("child.py") + "schedule.py")
    return beside["schedule_lines"](job, refuse)


# The process

LINES = {"xlsx": workbook_lines, "json": json_lines, "mspdi": plan_lines}


def limit(job: dict[str, Any]) -> None:
    """Let the system end this process when it takes too much."""
    memory, seconds = job["memory_bytes"], job["seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (job["output_bytes"],) * 2)


def main(job: dict[str, Any]) -> None:
    limit(job)
    write = sys.stdout.write
    try:
        for line in LINES[job["form"]](job):
            write(json.dumps(line, separators=(",", ":")) + "\n")
    except RefusedError as refused:
        why, details = refused.args
        write(json.dumps({"refused": why, **details}) + "\n")
    except (MemoryError, RecursionError):
        write(json.dumps({"refused": "too large"}) + "\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
