"""For a worker of the tests: a build that stops half-way for as long as it is told.

While the file `gate` lies in the worker's VAR_DIR, whoever collects facts waits; the
file `entered` says which process does.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings

from scorecards import regeneration
from scorecards.panels.earned_value import EARNED_VALUE
from scorecards.panels.kpis import KPIS
from scorecards.panels.on_time import ON_TIME
from scorecards.panels.projects_by_rating import PROJECTS_BY_RATING


def slow(collect: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that waits at the gate and then collects."""

    def wait_and_collect(*arguments: Any) -> Any:
        while (settings.VAR_DIR / "gate").exists():
            (settings.VAR_DIR / "entered").write_text(str(os.getpid()))
            time.sleep(0.05)
        return collect(*arguments)

    return wait_and_collect


# Facts take the same way to a few panels as to all, only sooner.
regeneration.PANELS = (
    replace(PROJECTS_BY_RATING, collect=slow(PROJECTS_BY_RATING.collect)),
    KPIS,
    ON_TIME,
    EARNED_VALUE,
)
