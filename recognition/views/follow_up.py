"""What was promised after feedback, and what came of it: "you said, we did"."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.models import Portfolio, Role
from delivery.views.pages import (
    Place,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.exports.comment import FOLLOW_UP_COLUMNS, follow_up_rows
from recognition.filters.follow_up import FollowUpFilter
from recognition.forms.follow_up import FollowUpForm
from recognition.models import Answer, FollowUp
from recognition.views.comment import readable_comments

FOLLOW_UPS = Place(
    gettext_lazy("You said, we did"), reverse_lazy("recognition:follow_up_list")
)
LONGEST_SAID = 300


def found_follow_ups(request: SignedInRequest) -> FollowUpFilter:
    """Return the follow-ups that the reader sees, as the address narrows them."""
    rows = FollowUp.objects.visible_to(request.user).with_lead(request.user)
    related = ("portfolio", "round", "assigned_to", "stakeholder")
    return FollowUpFilter(request.GET, rows.select_related(*related), request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def follow_up_list(request: SignedInRequest) -> HttpResponse:
    """List what was promised, to whom it was given, and what came of it."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    return list_page(
        request,
        "follow_up",
        found_follow_ups(request),
        may_add=led.exists(),
        today=timezone.localdate(),
    )


@require_safe
@login_required
def follow_up_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of follow-ups as a file."""
    rows = follow_up_rows(found_follow_ups(request).qs)
    return file_response(kind, "follow-ups", FOLLOW_UP_COLUMNS, rows)


@takes_forms
@login_required
def follow_up_create(request: SignedInRequest) -> HttpResponse:
    """Promise something of one's own accord."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD)
    return _new(
        request,
        FollowUp(),
        trail=[FOLLOW_UPS],
        initial={"portfolio": pick_portfolio(request, led)},
    )


@takes_forms
@login_required
def comment_follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Promise something because of a comment."""
    answer = get_object_or_404(readable_comments(request), pk=pk)
    follow_up = because_of(answer)
    said = Truncator(answer.text).chars(LONGEST_SAID)
    return _new(
        request,
        follow_up,
        trail=[follow_up.portfolio, FOLLOW_UPS],
        initial={"said": said},
    )


def because_of(answer: Answer) -> FollowUp:
    """Return a follow-up of a comment; the person only where one knows who wrote it."""
    round_ = answer.response.round
    return FollowUp(
        portfolio=round_.portfolio,
        round=round_,
        answer=answer,
        stakeholder=None if round_.is_anonymous else answer.response.stakeholder,
    )


def _new(
    request: SignedInRequest,
    follow_up: FollowUp,
    *,
    trail: list[object],
    initial: dict[str, object],
) -> HttpResponse:
    form = FollowUpForm(
        request.POST or None,
        by=request.user,
        instance=follow_up,
        initial=initial,
        user=request.user,
        now=timezone.now(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Follow-up added."), FOLLOW_UPS)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Add a follow-up"),
        trail=trail,  # type: ignore[arg-type]
    )


@takes_forms
@login_required
def follow_up_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what came of it; who leads the portfolio may change the promise too."""
    rows = FollowUp.objects.editable_by(request.user).with_lead(request.user)
    follow_up = get_object_or_404(rows.select_related("portfolio"), pk=pk)
    form = FollowUpForm(
        request.POST or None,
        by=request.user,
        instance=follow_up,
        user=request.user,
        now=timezone.now(),
        is_led=follow_up.is_led,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Follow-up saved."), FOLLOW_UPS)
    return form_page(
        request,
        "follow_up_form.html",
        form,
        title=_("What came of it"),
        trail=[follow_up.portfolio, FOLLOW_UPS],
        follow_up=follow_up,
    )


@require_safe
@login_required
def follow_up_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a follow-up, to those who lead the portfolio."""
    rows = FollowUp.objects.visible_to(request.user).with_lead(request.user)
    follow_up = get_object_or_404(
        rows.filter(is_led=True).select_related("portfolio"), pk=pk
    )
    return history_page(
        request,
        follow_up.said,
        history.records_of(FollowUp, id=pk),
        trail=[follow_up.portfolio, FOLLOW_UPS],
    )
