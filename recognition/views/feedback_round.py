"""Pages of feedback rounds: what is asked, of whom, and how many have answered."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.models.mail import LINK
from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.removal import look_ahead
from delivery.models import Portfolio
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.actions import letters
from recognition.actions.rounds import Audience, audience_of, copy_round, day_of
from recognition.exports.round import ROUND_COLUMNS, round_rows
from recognition.filters.round import RoundFilter
from recognition.forms.feedback import FeedbackForm
from recognition.forms.round import AudienceForm, CopyForm, RoundForm
from recognition.models import Invitation, Round, Stakeholder

ROUNDS = Place(gettext_lazy("Rounds"), reverse_lazy("recognition:round_list"))
RELATED = ("portfolio", "questionnaire", "project", "service", "benefit", "cycle")
CHANGES_SHOWN = 8
LATELY = timedelta(days=30)
# How long people have by default.
DAYS_OPEN = 21


def found_rounds(request: SignedInRequest) -> RoundFilter:
    """Return the rounds that the reader follows, as the address narrows them."""
    rounds = Round.objects.visible_to(request.user).with_counts()
    rounds = rounds.select_related(*RELATED).order_by("-period_end", "-pk")
    return RoundFilter(request.GET, rounds, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def round_list(request: SignedInRequest) -> HttpResponse:
    """List rounds with how many have answered."""
    return list_page(
        request,
        "round",
        found_rounds(request),
        may_add=Portfolio.objects.with_facts_from(request.user).exists(),
    )


@require_safe
@login_required
def round_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of rounds as a file."""
    rows = round_rows(found_rounds(request).qs)
    return file_response(kind, "rounds", ROUND_COLUMNS, rows)


@require_safe
@login_required
def round_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how far a round has come; a draft shows whom it would ask."""
    rounds = Round.objects.visible_to(request.user).with_rights_of(request.user)
    round_ = get_object_or_404(
        rounds.with_counts().select_related(*RELATED, "sent_by", "plan"), pk=pk
    )
    context = {
        "round": round_,
        "trail": [ROUNDS],
        "roles": roles_of(round_),
        "changes": history.timeline(
            history.records_of(Round, id=pk)[: CHANGES_SHOWN + 1], limit=CHANGES_SHOWN
        ),
    }
    if round_.is_editable_still:
        audience = audience_of(round_)
        context |= {"audience": audience, "asked_lately": asked_lately(audience)}
    else:
        people = round_.invitations.select_related("stakeholder")
        context |= {
            "invitations": people,
            "bounced_count": sum(1 for row in people if row.bounced_at),
            "revoked_count": sum(1 for row in people if row.revoked_at),
        }
    return render(request, "recognition/round_detail.html", context)


def roles_of(round_: Round) -> str:
    """Return whom a round is meant for, in words."""
    labels = dict(Stakeholder.Role.choices)
    roles = ", ".join(str(labels.get(role, role)) for role in round_.roles)
    if round_.subject:
        words = _("who answers for it")
        return f"{words}: {roles}" if roles else words
    return roles or _("everybody")


def asked_lately(audience: Audience) -> int:
    """Return how many of an audience were asked in the last days, by any round."""
    since = timezone.now() - LATELY
    dates = [person.last_asked_at for person in audience.asked]  # type: ignore[attr-defined]
    return sum(1 for asked_at in dates if asked_at is not None and asked_at > since)


@require_safe
@login_required
def round_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the mail and the questions as somebody who is asked would see them."""
    rounds = Round.objects.visible_to(request.user).select_related(*RELATED, "sent_by")
    round_ = get_object_or_404(rounds, pk=pk)
    now = timezone.now()
    today = day_of(now)
    reader = Stakeholder(
        name=request.user.get_full_name(),
        language=request.user.language,
        time_zone=request.user.time_zone,
    )
    invitation = Invitation(
        round=round_, stakeholder=reader, expires_on=round_.closes_on or today
    )
    letter = letters.write(invitation, now, is_reminder=False)
    context = {
        "round": round_,
        "reader": reader,
        "invitation": invitation,
        "today": today,
        "trail": [ROUNDS, round_],
        "subject": letter.subject,
        "letter": letter.body.replace(LINK, _("(here stands the reader’s own link)")),
        "told": letters.told_of(invitation, now),
        "form": FeedbackForm(round_.questionnaire.questions.order_by("position")),
    }
    return render(request, "recognition/round_preview.html", context)


@require_safe
@login_required
def round_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed, sent and closed a round, and when."""
    rounds = Round.objects.visible_to(request.user).select_related("portfolio")
    round_ = get_object_or_404(rounds, pk=pk)
    return history_page(
        request, round_.name, history.records_of(Round, id=pk), trail=[ROUNDS, round_]
    )


def last_period(portfolio: Portfolio | None, today: date) -> dict[str, date]:
    """Return the time a new round is about, until somebody says otherwise."""
    if portfolio is None:
        return {}
    period = portfolio.period_of(today).previous()
    return {"period_start": period.start, "period_end": period.end}


@takes_forms
@login_required
def round_create(request: SignedInRequest) -> HttpResponse:
    """Prepare a round."""
    offered = Portfolio.objects.with_facts_from(request.user)
    portfolio, today = pick_portfolio(request, offered), day_of(timezone.now())
    form = RoundForm(
        request.POST or None,
        by=request.user,
        instance=Round(),
        initial={
            "portfolio": portfolio,
            "closes_on": today + timedelta(days=DAYS_OPEN),
            **last_period(portfolio, today),
        },
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Draft saved. Nobody has been asked."), form.instance)
    return form_page(
        request,
        "round_form.html",
        form,
        title=_("Prepare a feedback round"),
        trail=[ROUNDS],
        submit_label=_("Save draft"),
    )


def editable_round(request: SignedInRequest, pk: int) -> Round:
    """Return a round that the reader may change and nobody was asked in, or 404."""
    rounds = Round.objects.editable_by(request.user).unsent()
    return get_object_or_404(rounds.select_related(*RELATED), pk=pk)


@takes_forms
@login_required
def round_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a round that has not been sent."""
    round_ = editable_round(request, pk)
    form = RoundForm(
        request.POST or None, by=request.user, instance=round_, user=request.user
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Round saved."), round_)
    return form_page(
        request,
        "round_form.html",
        form,
        title=_("Edit %(name)s") % {"name": round_.name},
        trail=[ROUNDS, round_],
    )


@takes_forms
@login_required
def round_audience(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave people out by hand."""
    round_ = editable_round(request, pk)
    form = AudienceForm(posted(request), round_=round_)
    if request.method == "POST" and form.is_valid():
        form.save()
        return saved(request, _("Audience saved."), round_)
    audience = audience_of(round_)
    return form_page(
        request,
        "round_audience.html",
        form,
        title=_("Whom to ask in %(name)s") % {"name": round_.name},
        trail=[ROUNDS, round_],
        audience=audience,
        since=timezone.now() - LATELY,
    )


@takes_forms
@login_required
def round_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Prepare another round like this one."""
    rounds = Round.objects.editable_by(request.user)
    source = get_object_or_404(rounds.select_related(*RELATED), pk=pk)
    form = CopyForm(posted(request), taken=Round.objects.of_portfolio(source.portfolio))
    if request.method == "POST" and form.is_valid():
        made = copy_round(
            source, form.cleaned_data["name"], day_of(timezone.now()), DAYS_OPEN
        )
        return saved(request, _("Round copied. Check its dates."), made)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Copy %(name)s") % {"name": source.name},
        trail=[ROUNDS, source],
        submit_label=_("Copy"),
    )


@takes_forms
@login_required
def round_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a round that has not been sent."""
    rounds = Round.objects.removable_by(request.user).unsent()
    round_ = get_object_or_404(rounds.select_related(*RELATED), pk=pk)
    removal = look_ahead(round_)
    if request.method == "POST" and not removal.is_held_by:
        round_.delete()
        return saved(request, _("Round deleted."), "recognition:round_list")
    return confirm_page(
        request,
        _("Delete %(name)s?") % {"name": round_.name},
        trail=[ROUNDS, round_],
        removal=removal,
        text=_("Nobody has been asked yet."),
        submit_label=_("Delete round"),
    )
