"""A report goes out: its numbers are frozen with its words, once and for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.models import Portfolio
from delivery.models.portfolio import Role
from pmo_value.queueing import enqueue_after_commit
from recognition.actions.report_copies import SEND_TASK, stop
from recognition.models import (
    ExecutiveReport,
    Publication,
    ReportState,
    TestimonialUse,
)
from recognition.models.report_copy import VALID_DAYS
from scorecards.actions.freezing import freeze
from scorecards.models import FrozenScorecard, ReportSnapshot, Scorecard
from scorecards.reports.gathering import Flaw, Gathered, gather
from scorecards.reports.words import as_json, sha256_of

State = ReportState


class ReportRefusedError(Exception):
    """A step that a report cannot take now; says why, and what is to be mended."""

    def __init__(self, message: str, flaws: tuple[Flaw, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.flaws = flaws


class WordsMovedError(Exception):
    """Numbers or words are not those that were read before the button was pressed."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A report on the moment before it goes out."""

    report: ExecutiveReport
    scorecard: Scorecard
    gathered: Gathered

    @property
    def seen(self) -> str:
        """What stands for the words and numbers that somebody reads."""
        return sha256_of(self.gathered.words, self.scorecard.digest)

    @property
    def hindrances(self) -> tuple[Flaw, ...]:
        return self.gathered.hindrances(allows_gaps=self.report.allows_gaps)


def scorecard_of(report: ExecutiveReport) -> Scorecard | None:
    """Return the stored scorecard that a report tells of, if it has been built."""
    stored = Scorecard.objects.built().with_is_current().select_related("portfolio")
    found: Scorecard | None = stored.filter(
        portfolio=report.portfolio_id, period_key=report.period_key
    ).first()
    return found


def ready(report: ExecutiveReport, now: datetime) -> Ready | None:
    """Return what would go out now; None while its period has no scorecard."""
    scorecard = scorecard_of(report)
    if scorecard is None:
        return None
    return Ready(report, scorecard, gather(report, scorecard, timezone.localdate(now)))


@transaction.atomic
def publish(
    pk: int, *, seen: str | None, by: User | None, now: datetime
) -> ReportSnapshot:
    """Freeze a report as somebody has read it, and let it go out.

    `seen` stands for what was read; None reads it now, for a schedule. The report is
    locked first: of two people who publish at once, one does. One that it supersedes
    is superseded in the same moment.

    Raises ReportRefusedError and WordsMovedError.
    """
    report = _locked(pk)
    _refuse_step(report, State.PUBLISHED)
    if report.state == State.DRAFT and report.asks_approval:
        raise ReportRefusedError(_("A second person must approve it first."))
    found = ready(report, now)
    if found is None:
        raise ReportRefusedError(_("Its period has no scorecard yet."))
    if seen is not None and found.seen != seen:
        raise WordsMovedError
    if report.approved_sha256 and found.seen != report.approved_sha256:
        raise ReportRefusedError(
            _(
                "Numbers or words have changed since it was approved. Make it a draft "
                "again and have it approved anew."
            )
        )
    if found.hindrances:
        raise ReportRefusedError(
            _("Nothing was published: something is still to be mended."),
            found.hindrances,
        )
    published = _store(found, by, now)
    report.state = State.PUBLISHED
    report.published_at = now
    report.published_by = by
    report.version += 1
    report.save()
    if report.supersedes_id:
        _supersede(report.supersedes_id)
    _start_copies(report, by, now)
    _note_quotes(report, found, by, now)
    return published


def _store(found: Ready, by: User | None, now: datetime) -> ReportSnapshot:
    words, digest = found.gathered.words, found.scorecard.digest
    kept = FrozenScorecard.objects.filter(
        portfolio=found.report.portfolio,
        period_key=found.report.period_key,
        digest=digest,
        reason=FrozenScorecard.Reason.REPORT_PUBLISHED,
    ).first()
    reason = FrozenScorecard.Reason.REPORT_PUBLISHED
    frozen = kept or freeze(found.scorecard, reason, by=by, at=now)
    if frozen.digest != digest:
        raise WordsMovedError  # the scorecard was drawn anew in this very moment
    return ReportSnapshot.objects.create(
        report=found.report,
        frozen=frozen,
        words=as_json(words),
        words_sha256=sha256_of(words, digest),
        at=now,
    )


def _supersede(pk: int) -> None:
    old = _locked(pk)
    if old.may_become(State.SUPERSEDED):
        old.state = State.SUPERSEDED
        old.version += 1
        old.save()
        stop(old, _("A newer version has taken its place."))


def _start_copies(report: ExecutiveReport, by: User | None, now: datetime) -> None:
    """Let the copies go out, and their links work for as long as they do."""
    last_day = timezone.localdate(now) + timedelta(days=VALID_DAYS)
    report.copies.filter(expires_on=None).update(expires_on=last_day)
    unsent = report.copies.filter(sent_at=None, revoked_at=None)
    if unsent.update(due_at=now, due_by=by, problem=""):
        enqueue_after_commit(SEND_TASK, report.pk)


def _note_quotes(
    report: ExecutiveReport, found: Ready, by: User | None, now: datetime
) -> None:
    """Write down where quotes went, so that they are found when one is taken back."""
    rows = Publication.objects.filter(pk__in=found.gathered.words.quotes)
    TestimonialUse.objects.bulk_create(
        TestimonialUse(
            testimonial_id=row.testimonial_id,
            publication=row,
            kind=TestimonialUse.Kind.REPORT,
            place=f"{report.title}, {report.period.label}"[:200],
            used_on=timezone.localdate(now),
            noted_by=by,
        )
        for row in rows
    )


@transaction.atomic
def send_for_review(pk: int, by: User) -> None:
    """Hand a draft to whoever approves it. Raises ReportRefusedError."""
    report = _locked(pk)
    _refuse_step(report, State.IN_REVIEW)
    _move(report, State.IN_REVIEW)


@transaction.atomic
def approve(pk: int, *, version: int, seen: str, by: User, now: datetime) -> None:
    """Approve a report as it was read; none of its writers does.

    `seen` stands for the words and numbers that were read: these alone may go out.

    Raises ReportRefusedError and WordsMovedError.
    """
    report = _locked(pk)
    _refuse_step(report, State.APPROVED)
    found = ready(report, now)
    if report.version != version or found is None or found.seen != seen:
        raise WordsMovedError
    if report.writers.filter(pk=by.pk).exists():
        raise ReportRefusedError(
            _("Who has written on it cannot approve it: ask a second person.")
        )
    report.approved_by = by
    report.approved_at = now
    report.approved_sha256 = seen
    _move(report, State.APPROVED)


@transaction.atomic
def open_again(pk: int) -> None:
    """Make a draft again of what is reviewed or approved. Raises ReportRefusedError."""
    report = _locked(pk)
    _refuse_step(report, State.DRAFT)
    report.approved_by = report.approved_at = None
    report.approved_sha256 = ""
    _move(report, State.DRAFT)


@transaction.atomic
def withdraw(pk: int, reason: str, *, by: User, now: datetime) -> None:
    """Take a published report back: its links and pages say so from now on.

    Raises ReportRefusedError.
    """
    report = _locked(pk)
    _refuse_step(report, State.WITHDRAWN)
    report.withdrawn_by = by
    report.withdrawn_at = now
    report.withdrawn_because = reason
    _move(report, State.WITHDRAWN)
    stop(report, _("The report was withdrawn."))


def _move(report: ExecutiveReport, state: str) -> None:
    report.state = state
    report.version += 1
    report.save()


def _refuse_step(report: ExecutiveReport, state: str) -> None:
    if not report.may_become(state):
        words = {"state": report.get_state_display()}
        message = _("Somebody has moved it on meanwhile: it is “%(state)s” now.")
        raise ReportRefusedError(message % words)


def _locked(pk: int) -> ExecutiveReport:
    """Return a report that nobody else moves until the transaction ends."""
    rows = ExecutiveReport.objects.select_for_update(of=("self",)).order_by()
    return rows.select_related("portfolio").get(pk=pk)


def approvers_of(report: ExecutiveReport) -> list[User]:
    """Return who may approve a report: leads there who have not written on it."""
    leads = User.objects.filter(
        memberships__role=Role.LEAD,
        memberships__portfolio__in=Portfolio.objects.over(report.portfolio).order_by(),
        is_active=True,
    )
    return list(leads.exclude(pk__in=report.writers.all()).distinct())
