"""A mapping applied to the header of one file: from a row to drafts of facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from delivery.imports.columns import Cells, Columns, Read, first_cell
from delivery.imports.errors import (
    CellError,
    RowError,
    UnreadableFileError,
    shown,
)
from delivery.imports.findings import Findings
from delivery.imports.kinds import KINDS, Kind
from delivery.imports.mapping import (
    ColumnName,
    Condition,
    FactRule,
    FieldRule,
    Otherwise,
)
from delivery.imports.mapping import Mapping as FileMapping
from delivery.imports.parsing import (
    BandList,
    Boolean,
    Cell,
    Choice,
    Code,
    Day,
    Integer,
    Month,
    Number,
    NumberFormat,
    Text,
    Timespan,
    Worded,
    is_blank,
)
from delivery.imports.parsing.words import folded
from delivery.imports.reading import Row
from delivery.models import Portfolio, RatingLevel, RiskAssessment
from delivery.risk_scale import Scale
from pmo_value.fields import ExactDecimalField

Parser = Callable[[Cell], Any]

DAMAGED = "\ufffd"
# What every database can hold in the field of a whole number.
LARGEST_INTEGER = 2**31 - 1
NO_SCALE = Scale()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the meaning of a file depends on besides the file."""

    portfolio: Portfolio
    levels: tuple[RatingLevel, ...]
    symbols: tuple[str, ...]
    has_binary_numbers: bool = False
    scale: Scale = NO_SCALE


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact as a row states it, before the database was asked."""

    rule: "BoundFact"
    values: dict[str, Any]


def in_words(cell: Cell) -> str:
    """Return why a cell gives no value. An error of a spreadsheet is no reason."""
    return " ".join((Text(is_multiline=True)(cell) or "").split())


class BoundField:
    """One field of a fact: how its cell is found and parsed."""

    def __init__(
        self,
        kind: Kind,
        rule: FieldRule,
        columns: Columns,
        surroundings: Surroundings,
        findings: Findings,
    ) -> None:
        self.name = rule.field
        self.findings = findings
        self.label, self.read = _reader(rule, columns)
        self.parse = parser_of(kind, rule, surroundings)
        self.validators = kind.validators(rule.field)
        self.is_required = kind.is_required(rule.field)
        self.keeps_reasons = rule.otherwise is Otherwise.NOT_GIVEN
        self.translation = (
            Choice.of(*rule.values.items()) if rule.values is not None else None
        )
        self.rounds = isinstance(self.parse, Number) and self.parse.form.may_round
        # The same in every row: parsed once, when the mapping meets the file.
        self.constant = self._constant(rule.constant)

    def value(self, cells: Cells, reasons: dict[str, str]) -> Any:
        """Return the field's value, None when the cell is blank.

        A cell that gives no value in words leaves those words in `reasons`, where
        the mapping allows it. Raises CellError.
        """
        if self.constant is not None:
            return self.constant
        cell = self.read(cells)
        try:
            value = self._value(cell)
        except CellError:
            if not self.keeps_reasons:
                raise
            value = None
            reasons[self.name] = words = in_words(cell)
            self.findings.not_given(self.label, shown(words))
        if value is None and self.is_required:
            raise CellError(_("a value is missing"))
        return value

    def _constant(self, text: str | None) -> Any:
        if text is None:
            return None
        try:
            return self._value(text)
        except CellError as error:
            raise UnreadableFileError(
                _("In the mapping, the constant of %(field)s %(problem)s. %(advice)s")
                % {
                    "field": self.name,
                    "problem": error.problem,
                    "advice": error.advice,
                }
            ) from None

    def _value(self, cell: Cell) -> Any:
        if self.translation is not None:
            cell = self.translation(cell)
        if self.rounds and not is_blank(cell):
            return self._rounded(cell)
        value = self.parse(cell)
        if value is None:
            return None
        if isinstance(value, str) and DAMAGED in value:
            self.findings.remark(
                _("Column %s: text that was damaged before it came here (U+FFFD)")
                % self.label
            )
        for validate in self.validators:
            try:
                validate(value)
            except ValidationError as error:
                raise CellError(
                    _("cannot be stored"), " ".join(error.messages)
                ) from None
        return value

    def _rounded(self, cell: Cell) -> Any:
        number: Number = self.parse  # type: ignore[assignment]
        exact = number.read(cell)
        stored = number.fitted(exact)
        if stored != exact:
            self.findings.remark(
                _("Column %(column)s: rounded to %(places)s decimal places")
                % {"column": self.label, "places": number.places}
            )
        return stored


class BoundFact:
    """One fact of each row: its fields in one file."""

    def __init__(
        self,
        rule: FactRule,
        columns: Columns,
        surroundings: Surroundings,
        findings: Findings,
    ) -> None:
        self.kind = KINDS[rule.kind]
        self.findings = findings
        self.needs_any = rule.needs_any
        self.only_new = rule.only_new
        self.only_when = _holds(rule.only_when, columns) if rule.only_when else None
        self.keeps_reasons = any(
            part.otherwise is Otherwise.NOT_GIVEN for part in rule.fields
        ) and "not_given" in {part.name for part in self.kind.model._meta.get_fields()}
        self.fields = [
            BoundField(self.kind, part, columns, surroundings, findings)
            for part in rule.fields
            if _is_there(part, columns)
        ]
        self.labels = {part.name: part.label for part in self.fields}

    @property
    def is_empty(self) -> bool:
        """Return whether the file has no column for what the fact is about."""
        return bool(self.needs_any) and not set(self.needs_any) & set(self.labels)

    def check_columns(self, rule: FactRule, columns: Columns) -> None:
        """Raise the error of a file without a column that is needed."""
        has_period = "period" in self.labels
        for name in self.kind.field_names:
            is_spread = name in self.kind.spread_fields and name in {
                *self.kind.key,
                "period_end",
            }
            is_needed = self.kind.is_required(name) or (is_spread and not has_period)
            if name == "period" or name in self.labels or not is_needed:
                continue
            wanted = next((p.columns for p in rule.fields if p.field == name), ())
            raise columns.missing(wanted or (ColumnName(name),))

    def draft(self, row: Row, cells: Cells, errors: list[RowError]) -> Draft | None:
        """Return the fact that a row states, None when it states none.

        What is wrong is added to `errors`.
        """
        if self.only_when is not None and not self.only_when(cells):
            return None
        reasons: dict[str, str] = {}
        values: dict[str, Any] = {}
        found: list[RowError] = []
        for field in self.fields:
            try:
                values[field.name] = field.value(cells, reasons)
            except CellError as error:
                found.append(self.error(row, field, field.read(cells), error))
        if self._is_blank(values, found):
            self.findings.no_fact(str(self.kind.label), ", ".join(self.needs_any))
            return None
        errors.extend(found)
        if self.keeps_reasons:
            values["not_given"] = reasons
        values |= {name: values.get(name) or "" for name in self.kind.optional_key}
        values |= {name: values.get(name) for name in self.kind.optional_links}
        if (period := values.pop("period", None)) is not None and self.kind.spread:
            values |= self.kind.spread(period)
        return Draft(self, values)

    def _is_blank(self, values: Mapping[str, Any], errors: Sequence[RowError]) -> bool:
        if not self.needs_any:
            return False
        wrong = {error.column for error in errors if error.value}
        return all(
            values.get(name) is None and self.labels.get(name) not in wrong
            for name in self.needs_any
        )

    def error(
        self, row: Row, field: BoundField, cell: Cell, error: CellError
    ) -> RowError:
        return RowError(
            row=row.number,
            line=row.line,
            column=field.label,
            value="" if is_blank(cell) else shown(cell),
            problem=error.problem,
            advice=error.advice,
        )


def _is_there(rule: FieldRule, columns: Columns) -> bool:
    """Return whether the file has a column for a field."""
    if rule.constant is not None:
        return True
    wanted = rule.columns or tuple(column for column, _heading in rule.joined)
    return any(columns.find(column) is not None for column in wanted)


def _holds(condition: Condition, columns: Columns) -> Callable[[Cells], bool]:
    """Return a function that says whether a row fulfils a condition."""
    place = columns.find(condition.column)
    if place is None:
        raise columns.missing([condition.column])
    texts = {folded(text) for text in condition.texts}
    return lambda cells: folded(str(cells[place] or "")) in texts


def _reader(rule: FieldRule, columns: Columns) -> tuple[str, Read]:
    """Return the label of a field's column and what reads its cell."""
    if rule.constant is not None:
        constant = rule.constant
        return rule.field, lambda _cells: constant
    if rule.joined:
        return _joined_reader(rule, columns)
    places, label = columns.first_of(rule.columns)
    return label, first_cell(places)


def _joined_reader(rule: FieldRule, columns: Columns) -> tuple[str, Read]:
    """Return a reader of several texts as one, each under its heading."""
    parts = [
        (place, heading)
        for column, heading in rule.joined
        if (place := columns.find(column)) is not None
    ]

    def read(cells: Cells) -> Cell:
        texts = [
            f"{heading}: {cells[place]}" if heading else str(cells[place])
            for place, heading in parts
            if not is_blank(cells[place])
        ]
        return "\n\n".join(texts)

    return columns.header[parts[0][0]], read


def parser_of(kind: Kind, rule: FieldRule, surroundings: Surroundings) -> Parser:
    """Return the parser of a field, by its place in the model."""
    name = rule.field
    if name == "period":
        return Timespan(surroundings.portfolio.fiscal_year_start_month)
    if name == "rating" and not surroundings.levels:
        return refuse_rating
    if name == "rating":
        return Choice.of(*((level.label, level) for level in surroundings.levels))
    field = kind.model_field(name)
    if kind.is_code(name):
        return Code(kind.longest_code(name))
    if name == "month":
        return Month(rule.formats)
    if name == "bands":
        return BandList()
    parser = _parser_by_type(field, rule, surroundings)
    if kind.model is RiskAssessment and name in RiskAssessment.JUDGED:
        words = surroundings.scale.words(Scale.dimension_of(name))
        return Worded({folded(word): number for word, number in words.items()}, parser)
    return parser


def refuse_rating(cell: Cell) -> None:
    """Refuse a rating where nobody has said which ratings there are."""
    if not is_blank(cell):
        raise CellError(
            _("cannot be taken: the portfolio has no rating scale"),
            _("Choose one in its settings."),
        )


def _parser_by_type(
    field: "models.Field[Any, Any]", rule: FieldRule, surroundings: Surroundings
) -> Parser:
    match field:
        case ExactDecimalField():
            form = rule.form or NumberFormat(symbols=surroundings.symbols)
            if surroundings.has_binary_numbers:
                form = replace(form, may_round=True)
            return Number(places=field.decimal_places, form=form)
        case models.BooleanField():
            return Boolean()
        case models.DateField():
            return Day(rule.formats)
        case models.PositiveSmallIntegerField() | models.PositiveIntegerField():
            is_small = isinstance(field, models.PositiveSmallIntegerField)
            return Integer() if is_small else Integer(maximum=LARGEST_INTEGER)
        case models.TextField():
            return Text(is_multiline=True)
    if field.choices:
        pairs = list(field.flatchoices)
        values = Choice.of(*((str(value), value) for value, _label in pairs))
        labels = Choice.of(*((str(label), value) for value, label in pairs))
        return Choice({**labels.values, **values.values}, values.labels)
    return Text(max_length=field.max_length)


def bind(
    mapping: FileMapping,
    columns: Columns,
    surroundings: Surroundings,
    findings: Findings,
) -> list[BoundFact]:
    """Return the facts that each row of the file makes.

    Raises UnreadableFileError when a column that is needed is missing.
    """
    bound = []
    for rule in mapping.facts:
        fact = BoundFact(rule, columns, surroundings, findings)
        if fact.is_empty and rule.is_optional:
            continue
        fact.check_columns(rule, columns)
        bound.append(fact)
    return bound
