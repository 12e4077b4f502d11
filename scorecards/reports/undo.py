"""The section that somebody has just taken out: kept in their session to come back."""

from dataclasses import asdict

from django.http import HttpRequest

from recognition.actions.reports import Removed
from recognition.models import ExecutiveReport

KEY = "removed_section"


def keep(request: HttpRequest, report: ExecutiveReport, removed: Removed) -> None:
    """Keep what comes back with a press of a button, in place of what was before."""
    request.session[KEY] = {"report": report.pk, **asdict(removed)}


def removed_from(request: HttpRequest, report: ExecutiveReport) -> Removed | None:
    """Return what the reader has taken out of a report last, if it can come back."""
    kept = dict(request.session.get(KEY) or {})
    if kept.pop("report", None) != report.pk or not report.is_open:
        return None
    return Removed(**kept)


def forget(request: HttpRequest) -> None:
    """Let go of what came back."""
    request.session.pop(KEY, None)
