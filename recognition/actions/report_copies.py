"""Who gets a report: naming them, and asking for their copies to go out.

Nothing is sent here. A copy that is to go out gets the moment from when on it is due,
and whatever looks for due copies writes the mail.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from accounts import mailing
from accounts.models import Mail, User
from delivery.models import Membership, Portfolio, Role
from pmo_value.queueing import enqueue_after_commit
from recognition.actions.rounds import withdraw_mails
from recognition.models import (
    ExecutiveReport,
    ReportCopy,
    ReportDelivery,
    ReportState,
    Stakeholder,
)
from recognition.models.report_copy import VALID_DAYS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

SEND_TASK = "scorecards.tasks.send_report"
UNSENT = (Mail.State.DUE, Mail.State.FAILED)
# Without what is read for another: 1 and l, 0 and O.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
PASSWORD_LENGTH: Final = 12
# Members who read reports by their role; analysts are named one by one.
MEMBER_ROLES: Final = (Role.EXECUTIVE, Role.LEAD, Role.FINANCE)


class MovedOnError(Exception):
    """Somebody else has done it meanwhile, or the copy has moved on."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can get a report: a stakeholder, or a member with an account.

    `roles` are the words by which many are added at once.
    """

    who: Stakeholder | User
    roles: frozenset[str]
    label: "str | StrPromise"

    @property
    def key(self) -> str:
        return f"{'u' if isinstance(self.who, User) else 's'}{self.who.pk}"

    @property
    def has_address(self) -> bool:
        return mailing.is_address(self.who.email)


def role_choices() -> list[tuple[str, str]]:
    """Return the roles by which recipients are added, and what they are called."""
    return [
        (f"s-{Stakeholder.Role.SPONSOR}", _("All sponsors")),
        (f"s-{Stakeholder.Role.EXECUTIVE}", _("All executives")),
        (f"s-{Stakeholder.Role.CUSTOMER}", _("All customers of services")),
        (f"u-{Role.EXECUTIVE}", _("All members who are executives")),
        (f"u-{Role.LEAD}", _("All members who lead")),
        (f"u-{Role.FINANCE}", _("All members of finance")),
    ]


def candidates(portfolio: Portfolio, user: User) -> list[Person]:
    """Return who can get a report of a portfolio, as far as somebody sees them.

    These are the stakeholders there, above and below, and the members who read its
    figures.
    """
    near = Portfolio.objects.over(portfolio) | Portfolio.objects.under(portfolio)
    seen = Stakeholder.objects.visible_to(user).present()
    members = {one.who.pk: one for one in members_of(portfolio)}
    people = []
    for one in seen.filter(portfolio__in=near.order_by()).order_by("name", "pk"):
        roles = {f"s-{one.role}"}
        # Who is both is listed once, and gets one copy.
        if same := members.pop(one.user_id or 0, None):
            roles |= same.roles
        people.append(Person(one, frozenset(roles), one.get_role_display()))
    return [*people, *members.values()]


def members_of(portfolio: Portfolio) -> list[Person]:
    """Return the members who read the figures of a portfolio, each once."""
    rows = Membership.objects.filter(
        portfolio__in=Portfolio.objects.over(portfolio).order_by(),
        role__in=[*MEMBER_ROLES, Role.ANALYST],
        user__is_active=True,
    ).select_related("user")
    found: dict[int, tuple[User, dict[str, str]]] = {}
    for row in rows.order_by("user__name", "user__username", "pk"):
        _user, roles = found.setdefault(row.user_id, (row.user, {}))
        roles[f"u-{row.role}"] = str(row.get_role_display())
    return [
        Person(user, frozenset(roles), ", ".join(roles.values()))
        for user, roles in found.values()
    ]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of naming recipients."""

    copies: list[ReportCopy]
    # Those who have no address, by name.
    without_address: list[str]


@transaction.atomic
def add(
    report: ExecutiveReport,
    people: Iterable[Person],
    by: User | None,
    now: datetime,
    *,
    attachment: str = "",
) -> Added:
    """Give a report recipients; who has a copy already keeps it as it is.

    A person is an address here: nobody gets a report twice because they are on two
    lists.

    Of a report that is out, the new ones go out at once.
    """
    held = ExecutiveReport.objects.select_for_update().order_by().get(pk=report.pk)
    copies = held.copies.select_related("stakeholder", "user")
    had = {copy.reader.email.casefold() for copy in copies}
    added, without = [], []
    is_out = held.state == ReportState.PUBLISHED
    last_day = timezone.localdate(now) + timedelta(days=VALID_DAYS)
    for person in people:
        user = person.who if isinstance(person.who, User) else None
        stakeholder = person.who if isinstance(person.who, Stakeholder) else None
        if not person.has_address:
            without.append(str(person.who))
            continue
        if person.who.email.casefold() in had:
            continue
        had.add(person.who.email.casefold())
        added.append(
            ReportCopy.objects.create(
                report=held,
                user=user,
                stakeholder=stakeholder,
                attachment=attachment,
                expires_on=last_day if is_out else None,
                due_at=now if is_out else None,
                due_by=by if is_out else None,
            )
        )
    if added and is_out:
        enqueue_after_commit(SEND_TASK, held.pk)
    return Added(added, without)


def last_report(report: ExecutiveReport) -> ExecutiveReport | None:
    """Return the report before this one that had recipients, of the same kind."""
    before = ExecutiveReport.objects.filter(
        portfolio=report.portfolio_id, template=report.template
    )
    older = before.filter(pk__lt=report.pk, copies__isnull=False)
    found: ExecutiveReport | None = older.order_by("-pk").first()
    return found


def take_over(
    report: ExecutiveReport, last: ExecutiveReport, by: User, now: datetime
) -> Added:
    """Name the recipients of another report, each with the same attached file."""
    people: dict[str, list[Person]] = {}
    allowed = {person.key: person for person in candidates(report.portfolio, by)}
    rows = last.copies.select_related("stakeholder", "user").order_by("pk")
    for copy in rows:
        key = f"u{copy.user_id}" if copy.user_id else f"s{copy.stakeholder_id}"
        if person := allowed.get(key):
            people.setdefault(copy.attachment, []).append(person)
    copies, without = [], []
    for attachment, named in people.items():
        one = add(report, named, by, now, attachment=attachment)
        copies += one.copies
        without += one.without_address
    return Added(copies, without)


def ask_to_send(
    copy: ReportCopy, after: int, by: User, now: datetime, *, without_file: bool = False
) -> None:
    """Let a copy go out, for the first time or once more.

    `after` is how many mails there were when somebody decided it: of two who press
    the button at once, or of one who presses it twice, one is heard.

    Raises MovedOnError.
    """
    with transaction.atomic():
        held = _held(copy)
        if held.report.state != ReportState.PUBLISHED or held.revoked_at:
            raise MovedOnError
        if held.deliveries.count() != after or (held.due_at and not held.problem):
            raise MovedOnError
        held.due_at, held.due_by, held.problem = now, by, ""
        held.bounced_at = None
        if without_file:
            held.attachment = ""
        if held.expires_on and held.expires_on < timezone.localdate(now):
            held.expires_on = timezone.localdate(now) + timedelta(days=VALID_DAYS)
        withdraw_mails([held.nonce])
        _save(held)
        enqueue_after_commit(SEND_TASK, held.report_id)


def new_password(copy: ReportCopy) -> str:
    """Give a copy a password, and return it: it is not kept in words."""
    password = get_random_string(PASSWORD_LENGTH, LETTERS)
    ReportCopy.objects.filter(pk=copy.pk).update(password=make_password(password))
    return password


def remove_password(copy: ReportCopy) -> None:
    ReportCopy.objects.filter(pk=copy.pk).update(password="")


@transaction.atomic
def revoke(copy: ReportCopy, now: datetime) -> None:
    """Close a link; a mail that has not gone out yet does not go."""
    held = _held(copy)
    if held.revoked_at is None:
        held.revoked_at = now
        held.due_at = None
        withdraw_mails([held.nonce])
        _save(held)


@transaction.atomic
def open_again(copy: ReportCopy, now: datetime) -> None:
    """Let a link that was closed, or that has run out, open the report again."""
    held = _held(copy)
    held.revoked_at = None
    today = timezone.localdate(now)
    if held.expires_on and held.expires_on < today:
        held.expires_on = today + timedelta(days=VALID_DAYS)
    _save(held)


def note_bounce(copy: ReportCopy, now: datetime | None) -> None:
    """Write down that a mail came back, as somebody saw in their own mail; or not."""
    ReportCopy.objects.filter(pk=copy.pk).update(bounced_at=now)


@transaction.atomic
def remove(copy: ReportCopy) -> None:
    """Take somebody off the list before anything was sent. Raises MovedOnError."""
    held = _held(copy)
    if not held.is_expected or held.deliveries.exists():
        raise MovedOnError
    held.delete()


@transaction.atomic
def stop(report: ExecutiveReport, problem: str) -> None:
    """Let nothing go out any more of a report: what waits stays, and says why."""
    copies = list(report.copies.select_for_update().order_by("pk"))
    links = [copy.nonce for copy in copies]
    mails = Mail.objects.filter(link_nonce__in=links, state__in=UNSENT)
    waiting = set(mails.values_list("link_nonce", flat=True))
    withdraw_mails(waiting)
    for copy in copies:
        if copy.due_at is not None or copy.nonce in waiting:
            copy.due_at, copy.problem = None, problem
            if copy.nonce in waiting and copy.deliveries.count() == 1:
                copy.sent_at = None
            _save(copy)


def forget_copies(person: Stakeholder, now: datetime) -> list[str]:
    """Forget what somebody asked and where mails went; return their links' texts."""
    copies = person.report_copies.order_by()
    copies.update(question="", password="", due_at=None)
    copies.filter(revoked_at=None).update(revoked_at=now)
    deliveries = ReportDelivery.objects.filter(copy__stakeholder=person)
    deliveries.update(address="")
    return list(copies.values_list("nonce", flat=True))


def join_copies(kept: Stakeholder, other: Stakeholder) -> None:
    """Where two rows of one person have copies of one report, make them one.

    The one that was answered or opened stays; its log takes in that of the other.
    """
    mine = {copy.report_id: copy for copy in kept.report_copies.all()}
    for theirs in other.report_copies.all():
        if (own := mine.get(theirs.report_id)) is None:
            continue
        needless, stays = (
            (own, theirs) if _weight(theirs) > _weight(own) else (theirs, own)
        )
        withdraw_mails([needless.nonce])
        number = stays.deliveries.count()
        for place, delivery in enumerate(needless.deliveries.order_by("number"), 1):
            delivery.copy, delivery.number = stays, number + place
            delivery.save()
        needless.views.update(copy=stays)
        views = stays.views.order_by("at")
        stays.view_count = views.count()
        stays.first_viewed_at = views[0].at if stays.view_count else None
        stays.declined_at = stays.declined_at or needless.declined_at
        needless.delete()
        stays.save(update_fields=["view_count", "first_viewed_at", "declined_at"])


def _weight(copy: ReportCopy) -> tuple[bool, bool, bool]:
    """How much a copy says of its reader."""
    is_answered = bool(copy.acknowledged_at or copy.questioned_at)
    return is_answered, copy.first_viewed_at is not None, copy.sent_at is not None


# What is decided here of a copy; whatever becomes of its mail is written elsewhere.
DECIDED: Final = (
    *("attachment", "expires_on", "revoked_at", "due_at", "due_by", "sent_at"),
    *("bounced_at", "problem"),
)


def _save(copy: ReportCopy) -> None:
    copy.save(update_fields=DECIDED)


def _held(copy: ReportCopy) -> ReportCopy:
    """Return a copy that nobody else changes until the transaction ends."""
    rows = ReportCopy.objects.select_for_update(of=("self",)).order_by()
    return rows.select_related("report", "stakeholder", "user").get(pk=copy.pk)


def wants_none(copy: ReportCopy) -> bool:
    """Whether its reader wished for no more reports of this portfolio."""
    same = ReportCopy.objects.of_same_reader(copy).exclude(declined_at=None)
    return same.filter(report__portfolio=copy.report.portfolio_id).exists()


def counts_of(people: Iterable[Person]) -> Mapping[str, int]:
    """Return how many there are of each role."""
    found: dict[str, int] = {}
    for person in people:
        for role in person.roles:
            found[role] = found.get(role, 0) + 1
    return found
