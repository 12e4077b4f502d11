"""The desk of a report: its sections as they would go out, and what they lack."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property

from accounts.models import User
from recognition.actions.reports import MOST_SECTIONS
from recognition.models import (
    ExecutiveReport,
    ReportComment,
    ReportSection,
    ReportState,
)
from recognition.report_text import parse
from scorecards.actions.publishing import Ready, approvers_of, ready
from scorecards.reports.gathering import Flaw
from scorecards.reports.words import SectionWords

LONGEST_EXCERPT = 220


@dataclass(frozen=True)
class Row:
    """One section on the desk."""

    section: ReportSection
    words: SectionWords
    excerpt: str
    panels: list[str]
    flaws: list[Flaw]
    comments: list[ReportComment]

    @property
    def key(self) -> str:
        return str(self.section.pk)


@dataclass(frozen=True)
class Desk:
    """A report that is written or reviewed, and what its reader may do with it."""

    report: ExecutiveReport
    reader: User
    found: Ready | None
    comments: list[ReportComment]

    @cached_property
    def rows(self) -> list[Row]:
        """The sections in their order."""
        if self.found is None:
            return []
        words = self.found.gathered.words
        questions = {
            panel.key: panel.question for panel in self.found.scorecard.snapshot.panels
        }
        flaws = defaultdict(list)
        for flaw in self.found.gathered.flaws:
            flaws[flaw.section].append(flaw)
        remarks = defaultdict(list)
        for one in self.comments:
            remarks[one.section_id].append(one)
        sections = self.report.sections.order_by("position", "pk")
        return [
            Row(
                section=section,
                words=told,
                excerpt=_excerpt(told, dict(words.numbers)),
                panels=[questions[key] for key in told.panels if key in questions],
                flaws=flaws[section.pk],
                comments=remarks[section.pk],
            )
            for section, told in zip(sections, words.sections, strict=True)
        ]

    @property
    def remarks(self) -> list[ReportComment]:
        """The comments on the whole, and those whose section is gone."""
        return [one for one in self.comments if one.section_id is None]

    @property
    def unsettled(self) -> int:
        return sum(one.settled_at is None and not one.decision for one in self.comments)

    @property
    def is_open(self) -> bool:
        return self.report.is_open

    @property
    def is_full(self) -> bool:
        """Whether it takes no further section."""
        return self.is_open and len(self.rows) >= MOST_SECTIONS

    @cached_property
    def asks_approval(self) -> bool:
        return self.report.asks_approval

    @property
    def may_publish(self) -> bool:
        """Whether the step to the public is the next one."""
        is_due = self.report.is_open and not self.asks_approval
        return is_due or self.report.state == ReportState.APPROVED

    @property
    def is_in_review(self) -> bool:
        return self.report.state == ReportState.IN_REVIEW

    @cached_property
    def has_written(self) -> bool:
        """Whether the reader has written on it, and so cannot approve it."""
        return self.report.writers.filter(pk=self.reader.pk).exists()

    @cached_property
    def approvers(self) -> list[User]:
        return approvers_of(self.report)

    @cached_property
    def copies(self) -> int:
        """How many people are to get it."""
        return self.report.copies.count()


def desk_of(report: ExecutiveReport, reader: User, now: datetime) -> Desk:
    """Return the desk of a report for somebody."""
    comments = ReportComment.objects.filter(report=report).select_related("by")
    return Desk(report, reader, ready(report, now), list(comments))


def _excerpt(told: SectionWords, numbers: dict[str, str]) -> str:
    text = " ".join(block.text for block in parse(told.text, numbers))
    if len(text) <= LONGEST_EXCERPT:
        return text
    return f"{text[:LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"
