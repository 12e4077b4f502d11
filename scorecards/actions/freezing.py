"""Keeping a scorecard as it stands."""

from datetime import datetime

from accounts.models import User
from recognition.models import CycleClosing
from scorecards.models import FrozenScorecard, Scorecard
from scorecards.models.frozen import KEPT


def freeze(
    scorecard: Scorecard,
    reason: FrozenScorecard.Reason,
    *,
    by: User | None,
    at: datetime,
    closing: CycleClosing | None = None,
) -> FrozenScorecard:
    """Store a built scorecard once more, whole, where nothing changes it any more.

    It is read anew and in one piece, so that the copy is of one state whatever the row
    at hand holds.
    """
    row = Scorecard.objects.select_related("portfolio").get(pk=scorecard.pk)
    return FrozenScorecard.objects.create(
        portfolio=row.portfolio,
        period_key=row.period_key,
        period_start=row.period_start,
        period_end=row.period_end,
        as_of=row.as_of,
        currency=row.currency,
        built_at=row.built_at,
        digest=row.digest,
        document={name: getattr(row, name) for name in KEPT},
        body=row.body,
        reason=reason,
        closing=closing,
        frozen_at=at,
        frozen_by=by,
    )
