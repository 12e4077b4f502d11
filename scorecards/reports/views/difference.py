"""A published report beside what is known today, for those who lead."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from recognition.models import ExecutiveReport
from recognition.models.report import FROZEN
from scorecards.reports.difference import difference_of, reasons_of
from scorecards.reports.views.reading import REPORTS


@require_safe
@login_required
def report_difference(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show which numbers of a report are others by now, by how much, and why."""
    led = ExecutiveReport.objects.editable_by(request.user).filter(state__in=FROZEN)
    report: ExecutiveReport = get_object_or_404(led.for_page(), pk=pk)
    found = difference_of(report)
    context = {
        "report": report,
        "found": found,
        "reasons": reasons_of(found) if found else [],
        "newer": ExecutiveReport.objects.filter(supersedes=report).first(),
        "trail": [REPORTS, report],
    }
    return render(request, "scorecards/report_difference.html", context)
