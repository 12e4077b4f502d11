"""Which stored scorecard an address names."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.calculations.periods import Period
from delivery.models import Portfolio
from pmo_value.prepared import PreparedQuery
from scorecards.models import Scorecard
from scorecards.models.scorecard import ScorecardQuerySet
from scorecards.regeneration import ask_for


def _readable(reader: int, slug: str) -> ScorecardQuerySet:
    scorecards = Scorecard.objects.visible_to(User(pk=reader)).with_is_current()
    return scorecards.filter(portfolio__slug=slug).order_by()


def _latest(reader: int, slug: str) -> QuerySet[Any, Any]:
    latest = _readable(reader, slug).of_latest_period()
    return latest.values_list("pk", "is_current")


def _named(reader: int, slug: str, period: str) -> QuerySet[Any, Any]:
    named = _readable(reader, slug).filter(period_key=period)
    return named.values_list("pk", "is_current")


def _periods(portfolio: int) -> QuerySet[Any, Any]:
    stored = Scorecard.objects.filter(portfolio=portfolio)
    newest_first = stored.order_by("-period_start", "period_end")
    return newest_first.values_list("period_key")


# What every page of a scorecard asks first: is there one, is it for this reader, is it
# the newest. The rest is simple.
LATEST = PreparedQuery(_latest, reader=-1, slug="?slug")
NAMED = PreparedQuery(_named, reader=-1, slug="?slug", period="?period")
PERIODS = PreparedQuery(_periods, portfolio=-1)


def find_scorecard(
    user: User, slug: str, key: str | None, *, is_ready_made: bool = False
) -> Scorecard:
    """Return the scorecard of a portfolio for a period, the latest if none is named.

    It comes with its numbers and panels; a ready-made one with the body of its page.

    A period that nobody has asked for before is asked for now: the row is there at
    once and says that it has not been built yet.

    Raises Http404 for a portfolio that this person may not read, and for a period
    that is not one or that the portfolio knows nothing about.
    """
    if key:
        _parsed(key)  # a database need not be able to hold what is no period
        stored = NAMED.rows(reader=user.pk, slug=slug, period=key)
    else:
        stored = LATEST.rows(reader=user.pk, slug=slug)
    rows = Scorecard.objects
    for pk, is_current in stored:
        found = (rows.with_body() if is_ready_made else rows.with_panels()).get(pk=pk)
        found.is_current = bool(is_current)
        return found
    portfolio = get_object_or_404(
        Portfolio.objects.with_figures_for(user).select_related("refresh"), slug=slug
    )
    return ask_for(portfolio, _period(portfolio, key))


def _period(portfolio: Portfolio, key: str | None) -> Period | None:
    if not key:
        return None
    period = _parsed(key, portfolio.fiscal_year_start_month)
    if not is_known(portfolio, period):
        raise Http404(
            _("Nothing is known about %(period)s.") % {"period": period.label}
        )
    return period


def _parsed(key: str, fy_start_month: int = 1) -> Period:
    try:
        return Period.parse(key, fy_start_month)
    except ValueError as error:
        raise Http404(str(error)) from error


def is_known(portfolio: Portfolio, period: Period) -> bool:
    """Whether any fact of the portfolio, or below it, is about the period."""
    refresh = getattr(portfolio, "refresh", None)
    return refresh is not None and bool(refresh.knows(period))


def periods_of(scorecard: Scorecard) -> dict[str, Any]:
    """The period picker of a scorecard: this one, its neighbours, all there are."""
    portfolio, current = scorecard.portfolio, scorecard.period
    stored = [key for (key,) in PERIODS.rows(portfolio=portfolio.pk)]
    start = portfolio.fiscal_year_start_month
    neighbours = {"previous": current.previous(), "next": current.next()}
    return {
        "current": _choice(current),
        "periods": [_choice(Period.parse(key, start)) for key in stored],
        **{
            name: _choice(period)
            for name, period in neighbours.items()
            if is_known(portfolio, period)
        },
    }


def _choice(period: Period) -> dict[str, str]:
    return {"value": period.key, "label": period.label}
