"""The readings of KPIs that are worked out from other KPIs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from .aggregation import Aggregation
from .formula import Formula, FormulaError
from .kpi_values import Reported
from .measure import Reason

Span = tuple[date, date]


class Source(Protocol):
    """A KPI as far as formulas depend on it; one that is typed has none."""

    @property
    def code(self) -> str: ...

    @property
    def aggregation(self) -> str: ...

    @property
    def cadence(self) -> str: ...

    @property
    def formula(self) -> str: ...

    @property
    def readings(self) -> Sequence[Reported]: ...


@dataclass(frozen=True, slots=True)
class Derived:
    """A reading that follows from others; without a value it says why.

    `numerator` and `denominator` are there for a ratio of sums alone.
    """

    period_start: date
    period_end: date
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: str = ""


def derive(sources: Iterable[Source]) -> dict[str, tuple[Derived, ...]]:
    """Return the readings of every KPI that has a formula, by its code.

    Shape: one reading for each period that any of its inputs has, in ascending
    order. An input without a value in the period: not available, MISSING_INPUT with
    its code; a division by zero: ZERO_DENOMINATOR. Inputs in another rhythm, and
    formulas that lead back to themselves, give no value either.

    Source: docs/formulas.md, "KPIs worked out from others".
    """
    by_code = {source.code: source for source in sources}
    found: dict[str, tuple[Derived, ...]] = {}
    for code, source in by_code.items():
        if source.formula:
            _work_out(code, by_code, found, ())
    return found


def circle(code: str, formulas: Mapping[str, str]) -> tuple[str, ...]:
    """Return the way on which a formula leads back to its own KPI, "" if it does not.

    Shape: codes, from the KPI to itself; empty without a circle. Formulas that
    cannot be read lead nowhere.
    """
    ways: list[tuple[str, ...]] = [(code,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for other in inputs_of(formulas.get(way[-1], "")):
            if other == code:
                return (*way, other)
            if other not in seen:
                seen.add(other)
                ways.append((*way, other))
    return ()


def inputs_of(formula: str) -> tuple[str, ...]:
    """Return the codes that a formula names, none where it cannot be read."""
    try:
        return Formula(formula).codes if formula else ()
    except FormulaError:
        return ()


def _work_out(
    code: str,
    by_code: Mapping[str, Source],
    found: dict[str, tuple[Derived, ...]],
    way: tuple[str, ...],
) -> Sequence[Reported]:
    """Return the readings of a KPI, having worked out those it depends on."""
    source = by_code[code]
    if not source.formula:
        return source.readings
    if code in found:
        return found[code]
    if code in way:
        return ()
    try:
        formula = Formula(source.formula)
    except FormulaError:
        return ()
    inputs = {
        other: {
            (reading.period_start, reading.period_end): reading
            for reading in _work_out(other, by_code, found, (*way, code))
        }
        if other in by_code and by_code[other].cadence == source.cadence
        else {}
        for other in formula.codes
    }
    spans = sorted({span for readings in inputs.values() for span in readings})
    found[code] = tuple(_reading(source, formula, span, inputs) for span in spans)
    return found[code]


def _reading(
    source: Source,
    formula: Formula,
    span: Span,
    inputs: Mapping[str, Mapping[Span, Reported]],
) -> Derived:
    values: dict[str, Decimal] = {}
    for other, readings in inputs.items():
        reading = readings.get(span)
        if reading is None or reading.value is None:
            return Derived(*span, None, reason=Reason.MISSING_INPUT.of(other))
        values[other] = reading.value
    try:
        value = formula.value(values)
        if source.aggregation == Aggregation.RATIO:
            return Derived(*span, value, *formula.quotient(values))
    except (ArithmeticError, FormulaError):
        return Derived(*span, None, reason=Reason.ZERO_DENOMINATOR)
    return Derived(*span, value)
