"""The stack and the garbage of a process that answers many requests."""

import gc
import resource
from collections.abc import Callable

from pmo_value.interpreter import settle, with_room

ROUNDS = 200
DEPTHS = range(1, 600)


def climb(depth: int, work: Callable[[], None]) -> None:
    """Work so many calls deep."""
    if depth:
        climb(depth - 1, work)
    else:
        work()


def call_often() -> None:
    for _ in range(ROUNDS):
        climb(1, str)


def most_memory_asked_for() -> int:
    """Return how many pages of memory the worst depth of call has taken anew."""
    worst = 0
    for depth in DEPTHS:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        climb(depth, call_often)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        worst = max(worst, after - before)
    return worst


def test_a_loop_deep_in_calls_asks_the_system_for_no_memory():
    assert with_room(most_memory_asked_for)() < ROUNDS / 2


def test_arguments_and_answers_and_errors_pass_through():
    assert with_room(divmod)(7, 2) == (3, 1)
    assert with_room(sorted)([1, 2], reverse=True) == [2, 1]


def test_what_is_loaded_is_not_looked_at_again():
    threshold = gc.get_threshold()
    try:
        settle()
        assert gc.get_freeze_count() > 100_000
        assert gc.get_threshold()[0] > 1_000
    finally:
        gc.set_threshold(*threshold)
