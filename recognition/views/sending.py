"""Pages on which a round goes out and ends, and single people are asked again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from delivery.actions.removal import Removal
from delivery.views.pages import Trail, confirm_page, posted, saved, takes_forms
from pmo_value import formatting
from recognition.actions import rounds
from recognition.calculations.estimate import MIN_N
from recognition.forms.round import BounceForm, ResendForm
from recognition.models import Invitation, Mode, Round
from recognition.models.invitation import InvitationQuerySet
from recognition.views.feedback_round import RELATED, ROUNDS, asked_lately

TOLD_OF_MODE = {
    Mode.ATTRIBUTED: gettext_lazy("They are told that the PMO sees their names."),
    Mode.CONFIDENTIAL: gettext_lazy(
        "They are told that only the PMO lead sees their names."
    ),
    Mode.ANONYMOUS: gettext_lazy("They are told that nobody sees whose answer it is."),
}


def unsent_round(request: SignedInRequest, pk: int) -> Round:
    """Return a round that the reader may send, or answer 404."""
    found = Round.objects.run_by(request.user).unsent()
    return get_object_or_404(found.select_related(*RELATED), pk=pk)


@takes_forms
@login_required
def round_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask everybody of a round now."""
    round_, now = unsent_round(request, pk), timezone.now()
    if request.method == "POST" and (
        number := rounds.send_round(pk, now, by=request.user)
    ):
        words = ngettext(
            "%(number)s person is being asked.",
            "%(number)s people are being asked.",
            number,
        )
        return saved(request, words % {"number": number}, round_)
    audience = rounds.audience_of(round_)
    question = ngettext(
        "Ask %(number)s person now?", "Ask %(number)s people now?", len(audience.asked)
    )
    return sending_page(
        request,
        round_,
        audience,
        question=question % {"number": len(audience.asked)},
        obstacles=obstacles_of(round_, audience),
        submit_label=_("Send the invitations"),
    )


@takes_forms
@login_required
def round_schedule(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a round go out by itself on its day."""
    round_ = unsent_round(request, pk)
    audience = rounds.audience_of(round_)
    obstacles = obstacles_of(round_, audience)
    if round_.opens_on is None:
        obstacles.append(_("Say on which day it goes out."))
    if request.method == "POST" and not obstacles:
        rounds.schedule_round(pk, request.user)
        return saved(request, _("The round goes out by itself on its day."), round_)
    words = {"number": len(audience.asked), "day": formatting.day(round_.opens_on)}
    question = ngettext(
        "Ask %(number)s person on %(day)s?",
        "Ask %(number)s people on %(day)s?",
        len(audience.asked),
    )
    return sending_page(
        request,
        round_,
        audience,
        question=question % words,
        obstacles=obstacles,
        submit_label=_("Schedule"),
    )


def sending_page(
    request: SignedInRequest,
    round_: Round,
    audience: rounds.Audience,
    *,
    question: str,
    obstacles: list[str],
    submit_label: str,
) -> HttpResponse:
    """Ask before people are written to, or say what keeps the round from going out."""
    trail: Trail = [ROUNDS, round_]
    if obstacles:
        context = {"trail": trail, "round": round_, "obstacles": obstacles}
        status = 409 if request.method == "POST" else 200
        return render(request, "recognition/round_held.html", context, status=status)
    return confirm_page(
        request,
        question,
        trail=trail,
        removal=Removal(takes_along=tuple(what_sending_does(round_, audience))),
        text=_(
            "The openness, the questions and the people cannot be changed afterwards."
        ),
        submit_label=submit_label,
        is_gentle=True,
    )


def obstacles_of(round_: Round, audience: rounds.Audience) -> list[str]:
    """Say what is missing before a round can go out."""
    today = rounds.day_of(timezone.now())
    found = []
    if not audience.asked:
        found.append(_("Nobody with an e-mail address would be asked."))
    if not round_.questionnaire.questions.exists():
        found.append(_("The questionnaire has no question yet."))
    if round_.closes_on is None:
        found.append(_("Say what the last day to answer is."))
    elif round_.closes_on < today:
        found.append(_("The last day to answer is over."))
    return found


def what_sending_does(round_: Round, audience: rounds.Audience) -> list[str]:
    """Say what people are told, and what the reader should know before."""
    told = [
        str(TOLD_OF_MODE[Mode(round_.mode)]),
        _("The last day to answer is %(day)s.")
        % {"day": formatting.day(round_.closes_on)},
    ]
    if lately := asked_lately(audience):
        words = ngettext(
            "%(number)s of them was asked in the last 30 days.",
            "%(number)s of them were asked in the last 30 days.",
            lately,
        )
        told.append(words % {"number": lately})
    if number := len(audience.without_address):
        words = ngettext(
            "%(number)s person more has no e-mail address and is not asked.",
            "%(number)s people more have no e-mail address and are not asked.",
            number,
        )
        told.append(words % {"number": number})
    if len(audience.asked) < MIN_N:
        words = _("No score is shown of fewer than %(number)s answers.")
        told.append(words % {"number": MIN_N})
    return told


@require_POST
@login_required
def round_unschedule(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a scheduled round a draft again."""
    round_ = unsent_round(request, pk)
    rounds.unschedule_round(round_.pk)
    return redirect(round_)


@takes_forms
@login_required
def round_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a round before its last day."""
    found = Round.objects.run_by(request.user).open()
    round_ = get_object_or_404(found.select_related(*RELATED), pk=pk)
    if request.method == "POST":
        rounds.close_round(pk, timezone.now())
        return saved(request, _("The round is closed."), round_)
    return confirm_page(
        request,
        _("Close %(name)s now?") % {"name": round_.name},
        trail=[ROUNDS, round_],
        text=_(
            "No link takes an answer any more, and what was filled in but not sent "
            "does not count. It cannot be opened again."
        ),
        submit_label=_("Close round"),
    )


def unanswered(invitations: InvitationQuerySet, pk: int) -> Invitation:
    """Return an invitation whose answer can still come, or answer 404."""
    found = invitations.filter(
        is_answered=False, revoked_at=None, round__state=Round.State.OPEN
    )
    return get_object_or_404(
        found.select_related("stakeholder", "round__portfolio"), pk=pk
    )


@takes_forms
@login_required
def invitation_resend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send somebody their link once more."""
    invitation = unanswered(Invitation.objects.editable_by(request.user), pk)
    form = ResendForm(posted(request), initial={"mail_count": invitation.mail_count})
    if request.method == "POST" and form.is_valid():
        is_sent = rounds.resend(pk, form.cleaned_data["mail_count"], timezone.now())
        done = _("The link goes out once more.") if is_sent else _("Nothing was sent.")
        return saved(request, done, invitation.round)
    person = invitation.stakeholder
    words = {"name": person.name, "address": person.email}
    return confirm_page(
        request,
        _("Send %(name)s the link once more?") % words,
        trail=[ROUNDS, invitation.round],
        text=_("It goes to %(address)s. It is the same link as before.") % words,
        form=form,
        submit_label=_("Send once more"),
        is_gentle=True,
    )


@takes_forms
@login_required
def invitation_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = unanswered(Invitation.objects.removable_by(request.user), pk)
    if request.method == "POST":
        rounds.revoke(pk, timezone.now())
        return saved(request, _("The invitation is taken back."), invitation.round)
    return confirm_page(
        request,
        _("Take back the invitation of %(name)s?")
        % {"name": invitation.stakeholder.name},
        trail=[ROUNDS, invitation.round],
        text=_(
            "The link opens nothing any more, and the person no longer counts as asked."
        ),
        submit_label=_("Take back"),
    )


@takes_forms
@login_required
def invitation_bounce(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that a mail came back."""
    invitation = unanswered(Invitation.objects.editable_by(request.user), pk)
    form = BounceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        rounds.record_bounce(pk, form.cleaned_data["why"], timezone.now())
        return saved(request, _("Noted as not reached."), invitation.round)
    return confirm_page(
        request,
        _("Did the mail to %(name)s come back?")
        % {"name": invitation.stakeholder.name},
        trail=[ROUNDS, invitation.round],
        text=_(
            "The person then does not count as asked. To take this back, mend the "
            "address and send the link once more."
        ),
        form=form,
        submit_label=_("Note as not reached"),
        is_gentle=True,
    )
