"""Writing many hours at once: capacity, planned and booked, month by month."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from delivery.models import Allocation, Capacity, Resource, ResourceHours

if TYPE_CHECKING:
    from accounts.models import User

HoursRow = Capacity | Allocation | ResourceHours
# What tells one row from the others of its model: person, project, month.
RowKey = tuple[int, int | None, date]
# Stands for "there was no row" where a version is expected.
NO_ROW = 0


@dataclass(frozen=True, slots=True)
class HoursLine:
    """What one line of a grid is about: a field of one model, month by month.

    `project` is None for capacity. Hours booked task by task are in no line: each
    has a page of its own.
    """

    model: type[HoursRow]
    field: str
    resource: int
    project: int | None = None

    def key(self, month: date) -> RowKey:
        """Return what tells the row of a month from the others."""
        return self.resource, self.project, month

    @property
    def is_whole_row(self) -> bool:
        """True where a row without this value would say nothing."""
        return self.field in {"contracted_hours", "hours"}


@dataclass(frozen=True, slots=True)
class MonthHours:
    """A cell that was changed, and the version of its row that was known.

    `hours` is None where they are no longer known.
    """

    line: HoursLine
    month: date
    hours: Decimal | None
    version: int


Stored = dict[tuple[type[HoursRow], RowKey], Any]


def stored_rows(lines: Iterable[HoursLine], months: Collection[date]) -> Stored:
    """Return the rows that the lines are about, one query a model, with versions."""
    wanted = list(lines)
    found: Stored = {}
    for model in {line.model for line in wanted}:
        own = [line for line in wanted if line.model is model]
        rows = model.objects.filter(
            resource__in={line.resource for line in own}, month__in=months
        )
        if model is not Capacity:
            rows = rows.filter(project__in={line.project for line in own})
        if model is ResourceHours:
            rows = rows.filter(task="")
        for row in rows.with_version():
            project = None if model is Capacity else row.project_id
            found[model, (row.resource_id, project, row.month)] = row
    return found


@transaction.atomic
def record_hours(
    cells: Sequence[MonthHours], recorded_by: "User", reason: str = ""
) -> list[tuple[MonthHours, HoursRow]]:
    """Write cells of a grid, all of them or none; `reason` is for the history.

    Returns the cells that somebody overtook, with what is stored now; then nothing
    was written. The people are locked, so of two that write at once the second one
    sees what the first has written.
    """
    people = sorted({cell.line.resource for cell in cells})
    list(Resource.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    stored = stored_rows([cell.line for cell in cells], {cell.month for cell in cells})
    overtaken = [
        (cell, row)
        for cell in cells
        if (row := stored.get((cell.line.model, cell.line.key(cell.month))))
        and row.version != cell.version
    ]
    if overtaken:
        return overtaken
    changed: Stored = {}
    removed = {
        (cell.line.model, cell.line.key(cell.month))
        for cell in cells
        if cell.hours is None and cell.line.is_whole_row
    }
    for cell in cells:
        place = cell.line.model, cell.line.key(cell.month)
        if place in removed:
            continue
        row = changed.get(place) or stored.get(place) or _new_row(cell, recorded_by)
        setattr(row, cell.line.field, cell.hours)
        changed[place] = row
    for row in changed.values():
        row._change_reason = reason or None
        row.save()
    for place in removed & set(stored):
        stored[place]._change_reason = reason or None
        stored[place].delete()
    return []


def _new_row(cell: MonthHours, recorded_by: "User") -> HoursRow:
    given: dict[str, Any] = {
        "resource_id": cell.line.resource,
        "month": cell.month,
    }
    if cell.line.model is not Capacity:
        given["project_id"] = cell.line.project
    if cell.line.model is ResourceHours:
        given["recorded_by"] = recorded_by
    return cell.line.model(**given)
