"""The page on which a lead closes what is over."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from delivery.forms.discipline import PortfolioCloseForm
from delivery.models import Portfolio, Role
from delivery.views.pages import form_page, saved, takes_forms
from pmo_value import formatting


@takes_forms
@login_required
def portfolio_close(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close the facts of a portfolio up to a day, or open them again."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    portfolio = get_object_or_404(led, slug=slug)
    above = Portfolio.objects.above(portfolio).filter(locked_until__isnull=False)
    form = PortfolioCloseForm(
        request.POST if request.method == "POST" else None,
        by=request.user,
        instance=portfolio,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        day = portfolio.locked_until
        said = (
            _("Everything up to %(day)s is closed.") % {"day": formatting.day(day)}
            if day
            else _("Nothing is closed here any more.")
        )
        return saved(request, said, portfolio)
    return form_page(
        request,
        "portfolio_close.html",
        form,
        title=_("Close a period of %(name)s") % {"name": portfolio.name},
        trail=[portfolio],
        above=above.order_by("-locked_until").first(),
    )
