"""Files that people open in a spreadsheet: a header and rows."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from django.http import HttpResponse

from pmo_value.form_fields import plain

# A spreadsheet program runs a text that starts like this as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# A text that looks as if it had been quoted is quoted once more, so that whoever takes
# one apostrophe off again finds the text as it was.
LOOKS_QUOTED = re.compile("'+[=+\\-@\t\r]")
# A spreadsheet program keeps so many digits of a number, and changes the rest to 0.
MOST_DIGITS = 15
# XML has no way to write them, so no workbook can hold them.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Without this mark Excel takes UTF-8 for the encoding of the country.
BYTE_ORDER_MARK = "\ufeff"

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = Sequence[Any]


class Sheet(NamedTuple):
    """A sheet of a workbook; widths are in letters, where they are not the usual."""

    title: str
    header: Row
    rows: Iterable[Row]
    widths: Sequence[int] = ()


def safe_cell(value: Any) -> Any:
    """Quote text that a spreadsheet program would run as a formula.

    Numbers and dates pass through, so a negative amount stays a number.
    """
    if isinstance(value, str) and (
        value.startswith(FORMULA_STARTS) or LOOKS_QUOTED.match(value)
    ):
        return f"'{value}"
    return value


def file_response(
    kind: str, name: str, header: Row, rows: Iterable[Row]
) -> HttpResponse:
    """Answer with a file of the kind "csv" or "xlsx"."""
    write = {"csv": csv_response, "xlsx": xlsx_response}[kind]
    return write(f"{name}.{kind}", header, rows)


def csv_response(filename: str, header: Row, rows: Iterable[Row]) -> HttpResponse:
    """Answer with a CSV file in UTF-8; numbers and dates are written plainly."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    _write(response, header, rows)
    return response


def csv_file(header: Row, rows: Iterable[Row]) -> bytes:
    """Return the same as the bytes of a file."""
    text = StringIO(newline="")
    _write(text, header, rows)
    return text.getvalue().encode(errors="replace")


def xlsx_response(filename: str, header: Row, rows: Iterable[Row]) -> HttpResponse:
    """Answer with a workbook of one sheet, whose first row stays in sight."""
    content = xlsx_file([Sheet(filename.removesuffix(".xlsx"), header, rows)])
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def xlsx_file(sheets: Iterable[Sheet]) -> bytes:
    """Return the bytes of a workbook, the first row of each sheet in sight."""
    # It takes long to import, and few processes ever write a workbook.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for one in sheets:
        sheet = book.create_sheet(one.title)
        sheet.freeze_panes = "A2"
        for place, width in enumerate(one.widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.append([_bold(sheet, label) for label in one.header])
        for row in one.rows:
            sheet.append([_typed(safe_cell(value)) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _bold(sheet: Any, label: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, _typed(safe_cell(str(label))))
    cell.font = Font(bold=True)
    return cell


def _write(file: Any, header: Row, rows: Iterable[Row]) -> None:
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([_text(safe_cell(value)) for value in row] for row in rows)


def _text(value: Any) -> Any:
    match value:
        case Decimal():
            return plain(value)
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
    return value


def _typed(value: Any) -> Any:
    match value:
        case bool():
            return _text(value)
        case Decimal() if len(value.normalize().as_tuple().digits) > MOST_DIGITS:
            return plain(value)
        case Decimal() | int() | float() | date() | None:
            return value
    return NOT_IN_XML.sub("\ufffd", str(value))
