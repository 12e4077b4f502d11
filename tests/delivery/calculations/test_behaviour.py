"""The course of a KPI: series with gaps, stretches with limits, and verdicts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.attainment import Direction
from delivery.calculations.behaviour import Decided, Signal, Step, behaviour
from delivery.calculations.course import course
from delivery.calculations.kpi_values import Cadence
from delivery.calculations.series import series
from delivery.calculations.xmr import Assurance, Phase, Verdict

CALM = [60, 62, 59, 61, 63, 60, 58, 61, 62, 60, 59, 61]
LOW = [41, 40, 42, 39, 41, 40, 43, 41]
UP, DOWN = Direction.INCREASE, Direction.DECREASE


@dataclass(frozen=True)
class Value:
    period_start: date
    period_end: date
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def months(*numbers: int) -> list[Value]:
    """Readings of some months of 2026, each worth its number."""
    return [
        Value(date(2026, number, 1), date(2026, number, 28), Decimal(number))
        for number in numbers
    ]


def found(values, direction=DOWN, *decisions):
    numbers = [None if value is None else Decimal(value) for value in values]
    return behaviour(numbers, direction, decisions)


def test_a_month_that_nobody_entered_is_a_gap():
    slots = series(Cadence.MONTH, months(1, 2, 5))

    assert [slot.value for slot in slots] == [1, 2, None, None, 5]
    assert (slots[2].start, slots[2].end) == (date(2026, 3, 1), date(2026, 3, 31))


def test_a_period_that_is_not_over_is_left_out():
    slots = series(Cadence.MONTH, months(1, 2, 3), as_of=date(2026, 3, 10))

    assert [slot.value for slot in slots] == [1, 2]


@pytest.mark.parametrize(
    ("cadence", "starts", "gaps"),
    [
        pytest.param(
            Cadence.WEEK, [date(2026, 9, 7), date(2026, 9, 21)], 1, id="a week"
        ),
        pytest.param(
            Cadence.QUARTER, [date(2026, 1, 1), date(2026, 4, 1)], 0, id="no quarter"
        ),
        pytest.param(
            Cadence.YEAR, [date(2023, 7, 1), date(2026, 7, 1)], 2, id="two years"
        ),
        pytest.param(
            Cadence.MONTH, [date(2026, 1, 15), date(2026, 2, 15)], 0, id="odd days"
        ),
    ],
)
def test_gaps_follow_the_rhythm(cadence, starts, gaps):
    readings = [Value(start, start, Decimal(1)) for start in starts]
    values = [slot.value for slot in series(cadence, readings)]
    assert values.count(None) == gaps


def test_limits_stay_with_the_first_twelve_values():
    calm, later = found(CALM), found([*CALM, *LOW])

    assert calm.current.limits == later.current.limits
    assert later.current.phase is Phase.LOCKED
    assert found([*CALM[:6], None, *CALM[6:]]).current.baseline == 13


def test_a_shift_is_told_from_its_beginning():
    shifted = found([*CALM, 61, *LOW])

    assert shifted.verdict is Verdict.IMPROVED
    assert shifted.changed_at == 13
    assert shifted.current.run == range(13, 21)
    assert Signal.RUN in shifted.signals_at(13)
    assert shifted.signals_at(0) == ()


def test_nothing_happened_where_nothing_is_picked_out():
    calm = found(CALM)
    assert (calm.verdict, calm.changed_at) == (Verdict.NO_CHANGE, None)


def test_new_limits_tell_of_the_shift_until_something_changes_again():
    decision = Decided(Step.NEW_LIMITS, 12)
    settled = found([*CALM, *LOW], DOWN, decision)

    assert settled.verdict is Verdict.IMPROVED
    assert settled.shift == (Decimal("60.5"), Decimal("40.875"))
    assert settled.changed_at == 12
    assert settled.signals_at(15) == ()
    again = found([*CALM, *LOW, 90], DOWN, decision)
    assert (again.verdict, again.shift) == (Verdict.DETERIORATED, None)
    assert again.changed_at == 20


def test_new_limits_at_the_same_level_are_no_change():
    same = found([*CALM, *CALM], UP, Decided(Step.NEW_LIMITS, 12))
    assert same.verdict is Verdict.NO_CHANGE


def test_trial_limits_are_locked_by_a_decision_and_not_by_a_hasty_one():
    assert found(CALM[:8]).current.phase is Phase.TRIAL
    locked = found(CALM[:8], DOWN, Decided(Step.LOCK, 6))
    assert (locked.current.phase, locked.current.baseline) == (Phase.LOCKED, 7)
    hasty = found(CALM[:8], DOWN, Decided(Step.LOCK, 3))
    assert hasty.current.phase is Phase.TRIAL


def test_only_locked_limits_assure_anything():
    assert found(CALM[:8]).assurance(90, DOWN) is None
    assert found(CALM).assurance(90, DOWN) is Assurance.PASSES
    assert found(CALM).assurance(60, DOWN) is Assurance.HIT_AND_MISS
    assert found(CALM).assurance(None, DOWN) is None


def test_five_values_have_no_limits_and_no_signals():
    few = found([1, 1, 1, 1, 99])
    assert few.verdict is Verdict.TOO_EARLY
    assert few.current.limits is None
    assert few.signals_at(4) == ()


def test_nothing_measured_is_too_early_to_say():
    assert (found([]).verdict, found([]).stretches) == (Verdict.TOO_EARLY, ())


def test_a_running_total_is_not_judged():
    told = course(
        months(1, 2, 3),
        cadence="month",
        aggregation="cumulative",
        direction="increase",
        rules="wheeler",
    )
    assert told.behaviour is None
    assert len(told.slots) == 3


def test_a_decision_is_found_by_its_day():
    told = course(
        months(*range(1, 13)),
        cadence="month",
        aggregation="last",
        direction="increase",
        rules="wheeler",
        decisions=[("new_limits", date(2026, 7, 1))],
    )
    assert [stretch.start for stretch in told.behaviour.stretches] == [0, 6]
