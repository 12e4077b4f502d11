"""From the sections of a report to its words, and to what stands in their way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pmo_value import formatting
from recognition.actions.stories import bound_numbers, pieces_of
from recognition.models import (
    ExecutiveReport,
    Publication,
    ReportSection,
    Story,
    Testimonial,
    ValueItem,
)
from recognition.report_text import names_in
from scorecards.models import Scorecard
from scorecards.panels.contract import Readings
from scorecards.presenting.values import told
from scorecards.reports.words import SectionWords, ToldStory, ToldValue, Words
from scorecards.snapshots import Snapshot

Kind = ReportSection.Kind
CHANNEL = Publication.Channel.BOARD


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that stands in the way of publishing, at a section or at none.

    A gap is a number that is missing: a report may go out with a banner that says so.
    """

    text: str
    section: int | None = None
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """The words of a report as they would go out now, and what is wrong with them."""

    words: Words
    flaws: tuple[Flaw, ...] = ()

    @property
    def gaps(self) -> tuple[Flaw, ...]:
        return tuple(flaw for flaw in self.flaws if flaw.is_gap)

    @property
    def faults(self) -> tuple[Flaw, ...]:
        """What must be mended whatever the sender allows."""
        return tuple(flaw for flaw in self.flaws if not flaw.is_gap)

    def hindrances(self, *, allows_gaps: bool) -> tuple[Flaw, ...]:
        """What keeps the report from going out."""
        return self.faults if allows_gaps else self.flaws


@dataclass(slots=True)
class _Gathering:
    """One walk through the sections of a report."""

    readings: Readings
    snapshot: Snapshot
    day: date
    # What stands in place of what is stored, while somebody still chooses.
    picked: Mapping[str, Any] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def section(self, section: ReportSection) -> SectionWords:
        """Return the words of a section, and note what is wrong with them."""
        self._number(section)
        return SectionWords(
            kind=section.kind,
            title=section.title,
            text=section.text.strip(),
            panels=tuple(self._panels(section)),
            values=tuple(self._values(section)),
            stories=tuple(self._stories(section)),
            quotes=tuple(self._quotes(section)),
        )

    def _of(self, section: ReportSection, name: str) -> Any:
        if name in self.picked:
            return self.picked[name].order_by()
        return getattr(section, name).order_by()

    def _note(self, section: ReportSection, text: str, *, is_gap: bool = False) -> None:
        flaw = Flaw(text, section.pk, is_gap)
        if flaw not in self.flaws:
            self.flaws.append(flaw)

    def _number(self, section: ReportSection) -> None:
        """Find the numbers that the text of a section calls."""
        for name in names_in(section.text):
            reading = self.readings.get(name)
            if reading is None:
                text = _("{%(name)s} names no number of this scorecard.")
                self._note(section, text % {"name": name})
                self.numbers[name] = formatting.UNKNOWN
            elif not reading.measure.is_ok:
                words = {"label": reading.label, "why": reading.missing}
                text = _("%(label)s is not available: %(why)s") % words
                self._note(section, text, is_gap=True)
                text = _("– (not available: %(why)s)")
                self.numbers[name] = text % {"why": reading.missing}
            else:
                self.numbers[name] = told(reading)

    def _panels(self, section: ReportSection) -> Iterator[str]:
        if section.kind != Kind.PANELS:
            return
        found = {panel.key: panel for panel in self.snapshot.panels}
        if not section.panels:
            self._note(section, _("Choose at least one panel, or remove the section."))
        for key in section.panels:
            if (panel := found.get(key)) is None:
                text = _("This scorecard has no panel %(name)s.") % {"name": key}
                self._note(section, text, is_gap=True)
                continue
            reading = self.readings.get(panel.lead)
            if reading is not None and not reading.measure.is_ok:
                words = {"panel": panel.question, "why": reading.missing}
                text = _("%(panel)s Not available: %(why)s") % words
                self._note(section, text, is_gap=True)
            yield key

    def _values(self, section: ReportSection) -> Iterator[ToldValue]:
        if section.kind != Kind.VALUE:
            return
        picked = ValueItem.objects.filter(pk__in=self._of(section, "items")).for_page()
        for item in picked.order_by("-amount", "pk"):
            if flaw := flaw_of_value(item):
                self._note(section, flaw)
            yield told_value(item)

    def _stories(self, section: ReportSection) -> Iterator[ToldStory]:
        if section.kind != Kind.STORIES:
            return
        picked = self._of(section, "stories")
        for story in picked.order_by("-published_at", "pk"):
            if story.state != Story.State.PUBLISHED or not story.is_in_reports:
                text = _("The story “%(title)s” is not free for reports.")
                self._note(section, text % {"title": story.title})
                continue
            yield told_story(story)

    def _quotes(self, section: ReportSection) -> Iterator[int]:
        if section.kind != Kind.QUOTES:
            return
        picked = self._of(section, "quotes")
        live = publications(picked, self.day)
        if len(live) < picked.count():
            self._note(section, _("A quote may not stand in reports any more."))
        for publication in live:
            yield publication.pk


def gather(report: ExecutiveReport, scorecard: Scorecard, day: date) -> Gathered:
    """Return what a report would say on a day with the numbers of a scorecard."""
    snapshot = scorecard.snapshot
    walk = _Gathering(snapshot.readings, snapshot, day)
    sections = report.sections.order_by("position", "pk")
    written = tuple(walk.section(section) for section in sections)
    if not written:
        walk.flaws.append(Flaw(_("The report is empty: add a section.")))
    return _gathered(report, walk, written)


def gather_section(
    section: ReportSection, scorecard: Scorecard, day: date, **picked: Any
) -> Gathered:
    """Return what one section would say, with what is `picked` in place of the stored.

    Shape: `picked` are rows by `items`, `stories` and `quotes`.
    """
    snapshot = scorecard.snapshot
    walk = _Gathering(snapshot.readings, snapshot, day, picked)
    return _gathered(section.report, walk, (walk.section(section),))


def _gathered(
    report: ExecutiveReport, walk: _Gathering, written: tuple[SectionWords, ...]
) -> Gathered:
    words = Words(
        title=report.title,
        template=report.template,
        sections=written,
        numbers=dict(sorted(walk.numbers.items())),
        gaps=tuple(flaw.text for flaw in walk.flaws if flaw.is_gap),
    )
    return Gathered(words, tuple(walk.flaws))


def publications(quotes: Iterable[Testimonial], day: date) -> list[Publication]:
    """Return those of some quotes that may stand in a report on a day."""
    keys = [one.pk for one in quotes]
    live = Testimonial.objects.live(day, CHANNEL).filter(pk__in=keys)
    return list(Publication.objects.free(CHANNEL).of(live))


def flaw_of_value(item: ValueItem) -> str:
    """Return why a piece of value cannot be told as it is; nothing if it can."""
    words = {"subject": item.subject.name}
    if item.is_withdrawn:
        return _("The value of %(subject)s was withdrawn: take it out.") % words
    if not item.sentence:
        return _("%(subject)s has not been put into words.") % words
    if item.is_out_of_date:
        return _("The words about %(subject)s tell older numbers.") % words
    return ""


def told_value(item: ValueItem) -> ToldValue:
    """Return a piece of value as a report tells it."""
    return ToldValue(
        item=item.pk,
        sponsor=item.sponsor_id,
        sentence=item.sentence,
        subject=item.subject.name,
        period=item.period_text,
        amount=item.amount,
        currency=item.currency,
        evidence=item.evidence,
        state=str(item.state.label),
        fingerprint=item.fingerprint,
    )


def told_story(story: Story) -> ToldStory:
    """Return a story with its numbers as they were when it was written."""
    numbers = bound_numbers(story)
    texts = (
        "\n".join(
            "".join(piece.text for piece in paragraph)
            for paragraph in pieces_of(text, numbers)
        )
        for text in (story.situation, story.deed, story.outcome)
    )
    situation, deed, outcome = texts
    return ToldStory(
        story=story.pk,
        title=story.title,
        situation=situation,
        deed=deed,
        outcome=outcome,
    )
