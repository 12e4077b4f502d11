"""Pages of people and roles."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
from delivery.actions.removal import look_ahead
from delivery.calculations.periods import add_months
from delivery.calculations.resources import PersonPeriod
from delivery.exports import RESOURCE_COLUMNS, resource_rows
from delivery.filters import ResourceFilter
from delivery.forms.resource import ResourceForm
from delivery.models import (
    Allocation,
    Capacity,
    Portfolio,
    Project,
    Resource,
    ResourceHours,
)
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

PEOPLE = Place(gettext_lazy("People and roles"), reverse_lazy("delivery:resource_list"))
CHANGES_SHOWN = 8
# The list adds up so many months that are over: the last quarter.
MONTHS_SHOWN = 3


def months_shown(today: date) -> tuple[date, date]:
    """Return the first and the last month that the list of people adds up."""
    return add_months(today, -MONTHS_SHOWN), add_months(today, -1)


def found_people(request: SignedInRequest) -> ResourceFilter:
    """Return the people that the reader sees, as the address narrows them."""
    people = Resource.objects.visible_to(request.user)
    people = people.with_hours(*months_shown(timezone.localdate()))
    return ResourceFilter(
        request.GET, people.select_related("portfolio"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def resource_list(request: SignedInRequest) -> HttpResponse:
    """List people and roles with their hours of the last months."""
    first, last = months_shown(timezone.localdate())
    return list_page(
        request,
        "resource",
        found_people(request),
        may_add=Portfolio.objects.with_facts_from(request.user).exists(),
        first=first,
        last=last,
    )


@require_safe
@login_required
def resource_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of people and roles as a file."""
    rows = resource_rows(found_people(request).qs)
    return file_response(kind, "resources", RESOURCE_COLUMNS, rows)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The hours of one month; what is not entered is None."""

    month: date
    contracted: Decimal | None
    leave: Decimal | None
    holidays: Decimal | None
    available: Decimal | None
    planned: Decimal | None
    booked: Decimal | None

    @property
    def is_overbooked(self) -> bool:
        """True when more is planned than there is."""
        return bool(PersonPeriod(self.planned, self.available).excess)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The hours on one project over some months; what is not entered is None."""

    project: Project
    planned: Decimal | None
    booked: Decimal | None


@require_safe
@login_required
def resource_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a person or role, and the hours of a fiscal year."""
    people = Resource.objects.visible_to(request.user).with_rights_of(request.user)
    resource = get_object_or_404(people.select_related("portfolio"), pk=pk)
    year = chosen_year(request, resource.portfolio)
    context = {
        "resource": resource,
        "trail": [*Portfolio.objects.above(resource.portfolio), resource.portfolio],
        "months": months_of(resource, [month.start for month in year.months()]),
        "projects": projects_of(resource, year.start, year.end),
        "changes": history.timeline(
            history.records_of(Resource, id=pk)[: CHANGES_SHOWN + 1],
            limit=CHANGES_SHOWN,
        ),
        "year": offered(year),
        "previous": offered(year.previous()),
        "next": offered(year.next()),
        "years": years_around(year),
    }
    return render(request, "delivery/resource_detail.html", context)


def months_of(resource: Resource, months: list[date]) -> list[MonthRow]:
    """Return the hours of each month."""
    capacities = {
        capacity.month: capacity
        for capacity in resource.capacities.filter(month__in=months)
    }
    planned = resource.allocations.filter(month__in=months).by_month()
    booked = resource.booked_hours.filter(month__in=months).by_month()
    rows = []
    for month in months:
        capacity = capacities.get(month)
        rows.append(
            MonthRow(
                month=month,
                contracted=capacity.contracted_hours if capacity else None,
                leave=capacity.leave_hours if capacity else None,
                holidays=capacity.holiday_hours if capacity else None,
                available=capacity.available_hours if capacity else None,
                planned=planned.get(month),
                booked=booked.get(month),
            )
        )
    return rows


def projects_of(resource: Resource, first: date, last: date) -> list[ProjectRow]:
    """Return the projects that hours are planned or booked on in some months."""
    planned = resource.allocations.filter(month__range=(first, last)).by_project()
    booked = resource.booked_hours.filter(month__range=(first, last)).by_project()
    projects = Project.objects.filter(pk__in={*planned, *booked}).order_by("code")
    return [
        ProjectRow(project, planned.get(project.pk), booked.get(project.pk))
        for project in projects
    ]


@require_safe
@login_required
def resource_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a person or role, and when."""
    people = Resource.objects.visible_to(request.user).select_related("portfolio")
    resource = get_object_or_404(people, pk=pk)
    parts = [
        history.records_of(model, resource=pk)
        for model in (Capacity, Allocation, ResourceHours)
    ]
    return history_page(
        request,
        resource.name,
        history.records_of(Resource, id=pk),
        *parts,
        trail=[resource.portfolio, resource],
    )


@takes_forms
@login_required
def resource_create(request: SignedInRequest) -> HttpResponse:
    """Add a person or role to a portfolio."""
    portfolios = Portfolio.objects.with_facts_from(request.user)
    form = ResourceForm(
        request.POST or None,
        by=request.user,
        instance=Resource(),
        initial={"portfolio": pick_portfolio(request, portfolios)},
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Person or role added."), form.instance)
    return form_page(
        request, "form.html", form, title=_("Add a person or role"), trail=[PEOPLE]
    )


@takes_forms
@login_required
def resource_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a person or role."""
    people = Resource.objects.editable_by(request.user).with_rights_of(request.user)
    resource = get_object_or_404(people.select_related("portfolio"), pk=pk)
    title = _("Edit %(name)s") % {"name": resource.name}
    form = ResourceForm(
        request.POST or None, by=request.user, instance=resource, user=request.user
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Person or role saved."), resource)
    return form_page(
        request,
        "form.html",
        form,
        title=title,
        trail=[resource.portfolio, resource],
        delete_view="delivery:resource_delete",
    )


@takes_forms
@login_required
def resource_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a person or role with all hours."""
    people = Resource.objects.removable_by(request.user).select_related("portfolio")
    resource = get_object_or_404(people, pk=pk)
    removal = look_ahead(resource)
    if request.method == "POST" and not removal.is_held_by:
        resource.delete()
        return saved(request, _("Person or role deleted."), "delivery:resource_list")
    return confirm_page(
        request,
        _("Delete %(name)s?") % {"name": resource.name},
        trail=[resource.portfolio, resource],
        removal=removal,
        text=_("To keep the hours, enter no capacity for the months to come instead."),
        submit_label=_("Delete person or role"),
    )
