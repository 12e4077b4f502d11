"""Pages of the risk scale of a portfolio: words, and what they stand for."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.forms.removal import RemovalForm
from delivery.forms.risk import RiskLevelForm
from delivery.models import Portfolio, RiskLevel
from delivery.models.risk import STEPS
from delivery.risk_scale import SUGGESTED, Scale
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    posted,
    saved,
    takes_forms,
)


def scale_place(portfolio: Portfolio) -> Place:
    """Return the page of a portfolio's scale."""
    return Place(_("Risk scale"), RiskLevel(portfolio=portfolio).get_absolute_url())


@require_safe
@login_required
def risk_level_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the scale that holds for a portfolio, and where it comes from."""
    portfolios = Portfolio.objects.with_figures_for(request.user)
    portfolio = get_object_or_404(portfolios.with_rights_of(request.user), slug=slug)
    scale = Scale.of(portfolio)
    is_own = any(level.portfolio_id == portfolio.pk for level in scale.levels)
    context = {
        "portfolio": portfolio,
        "trail": [*Portfolio.objects.above(portfolio), portfolio],
        "scale": scale,
        "is_own": is_own,
        "origin": scale.levels[0].portfolio if scale.levels and not is_own else None,
        "may_add": not is_own or len(scale.levels) < STEPS,
    }
    return render(request, "delivery/risk_level_list.html", context)


@takes_forms
@login_required
def risk_level_create(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a step to a portfolio's own scale; the next one is suggested."""
    portfolios = Portfolio.objects.with_facts_from(request.user)
    portfolio = get_object_or_404(portfolios, slug=slug)
    own = list(portfolio.risk_levels.all())
    form = RiskLevelForm(
        request.POST or None,
        by=request.user,
        instance=RiskLevel(portfolio=portfolio),
        initial=suggested({level.position for level in own}),
        others=own,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Step added."), scale_place(portfolio))
    return form_page(
        request,
        "risk_level_form.html",
        form,
        title=_("Add a step"),
        trail=[portfolio, scale_place(portfolio)],
        currency=portfolio.currency,
    )


def suggested(taken: set[int]) -> dict[str, object]:
    """Return the first step that is not there, with words to start from."""
    free = [step for step in range(1, STEPS + 1) if step not in taken]
    if not free:
        return {}
    probability_label, probability, impact_label = SUGGESTED[free[0] - 1]
    return {
        "position": free[0],
        "probability_label": probability_label,
        "probability": Decimal(probability),
        "impact_label": impact_label,
    }


@takes_forms
@login_required
def risk_level_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a step. What was judged in its words keeps its numbers."""
    levels = RiskLevel.objects.editable_by(request.user).with_rights_of(request.user)
    level = get_object_or_404(levels.select_related("portfolio"), pk=pk)
    portfolio = level.portfolio
    title = _("Step %(step)s of the risk scale") % {"step": level.position}
    form = RiskLevelForm(
        request.POST or None,
        by=request.user,
        instance=level,
        others=list(portfolio.risk_levels.all()),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Step saved."), scale_place(portfolio))
    return form_page(
        request,
        "risk_level_form.html",
        form,
        title=title,
        trail=[portfolio, scale_place(portfolio)],
        currency=portfolio.currency,
        delete_view="delivery:risk_level_delete",
    )


@takes_forms
@login_required
def risk_level_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a step."""
    levels = RiskLevel.objects.removable_by(request.user).select_related("portfolio")
    level = get_object_or_404(levels, pk=pk)
    portfolio = level.portfolio
    form = RemovalForm(posted(request), row=level, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Step removed."), scale_place(portfolio))
    return confirm_page(
        request,
        _("Remove step %(step)s of the risk scale?") % {"step": level.position},
        trail=[portfolio, scale_place(portfolio)],
        text=_("What was judged in its words keeps its numbers."),
        form=form,
        submit_label=_("Remove step"),
    )
