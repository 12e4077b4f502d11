"""Writing a report together: one change at a time, on what was read before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from recognition.models import ExecutiveReport, ReportComment, ReportSection

# What a section holds beside its words, by the names of its fields.
PICKED = ("items", "stories", "quotes")
# A report of more is read by nobody, and a reader waits for it.
MOST_SECTIONS = 60


class ReportChangedError(Exception):
    """Somebody has changed the report since it was read; nothing was done."""


class ReportClosedError(Exception):
    """The report is no draft any more: it is reviewed, approved or out."""


class ReportFullError(Exception):
    """The report has as many sections as it may have."""


@dataclass(frozen=True)
class Removed:
    """What a section that was taken out needs to come back, beside its history."""

    section: int
    title: str
    comments: list[int]
    items: list[int]
    stories: list[int]
    quotes: list[int]


@contextmanager
def writing(pk: int, version: int, by: User) -> Iterator[ExecutiveReport]:
    """Hold a draft while it is written on; every change counts and has its writer.

    Raises ReportChangedError and ReportClosedError.
    """
    with transaction.atomic():
        rows = ExecutiveReport.objects.select_for_update(of=("self",)).order_by()
        report = rows.select_related("portfolio").get(pk=pk)
        if not report.is_open:
            raise ReportClosedError
        if report.version != version:
            raise ReportChangedError
        yield report
        ExecutiveReport.objects.filter(pk=pk).update(version=F("version") + 1)
        report.writers.add(by)


def add_section(pk: int, kind: str, *, version: int, by: User) -> ReportSection:
    """Put an empty section at the end.

    Raises ReportFullError, and as `writing` does.
    """
    with writing(pk, version, by) as report:
        positions = report.sections.values_list("position", flat=True)
        if len(positions) >= MOST_SECTIONS:
            raise ReportFullError
        last = max(positions, default=-1)
        section: ReportSection = ReportSection.objects.create(
            report=report, kind=kind, position=last + 1
        )
    return section


def write_section(
    section: ReportSection, picked: dict[str, Any], *, version: int, by: User
) -> None:
    """Store the words of a section, and what was picked for it."""
    with writing(section.report_id, version, by):
        section.save()
        for name, rows in picked.items():
            getattr(section, name).set(rows)


def move_section(section: ReportSection, step: int, *, version: int, by: User) -> None:
    """Let a section change places with the one before (-1) or after it (1)."""
    with writing(section.report_id, version, by) as report:
        order = list(report.sections.order_by("position", "pk"))
        place = next(i for i, one in enumerate(order) if one.pk == section.pk)
        other = place + step
        if 0 <= other < len(order):
            order[place], order[other] = order[other], order[place]
        _number(order)


def remove_section(section: ReportSection, *, version: int, by: User) -> Removed:
    """Take a section out; its comments stay with the report."""
    with writing(section.report_id, version, by):
        rows = {
            name: list(getattr(section, name).values_list("pk", flat=True))
            for name in (*PICKED, "comments")
        }
        removed = Removed(section.pk, str(section), **rows)
        section.delete()
    return removed


def restore_section(
    report: ExecutiveReport, removed: Removed, *, version: int, by: User
) -> ReportSection:
    """Put a section back where it was, with its words, its comments and what it held.

    Raises ReportSection.DoesNotExist where it was never in this report,
    ReportFullError, and as `writing` does.
    """
    with writing(report.pk, version, by):
        order = list(report.sections.order_by("position", "pk"))
        if len(order) >= MOST_SECTIONS:
            raise ReportFullError
        gone = ReportSection.history.filter(
            id=removed.section, report_id=report.pk, history_type="-"
        ).first()
        if gone is None or any(one.pk == removed.section for one in order):
            raise ReportSection.DoesNotExist
        section: ReportSection = gone.instance
        section.save(force_insert=True)
        for name in PICKED:
            held = getattr(section, name)
            held.set(held.model.objects.filter(pk__in=getattr(removed, name)))
        report.comments.filter(pk__in=removed.comments).update(section=section)
        place = next(
            (i for i, one in enumerate(order) if one.position >= section.position),
            len(order),
        )
        _number([*order[:place], section, *order[place:]])
    return section


def _number(order: list[ReportSection]) -> None:
    """Give sections the positions of their order."""
    for position, one in enumerate(order):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])


def write_settings(report: ExecutiveReport, *, version: int, by: User) -> None:
    """Store the title of a report and what it is about."""
    with writing(report.pk, version, by):
        report.save(update_fields=["title", "cycle", "allows_gaps"])


def comment(
    report: ExecutiveReport,
    text: str,
    *,
    by: User,
    now: datetime,
    section: ReportSection | None = None,
    decision: str = "",
) -> ReportComment:
    """Write down what somebody remarks on a report, or on one of its sections."""
    made: ReportComment = ReportComment.objects.create(
        report=report, section=section, text=text, by=by, at=now, decision=decision
    )
    return made


def settle(pk: int, now: datetime) -> None:
    """Note that a remark has been seen to; a second time changes nothing."""
    ReportComment.objects.filter(pk=pk, settled_at=None).update(settled_at=now)


@transaction.atomic
def discard(pk: int) -> None:
    """Delete a draft that never went out, with the copies that were prepared.

    One that a schedule goes by stays. Raises ReportClosedError.
    """
    rows = ExecutiveReport.objects.select_for_update(of=("self",)).order_by()
    report = rows.get(pk=pk)
    if report.is_frozen or report.schedules.exists():
        raise ReportClosedError
    report.copies.all().delete()
    report.delete()


def changed_text() -> str:
    """Say that nothing was done, and why."""
    return _(
        "Nothing was changed: somebody else has written on this report meanwhile. "
        "Look at it again."
    )


def full_text() -> str:
    """Say that no section fits any more, and what to do."""
    return _(
        "A report has at most %(most)s sections. Remove one, or put two into one."
    ) % {"most": MOST_SECTIONS}


def closed_text(report: ExecutiveReport) -> str:
    """Say that a report is not written on any more."""
    if report.is_open:
        return _("A schedule goes by this report: choose another one there first.")
    words = {"state": report.get_state_display()}
    return _("Nothing was changed: the report is “%(state)s” now.") % words
