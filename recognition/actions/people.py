"""Two rows of one person made one, and somebody forgotten who asked for it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Mail
from recognition.actions.consents import forget_author
from recognition.actions.report_copies import forget_copies, join_copies
from recognition.actions.rounds import withdraw_mails
from recognition.models import (
    Answer,
    FollowUp,
    Invitation,
    LedgerWords,
    Mode,
    Response,
    Responsibility,
    Round,
    Stakeholder,
    ValueItem,
)

PERSONAL = ("name", "email", "job_title", "unit")
# What the history of a row says that became one with another: how to find it again.
JOINED = "Joined with stakeholder {pk}"


def answered_by_both(kept: Stakeholder, other: Stakeholder) -> list[Round]:
    """Return the rounds that both have answered: two answers cannot become one."""
    answered = Invitation.objects.filter(is_answered=True)
    mine = answered.filter(stakeholder=kept).values("round")
    theirs = answered.filter(stakeholder=other).values("round")
    replied = Response.objects.filter(stakeholder=kept).values("round")
    replied_too = Response.objects.filter(stakeholder=other).values("round")
    both = models.Q(pk__in=mine) & models.Q(pk__in=theirs)
    both |= models.Q(pk__in=replied) & models.Q(pk__in=replied_too)
    return list(Round.objects.filter(both))


@transaction.atomic
def merge_stakeholders(kept: Stakeholder, other: Stakeholder) -> None:
    """Give one row all that another row of the same person has, and delete that one.

    Where both were asked in one round, the invitation that was answered stays. What is
    not known of the one is taken from the other.

    Raises ValueError when both have answered in one round.
    """
    rows = Stakeholder.objects.select_for_update().order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=[kept.pk, other.pk])}
    kept, other = locked[kept.pk], locked[other.pk]
    if answered_by_both(kept, other):
        raise ValueError("both have answered in one round")
    drop_double_invitations(kept, other)
    drop_double_responsibilities(kept, other)
    join_copies(kept, other)
    for round_ in Round.objects.filter(left_out=other):
        round_.left_out.add(kept)
    for item in ValueItem.objects.filter(audience=other):
        item.audience.add(kept)
    ValueItem.objects.filter(answered_by=other).update(answered_by=kept)
    ValueItem.objects.filter(sponsor=other).update(sponsor=kept)
    for relation in Stakeholder._meta.related_objects:
        if relation.many_to_many:
            continue
        field = relation.field.name
        for row in relation.related_model._default_manager.filter(**{field: other}):
            setattr(row, field, kept)
            row.save()
    taken = {
        name: getattr(other, name)
        for name in ("email", "job_title", "unit", "user")
        if not getattr(kept, name)
    }
    other._change_reason = JOINED.format(pk=kept.pk)  # type: ignore[attr-defined]
    other.delete()
    for name, value in taken.items():
        setattr(kept, name, value)
    kept.save()


def drop_double_invitations(kept: Stakeholder, other: Stakeholder) -> None:
    """Where two rows were asked in one round, leave the invitation that counts."""
    mine = {row.round_id: row for row in kept.invitations.all()}
    for theirs in other.invitations.all():
        if (own := mine.get(theirs.round_id)) is None:
            continue
        needless = own if theirs.is_answered else theirs
        withdraw_mails([needless.nonce])
        needless.delete()


def drop_double_responsibilities(kept: Stakeholder, other: Stakeholder) -> None:
    """Leave one responsibility where both answer for the same thing."""
    subjects = ("project", "service", "benefit")
    for theirs in other.responsibilities.all():
        what = {name: getattr(theirs, f"{name}_id") for name in subjects}
        if kept.responsibilities.filter(**what).exists():
            theirs.delete()


@transaction.atomic
def erase_stakeholder(pk: int, now: datetime) -> None:
    """Forget somebody who asked for it: name, address, words, and what was sent.

    Ratings stay, as those of somebody unknown: sums that were told remain true. So do
    the rounds in which they were asked, and the fact that they were forgotten.
    """
    person = Stakeholder.objects.select_for_update().get(pk=pk)
    if person.erased_at is not None:
        return
    rows = rows_of(pk)
    forget_author(person, now)
    forget_mails(person, rows, forget_copies(person, now))
    person.responsibilities.all().delete()
    Responsibility.history.model.objects.filter(stakeholder__in=rows).delete()
    forget_words(person)
    forget_answers(person, rows, now)
    waiting = person.invitations.filter(is_answered=False, revoked_at=None)
    waiting.update(revoked_at=now)
    person.invitations.update(draft="", bounce="")
    for name in PERSONAL:
        setattr(person, name, "")
    person.user = None
    person.reports_to_pmo = False
    person.erased_at = now
    person._change_reason = None
    person.save()
    records = Stakeholder.history.model.objects.filter(id__in=rows)
    records.update(**dict.fromkeys(PERSONAL, ""), user=None, history_change_reason=None)
    forget_in_log(person, rows)


def rows_of(pk: int) -> set[int]:
    """Return the numbers of all rows that somebody had before they became one."""
    found, new = {pk}, {pk}
    while new:
        reasons = [JOINED.format(pk=number) for number in new]
        gone = Stakeholder.history.model.objects.filter(
            history_type="-", history_change_reason__in=reasons
        )
        new = set(gone.values_list("id", flat=True)) - found
        found |= new
    return found


def forget_mails(
    person: Stakeholder, rows: Collection[int], links: Collection[str]
) -> None:
    """Delete what the outbox holds for somebody, at any address they had.

    `links` are the random texts of their copies of reports. An address that is also
    another stakeholder's keeps the mails of that one.
    """
    nonces = [
        *links,
        *person.invitations.values_list("nonce", flat=True),
        *person.value_letters.values_list("nonce", flat=True),
    ]
    Mail.objects.filter(link_nonce__in=nonces).delete()
    records = Stakeholder.history.model.objects.filter(id__in=rows)
    had = {person.email, *records.values_list("email", flat=True)} - {""}
    for address in had:
        shared = Stakeholder.objects.exclude(pk=person.pk).filter(email__iexact=address)
        if not shared.exists():
            Mail.objects.filter(recipient=None, address__iexact=address).delete()


def forget_words(person: Stakeholder) -> None:
    """Delete what somebody wrote under their name, and what was noted of it."""
    words = Answer.objects.filter(response__stakeholder=person).comments()
    noted = FollowUp.objects.filter(
        models.Q(answer__in=words) | models.Q(stakeholder=person)
    )
    gone = _("What somebody said who is forgotten")
    keys = list(noted.values_list("pk", flat=True))
    FollowUp.objects.filter(pk__in=keys).update(said=gone, answer=None)
    records: Any = FollowUp.history.model.objects
    records.filter(id__in=keys).update(said=gone, answer=None)
    words.delete()


def forget_answers(person: Stakeholder, rows: Collection[int], now: datetime) -> None:
    """Delete the reasons that somebody gave when they answered for value.

    The ledger keeps that there was an answer, to which number and when, and of the
    words a fingerprint that nobody can read. What was written to them goes as well.
    """
    LedgerWords.objects.filter(event__stakeholder__in=rows).delete()
    ValueItem.objects.filter(answered_by=person).update(answer_reason="")
    person.value_letters.filter(revoked_at=None).update(revoked_at=now)
    person.value_letters.update(message="")


def forget_in_log(person: Stakeholder, rows: Collection[int]) -> None:
    """Take the name out of what the administration noted about the rows."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Stakeholder),
        object_id__in=[str(pk) for pk in rows],
    )
    entries.update(object_repr=str(person), change_message="")


def known_words(person: Stakeholder) -> int:
    """Return how many comments are known to be theirs."""
    theirs = Answer.objects.filter(response__stakeholder=person).comments()
    return theirs.exclude(response__round__mode=Mode.ANONYMOUS).count()
