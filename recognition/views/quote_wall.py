"""What sponsors say, for everybody who reads the figures of their portfolio."""

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.models import Portfolio
from delivery.views.pages import pick_portfolio
from recognition.models import Publication, Testimonial

# One or two quotes would speak for everybody.
SHOWN_FROM = 3


@require_safe
@login_required
@never_cache
def quote_wall(request: SignedInRequest) -> HttpResponse:
    """Show the quotes published inside, by portfolio, from three on."""
    live = Testimonial.objects.shown_to(request.user, timezone.localdate())
    here = live.filter(portfolio=OuterRef("pk"))
    offered = Portfolio.objects.with_figures_for(request.user)
    quoted = offered.filter(Exists(here)).order_by("path")
    chosen = pick_portfolio(request, offered) if "portfolio" in request.GET else None
    if chosen is not None:
        live = live.filter(portfolio__path__startswith=chosen.path)
    shown = list(Publication.objects.free("internal").of(live))
    groups = groupby(shown, key=lambda found: found.testimonial.portfolio)
    context = {
        "groups": [(portfolio, list(quotes)) for portfolio, quotes in groups],
        "is_shown": len(shown) >= SHOWN_FROM,
        "shown_from": SHOWN_FROM,
        "portfolios": quoted,
        "chosen": chosen,
    }
    return render(request, "recognition/quote_wall.html", context)
