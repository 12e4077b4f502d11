"""Files of published reports: what names their content, and asking for them."""

import json
from datetime import date, datetime
from hashlib import sha256

from django.utils import timezone

from accounts.models import User
from recognition.models import ExecutiveReport, Stakeholder
from scorecards.edition import media_edition
from scorecards.media.brand import brand_key
from scorecards.media.report import Report
from scorecards.models import RenderedFile, ReportSnapshot
from scorecards.reports.composing import EVERYBODY, Reader, live_quotes
from scorecards.reports.reading import published_one, standing_of
from scorecards.reports.words import from_json

REPORT = "report:"
RELATED = ("published__report__portfolio", "published__frozen__portfolio")


def whose(published: ReportSnapshot, reader: Stakeholder | None) -> int | None:
    """Return whose letter a reader gets: of all other reports there is one for all."""
    is_letter = published.report.template == ExecutiveReport.Template.SPONSOR
    return reader.pk if is_letter and reader else None


def source_of(published: ReportSnapshot, sponsor: int | None, day: date) -> str:
    """Return what names the content of a file: it changes with whatever it shows.

    These are the words and numbers, the quotes that may be shown on the day, whether
    the report still holds, and how it is drawn.
    """
    shown = [
        published.words_sha256,
        sponsor,
        sorted(live_quotes(from_json(published.words).quotes, day)),
        standing_of(published.report),
    ]
    content = sha256(json.dumps(shown).encode()).hexdigest()[:32]
    look = f"{media_edition()}:{brand_key(published.report.portfolio)}"
    return f"{REPORT}{published.pk}:{content}:{look}"


def found(
    published: ReportSnapshot, reader: Stakeholder | None, medium: str, language: str
) -> RenderedFile | None:
    """Return the file of a report as it is today, if it has been asked for."""
    source = source_of(published, whose(published, reader), timezone.localdate())
    rows = RenderedFile.objects.filter(source_key=source, medium=medium)
    return rows.filter(language=language).select_related("portfolio", *RELATED).first()


def is_outdated(file: RenderedFile) -> bool:
    """Whether a file of a report shows what it may not show any more."""
    if file.published is None:
        return False
    return file.source_key != source_of(
        file.published, file.sponsor_id, timezone.localdate()
    )


def report_for(published: ReportSnapshot, sponsor: int | None) -> Report:
    """Return what a file is to hold: the letter of a sponsor, or what all read."""
    reader = Reader(sponsor) if sponsor else EVERYBODY
    return published_one(published, timezone.localdate(), reader)


def fields_of(
    published: ReportSnapshot, sponsor: int | None, by: User | None, now: datetime
) -> dict[str, object]:
    """Return what the order for a file of a report begins with."""
    return {
        "portfolio": published.report.portfolio,
        "published": published,
        "sponsor_id": sponsor,
        "period_key": published.report.period_key,
        "as_of": published.frozen.as_of,
        "asked_by": by,
        "asked_at": now,
        "due_at": now,
    }
