"""People and roles month by month: what panels about hours compute from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.periods import add_months, months_between
from delivery.calculations.resources import PersonPeriod
from scorecards.facts import PortfolioFacts, ResourceFacts


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """A person or role in one month; hours of which nothing is known are None."""

    resource: ResourceFacts
    month: date
    available: Decimal | None
    planned: Decimal | None
    booked: Decimal | None

    @property
    def is_known(self) -> bool:
        """True when anything at all is entered for the month."""
        return any(
            hours is not None for hours in (self.available, self.planned, self.booked)
        )

    @property
    def is_planned(self) -> bool:
        """True when hours are available or planned, whatever is booked."""
        return self.available is not None or self.planned is not None

    @property
    def bookings(self) -> PersonPeriod:
        """Booked hours beside those available."""
        return PersonPeriod(self.booked, self.available)

    @property
    def plan(self) -> PersonPeriod:
        """Planned hours beside those available."""
        return PersonPeriod(self.planned, self.available)


def person_months(
    facts: PortfolioFacts, first: date, last: date
) -> Iterator[PersonMonth]:
    """Yield each person in each month of which anything is known.

    `first` and `last` are days: the months that they fall in are included.
    """
    for resource in facts.resources:
        known = _by_month(facts, resource)
        for month in months_between(first, last):
            if month in known:
                yield known[month]


def months_over(first: date, last: date, as_of: date) -> tuple[date, date] | None:
    """Return the first and the last of some days whose months are over; None for none.

    What was booked in a month that goes on says nothing about the whole of it.
    """
    end = min(last, as_of)
    if end < add_months(end, 1) - timedelta(days=1):
        end = end.replace(day=1) - timedelta(days=1)
    return (first, end) if end >= first else None


def _by_month(
    facts: PortfolioFacts, resource: ResourceFacts
) -> dict[date, PersonMonth]:
    return facts.once(
        ("hours of a person", resource.pk),
        lambda: {month.month: month for month in _months(resource)},
    )


def _months(resource: ResourceFacts) -> Iterator[PersonMonth]:
    available = {row.month: row.available for row in resource.capacities}
    planned = {row.month: row.hours for row in resource.planned}
    booked = {row.month: row.hours for row in resource.booked}
    for month in sorted({*available, *planned, *booked}):
        yield PersonMonth(
            resource,
            month,
            available.get(month),
            planned.get(month),
            booked.get(month),
        )


def role_name(role: str) -> str:
    """What a role is called where it is shown."""
    return role or _("No role named")
