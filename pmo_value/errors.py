"""What a visitor is told when something of ours fails."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

PAUSE_SECONDS = 10


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we failed; when it is the database that is away, say that it passes."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        status, template = 503, "503.html"
        advice = _("The database cannot be reached. Try again in a moment.")
    else:
        status, template = 500, "500.html"
        advice = _("Something went wrong on our side. The fault has been recorded.")
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = JsonResponse({"detail": advice}, status=status)
    else:
        response = HttpResponse(render_to_string(template), status=status)
    if status == 503:
        response["Retry-After"] = str(PAUSE_SECONDS)
    return response
