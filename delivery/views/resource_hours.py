"""Pages of hours: grids of months, and what was booked task by task."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.calculations.periods import Period
from delivery.exports import (
    ALLOCATION_COLUMNS,
    CAPACITY_COLUMNS,
    HOURS_COLUMNS,
    allocation_rows,
    capacity_rows,
    hours_rows,
)
from delivery.filters import ResourceHoursFilter
from delivery.forms.hours_grid import HoursGridForm
from delivery.forms.hours_lines import groups_of_project, groups_of_resource
from delivery.forms.removal import RemovalForm
from delivery.forms.resource import ResourceHoursForm
from delivery.models import Project, Resource, ResourceHours
from delivery.views.benefit import chosen_year, offered, years_around
from delivery.views.pages import (
    Trail,
    confirm_page,
    form_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value import formatting
from pmo_value.exports import file_response
from pmo_value.form_fields import is_key


@takes_forms
@login_required
def resource_months(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a fiscal year of capacity, planned and booked hours of a person."""
    people = Resource.objects.editable_by(request.user).with_rights_of(request.user)
    resource = get_object_or_404(people.select_related("portfolio"), pk=pk)
    year = chosen_year(request, resource.portfolio)
    place = resource.portfolio.path
    offered_projects = Project.objects.filter(portfolio__path__startswith=place)
    at_work = Q(allocations__resource=resource) | Q(booked_hours__resource=resource)
    projects = shown(request, offered_projects, at_work)
    months = [month.start for month in year.months()]
    form = HoursGridForm(
        request.POST or None,
        groups=groups_of_resource(resource, projects, months),
        months=months,
        removable={resource.pk} if resource.is_removable else set(),
    )
    if request.method == "POST" and form.stored(request.user):
        return saved(request, _("Hours saved."), resource)
    return grid_page(
        request,
        form,
        title=_("Hours of %(name)s") % {"name": resource.name},
        trail=[resource.portfolio, resource],
        year=year,
        add_label=_("Project"),
        addable=offered_projects.exclude(pk__in=[one.pk for one in projects]),
    )


@takes_forms
@login_required
def project_hours(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Enter a fiscal year of planned and booked hours of everybody on a project."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    year = chosen_year(request, project.portfolio)
    offered_people = (
        Resource.objects.editable_by(request.user)
        .working_for(project.portfolio)
        .select_related("portfolio")
    )
    at_work = Q(allocations__project=project) | Q(booked_hours__project=project)
    people = shown(request, offered_people, at_work)
    months = [month.start for month in year.months()]
    removable = Resource.objects.removable_by(request.user)
    form = HoursGridForm(
        request.POST or None,
        groups=groups_of_project(project, people, months),
        months=months,
        removable=set(
            removable.filter(pk__in=[one.pk for one in people]).values_list(
                "pk", flat=True
            )
        ),
    )
    if request.method == "POST" and form.stored(request.user):
        return saved(request, _("Hours saved."), project)
    return grid_page(
        request,
        form,
        title=_("Hours on %(name)s") % {"name": project.name},
        trail=[project.portfolio, project],
        year=year,
        add_label=_("Person or role"),
        addable=offered_people.exclude(pk__in=[one.pk for one in people]),
    )


def shown(
    request: SignedInRequest, offered_rows: QuerySet[Any], at_work: Q
) -> list[Any]:
    """Return those that have hours already, and those that the address adds."""
    added = [int(key) for key in request.GET.getlist("add") if is_key(key)]
    wanted = offered_rows.filter(at_work | Q(pk__in=added))
    return list(offered_rows.filter(pk__in=wanted.values("pk")).order_by("code"))


def grid_page(
    request: SignedInRequest,
    form: HoursGridForm,
    *,
    title: str,
    trail: Trail,
    year: Period,
    **context: Any,
) -> HttpResponse:
    """Show a grid of hours with its year, and what can be added to it."""
    return form_page(
        request,
        "hours_grid.html",
        form,
        title=title,
        trail=trail,
        year=offered(year),
        previous=offered(year.previous()),
        next=offered(year.next()),
        years=years_around(year),
        added=[key for key in request.GET.getlist("add") if is_key(key)],
        **context,
    )


def found_hours(request: SignedInRequest) -> ResourceHoursFilter:
    """Return the booked hours that the reader sees, as the address narrows them."""
    hours = ResourceHours.objects.visible_to(request.user)
    hours = hours.with_rights_of(request.user).order_by("-month", "resource", "pk")
    return ResourceHoursFilter(
        request.GET,
        hours.select_related("resource__portfolio", "project"),
        request=request,
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def resource_hours_list(request: SignedInRequest) -> HttpResponse:
    """List what was booked, task by task, the latest month first."""
    return list_page(request, "resource_hours", found_hours(request))


@require_safe
@login_required
def resource_hours_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of booked hours as a file."""
    rows = hours_rows(found_hours(request).qs)
    return file_response(kind, "resource-hours", HOURS_COLUMNS, rows)


@require_safe
@login_required
def capacity_export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Write the capacity of a person or role in all months as a file."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    rows = capacity_rows(resource.capacities.order_by("month"))
    return file_response(kind, "capacities", CAPACITY_COLUMNS, rows)


@require_safe
@login_required
def allocation_export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Write the planned hours of a person or role in all months as a file."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    rows = allocation_rows(resource.allocations.order_by("month", "project__code"))
    return file_response(kind, "allocations", ALLOCATION_COLUMNS, rows)


@takes_forms
@login_required
def resource_hours_create(request: SignedInRequest, resource_id: int) -> HttpResponse:
    """Book hours of a person on a task."""
    people = Resource.objects.editable_by(request.user).select_related("portfolio")
    resource = get_object_or_404(people, pk=resource_id)
    form = ResourceHoursForm(
        request.POST or None,
        by=request.user,
        instance=ResourceHours(resource=resource, recorded_by=request.user),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Hours booked."), resource)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Book hours of %(name)s") % {"name": resource.name},
        trail=[resource.portfolio, resource],
    )


@takes_forms
@login_required
def resource_hours_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct booked hours."""
    rows = ResourceHours.objects.editable_by(request.user)
    hours = get_object_or_404(
        rows.with_rights_of(request.user).select_related(
            "resource__portfolio", "project"
        ),
        pk=pk,
    )
    title = what_it_is(hours)
    form = ResourceHoursForm(
        request.POST or None,
        by=request.user,
        instance=hours,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Hours saved."), hours.resource)
    return form_page(
        request,
        "form.html",
        form,
        title=title,
        trail=[hours.resource.portfolio, hours.resource],
        delete_view="delivery:resource_hours_delete",
    )


@takes_forms
@login_required
def resource_hours_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove booked hours."""
    rows = ResourceHours.objects.removable_by(request.user)
    hours = get_object_or_404(
        rows.select_related("resource__portfolio", "project"), pk=pk
    )
    form = RemovalForm(posted(request), row=hours, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Hours removed."), hours.resource)
    return confirm_page(
        request,
        _("Remove these hours: %(hours)s?") % {"hours": what_it_is(hours)},
        trail=[hours.resource.portfolio, hours.resource],
        text=_("They then count as not known, not as zero."),
        form=form,
        submit_label=_("Remove hours"),
    )


def what_it_is(hours: ResourceHours) -> str:
    """Return what hours were booked on: "Sep 2026, P-1 Tunnel, T-12"."""
    month: date = hours.month
    parts = (formatting.month(month), str(hours.project), hours.task)
    return ", ".join(part for part in parts if part)
