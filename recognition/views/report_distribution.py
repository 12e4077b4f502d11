"""What became of a report: whom it reached, who opened it, and who answered."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from recognition.calculations.report_reach import EXECUTIVE_DAYS
from recognition.distribution import distribution_of, with_owed
from recognition.views.report_copy import led_report, trail_of


@require_safe
@login_required
def report_distribution(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell of a report whom it reached, and what they made of it."""
    report = led_report(request, pk)
    now = timezone.now()
    found = distribution_of(report, now)
    context = {
        "report": report,
        "found": found,
        "silent": with_owed(found.silent),
        "days": EXECUTIVE_DAYS,
        "copy_count": report.copies.count(),
        "trail": trail_of(report),
    }
    return render(request, "recognition/report_distribution.html", context)
