"""Pages of portfolios."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.portfolios import MoveIntoItselfError, move_portfolio
from delivery.actions.removal import look_ahead
from delivery.forms.portfolio import (
    PortfolioCreateForm,
    PortfolioForm,
    PortfolioMoveForm,
)
from delivery.gaps import gaps_in
from delivery.models import (
    Benefit,
    BenefitEntry,
    Cycle,
    Kpi,
    Membership,
    Portfolio,
    Project,
    RatingLevel,
    Risk,
)
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    managed_portfolio,
    pick_portfolio,
    saved,
    takes_forms,
)

PORTFOLIOS = Place(gettext_lazy("Portfolios"), reverse_lazy("delivery:portfolio_list"))


@require_safe
@login_required
def portfolio_list(request: SignedInRequest) -> HttpResponse:
    """Show the tree of portfolios that one has a part in."""
    portfolios = Portfolio.objects.visible_to(request.user)
    counted = portfolios.with_rights_of(request.user).with_counts()
    context = {"portfolios": counted.select_related("lead").order_by("path")}
    return render(request, "delivery/portfolio_list.html", context)


@require_safe
@login_required
def portfolio_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what a portfolio is made of, and what is missing in it."""
    portfolios = Portfolio.objects.visible_to(request.user)
    portfolio = get_object_or_404(
        portfolios.with_rights_of(request.user)
        .with_counts()
        .select_related("parent", "lead", "rating_scale"),
        slug=slug,
    )
    context: dict[str, Any] = {
        "portfolio": portfolio,
        "trail": Portfolio.objects.above(portfolio).visible_to(request.user),
        "children": portfolio.children.with_rights_of(request.user)
        .with_counts()
        .order_by("path"),
        "cycle": portfolio.cycles.filter(status=Cycle.Status.OPEN).first(),
    }
    if portfolio.is_read:  # type: ignore[attr-defined]
        context |= summary_of(portfolio, request)
    return render(request, "delivery/portfolio_detail.html", context)


def summary_of(portfolio: Portfolio, request: SignedInRequest) -> dict[str, Any]:
    """Return counts and sums of a portfolio with all that lies below it."""
    within = Portfolio.objects.under(portfolio)
    projects = Project.objects.in_portfolios(within)
    ratings = projects.count_by_rating()
    return {
        "statuses": projects.count_by_status(),
        "ratings": [
            (colour, ratings[colour.value])
            for colour in RatingLevel.Colour
            if colour.value in ratings
        ],
        "unrated": ratings.get(None, 0),
        "money": BenefitEntry.objects.in_portfolios(within).totals_in_money(),
        "gaps": gaps_in(
            Project.objects.in_portfolios(within),
            Kpi.objects.in_portfolios(within),
            Benefit.objects.in_portfolios(within),
            Risk.objects.in_portfolios(within),
            day=timezone.localdate(),
            portfolio=portfolio,
        ),
    }


@takes_forms
@login_required
def portfolio_create(request: SignedInRequest) -> HttpResponse:
    """Set up a portfolio."""
    offered = Portfolio.objects.editable_by(request.user)
    form = PortfolioCreateForm(
        request.POST or None,
        instance=Portfolio(),
        initial={
            "parent": pick_portfolio(request, offered)
            if "portfolio" in request.GET
            else None
        },
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Portfolio set up."), form.instance)
    return form_page(
        request,
        "portfolio_create.html",
        form,
        title=_("Set up a portfolio"),
        trail=[PORTFOLIOS],
    )


@takes_forms
@login_required
def portfolio_update(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change the settings of a portfolio."""
    portfolio = managed_portfolio(request, slug)
    title = _("Settings of %(name)s") % {"name": portfolio.name}
    form = PortfolioForm(request.POST or None, instance=portfolio)
    if request.method == "POST" and form.stored():
        return saved(request, _("Settings saved."), portfolio)
    return form_page(
        request,
        "portfolio_form.html",
        form,
        title=title,
        trail=[portfolio],
        portfolio=portfolio,
    )


@takes_forms
@login_required
def portfolio_move(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hang a portfolio under another one."""
    portfolio = managed_portfolio(request, slug)
    form = PortfolioMoveForm(
        request.POST if request.method == "POST" else None,
        portfolio=portfolio,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        try:
            move_portfolio(portfolio, form.cleaned_data["parent"])
        except MoveIntoItselfError:
            form.add_error("parent", _("It has come to lie below this one meanwhile."))
        else:
            return saved(request, _("Portfolio moved."), portfolio)
    return form_page(
        request,
        "portfolio_move.html",
        form,
        title=_("Move %(name)s") % {"name": portfolio.name},
        trail=[portfolio],
        submit_label=_("Move portfolio"),
    )


@takes_forms
@login_required
def portfolio_delete(request: SignedInRequest, slug: str) -> HttpResponse:
    """Delete a portfolio that holds nothing any more."""
    portfolio = managed_portfolio(request, slug)
    removal = look_ahead(portfolio)
    if request.method == "POST" and not removal.is_held_by:
        portfolio.delete()
        return saved(request, _("Portfolio deleted."), "delivery:portfolio_list")
    return confirm_page(
        request,
        _("Delete the portfolio %(name)s?") % {"name": portfolio.name},
        trail=[portfolio],
        removal=removal,
        text=_("Its members lose their roles in it."),
        submit_label=_("Delete portfolio"),
    )


@require_safe
@login_required
def portfolio_history(request: SignedInRequest, slug: str) -> HttpResponse:
    """Tell who changed settings, members and cycles of a portfolio, and when."""
    portfolio = get_object_or_404(Portfolio.objects.visible_to(request.user), slug=slug)
    parts = [
        history.records_of(model, portfolio=portfolio.pk)
        for model in (Membership, Cycle)
    ]
    return history_page(
        request,
        portfolio.name,
        history.records_of(Portfolio, id=portfolio.pk),
        *parts,
        trail=[portfolio],
    )
