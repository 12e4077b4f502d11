"""What goes from one cycle into the next: promises, and value that waits.

The steps of the flywheel get their names here as well.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.models import Cycle, Kpi, KpiTarget, Portfolio
from recognition.models import (
    CarriedValue,
    CycleClosing,
    CyclePromise,
    StepLabel,
    ValueItem,
)
from recognition.models.cycle import left_of
from recognition.steps import DEFAULTS

# What a history record holds.
LONGEST_REASON = 100
# What of a target says how far off it is on or off track.
LIMITS = ("green_limit", "red_limit", "worst")


def keep_promises(cycle: Cycle, opened: Cycle, owner: User) -> None:
    """Let each promise of a cycle be measured in the next one, from its first day on.

    A promise that has a KPI gives it a target; the others make one. Whoever calls this
    does so in a transaction. Called again for a cycle that was opened once more, it
    puts what is promised now in the place of what was.
    """
    for promise in CyclePromise.objects.of_cycle(cycle).for_list():
        if promise.kpi is None:
            promise.kpi = _new_kpi(promise, opened, owner)
            promise.save(update_fields=["kpi"])
        _aim(promise.kpi, promise, opened.starts_on)


def _new_kpi(promise: CyclePromise, opened: Cycle, owner: User) -> Kpi:
    kpi = promise.measured_by
    kpi.code = _free_code(cycle=opened)
    kpi.owner = owner
    if kpi.baseline is not None:
        kpi.baseline_on = promise.cycle.ends_on
    kpi.save()
    return kpi


def _free_code(cycle: Cycle) -> str:
    """Return the first code of the promises of a cycle that no KPI has."""
    begin = f"P{cycle.starts_on:%Y}-"
    kpis = Kpi.objects.filter(portfolio=cycle.portfolio, code__startswith=begin)
    taken = set(kpis.values_list("code", flat=True))
    number = 1
    while f"{begin}{number}" in taken:
        number += 1
    return f"{begin}{number}"


def _aim(kpi: Kpi, promise: CyclePromise, day: date) -> None:
    """Give a KPI the promised target from a day on.

    What counted as on and as off track goes on counting, where it still lies on the
    worse side of the target.
    """
    last = kpi.targets.filter(valid_from__lte=day).order_by("-valid_from").first()
    if last and last.target == promise.target:
        return
    aimed = last if last and last.valid_from == day else KpiTarget(kpi=kpi)
    aimed.valid_from = day
    aimed.target = promise.target
    for name in LIMITS:
        limit = getattr(last, name) if last else None
        setattr(aimed, name, limit if _is_worse(limit, promise, kpi) else None)
    aimed.bands = last.bands if last else []
    reason = _("Promise of %(cycle)s") % {"cycle": promise.cycle.name}
    aimed._change_reason = reason[:LONGEST_REASON]  # type: ignore[union-attr]
    aimed.save()


def _is_worse(limit: Decimal | None, promise: CyclePromise, kpi: Kpi) -> bool:
    if limit is None or promise.target is None:
        return False
    if kpi.direction == Kpi.Direction.INCREASE:
        return limit <= promise.target
    return limit >= promise.target


def waiting_value(cycle: Cycle, at: datetime) -> list[CarriedValue]:
    """Return the value that nobody has acknowledged by a moment, not saved yet.

    It was delivered in the cycle, or before it, in the portfolio or below it.
    """
    here = Portfolio.objects.under(cycle.portfolio).order_by()
    items = (
        ValueItem.objects.in_money()
        .filter(portfolio__in=here, period_start__lte=cycle.ends_on)
        .exclude(validated_on__gt=at.date())
        .select_related("benefit", "portfolio", "sponsor")
        .order_by("validated_on", "pk")
    )
    found = []
    for item in items:
        is_answered = item.answered_at is not None and item.answered_at <= at
        left = left_of(item) if is_answered else item.amount
        if left:
            found.append(
                CarriedValue(
                    item=item, amount=left, currency=item.currency, state=item.state
                )
            )
    return found


def carry_over(closing: CycleClosing, carried: list[CarriedValue]) -> None:
    """Store with a closing what waits beyond it."""
    for one in carried:
        one.closing = closing
    CarriedValue.objects.bulk_create(carried)


class StepName(NamedTuple):
    """What somebody calls a step; `is_checked` stands by the usual name as well."""

    label: str
    description: str
    is_checked: bool = False


@transaction.atomic
def name_steps(top: Portfolio, names: dict[int, StepName]) -> None:
    """Call the steps as somebody wants them called; what is usual is not stored."""
    stored = {row.step: row for row in StepLabel.objects.filter(portfolio=top)}
    for number, name in names.items():
        usual = DEFAULTS[number]
        label = name.label or str(usual.label)
        description = name.description or str(usual.description)
        row = stored.get(number)
        is_usual = (label, description) == (str(usual.label), str(usual.description))
        if is_usual and not name.is_checked:
            if row:
                row.delete()
            continue
        row = row or StepLabel(portfolio=top, step=number)
        if (row.label, row.description) != (label, description):
            row.label, row.description = label, description
            row.save()
