"""What a published report said, beside what is known of the same period today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from django.db.models import Model
from django.utils.translation import gettext as _

from delivery import history, units
from delivery.calculations.measure import Unit
from delivery.history import Entry
from delivery.models import (
    Baseline,
    BenefitEntry,
    ClaimDecision,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Project,
    QualityCount,
    ResourceHours,
    ReworkEntry,
    Risk,
    RiskAssessment,
    ServiceCost,
    StatusUpdate,
)
from pmo_value import formatting
from recognition.models import ExecutiveReport, ReportSection, ValueItem
from scorecards.actions.publishing import scorecard_of
from scorecards.models import ReportSnapshot, Scorecard
from scorecards.panels.contract import Reading, Readings
from scorecards.presenting.values import moved as told_change
from scorecards.presenting.values import told as told_value
from scorecards.reports.words import Words, from_json
from scorecards.snapshots import PanelSnapshot, Snapshot

Kind = ReportSection.Kind
# What the head of a report stands on, beside the measures of the first panel.
HEADLINE: Final = (
    "benefits.validated",
    "recognition.acknowledged_value",
    "recognition.unacknowledged_value",
    "trust_index.index",
)
# These move because sponsors answer and days go by, and restate nothing.
ANSWERED: Final = (
    *("recognition.ack", "recognition.unacknowledged", "recognition.communicated"),
    *("recognition.viewed", "recognition.disputed", "value_at_risk.", "roi.ack"),
)
# The facts whose changes are told, by the way to their portfolio and to their day.
FACTS: Final[tuple[tuple[Any, str, str], ...]] = (
    (BenefitEntry, "benefit__portfolio", "month"),
    (KpiMeasurement, "kpi__portfolio", "period_start"),
    (KpiTarget, "kpi__portfolio", "valid_from"),
    (Kpi, "portfolio", ""),
    (StatusUpdate, "project__portfolio", "status_date"),
    (Project, "portfolio", ""),
    (Baseline, "project__portfolio", ""),
    (ServiceCost, "service__portfolio", "month"),
    (ResourceHours, "resource__portfolio", "month"),
    (ReworkEntry, "project__portfolio", "month"),
    (QualityCount, "project__portfolio", "month"),
    (Risk, "portfolio", ""),
    (RiskAssessment, "risk__portfolio", "assessed_on"),
)
MOST_ROWS: Final = 200
MOST_ENTRIES: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number of a report: as it was told, as it is now, and how far it moved.

    Some move because sponsors answer, which restates nothing.
    """

    label: str
    then: str
    now: str
    change: str
    is_restated: bool
    has_moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLine:
    """One piece of value of a report, whose amount is another by now."""

    item: ValueItem
    sentence: str
    then: str
    now: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A published report beside the scorecard of its period as it is today."""

    published: ReportSnapshot
    scorecard: Scorecard
    lines: tuple[Line, ...]
    values: tuple[ValueLine, ...]

    @property
    def restated(self) -> tuple[Line, ...]:
        """The numbers that facts of the period have changed."""
        return tuple(one for one in self.lines if one.has_moved and one.is_restated)

    @property
    def answered(self) -> tuple[Line, ...]:
        """The numbers that moved because time went on and sponsors answered."""
        moved = (one for one in self.lines if one.has_moved)
        return tuple(one for one in moved if not one.is_restated)

    @property
    def same(self) -> int:
        return sum(not one.has_moved for one in self.lines)

    @property
    def count(self) -> int:
        """How many numbers are others now than those that were told."""
        return len(self.restated) + len(self.values)


def difference_of(report: ExecutiveReport) -> Difference | None:
    """Compare a published report with today; None while today is not known."""
    scorecard = scorecard_of(report)
    rows = ReportSnapshot.objects.select_related("report", "frozen__portfolio")
    published = rows.filter(report=report).first()
    if scorecard is None or published is None:
        return None
    words = from_json(published.words)
    then, now = published.frozen.snapshot, scorecard.snapshot
    shown = shown_names(words, then)
    return Difference(
        published=published,
        scorecard=scorecard,
        lines=tuple(_lines(shown, then.readings, now.readings)),
        values=tuple(_values(words)),
    )


def shown_names(words: Words, snapshot: Snapshot) -> list[str]:
    """Return the measures that a report shows, each once, in the order of its words."""
    panels = {panel.key: panel for panel in snapshot.panels}
    names: list[str] = list(words.numbers)
    for section in words.sections:
        match section.kind:
            case Kind.HEADLINE:
                names += [*HEADLINE, *_measures(snapshot.panels[:1])]
            case Kind.OUTCOMES:
                names += [panel.lead for panel in snapshot.panels]
            case Kind.PANELS:
                chosen = [panels[key] for key in section.panels if key in panels]
                names += _measures(chosen)
    return [name for name in dict.fromkeys(names) if name in snapshot.readings]


def _measures(panels: Iterable[PanelSnapshot]) -> list[str]:
    return [name for panel in panels for name in (panel.lead, *panel.measures)]


def _lines(names: Iterable[str], then: Readings, now: Readings) -> Iterator[Line]:
    for name in names:
        before, after = then[name], now.get(name)
        yield Line(
            label=before.label,
            then=_told(before),
            now=_told(after),
            change=_change(before, after),
            is_restated=not name.startswith(ANSWERED),
            has_moved=_has_moved(before, after),
        )


def _has_moved(before: Reading, after: Reading | None) -> bool:
    """Whether a reader sees another number; of money, every cent counts."""
    if after is None or _amount(before) == _amount(after):
        return after is None
    is_money = after.measure.unit == Unit.MONEY
    return is_money or _told(before) != _told(after)


def _told(reading: Reading | None) -> str:
    if reading is None:
        return _("no longer measured")
    return told_value(reading) if reading.measure.is_ok else _("not available")


def _amount(reading: Reading) -> tuple[Any, str] | None:
    measure = reading.measure
    return (measure.value, measure.currency) if measure.is_ok else None


def _change(before: Reading, after: Reading | None) -> str:
    """How far a number moved; nothing where one of both is not there."""
    if after is None or not (before.measure.is_ok and after.measure.is_ok):
        return ""
    if before.measure.currency != after.measure.currency:
        return ""
    change = _exact(after.measure.number) - _exact(before.measure.number)
    return told_change(change, after.measure) if change else ""


def _exact(value: Decimal | float) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _values(words: Words) -> Iterator[ValueLine]:
    told = {one.item: one for section in words.sections for one in section.values}
    for item in ValueItem.objects.filter(pk__in=told).for_page().order_by("pk"):
        before = told[item.pk]
        is_same = (item.amount, item.currency) == (before.amount, before.currency)
        if is_same and not item.is_withdrawn:
            continue
        yield ValueLine(
            item=item,
            sentence=before.sentence,
            then=_money(before.amount, before.currency),
            now=_("withdrawn")
            if item.is_withdrawn
            else _money(item.amount, item.currency),
            change=_money_change(before.amount, item, before.currency),
        )


def _money(amount: Decimal | None, currency: str) -> str:
    return formatting.UNKNOWN if amount is None else formatting.money(amount, currency)


def _money_change(before: Decimal | None, item: ValueItem, currency: str) -> str:
    if before is None or item.amount is None or item.currency != currency:
        return ""
    change = item.amount - before
    sign = "+" if change > 0 else ""
    return sign + formatting.money(change, currency)


def reasons_of(found: Difference) -> list[Entry]:
    """Return what was changed of the facts since the report's numbers, newest first.

    Facts of later periods are left out: they restate nothing.
    """
    since = found.published.frozen.built_at
    groups = [_told_since(*fact, found, since) for fact in FACTS]
    entries = [entry for group in groups for entry in group]
    entries += _decisions(found, since)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:MOST_ENTRIES]


def _told_since(
    model: type[Model], way: str, day: str, found: Difference, since: datetime
) -> list[Entry]:
    """Tell what happened to the rows of one kind, each change beside its before."""
    frozen = found.published.frozen
    conditions: dict[str, Any] = {f"{way}__path__startswith": frozen.portfolio.path}
    if day:
        conditions[f"{day}__lte"] = frozen.period_end
    records = history.records_of(model, **conditions)
    changed = records.filter(history_date__gt=since).values_list("id", flat=True)
    keys = list(changed[:MOST_ROWS])
    if not keys:
        return []
    owner = way.partition("__")[0] if "__" in way else ""
    told: list[Entry] = []
    rows = records.filter(id__in=keys).order_by(owner or "id", "-history_id")
    for place, group in groupby(rows, key=lambda row: getattr(row, owner, None)):
        told += [_at_its_place(entry, place) for entry in history.told(group)]
    return [entry for entry in told if entry.at > since]


def _at_its_place(entry: Entry, place: Any) -> Entry:
    """Return an entry that names what the row is part of, and leads there."""
    if place is None:
        return entry
    return replace(entry, what=f"{place}: {entry.what}", url=place.get_absolute_url())


def _decisions(found: Difference, since: datetime) -> list[Entry]:
    """Tell what finance decided since, with its reasons."""
    frozen = found.published.frozen
    rows = ClaimDecision.objects.filter(
        benefit__portfolio__path__startswith=frozen.portfolio.path,
        month__lte=frozen.period_end,
        decided_at__gt=since,
    ).select_related("benefit", "decided_by")
    return [
        Entry(
            at=row.decided_at,
            who=str(row.decided_by or ""),
            what=_("%(benefit)s, %(month)s: %(verdict)s, %(amount)s")
            % {
                "benefit": row.benefit.name,
                "month": formatting.month(row.month),
                "verdict": row.get_verdict_display(),
                "amount": units.benefit_amount(row.amount, row.benefit)
                if row.amount is not None
                else formatting.UNKNOWN,
            },
            url=row.benefit.get_absolute_url(),
            why=row.reason,
        )
        for row in rows.order_by("-decided_at", "-pk")[:MOST_ROWS]
    ]
