"""Signal or noise, and where a trend leads."""

from decimal import Decimal

import pytest

from delivery.calculations.attainment import Direction
from delivery.calculations.measure import Measure
from delivery.calculations.trend import arrival, theil_sen
from delivery.calculations.xmr import (
    NHS,
    Assurance,
    Average,
    Phase,
    Verdict,
    XmrChart,
    xmr,
)

UP, DOWN = Direction.INCREASE, Direction.DECREASE
ROUTINE = [10, 12, 11, 9, 10, 12, 9, 11, 10, 12, 9, 11]


def series(text: str) -> list[Decimal | None]:
    return [None if item == "-" else Decimal(item) for item in text.split()]


def test_a_gap_drops_both_moving_ranges_beside_it() -> None:
    chart = xmr([10, 12, None, 14, 13])

    assert list(chart.moving_ranges) == series("- 2 - - 1")
    assert chart.limits is not None
    assert chart.limits.mr_bar == Decimal("1.5")


def test_a_constant_series_has_no_signal_even_in_fractions() -> None:
    chart = xmr([0.1] * 12)

    assert chart.limits is not None
    assert chart.limits.mr_bar == 0
    assert (chart.rule1, chart.rule2, chart.rule3, chart.mr_rule) == ((), (), (), ())


def test_a_value_on_the_limit_is_no_signal() -> None:
    values = [*ROUTINE, 10]
    limits = xmr(values, baseline=12).limits
    assert limits is not None

    on_the_limit = xmr([*ROUTINE, limits.unpl], baseline=12)
    beyond = xmr([*ROUTINE, limits.unpl + Decimal("0.01")], baseline=12)

    assert on_the_limit.rule1 == ()
    assert beyond.rule1 == (12,)


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        pytest.param([11] * 8, tuple(range(11, 20)), id="eight and the one before"),
        pytest.param([11, 11, 11, 10.5, 11, 11, 11, 11], (), id="one on the line"),
        pytest.param([11, 11, 11, None, 11, 11, 11, 11], (), id="a gap"),
    ],
)
def test_eight_in_a_row_on_one_side_are_a_shift(
    tail: list[float | None], expected: tuple[int, ...]
) -> None:
    assert xmr([*ROUTINE, *tail], baseline=12).rule2 == expected


def test_three_of_four_near_a_limit_are_a_signal() -> None:
    near = xmr([*ROUTINE, 15, 10, 15, 15], baseline=12)
    far = xmr([*ROUTINE, 15, 10, 15, 9], baseline=12)
    both_sides = xmr([*ROUTINE, 15, 6, 15, 6], baseline=12)

    assert near.rule3 == (12, 14, 15)
    assert far.rule3 == ()
    assert both_sides.rule3 == ()
    assert xmr([*ROUTINE, 15, None, 15, 15], baseline=12).rule3 == ()


def test_a_jump_beyond_its_limit_is_a_signal() -> None:
    assert xmr([*ROUTINE, 4], baseline=12).mr_rule == (12,)


def test_the_other_rule_set_is_a_setting() -> None:
    rising = series("10 11 12 13 14 15 16 9 10 8 9 10")

    assert xmr(rising).trend_rule == ()
    assert xmr(rising, rules=NHS).trend_rule == (0, 1, 2, 3, 4, 5, 6)
    assert xmr([*ROUTINE, *[11] * 6], baseline=12).rule2 == ()
    assert xmr([*ROUTINE, *[11] * 6], baseline=12, rules=NHS).rule2 != ()
    assert xmr(series("1 2 3 - 4 5 6 7 2 3 1 4"), rules=NHS).trend_rule == ()


def test_medians_resist_an_outlier() -> None:
    values = [*ROUTINE, 500]

    resistant = xmr(values, center=Average.MEDIAN, mr=Average.MEDIAN)

    assert resistant.limits is not None
    assert resistant.limits.centre == 11
    assert resistant.rule1 == (12,)


@pytest.mark.parametrize(
    ("values", "phase", "verdict"),
    [
        pytest.param([], Phase.NONE, Verdict.TOO_EARLY, id="nothing"),
        pytest.param([7], Phase.NONE, Verdict.TOO_EARLY, id="one value"),
        pytest.param([7, None, 8], Phase.NONE, Verdict.TOO_EARLY, id="no neighbours"),
        pytest.param(ROUTINE[:5], Phase.NONE, Verdict.TOO_EARLY, id="five values"),
        pytest.param(ROUTINE[:6], Phase.TRIAL, Verdict.NO_CHANGE, id="trial limits"),
        pytest.param(ROUTINE, Phase.LOCKED, Verdict.NO_CHANGE, id="routine variation"),
    ],
)
def test_few_values_give_no_verdict(
    values: list[int | None], phase: Phase, verdict: Verdict
) -> None:
    chart = xmr(values)

    assert (chart.phase, chart.verdict(UP)) == (phase, verdict)
    assert len(chart.moving_ranges) == len(values)


@pytest.mark.parametrize(
    ("newest", "direction", "verdict"),
    [
        (20, UP, Verdict.IMPROVED),
        (20, DOWN, Verdict.DETERIORATED),
        (1, DOWN, Verdict.IMPROVED),
        (1, UP, Verdict.DETERIORATED),
        (1, Direction.RANGE, Verdict.CHANGED),
    ],
)
def test_a_signal_is_judged_by_the_good_direction(
    newest: int, direction: Direction, verdict: Verdict
) -> None:
    assert xmr([*ROUTINE, newest], baseline=12).verdict(direction) is verdict


def locked() -> XmrChart:
    return xmr(ROUTINE)


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (20, UP, Assurance.FAILS),
        (20, DOWN, Assurance.PASSES),
        (1, UP, Assurance.PASSES),
        (1, DOWN, Assurance.FAILS),
        (11, UP, Assurance.HIT_AND_MISS),
        (None, UP, None),
        (11, Direction.RANGE, None),
    ],
)
def test_a_process_meets_a_target_always_sometimes_or_never(
    target: int | None, direction: Direction, expected: Assurance | None
) -> None:
    assert locked().assurance(target, direction) is expected


def test_without_limits_nothing_is_assured() -> None:
    assert xmr([7]).assurance(5, UP) is None


def test_a_slope_resists_an_outlier() -> None:
    line = theil_sen([1, 2, 3, 400, 5, 6, 7, 8, 9])

    assert line is not None
    assert line.slope == 1
    assert line.is_trend


def test_a_gap_in_time_is_kept() -> None:
    line = theil_sen([1, None, 3, 4])

    assert line is not None
    assert (line.slope, line.intercept) == (Decimal(1), Decimal(1))
    assert line.n == 3
    assert line.at(1) == 2


@pytest.mark.parametrize(
    "values", [[], [1, 2], [1, None, 2]], ids=["none", "two", "two and a gap"]
)
def test_two_values_are_no_line(values: list[int | None]) -> None:
    assert theil_sen(values) is None
    assert theil_sen([1, 2, 3], x=[5, 5, 5]) is None


def reason(measure: Measure) -> str:
    return measure.reason


def test_the_target_is_reached_where_the_line_meets_it() -> None:
    line = theil_sen([10, 13, 12, 16, 17, 21, 20, 25, 24])

    found = arrival(line, 29, last=8)

    assert found.expected.value == 10
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest < 10 < found.latest


def test_a_target_is_not_promised_without_a_trend_towards_it() -> None:
    rising = theil_sen(list(range(9)))
    wobbling = theil_sen([5, 1, 4, 2, 5, 1, 4, 2, 5])
    short = theil_sen([1, 2, 3, 4])

    assert reason(arrival(rising, None, 8).expected) == "MISSING_INPUT:target"
    assert reason(arrival(short, 9, 3).expected) == "INSUFFICIENT_N:8"
    assert reason(arrival(None, 9, 3).expected) == "INSUFFICIENT_N:8"
    assert reason(arrival(wobbling, 9, 8).expected) == "NO_REAL_ROOT"
    assert reason(arrival(rising, 4, 8).expected) == "DIRECTION_CONFLICT"
    assert reason(arrival(rising, 18, 8).expected) == "FUTURE_PERIOD"
