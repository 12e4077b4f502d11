"""People and roles, and their hours."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import Allocation, Capacity, Resource, ResourceHours

PERSON = ("resource_code", "person")

RESOURCE_KINDS = (
    Kind(
        name="resources",
        label=_("People and roles"),
        model=Resource,
        fields=("code", "name", "kind", "role"),
        key=("code",),
        owns="resource",
        aliases={
            "code": (*PERSON, "resource"),
            "name": ("resource_name", "person_name"),
        },
    ),
    Kind(
        name="capacities",
        label=_("Capacities"),
        model=Capacity,
        fields=("month", "contracted_hours", "leave_hours", "holiday_hours"),
        key=("resource", "month"),
        parent="resource",
        aliases={
            "resource": PERSON,
            "contracted_hours": ("contracted",),
            "leave_hours": ("leave",),
            "holiday_hours": ("holidays",),
        },
    ),
    Kind(
        name="allocations",
        label=_("Allocations"),
        model=Allocation,
        fields=("project", "month", "hours"),
        key=("resource", "project", "month"),
        parent="resource",
        links=("project",),
        aliases={
            "resource": PERSON,
            "project": ("project_code",),
            "hours": ("planned_hours",),
        },
    ),
    Kind(
        name="resource-hours",
        label=_("Booked hours"),
        model=ResourceHours,
        fields=("project", "month", "task", "hours", "note", "source"),
        key=("resource", "project", "month", "task"),
        parent="resource",
        links=("project",),
        aliases={
            "resource": PERSON,
            "project": ("project_code",),
            "task": ("task_code", "task_number"),
            "hours": ("booked_hours",),
        },
    ),
)
