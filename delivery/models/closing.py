"""Closed periods: a fact that lies in one changes by a lead and with a reason only."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from delivery.models.portfolio import Portfolio, Role

if TYPE_CHECKING:
    from accounts.models import User


def portfolio_of(fact: models.Model) -> Portfolio | None:
    """Return the portfolio that a fact belongs to, None while that is not chosen."""
    place: Any = fact
    queryset: Any = type(fact)._default_manager.all()
    try:
        for name in queryset.portfolio_lookup.split("__"):
            place = getattr(place, name)
    except (ObjectDoesNotExist, AttributeError):
        return None
    return place


def day_of(fact: models.Model) -> date | None:
    """Return the day by which a fact falls into a closed period, None for none.

    A model says so by a property `counts_on`; what has no day of its own, such as a
    project, is never closed.
    """
    return getattr(fact, "counts_on", None)


def closed_until(fact: models.Model) -> date | None:
    """Return the day up to which the facts around this one are closed, if any are.

    What concerns several portfolios is closed where it is for one of them.
    """
    if not hasattr(type(fact), "counts_on"):
        return None
    if is_shared(fact):
        days = [day for _portfolio, day in _closed_portfolios_of(fact)]
        return max(days, default=None)
    portfolio = portfolio_of(fact)
    return Portfolio.objects.closed_until(portfolio) if portfolio else None


def is_shared(fact: models.Model) -> bool:
    """Return whether a fact concerns several portfolios, as an exchange rate does."""
    return hasattr(fact, "portfolios_concerned")


def is_closed(until: date | None, *days: date | None) -> bool:
    """Return whether one of the days lies in the closed time."""
    return until is not None and any(day and day <= until for day in days)


def may_reopen(fact: models.Model, user: "User | None") -> bool:
    """Return whether this person leads the portfolio, and so may change it anyway.

    Where several portfolios are closed, one must lead all of them.
    """
    if user is None:
        return False
    led = Portfolio.objects.where_member(user, Role.LEAD)
    if is_shared(fact):
        closed = _closed_portfolios_of(fact)
        keys = {row.pk for row, until in closed if is_closed(until, day_of(fact))}
        return led.filter(pk__in=keys).count() == len(keys)
    portfolio = portfolio_of(fact)
    return portfolio is not None and led.filter(pk=portfolio.pk).exists()


def _closed_portfolios_of(fact: Any) -> list[tuple[Portfolio, date]]:
    """Return the portfolios that a shared fact concerns and that have a closed time."""
    times = Portfolio.objects.closed_times()
    if not times:
        return []
    concerned = ((row, times.until(row)) for row in fact.portfolios_concerned())
    return [(row, until) for row, until in concerned if until is not None]
