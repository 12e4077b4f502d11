"""A year of amounts of a benefit as a grid: a row a month, a column a kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from delivery.actions.benefits import CellRefusedError, MonthAmount, record_months
from delivery.calculations.periods import last_of_month
from delivery.forms.benefit import kinds_open_to
from delivery.forms.fact import HIGHEST_VERSION, closed_message, reason_field
from delivery.models import Benefit, BenefitEntry, Portfolio
from delivery.models.closing import is_closed, may_reopen
from delivery.units import benefit_amount
from pmo_value import formatting
from pmo_value.fields import MOST_DIGITS
from pmo_value.form_fields import NumberField

EMPTIED = gettext_lazy("Enter 0 if there was nothing. To remove it, open the entry.")
# Stands for "there was no entry" where a version is expected.
NO_ENTRY = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount: a field where the reader may enter it, else the amount itself."""

    kind: BenefitEntry.Kind
    field: forms.BoundField | None
    version: forms.BoundField | None
    amount: str


class BenefitMonthsForm(forms.Form):
    """Twelve months times four kinds of amounts.

    Each cell carries the version it was opened with, so that two people can fill
    different cells at once, and nobody overwrites a cell unawares.
    """

    def __init__(
        self,
        *args: Any,
        benefit: Benefit,
        months: list[date],
        by: User | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.benefit = benefit
        self.by = by
        self.closed_until = Portfolio.objects.closed_until(benefit.portfolio)
        self.months = months
        self.kinds = kinds_open_to(benefit)
        self.conflict = False
        self.changed: list[MonthAmount] = []
        rows = benefit.entries.filter(month__in=months).with_version()
        self.entries = {(entry.month, entry.kind): entry for entry in rows}
        for month in months:
            for kind in self.kinds:
                self._add_cell(month, kind)
        if self.closed_until:
            self.fields["change_reason"] = reason_field()

    def _add_cell(self, month: date, kind: BenefitEntry.Kind) -> None:
        name = cell_name(month, kind)
        entry = self.entries.get((month, kind.value))
        self.fields[name] = NumberField(
            label=f"{formatting.month(month)}, {kind.label}",
            required=False,
            max_digits=MOST_DIGITS,
            decimal_places=4,
            initial=entry.amount if entry else None,
        )
        self.fields[f"{name}-version"] = forms.IntegerField(
            min_value=NO_ENTRY,
            max_value=HIGHEST_VERSION,
            widget=forms.HiddenInput,
            initial=entry.version if entry else NO_ENTRY,
        )

    @property
    def closed_notice(self) -> str:
        """Which months take no change any more, if some of these do not."""
        if not is_closed(self.closed_until, last_of_month(self.months[0])):
            return ""
        return closed_message(self.closed_until)

    def rows(self) -> Iterator[tuple[date, list[Cell]]]:
        """Yield each month with its cells, one a kind."""
        for month in self.months:
            yield month, [self._cell(month, kind) for kind in BenefitEntry.Kind]

    def _cell(self, month: date, kind: BenefitEntry.Kind) -> Cell:
        if kind in self.kinds:
            name = cell_name(month, kind)
            return Cell(kind, self[name], self[f"{name}-version"], "")
        entry = self.entries.get((month, kind.value))
        amount = benefit_amount(entry.amount, self.benefit) if entry else ""
        return Cell(kind, None, None, amount)

    def clean(self) -> dict[str, Any]:
        """Find the cells that were changed, and refuse to empty one.

        What somebody else wrote since the form was opened is no change of this
        reader's, so each cell is held against the version it was opened with.
        """
        cleaned = super().clean() or {}
        self.changed = []
        earlier = self._earlier_amounts(cleaned)
        for month, kind in product(self.months, self.kinds):
            name = cell_name(month, kind)
            version = cleaned.get(f"{name}-version")
            entry = self.entries.get((month, kind.value))
            is_newest = entry is not None and entry.version == version
            opened = entry.amount if entry and is_newest else earlier.get(version)
            if name not in cleaned or version is None or cleaned[name] == opened:
                continue
            if cleaned[name] is None:
                self.add_error(name, EMPTIED)
            else:
                self.changed.append(MonthAmount(month, kind, cleaned[name], version))
        self._check_months(cleaned)
        return cleaned

    def _check_months(self, cleaned: dict[str, Any]) -> None:
        """Let closed months change by a lead who says why, and by nobody else."""
        closed = [
            amount
            for amount in self.changed
            if is_closed(self.closed_until, last_of_month(amount.month))
        ]
        if not closed:
            return
        if not may_reopen(self.benefit, self.by):
            for amount in closed:
                name = cell_name(amount.month, BenefitEntry.Kind(amount.kind))
                self.add_error(name, closed_message(self.closed_until))
        elif not cleaned.get("change_reason"):
            message = _("This period is closed. Say why it changes all the same.")
            self.add_error("change_reason", message)

    def _earlier_amounts(self, cleaned: dict[str, Any]) -> dict[int | None, Decimal]:
        """Return the amounts of those versions that are no longer the newest."""
        newest = {entry.version for entry in self.entries.values()}
        opened = {cleaned.get(name) for name in self.fields if is_version(name)}
        records = BenefitEntry.history.filter(
            benefit=self.benefit.pk, history_id__in=opened - newest - {None, NO_ENTRY}
        )
        return dict(records.values_list("history_id", "amount"))

    def stored(self, recorded_by: User) -> bool:
        """Save the changed cells, all or none; the errors say why not."""
        if not self.is_valid():
            return False
        try:
            overtaken = record_months(
                self.benefit,
                self.changed,
                recorded_by,
                self.cleaned_data.get("change_reason", ""),
            )
        except CellRefusedError as refused:
            cell = refused.amount
            name = cell_name(cell.month, BenefitEntry.Kind(cell.kind))
            self.add_error(name, str(refused))
            return False
        for entry in overtaken:
            self._tell_conflict(entry)
        return not overtaken

    def _tell_conflict(self, entry: BenefitEntry) -> None:
        name = cell_name(entry.month, BenefitEntry.Kind(entry.kind))
        self.conflict = True
        place = self.add_prefix(f"{name}-version")
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[place] = str(entry.version)  # type: ignore[index, attr-defined]
        self.add_error(
            name,
            _("Somebody saved %(stored)s meanwhile. Save again to put yours there.")
            % {"stored": benefit_amount(entry.amount, self.benefit)},
        )


def is_version(name: str) -> bool:
    """Return whether a field holds the version of a cell, and not its amount."""
    return name.endswith("-version")


def cell_name(month: date, kind: BenefitEntry.Kind) -> str:
    """Return the name of a cell in the form: "2026-09-planned"."""
    return f"{month:%Y-%m}-{kind.value}"
