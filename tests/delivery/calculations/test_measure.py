"""The value object: a value or a reason, and never a pretended number."""

import json
from decimal import Decimal

import pytest

from delivery.calculations.measure import (
    Caveat,
    Measure,
    Rag,
    Reason,
    Status,
    Thresholds,
    Unit,
    coverage,
    divide,
    rate_higher,
    rate_lower,
    rate_range,
)


def test_a_measured_zero_is_a_value() -> None:
    zero = Measure.of(0, Unit.RATIO)

    assert zero.is_ok
    assert zero.number == 0


def test_an_absent_value_keeps_its_reason() -> None:
    absent = Measure.missing(Reason.MISSING_INPUT.of("rate"), Unit.MONEY)

    assert (absent.status, absent.value) == (Status.NOT_AVAILABLE, None)
    assert Reason.parse(absent.reason) == (Reason.MISSING_INPUT, "rate")
    with pytest.raises(ValueError, match="MISSING_INPUT:rate"):
        _ = absent.number


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")]
)
def test_no_measure_is_nan_or_infinite(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="never NaN"):
        Measure.of(value, Unit.NUMBER)


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("", id="none"),
        pytest.param("BECAUSE", id="not in the vocabulary"),
        pytest.param("MISSING_INPUT", id="detail missing"),
        pytest.param("NO_DATA:rate", id="detail out of place"),
    ],
)
def test_a_reason_outside_the_vocabulary_is_refused(reason: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)reason"):
        Measure.missing(reason, Unit.NUMBER)


def test_status_and_value_cannot_contradict_each_other() -> None:
    with pytest.raises(ValueError, match="has value None"):
        Measure(status=Status.OK, value=None, unit=Unit.NUMBER)
    with pytest.raises(ValueError, match="has value 1"):
        Measure(
            status=Status.NOT_AVAILABLE, value=1, unit=Unit.NUMBER, reason="NO_DATA"
        )
    with pytest.raises(ValueError, match="and not both"):
        Measure(status=Status.OK, value=1, unit=Unit.NUMBER, reason="NO_DATA")


@pytest.mark.parametrize(
    "measure",
    [
        Measure.of(Decimal("0.1"), Unit.MONEY, currency="EUR", warnings=[Caveat.STALE]),
        Measure.of(0.1, Unit.INDEX, n=3, n_expected=4, completeness=Decimal("0.75")),
        Measure.of(7, Unit.COUNT, method="weighted"),
        Measure.missing(Reason.NO_DATA, Unit.RATIO),
        Measure.not_applicable(Reason.COMPLETE, Unit.INDEX),
        Measure.suppressed(Unit.POINTS, n=4),
    ],
    ids=lambda measure: f"{measure.status} {measure.value}",
)
def test_a_measure_survives_storage_unchanged(measure: Measure) -> None:
    stored = json.loads(json.dumps(measure.as_json()))

    restored = Measure.from_json(stored)

    assert restored == measure
    assert type(restored.value) is type(measure.value)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        pytest.param(3, 4, Decimal("0.75"), id="a ratio"),
        pytest.param(0, 4, Decimal(0), id="a measured zero"),
        pytest.param(0, 0, "ZERO_DENOMINATOR", id="zero over zero"),
        pytest.param(1, 0, "ZERO_DENOMINATOR", id="over zero"),
        pytest.param(None, 4, "MISSING_INPUT:numerator", id="nothing over four"),
        pytest.param(3, None, "MISSING_INPUT:denominator", id="three over nothing"),
        pytest.param(1, -2, Decimal("-0.5"), id="below zero where that is allowed"),
    ],
)
def test_one_rule_serves_every_denominator(
    numerator: int | None, denominator: int | None, expected: Decimal | str
) -> None:
    quotient = divide(numerator, denominator)

    assert (quotient.reason or quotient.value) == expected


def test_a_negative_denominator_is_refused_where_it_must_be_positive() -> None:
    assert divide(1, -2, require_positive=True).reason == "NEGATIVE_DENOMINATOR"


@pytest.mark.parametrize(
    ("covered", "status", "warnings"),
    [
        pytest.param("0.80", Status.OK, (), id="enough"),
        pytest.param("0.7999", Status.OK, ("partial_data",), id="partial"),
        pytest.param("0.50", Status.OK, ("partial_data",), id="just enough"),
        pytest.param("0.4999", Status.NOT_AVAILABLE, (), id="too little"),
    ],
)
def test_coverage_decides_how_a_roll_up_is_shown(
    covered: str, status: Status, warnings: tuple[str, ...]
) -> None:
    shown = Measure.of(1, Unit.RATIO).with_coverage(Decimal(covered))

    assert (shown.status, shown.warnings) == (status, warnings)
    assert shown.completeness == Decimal(covered)


def test_an_absent_value_keeps_its_own_reason_when_little_is_covered() -> None:
    absent = Measure.missing(Reason.NO_BASELINE, Unit.INDEX).with_coverage(
        Decimal("0.1")
    )

    assert absent.reason == "NO_BASELINE"


def test_coverage_of_nothing_does_not_exist() -> None:
    assert coverage(0, 0) is None


@pytest.mark.parametrize(
    ("rag", "expected"),
    [
        pytest.param(
            rate_higher(Decimal("0.80"), 0.8, 0.6), Rag.GREEN, id="on the limit"
        ),
        pytest.param(
            rate_higher(0.95, Decimal("0.95"), Decimal("0.9")), Rag.GREEN, id="a float"
        ),
        pytest.param(
            rate_higher(Decimal("0.7999"), 0.8, 0.6), Rag.AMBER, id="not rounded"
        ),
        pytest.param(rate_higher(0, 0.8, 0.6), Rag.RED, id="a measured zero"),
        pytest.param(
            rate_lower(Decimal("0.05"), 0.05, 0.1), Rag.GREEN, id="low, on it"
        ),
        pytest.param(rate_lower(Decimal("0.11"), 0.05, 0.1), Rag.RED, id="too high"),
        pytest.param(rate_higher(None, 0.8, 0.6), Rag.GREY, id="nothing"),
        pytest.param(rate_range(0.7, (0.7, 0.85), (0.6, 1)), Rag.GREEN, id="inside"),
        pytest.param(rate_range(1, (0.7, 0.85), (0.6, 1)), Rag.AMBER, id="beside"),
        pytest.param(rate_range(1.01, (0.7, 0.85), (0.6, 1)), Rag.RED, id="outside"),
        pytest.param(rate_range(None, (0, 1), (0, 1)), Rag.GREY, id="range of nothing"),
    ],
)
def test_colours_compare_unrounded_values(rag: Rag, expected: Rag) -> None:
    assert rag is expected


def test_an_absent_measure_is_grey() -> None:
    assert rate_higher(Measure.missing("NO_DATA", Unit.RATIO), 1, 0) is Rag.GREY


def test_amber_cannot_be_stricter_than_green() -> None:
    with pytest.raises(ValueError, match="stricter"):
        Thresholds(green=Decimal("0.6"), amber=Decimal("0.8"))
