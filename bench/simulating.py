"""How long it takes to draw ten thousand outcomes of a case of fifty benefits."""

import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median

import numpy as np

from bench.lines import Line
from recognition.calculations.business_case import BusinessCase, Stream
from recognition.calculations.simulation import DRAWS, simulate
from recognition.calculations.uncertainty import Range

BENEFITS = 50
YEARS = 10
ROUNDS = 5
# A page that waits for it waits no longer than this.
GOAL_MS = 1000.0


def case() -> BusinessCase:
    """Fifty benefits with a range each, over ten years."""
    amount = Decimal(100_000)
    return BusinessCase(
        streams=tuple(
            Stream(
                name=f"{number:03}",
                amount=amount,
                profile=(Decimal(1),) * YEARS,
                range=Range(amount / 2, amount, amount * 2),
                probability=Decimal("0.9"),
            )
            for number in range(BENEFITS)
        ),
        costs=(Decimal(2_000_000),) * YEARS,
        rate=Decimal("0.06"),
    )


def simulating() -> Line:
    """Measure a simulation beside drawing as many plain numbers."""
    made = case()

    def simulated() -> None:
        simulate(made, seed=1, correlation=0.3)

    def plain() -> None:
        np.random.default_rng(1).standard_normal((DRAWS, BENEFITS)).sum(axis=1)

    return Line(
        what=f"simulation of {BENEFITS} benefits",
        value=_milliseconds(simulated),
        unit="ms",
        limit=_milliseconds(plain),
        goal=GOAL_MS,
        note=f"{DRAWS} outcomes that move together; the limit draws plain numbers",
    )


def _milliseconds(work: Callable[[], None]) -> float:
    taken = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken) * 1000
