"""What a process that answers many requests asks of the Python that runs it."""

import gc
from collections.abc import Callable
from types import FunctionType
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

# CPython keeps the frames of calls in pieces of 16 kB and gives a piece back as soon as
# the first call in it ends. Where a loop calls across the edge of a piece, each round
# asks the system for memory anew: some of our pages did so two thousand times, which
# was a fifth of their time.
SLOTS = 66_000  # of 8 bytes: the smallest piece to hold them has as many left over


def with_room(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function in one piece of stack with room for all that it calls."""

    def roomy(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    code = roomy.__code__.replace(co_stacksize=SLOTS)
    made = FunctionType(code, globals(), roomy.__name__, None, roomy.__closure__)
    return cast("Callable[P, R]", made)


def load_calmly() -> None:
    """Let the collector of garbage look seldom: what is loaded becomes no garbage.

    By default it looks six hundred times while the application is loaded.
    """
    gc.set_threshold(10_000, 10, 10)


def settle() -> None:
    """Let the collector of garbage pass over what is loaded and stays until the end.

    Otherwise it looks at a million objects again and again, for a third of a second
    each time, and each process keeps a copy of those that it has looked at.
    """
    gc.collect()
    gc.freeze()
    load_calmly()
