"""Whom the PMO should go and see."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from recognition.silence import silent_sponsors


@require_safe
@login_required
def silent_list(request: SignedInRequest) -> HttpResponse:
    """Name the sponsors who have been silent for two cycles, to those who lead."""
    sponsors = silent_sponsors(request.user, timezone.localdate())
    return render(request, "recognition/silent_list.html", {"sponsors": sponsors})
