"""Pages of the turns of the flywheel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.forms.portfolio import CycleForm
from delivery.models import Cycle, Portfolio
from delivery.views.pages import Place, form_page, managed_portfolio, takes_forms


@require_safe
@login_required
def cycle_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the turns of the flywheel of a portfolio."""
    portfolios = Portfolio.objects.visible_to(request.user)
    portfolio = get_object_or_404(portfolios.with_rights_of(request.user), slug=slug)
    context = {
        "portfolio": portfolio,
        "trail": [portfolio],
        "cycles": portfolio.cycles.order_by("-starts_on"),
    }
    return render(request, "delivery/cycle_list.html", context)


@takes_forms
@login_required
def cycle_create(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin a turn of the flywheel."""
    portfolio = managed_portfolio(request, slug)
    form = CycleForm(request.POST or None, instance=Cycle(portfolio=portfolio))
    if request.method == "POST" and form.stored():
        messages.success(request, _("Cycle added."))
        return redirect("delivery:cycle_list", slug)
    return form_page(
        request,
        "cycle_form.html",
        form,
        title=_("Add a cycle"),
        trail=[portfolio, cycles_of(portfolio)],
    )


@takes_forms
@login_required
def cycle_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a turn of the flywheel while it is open."""
    managed = Portfolio.objects.editable_by(request.user)
    cycles = Cycle.objects.filter(portfolio__in=managed, status=Cycle.Status.OPEN)
    cycles = cycles.select_related("portfolio")
    cycle = get_object_or_404(cycles, pk=pk)
    title = _("Cycle %(name)s") % {"name": cycle.name}
    form = CycleForm(request.POST or None, instance=cycle)
    if request.method == "POST" and form.stored():
        messages.success(request, _("Cycle saved."))
        return redirect("delivery:cycle_list", cycle.portfolio.slug)
    return form_page(
        request,
        "cycle_form.html",
        form,
        title=title,
        trail=[cycle.portfolio, cycles_of(cycle.portfolio)],
    )


def cycles_of(portfolio: Portfolio) -> Place:
    """Return the page that lists the cycles of a portfolio."""
    return Place(_("Cycles"), reverse("delivery:cycle_list", args=[portfolio.slug]))
