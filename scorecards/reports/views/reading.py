"""Reading reports: the list for those who read figures, and one of them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.views.pages import Place, list_page
from recognition.filters.report import ReadReportFilter
from recognition.models import ExecutiveReport, ReportCopy
from scorecards.actions.publishing import ready
from scorecards.models import RenderedFile, ReportSnapshot
from scorecards.reports.composing import EVERYBODY, Reader
from scorecards.reports.reading import previewed, published_one

REPORTS = Place(gettext_lazy("Reports"), reverse_lazy("scorecards:report_list"))


@require_safe
@login_required
@vary_on_headers("HX-Request")
def report_list(request: SignedInRequest) -> HttpResponse:
    """List the reports that were published on portfolios that one may read."""
    rows = ExecutiveReport.objects.readable().known_to(request.user).for_page()
    found = ReadReportFilter(request.GET, rows, request=request)
    return list_page(request, "report", found)


@require_safe
@login_required
def report_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one report: as it was published, or as it would go out now."""
    rows = ExecutiveReport.objects.known_to(request.user).with_rights_of(request.user)
    report: ExecutiveReport = get_object_or_404(rows.for_page(), pk=pk)
    context: dict[str, Any] = {"executive": report, "trail": [REPORTS]}
    if report.is_frozen:
        context |= _published(report)
    else:
        context |= _preview(request, report)
    return render(request, "scorecards/report_detail.html", context)


def _published(report: ExecutiveReport) -> dict[str, Any]:
    if report.is_withdrawn:
        return {}
    rows = ReportSnapshot.objects.select_related("report", "frozen__portfolio")
    published = rows.get(report=report)
    return {
        "report": published_one(published, timezone.localdate()),
        "files": [
            (medium.label, reverse("scorecards:report_file", args=[report.pk, medium]))
            for medium in RenderedFile.Medium
        ],
        "newer": ExecutiveReport.objects.readable().filter(supersedes=report).first(),
    }


def _preview(request: SignedInRequest, report: ExecutiveReport) -> dict[str, Any]:
    now = timezone.now()
    found = ready(report, now)
    copies = ReportCopy.objects.filter(report=report).for_page()
    readers = list(copies.order_by("pk"))
    chosen = next(
        (one for one in readers if str(one.pk) == request.GET.get("as")), None
    )
    return {
        "found": found,
        "readers": readers,
        "chosen": chosen,
        "report": found and previewed(found, now, reader_of(chosen)),
    }


def reader_of(copy: ReportCopy | None) -> Reader:
    """Return for whom the report of a copy is set."""
    if copy is None or copy.stakeholder_id is None:
        return EVERYBODY
    return Reader(copy.stakeholder_id)
