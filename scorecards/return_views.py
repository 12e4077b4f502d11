"""The page on which a finance controller checks what the PMO returns."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.models import Portfolio
from pmo_value.exports import file_response
from pmo_value.headers import with_charts
from recognition.models.pmo_case import SETS_TERMS
from scorecards.finding import find_scorecard, periods_of
from scorecards.models import PmoCase, Scorecard
from scorecards.pmo_return import page, pictures


def _stored(scorecard: Scorecard) -> PmoCase | None:
    """Return the case of a portfolio whose scorecard was found for the reader."""
    cases = PmoCase.objects.with_is_current()
    return cases.filter(portfolio=scorecard.portfolio_id).first()


@require_safe
@login_required
@vary_on_headers("HX-Request")
@with_charts
def pmo_return(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what the PMO returned in a period, and what it is worth over the years."""
    scorecard = find_scorecard(request.user, slug, request.GET.get("period"))
    portfolio, stored = scorecard.portfolio, _stored(scorecard)
    settable = Portfolio.objects.where_member(request.user, *SETS_TERMS)
    context = {
        "scorecard": scorecard,
        "portfolio": portfolio,
        "period": scorecard.period,
        "crumbs": _crumbs(request, portfolio),
        "found": page.period_page(scorecard) if scorecard.is_built else {},
        "case": page.case_page(stored.case, slug) if stored else None,
        "stored": stored,
        "sets_terms": settable.filter(pk=portfolio.pk).exists(),
        "freshness": {
            "state": "current" if stored and stored.is_current else "preparing"
        },
        **periods_of(scorecard),
    }
    status = 200 if scorecard.is_built else 202
    return render(request, "scorecards/pmo_return.html", context, status=status)


@require_safe
@login_required
def pmo_return_figure(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    """Give a picture of the page as a figure to explore; empty without a value."""
    readable = Portfolio.objects.with_figures_for(request.user)
    portfolio = get_object_or_404(readable, slug=slug)
    stored = PmoCase.objects.filter(portfolio=portfolio).first()
    if name not in pictures.PICTURES:
        raise Http404
    if stored is None or stored.case.lacks:
        return JsonResponse({"data": [], "layout": {}})
    response = JsonResponse(pictures.figure_of(name, stored.case))
    response["ETag"] = f'"{stored.digest}"'
    return response


@require_safe
@login_required
def pmo_return_export(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """Write every table of the page as one file, a row a cell."""
    scorecard = find_scorecard(request.user, slug, request.GET.get("period"))
    stored = _stored(scorecard)
    found = page.all_tables(scorecard, stored.case if stored else None)
    name = f"{slug}-return-{scorecard.period_key}"
    return file_response(kind, name, page.COLUMNS, page.file_rows(found))


def _crumbs(request: SignedInRequest, portfolio: Portfolio) -> list[dict[str, Any]]:
    """The portfolio and those above, as far as the reader knows them."""
    above = Portfolio.objects.with_figures_for(request.user).above(portfolio)
    return [
        {"label": name, "url": reverse("scorecards:scorecard_detail", args=[slug])}
        for name, slug in [
            *above.values_list("name", "slug"),
            (portfolio.name, portfolio.slug),
        ]
    ]
