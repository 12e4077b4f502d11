"""Pages of standing orders."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery import history
from delivery.models import Portfolio
from delivery.models.portfolio import Role
from delivery.views.pages import (
    Place,
    form_page,
    history_page,
    pick_portfolio,
    saved,
    takes_forms,
)
from recognition.actions.rounds import day_of
from recognition.forms.round import RoundPlanForm
from recognition.models import RoundPlan

PLANS = Place(
    gettext_lazy("Standing orders"), reverse_lazy("recognition:round_plan_list")
)


@require_safe
@login_required
def round_plan_list(request: SignedInRequest) -> HttpResponse:
    """List what happens by itself, and how often it has."""
    plans = RoundPlan.objects.editable_by(request.user).with_rights_of(request.user)
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    context = {
        "plans": plans.select_related("portfolio", "questionnaire")
        .annotate(round_count=Count("rounds"))
        .order_by("portfolio__path", "event", "pk"),
        "may_add": led.exists(),
    }
    return render(request, "recognition/round_plan_list.html", context)


@takes_forms
@login_required
def round_plan_create(request: SignedInRequest) -> HttpResponse:
    """Give a standing order."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    form = RoundPlanForm(
        request.POST or None,
        by=request.user,
        instance=RoundPlan(),
        initial={"portfolio": pick_portfolio(request, led)},
        user=request.user,
        today=day_of(timezone.now()),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Standing order given."), PLANS.get_absolute_url())
    return form_page(
        request,
        "round_plan_form.html",
        form,
        title=_("Give a standing order"),
        trail=[PLANS],
    )


@takes_forms
@login_required
def round_plan_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a standing order, or switch it off."""
    plans = RoundPlan.objects.removable_by(request.user)
    plan = get_object_or_404(plans.select_related("portfolio", "questionnaire"), pk=pk)
    form = RoundPlanForm(
        request.POST or None,
        by=request.user,
        instance=plan,
        user=request.user,
        today=day_of(timezone.now()),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Standing order saved."), PLANS.get_absolute_url())
    return form_page(
        request,
        "round_plan_form.html",
        form,
        title=_("Edit standing order"),
        trail=[PLANS],
        plan=plan,
    )


@require_safe
@login_required
def round_plan_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed a standing order, and when."""
    plans = RoundPlan.objects.editable_by(request.user).select_related("portfolio")
    plan = get_object_or_404(plans, pk=pk)
    return history_page(
        request, str(plan), history.records_of(RoundPlan, id=pk), trail=[PLANS]
    )
