"""A new report: the sections of its template, filled with what is on record."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from delivery.models import Cycle, Portfolio
from recognition.models import (
    CycleLesson,
    CyclePromise,
    ExecutiveReport,
    ReportSection,
    Story,
    Testimonial,
    ValueItem,
)
from recognition.models.story import StoryQuerySet
from scorecards.models import Scorecard
from scorecards.panels.contract import Readings
from scorecards.reports.gathering import CHANNEL, flaw_of_value
from scorecards.snapshots import Snapshot

Kind = ReportSection.Kind
Template = ExecutiveReport.Template
# Of the board's page, a letter and a report: as many pieces of value at the most.
MOST_VALUE: Final = {Template.BOARD: 2, Template.CYCLE: 12, Template.QUARTERLY: 8}
MOST_STORIES: Final = 2
MOST_QUOTES: Final = 3
VALUE_PANELS: Final = ("benefits", "recognition", "value-at-risk", "pmo-return")
DELIVERY_PANELS: Final = (
    "on-time",
    "on-budget",
    "earned-value",
    "risk-exposure",
    "utilization",
    "alignment",
)
PEOPLE_PANELS: Final = ("satisfaction", "trust")
BOARD_PANELS: Final = ("benefits", "on-time")


class Part(NamedTuple):
    """A section to be, before it is stored."""

    kind: str
    title: str = ""
    text: str = ""
    panels: tuple[str, ...] = ()
    picked: dict[str, list[Any]] | None = None


@transaction.atomic
def begin(report: ExecutiveReport, scorecard: Scorecard, by: User) -> ExecutiveReport:
    """Store a new report with the sections of its template."""
    report.written_by = by
    report.save()
    report.writers.add(by)
    for position, part in enumerate(_Beginning(report, scorecard).parts()):
        section = ReportSection.objects.create(
            report=report,
            position=position,
            kind=part.kind,
            title=part.title,
            text=part.text,
            panels=list(part.panels),
        )
        for name, rows in (part.picked or {}).items():
            getattr(section, name).set(rows)
    return report


@transaction.atomic
def begin_again(
    old: ExecutiveReport, by: User | None, period_key: str = "", **changes: Any
) -> ExecutiveReport:
    """Store a draft with the sections of another report, to go on from there.

    For another period the value is picked anew, and what is free for reports no
    longer is left out: words stay, and their numbers are those of the new period.
    """
    fresh = ExecutiveReport(
        portfolio=old.portfolio,
        period_key=period_key or old.period_key,
        template=old.template,
        cycle=old.cycle,
        title=old.title,
        allows_gaps=old.allows_gaps,
        written_by=by,
    )
    for name, value in changes.items():
        setattr(fresh, name, value)
    is_moved = fresh.period_key != old.period_key
    if is_moved and fresh.title == old.title:
        fresh.title = old.title.replace(old.period.label, fresh.period.label)
    fresh.save()
    if by is not None:
        fresh.writers.add(by)
    for section in old.sections.order_by("position", "pk"):
        picked = _picked_anew(fresh, section) if is_moved else _picked(section)
        section.pk = None
        section.report = fresh
        section._state.adding = True
        section.save()
        for name, rows in picked.items():
            getattr(section, name).set(rows)
    return fresh


def _picked(section: ReportSection) -> dict[str, list[Any]]:
    """Return what was picked for a section."""
    return {
        name: list(getattr(section, name).all())
        for name in ("items", "stories", "quotes")
    }


def _picked_anew(report: ExecutiveReport, section: ReportSection) -> dict[str, Any]:
    """Return what a section of an older report would hold in this one."""
    live = Testimonial.objects.live(timezone.localdate(), CHANNEL)
    return {
        "items": value_for(report) if section.kind == Kind.VALUE else [],
        "stories": free_stories(report).filter(pk__in=section.stories.order_by()),
        "quotes": live.filter(pk__in=section.quotes.order_by()),
    }


def value_for(report: ExecutiveReport) -> list[ValueItem]:
    """Return the value that a report begins with, all of it worded.

    First what leads have picked for a report, then the largest of its period; no more
    than its template has room for.
    """
    below = Portfolio.objects.under(report.portfolio).order_by()
    offered = ValueItem.objects.live().filter(portfolio__in=below).for_page()
    period = report.period
    inside = {"period_end__gte": period.start, "period_start__lte": period.end}
    largest = offered.filter(**inside).order_by("-amount", "pk")
    picked = offered.filter(is_for_report=True)
    found = {item.pk: item for item in (*picked, *largest)}
    told = [item for item in found.values() if not flaw_of_value(item)]
    return told[: MOST_VALUE.get(Template(report.template))]


def free_stories(report: ExecutiveReport) -> StoryQuerySet:
    """Return the stories that a report may carry, the newest first."""
    below = Portfolio.objects.under(report.portfolio).order_by()
    return Story.objects.filter(
        portfolio__in=below, state=Story.State.PUBLISHED, is_in_reports=True
    ).order_by("-published_at", "pk")


class _Beginning:
    """What a template begins with, where the scorecard knows something of it."""

    def __init__(self, report: ExecutiveReport, scorecard: Scorecard) -> None:
        self.report = report
        self.snapshot: Snapshot = scorecard.snapshot
        self.readings: Readings = self.snapshot.readings
        self.day = timezone.localdate()

    def parts(self) -> Iterator[Part]:
        """Return the sections of the template, in its order."""
        match self.report.template:
            case Template.BOARD:
                return self._board()
            case Template.SPONSOR:
                return self._letter()
            case Template.CYCLE:
                return self._cycle()
        return self._quarterly()

    def _board(self) -> Iterator[Part]:
        yield Part(Kind.HEADLINE)
        yield Part(Kind.NARRATIVE, _("In short"), self._in_short())
        yield from self._panels("", BOARD_PANELS)
        yield from self._value(_("What was delivered"))

    def _quarterly(self) -> Iterator[Part]:
        yield Part(Kind.HEADLINE)
        yield Part(Kind.NARRATIVE, _("In short"), self._in_short())
        yield Part(Kind.OUTCOMES)
        yield from self._panels(_("Value delivered and recognised"), VALUE_PANELS)
        yield from self._panels(_("How projects deliver"), DELIVERY_PANELS)
        yield from self._panels(_("What people say"), PEOPLE_PANELS)
        yield from self._value(_("Results of the period"))
        yield from self._stories()
        yield from self._quotes()

    def _letter(self) -> Iterator[Part]:
        text = _(
            "These are the results that you answer for and that finance has "
            "validated. Please say whether you see them as we do: it takes a minute."
        )
        yield Part(Kind.NARRATIVE, "", text)
        yield from self._value(_("Your results"))

    def _cycle(self) -> Iterator[Part]:
        yield Part(Kind.HEADLINE)
        yield Part(Kind.NARRATIVE, _("In short"), self._in_short())
        yield Part(Kind.OUTCOMES)
        yield from self._panels(_("Value delivered and recognised"), VALUE_PANELS)
        yield from self._value(_("Results of the cycle"))
        if self.report.cycle:
            yield from self._lessons(self.report.cycle)
            yield from self._promises(self.report.cycle)

    def _in_short(self) -> str:
        """Sentences on the numbers that are known; each is bound by its name."""
        told = (
            (
                "benefits.validated",
                _("{benefits.validated} of benefit was validated by finance."),
            ),
            (
                "recognition.acknowledged_value",
                _("Sponsors have acknowledged {recognition.acknowledged_value} of it."),
            ),
            ("on_time_rate", _("{on_time_rate} of the projects were on time.")),
            (
                "in_year_on_budget_rate",
                _(
                    "{in_year_on_budget_rate} of the projects expect to stay within "
                    "this year’s budget."
                ),
            ),
        )
        return " ".join(text for name, text in told if self._is_known(name))

    def _is_known(self, name: str) -> bool:
        reading = self.readings.get(name)
        return reading is not None and reading.measure.is_ok

    def _panels(self, title: str, keys: Sequence[str]) -> Iterator[Part]:
        leads = {panel.key: panel.lead for panel in self.snapshot.panels}
        known = tuple(key for key in keys if self._is_known(leads.get(key, "")))
        if known:
            yield Part(Kind.PANELS, title, panels=known)

    def _value(self, title: str) -> Iterator[Part]:
        if told := value_for(self.report):
            yield Part(Kind.VALUE, title, picked={"items": told})

    def _stories(self) -> Iterator[Part]:
        if newest := list(free_stories(self.report)[:MOST_STORIES]):
            title = _("Success stories")
            yield Part(Kind.STORIES, title, picked={"stories": newest})

    def _quotes(self) -> Iterator[Part]:
        below = Portfolio.objects.under(self.report.portfolio).order_by()
        live = Testimonial.objects.live(self.day, CHANNEL)
        newest = live.filter(portfolio__in=below).order_by("-published_at", "pk")
        if found := list(newest[:MOST_QUOTES]):
            title = _("What sponsors say")
            yield Part(Kind.QUOTES, title, picked={"quotes": found})

    def _lessons(self, cycle: Cycle) -> Iterator[Part]:
        lessons = CycleLesson.objects.of_cycle(cycle)
        text = "\n".join(f"- {_one_line(str(lesson))}" for lesson in lessons)
        if text:
            yield Part(Kind.NARRATIVE, _("What we learned"), text)

    def _promises(self, cycle: Cycle) -> Iterator[Part]:
        promises = CyclePromise.objects.of_cycle(cycle)
        text = "\n".join(f"- {_one_line(str(promise))}" for promise in promises)
        if text:
            yield Part(Kind.NARRATIVE, _("What we promise for the next cycle"), text)


def _one_line(text: str) -> str:
    """Return words of people as words: no line break, and no name of a number."""
    return " ".join(text.replace("{", "(").replace("}", ")").split())


def title_of(template: str, portfolio: Portfolio, label: str) -> str:
    """Return the title that a new report begins with."""
    words = {"portfolio": portfolio.name, "period": label}
    match template:
        case Template.SPONSOR:
            return _("Your results in %(period)s") % words
        case Template.CYCLE:
            return _("%(portfolio)s: what the cycle brought") % words
    return _("%(portfolio)s, %(period)s") % words


def usual_period(portfolio: Portfolio, now: datetime) -> str:
    """Return the period that a report is usually about: the last one that is over."""
    today = timezone.localdate(now)
    return portfolio.period_of(today).previous().key
