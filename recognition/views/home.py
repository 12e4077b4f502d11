"""Where a PMO lead starts: who is being asked, and what was promised."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from recognition.models import FollowUp, Round


@require_safe
@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """Show the rounds that are open, and the follow-ups that wait."""
    rounds = Round.objects.visible_to(request.user).open()
    follow_ups = FollowUp.objects.visible_to(request.user).open()
    context = {
        "rounds": rounds.with_counts().select_related("portfolio"),
        "follow_ups": follow_ups.select_related("portfolio", "assigned_to"),
        "today": timezone.localdate(),
    }
    return render(request, "recognition/home.html", context)
