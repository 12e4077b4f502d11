"""Pages of overlap groups, and of the causes for which benefit leaks away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.removal import look_ahead
from delivery.exports import LEAK_COLUMNS, OVERLAP_COLUMNS, leak_rows, overlap_rows
from delivery.filters import BenefitLeakFilter, OverlapGroupFilter
from delivery.forms.overlap import BenefitLeakForm, OverlapGroupForm
from delivery.models import Benefit, BenefitLeak, OverlapGroup, Portfolio
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

OVERLAPS = Place(
    gettext_lazy("Overlap groups"), reverse_lazy("delivery:overlap_group_list")
)


def found_groups(request: SignedInRequest) -> OverlapGroupFilter:
    """Return the overlap groups that the reader sees, as the address narrows them."""
    groups = OverlapGroup.objects.visible_to(request.user).with_rights_of(request.user)
    return OverlapGroupFilter(
        request.GET,
        groups.select_related("portfolio").prefetch_related("benefits"),
        request=request,
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def overlap_group_list(request: SignedInRequest) -> HttpResponse:
    """List the measures that several benefits draw on."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(request, "overlap_group", found_groups(request), may_add=may_add)


@require_safe
@login_required
def overlap_group_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of overlap groups as a file."""
    rows = overlap_rows(found_groups(request).qs)
    return file_response(kind, "overlap-groups", OVERLAP_COLUMNS, rows)


@require_safe
@login_required
def overlap_group_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about an overlap group, and when."""
    groups = OverlapGroup.objects.visible_to(request.user).select_related("portfolio")
    group = get_object_or_404(groups, pk=pk)
    records = history.records_of(OverlapGroup, id=pk)
    return history_page(request, group.name, records, trail=[OVERLAPS, group])


@takes_forms
@login_required
def overlap_group_create(request: SignedInRequest) -> HttpResponse:
    """Name a measure that several benefits draw on."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = OverlapGroupForm(
        request.POST or None,
        instance=OverlapGroup(),
        initial={"portfolio": pick_portfolio(request, offered)},
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Overlap group added."), OVERLAPS)
    return form_page(
        request, "form.html", form, title=_("Add an overlap group"), trail=[OVERLAPS]
    )


@takes_forms
@login_required
def overlap_group_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct an overlap group, or say what its measure shows."""
    groups = OverlapGroup.objects.editable_by(request.user).with_rights_of(request.user)
    group = get_object_or_404(groups.select_related("portfolio"), pk=pk)
    title = _("Overlap group %(code)s") % {"code": group.code}
    form = OverlapGroupForm(
        request.POST or None,
        instance=group,
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Overlap group saved."), OVERLAPS)
    return form_page(
        request,
        "overlap_group_form.html",
        form,
        title=title,
        trail=[OVERLAPS],
        group=group,
        benefits=group.benefits.order_by("code"),
        delete_view="delivery:overlap_group_delete",
    )


@takes_forms
@login_required
def overlap_group_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete an overlap group that no benefit belongs to."""
    groups = OverlapGroup.objects.removable_by(request.user)
    group = get_object_or_404(groups.select_related("portfolio"), pk=pk)
    removal = look_ahead(group)
    if request.method == "POST" and not removal.is_held_by:
        group.delete()
        return saved(request, _("Overlap group deleted."), OVERLAPS)
    return confirm_page(
        request,
        _("Delete the overlap group %(name)s?") % {"name": group.name},
        trail=[OVERLAPS],
        removal=removal,
        submit_label=_("Delete overlap group"),
    )


@require_safe
@login_required
def benefit_leak_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write what leaks away as a file: of a benefit, or of all that one reads."""
    leaks = BenefitLeak.objects.visible_to(request.user)
    found = BenefitLeakFilter(
        request.GET, leaks.order_by("benefit__code", "cause", "pk"), request=request
    )
    return file_response(kind, "benefit-leaks", LEAK_COLUMNS, leak_rows(found.qs))


@takes_forms
@login_required
def benefit_leak_create(request: SignedInRequest, benefit_id: int) -> HttpResponse:
    """Put a part of what a benefit lost down to a cause."""
    benefits = Benefit.objects.editable_by(request.user).select_related("portfolio")
    benefit = get_object_or_404(benefits, pk=benefit_id)
    form = BenefitLeakForm(request.POST or None, instance=BenefitLeak(benefit=benefit))
    if request.method == "POST" and form.stored():
        return saved(request, _("Cause added."), benefit)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Say why benefit leaks away"),
        trail=[benefit.portfolio, benefit],
    )


@takes_forms
@login_required
def benefit_leak_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct what is put down to a cause."""
    leaks = BenefitLeak.objects.editable_by(request.user).with_rights_of(request.user)
    leak = get_object_or_404(leaks.select_related("benefit__portfolio"), pk=pk)
    form = BenefitLeakForm(request.POST or None, instance=leak)
    title = _("Leak: %(cause)s") % {"cause": leak.get_cause_display()}
    if request.method == "POST" and form.stored():
        return saved(request, _("Cause saved."), leak.benefit)
    return form_page(
        request,
        "form.html",
        form,
        title=title,
        trail=[leak.benefit.portfolio, leak.benefit],
        delete_view="delivery:benefit_leak_delete",
    )


@takes_forms
@login_required
def benefit_leak_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a cause."""
    leaks = BenefitLeak.objects.removable_by(request.user)
    leak = get_object_or_404(leaks.select_related("benefit__portfolio"), pk=pk)
    if request.method == "POST":
        leak.delete()
        return saved(request, _("Cause removed."), leak.benefit)
    return confirm_page(
        request,
        _("Remove this cause: %(cause)s?") % {"cause": leak.get_cause_display()},
        trail=[leak.benefit.portfolio, leak.benefit],
        text=_("What it explained then counts as not explained."),
        submit_label=_("Remove cause"),
    )
