"""Issues: when they were opened and settled, and how long that may take."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """An issue; without `target_days` nobody agreed how soon it should be settled."""

    pk: int
    code: str
    name: str
    project_name: str
    severity: str
    owner: str
    opened_on: date
    target_days: int | None
    resolved_on: date | None

    def days(self) -> Iterator[date]:
        """The days that anything about it is about."""
        yield self.opened_on
        if self.resolved_on is not None:
            yield self.resolved_on

    def known_on(self, day: date) -> Self:
        """The same as long as it was not settled by the day."""
        if self.resolved_on is None or self.resolved_on <= day:
            return self
        return replace(self, resolved_on=None)

    def is_open(self, day: date) -> bool:
        """Whether it had been opened by the day and was not settled."""
        is_over = self.resolved_on is not None and self.resolved_on <= day
        return self.opened_on <= day and not is_over

    def age(self, day: date) -> int:
        """How many days it had been open on the day, or when it was settled."""
        return (min(self.resolved_on or day, day) - self.opened_on).days

    def is_in_time(self, day: date) -> bool | None:
        """Whether it takes no longer than agreed; None where nothing was agreed."""
        if self.target_days is None:
            return None
        return self.age(day) <= self.target_days
