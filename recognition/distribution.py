"""What became of a report at its recipients: delivered, opened, answered.

Source: docs/formulas.md, "Report reach".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Mail
from delivery.calculations.measure import Measure, Rag
from delivery.models import Membership, Portfolio, Role
from recognition.calculations.people import People
from recognition.calculations.report_reach import (
    ACKNOWLEDGED_THRESHOLDS,
    EXECUTIVE_DAYS,
    OPENED_THRESHOLDS,
    Recipient,
    ReportReach,
)
from recognition.models import ExecutiveReport, ReportCopy, ValueItem

# After how many days the page says how many had opened a report.
COURSE = (0, 1, 3, 7, EXECUTIVE_DAYS)
SILENT_AFTER = timedelta(days=EXECUTIVE_DAYS)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and how good that is."""

    measure: Measure
    count: int
    of: int
    rag: Rag | None = None

    @classmethod
    def of_people(cls, people: People, rag: Rag | None = None) -> "Share":
        return cls(people.measure(), len(people.found), len(people.expected), rag)


@dataclass(frozen=True, slots=True)
class Opened:
    """How many of how many had opened a report some days after it was sent.

    `days` is None for "by now".
    """

    days: int | None
    count: int
    of: int

    @property
    def width(self) -> str:
        """Its share of a bar that is 100 wide."""
        return f"{100 * self.count / self.of:.1f}"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One report at its recipients, as far as it has gone out."""

    copies: Sequence[ReportCopy]
    reach: ReportReach
    # Executives have two weeks: until these are over, the share may still grow.
    is_early: bool
    # How many days ago the last mail went out.
    age: int

    @property
    def delivered(self) -> Share:
        return Share.of_people(self.reach.delivered)

    @property
    def opened(self) -> Share:
        people = self.reach.opened
        return Share.of_people(people, OPENED_THRESHOLDS.rate(people.measure()))

    @property
    def acknowledged(self) -> Share:
        people = self.reach.acknowledged
        return Share.of_people(people, ACKNOWLEDGED_THRESHOLDS.rate(people.measure()))

    @property
    def executives(self) -> Share:
        people = self.reach.executives
        return Share.of_people(people, OPENED_THRESHOLDS.rate(people.measure()))

    @property
    def course(self) -> list[Opened]:
        """How the openings grew, as far as these days are over."""
        reached = [copy for copy in self.copies if not is_lost(copy)]
        if not reached:
            return []
        after = [days for copy in reached if (days := opened_after(copy)) is not None]
        steps = [
            Opened(days, sum(one <= days for one in after), len(reached))
            for days in COURSE
            if days <= self.age
        ]
        return [*steps, Opened(None, len(after), len(reached))]

    @property
    def bounced(self) -> list[ReportCopy]:
        return [copy for copy in self.copies if is_lost(copy)]

    @property
    def questioned(self) -> list[ReportCopy]:
        asked = [copy for copy in self.copies if copy.questioned_at]
        return sorted(asked, key=lambda copy: str(copy.questioned_at), reverse=True)

    @property
    def silent(self) -> list[ReportCopy]:
        """Those whom it reached, and who have neither opened nor answered it."""
        return [
            copy
            for copy in self.copies
            if not is_lost(copy)
            and not (copy.first_viewed_at or copy.acknowledged_at or copy.questioned_at)
        ]


def distribution_of(report: ExecutiveReport, now: datetime) -> Distribution:
    """Return what became of the copies of a report, in two queries."""
    rows = report.copies.for_page().with_state().with_reader()
    copies = [copy for copy in rows if is_gone(copy, now)]
    members = executive_members(report.portfolio)
    reach = ReportReach.of(recipient(copy, members) for copy in copies)
    newest = max((copy.sent_at for copy in copies if copy.sent_at), default=now)
    return Distribution(
        copies, reach, is_early=now < newest + SILENT_AFTER, age=(now - newest).days
    )


def is_gone(copy: ReportCopy, now: datetime) -> bool:
    """Whether a mail of a copy has been handed over, or refused by its server."""
    if copy.sent_at is None:
        return False
    if copy.mail is not None:
        return copy.mail.state in {Mail.State.SENT, Mail.State.PARKED}
    return copy.sent_at <= now


def is_lost(copy: ReportCopy) -> bool:
    """Whether a copy has not reached its reader, as far as is known."""
    is_parked = copy.mail is not None and copy.mail.state == Mail.State.PARKED
    return copy.bounced_at is not None or is_parked


def executive_members(portfolio: Portfolio) -> set[int]:
    """Return the accounts of those who are executives of a portfolio."""
    over = Portfolio.objects.over(portfolio).order_by()
    rows = Membership.objects.filter(role=Role.EXECUTIVE, portfolio__in=over)
    return set(rows.values_list("user", flat=True))


def recipient(copy: ReportCopy, members: set[int]) -> Recipient:
    """Return one copy as the calculation reads it."""
    return Recipient(
        id=f"u{copy.user_id}" if copy.user_id else f"s{copy.stakeholder_id}",
        is_executive=copy.is_executive or copy.user_id in members,
        has_bounced=is_lost(copy),
        opened_after=opened_after(copy),
        is_acknowledged=copy.acknowledged_at is not None,
    )


def opened_after(copy: ReportCopy) -> int | None:
    """Return after how many days a copy was first opened; None: it was not."""
    if copy.first_viewed_at is None or copy.sent_at is None:
        return None
    first, sent = map(timezone.localdate, (copy.first_viewed_at, copy.sent_at))
    return max(0, (first - sent).days)


def with_owed(copies: Iterable[ReportCopy]) -> list[tuple[ReportCopy, int]]:
    """Return copies of one report, each with how many of its results wait.

    These are results that the reader answers for and has not acknowledged. Two
    queries.
    """
    listed = list(copies)
    if not listed:
        return []
    told = ExecutiveReport.objects.filter(pk=listed[0].report_id)
    items = (
        ValueItem.objects.unacknowledged()
        .filter(pk__in=told.values("sections__items"))
        .values("sponsor", user=F("sponsor__user"))
    )
    owed = list(items)
    return [(copy, sum(_is_owed(copy, row) for row in owed)) for copy in listed]


def _is_owed(copy: ReportCopy, row: dict[str, int | None]) -> bool:
    if copy.stakeholder_id:
        return row["sponsor"] == copy.stakeholder_id
    return row["user"] == copy.user_id


def owed_by(copy: ReportCopy) -> "Q":
    """The condition that the reader of a copy answers for a piece of value."""
    if copy.stakeholder_id:
        return Q(sponsor=copy.stakeholder_id)
    return Q(sponsor__user=copy.user_id)
