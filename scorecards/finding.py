"""Which stored scorecard an address names."""

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from delivery.calculations.periods import Period
from delivery.models import Portfolio
from scorecards.models import Scorecard
from scorecards.regeneration import ask_for

if TYPE_CHECKING:
    from accounts.models import User


def find_scorecard(
    user: "User", slug: str, key: str | None, *, is_ready_made: bool = False
) -> Scorecard:
    """Return the scorecard of a portfolio for a period, the latest if none is named.

    It comes with its numbers and panels; a ready-made one with the body of its page.

    A period that nobody has asked for before is asked for now: the row is there at
    once and says that it has not been built yet.

    Raises Http404 for a portfolio that this person may not read, and for a period
    that is not one or that the portfolio knows nothing about.
    """
    scorecards = Scorecard.objects.visible_to(user).filter(portfolio__slug=slug)
    named = scorecards.filter(period_key=key) if key else scorecards.of_latest_period()
    found = (named.ready_made() if is_ready_made else named.for_page()).first()
    if found is not None:
        return found
    portfolio = get_object_or_404(
        Portfolio.objects.with_figures_for(user).select_related("refresh"), slug=slug
    )
    return ask_for(portfolio, _period(portfolio, key))


def _period(portfolio: Portfolio, key: str | None) -> Period | None:
    if key is None:
        return None
    try:
        period = Period.parse(key, portfolio.fiscal_year_start_month)
    except ValueError as error:
        raise Http404(str(error)) from error
    if not is_known(portfolio, period):
        raise Http404(
            _("Nothing is known about %(period)s.") % {"period": period.label}
        )
    return period


def is_known(portfolio: Portfolio, period: Period) -> bool:
    """Whether any fact of the portfolio, or below it, is about the period."""
    refresh = getattr(portfolio, "refresh", None)
    if refresh is None or refresh.first_day is None or refresh.last_day is None:
        return False
    return period.start <= refresh.last_day and refresh.first_day <= period.end


def periods_of(scorecard: Scorecard) -> dict[str, Any]:
    """The period picker of a scorecard: this one, its neighbours, all there are."""
    portfolio, current = scorecard.portfolio, scorecard.period
    stored = (
        Scorecard.objects.filter(portfolio=portfolio)
        .order_by("-period_start", "period_end")
        .values_list("period_key", flat=True)
    )
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
