"""What every page has in common that a link opens without an account.

It is kept by nobody on the way, found by no search engine, and tells no other site
that it was read. A link that leads nowhere gets one and the same page, whatever it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from accounts.guessing import QUIET_SECONDS, may_try_again
from accounts.links import LONGEST_TOKEN
from accounts.lockout import client_address
from recognition.models import Invitation, Round


@dataclass(frozen=True, slots=True)
class Link:
    """A link that somebody followed, and the invitation that it opens."""

    token: str
    invitation: Invitation


def by_link(
    view: Callable[[HttpRequest, Link], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let a view have the invitation of its link, in the reader's language and time."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        link = find(token)
        if link is None:
            return close_to_others(leads_nowhere(request))
        reader = link.invitation.stakeholder
        with translation.override(reader.language), timezone.override(reader.time_zone):
            request.LANGUAGE_CODE = reader.language
            response = close_to_others(view(request, link))
        response.headers.setdefault("Content-Language", reader.language)
        return response

    return opened


def find(token: str) -> Link | None:
    """Return what a link opens; a round that nobody was asked in yet opens nothing."""
    if len(token) > LONGEST_TOKEN:
        return None
    asked = Invitation.objects.of_token(token).filter(round__in=Round.objects.sent())
    invitation = asked.select_related(
        "stakeholder",
        "round__portfolio",
        "round__questionnaire",
        "round__project",
        "round__service",
        "round__benefit",
        "round__sent_by",
    ).first()
    return Link(token, invitation) if invitation else None


def leads_nowhere(request: HttpRequest) -> HttpResponse:
    """Say that a link leads to nothing; after too many of them, say no more."""
    if may_try_again(client_address(request)):
        return render(request, "feedback/unknown.html", status=HTTPStatus.NOT_FOUND)
    response = render(
        request, "feedback/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS
    )
    response["Retry-After"] = str(QUIET_SECONDS)
    return response


def close_to_others(response: HttpResponse) -> HttpResponse:
    """Keep a page to the reader who has its link."""
    add_never_cache_headers(response)
    # The page itself loosens this for its forms: see feedback/frame.html.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
