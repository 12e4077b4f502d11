"""The reports that leads write: one list, from drafts to what is out."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.models import Portfolio, Role
from delivery.views.pages import list_page
from pmo_value.exports import file_response
from recognition.exports.report import REPORT_COLUMNS, report_rows
from recognition.filters.report import ReportFilter
from recognition.models import ExecutiveReport


def found_reports(request: SignedInRequest) -> ReportFilter:
    """Return the reports that the reader sees, as the address narrows them."""
    rows = ExecutiveReport.objects.known_to(request.user).for_page().with_counts()
    rows = rows.order_by("-created_at", "-pk")
    return ReportFilter(request.GET, rows, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def report_list(request: SignedInRequest) -> HttpResponse:
    """List reports with their state and how many people get them."""
    may_add = Portfolio.objects.where_member(request.user, Role.LEAD).exists()
    return list_page(request, "report", found_reports(request), may_add=may_add)


@require_safe
@login_required
def report_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered reports as a file."""
    rows = report_rows(found_reports(request).qs)
    return file_response(kind, "reports", REPORT_COLUMNS, rows)
