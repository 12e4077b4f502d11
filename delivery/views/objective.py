"""Pages of objectives."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.removal import look_ahead
from delivery.exports import OBJECTIVE_COLUMNS, objective_rows
from delivery.filters import ObjectiveFilter
from delivery.forms.objective import ObjectiveForm
from delivery.models import Benefit, Objective, ObjectiveLink, Portfolio
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response

OBJECTIVES = Place(gettext_lazy("Objectives"), reverse_lazy("delivery:objective_list"))
CHANGES_SHOWN = 8


def found_objectives(request: SignedInRequest) -> ObjectiveFilter:
    """Return the objectives that the reader sees, as the address narrows them."""
    objectives = Objective.objects.visible_to(request.user).with_counts()
    return ObjectiveFilter(
        request.GET, objectives.select_related("portfolio"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def objective_list(request: SignedInRequest) -> HttpResponse:
    """List objectives with how many projects and benefits serve them."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(request, "objective", found_objectives(request), may_add=may_add)


@require_safe
@login_required
def objective_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of objectives as a file."""
    rows = objective_rows(found_objectives(request).qs)
    return file_response(kind, "objectives", OBJECTIVE_COLUMNS, rows)


@require_safe
@login_required
def objective_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show an objective, the projects that serve it and the benefits it is to bring."""
    objectives = (
        Objective.objects.visible_to(request.user)
        .with_rights_of(request.user)
        .with_counts()
        .select_related("portfolio")
    )
    objective = get_object_or_404(objectives, pk=pk)
    links = ObjectiveLink.objects.visible_to(request.user).filter(objective=objective)
    context = {
        "objective": objective,
        "trail": [*Portfolio.objects.above(objective.portfolio), objective.portfolio],
        "links": links.with_rights_of(request.user)
        .select_related("project__portfolio")
        .order_by("-strength", "project__name"),
        "benefits": Benefit.objects.visible_to(request.user)
        .filter(objective=objective)
        .with_totals()
        .order_by("name"),
        "changes": history.timeline(
            history.records_of(Objective, id=pk)[: CHANGES_SHOWN + 1],
            limit=CHANGES_SHOWN,
        ),
    }
    return render(request, "delivery/objective_detail.html", context)


@require_safe
@login_required
def objective_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about an objective, and when."""
    objectives = Objective.objects.visible_to(request.user)
    objective = get_object_or_404(objectives.select_related("portfolio"), pk=pk)
    return history_page(
        request,
        objective.name,
        history.records_of(Objective, id=pk),
        history.records_of(ObjectiveLink, objective=pk),
        trail=[objective.portfolio, objective],
    )


@takes_forms
@login_required
def objective_create(request: SignedInRequest) -> HttpResponse:
    """State an objective of a portfolio."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = ObjectiveForm(
        request.POST or None,
        instance=Objective(),
        initial={"portfolio": pick_portfolio(request, offered)},
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Objective added."), form.instance)
    return form_page(
        request,
        "objective_form.html",
        form,
        title=_("State an objective"),
        trail=[OBJECTIVES],
    )


@takes_forms
@login_required
def objective_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct an objective, or end it."""
    objectives = Objective.objects.editable_by(request.user)
    objective = get_object_or_404(
        objectives.with_rights_of(request.user).select_related("portfolio"), pk=pk
    )
    title = _("Edit objective %(code)s") % {"code": objective.code}
    form = ObjectiveForm(request.POST or None, instance=objective, user=request.user)
    if request.method == "POST" and form.stored():
        return saved(request, _("Objective saved."), objective)
    return form_page(
        request,
        "objective_form.html",
        form,
        title=title,
        trail=[objective.portfolio, objective],
        delete_view="delivery:objective_delete",
    )


@takes_forms
@login_required
def objective_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete an objective that nothing refers to."""
    objectives = Objective.objects.removable_by(request.user)
    objective = get_object_or_404(objectives.select_related("portfolio"), pk=pk)
    removal = look_ahead(objective)
    if request.method == "POST" and not removal.is_held_by:
        objective.delete()
        return saved(request, _("Objective deleted."), "delivery:objective_list")
    return confirm_page(
        request,
        _("Delete the objective %(name)s?") % {"name": objective.name},
        trail=[objective.portfolio, objective],
        removal=removal,
        text=_("To keep what served it, give it a day on which it ends instead."),
        submit_label=_("Delete objective"),
    )
