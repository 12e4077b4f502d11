"""What somebody who signs in answers for themselves."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from delivery.views.pages import takes_forms
from recognition.actions.ledger import Via
from recognition.actions.value_answers import Reader, record_view
from recognition.models import ValueItem
from recognition.views.value_answering import Sheet

MOST_SHOWN = 100


def told_to(request: SignedInRequest) -> list[ValueItem]:
    """Return what was told to the reader: what waits for an answer comes first."""
    items = ValueItem.objects.of_sponsor(request.user).for_page().with_state()
    ordered = list(items.order_by("-communicated_at", "pk")[:MOST_SHOWN])
    return sorted(ordered, key=lambda item: bool(item.answer) and not item.is_stale)


def reader_of(request: SignedInRequest, item: ValueItem) -> Reader:
    if item.sponsor is None:
        raise ValueError("nobody answers for it")
    return Reader(item.sponsor, request.user, Via.APP)


@takes_forms
@login_required
def value_mine(request: SignedInRequest) -> HttpResponse:
    """Show somebody the results that they answer for, and take their answers."""
    sheet = Sheet(
        request, lambda: told_to(request), lambda item: reader_of(request, item)
    )
    if request.method == "POST":
        done = sheet.done(timezone.now())
        if done is not None:
            return redirect(request.path + (f"#result-{done}" if done else "#results"))
    entries = sheet.entries()
    context = {
        "entries": entries,
        "waiting": [entry for entry in entries if entry.is_waiting],
        "asks_for_all": "all" in request.GET and request.method != "POST",
    }
    page = "recognition/value_mine.html"
    return render(request, page, context, status=sheet.status)


@require_POST
@login_required
def value_mine_viewed(request: SignedInRequest) -> HttpResponse:
    """Write down that somebody has looked at what they answer for."""
    now = timezone.now()
    for item in told_to(request):
        record_view([item], reader_of(request, item), now)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
