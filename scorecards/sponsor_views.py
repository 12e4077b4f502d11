"""The page on which a lead sees whom the results have not reached yet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.models import Portfolio, Role
from pmo_value.exports import file_response
from scorecards.finding import find_scorecard, periods_of
from scorecards.models import Scorecard
from scorecards.sponsors import COLUMNS, feeling_rows, feelings


def _scorecard(request: SignedInRequest, slug: str) -> Scorecard:
    """Return the scorecard of a portfolio that the reader leads, or answer 404."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    get_object_or_404(led, slug=slug)
    return find_scorecard(request.user, slug, request.GET.get("period"))


@require_safe
@login_required
def sponsor_perception(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hold what each sponsor feels against what was delivered."""
    scorecard = _scorecard(request, slug)
    portfolio = scorecard.portfolio
    context = {
        "portfolio": portfolio,
        "period": scorecard.period,
        "feelings": feelings(portfolio, scorecard.period, request.user),
        "crumbs": [
            {
                "label": portfolio.name,
                "url": reverse("scorecards:scorecard_detail", args=[slug]),
            }
        ],
        **periods_of(scorecard),
    }
    return render(request, "scorecards/sponsor_perception.html", context)


@require_safe
@login_required
def sponsor_perception_export(
    request: SignedInRequest, slug: str, kind: str
) -> HttpResponse:
    """Write what each sponsor feels as a file."""
    scorecard = _scorecard(request, slug)
    found = feelings(scorecard.portfolio, scorecard.period, request.user)
    return file_response(kind, f"{slug}-sponsors", COLUMNS, feeling_rows(found))
