"""Which lines of hours a grid has: those of a person, or those of a project."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from delivery.actions.hours import HoursLine
from delivery.forms.hours_grid import GridGroup, GridLine
from delivery.models import (
    Allocation,
    Capacity,
    Project,
    Resource,
    ResourceHours,
)

# What was booked task by task: the sum of each person, project and month.
Fixed = defaultdict[tuple[int, int], dict[date, Decimal]]


def groups_of_resource(
    resource: Resource, projects: Iterable[Project], months: Sequence[date]
) -> list[GridGroup]:
    """Return the capacity of a person, then each project with planned and booked."""
    fixed = booked_by_task(Q(resource=resource), months)
    pk = resource.pk
    return [
        GridGroup(
            _("Capacity"),
            tuple(
                GridLine(f"{field}-{pk}", label, HoursLine(Capacity, field, pk), {})
                for field, label in (
                    ("contracted_hours", _("Contracted hours")),
                    ("leave_hours", _("Leave")),
                    ("holiday_hours", _("Holidays")),
                )
            ),
        ),
        *(
            GridGroup(
                str(project),
                tuple(_lines(resource, project, fixed)),
                project.get_absolute_url(),
            )
            for project in projects
        ),
    ]


def groups_of_project(
    project: Project, people: Iterable[Resource], months: Sequence[date]
) -> list[GridGroup]:
    """Return each person with what is planned and booked on the project."""
    fixed = booked_by_task(Q(project=project), months)
    return [
        GridGroup(
            str(resource),
            tuple(_lines(resource, project, fixed)),
            resource.get_absolute_url(),
        )
        for resource in people
    ]


def _lines(resource: Resource, project: Project, fixed: Fixed) -> Iterator[GridLine]:
    pair = f"{resource.pk}-{project.pk}"
    pks = resource.pk, project.pk
    yield GridLine(
        f"planned-{pair}", _("Planned"), HoursLine(Allocation, "hours", *pks), {}
    )
    yield GridLine(
        f"booked-{pair}",
        _("Booked"),
        HoursLine(ResourceHours, "hours", *pks),
        fixed[pks],
    )


def booked_by_task(condition: Q, months: Sequence[date]) -> Fixed:
    """Return the hours of the months in which something was booked on a task.

    What was booked without a task in such a month is added: the cell shows all.
    """
    found: Fixed = defaultdict(dict)
    rows = (
        ResourceHours.objects.filter(condition, month__in=months)
        .order_by()
        .values_list("resource_id", "project_id", "month")
        .annotate(total=Sum("hours"), tasks=Count("pk", filter=~Q(task="")))
        .filter(tasks__gt=0)
    )
    for resource, project, month, total, _tasks in rows:
        found[resource, project][month] = total
    return found
