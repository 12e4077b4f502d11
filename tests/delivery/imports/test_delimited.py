"""CSV files (guarantees I2, I3): encodings, delimiters, quotes and row numbers."""

import codecs

import pytest

from delivery.imports.errors import UnreadableFileError
from delivery.imports.reading import FileLimits, ReadOptions, open_source

TEXT = "code,name\nA,Größe\nB,naïve\n"


def read(tmp_path, content, name="facts.csv", **options):
    """Return the layout and the rows of a file with this content."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_source(path, ReadOptions(**options)) as source:
        return source.layout, list(source.rows())


def cells(tmp_path, content, **options):
    return [list(row.cells) for row in read(tmp_path, content, **options)[1]]


def refusal(tmp_path, content, name="facts.csv", **options):
    with pytest.raises(UnreadableFileError) as caught:
        read(tmp_path, content, name, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with its mark", "UTF-16 LE", "UTF-16 BE"],
)
def test_utf_8_and_marked_utf_16_need_no_naming(tmp_path, content):
    layout, rows = read(tmp_path, content)
    assert layout.header == ("code", "name")
    assert [list(row.cells) for row in rows] == [["A", "Größe"], ["B", "naïve"]]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Größe – “x”"),
        ("iso-8859-1", "Größe"),
        ("iso-8859-15", "5 €"),
        ("mac-roman", "Größe"),
        ("cp850", "Größe"),
        ("cp1250", "Łódź"),
        ("iso-8859-2", "Łódź"),
        ("cp1251", "Проект"),
        ("koi8-r", "Проект"),
        ("cp1253", "Έργο"),
        ("cp1254", "Şirket"),
        ("shift_jis", "計画"),
        ("euc_kr", "계획"),
        ("gb18030", "项目"),
        ("big5", "專案"),
        ("utf-16-le", "Größe"),
        ("utf-16-be", "Größe"),
    ],
)
def test_another_encoding_is_read_only_when_it_is_named(tmp_path, encoding, text):
    content = f"code,name\nA,{text}\n".encode(encoding)
    assert cells(tmp_path, content, encoding=encoding) == [["A", text]]
    assert "encoding" in refusal(tmp_path, content)


def test_the_refusal_names_the_first_line_that_is_not_utf_8(tmp_path):
    content = b"code,name\r\nA,fine\r\nB,\xe9\r\n"
    assert refusal(tmp_path, content).startswith(
        "The text is not UTF-8 (first at line 3). Choose its encoding"
    )


def test_a_file_that_is_half_utf_8_is_refused(tmp_path):
    content = "code,name\nA,é\n".encode() + b"B,\xe9\n"
    assert "first at line 3" in refusal(tmp_path, content)


def test_the_line_of_a_bad_byte_is_counted_over_long_files(tmp_path):
    content = b"code,name\n" + b"A,xxxxxxxxxxxxxxxx\n" * 200_000 + b"B,\xff\n"
    assert "first at line 200002" in refusal(tmp_path, content)


def test_utf_8_named_otherwise_is_never_garbled(tmp_path):
    layout, rows = read(tmp_path, TEXT, encoding="cp1252")
    assert rows[0].cells[1] == "Größe"
    assert layout.notes == ("Read as UTF-8, which it is, and not as cp1252.",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TEXT.encode("utf-32"), "UTF-32"),
        ("a,b\n1,2\n".encode("utf-16-le"), "NUL"),
        ("a,b\n1,2\n".encode("utf-16-be"), "NUL"),
        (codecs.BOM_UTF16_LE + b"a", "not utf-16"),
        (codecs.BOM_UTF8 + b"a,b\n\xe9,1\n", "not utf-8 (first at line 2)"),
    ],
)
def test_text_in_an_unusable_encoding_is_refused(tmp_path, content, words):
    assert words in refusal(tmp_path, content)


@pytest.mark.parametrize("encoding", ["unicode_escape", "utf-7", "idna", "zlib", "x"])
def test_a_codec_that_is_no_plain_encoding_cannot_be_named(tmp_path, encoding):
    assert "no encoding" in refusal(tmp_path, TEXT, encoding=encoding)


def test_bytes_outside_the_named_encoding_are_refused(tmp_path):
    assert refusal(tmp_path, b"a,b\n\xe9,\x81\n", encoding="cp1252") == (
        "The text is not cp1252 (first at line 2)."
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    content = delimiter.join(["code", "name", "note\nA", "x y", "1.5\n"])
    layout, rows = read(tmp_path, content)
    assert layout.delimiter == delimiter
    assert len(rows[0].cells) == 3


def test_commas_inside_cells_do_not_make_a_comma_the_delimiter(tmp_path):
    content = 'code;name\nA;"x, y, z"\nB;u, v, w\n'
    assert cells(tmp_path, content) == [["A", "x, y, z"], ["B", "u, v, w"]]


def test_a_named_delimiter_wins(tmp_path):
    assert cells(tmp_path, "a,b;c\n1,2;3\n", delimiter=";") == [["1,2", "3"]]


def test_a_first_line_may_state_the_delimiter(tmp_path):
    layout, rows = read(tmp_path, "sep=;\r\ncode;name\r\nA;x,y\r\n")
    assert layout.delimiter == ";"
    assert [(row.number, row.line) for row in rows] == [(3, 3)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_line_ending_counts_the_same(tmp_path, ending):
    content = ending.join(["code,name", "A,x", "", "B,y", ""])
    rows = read(tmp_path, content)[1]
    assert [(row.number, row.cells[0]) for row in rows] == [(2, "A"), (4, "B")]


def test_row_and_line_differ_after_a_quoted_line_break(tmp_path):
    rows = read(tmp_path, 'code,name\nA,"two\nlines"\nB,"say ""hi"""\n')[1]
    assert [(row.number, row.line) for row in rows] == [(2, 2), (3, 4)]
    assert rows[1].cells[1] == 'say "hi"'


def test_blank_lines_are_passed_over_and_counted(tmp_path):
    rows = read(tmp_path, "\n\ncode,name\n\nA,x\n , \nB,y\n\n")[1]
    assert [row.number for row in rows] == [5, 7]


def test_a_header_below_a_title_can_be_named(tmp_path):
    layout, rows = read(tmp_path, "My list,\ncode,name\nA,x\n", header_row=2)
    assert layout.header == ("code", "name")
    assert [row.number for row in rows] == [3]


def test_an_unclosed_quote_is_named_by_its_line(tmp_path):
    content = 'code,name\nA,x\nB,"y\nC,z\n' + "D,w\n" * 10
    assert refusal(tmp_path, content) == "A quote in line 3 is not closed."


def test_an_unclosed_quote_in_a_large_file_is_named_by_its_line(tmp_path):
    content = 'code,name\n"A\n2","say ""so""\nB,' + "y" * 100 + "\n" + "C,z\n" * 90_000
    assert refusal(tmp_path, content) == "A quote in line 3 is not closed."


def test_text_behind_a_closing_quote_is_refused(tmp_path):
    assert "In line 2 text follows" in refusal(tmp_path, 'code,name\nA,"x"y\n')


def test_a_cell_that_is_too_long_to_be_a_value_is_refused(tmp_path):
    assert "line 2 is too long" in refusal(tmp_path, "a,b\nA," + "x" * 200_000 + "\n")


def test_a_file_without_line_breaks_is_refused_early(tmp_path):
    assert "Line 1 is too long" in refusal(tmp_path, "a," * 600_000)


@pytest.mark.parametrize("content", [b"", b"  \n\n ", codecs.BOM_UTF8, b"\n\n\n"])
def test_an_empty_file_is_refused(tmp_path, content):
    assert refusal(tmp_path, content) == "The file is empty."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00", "exe"),
        (b"\x7fELF\x02", "exe"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"<!DOCTYPE html><table>", "web page"),
        (b" \n<html>", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "password-protected"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_a_file_of_another_type_is_refused_whatever_its_name(tmp_path, content, words):
    for name in ("facts.csv", "facts.xlsx", "facts.json", "facts"):
        assert words in refusal(tmp_path, content, name)


def test_a_file_is_refused_by_its_length_alone(tmp_path):
    path = tmp_path / "facts.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n")
        file.truncate(240 << 20)
    with (
        pytest.raises(UnreadableFileError, match="240 MB; the limit is 200 MB"),
        open_source(path),
    ):
        pass


def test_the_limit_of_a_file_can_be_set(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_bytes(b"a,b\n" + b"x" * (2 << 20))
    with (
        pytest.raises(UnreadableFileError, match="3 MB; the limit is 1 MB"),
        open_source(path, limits=FileLimits(text_megabytes=1)),
    ):
        pass


def test_the_rows_can_be_read_twice_and_in_part(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    with open_source(path) as source:
        assert list(source.rows()) == list(source.rows())
    with open_source(path, ReadOptions(most_rows=1)) as source:
        assert len(list(source.rows())) == 1
