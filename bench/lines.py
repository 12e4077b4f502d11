"""One line of the result: a figure, the limit it is held against, and a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Self

HEAD = ("", "figure", "limit", "ratio", "goal", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was measured, ready to be written.

    `value` and `limit` are in `unit`. A goal of a ratio is held against `ratio`, any
    other against `value`; a line without a goal is there to be known.
    """

    what: str
    value: float
    unit: str
    limit: float | None = None
    goal: float | None = None
    goal_is_ratio: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.limit if self.limit else None

    @property
    def verdict(self) -> str:
        reached = self.ratio if self.goal_is_ratio else self.value
        if self.goal is None or reached is None:
            return ""
        return "ok" if reached <= self.goal else "MISSED"

    def cells(self) -> tuple[str, ...]:
        return (
            self.what,
            f"{self.value:.1f} {self.unit}",
            "" if self.limit is None else f"{self.limit:.1f} {self.unit}",
            "" if self.ratio is None else f"{self.ratio:.2f}",
            self._goal(),
            self.verdict,
        )

    def _goal(self) -> str:
        if self.goal is None:
            return ""
        return f"≤ {self.goal:g}" + ("" if self.goal_is_ratio else f" {self.unit}")

    @classmethod
    def of_samples(
        cls, what: str, samples: list[float], limits: list[float], goal: float
    ) -> Self:
        """Compare the medians of two series of seconds, measured in turns."""
        return cls(
            what=what,
            value=median(samples) * 1000,
            unit="ms",
            limit=median(limits) * 1000,
            goal=goal,
            goal_is_ratio=True,
        )


def table(lines: Iterable[Line]) -> str:
    """Return the lines below each other, with their notes at the end."""
    kept = list(lines)
    rows = [HEAD, *(line.cells() for line in kept)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    written = ["  ".join(map(_aligned, row, widths, COLUMNS)).rstrip() for row in rows]
    written.insert(1, "-" * sum(widths, 2 * (len(widths) - 1)))
    notes = [f"{line.what}: {line.note}" for line in kept if line.note]
    return "\n".join([*written, "", *notes])


COLUMNS = "<>>>><"


def _aligned(text: str, width: int, side: str) -> str:
    return f"{text:{side}{width}}"
