"""Pages of brands: which holds where, choosing one, and its logo."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery import history
from delivery.models import Portfolio, Role
from delivery.models.portfolio import PortfolioQuerySet
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    posted,
    saved,
    takes_forms,
)
from recognition.forms.branding import BrandingForm
from recognition.models import Branding

# How high and at most how wide the logo stands on the cover that is shown.
COVER_LOGO = (36, 120)
BRANDS = Place(gettext_lazy("Branding"), reverse_lazy("recognition:branding_list"))


def led(request: SignedInRequest) -> PortfolioQuerySet:
    """Return the portfolios whose brand the reader chooses."""
    return Portfolio.objects.where_member(request.user, Role.LEAD)


@require_safe
@login_required
def branding_list(request: SignedInRequest) -> HttpResponse:
    """List which brand each portfolio has, its own or that of one above."""
    portfolios = list(led(request).order_by("path"))
    known = {portfolio.pk for portfolio in portfolios}
    brands = {
        brand.portfolio.path: brand
        for brand in Branding.objects.without_logo().select_related("portfolio")
    }
    rows = [
        {
            "portfolio": portfolio,
            "brand": (found := nearest(portfolio.path, brands)),
            "is_known": found is not None and found.portfolio_id in known,
        }
        for portfolio in portfolios
    ]
    return render(request, "recognition/branding_list.html", {"rows": rows})


def nearest(path: str, brands: dict[str, Branding]) -> Branding | None:
    """Return the brand of a place, or of the nearest one above it."""
    over = [place for place in brands if path.startswith(place)]
    return brands[max(over, key=len)] if over else None


@takes_forms
@login_required
def branding_update(request: SignedInRequest, slug: str) -> HttpResponse:
    """Choose the brand of a portfolio; it holds below, where none is chosen."""
    portfolio = get_object_or_404(led(request), slug=slug)
    own = Branding.objects.filter(portfolio=portfolio).first()
    form = BrandingForm(
        posted(request),
        request.FILES or None,
        by=request.user,
        instance=own or Branding(portfolio=portfolio),
    )
    if request.method == "POST" and form.stored():
        if form.left_out:
            said = _(
                "Left out of the logo: %(kinds)s. See whether it still looks right."
            )
            messages.info(request, said % {"kinds": ", ".join(form.left_out)})
        return saved(request, _("Brand saved."), form.instance)
    holding = Branding.objects.holding_for(portfolio)
    return form_page(
        request,
        "branding_form.html",
        form,
        title=_("Brand of %(name)s") % {"name": portfolio.name},
        trail=[BRANDS],
        portfolio=portfolio,
        own=own,
        holding=holding,
        logo_width=holding.width_at(COVER_LOGO) if holding else 0,
        is_known=holding and led(request).filter(pk=holding.portfolio_id).exists(),
    )


@require_safe
@login_required
def branding_logo(request: SignedInRequest, slug: str) -> HttpResponse:
    """Answer with the logo that holds for a portfolio, as points and never as SVG."""
    readable = Portfolio.objects.with_figures_for(request.user)
    brand = Branding.objects.holding_for(get_object_or_404(readable, slug=slug))
    if brand is None or not brand.has_logo:
        raise Http404
    response = HttpResponse(bytes(brand.logo_png), content_type="image/png")
    response["Content-Disposition"] = 'attachment; filename="logo.png"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@takes_forms
@login_required
def branding_delete(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take the brand of a portfolio away; that of one above holds then, if any."""
    brands = Branding.objects.editable_by(request.user).select_related("portfolio")
    brand = get_object_or_404(brands.without_logo(), portfolio__slug=slug)
    if request.method == "POST":
        brand.delete()
        return saved(request, _("Brand taken away."), BRANDS)
    return confirm_page(
        request,
        _("Take the brand of %(name)s away?") % {"name": brand.portfolio.name},
        text=_(
            "New files and reports look like those of the portfolio above, or plain. "
            "Files that are there already keep the look they had."
        ),
        trail=[BRANDS, brand],
        submit_label=_("Take away"),
    )


@require_safe
@login_required
def branding_history(request: SignedInRequest, slug: str) -> HttpResponse:
    """Tell who changed what about the brand of a portfolio, and when."""
    portfolio = get_object_or_404(led(request), slug=slug)
    return history_page(
        request,
        portfolio.name,
        history.records_of(Branding, portfolio=portfolio.pk),
        trail=[BRANDS],
    )
