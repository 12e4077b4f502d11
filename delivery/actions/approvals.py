"""Approving many values of KPIs at once: all of them as they were read, or none."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.actions.importing import store_rows
from delivery.models import KpiMeasurement, Portfolio, Role
from delivery.models.closing import is_closed
from delivery.units import period_label
from pmo_value import formatting

if TYPE_CHECKING:
    from accounts.models import User

# Which values were chosen: the version of each, as the list showed it.
Chosen = Mapping[int, int]
DECIDED_FIELDS = ("approval", "decided_by", "decision_note")


class ApprovalRefusedError(Exception):
    """Nothing was approved; the reasons name the values that stand in the way."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Choice(NamedTuple):
    """The values that were chosen, and what speaks against approving them."""

    readings: list[Any]
    reasons: list[str]


def look_at(chosen: Chosen, by: "User") -> Choice:
    """Return the chosen values as they are now, and why they cannot be approved.

    A value of a portfolio that the person does not lead is as good as none.
    """
    led = Portfolio.objects.where_member(by, Role.LEAD)
    values = KpiMeasurement.objects.in_portfolios(led).filter(pk__in=chosen)
    rows: list[Any] = list(
        values.with_approval()
        .with_target()
        .with_version()
        .select_related("kpi__portfolio", "recorded_by")
        .order_by("period_end", "kpi__portfolio__path", "kpi__name", "pk")
    )
    reasons = list(_reasons_against(rows, chosen, by))
    if missing := len(chosen) - len(rows):
        reasons.append(
            ngettext(
                "%d value that you chose is no longer there.",
                "%d values that you chose are no longer there.",
                missing,
            )
            % missing
        )
    return Choice(rows, reasons)


@transaction.atomic
def approve_values(chosen: Chosen, by: "User") -> int:
    """Approve the chosen values and return how many there were.

    The values are locked before they are looked at, so none of them changes between.

    Raises ApprovalRefusedError.
    """
    locked = KpiMeasurement.objects.select_for_update().filter(pk__in=chosen)
    list(locked.order_by("pk"))
    readings, reasons = look_at(chosen, by)
    if reasons:
        raise ApprovalRefusedError(reasons)
    for reading in readings:
        reading.approval = KpiMeasurement.Approval.APPROVED
        reading.decided_by = by
        reading.decision_note = ""
    store_rows(KpiMeasurement, [], readings, DECIDED_FIELDS, by, "")
    concerned = {reading.kpi.portfolio_id for reading in readings}
    Portfolio.objects.filter(pk__in=concerned).touch()
    return len(readings)


def name_of(reading: KpiMeasurement) -> str:
    """Return what a value is called: "On time, September 2026"."""
    period = period_label(reading.period_start, reading.period_end)
    return f"{reading.kpi.name}, {period}"


def _reasons_against(rows: list[Any], chosen: Chosen, by: "User") -> Iterator[str]:
    closed = Portfolio.objects.closed_times()
    for row in rows:
        until = closed.until(row.kpi.portfolio)
        named = {"value": name_of(row), "day": formatting.day(until)}
        if row.recorded_by_id == by.pk:
            yield _("%(value)s: you entered it, so somebody else decides.") % named
        elif row.version != chosen[row.pk]:
            yield _("%(value)s: it has changed meanwhile.") % named
        elif not row.asks_approval or row.approval != row.Approval.SUBMITTED:
            yield _("%(value)s: it no longer waits for a decision.") % named
        elif is_closed(until, row.counts_on):
            yield (
                _(
                    "%(value)s: everything up to %(day)s is closed. Decide on it by "
                    "itself, with a reason."
                )
                % named
            )
