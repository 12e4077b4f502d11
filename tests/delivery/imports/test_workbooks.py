"""XLSX files (guarantees I10, I11): every value as saved, or a refusal, in time."""

import time
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from delivery.imports.errors import UnreadableFileError
from delivery.imports.parsing import BrokenCell, Defect
from delivery.imports.reading import ReadOptions, open_source
from tests.delivery.imports.workbooks import (
    HEADER,
    MAIN,
    number,
    row,
    sheet_xml,
    text,
    write_workbook,
)


def read(path, **options):
    with open_source(path, ReadOptions(**options)) as source:
        return source.layout, list(source.rows())


def refusal(path, **options):
    start = time.monotonic()
    with pytest.raises(UnreadableFileError) as caught:
        read(path, **options)
    assert time.monotonic() - start < 10
    return str(caught.value)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "facts.xlsx"


def test_cells_keep_their_types(path):
    book = openpyxl.Workbook()
    book.active.append(["code", "actual", "on", "done"])
    book.active.append(["00123", 0.1 + 0.2, date(2026, 3, 31), True])
    book.active.append([123, 1e-7, None, False])
    book.save(path)
    layout, rows = read(path)
    assert layout.header == ("code", "actual", "on", "done")
    assert layout.has_binary_numbers
    assert rows[0].cells == ["00123", Decimal("0.3"), date(2026, 3, 31), True]
    assert rows[1].cells == [Decimal(123), Decimal("1E-7"), None, False]


def test_dates_of_both_calendars_are_the_same_day(path):
    rows = [HEADER, row(2, text("A2", "A"), number("B2", 45991, style=1))]
    write_workbook(path, sheet_xml(*rows))
    assert read(path)[1][0].cells[1] == date(2025, 11, 30)
    write_workbook(path, sheet_xml(*rows), is_1904=True)
    assert read(path)[1][0].cells[1] == date(2029, 12, 1)


def test_a_blank_row_in_the_middle_is_counted(path):
    write_workbook(
        path,
        sheet_xml(HEADER, row(2, text("A2", "A")), row(5, text("A5", "B"))),
    )
    assert [r.number for r in read(path)[1]] == [2, 5]


def test_a_table_away_from_the_corner_is_found(path):
    write_workbook(
        path,
        sheet_xml(
            row(3, text("C3", "code"), text("D3", "actual")),
            row(4, text("C4", "A"), number("D4", 5)),
        ),
    )
    layout, rows = read(path)
    assert layout.header == ("", "", "code", "actual")
    assert rows[0].number == 4
    assert rows[0].cells == [None, None, "A", Decimal(5)]


def test_a_lying_dimension_drops_nothing(path):
    lie = '<dimension ref="A1:A1"/>'
    write_workbook(
        path, sheet_xml(HEADER, row(2, text("A2", "A"), number("B2", 5)), before=lie)
    )
    assert read(path)[1][0].cells == ["A", Decimal(5)]


def test_an_error_is_a_broken_cell(path):
    cell = '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    write_workbook(path, sheet_xml(HEADER, row(2, text("A2", "A"), cell)))
    assert read(path)[1][0].cells[1] == BrokenCell("#DIV/0!", Defect.ERROR)


def test_a_formula_counts_by_its_saved_result(path):
    cell = '<c r="B2"><f>2+3</f><v>5</v></c>'
    write_workbook(path, sheet_xml(HEADER, row(2, text("A2", "A"), cell)))
    assert read(path)[1][0].cells[1] == Decimal(5)


def test_a_formula_without_a_saved_result_is_a_broken_cell(path):
    cell = '<c r="B2"><f>2+3</f></c>'
    write_workbook(path, sheet_xml(HEADER, row(2, text("A2", "A"), cell)))
    assert read(path)[1][0].cells[1] == BrokenCell("=…", Defect.NO_RESULT)


def test_a_number_with_more_digits_than_a_workbook_keeps_is_a_broken_cell(path):
    cells = row(2, text("A2", "A"), number("B2", "123456789012345678"))
    write_workbook(path, sheet_xml(HEADER, cells))
    assert read(path)[1][0].cells[1].defect is Defect.TOO_LONG


def test_rich_text_is_read_whole(path):
    cell = '<c r="A2" t="inlineStr"><is><r><t>bo</t></r><r><t>ld</t></r></is></c>'
    write_workbook(path, sheet_xml(HEADER, row(2, cell, number("B2", 1))))
    assert read(path)[1][0].cells[0] == "bold"


def test_hidden_sheets_are_reported(path):
    write_workbook(
        path,
        sheet_xml(HEADER, row(2, text("A2", "A"))),
        sheet_xml(HEADER, row(2, text("A2", "B"))),
        names=[("Shown", ""), ("Secret", 'state="veryHidden"')],
    )
    layout, rows = read(path)
    assert layout.sheet == "Shown"
    assert layout.notes == ("Hidden sheets were not read: Secret.",)
    assert [r.cells[0] for r in rows] == ["A"]


def test_of_two_filled_sheets_one_must_be_named(path):
    sheets = [sheet_xml(HEADER, row(2, text("A2", name))) for name in "AB"]
    write_workbook(path, *sheets, names=[("One", ""), ("Two", "")])
    assert refusal(path) == (
        "Several sheets hold data: One, Two. Say which one to read."
    )
    assert read(path, sheet="Two")[1][0].cells[0] == "B"
    assert refusal(path, sheet="Three") == ("There is no sheet Three. Found: One, Two.")


def test_an_empty_second_sheet_does_not_matter(path):
    write_workbook(
        path, sheet_xml(HEADER, row(2, text("A2", "A"))), sheet_xml(), names=None
    )
    assert len(read(path)[1]) == 1


def test_an_empty_workbook_is_refused(path):
    write_workbook(path, sheet_xml())
    assert refusal(path) == "The workbook is empty."


GOOD = sheet_xml(HEADER, row(2, text("A2", "A"), number("B2", 5)))
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
DAMAGED = "The workbook could not be read; it may be damaged."


@pytest.mark.parametrize("prolog", [EXTERNAL, LAUGHS], ids=["XXE", "billion laughs"])
def test_a_workbook_with_entities_is_refused(path, prolog):
    write_workbook(path, sheet_xml(HEADER, prolog=prolog))
    assert refusal(path) == DAMAGED


def test_entities_in_a_part_in_utf_16_are_refused(path):
    part = sheet_xml(HEADER, prolog=LAUGHS).encode("utf-16")
    write_workbook(path, GOOD, extra_parts={"xl/worksheets/sheet1.xml": part})
    assert refusal(path) == DAMAGED


def test_a_bomb_is_refused_while_inflating(path):
    write_workbook(path, GOOD)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("xl/media/image1.bin", "w") as part,
    ):
        for _ in range(2):
            part.write(b"\0" * (1 << 24))
    assert path.stat().st_size < 2 << 20
    assert "unpacks to more than" in refusal(path)


def test_a_sheet_of_32_megabytes_of_nothing_is_refused(path):
    cell = b"<c/>" * (1 << 14)
    with (
        zipfile.ZipFile(write_workbook(path), "a", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        part.write(f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'.encode())
        for _ in range(512):
            part.write(cell)
        part.write(b"</row></sheetData></worksheet>")
    assert "unpacks to more than" in refusal(path)


def test_a_part_that_lies_about_its_size_is_refused(path):
    write_workbook(path, GOOD)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    true_size = size.to_bytes(4, "little")
    assert content.count(true_size) >= 2
    path.write_bytes(content.replace(true_size, (10).to_bytes(4, "little")))
    assert refusal(path) == DAMAGED


@pytest.mark.parametrize(
    "parts",
    [
        {f"xl/media/{i}.bin": b"" for i in range(2_000)},
        {"../../../tmp/evil.xml": "x"},
        {"/etc/evil.xml": "x"},
        {"xl\\..\\evil.xml": "x"},
        {"XL/WORKBOOK.XML": "x"},
    ],
    ids=[
        "2,000 parts more",
        "zip slip",
        "absolute",
        "backslashes",
        "two by another case",
    ],
)
def test_a_package_that_no_program_writes_is_refused(path, parts):
    write_workbook(path, GOOD, extra_parts=parts)
    assert refusal(path) == DAMAGED


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_package_with_a_part_twice_is_refused(path):
    write_workbook(path, GOOD)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/worksheets/sheet1.xml", sheet_xml(HEADER))
    assert refusal(path) == DAMAGED


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "links to other files"),
    ],
)
def test_macros_and_links_to_other_files_are_refused(path, part, words):
    write_workbook(path, GOOD, extra_parts={part: "<x/>"})
    assert words in refusal(path)


def test_a_package_that_is_no_workbook_is_refused(path):
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert "not a workbook" in refusal(path)


def test_one_cell_in_the_far_corner_is_refused(path):
    corner = row(1_048_576, text("XFD1048576", "x"))
    write_workbook(path, sheet_xml(HEADER, corner))
    assert "reaches as far as cell XFD1048576" in refusal(path)


@pytest.mark.parametrize(
    "rows",
    [
        [row(2, text("A2", "A"), text("A2", "B"))],
        [row(2, text("A2", "A")), row(2, text("A2", "B"))],
        [row(3, text("A2", "A"))],
        [row(2, text("2A", "A"))],
    ],
    ids=["cell twice", "row twice", "cell in another row", "no such place"],
)
def test_a_sheet_that_contradicts_itself_is_refused(path, rows):
    write_workbook(path, sheet_xml(HEADER, *rows))
    assert refusal(path) == DAMAGED


@pytest.mark.parametrize("kept", [100, 500, -30])
def test_a_workbook_that_is_cut_off_is_refused(path, kept):
    write_workbook(path, GOOD)
    path.write_bytes(path.read_bytes()[:kept])
    assert refusal(path) == DAMAGED


def test_broken_xml_is_refused(path):
    write_workbook(path, GOOD.replace("</sheetData>", ""))
    assert refusal(path) == DAMAGED


def test_the_child_process_has_no_secrets_and_leaves_nothing(path, tmp_path):
    write_workbook(path, GOOD)
    with open_source(path) as source:
        unpacked = source._file
        assert len(list(source.rows())) == 1
    assert unpacked.closed
    assert list(tmp_path.iterdir()) == [path]
