"""From months to quarters and years, by the rule each KPI declares."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .measure import Caveat, Measure, Number, Reason, Unit, coverage, divide, exact
from .periods import Period
from .sample import percentile

ZERO = Decimal(0)
HALF = Decimal("0.5")


class Aggregation(StrEnum):
    """What becomes of a KPI's values when periods are put together."""

    SUM = "sum"
    LAST = "last"
    AVERAGE = "average"
    RATIO = "ratio"
    CUMULATIVE = "cumulative"
    DISTRIBUTION = "distribution"
    SURVEY = "survey"
    MAX = "max"


def period_aggregate(
    kind: Aggregation,
    values: Sequence[Number | None] = (),
    *,
    numerators: Sequence[Number | None] = (),
    denominators: Sequence[Number | None] = (),
    weights: Sequence[Number | None] = (),
    unit: Unit = Unit.NUMBER,
) -> Measure:
    """Return one value for a longer period.

    SUM adds flows. LAST and CUMULATIVE take the newest value there is, with the
    caveat STALE when more than one period is missing after it. AVERAGE weights
    by time, SURVEY by answers (`weights`, 1 each if not given). RATIO is the sum
    of numerators over the sum of denominators: a year of ratios is one ratio of
    sums. DISTRIBUTION is the median of pooled records, MAX the largest value.

    Shape: values in ascending order of time, one a period; None is missing.
    `numerators` and `denominators` (RATIO) and `weights` run in parallel.

    Units: as the values (`unit`); RATIO gives a ratio. Nothing known: not
    available, and never 0. Some missing: the value with its completeness.

    Raises ValueError when parallel sequences differ in length.

    Source: docs/formulas.md, "From months to years".
    """
    if kind is Aggregation.RATIO:
        return _ratio(numerators, denominators)
    known = [exact(value) for value in values if value is not None]
    if not known:
        return Measure.missing(Reason.NO_DATA, unit, n=0, n_expected=len(values))
    match kind:
        case Aggregation.SUM:
            result = Measure.of(sum(known, ZERO), unit)
        case Aggregation.MAX:
            result = Measure.of(max(known), unit)
        case Aggregation.DISTRIBUTION:
            result = Measure.of(percentile(known, HALF) or ZERO, unit)
        case Aggregation.AVERAGE | Aggregation.SURVEY:
            result = _mean(values, weights or [1] * len(values), unit)
        case Aggregation.LAST | Aggregation.CUMULATIVE:
            return _last(values, unit)
    counted = result.with_count(len(known), len(values))
    return _partial(counted, coverage(len(known), len(values)))


def _ratio(
    numerators: Sequence[Number | None], denominators: Sequence[Number | None]
) -> Measure:
    pairs = [
        (exact(above), exact(below))
        for above, below in zip(numerators, denominators, strict=True)
        if above is not None and below is not None
    ]
    expected = len(numerators)
    if not pairs:
        return Measure.missing(Reason.NO_DATA, Unit.RATIO, n=0, n_expected=expected)
    ratio = divide(
        sum((above for above, _ in pairs), ZERO),
        sum((below for _, below in pairs), ZERO),
    )
    counted = ratio.with_count(len(pairs), expected)
    return _partial(counted, coverage(len(pairs), expected))


def _mean(
    values: Sequence[Number | None], weights: Sequence[Number | None], unit: Unit
) -> Measure:
    pairs = [
        (exact(value), exact(weight))
        for value, weight in zip(values, weights, strict=True)
        if value is not None and weight is not None
    ]
    return divide(
        sum((value * weight for value, weight in pairs), ZERO),
        sum((weight for _, weight in pairs), ZERO),
        unit=unit,
        require_positive=True,
    )


def _last(values: Sequence[Number | None], unit: Unit) -> Measure:
    age, value = next(
        (age, value) for age, value in enumerate(reversed(values)) if value is not None
    )
    caveats = (Caveat.STALE,) if age > 1 else ()
    return Measure.of(exact(value), unit, n=1, n_expected=1, warnings=caveats)


def _partial(measure: Measure, completeness: Decimal | None) -> Measure:
    covered = replace(measure, completeness=completeness)
    if measure.is_ok and completeness is not None and completeness < 1:
        return covered.with_warnings(Caveat.PARTIAL_DATA)
    return covered


def same_elapsed(period: Period, as_of: date) -> tuple[date, date]:
    """Return the part of the period before that matches a period under way.

    Shape: first and last day, as many days of the previous period as have
    passed of this one, and never more than it has.

    Raises ValueError when `as_of` is outside the period.

    Source: docs/formulas.md, "From months to years".
    """
    if not period.contains(as_of):
        raise ValueError(f"{as_of.isoformat()} is not in {period.key}")
    before = period.previous()
    return before.start, min(before.start + (as_of - period.start), before.end)
