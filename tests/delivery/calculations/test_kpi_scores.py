"""Attainment of one KPI, its score, and the score of many with their gaps."""

from decimal import Decimal
from typing import Any

import pytest

from delivery.calculations.attainment import Direction, attainment, target_met
from delivery.calculations.measure import Caveat, Measure, Rag, Unit
from delivery.calculations.scores import (
    SCORE_THRESHOLDS,
    ScoreCurve,
    WeightedScore,
    score_rollup,
    weakest,
)

UP, DOWN, HOLD, INSIDE = (
    Direction.INCREASE,
    Direction.DECREASE,
    Direction.MAINTAIN,
    Direction.RANGE,
)


@pytest.mark.parametrize(
    ("direction", "actual", "goals", "expected"),
    [
        pytest.param(UP, 70, {"target": 80, "baseline": 60}, "0.5", id="half way up"),
        pytest.param(DOWN, 35, {"target": 30, "baseline": 40}, "0.5", id="half down"),
        pytest.param(DOWN, 44, {"target": 30, "baseline": 40}, "-0.4", id="got worse"),
        pytest.param(UP, 90, {"target": 80, "baseline": 60}, "1.5", id="beyond"),
        pytest.param(UP, 90, {"target": 100}, "0.9", id="no baseline"),
        pytest.param(DOWN, 12, {"target": 10}, "0.8", id="no baseline, down"),
        pytest.param(UP, -12, {"target": -10}, "0.8", id="a negative target"),
        pytest.param(HOLD, 5, {"target": 5}, "1", id="held"),
        pytest.param(HOLD, 6, {"target": 5, "fail_distance": 4}, "0.75", id="drifting"),
        pytest.param(INSIDE, 85, {"low": 70, "high": 85}, "1", id="on the limit"),
        pytest.param(INSIDE, 86, {"low": 70, "high": 85}, "0", id="just outside"),
        pytest.param(
            INSIDE, 0, {"low": 70, "high": 85, "fail_distance": 20}, "0", id="far out"
        ),
    ],
)
def test_attainment(
    direction: Direction, actual: int, goals: dict[str, Any], expected: str
) -> None:
    assert attainment(direction, actual, **goals).value == Decimal(expected)


@pytest.mark.parametrize(
    ("direction", "actual", "goals", "reason"),
    [
        pytest.param(UP, None, {"target": 1}, "MISSING_INPUT:actual", id="no value"),
        pytest.param(UP, 1, {}, "MISSING_INPUT:target", id="no target"),
        pytest.param(INSIDE, 1, {"low": 0}, "MISSING_INPUT:high", id="half a range"),
        pytest.param(INSIDE, 1, {"high": 0}, "MISSING_INPUT:low", id="no lower limit"),
        pytest.param(
            UP, 5, {"target": 6, "baseline": 6}, "TARGET_EQUALS_BASELINE", id="no way"
        ),
        pytest.param(
            UP, 5, {"target": 6, "baseline": 7}, "DIRECTION_CONFLICT", id="wrong side"
        ),
        pytest.param(DOWN, 5, {"target": 0}, "ZERO_DENOMINATOR", id="target zero"),
    ],
)
def test_attainment_that_cannot_be_has_its_reason(
    direction: Direction, actual: int | None, goals: dict[str, Any], reason: str
) -> None:
    assert attainment(direction, actual, **goals).reason == reason


def test_a_range_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="is empty"):
        attainment(INSIDE, 5, low=7, high=6)


@pytest.mark.parametrize(
    ("direction", "actual", "goals", "expected"),
    [
        pytest.param(UP, 80, {"target": 80}, True, id="on target"),
        pytest.param(UP, 79, {"target": 80}, False, id="below"),
        pytest.param(DOWN, 80, {"target": 80}, True, id="on target, down"),
        pytest.param(DOWN, 81, {"target": 80}, False, id="above, down"),
        pytest.param(HOLD, 80, {"target": 80}, True, id="held"),
        pytest.param(INSIDE, 9, {"low": 5, "high": 8}, False, id="outside"),
        pytest.param(UP, None, {"target": 80}, None, id="no value"),
        pytest.param(UP, 80, {}, None, id="no target"),
        pytest.param(INSIDE, 80, {"low": 3}, None, id="half a range"),
    ],
)
def test_on_the_target_is_met(
    direction: Direction,
    actual: int | None,
    goals: dict[str, Any],
    expected: bool | None,
) -> None:
    assert target_met(direction, actual, **goals) is expected


def higher() -> ScoreCurve:
    return ScoreCurve.for_target(worst=0.8, amber=0.9, green=0.95, target=1)


def lower() -> ScoreCurve:
    return ScoreCurve.for_target(worst=30, amber=20, green=15, target=10)


@pytest.mark.parametrize(
    ("curve", "value", "expected"),
    [
        pytest.param(higher(), 0.875, "37.5", id="between"),
        pytest.param(higher(), 0.95, "80", id="on the green limit"),
        pytest.param(higher(), 1.3, "100", id="beyond the target"),
        pytest.param(higher(), 0.1, "0", id="beyond the worst"),
        pytest.param(lower(), 25, "25", id="lower is better"),
        pytest.param(lower(), 5, "100", id="lower than the target"),
        pytest.param(lower(), 31, "0", id="higher than the worst"),
    ],
)
def test_a_score_lies_on_the_curve(
    curve: ScoreCurve, value: float, expected: str
) -> None:
    assert curve.score(value).value == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "expected"), [(4.999, Rag.AMBER), (5, Rag.GREEN), (9, Rag.GREEN)]
)
def test_score_and_colour_agree_when_green_begins_at_the_target(
    value: float, expected: Rag
) -> None:
    rising = ScoreCurve.for_target(worst=1, amber=3, green=5, target=5)
    falling = ScoreCurve.for_target(worst=-1, amber=-3, green=-5, target=-5)

    assert SCORE_THRESHOLDS.rate(rising.score(value)) is expected
    assert SCORE_THRESHOLDS.rate(falling.score(-value)) is expected
    assert rising.score(5).value == falling.score(-5).value == 100


@pytest.mark.parametrize(
    ("value", "expected"),
    [(70, 100), (85, 100), (65, 80), (90, 80), (60, 50), (55, 25), (40, 0), (110, 0)],
)
def test_a_range_is_scored_the_same_on_both_sides(value: int, expected: int) -> None:
    curve = ScoreCurve.for_range(70, 85, green=5, amber=10, worst=20)

    assert curve.score(value).value == expected


def test_holding_one_value_is_a_range_of_one() -> None:
    curve = ScoreCurve.for_range(5, 5, green=1, amber=2, worst=4)

    assert [curve.score(value).value for value in (5, 6, 4)] == [100, 80, 80]


def test_no_value_has_no_score_and_keeps_its_reason() -> None:
    assert higher().score(None).reason == "MISSING_INPUT:value"
    assert higher().score(Measure.missing("NO_DATA", Unit.RATIO)).reason == "NO_DATA"
    assert higher().score(Measure.of(1, Unit.RATIO)).value == 100


@pytest.mark.parametrize(
    ("points", "message"),
    [
        pytest.param([(1, 0)], "two different values", id="one point"),
        pytest.param([(1, 0), (1, 50)], "two different values", id="one value"),
        pytest.param([(1, 0), (3, 50), (2, 80)], "rise or fall", id="turns back"),
        pytest.param([(1, 0), (2, 121)], "between 0 and 120", id="too good"),
    ],
)
def test_a_curve_that_makes_no_sense_is_refused(
    points: list[tuple[int, int]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        ScoreCurve.of(points)


def scored(score: int | None, weight: int | None = None, **facts: Any) -> WeightedScore:
    return WeightedScore(score, weight, **facts)


def test_a_missing_score_is_neither_zero_nor_the_mean() -> None:
    result = score_rollup([scored(90, 40), scored(60, 40), scored(None, 20)])

    assert result.value == 75
    assert result.completeness == Decimal("0.8")
    assert (result.n, result.n_expected) == (2, 3)
    assert result.warnings == (Caveat.PARTIAL_DATA,)


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        pytest.param([], "NO_DATA", id="no KPIs"),
        pytest.param([scored(None, 1)], "NO_DATA", id="no scores"),
        pytest.param(
            [scored(90, 40), scored(None, 60)], "INSUFFICIENT_COVERAGE", id="too few"
        ),
    ],
)
def test_too_little_data_gives_no_score(
    items: list[WeightedScore], reason: str
) -> None:
    assert score_rollup(items).reason == reason


def test_exactly_70_percent_is_enough() -> None:
    assert score_rollup([scored(90, 70), scored(None, 30)]).value == 90


def test_a_critical_kpi_in_red_caps_the_score() -> None:
    capped = score_rollup([scored(100, 80), scored(40, 20, is_critical=True)])
    amber = score_rollup([scored(100, 80), scored(50, 20, is_critical=True)])
    low = score_rollup([scored(60, 80), scored(40, 20, is_critical=True)])

    assert (capped.value, capped.warnings) == (79, (Caveat.CAPPED_BY_CRITICAL,))
    assert (amber.value, amber.warnings) == (90, ())
    assert (low.value, low.warnings) == (56, ())


def test_scores_without_weights_count_the_same_and_say_so() -> None:
    result = score_rollup([scored(90), scored(60)])

    assert (result.value, result.warnings) == (75, (Caveat.EQUAL_WEIGHTS,))


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([scored(90, -1), scored(60, 2)], "not negative"),
        ([scored(90, 0)], "more than zero"),
        ([scored(90, 1), scored(60)], "for all scores or for none"),
    ],
)
def test_weights_that_make_no_sense_are_refused(
    items: list[WeightedScore], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        score_rollup(items)


def test_the_weakest_kpi_stands_beside_the_score() -> None:
    items = [scored(90, name="cost"), scored(40, name="time"), scored(None)]

    assert weakest(items) == items[1]
    assert weakest([scored(None)]) is None
