"""A published report by the link of a copy: for people without an account.

Looking changes nothing, because programs look at links in mail before people do. A
button posts, and that somebody looked is told by a script of the page.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.guessing import PASSWORD_SECONDS, may_try_password
from accounts.links import LONGEST_TOKEN
from accounts.lockout import client_address
from recognition.actions import report_answers
from recognition.actions.report_copies import wants_none
from recognition.forms.report_answer import PasswordForm
from recognition.models import ReportCopy, ReportState
from recognition.views.links import close_to_others, leads_nowhere
from scorecards.actions import rendering
from scorecards.file_views import handed_out
from scorecards.models import RenderedFile, ReportSnapshot
from scorecards.reports import files
from scorecards.reports.answering import Answering
from scorecards.reports.composing import Reader
from scorecards.reports.reading import published_one

logger = logging.getLogger(__name__)

# The pass of somebody who knew the password: a cookie of this page, and of no other.
COOKIE: Final = "report"
PASS_FOR: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Followed:
    """A link that somebody followed, and the copy that it opens."""

    token: str
    copy: ReportCopy

    def url(self, name: str = "shared_report") -> str:
        return reverse(name, args=[self.token])


View = Callable[[HttpRequest, Followed], HttpResponse]


def by_link(view: View) -> Callable[..., HttpResponse]:
    """Let a view have the copy of its link, in the reader's language and time.

    What is closed, has run out or was withdrawn says so, and whom to ask; what asks
    for a password is not opened without.
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        followed = find(token)
        if followed is None:
            return close_to_others(leads_nowhere(request))
        reader = followed.copy.reader
        with translation.override(reader.language), timezone.override(reader.time_zone):
            request.LANGUAGE_CODE = reader.language
            found = closed(request, followed) or locked(request, followed)
            response = close_to_others(found or view(request, followed))
        response.headers.setdefault("Content-Language", reader.language)
        return response

    return opened


def find(token: str) -> Followed | None:
    """Return what a link opens; before a report is out, it opens nothing."""
    if len(token) > LONGEST_TOKEN:
        return None
    rows = ReportCopy.objects.of_token(token).exclude(report__published_at=None)
    copy = rows.select_related(
        "report__portfolio__lead", "report__published_by", "stakeholder", "user"
    ).first()
    return Followed(token, copy) if copy else None


def closed(request: HttpRequest, followed: Followed) -> HttpResponse | None:
    """Return the page of a link that opens nothing any more, None where it does."""
    copy = followed.copy
    is_withdrawn = copy.report.state == ReportState.WITHDRAWN
    if copy.is_open_on(timezone.localdate()) and not is_withdrawn:
        return None
    context = {
        "copy": copy,
        "executive": copy.report,
        "is_withdrawn": is_withdrawn,
        "asked": copy.report.published_by or copy.report.portfolio.lead,
    }
    return render(request, "shared/over.html", context, status=HTTPStatus.GONE)


def locked(request: HttpRequest, followed: Followed) -> HttpResponse | None:
    """Return the page that asks for the password of a copy, None where it was given."""
    if not followed.copy.password or has_pass(request, followed.copy):
        return None
    form = PasswordForm(request.POST if "password" in request.POST else None)
    context = {"copy": followed.copy, "executive": followed.copy.report, "form": form}
    if form.is_bound and form.is_valid():
        if not may_try_password(f"copy:{followed.copy.pk}", client_address(request)):
            return _too_many(request, context)
        if check_password(form.cleaned_data["password"], followed.copy.password):
            return with_pass(redirect(followed.url()), followed)
        form.add_error("password", _("This is not the password. Ask for it again."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if request.method == "POST" and not form.is_bound:
        status = HTTPStatus.FORBIDDEN
    return render(request, "shared/password.html", context, status=status)


def _too_many(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Say that too many passwords were tried, without looking at this one."""
    # As long as a check takes, so that the clock tells nothing either.
    make_password(context["form"].cleaned_data["password"])
    minutes = {"minutes": PASSWORD_SECONDS // 60}
    text = _("Too many tries. Wait for %(minutes)s minutes, then try once more.")
    context["form"].add_error("password", text % minutes)
    status = HTTPStatus.TOO_MANY_REQUESTS
    response = render(request, "shared/password.html", context, status=status)
    response["Retry-After"] = str(PASSWORD_SECONDS)
    return response


def _pass_of(copy: ReportCopy) -> str:
    """Return what a pass says: a new password ends it."""
    return salted_hmac("scorecards.shared", f"{copy.pk}:{copy.password}").hexdigest()


def has_pass(request: HttpRequest, copy: ReportCopy) -> bool:
    """Whether somebody has given the password in this browser."""
    given = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=PASS_FOR)
    return constant_time_compare(given or "", _pass_of(copy))


def with_pass(response: HttpResponse, followed: Followed) -> HttpResponse:
    """Let a browser keep the pass until it is closed, for this link alone."""
    response.set_signed_cookie(
        COOKIE,
        _pass_of(followed.copy),
        salt=COOKIE,
        path=followed.url(),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def shared_report(request: HttpRequest, followed: Followed) -> HttpResponse:
    """Show a report to the reader of a copy, and take their answers."""
    copy = followed.copy
    if copy.user_id is not None:  # Whoever has an account reads with their own rights.
        return redirect(copy.report)
    now = timezone.now()
    answering = Answering(request, copy)
    if request.method == "POST":
        done = answering.done(now)
        if done is not None:
            return redirect(followed.url() + done)
    published = _published(copy)
    context = {
        "copy": copy,
        "executive": copy.report,
        "report": published_one(
            published, timezone.localdate(now), Reader(copy.stakeholder_id)
        ),
        "answering": answering.page(),
        "answer_url": followed.url(),
        "viewed_url": followed.url("shared_report_viewed"),
        "decline_url": followed.url("shared_report_decline"),
        "files": [
            (medium.label, reverse("shared_report_file", args=[followed.token, medium]))
            for medium in RenderedFile.Medium
        ],
        "asked": copy.report.published_by or copy.report.portfolio.lead,
    }
    return render(request, "shared/report.html", context, status=answering.status)


@require_http_methods(["GET", "HEAD", "POST"])
def shared_report_file(request: HttpRequest, token: str, medium: str) -> HttpResponse:
    """Hand out a file of a report, and say how far it is until it is ready.

    A button asks for it: what only looks at links has nothing made.
    """

    def view(request: HttpRequest, followed: Followed) -> HttpResponse:
        return file_page(request, followed, medium)

    return by_link(view)(request, token)


def file_page(request: HttpRequest, followed: Followed, medium: str) -> HttpResponse:
    """Return the page of a file, or the file where it is asked for."""
    copy, language = followed.copy, get_language() or "en"
    if copy.user_id is not None:
        return redirect(copy.report)
    published = _published(copy)
    if request.method == "POST":
        rendering.ask_for_report(
            published,
            copy.stakeholder,
            medium,
            language=language,
            by=None,
            now=timezone.now(),
        )
        place = reverse("shared_report_file", args=[followed.token, medium])
        return redirect(place)
    file = files.found(published, copy.stakeholder, medium, language)
    if file is None:
        return redirect(followed.url())
    content = rendering.content_of(file) if "save" in request.GET else None
    if content is not None:
        logger.info("File %s of copy %s downloaded", file.pk, copy.pk)
        return handed_out(file, content)
    context = {
        "copy": copy,
        "executive": copy.report,
        "file": file,
        "is_there": rendering.is_there(file),
        "report_url": followed.url(),
    }
    response = render(request, "shared/file.html", context)
    if request.htmx and not file.is_waiting:  # type: ignore[attr-defined]
        response["HX-Refresh"] = "true"
    return response


def _published(copy: ReportCopy) -> ReportSnapshot:
    rows = ReportSnapshot.objects.select_related(
        "report__portfolio", "frozen__portfolio"
    )
    return rows.get(report=copy.report_id)


@require_POST
@by_link
def shared_report_viewed(request: HttpRequest, followed: Followed) -> HttpResponse:
    """Write down that somebody has the page open in a browser."""
    if followed.copy.user_id is None:
        report_answers.note_view(followed.copy, timezone.now())
        Answering(request, followed.copy).note_view(timezone.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_http_methods(["GET", "HEAD", "POST"])
def shared_report_decline(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether somebody wants no more of these reports; also after a link ends."""
    followed = find(token)
    if followed is None:
        return close_to_others(leads_nowhere(request))
    copy = followed.copy
    reader = copy.reader
    with translation.override(reader.language), timezone.override(reader.time_zone):
        request.LANGUAGE_CODE = reader.language
        if request.method == "POST":
            if "again" in request.POST:
                report_answers.wish_again(copy)
            else:
                report_answers.decline(copy, timezone.now())
            return close_to_others(redirect(followed.url("shared_report_decline")))
        context = {
            "copy": copy,
            "executive": copy.report,
            "wants_none": wants_none(copy),
        }
        response = close_to_others(render(request, "shared/decline.html", context))
    response.headers.setdefault("Content-Language", reader.language)
    return response
