"""A feedback round from its first mail to its last day.

Whoever is asked, the invitation, its mail and the state of the round are written in one
transaction: a crash leaves all of it or nothing, and the outbox sends each mail once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import SystemRandom

from django.db import transaction
from django.utils import timezone

from accounts.links import fingerprint_of, new_nonce
from accounts.mailing import is_address
from accounts.models import Mail, User
from delivery.models import Portfolio
from recognition.actions import letters
from recognition.models import Answer, Invitation, Response, Round, Stakeholder
from recognition.models.invitation import KEPT_FOR, STILL_TO_GO

LONGEST_BOUNCE = 300
ROWS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Audience:
    """Who would be asked, who is left out by hand, and who cannot be written to."""

    asked: tuple[Stakeholder, ...]
    left_out: tuple[Stakeholder, ...]
    without_address: tuple[Stakeholder, ...]


def day_of(moment: datetime) -> date:
    """Return the day of a moment where the installation is at home."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def audience_of(round_: Round) -> Audience:
    """Return whom a round would ask; nobody twice at one address.

    Somebody who is known in several portfolios is asked as in the topmost one.
    """
    left_out = set(round_.left_out.values_list("pk", flat=True)) if round_.pk else set()
    people = round_.audience().select_related("portfolio").with_last_asked()
    addresses: set[str] = set()
    asked, out, unreachable = [], [], []
    for person in people.order_by("portfolio__path", "name", "pk"):
        if person.pk in left_out:
            out.append(person)
        elif not is_address(person.email):
            unreachable.append(person)
        elif person.email.lower() not in addresses:
            addresses.add(person.email.lower())
            asked.append(person)
    return Audience(tuple(asked), tuple(out), tuple(unreachable))


@transaction.atomic
def copy_round(source: Round, name: str, today: date, days_open: int) -> Round:
    """Make a draft like a round, for the same people, with a last day of its own."""
    made = Round.objects.create(
        portfolio=source.portfolio,
        name=name,
        questionnaire=source.questionnaire,
        project=source.project,
        service=source.service,
        benefit=source.benefit,
        cycle=source.cycle,
        period_start=source.period_start,
        period_end=source.period_end,
        mode=source.mode,
        introduction=source.introduction,
        roles=source.roles,
        closes_on=today + timedelta(days=days_open),
        sends_reminders=source.sends_reminders,
    )
    made.left_out.set(source.left_out.all())
    return made


@transaction.atomic
def send_round(pk: int, now: datetime, by: User | None = None) -> int:
    """Ask everybody of the audience; return how many people there are.

    A round that was sent already, that asks nothing, or that nobody would get, stays as
    it is. `by` is who sends it; without one it goes out by its own date.
    """
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=pk)
    today = day_of(now)
    last_day = round_.closes_on
    if not round_.is_editable_still or last_day is None or last_day < today:
        return 0
    people = audience_of(round_).asked
    if not people or not round_.questionnaire.questions.exists():
        return 0
    round_.state = Round.State.OPEN
    round_.opens_on = today
    round_.sent_by = by or round_.sent_by
    round_.save()
    Invitation.objects.bulk_create(
        invitation_of(round_, person, last_day) for person in people
    )
    invitations = list(round_.invitations.select_related("stakeholder"))
    for invitation in invitations:
        invitation.round = round_
        letters.post(invitation, now, is_reminder=False)
    written = ["mail", "mail_count", "last_mail_at"]
    Invitation.objects.bulk_update(invitations, written, batch_size=ROWS_AT_ONCE)
    return len(people)


def invitation_of(round_: Round, person: Stakeholder, last_day: date) -> Invitation:
    """Return a new invitation of one person, with a link of its own."""
    nonce = new_nonce()
    return Invitation(
        round=round_,
        stakeholder=person,
        nonce=nonce,
        token_hash=fingerprint_of(nonce),
        is_anonymous=round_.is_anonymous,
        expires_on=last_day,
    )


@transaction.atomic
def schedule_round(pk: int, by: User) -> None:
    """Let a draft go out by itself on its day."""
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=pk)
    if round_.state == Round.State.DRAFT:
        round_.state = Round.State.SCHEDULED
        round_.sent_by = by
        round_.save()


@transaction.atomic
def unschedule_round(pk: int) -> None:
    """Make a scheduled round a draft again."""
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=pk)
    if round_.state == Round.State.SCHEDULED:
        round_.state = Round.State.DRAFT
        round_.save()


@transaction.atomic
def close_round(pk: int, now: datetime) -> None:
    """End an open round: no link takes an answer any more, and no mail goes out.

    What somebody had written and not sent stays for them to copy, sealed as it is,
    until those who never answered are forgotten.
    """
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=pk)
    if round_.state != Round.State.OPEN:
        return
    round_.state = Round.State.CLOSED
    round_.closed_at = now
    round_.save()
    withdraw_mails(round_.invitations.values_list("nonce", flat=True))
    if round_.is_anonymous:
        mix_answers(round_)


def mix_answers(round_: Round) -> None:
    """Write the answers of an anonymous round anew, in an order that tells nothing.

    Until then their keys follow the order in which people answered, and the database
    remembers which rows one transaction wrote: the answers, and the invitation.
    Nothing points at them yet, because nobody reads them before the round is closed.
    """
    responses = list(round_.responses.all())
    answers = list(Answer.objects.filter(response__round=round_))
    for rows in (responses, answers):
        SystemRandom().shuffle(rows)
    for answer in answers:
        answer.pk = None
    round_.responses.all().delete()
    Response.objects.bulk_create(responses, batch_size=ROWS_AT_ONCE)
    Answer.objects.bulk_create(answers, batch_size=ROWS_AT_ONCE)


def withdraw_mails(nonces: Iterable[str]) -> None:
    """Take back the mails to these links that have not gone out yet."""
    Mail.objects.filter(link_nonce__in=list(nonces), state__in=STILL_TO_GO).delete()


@transaction.atomic
def remind(pk: int, now: datetime) -> bool:
    """Remind one person if they are still to be reminded; return whether they were.

    Nobody is reminded when the letter would come after the last day.
    """
    invitation = locked(pk)
    is_due = Invitation.objects.to_remind(now).filter(pk=pk).exists()
    arrives = letters.by_day(now, invitation.stakeholder)
    if not is_due or day_of(arrives) > invitation.expires_on:
        return False
    if letters.post(invitation, now, is_reminder=True) is None:
        return False
    invitation.reminder_count += 1
    invitation.save()
    return True


@transaction.atomic
def resend(pk: int, mail_count: int, now: datetime) -> bool:
    """Send somebody their link once more, by their present address.

    `mail_count` is how many mails there were when this was asked for: pressed twice, it
    sends one. A bounce that was noted is taken back.
    """
    invitation = locked(pk)
    is_open = invitation.round.takes_answers_on(day_of(now))
    is_waiting = not invitation.is_answered and invitation.revoked_at is None
    if not (is_open and is_waiting and invitation.mail_count == mail_count):
        return False
    withdraw_mails([invitation.nonce])
    if letters.post(invitation, now, is_reminder=False) is None:
        return False
    invitation.bounced_at = None
    invitation.bounce = ""
    invitation.save()
    return True


@transaction.atomic
def revoke(pk: int, now: datetime) -> None:
    """Take an invitation back: its link opens nothing any more."""
    invitation = locked(pk)
    if not invitation.is_answered and invitation.revoked_at is None:
        invitation.revoked_at = now
        invitation.draft = ""
        invitation.save()
        withdraw_mails([invitation.nonce])


@transaction.atomic
def record_bounce(pk: int, why: str, now: datetime) -> None:
    """Note that somebody was not reached, so that they do not count as asked."""
    invitation = locked(pk)
    if not invitation.is_answered and invitation.bounced_at is None:
        invitation.bounced_at = now
        invitation.bounce = why[:LONGEST_BOUNCE]
        invitation.save()


def locked(pk: int) -> Invitation:
    """Return an invitation that nobody else changes until the transaction ends."""
    rows = Invitation.objects.select_for_update(of=("self",)).order_by()
    about = ("round__portfolio", "round__questionnaire", "round__project")
    invitation: Invitation = rows.select_related("stakeholder", *about).get(pk=pk)
    return invitation


def look_after(pk: int, now: datetime) -> None:
    """Do what is due for one round: open or close it, note bounces, remind, forget."""
    round_ = Round.objects.get(pk=pk)
    today = day_of(now)
    match round_.state:
        case Round.State.SCHEDULED if round_.opens_on and round_.opens_on <= today:
            send_round(pk, now)
        case Round.State.OPEN:
            note_bounces(round_, now)
            if round_.closes_on and round_.closes_on < today:
                close_round(pk, now)
            else:
                remind_silent(round_, now)
        case Round.State.CLOSED:
            forget_silent(pk, now)


def note_bounces(round_: Round, now: datetime) -> None:
    """Note on the invitations of a round whose mails a server has sent back."""
    for invitation in round_.invitations.sent_back().select_related("mail"):
        record_bounce(invitation.pk, invitation.mail.problem, now)


def remind_silent(round_: Round, now: datetime) -> None:
    """Remind those of a round who are to be reminded now."""
    due = round_.invitations.to_remind(now).values_list("pk", flat=True)
    for pk in list(due):
        remind(pk, now)


def due_rounds(now: datetime) -> list[int]:
    """Return the rounds that a worker should look after now."""
    due = Round.objects.with_something_due(day_of(now), now - KEPT_FOR)
    return list(due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def forget_silent(pk: int, now: datetime) -> None:
    """Forget who never answered a round that is long over; how many stays known."""
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=pk)
    if round_.closed_at is None or round_.closed_at > now - KEPT_FOR:
        return
    silent = round_.invitations.filter(is_answered=False)
    number = silent.counted().count()
    nonces = list(silent.values_list("nonce", flat=True))
    Mail.objects.filter(link_nonce__in=nonces).delete()
    silent.delete()
    Round.objects.filter(pk=pk).update(forgotten_count=round_.forgotten_count + number)
    Portfolio.objects.filter(pk=round_.portfolio_id).touch()
