"""What follows from who is asking: how long a session lasts, language and time."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.models import User

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# The session of one of the staff is written at most this often to note that they are
# still there. Others are only read: a page must not wait for whoever writes.
SEEN_EVERY_SECONDS = 60

Handler = Callable[[HttpRequest], HttpResponse]


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest, **kwargs: Any) -> None:
    """Write down when the session began."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = int(time.time())


class SessionAgeMiddleware:
    """End a session twelve hours after signing in, and an idle one of the staff."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SIGNED_IN_AT in request.session:
            now = int(time.time())
            if self.is_over(request, now):
                logout(request)
            elif request.user.is_staff and self.has_been_quiet(request, now):
                request.session[SEEN_AT] = now
        return self.get_response(request)

    def has_been_quiet(self, request: HttpRequest, now: int) -> bool:
        """Return whether it is time to note that the owner is still there."""
        return bool(now - request.session[SEEN_AT] >= SEEN_EVERY_SECONDS)

    def is_over(self, request: HttpRequest, now: int) -> bool:
        """Return whether the session is too old, or too quiet for one of the staff."""
        if now - request.session[SIGNED_IN_AT] >= settings.SESSION_COOKIE_AGE:
            return True
        quiet = now - request.session[SEEN_AT] >= settings.SESSION_IDLE_SECONDS
        return quiet and request.user.is_staff


class ReaderMiddleware:
    """Show pages in the language and at the time of the person who reads them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(reader := request.user, User):
            return self.get_response(request)
        with translation.override(reader.language), timezone.override(reader.time_zone):
            request.LANGUAGE_CODE = reader.language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", reader.language)
        return response
