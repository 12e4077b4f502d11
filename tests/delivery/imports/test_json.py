"""JSON files: a list of objects, numbers exactly as written."""

from decimal import Decimal

import pytest

from delivery.imports.errors import UnreadableFileError
from delivery.imports.reading import ReadOptions, open_source


def read(tmp_path, content, **options):
    path = tmp_path / "facts.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_source(path, ReadOptions(**options)) as source:
        return source.layout, list(source.rows())


def test_a_list_of_objects_is_a_table(tmp_path):
    layout, rows = read(
        tmp_path, '[{"code": "A", "n": 1.10}, {"code": "B", "x": true}]'
    )
    assert layout.header == ("code", "n", "x")
    assert rows[0].cells == ["A", Decimal("1.10"), None]
    assert rows[1].cells == ["B", None, True]
    assert [row.number for row in rows] == [1, 2]


def test_rows_may_stand_in_an_object(tmp_path):
    assert len(read(tmp_path, '{"rows": [{"a": 1}]}')[1]) == 1


def test_the_way_to_the_rows_can_be_named(tmp_path):
    content = '{"data": {"items": [{"a": 1}, {"a": 2}]}}'
    assert len(read(tmp_path, content, records=("data", "items"))[1]) == 2


def test_objects_and_lists_inside_are_columns(tmp_path):
    content = '[{"fy": {"amount": 4.118, "kind": "Net"}, "ids": ["x", "y"], "no": []}]'
    layout, rows = read(tmp_path, content)
    assert layout.header == ("fy.amount", "fy.kind", "ids", "no")
    assert rows[0].cells == [Decimal("4.118"), "Net", "x, y", None]


def test_a_list_that_looks_like_a_number_is_text(tmp_path):
    assert read(tmp_path, '[{"a": ["n", "5"]}]')[1][0].cells == ["n, 5"]


def test_numbers_are_never_floats(tmp_path):
    rows = read(tmp_path, '[{"a": 123456789012345678.9999}, {"a": 0.1}]')[1]
    assert rows[0].cells == [Decimal("123456789012345678.9999")]
    assert rows[1].cells == [Decimal("0.1")]


def test_another_encoding_is_read_when_it_is_named(tmp_path):
    content = '[{"a": "CMS’s"}]'.encode("cp1252")
    with pytest.raises(UnreadableFileError, match="not UTF-8"):
        read(tmp_path, content)
    assert read(tmp_path, content, encoding="cp1252")[1][0].cells == ["CMS’s"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[{]", "not JSON (line 1)"),
        ('[\n{"a": 1},\n]', "not JSON (line 3)"),
        ('[{"a": NaN}]', "holds NaN, which is not a number"),
        ('[{"a": 1, "a": 2}]', "has the key a twice"),
        ('{"a": 1}', "no list of objects"),
        ('[{"a": 1}, 2]', "Item 2 of the list is not an object"),
        ('{"x": [{"a": 1}], "rows": 5}', "no list of objects"),
        ("[" * 100_000, "too large"),
        ('[{"a":' + '{"b":' * 500 + "1" + "}" * 501 + "]", "could not be read"),
    ],
    ids=lambda value: value[:20],
)
def test_a_file_that_is_no_list_of_objects_is_refused(tmp_path, content, words):
    with pytest.raises(UnreadableFileError) as caught:
        read(tmp_path, content)
    assert words in str(caught.value)
