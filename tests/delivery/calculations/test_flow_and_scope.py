"""Scope registers, and how fast work flows: from entries and days to measures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from delivery.calculations.flow import (
    Durations,
    Flow,
    is_real_change,
    pct_faster_measured,
)
from delivery.calculations.measure import Caveat
from delivery.calculations.scope import (
    ScopeChange,
    ScopeEntry,
    ScopeState,
    accepted_scope,
    approved_scope,
)

D = Decimal
START, END = date(2026, 7, 1), date(2026, 9, 30)
BEFORE, WITHIN, AFTER = date(2026, 6, 30), date(2026, 8, 1), date(2026, 10, 1)


def entry(
    state: str,
    size: int,
    day: date = WITHIN,
    *,
    approved: bool = False,
    accepted: date | None = None,
) -> ScopeEntry:
    return ScopeEntry(ScopeState(state), D(size), day, approved, accepted)


AGREED = entry("baseline", 100, BEFORE, accepted=WITHIN)


def test_only_approved_changes_move_the_agreed_scope() -> None:
    register = [
        AGREED,
        entry("added", 20, approved=True),
        entry("added", 7),
        entry("deleted", 10, approved=True),
        entry("deleted", 3),
        entry("modified", 50, approved=True),
    ]

    assert approved_scope(register, END) == 100 + 20 - 10


def test_what_was_added_without_approval_is_not_accepted_scope() -> None:
    register = [
        AGREED,
        entry("baseline", 40, BEFORE, accepted=AFTER),
        entry("added", 20, approved=True, accepted=END),
        entry("added", 7, accepted=END),
    ]

    assert accepted_scope(register, END) == 120
    assert accepted_scope(register, AFTER) == 160


def test_an_empty_register_is_unknown_and_not_in_scope() -> None:
    assert approved_scope([], END) is None
    assert accepted_scope([entry("baseline", 5, AFTER)], END) is None


def test_changes_count_in_the_time_in_which_they_were_made() -> None:
    register = [
        AGREED,
        entry("added", 8, BEFORE),
        entry("added", 6, approved=True),
        entry("added", 2),
        entry("deleted", 3),
        entry("modified", 4),
        entry("added", 50, AFTER),
    ]

    change = ScopeChange.of_register(register, START, END)

    assert change.volatility().value == D("0.15")
    assert change.net_growth().value == D("0.05")
    assert change.creep().value == D("0.02")


def test_a_register_without_changes_measured_no_change() -> None:
    assert ScopeChange.of_register([AGREED], START, END).volatility().value == 0


def test_no_register_is_not_a_stable_scope() -> None:
    unknown = ScopeChange.of_register([], START, END)

    assert unknown.volatility().reason == "NO_DATA"
    assert (unknown.known, unknown.expected) == (0, 1)


def test_a_log_of_changes_alone_is_held_against_the_planned_size() -> None:
    log = [entry("added", 10)]

    assert ScopeChange.of_register(log, START, END, D(50)).creep().value == D("0.2")
    assert ScopeChange.of_register(log, START, END).known == 0


def days(*numbers: int) -> Durations:
    """Items that took so long, finished one a day."""
    return Durations(
        tuple(
            (START + timedelta(days=place), number)
            for place, number in enumerate(numbers)
        )
    )


def test_faster_is_a_shorter_median_and_needs_five_on_either_side() -> None:
    old, new = days(40, 41, 39, 40, 50), days(30, 31, 29, 30, 90)

    assert pct_faster_measured(old, new).value == D("0.25")
    assert pct_faster_measured(old, days(1, 2, 3, 4)).reason == "INSUFFICIENT_N:5"
    assert pct_faster_measured(days(1, 2), new).reason == "INSUFFICIENT_N:5"


def test_nothing_finished_is_no_speed() -> None:
    assert pct_faster_measured(days(), days()).reason == "NO_DATA"


def test_durations_are_those_finished_in_the_days_in_their_order() -> None:
    items = [
        (START, START + timedelta(days=9)),
        (None, START + timedelta(days=2)),
        (START, None),
        (START, START),
        (BEFORE, BEFORE),
    ]

    found = Durations.of(items, START, END)

    assert [days for _finish, days in found.items] == [1, None, 10]
    assert (found.sample().values, found.sample().missing) == ((1, 10), 1)
    assert found.within(START, START) + found.within(WITHIN, END) == (
        found.within(START, START)
    )


STEADY = [40, 43, 38, 41, 44, 39, 42, 40]


@pytest.mark.parametrize(
    ("old", "new", "is_real"),
    [
        pytest.param(STEADY, [20, 22, 19, 21, 20], True, id="cut in half"),
        pytest.param(STEADY, [41, 39, 43, 38, 42], False, id="as always"),
        pytest.param(STEADY, [60, 62, 61, 59, 63], True, id="much slower"),
        pytest.param(STEADY[:4], [1, 1, 1, 1, 1], False, id="too few before"),
        pytest.param(STEADY, [1, 1, 1, 1], False, id="too few after"),
    ],
)
def test_a_change_is_real_when_it_exceeds_the_routine(
    old: list[int], new: list[int], is_real: bool
) -> None:
    assert is_real_change(old, new) is is_real


def test_flow_that_fits_together_is_what_was_measured() -> None:
    """One item begins and one ends every day; each takes five days."""
    items = [
        (START + timedelta(days=n), START + timedelta(days=n + 4))
        for n in range(-10, 40)
    ]

    flow = Flow.of(items, START, START + timedelta(days=29))

    assert (flow.finished, flow.timed, flow.mean_cycle_time) == (30, 30, 5)
    expected = flow.expected(30)
    assert (expected.value, expected.warnings) == (5, ())


def test_work_that_piles_up_makes_the_flow_inconsistent() -> None:
    piling_up = [(START, None)] * 20 + [(START, START + timedelta(days=1))]

    expected = Flow.of(piling_up, START, START + timedelta(days=9)).expected(10)

    assert expected.value == 20 * 10 + 2
    assert expected.warnings == (Caveat.FLOW_INCONSISTENT,)


def test_without_a_finish_there_is_no_flow_time() -> None:
    assert Flow.of([(START, None)], START, END).expected(92).reason == "NO_DATA"
    assert Flow.of([], START, END).expected(92).reason == "NO_DATA"
    assert Flow.of([(None, WITHIN)], START, END).expected(92).n_expected == 1
