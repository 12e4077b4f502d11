"""A year of hours as a grid: a row a line of hours, a column a month."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.actions.hours import (
    NO_ROW,
    HoursLine,
    MonthHours,
    record_hours,
    stored_rows,
)
from delivery.calculations.periods import last_of_month
from delivery.forms.fact import HIGHEST_VERSION, closed_message, reason_field
from delivery.history import whose_request
from delivery.models import Capacity, Portfolio, Resource
from delivery.models.closing import is_closed, may_reopen
from pmo_value import formatting
from pmo_value.fields import MOST_DIGITS
from pmo_value.form_fields import NumberField

EMPTIED = gettext_lazy("Enter 0 if there was nothing. A PMO lead can remove hours.")
NO_CONTRACT = gettext_lazy("Enter the contracted hours of this month as well.")
TOO_MUCH = gettext_lazy("It cannot exceed the contracted hours.")


@dataclass(frozen=True, slots=True)
class GridLine:
    """A row of the grid: what it is called, which group it stands in, what it holds.

    `fixed` are hours that are shown and not entered here, by month: those that were
    booked task by task.
    """

    name: str
    label: str
    hours: HoursLine
    fixed: dict[date, Decimal]


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Lines under one heading, such as a project."""

    label: str
    lines: tuple[GridLine, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The hours of one month: a field, or what is entered elsewhere."""

    field: forms.BoundField | None
    version: forms.BoundField | None
    text: str = ""


class HoursGridForm(forms.Form):
    """Twelve months times some lines of hours.

    Each cell carries the version of its row when it was opened, so that two people
    can fill different rows at once, and nobody overwrites one unawares.
    """

    def __init__(
        self,
        *args: Any,
        groups: Sequence[GridGroup],
        months: Sequence[date],
        removable: Collection[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.months = months
        self.removable = removable
        self.conflict = False
        self.changed: list[MonthHours] = []
        self.lines = [line for group in groups for line in group.lines]
        self.known = stored_rows((line.hours for line in self.lines), months)
        for line, month in self._open_cells():
            self._add_cell(line, month)
        self.closed_times = Portfolio.objects.closed_times()
        if self.closed_times:
            self.fields["change_reason"] = reason_field()

    def _open_cells(self) -> Iterator[tuple[GridLine, date]]:
        for line, month in product(self.lines, self.months):
            if month not in line.fixed:
                yield line, month

    def _row(self, line: GridLine, month: date) -> Any:
        return self.known.get((line.hours.model, line.hours.key(month)))

    def _add_cell(self, line: GridLine, month: date) -> None:
        name = cell_name(line, month)
        row = self._row(line, month)
        self.fields[name] = NumberField(
            label=f"{formatting.month(month)}, {line.label}",
            required=False,
            min_value=Decimal(0),
            max_digits=MOST_DIGITS,
            decimal_places=4,
            initial=getattr(row, line.hours.field) if row else None,
            error_messages={"min_value": _("It cannot be negative.")},
        )
        self.fields[f"{name}-version"] = forms.IntegerField(
            min_value=NO_ROW,
            max_value=HIGHEST_VERSION,
            widget=forms.HiddenInput,
            initial=row.version if row else NO_ROW,
        )

    def rows(self) -> Iterator[tuple[GridGroup, list[tuple[GridLine, list[Cell]]]]]:
        """Yield each group with its lines, and their cells, one a month."""
        for group in self.groups:
            yield (
                group,
                [
                    (line, [self._cell(line, month) for month in self.months])
                    for line in group.lines
                ],
            )

    def _cell(self, line: GridLine, month: date) -> Cell:
        if month in line.fixed:
            return Cell(None, None, formatting.trimmed(line.fixed[month], 2))
        name = cell_name(line, month)
        return Cell(self[name], self[f"{name}-version"])

    def clean(self) -> dict[str, Any]:
        """Find the cells that were changed, and refuse what cannot be."""
        cleaned = super().clean() or {}
        self.changed = []
        for line, month in self._open_cells():
            name = cell_name(line, month)
            version = cleaned.get(f"{name}-version")
            if name not in cleaned or version is None:
                continue
            if cleaned[name] == self._opened(line, month, version):
                continue
            is_emptied = cleaned[name] is None and line.hours.is_whole_row
            if is_emptied and line.hours.resource not in self.removable:
                self.add_error(name, EMPTIED)
                continue
            self.changed.append(MonthHours(line.hours, month, cleaned[name], version))
        self._check_capacity(cleaned)
        self._check_months(cleaned)
        return cleaned

    def _opened(self, line: GridLine, month: date, version: int) -> Decimal | None:
        """Return what the cell held in the version that was opened.

        What somebody else wrote since is no change of this reader's.
        """
        row = self._row(line, month)
        if row is not None and row.version == version:
            value: Decimal | None = getattr(row, line.hours.field)
            return value
        if version == NO_ROW:
            return None
        past = line.hours.model.history.filter(history_id=version)
        found: Decimal | None = past.values_list(line.hours.field, flat=True).first()
        return found

    def _check_capacity(self, cleaned: dict[str, Any]) -> None:
        """Leave and holidays come off contracted hours, and cannot exceed them."""
        touched = {
            (cell.line.resource, cell.month)
            for cell in self.changed
            if cell.line.model is Capacity
        }
        for line, month in product(self.lines, self.months):
            hours = line.hours
            if hours.model is not Capacity or hours.is_whole_row:
                continue
            name = cell_name(line, month)
            off = cleaned.get(name)
            if (hours.resource, month) not in touched or off is None:
                continue
            contracted = self._contracted(cleaned, hours.resource, month)
            if contracted is None:
                self.add_error(name, NO_CONTRACT)
            elif off > contracted:
                self.add_error(name, TOO_MUCH)

    def _check_months(self, cleaned: dict[str, Any]) -> None:
        """Let closed months change by a lead who says why, and by nobody else."""
        if not self.closed_times:
            return
        touched = {cell.line.resource for cell in self.changed}
        people = Resource.objects.select_related("portfolio").in_bulk(touched)
        by = whose_request()
        needs_reason = False
        for line, month in self._open_cells():
            if not any(
                cell.line == line.hours and cell.month == month for cell in self.changed
            ):
                continue
            person = people[line.hours.resource]
            until = self.closed_times.until(person.portfolio)
            if not is_closed(until, last_of_month(month)):
                continue
            if may_reopen(person, by):
                needs_reason = True
            else:
                self.add_error(cell_name(line, month), closed_message(until))
        if needs_reason and not cleaned.get("change_reason"):
            message = _("This period is closed. Say why it changes all the same.")
            self.add_error("change_reason", message)

    def _contracted(
        self, cleaned: dict[str, Any], resource: int, month: date
    ) -> Decimal | None:
        names = (
            cell_name(line, month)
            for line in self.lines
            if line.hours == HoursLine(Capacity, "contracted_hours", resource)
        )
        found: Decimal | None = cleaned.get(next(names))
        return found

    def stored(self, recorded_by: User) -> bool:
        """Save the changed cells, all or none; the errors say why not."""
        if not self.is_valid():
            return False
        reason = self.cleaned_data.get("change_reason", "")
        overtaken = record_hours(self.changed, recorded_by, reason)
        for cell, row in overtaken:
            self._tell_conflict(cell, row)
        return not overtaken

    def _tell_conflict(self, cell: MonthHours, row: Any) -> None:
        line = next(one for one in self.lines if one.hours == cell.line)
        name = cell_name(line, cell.month)
        self.conflict = True
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix(f"{name}-version")] = str(row.version)  # type: ignore[index]
        stored = formatting.trimmed(getattr(row, cell.line.field), 2)
        self.add_error(
            name,
            _("Somebody saved %(stored)s meanwhile. Save again to put yours there.")
            % {"stored": stored},
        )


def cell_name(line: GridLine, month: date) -> str:
    """Return the name of a cell in the form: "2026-09-leave_hours-3"."""
    return f"{month:%Y-%m}-{line.name}"
