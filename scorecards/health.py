"""The readiness check of the scorecards: how long have facts been waiting?"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from pmo_value.health import Details, NotReadyError
from scorecards.models import Refresh, Sweep

LONGEST_WAIT = timedelta(minutes=5)


def check_scorecards() -> Details:
    """Say how many portfolios are behind, since when, and how many have failed.

    A refresh that failed for good waits for people, not for this installation.
    """
    now = timezone.now()
    behind = Refresh.objects.behind()
    parked = Refresh.objects.parked()
    waiting = behind.exclude(pk__in=parked.values("pk"))
    seconds = 0
    if since := _waiting_since(waiting.order_by("behind_since").first()):
        seconds = round((now - since).total_seconds())
    if seconds > LONGEST_WAIT.total_seconds():
        raise NotReadyError(
            _("facts have not been on their scorecards for %(seconds)s seconds")
            % {"seconds": seconds}
        )
    return {
        "behind": waiting.count(),
        "oldest_behind_seconds": seconds,
        "failed": parked.count(),
    }


def _waiting_since(refresh: Refresh | None) -> datetime | None:
    """Return since when a refresh has been due at the most.

    What no sweep has seen yet became due after the last sweep.
    """
    if refresh is None:
        return None
    sweep = Sweep.objects.first()
    return refresh.behind_since or (sweep.ran_at if sweep else None)
