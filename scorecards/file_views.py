"""The pages of files: what is there for a period, how far one is, and the file."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from delivery.views.pages import posted, takes_forms
from recognition.models import ExecutiveReport
from recognition.models.report import READABLE
from scorecards.actions import rendering
from scorecards.finding import find_scorecard
from scorecards.forms import FileForm
from scorecards.media.writing import TYPES
from scorecards.models import RenderedFile, ReportSnapshot, Scorecard
from scorecards.reports.files import RELATED, is_outdated

logger = logging.getLogger(__name__)

# A page shows so many; older ones of a period are of figures that have changed since.
MOST_SHOWN = 50


@takes_forms
@login_required
def file_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the files of a period, and have one made."""
    scorecard = find_scorecard(request.user, slug, request.GET.get("period"))
    form = FileForm(posted(request))
    if scorecard.is_built and form.is_valid():
        file = rendering.ask_for_file(
            scorecard,
            form.cleaned_data["medium"],
            form.cleaned_data["paper"],
            language=_language(),
            by=request.user,
            now=timezone.now(),
        )
        return redirect(file)
    files = RenderedFile.objects.visible_to(request.user).select_related("portfolio")
    shown = files.of_period(scorecard.portfolio, scorecard.period_key)[:MOST_SHOWN]
    figures = rendering.figures_of(scorecard)
    context = {
        "scorecard": scorecard,
        "form": form,
        "rows": [
            {"file": file, "is_current": file.source_key.startswith(figures)}
            for file in shown
        ],
        "crumbs": [_crumb(scorecard)],
    }
    status = 422 if form.errors else 200
    return render(request, "scorecards/file_list.html", context, status=status)


@require_safe
@login_required
def file_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far a file is, and hand it out when it is ready."""
    file = _file(request, pk)
    if file.published and is_outdated(file):
        return redirect(file.published.report)
    context = {
        "file": file,
        "percent": _percent(file),
        "may_stop": file.is_waiting
        and RenderedFile.objects.stoppable_by(request.user).filter(pk=pk).exists(),
        "list_url": _list_url(file),
        "crumbs": [
            {"label": file.portfolio.name, "url": _scorecard_url(file)},
            {
                "label": file.published.report.title if file.published else _("Files"),
                "url": _list_url(file),
            },
        ],
    }
    response = render(request, "scorecards/file_detail.html", context)
    if request.htmx and not file.is_waiting:
        response["HX-Refresh"] = "true"
    return response


@require_safe
@login_required
def file_download(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer with a file: whole, or not at all."""
    file = _file(request, pk)
    if file.state != RenderedFile.State.DONE or is_outdated(file):
        return redirect(file)
    content = rendering.content_of(file)
    if content is None:
        rendering.start_again(file, None, timezone.now())
        messages.error(
            request, _("The stored file was damaged or lost. It is being made again.")
        )
        return redirect(file)
    logger.info(
        "File %s (%s) downloaded by person %s", file.pk, file.name, request.user.pk
    )
    return handed_out(file, content)


def handed_out(file: RenderedFile, content: bytes) -> HttpResponse:
    """Answer with the content of a file: saved, never shown as a page of ours."""
    response = HttpResponse(content, content_type=TYPES[file.medium])
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def report_file(request: SignedInRequest, pk: int, medium: str) -> HttpResponse:
    """Have a file of a published report made, or lead to the one that is there."""
    reports = ExecutiveReport.objects.visible_to(request.user)
    report = get_object_or_404(reports.filter(state__in=READABLE), pk=pk)
    rows = ReportSnapshot.objects.select_related(
        "report__portfolio", "frozen__portfolio"
    )
    file = rendering.ask_for_report(
        rows.get(report=report),
        None,
        medium,
        language=_language(),
        by=request.user,
        now=timezone.now(),
    )
    return redirect(file)


@require_POST
@login_required
def file_stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a file that is not ready yet."""
    file = get_object_or_404(RenderedFile.objects.stoppable_by(request.user), pk=pk)
    if rendering.cancel(file):
        messages.success(request, _("Stopped."))
    else:
        messages.info(request, _("There is nothing to stop any more."))
    return redirect(file)


@require_POST
@login_required
def file_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have a file made that was stopped or could not be made."""
    file = _file(request, pk)
    is_tried = file.state in {RenderedFile.State.DUE, RenderedFile.State.WORKING}
    if not is_tried and not rendering.is_there(file):
        rendering.start_again(file, request.user, timezone.now())
    return redirect(file)


def _file(request: SignedInRequest, pk: int) -> RenderedFile:
    files = RenderedFile.objects.visible_to(request.user)
    rows = files.select_related("portfolio", *RELATED)
    file: RenderedFile = get_object_or_404(rows, pk=pk)
    return file


def _language() -> str:
    return get_language() or "en"


def _percent(file: RenderedFile) -> int | None:
    """How much of the pictures is drawn; how many pages will be, nobody knows."""
    if file.stage != RenderedFile.Stage.PICTURES or not file.stage_of:
        return None
    return 100 * min(file.stage_done, file.stage_of) // file.stage_of


def _scorecard_url(file: RenderedFile) -> str:
    address = reverse("scorecards:scorecard_detail", args=[file.portfolio.slug])
    return f"{address}?period={file.period_key}"


def _list_url(file: RenderedFile) -> str:
    if file.published:
        return str(file.published.report.get_absolute_url())
    address = reverse("scorecards:file_list", args=[file.portfolio.slug])
    return f"{address}?period={file.period_key}"


def _crumb(scorecard: Scorecard) -> dict[str, Any]:
    return {"label": scorecard.portfolio.name, "url": scorecard.get_absolute_url()}
