"""Pages of requests for services of the PMO, and of agreements on them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.models import Portfolio, Service
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.exports.demand import (
    AGREEMENT_COLUMNS,
    REQUEST_COLUMNS,
    agreement_rows,
    request_rows,
)
from recognition.filters.demand import ServiceAgreementFilter, ServiceRequestFilter
from recognition.forms.demand import ServiceAgreementForm, ServiceRequestForm
from recognition.models import ServiceAgreement, ServiceRequest, Stakeholder

REQUESTS = Place(
    gettext_lazy("Requests for services"),
    reverse_lazy("recognition:service_request_list"),
)
AGREEMENTS = Place(
    gettext_lazy("Service agreements"),
    reverse_lazy("recognition:service_agreement_list"),
)
RELATED = ("service", "stakeholder__portfolio")
CHANGES_SHOWN = 8


def enters_facts(request: SignedInRequest) -> bool:
    """Return whether the reader may add requests and agreements anywhere."""
    return Portfolio.objects.with_facts_from(request.user).exists()


def found_requests(request: SignedInRequest) -> ServiceRequestFilter:
    """Return the requests that the reader sees, as the address narrows them."""
    rows = ServiceRequest.objects.visible_to(request.user).select_related(*RELATED)
    return ServiceRequestFilter(request.GET, rows, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def service_request_list(request: SignedInRequest) -> HttpResponse:
    """List who asked for which service, and what came of it."""
    return list_page(
        request,
        "service_request",
        found_requests(request),
        may_add=enters_facts(request),
        today=timezone.localdate(),
    )


@require_safe
@login_required
def service_request_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of requests as a file."""
    rows = request_rows(found_requests(request).qs, timezone.localdate())
    return file_response(kind, "service-requests", REQUEST_COLUMNS, rows)


@require_safe
@login_required
def service_request_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a request: who asked, how long they waited, and what came of it."""
    rows = ServiceRequest.objects.visible_to(request.user)
    found = get_object_or_404(
        rows.with_rights_of(request.user).select_related(*RELATED), pk=pk
    )
    today = timezone.localdate()
    services = Service.objects.visible_to(request.user)
    context = {
        "found": found,
        "trail": [REQUESTS],
        "waited": found.waited(today),
        "is_late": found.due_on is not None
        and (found.answered_on or today) > found.due_on,
        "sees_service": services.filter(pk=found.service_id).exists(),
        "changes": history.timeline(
            history.records_of(ServiceRequest, id=pk)[: CHANGES_SHOWN + 1],
            limit=CHANGES_SHOWN,
        ),
    }
    return render(request, "recognition/service_request_detail.html", context)


@require_safe
@login_required
def service_request_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a request, and when."""
    rows = ServiceRequest.objects.visible_to(request.user)
    found = get_object_or_404(rows, pk=pk)
    return history_page(
        request,
        found.title,
        history.records_of(ServiceRequest, id=pk),
        trail=[REQUESTS, found],
    )


def chosen_person(request: SignedInRequest) -> Stakeholder | None:
    """Return the person whom the address names, if the reader may name them."""
    pk = request.GET.get("stakeholder", "")
    people = Stakeholder.objects.editable_by(request.user).present()
    return people.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None


@takes_forms
@login_required
def service_request_create(request: SignedInRequest) -> HttpResponse:
    """Note that somebody asked for a service."""
    today = timezone.localdate()
    form = ServiceRequestForm(
        request.POST or None,
        by=request.user,
        instance=ServiceRequest(),
        initial={"requested_on": today, "stakeholder": chosen_person(request)},
        user=request.user,
        today=today,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Request added."), form.instance)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Add a request for a service"),
        trail=[REQUESTS],
        submit_label=_("Add request"),
    )


@takes_forms
@login_required
def service_request_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a request, or correct what is noted of it."""
    rows = ServiceRequest.objects.editable_by(request.user)
    found = get_object_or_404(rows.select_related(*RELATED), pk=pk)
    form = ServiceRequestForm(
        request.POST or None,
        by=request.user,
        instance=found,
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Request saved."), found)
    return form_page(
        request, "form.html", form, title=str(found), trail=[REQUESTS, found]
    )


@takes_forms
@login_required
def service_request_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a request that was never made."""
    rows = ServiceRequest.objects.removable_by(request.user)
    found = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        found.delete()
        return saved(request, _("Request deleted."), REQUESTS)
    return confirm_page(
        request,
        _("Delete the request “%(title)s”?") % {"title": found.title},
        trail=[REQUESTS, found],
        text=_("It no longer counts as demand. One that was declined stays on record."),
        submit_label=_("Delete request"),
    )


def found_agreements(request: SignedInRequest) -> ServiceAgreementFilter:
    """Return the agreements that the reader sees, as the address narrows them."""
    rows = ServiceAgreement.objects.visible_to(request.user).select_related(*RELATED)
    return ServiceAgreementFilter(request.GET, rows, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def service_agreement_list(request: SignedInRequest) -> HttpResponse:
    """List mandates and agreements, and whether they were renewed."""
    return list_page(
        request,
        "service_agreement",
        found_agreements(request),
        may_add=enters_facts(request),
        today=timezone.localdate(),
    )


@require_safe
@login_required
def service_agreement_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of agreements as a file."""
    rows = agreement_rows(found_agreements(request).qs)
    return file_response(kind, "service-agreements", AGREEMENT_COLUMNS, rows)


@takes_forms
@login_required
def service_agreement_create(request: SignedInRequest) -> HttpResponse:
    """Note an agreement that comes up for renewal."""
    form = ServiceAgreementForm(
        request.POST or None,
        by=request.user,
        instance=ServiceAgreement(),
        initial={"stakeholder": chosen_person(request)},
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Agreement added."), AGREEMENTS)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Add a service agreement"),
        trail=[AGREEMENTS],
        submit_label=_("Add agreement"),
    )


@takes_forms
@login_required
def service_agreement_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide on a renewal, or correct what is noted of an agreement."""
    rows = ServiceAgreement.objects.editable_by(request.user)
    found = get_object_or_404(
        rows.with_rights_of(request.user).select_related(*RELATED), pk=pk
    )
    form = ServiceAgreementForm(
        request.POST or None,
        by=request.user,
        instance=found,
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Agreement saved."), AGREEMENTS)
    return form_page(
        request,
        "service_agreement_form.html",
        form,
        title=str(found),
        trail=[AGREEMENTS],
        delete_view="recognition:service_agreement_delete",
    )


@require_safe
@login_required
def service_agreement_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about an agreement, and when."""
    rows = ServiceAgreement.objects.visible_to(request.user).select_related(*RELATED)
    found = get_object_or_404(rows, pk=pk)
    return history_page(
        request,
        str(found),
        history.records_of(ServiceAgreement, id=pk),
        trail=[AGREEMENTS],
    )


@takes_forms
@login_required
def service_agreement_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete an agreement that there never was."""
    rows = ServiceAgreement.objects.removable_by(request.user)
    found = get_object_or_404(rows.select_related(*RELATED), pk=pk)
    if request.method == "POST":
        found.delete()
        return saved(request, _("Agreement deleted."), AGREEMENTS)
    return confirm_page(
        request,
        _("Delete the agreement “%(name)s”?") % {"name": found},
        trail=[AGREEMENTS],
        text=_("One that ended is better marked as not renewed: it counts then."),
        submit_label=_("Delete agreement"),
    )
