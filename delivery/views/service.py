"""Pages of PMO services, and of their costs as a grid of months."""

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
from delivery.exports import (
    SERVICE_COLUMNS,
    SERVICE_COST_COLUMNS,
    service_cost_rows,
    service_rows,
)
from delivery.filters import ServiceFilter
from delivery.forms.service import ServiceForm
from delivery.forms.service_costs import ServiceCostsForm
from delivery.models import Portfolio, Service, ServiceCost
from delivery.views.benefit import chosen_year, offered, years_around
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

SERVICES = Place(gettext_lazy("Services"), reverse_lazy("delivery:service_list"))
CHANGES_SHOWN = 8
MONTHS_SHOWN = 12


def found_services(request: SignedInRequest) -> ServiceFilter:
    """Return the services that the reader sees, as the address narrows them."""
    services = Service.objects.visible_to(request.user).with_counts()
    return ServiceFilter(
        request.GET, services.select_related("portfolio"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def service_list(request: SignedInRequest) -> HttpResponse:
    """List what the PMO offers, what it cost, and what it helped."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(request, "service", found_services(request), may_add=may_add)


@require_safe
@login_required
def service_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of services as a file."""
    rows = service_rows(found_services(request).qs)
    return file_response(kind, "services", SERVICE_COLUMNS, rows)


@require_safe
@login_required
def service_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a service: what it is, what it cost, and whom it helped."""
    services = (
        Service.objects.visible_to(request.user)
        .with_rights_of(request.user)
        .with_counts()
        .select_related("portfolio")
    )
    service = get_object_or_404(services, pk=pk)
    months = service.costs.order_by("-month").values_list("month", flat=True).distinct()
    costs = service.costs.filter(month__in=list(months[:MONTHS_SHOWN]))
    uses = service.uses.visible_to(request.user).select_related("project")
    attributions = service.attributions.visible_to(request.user)
    context = {
        "service": service,
        "trail": [*Portfolio.objects.above(service.portfolio), service.portfolio],
        "categories": ServiceCost.Category,
        "months": by_month(list(costs)),
        "uses": uses.order_by("project__code"),
        "attributions": attributions.select_related("benefit").order_by(
            "benefit__code"
        ),
        "changes": history.timeline(
            history.records_of(Service, id=pk)[: CHANGES_SHOWN + 1],
            limit=CHANGES_SHOWN,
        ),
    }
    return render(request, "delivery/service_detail.html", context)


def by_month(
    costs: list[ServiceCost],
) -> list[tuple[object, list[ServiceCost | None]]]:
    """Arrange costs as rows of months with one place a category, newest first."""
    found = {(cost.month, cost.category): cost for cost in costs}
    months = sorted({month for month, _category in found}, reverse=True)
    return [
        (month, [found.get((month, one.value)) for one in ServiceCost.Category])
        for month in months
    ]


@require_safe
@login_required
def service_cost_export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Write all costs of a service as a file."""
    service = get_object_or_404(Service.objects.visible_to(request.user), pk=pk)
    rows = service_cost_rows(service.costs.order_by("month", "category"))
    return file_response(kind, "service-costs", SERVICE_COST_COLUMNS, rows)


@require_safe
@login_required
def service_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a service, and when."""
    services = Service.objects.visible_to(request.user).select_related("portfolio")
    service = get_object_or_404(services, pk=pk)
    return history_page(
        request,
        service.name,
        history.records_of(Service, id=pk),
        history.records_of(ServiceCost, service=pk),
        trail=[service.portfolio, service],
    )


@takes_forms
@login_required
def service_create(request: SignedInRequest) -> HttpResponse:
    """Add a service to what the PMO offers."""
    offered_in = Portfolio.objects.with_facts_from(request.user)
    form = ServiceForm(
        request.POST or None,
        instance=Service(),
        initial={"portfolio": pick_portfolio(request, offered_in)},
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Service added."), form.instance)
    return form_page(
        request, "form.html", form, title=_("Add a PMO service"), trail=[SERVICES]
    )


@takes_forms
@login_required
def service_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct what is known about a service, or retire it."""
    services = Service.objects.editable_by(request.user).with_rights_of(request.user)
    service = get_object_or_404(services.select_related("portfolio"), pk=pk)
    title = _("Edit service %(code)s") % {"code": service.code}
    form = ServiceForm(request.POST or None, instance=service, user=request.user)
    if request.method == "POST" and form.stored():
        return saved(request, _("Service saved."), service)
    return form_page(
        request,
        "form.html",
        form,
        title=title,
        trail=[service.portfolio, service],
        delete_view="delivery:service_delete",
    )


@takes_forms
@login_required
def service_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a service with its costs."""
    services = Service.objects.removable_by(request.user).select_related("portfolio")
    service = get_object_or_404(services, pk=pk)
    removal = look_ahead(service)
    if request.method == "POST" and not removal.is_held_by:
        service.delete()
        return saved(request, _("Service deleted."), SERVICES)
    return confirm_page(
        request,
        _("Delete the service %(name)s?") % {"name": service.name},
        trail=[service.portfolio, service],
        removal=removal,
        text=_("To keep its costs, give it a day on which it was retired instead."),
        submit_label=_("Delete service"),
    )


@takes_forms
@login_required
def service_costs(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a fiscal year of costs at once."""
    services = Service.objects.editable_by(request.user).select_related("portfolio")
    service = get_object_or_404(services, pk=pk)
    year = chosen_year(request, service.portfolio)
    form = ServiceCostsForm(
        request.POST or None,
        service=service,
        months=[month.start for month in year.months()],
        by=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Costs saved."), service)
    return form_page(
        request,
        "service_costs.html",
        form,
        title=_("Costs of %(name)s") % {"name": service.name},
        trail=[service.portfolio, service],
        service=service,
        categories=ServiceCost.Category,
        year=offered(year),
        previous=offered(year.previous()),
        next=offered(year.next()),
        years=years_around(year),
    )
