"""What members answer to a report of which they have a copy, with their account."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from delivery.views.pages import takes_forms
from recognition.actions import report_answers
from recognition.models import ExecutiveReport, ReportCopy, ReportState
from scorecards.reports.answering import Answering, copy_of
from scorecards.reports.views.reading import REPORTS


def own_copy(request: SignedInRequest, pk: int) -> ReportCopy:
    """Return the copy that the reader has of a report that is out, or answer 404."""
    seen = ExecutiveReport.objects.visible_to(request.user).order_by()
    report = get_object_or_404(seen, pk=pk, state=ReportState.PUBLISHED)
    found = copy_of(request.user, report)
    if found is None:
        raise Http404
    return found


@takes_forms
@login_required
def report_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what waits for the answer of the reader, and take it."""
    copy = own_copy(request, pk)
    answering = Answering(request, copy, request.user)
    if request.method == "POST":
        done = answering.done(timezone.now())
        if done is not None:
            return redirect(request.path + done)
    context = {
        "copy": copy,
        "report": copy.report,
        "answering": answering.page(),
        "answer_url": request.path,
        "viewed_url": reverse("scorecards:report_viewed", args=[pk]),
        "trail": [REPORTS, copy.report],
    }
    return render(
        request, "scorecards/report_answer.html", context, status=answering.status
    )


@require_POST
@login_required
def report_viewed(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down that a member has a report open in a browser."""
    copy = own_copy(request, pk)
    now = timezone.now()
    report_answers.note_view(copy, now)
    Answering(request, copy, request.user).note_view(now)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
