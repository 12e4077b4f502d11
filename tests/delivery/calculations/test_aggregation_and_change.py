"""From months to years, and from one period to the next."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from delivery.calculations.aggregation import (
    Aggregation,
    period_aggregate,
    same_elapsed,
)
from delivery.calculations.change import Comparator, change
from delivery.calculations.measure import Caveat, Unit
from delivery.calculations.periods import Period

BEFORE = Comparator.PREVIOUS_PERIOD


@pytest.mark.parametrize(
    ("kind", "values", "expected", "warnings"),
    [
        pytest.param("sum", [1, 2, 3], 6, (), id="flows add up"),
        pytest.param("sum", [1, None], 1, ("partial_data",), id="a part of a sum"),
        pytest.param("sum", [0, 0], 0, (), id="a measured zero"),
        pytest.param("last", [5, 7, None], 7, (), id="the newest"),
        pytest.param("last", [7, None, None], 7, ("stale",), id="too old"),
        pytest.param("cumulative", [5, 12, 30], 30, (), id="year to date"),
        pytest.param("average", [1, 2, 6], 3, (), id="mean"),
        pytest.param("survey", [4, None, 5], "4.5", ("partial_data",), id="survey"),
        pytest.param("max", [3, 9, None, 1], 9, ("partial_data",), id="largest"),
        pytest.param("distribution", [1, 2, 9], 2, (), id="median of the pool"),
    ],
)
def test_each_kind_of_kpi_is_put_together_its_own_way(
    kind: str, values: list[int | None], expected: Any, warnings: tuple[str, ...]
) -> None:
    result = period_aggregate(Aggregation(kind), values)

    assert (result.value, result.warnings) == (Decimal(expected), warnings)


@pytest.mark.parametrize("kind", Aggregation)
def test_nothing_known_is_never_zero(kind: Aggregation) -> None:
    nothing = [None, None]

    result = period_aggregate(kind, nothing, numerators=nothing, denominators=nothing)

    assert result.reason == "NO_DATA"


def test_a_year_of_ratios_is_one_ratio_of_sums() -> None:
    result = period_aggregate(
        Aggregation.RATIO, numerators=[9, 1, 5], denominators=[10, 2, None]
    )

    assert result.value == Decimal(10) / 12
    assert result.completeness == Decimal(2) / 3
    assert result.warnings == (Caveat.PARTIAL_DATA,)


def test_an_average_is_weighted_by_time() -> None:
    result = period_aggregate(Aggregation.AVERAGE, [10, 20], weights=[31, 28])

    assert result.value == Decimal(10 * 31 + 20 * 28) / 59
    empty = period_aggregate(Aggregation.AVERAGE, [10], weights=[0])
    assert empty.reason == "ZERO_DENOMINATOR"


def test_parallel_sequences_have_one_length() -> None:
    with pytest.raises(ValueError, match="shorter"):
        period_aggregate(Aggregation.AVERAGE, [10, 20], weights=[1])


def test_a_period_under_way_is_compared_with_the_same_days_before() -> None:
    march = Period.parse("2026-03")

    assert same_elapsed(march, date(2026, 3, 10)) == (
        date(2026, 2, 1),
        date(2026, 2, 10),
    )
    assert same_elapsed(march, date(2026, 3, 31)) == (
        date(2026, 2, 1),
        date(2026, 2, 28),
    )
    with pytest.raises(ValueError, match="is not in 2026-03"):
        same_elapsed(march, date(2026, 4, 1))


@pytest.mark.parametrize(
    ("now", "before", "absolute", "relative"),
    [
        pytest.param(110, 100, 10, "0.1", id="more"),
        pytest.param(0, 100, -100, "-1", id="down to nothing"),
        pytest.param(5, 0, 5, "ZERO_DENOMINATOR", id="from nothing"),
        pytest.param(5, -5, 10, "NEGATIVE_DENOMINATOR", id="from below zero"),
        pytest.param(-5, 5, -10, "NEGATIVE_DENOMINATOR", id="to below zero"),
    ],
)
def test_a_relative_change_needs_a_positive_comparator(
    now: int, before: int, absolute: int, relative: str
) -> None:
    result = change(now, before, BEFORE)

    assert result.absolute.value == absolute
    assert str(result.relative.reason or result.relative.value) == relative
    assert result.points is None


def test_ratios_change_in_percentage_points() -> None:
    result = change(0.85, 0.8, BEFORE, unit=Unit.RATIO)

    assert result.points is not None
    assert result.points.value == 5
    assert result.relative.value == Decimal("0.0625")


def test_next_to_nothing_has_no_relative_change() -> None:
    result = change(Decimal("0.4"), Decimal("0.1"), BEFORE, rounding_unit=1)

    assert result.relative.reason == "ZERO_DENOMINATOR"
    assert result.absolute.value == Decimal("0.3")


@pytest.mark.parametrize("unit", [Unit.RATIO, Unit.MONEY])
def test_a_change_names_the_side_that_is_missing(unit: Unit) -> None:
    assert change(None, 1, BEFORE, unit=unit).absolute.reason == "MISSING_INPUT:actual"
    assert change(1, None, BEFORE, unit=unit).relative.reason == (
        "MISSING_INPUT:comparator"
    )
