"""The pages of a person who was asked; their own link opens them, without an account.

Looking changes nothing, because programs look at links in mail before people do.
"""

from http import HTTPStatus
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from recognition.actions.answering import (
    Mood,
    NotOpenError,
    Standing,
    answer,
    ask_for_call,
    draft_of,
    give_quote,
    has_asked_for_call,
    has_given_quote,
    keep_draft,
    mood_of,
    standing_of,
)
from recognition.forms.feedback import FeedbackForm, QuoteForm
from recognition.models import FollowUp, Question
from recognition.views.links import Link, by_link

# The browser of whoever has just answered knows for an hour what may be offered next.
# We do not: nobody could tell any more to whom an anonymous answer belongs.
MOOD_COOKIE = "feedback_mood"
MOOD_SECONDS = 60 * 60
TOLD_AT_MOST = 3


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def feedback(request: HttpRequest, link: Link) -> HttpResponse:
    """Show the questions and take the answers, once; after that, say thanks."""
    standing = standing_of(link.invitation, timezone.now())
    if request.method == "POST":
        return send(request, link, standing)
    match standing:
        case Standing.OPEN:
            typed = draft_of(link.invitation, link.token)
            form = FeedbackForm(questions_of(link), initial=typed)
            return questions_page(request, link, form)
        case Standing.ANSWERED:
            return thanks_page(request, link, QuoteForm())
        case Standing.OVER:
            return over_page(request, link)


@require_POST
@by_link
def feedback_draft(request: HttpRequest, link: Link) -> HttpResponse:
    """Keep what has been filled in: for a script quietly, else with a word."""
    is_script = request.get_preferred_type(["text/html", "text/plain"]) == "text/plain"
    form = FeedbackForm(questions_of(link), request.POST, is_draft=True)
    if standing_of(link.invitation, timezone.now()) != Standing.OPEN:
        return not_kept(request, link, form)
    if not form.is_valid():
        return questions_page(request, link, form)
    try:
        keep_draft(link.invitation, link.token, form.filled_in())
    except NotOpenError:
        return not_kept(request, link, form)
    if is_script:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect_to(link, "?kept")


@require_POST
@by_link
def feedback_call(request: HttpRequest, link: Link) -> HttpResponse:
    """Tell the PMO lead that this person would like a call."""
    if not link.invitation.is_answered:
        return redirect_to(link)
    ask_for_call(link.invitation)
    return redirect_to(link, "#call")


@require_POST
@by_link
def feedback_quote(request: HttpRequest, link: Link) -> HttpResponse:
    """Take the words that somebody who has answered lets others read."""
    if not link.invitation.is_answered:
        return redirect_to(link)
    form = QuoteForm(request.POST)
    if not form.is_valid():
        return thanks_page(request, link, form)
    give_quote(link.invitation, form.cleaned_data["quote"], timezone.now())
    return redirect_to(link, "#quote")


def send(request: HttpRequest, link: Link, standing: Standing) -> HttpResponse:
    """Take the answers, or show the form again with what was wrong with them."""
    form = FeedbackForm(questions_of(link), request.POST)
    if standing != Standing.OPEN:
        return not_kept(request, link, form)
    if not form.is_valid():
        return questions_page(request, link, form)
    answers = form.answers()
    try:
        answer(link.invitation, answers, timezone.now())
    except NotOpenError:
        return not_kept(request, link, form)
    response = redirect_to(link)
    remember_mood(response, link, mood_of(answers), is_secure=request.is_secure())
    return response


def redirect_to(link: Link, place: str = "") -> HttpResponse:
    """Lead back to the page of the link."""
    address = redirect("feedback", link.token)
    address["Location"] += place
    return address


def remember_mood(
    response: HttpResponse, link: Link, mood: Mood, *, is_secure: bool
) -> None:
    """Let the browser of this person know for an hour what may be offered next."""
    response.set_cookie(
        MOOD_COOKIE,
        signing.dumps([link.invitation.pk, mood], salt=MOOD_COOKIE),
        max_age=MOOD_SECONDS,
        path=response["Location"],
        secure=is_secure,
        httponly=True,
        samesite="Lax",
    )


def mood_in(request: HttpRequest, link: Link) -> Mood:
    """Return how somebody answered within the last hour, as their browser knows it."""
    cookie = request.COOKIES.get(MOOD_COOKIE, "")
    try:
        whose, mood = signing.loads(cookie, salt=MOOD_COOKIE, max_age=MOOD_SECONDS)
    except signing.BadSignature:
        return Mood.NEITHER
    return Mood(mood) if whose == link.invitation.pk else Mood.NEITHER


def questions_of(link: Link) -> list[Question]:
    """Return what is asked, in its order."""
    return list(link.invitation.round.questionnaire.questions.order_by("position"))


def context_of(link: Link, **more: Any) -> dict[str, Any]:
    """Return what each of the pages is about."""
    invitation = link.invitation
    return {
        "link": link,
        "invitation": invitation,
        "round": invitation.round,
        "reader": invitation.stakeholder,
        **more,
    }


def questions_page(
    request: HttpRequest, link: Link, form: FeedbackForm
) -> HttpResponse:
    """Show the questions, with what is filled in, and what came of earlier answers."""
    told = FollowUp.objects.filter(portfolio=link.invitation.round.portfolio)
    told = told.filter(is_told=True).order_by("-settled_at", "-pk")
    context = context_of(
        link,
        form=form,
        told=told[:TOLD_AT_MOST],
        today=timezone.localdate(),
        was_kept="kept" in request.GET,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "feedback/feedback.html", context, status=status)


def thanks_page(request: HttpRequest, link: Link, form: QuoteForm) -> HttpResponse:
    """Say thanks, and offer what fits the answers.

    Where these are anonymous a call is offered to everybody: to ask for one must not
    tell how somebody answered.
    """
    mood = mood_in(request, link)
    context = context_of(
        link,
        form=form,
        may_be_quoted=mood == Mood.PROMOTER or form.is_bound,
        may_be_called=(mood == Mood.DETRACTOR or link.invitation.round.is_anonymous),
        has_given_quote=has_given_quote(link.invitation),
        has_asked_for_call=has_asked_for_call(link.invitation),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "feedback/thanks.html", context, status=status)


def over_page(request: HttpRequest, link: Link) -> HttpResponse:
    """Say that the time is over, and give back the words that were kept."""
    typed = draft_of(link.invitation, link.token)
    form = FeedbackForm(questions_of(link), initial=typed)
    context = context_of(link, written=form.written())
    return render(request, "feedback/over.html", context, status=HTTPStatus.GONE)


def not_kept(request: HttpRequest, link: Link, form: FeedbackForm) -> HttpResponse:
    """Say why what somebody has just sent was not taken, and give the words back."""
    context = context_of(link, written=form.written())
    if link.invitation.round.invitations.filter(
        pk=link.invitation.pk, is_answered=True
    ).exists():
        page, status = "feedback/answered.html", HTTPStatus.CONFLICT
    else:
        page, status = "feedback/over.html", HTTPStatus.GONE
    return render(request, page, context, status=status)
