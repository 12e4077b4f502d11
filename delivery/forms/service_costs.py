"""A year of costs of a service as a grid: a row a month, a column a category."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.actions.services import CostCell, record_costs
from delivery.calculations.periods import last_of_month
from delivery.forms.fact import HIGHEST_VERSION, closed_message, reason_field
from delivery.models import Portfolio, Service, ServiceCost
from delivery.models.closing import is_closed, may_reopen
from pmo_value import formatting
from pmo_value.fields import MOST_DIGITS
from pmo_value.form_fields import NumberField

EMPTIED = gettext_lazy("Enter 0 where there was no such cost: empty is not known.")
# Stands for "there was no cost" where a version is expected.
NO_COST = 0

Cell = tuple[forms.BoundField, forms.BoundField]


class ServiceCostsForm(forms.Form):
    """Twelve months times six categories; 0 says that there was none.

    Each cell carries the version it was opened with, so that nobody overwrites a
    cell unawares.
    """

    def __init__(
        self,
        *args: Any,
        service: Service,
        months: list[date],
        by: User,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        self.by = by
        self.closed_until = Portfolio.objects.closed_until(service.portfolio)
        self.months = months
        self.conflict = False
        self.changed: list[CostCell] = []
        rows = service.costs.filter(month__in=months).with_version()
        self.costs = {(cost.month, cost.category): cost for cost in rows}
        for month, category in product(months, ServiceCost.Category):
            self._add_cell(month, category)
        if self.closed_until:
            self.fields["change_reason"] = reason_field()

    def _add_cell(self, month: date, category: ServiceCost.Category) -> None:
        name = cell_name(month, category)
        cost = self.costs.get((month, category.value))
        self.fields[name] = NumberField(
            label=f"{formatting.month(month)}, {category.label}",
            required=False,
            max_digits=MOST_DIGITS,
            decimal_places=4,
            validators=[MinValueValidator(0, _("A cost cannot be negative."))],
            initial=cost.amount if cost else None,
        )
        self.fields[f"{name}-version"] = forms.IntegerField(
            min_value=NO_COST,
            max_value=HIGHEST_VERSION,
            widget=forms.HiddenInput,
            initial=cost.version if cost else NO_COST,
        )

    def rows(self) -> Iterator[tuple[date, list[Cell]]]:
        """Yield each month with its cells, one a category: field and version."""
        for month in self.months:
            names = [cell_name(month, one) for one in ServiceCost.Category]
            yield month, [(self[name], self[f"{name}-version"]) for name in names]

    def clean(self) -> dict[str, Any]:
        """Find the cells that were changed, and refuse to empty one.

        What somebody else wrote since the form was opened is no change of this
        reader's, so each cell is held against the version it was opened with.
        """
        cleaned = super().clean() or {}
        self.changed = []
        opened = self._opened_amounts(cleaned)
        for month, category in product(self.months, ServiceCost.Category):
            name = cell_name(month, category)
            version = cleaned.get(f"{name}-version")
            if name not in cleaned or version is None:
                continue
            if cleaned[name] == opened.get(version):
                continue
            if cleaned[name] is None:
                self.add_error(name, EMPTIED)
            else:
                cell = CostCell(month, category.value, cleaned[name], version)
                self.changed.append(cell)
        self._check_months(cleaned)
        return cleaned

    def _check_months(self, cleaned: dict[str, Any]) -> None:
        """Let closed months change by a lead who says why, and by nobody else."""
        closed = [
            cell
            for cell in self.changed
            if is_closed(self.closed_until, last_of_month(cell.month))
        ]
        if not closed:
            return
        if not may_reopen(self.service, self.by):
            for cell in closed:
                name = cell_name(cell.month, ServiceCost.Category(cell.category))
                self.add_error(name, closed_message(self.closed_until))
        elif not cleaned.get("change_reason"):
            message = _("This period is closed. Say why it changes all the same.")
            self.add_error("change_reason", message)

    def _opened_amounts(self, cleaned: dict[str, Any]) -> dict[int | None, Decimal]:
        """Return the amounts that the cells showed, by their versions."""
        shown = {cost.version: cost.amount for cost in self.costs.values()}
        versions = {cleaned.get(name) for name in self.fields if is_version(name)}
        records = ServiceCost.history.filter(
            service=self.service.pk,
            history_id__in=versions - shown.keys() - {None, NO_COST},
        )
        return shown | dict(records.values_list("history_id", "amount"))

    def stored(self) -> bool:
        """Save the changed cells, all or none; the errors say why not."""
        if not self.is_valid():
            return False
        reason = self.cleaned_data.get("change_reason", "")
        overtaken = record_costs(self.service, self.changed, self.by, reason)
        for cost in overtaken:
            self._tell_conflict(cost)
        return not overtaken

    def _tell_conflict(self, cost: ServiceCost) -> None:
        name = cell_name(cost.month, ServiceCost.Category(cost.category))
        self.conflict = True
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix(f"{name}-version")] = str(cost.version)  # type: ignore[index, attr-defined]
        stored = formatting.money(cost.amount, self.service.currency)
        self.add_error(
            name,
            _("Somebody saved %(stored)s meanwhile. Save again to put yours there.")
            % {"stored": stored},
        )


def is_version(name: str) -> bool:
    """Return whether a field holds the version of a cell, and not its amount."""
    return name.endswith("-version")


def cell_name(month: date, category: ServiceCost.Category) -> str:
    """Return the name of a cell in the form: "2026-09-staff"."""
    return f"{month:%Y-%m}-{category.value}"
