"""Mappings written in TOML: read, and refused with the place of what is wrong."""

import tomllib
from collections.abc import Mapping as MappingOf
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from django.utils.translation import gettext as _

from delivery.imports.errors import UnreadableFileError
from delivery.imports.kinds import KINDS
from delivery.imports.mapping import (
    ColumnName,
    Companion,
    ComputedColumn,
    Condition,
    FactRule,
    FieldRule,
    Mapping,
    Otherwise,
    PortfolioNeeds,
)
from delivery.imports.parsing import NumberFormat
from delivery.imports.reading import ENCODINGS, ReadOptions

LARGEST_FILE = 1_000_000
NUMBER_KEYS = {
    "decimal",
    "thousands",
    "symbols",
    "suffixes",
    "scale",
    "percent",
    "may_round",
}


def load_mapping(path: Path) -> Mapping:
    """Return the mapping in a TOML file.

    Raises UnreadableFileError with the place of what is wrong.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(_("The mapping is too long."))
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise UnreadableFileError(
            _("The mapping %s cannot be read.") % path.name
        ) from None
    except UnicodeDecodeError as error:
        raise _not_toml(error) from None
    return parse_mapping(text)


def parse_mapping(text: str) -> Mapping:
    """Return the mapping in a text of TOML.

    Raises UnreadableFileError with the place of what is wrong.
    """
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(error) from None
    return read_mapping(document)


def _not_toml(error: Exception) -> UnreadableFileError:
    return UnreadableFileError(
        _("The mapping is not TOML: %s.") % str(error).rstrip(".")
    )


def read_mapping(document: MappingOf[str, Any]) -> Mapping:
    """Return the mapping that a parsed document describes."""
    table = Table(document, "")
    file = table.table("file")
    mapping = Mapping(
        title=table.text("title"),
        description=table.text("description"),
        facts=tuple(_fact(part) for part in table.tables("facts")),
        options=_options(file),
        blank_texts=frozenset(text.casefold() for text in file.texts("blank")),
        computed=tuple(
            _computed(name, part) for name, part in table.named_tables("columns")
        ),
        skipped=tuple(_condition(part) for part in table.tables("skip")),
        companion=_companion(table, _options(file)),
        needs=_needs(table.table("portfolio")),
        allows_doubles=True,
        notes=table.texts("notes"),
    )
    file.finish()
    table.finish()
    if not mapping.facts:
        raise UnreadableFileError(_("The mapping says nothing about facts."))
    return mapping


class Table:
    """A table of the document; what nobody asked for is an error at the end."""

    def __init__(self, content: Any, place: str) -> None:
        if not isinstance(content, dict):
            raise UnreadableFileError(_("In the mapping, %s must be a table.") % place)
        self.content = content
        self.place = place
        self.asked: set[str] = set()

    def where(self, key: str) -> str:
        return f"{self.place}.{key}".lstrip(".")

    def fail(self, key: str, wanted: str) -> UnreadableFileError:
        return UnreadableFileError(
            _("In the mapping, %(place)s must be %(wanted)s.")
            % {"place": self.where(key), "wanted": wanted}
        )

    def get(self, key: str, kind: type | tuple[type, ...], wanted: str) -> Any:
        self.asked.add(key)
        value = self.content.get(key)
        if value is not None and (
            not isinstance(value, kind) or (isinstance(value, bool) and kind is int)
        ):
            raise self.fail(key, wanted)
        return value

    def text(self, key: str) -> str:
        return cast("str", self.get(key, str, _("a text")) or "")

    def flag(self, key: str) -> bool:
        return bool(self.get(key, bool, _("true or false")))

    def whole(self, key: str) -> int | None:
        return cast("int | None", self.get(key, int, _("a whole number")))

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key, (str, list), _("a text or a list of texts")) or []
        found = [value] if isinstance(value, str) else value
        if not all(isinstance(text, str) for text in found):
            raise self.fail(key, _("a text or a list of texts"))
        return tuple(found)

    def columns(self, key: str) -> tuple[ColumnName, ...]:
        return tuple(ColumnName.parse(text) for text in self.texts(key))

    def table(self, key: str) -> "Table":
        value = self.get(key, dict, _("a table"))
        return Table(value or {}, self.where(key))

    def tables(self, key: str) -> "list[Table]":
        value = self.get(key, list, _("a list of tables")) or []
        return [
            Table(part, f"{self.where(key)}[{index}]")
            for index, part in enumerate(value, start=1)
        ]

    def named_tables(self, key: str) -> "list[tuple[str, Table]]":
        inner = self.table(key)
        return [(name, inner.table(name)) for name in inner.content]

    def finish(self) -> None:
        if unknown := sorted(set(self.content) - self.asked):
            raise UnreadableFileError(
                _("In the mapping, there is no key %s.") % self.where(unknown[0])
            )


def _options(file: Table) -> ReadOptions:
    encoding = file.text("encoding").lower()
    if encoding and encoding not in ENCODINGS:
        raise file.fail("encoding", _("one of: %s") % ", ".join(ENCODINGS))
    delimiter = file.text("delimiter")
    if len(delimiter) > 1 or delimiter in {'"', "\r", "\n"}:
        raise file.fail("delimiter", _("one character"))
    header_row = file.whole("header_row")
    if header_row is not None and header_row < 1:
        raise file.fail("header_row", _("1 or more"))
    return ReadOptions(
        encoding=encoding,
        delimiter=delimiter,
        sheet=file.text("sheet"),
        records=file.texts("records"),
        header_row=header_row,
    )


def _companion(table: Table, options: ReadOptions) -> Companion | None:
    if "join" not in table.content:
        return None
    part = table.table("join")
    file = part.text("file")
    if not file or Path(file).name != file:
        raise part.fail("file", _("the name of a file, without a folder"))
    companion = Companion(file, ColumnName.parse(part.text("on")), options)
    part.finish()
    return companion


def _fact(part: Table) -> FactRule:
    name = part.text("kind")
    kind = KINDS.get(name)
    if kind is None:
        raise part.fail("kind", _("one of: %s") % ", ".join(KINDS))
    fields = part.table("fields")
    rules = []
    for field in fields.content:
        if field not in kind.field_names:
            raise UnreadableFileError(
                _(
                    "In the mapping, %(place)s: %(kind)s have no such field. "
                    "Known: %(known)s."
                )
                % {
                    "place": fields.where(field),
                    "kind": name,
                    "known": ", ".join(kind.field_names),
                }
            )
        rules.append(_field(field, fields))
    only_when = part.table("only_when") if "only_when" in part.content else None
    needs_any = part.texts("needs_any")
    if not set(needs_any) <= set(fields.content):
        raise part.fail("needs_any", _("names of fields that are mapped"))
    rule = FactRule(
        kind=name,
        fields=tuple(rules),
        needs_any=needs_any,
        only_when=_condition(only_when) if only_when else None,
        only_new=part.flag("only_new"),
    )
    part.finish()
    return rule


def _field(name: str, fields: Table) -> FieldRule:
    content = fields.content[name]
    if isinstance(content, (str, list)):
        return FieldRule(name, columns=fields.columns(name))
    table = Table(content, fields.where(name))
    constant = (
        table.get("constant", (str, int), _("a text"))
        if ("constant" in content)
        else None
    )
    rule = FieldRule(
        field=name,
        columns=table.columns("column"),
        constant=None if constant is None else str(constant),
        joined=tuple(_heading(part) for part in table.tables("join")),
        values=_values(table),
        form=_number_format(table) if NUMBER_KEYS & set(content) else None,
        formats=table.texts("format"),
        otherwise=_otherwise(table),
    )
    if sum(map(bool, (rule.columns, rule.joined, rule.constant is not None))) != 1:
        raise UnreadableFileError(
            _("In the mapping, %s needs one of: column, join, constant.") % table.place
        )
    table.finish()
    return rule


def _heading(part: Table) -> tuple[ColumnName, str]:
    column = ColumnName.parse(part.text("column"))
    heading = part.text("heading")
    part.finish()
    return column, heading


def _values(table: Table) -> dict[str, str] | None:
    if "values" not in table.content:
        return None
    inner = table.table("values")
    return {key: inner.text(key) for key in inner.content}


def _otherwise(table: Table) -> Otherwise:
    try:
        return Otherwise(table.text("otherwise") or Otherwise.REFUSE)
    except ValueError:
        raise table.fail("otherwise", _("one of: %s") % ", ".join(Otherwise)) from None


def _number_format(table: Table) -> NumberFormat:
    decimal = table.text("decimal") or "."
    thousands = table.text("thousands")
    if len(decimal) != 1 or len(thousands) > 1 or decimal == thousands:
        raise table.fail("decimal", _("one character, other than thousands"))
    scale = table.whole("scale")
    if scale is not None and scale < 1:
        raise table.fail("scale", _("1 or more"))
    return NumberFormat(
        decimal=decimal,
        thousands=thousands,
        symbols=table.texts("symbols"),
        suffixes=table.texts("suffixes"),
        scale=Decimal(1 if scale is None else scale),
        percent=table.flag("percent"),
        may_round=table.flag("may_round"),
    )


def _condition(part: Table) -> Condition:
    condition = Condition(
        column=ColumnName.parse(part.text("column")), texts=frozenset(part.texts("is"))
    )
    part.finish()
    return condition


def _computed(name: str, part: Table) -> ComputedColumn:
    column = ComputedColumn(
        name=name,
        columns=part.columns("column"),
        before=part.text("before"),
        as_slug=part.flag("as_slug"),
        number_repeats=part.flag("number_repeats"),
    )
    part.finish()
    return column


def _needs(table: Table) -> PortfolioNeeds:
    scale = table.table("rating_scale")
    needs = PortfolioNeeds(
        currency=table.text("currency"),
        fiscal_year_start_month=table.whole("fiscal_year_start_month"),
        scale_name=scale.text("name"),
        ratings=tuple(
            (level.text("label"), level.text("colour"))
            for level in scale.tables("levels")
        ),
    )
    scale.finish()
    table.finish()
    return needs
