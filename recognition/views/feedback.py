"""The page of a person who was asked: it opens by their own link, without an account.

Looking changes nothing, because programs look at links in mail before people do.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from recognition.models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions to whoever was asked them."""
    found = Invitation.objects.of_token(token).first()
    if found is None:
        return render(request, "feedback/unknown.html", status=404)
    return render(request, "feedback/feedback.html", {"invitation": found})
