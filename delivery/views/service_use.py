"""Pages on which projects and benefits point to the services that helped."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.exports import (
    ATTRIBUTION_COLUMNS,
    SERVICE_USE_COLUMNS,
    attribution_rows,
    service_use_rows,
)
from delivery.filters import AttributionFilter, ServiceUseFilter
from delivery.forms.service import AttributionForm, ServiceUseForm
from delivery.models import Attribution, Benefit, Project, ServiceUse
from delivery.views.pages import confirm_page, form_page, saved, takes_forms
from pmo_value.exports import file_response


@require_safe
@login_required
def service_use_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write which projects services helped, as a file: all that one reads, or some."""
    uses = ServiceUse.objects.visible_to(request.user)
    ordered = uses.order_by("project__code", "service__code", "pk")
    found = ServiceUseFilter(request.GET, ordered, request=request)
    rows = service_use_rows(found.qs)
    return file_response(kind, "service-uses", SERVICE_USE_COLUMNS, rows)


@takes_forms
@login_required
def service_use_create(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Name a service that helped a project."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    form = ServiceUseForm(request.POST or None, instance=ServiceUse(project=project))
    if request.method == "POST" and form.stored():
        return saved(request, _("Service named."), project)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Name a service that helped"),
        trail=[project.portfolio, project],
    )


@takes_forms
@login_required
def service_use_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say no longer that a service helped a project."""
    uses = ServiceUse.objects.editable_by(request.user)
    use = get_object_or_404(uses.select_related("project__portfolio", "service"), pk=pk)
    if request.method == "POST":
        use.delete()
        return saved(request, _("Service removed from the project."), use.project)
    return confirm_page(
        request,
        _("Say no longer that %(service)s helped?") % {"service": use.service.name},
        trail=[use.project.portfolio, use.project],
        submit_label=_("Remove service"),
    )


@require_safe
@login_required
def attribution_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write shares of services in benefits as a file: all that one reads, or some."""
    attributions = Attribution.objects.visible_to(request.user)
    ordered = attributions.order_by("benefit__code", "service__code", "pk")
    found = AttributionFilter(request.GET, ordered, request=request)
    rows = attribution_rows(found.qs)
    return file_response(kind, "attributions", ATTRIBUTION_COLUMNS, rows)


@takes_forms
@login_required
def attribution_create(request: SignedInRequest, benefit_id: int) -> HttpResponse:
    """Say which part of a benefit a service brought about."""
    benefits = Benefit.objects.editable_by(request.user).select_related("portfolio")
    benefit = get_object_or_404(benefits, pk=benefit_id)
    form = AttributionForm(request.POST or None, instance=Attribution(benefit=benefit))
    if request.method == "POST" and form.stored():
        return saved(request, _("Share added."), benefit)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Attribute a share of the benefit"),
        trail=[benefit.portfolio, benefit],
    )


@takes_forms
@login_required
def attribution_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the share of a service in a benefit."""
    attributions = Attribution.objects.editable_by(request.user).with_rights_of(
        request.user
    )
    attribution = get_object_or_404(
        attributions.select_related("benefit__portfolio", "service"), pk=pk
    )
    form = AttributionForm(request.POST or None, instance=attribution)
    if request.method == "POST" and form.stored():
        return saved(request, _("Share saved."), attribution.benefit)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Share of %(service)s") % {"service": attribution.service.name},
        trail=[attribution.benefit.portfolio, attribution.benefit],
        delete_view="delivery:attribution_delete",
    )


@takes_forms
@login_required
def attribution_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the share of a service in a benefit away."""
    attributions = Attribution.objects.removable_by(request.user)
    attribution = get_object_or_404(
        attributions.select_related("benefit__portfolio", "service"), pk=pk
    )
    benefit = attribution.benefit
    if request.method == "POST":
        attribution.delete()
        return saved(request, _("Share removed."), benefit)
    return confirm_page(
        request,
        _("Remove the share of %(service)s?") % {"service": attribution.service.name},
        trail=[benefit.portfolio, benefit],
        text=_("That part of the benefit then counts as not attributed to the PMO."),
        submit_label=_("Remove share"),
    )
