"""The end of a turn of the flywheel, and the beginning of the next one.

Everything that belongs to it is written in one transaction: the closing and what it
found, the frozen scorecard, the value that is carried over, the next cycle and its
promises.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from delivery.models import Cycle
from recognition.actions.cycles import LONGEST_REASON, carry_over, keep_promises
from recognition.models import CycleClosing
from scorecards import loop
from scorecards.actions.freezing import freeze
from scorecards.models import FrozenScorecard
from scorecards.readiness import Hindrance, readiness


class AlreadyClosedError(Exception):
    """Somebody else has closed the cycle."""

    def __init__(self, closing: CycleClosing | None) -> None:
        super().__init__("the cycle is closed already")
        self.closing = closing


class NotReadyError(Exception):
    """Something must be done before the cycle can be closed."""

    def __init__(self, hindrances: tuple[Hindrance, ...]) -> None:
        super().__init__("the cycle cannot be closed yet")
        self.hindrances = hindrances


class FiguresMovedError(Exception):
    """The scorecard is not the one that was read before the button was pressed."""


class NextOneClosedError(Exception):
    """The cycle that this one opened is closed too; that one opens again first."""


@transaction.atomic
def close_cycle(
    pk: int, opened: Cycle, *, seen: str, by: User, now: datetime
) -> CycleClosing:
    """Close a cycle on the figures that somebody has read, and open the next one.

    `opened` is the next cycle, new or prepared, not saved yet; `seen` stands for the
    figures that were read. The cycle is locked first: of two people who close it at
    once, one does.

    Raises AlreadyClosedError, NotReadyError and FiguresMovedError.
    """
    cycle = _locked(pk)
    if cycle.status == Cycle.Status.CLOSED:
        closings = CycleClosing.objects.of_cycle(cycle).in_force()
        raise AlreadyClosedError(closings.select_related("closed_by").first())
    found = readiness(cycle, now)
    if found.hindrances or found.scorecard is None:
        raise NotReadyError(found.hindrances)
    if found.seen != seen:
        raise FiguresMovedError
    opened.status = Cycle.Status.OPEN
    opened.save()
    closing = CycleClosing.objects.create(
        cycle=cycle,
        period_key=found.period.key,
        digest=found.scorecard.digest,
        measures=loop.as_json(list(found.measures)),
        opened=opened,
        closed_by=by,
        closed_at=now,
    )
    freeze(
        found.scorecard,
        FrozenScorecard.Reason.CYCLE_CLOSED,
        by=by,
        at=now,
        closing=closing,
    )
    carry_over(closing, list(found.carried))
    keep_promises(cycle, opened, by)
    cycle.status = Cycle.Status.CLOSED
    cycle.save(update_fields=["status"])
    return closing


@transaction.atomic
def reopen_cycle(pk: int, reason: str, *, by: User, now: datetime) -> bool:
    """Open a closed cycle again; return whether it was closed.

    What was frozen stays, and so do the next cycle and its KPIs: closing it once more
    brings them up to date.

    Raises NextOneClosedError.
    """
    cycle = _locked(pk)
    if cycle.status == Cycle.Status.OPEN:
        return False
    closing = CycleClosing.objects.of_cycle(cycle).in_force().first()
    if closing:
        if closing.opened.status == Cycle.Status.CLOSED:
            raise NextOneClosedError
        closing.reopened_by = by
        closing.reopened_at = now
        closing.reopen_reason = reason
        closing.save()
    cycle.status = Cycle.Status.OPEN
    cycle._change_reason = reason[:LONGEST_REASON]  # type: ignore[attr-defined]
    cycle.save(update_fields=["status"])
    return True


def _locked(pk: int) -> Cycle:
    """Return a cycle that nobody else closes or opens until the transaction ends."""
    rows = Cycle.objects.select_for_update(of=("self",)).order_by()
    return rows.select_related("portfolio").get(pk=pk)
