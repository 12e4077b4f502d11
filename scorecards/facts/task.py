"""Work packages of projects."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A work package by its days."""

    code: str
    name: str
    baseline_finish: date | None
    actual_start: date | None
    actual_finish: date | None
