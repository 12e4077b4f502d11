"""What is known about people and roles, and their hours."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Self

from delivery.calculations.periods import add_months
from delivery.calculations.resources import available_hours

MONTHS_AHEAD: Final = 18


@dataclass(frozen=True, slots=True)
class CapacityFacts:
    """The hours of a person or role in one month, and what goes off them."""

    month: date
    contracted: Decimal
    leave: Decimal | None
    holidays: Decimal | None

    @property
    def available(self) -> Decimal | None:
        """What is left to plan and book; None while it is unknown."""
        return available_hours(self.contracted, self.leave, self.holidays)


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """The hours of a person or role in one month, on all projects together."""

    month: date
    hours: Decimal


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """A person or role with hours by month, each in ascending order."""

    pk: int
    code: str
    name: str
    kind: str
    role: str
    capacities: tuple[CapacityFacts, ...]
    planned: tuple[HoursFacts, ...]
    booked: tuple[HoursFacts, ...]

    def for_reading(self, as_of: date) -> Self:
        """The hours that a period can depend on when it is read as of a day.

        A period goes on for a year at the most, and panels look half a year ahead.
        """
        ahead = add_months(as_of, MONTHS_AHEAD)
        return replace(
            self,
            capacities=tuple(row for row in self.capacities if row.month <= ahead),
            planned=tuple(row for row in self.planned if row.month <= ahead),
            booked=tuple(row for row in self.booked if row.month <= as_of),
        )
