"""From a snapshot and the words of a report to what every medium sets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.evidence import Evidence
from pmo_value import formatting
from recognition.models import ExecutiveReport, Publication, ReportSection, Testimonial
from recognition.report_text import Block, parse
from scorecards.media.report import (
    Group,
    Headline,
    Report,
    Section,
    Step,
    report_of,
)
from scorecards.media.words import (
    Narrative,
    Quote,
    Quotes,
    Result,
    Results,
    Stories,
    Story,
)
from scorecards.models import Scorecard
from scorecards.reports.gathering import CHANNEL
from scorecards.reports.words import SectionWords, ToldValue, Words

Kind = ReportSection.Kind
Template = ExecutiveReport.Template
# These are read at one sitting: no tables and no arithmetic at their end.
SHORT: Final = frozenset({Template.BOARD, Template.SPONSOR})


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a report is set: `sponsor` is the key of a stakeholder, if any."""

    sponsor: int | None = None


# How well a result is proved, as short as a column of a table has room for.
EVIDENCE: Final[Mapping[Evidence, Promise]] = {
    Evidence.OPINION: gettext_lazy("E0, an opinion"),
    Evidence.CLAIMED: gettext_lazy("E1, claimed"),
    Evidence.MEASURED: gettext_lazy("E2, measured"),
    Evidence.VALIDATED: gettext_lazy("E3, validated"),
    Evidence.ISOLATED: gettext_lazy("E4, cause isolated"),
}
EVERYBODY: Final = Reader()


def composed(
    scorecard: Scorecard,
    words: Words,
    *,
    day: date,
    reader: Reader = EVERYBODY,
    standing: str = "",
    words_sha256: str = "",
) -> Report:
    """Return a report of a snapshot and words, for a reader, on a day.

    The letter to a sponsor tells only what they answer for. Quotes that may not be
    shown on that day are left out.
    """
    keys = {key for section in words.sections for key in section.panels}
    whole = report_of(scorecard, keys)
    quotes = live_quotes(words.quotes, day)
    setting = _Setting(whole, words, quotes, reader)
    sections = (part for one in words.sections for part in setting.parts(one))
    return replace(
        whole,
        title=words.title,
        sections=tuple(sections),
        kind=f"{whole.title} · {Template(words.template).label}",
        banner=_banner(words.gaps),
        standing=standing,
        appendix=words.template not in SHORT,
        words_sha256=words_sha256,
    )


def _banner(gaps: Iterable[str]) -> str:
    listed = " ".join(gap if gap.endswith(".") else f"{gap}." for gap in gaps)
    return _("This report is incomplete. %(gaps)s") % {"gaps": listed} if listed else ""


def live_quotes(keys: Iterable[int], day: date) -> dict[int, Quote]:
    """Return those of some quotes that may be shown on a day, by their publications."""
    if not keys:
        return {}
    live = Testimonial.objects.live(day, CHANNEL)
    rows = Publication.objects.free(CHANNEL).of(live).filter(pk__in=list(keys))
    return {
        row.pk: Quote(
            text=_excerpt(row.testimonial.highlight, row.consent.text.text),
            author=row.consent.shown_as,
        )
        for row in rows
    }


def _excerpt(highlight: str, text: str) -> str:
    """Return what was chosen of a quote, with dots where words were left out."""
    if not highlight:
        return text
    before = "" if text.startswith(highlight) else "… "
    after = "" if text.rstrip(" .").endswith(highlight.rstrip(" .")) else " …"
    return f"{before}{highlight}{after}"


@dataclass(frozen=True, slots=True)
class _Setting:
    """One report on its way from words to sections."""

    whole: Report
    words: Words
    quotes: Mapping[int, Quote]
    reader: Reader

    def parts(self, section: SectionWords) -> Iterator[Section]:
        """Return the sections that one section of a report becomes.

        The words come first, under the heading; what they stand above has then none
        of its own.
        """
        below = [part for part in self._below(section) if not _is_empty(part)]
        if section.text:
            yield Narrative(title=section.title, blocks=self._blocks(section.text))
            below = [_without_title(part) for part in below]
        yield from below

    def _blocks(self, text: str) -> tuple[Block, ...]:
        return parse(text, self.words.numbers)

    def _below(self, section: SectionWords) -> Iterable[Section]:
        match section.kind:
            case Kind.HEADLINE:
                return self._of(Headline)
            case Kind.OUTCOMES:
                return self._of(Step)
            case Kind.PANELS:
                return [self._panels(section)]
            case Kind.VALUE:
                return [self._results(section)]
            case Kind.STORIES:
                return [_stories(section)]
            case Kind.QUOTES:
                return [self._quoted(section)]
        return []

    def _of(self, kind: type[Section]) -> Iterator[Section]:
        return (part for part in self.whole.sections if isinstance(part, kind))

    def _panels(self, section: SectionWords) -> Group:
        panels = {panel.key: panel for panel in self.whole.panels}
        shown = tuple(panels[key] for key in section.panels if key in panels)
        return Group(title=section.title, panels=shown)

    def _results(self, section: SectionWords) -> Results:
        told = section.values
        if self.words.template == Template.SPONSOR and self.reader != EVERYBODY:
            told = tuple(one for one in told if one.sponsor == self.reader.sponsor)
        return Results(
            title=section.title,
            results=tuple(map(_result, told)),
            empty=_("Nothing that you answer for was validated in this period."),
        )

    def _quoted(self, section: SectionWords) -> Quotes:
        found = tuple(self.quotes[key] for key in section.quotes if key in self.quotes)
        return Quotes(title=section.title, quotes=found)


def _is_empty(part: Section) -> bool:
    """Whether nothing would stand below the heading; no value is told in words."""
    match part:
        case Group(panels=()) | Stories(stories=()) | Quotes(quotes=()):
            return True
    return False


def _without_title(part: Section) -> Section:
    if isinstance(part, Group | Results | Stories | Quotes):
        return replace(part, title="")
    return part


def _result(told: ToldValue) -> Result:
    has_amount = told.amount is not None
    return Result(
        sentence=told.sentence,
        subject=told.subject,
        period=told.period,
        amount=formatting.money(told.amount, told.currency) if has_amount else "",
        evidence=str(EVIDENCE[Evidence(told.evidence)]),
        state=told.state,
        number=told.amount,
        currency=told.currency,
    )


def _stories(section: SectionWords) -> Stories:
    told = (
        Story(
            title=one.title,
            situation=one.situation,
            deed=one.deed,
            outcome=one.outcome,
        )
        for one in section.stories
    )
    return Stories(title=section.title, stories=tuple(told))
