"""A report as it is read: as it was published, or as it would go out now."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.models import ExecutiveReport, ReportState
from scorecards.actions.publishing import Ready
from scorecards.media.report import Report
from scorecards.models import ReportSnapshot
from scorecards.reports.composing import EVERYBODY, Reader, composed
from scorecards.reports.words import from_json

State = ReportState


def standing_of(report: ExecutiveReport) -> str:
    """Say of a report that it is not the last word; nothing for one that is."""
    match report.state:
        case State.PUBLISHED:
            return ""
        case State.SUPERSEDED:
            return _("Superseded: a newer version has taken its place.")
        case State.WITHDRAWN:
            return _("Withdrawn: %(why)s") % {"why": report.withdrawn_because}
    return _("Draft: it has not been published.")


def published_one(
    published: ReportSnapshot, day: date, reader: Reader = EVERYBODY
) -> Report:
    """Return a published report as it stands on a day, for a reader."""
    return composed(
        published.frozen.scorecard,
        from_json(published.words),
        day=day,
        reader=reader,
        standing=standing_of(published.report),
        words_sha256=published.words_sha256,
    )


def previewed(found: Ready, now: datetime, reader: Reader = EVERYBODY) -> Report:
    """Return a report that is being written, as a reader would get it now."""
    return composed(
        found.scorecard,
        found.gathered.words,
        day=timezone.localdate(now),
        reader=reader,
        standing=standing_of(found.report),
    )
