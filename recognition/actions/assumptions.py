"""Deciding on assumptions: finance, never on an own proposal, and on what it read."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from delivery.history import latest_version
from recognition.models import Assumption, AssumptionState

if TYPE_CHECKING:
    from accounts.models import User

State = AssumptionState


class AssumptionRefusedError(Exception):
    """A step that an assumption cannot take now; says why."""


def _locked(assumption: Assumption, seen: int) -> Assumption:
    """Return the row as stored, if nobody has changed it since it was read."""
    found: Assumption = (
        Assumption.objects.order_by().select_for_update().get(pk=assumption.pk)
    )
    if latest_version(found) != seen:
        raise AssumptionRefusedError(
            _("Nothing was decided: it was changed while you had it open.")
        )
    return found


@transaction.atomic
def approve(assumption: Assumption, by: "User", seen: int, now: datetime) -> None:
    """Let an assumption hold as it was read. Raises AssumptionRefusedError."""
    found = _locked(assumption, seen)
    if found.proposed_by_id == by.pk:
        raise AssumptionRefusedError(
            _("You proposed it, so somebody else in finance decides on it.")
        )
    state = found.state(timezone.localdate(now))
    if state is State.EXPIRED:
        raise AssumptionRefusedError(
            _("It has expired. Its owner looks it up anew before it can be approved.")
        )
    if state is not State.PROPOSED:
        raise AssumptionRefusedError(_("There is nothing to approve any more."))
    found.approved_by = by
    found.approved_at = now
    found._change_reason = _("Approved by finance")  # type: ignore[attr-defined]
    found.save()


@transaction.atomic
def take_approval_back(assumption: Assumption, seen: int, reason: str) -> None:
    """Let an assumption be a proposal again. Raises AssumptionRefusedError."""
    found = _locked(assumption, seen)
    if found.approved_at is None:
        raise AssumptionRefusedError(_("It is not approved any more."))
    found.approved_by = None
    found.approved_at = None
    found._change_reason = reason  # type: ignore[attr-defined]
    found.save()


@transaction.atomic
def retire(assumption: Assumption, day: date | None) -> None:
    """Offer it no longer, or again without a day; what is bound to it stays bound."""
    found = Assumption.objects.order_by().select_for_update().get(pk=assumption.pk)
    found.retired_on = day
    found.save()
