"""Which KPIs really changed? Signals told apart from routine variation."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.course import Course
from delivery.calculations.measure import Measure, Reason, Unit
from delivery.calculations.periods import Period
from scorecards.facts import KpiFacts, PortfolioFacts
from scorecards.figures import Part, ShareRow, Tone, share_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Quantity,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.kpi_behaviour import course_of
from scorecards.panels.kpi_facts import UNITS, unit_label
from scorecards.panels.links import kpi_study_url
from scorecards.panels.parts import Ranking
from scorecards.panels.readings import Absence, reading
from scorecards.panels.verdicts import WORDS, Told, reason, short, told

ORDER = list(Told)
# As many values as a line of text has room for.
COURSE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """A KPI with what may be said of it; `why` has no full stop.

    `period` names the period that begins on the day `since`.
    """

    pk: int
    name: str
    unit: Unit
    currency: str
    label: str
    value: Decimal | None
    told: str
    since: date | None
    period: str
    why: str
    course: tuple[Decimal | None, ...]

    @property
    def rank(self) -> tuple[Any, ...]:
        """What changed comes first, and of that what changed last."""
        newest = -self.since.toordinal() if self.since else 0
        what = Told(self.told)
        return not what.is_signal, newest, ORDER.index(what), self.name, self.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals(Additive):
    """KPIs by what may be said of them."""

    improved: int = 0
    deteriorated: int = 0
    changed: int = 0
    no_change: int = 0
    too_early: int = 0
    not_charted: int = 0
    rows: Ranking[SignalRow] = field(default_factory=Ranking)

    @property
    def count(self) -> int:
        return self.judged + self.too_early + self.not_charted

    @property
    def signals(self) -> int:
        """How many KPIs really changed."""
        return self.improved + self.deteriorated + self.changed

    @property
    def judged(self) -> int:
        """How many KPIs have limits."""
        return self.signals + self.no_change


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Signals:
    """Judge every KPI that is kept by all that was known of it on the day."""
    kept = [kpi for kpi in facts.kpis if kpi.is_kept(period.start, as_of)]
    courses = [course_of(facts, kpi, as_of) for kpi in kept]
    counts = Counter(map(told, courses))
    return Signals(
        **{what.value: counts[what] for what in Told},
        rows=Ranking.of(map(_row, kept, courses)),
    )


def _row(kpi: KpiFacts, course: Course) -> SignalRow:
    found, what = course.behaviour, told(course)
    unit, label = UNITS.get(kpi.unit, Unit.NUMBER), unit_label(kpi)

    def written(value: Decimal) -> str:
        return wording.quantity(Quantity(value, unit, kpi.currency, label))

    at = found.changed_at if found and what.is_signal else None
    known = [slot.value for slot in course.slots if slot.value is not None]
    return SignalRow(
        pk=kpi.pk,
        name=kpi.name,
        unit=unit,
        currency=kpi.currency,
        label=label,
        value=known[-1] if known else None,
        told=what.value,
        since=None if at is None else course.slots[at].start,
        period="" if at is None else short(course.slots[at]),
        why=reason(found, course.slots, course.rules, written) if found else "",
        course=tuple(slot.value for slot in course.slots[-COURSE:]),
    )


def read(component: Signals, scene: Scene) -> Readings:
    """How many KPIs changed by signal, which way, and how many only vary."""
    absent = Absence(
        reason=_("no KPI has the six values that limits need"),
        advice=_("Enter or import earlier values."),
    )
    counts = {
        "xmr.signals": component.signals,
        "xmr.improved": component.improved,
        "xmr.deteriorated": component.deteriorated,
        "xmr.no_change": component.no_change,
    }
    return {
        name: reading(
            name,
            _counted(component, count),
            lambda: _said(component),
            absent=absent,
            label=_label(component) if name == "xmr.signals" else "",
        )
        for name, count in counts.items()
    }


def _counted(component: Signals, count: int) -> Measure:
    if not component.judged:
        return Measure.missing(
            Reason.NO_DATA, Unit.COUNT, n=0, n_expected=component.count
        )
    return Measure.of(count, Unit.COUNT, n=component.judged, n_expected=component.count)


def _label(component: Signals) -> str:
    if not component.judged:
        return ""
    text = ngettext(
        "of %(count)s KPI really changed",
        "of %(count)s KPIs really changed",
        component.judged,
    )
    return text % {"count": wording.count(component.judged)}


def _said(component: Signals) -> str:
    parts = [
        (component.improved, _("%(count)s improved")),
        (component.deteriorated, _("%(count)s deteriorated")),
        (component.changed, _("%(count)s changed")),
        (component.no_change, _("%(count)s only with routine variation")),
    ]
    known = [
        text % {"count": wording.count(number)} for number, text in parts if number
    ]
    text = ngettext(
        "Of %(count)s KPI with limits: %(parts)s.",
        "Of %(count)s KPIs with limits: %(parts)s.",
        component.judged,
    )
    return text % {
        "count": wording.count(component.judged),
        "parts": wording.listed(known),
    }


def present(component: Signals, readings: Readings, scene: Scene) -> Content | None:
    """Show how much is signal and how much is noise, and name what changed."""
    if not component.count:
        return None
    sentence = readings["xmr.signals"].sentence
    return Content(
        sentence=sentence,
        table=_table(component),
        picture=_picture(component, sentence) if component.judged else None,
        notes=_notes(component),
        further=(_counts(component),),
    )


def _parts(component: Signals) -> list[tuple[Part, int]]:
    return [
        (Part(_("improved"), Tone.GOOD), component.improved),
        (Part(_("deteriorated"), Tone.CRITICAL), component.deteriorated),
        (Part(_("changed"), Tone.ATTENTION), component.changed),
        (Part(_("no detectable change"), Tone.NEUTRAL), component.no_change),
        (Part(_("too early to say"), Tone.UNKNOWN), component.too_early),
    ]


def _picture(component: Signals, sentence: str) -> Picture:
    parts = [(part, size) for part, size in _parts(component) if size]
    sizes = [size for _part, size in parts]
    text = _("%(signals)s of %(judged)s") % {
        "signals": wording.count(component.signals),
        "judged": wording.count(component.judged),
    }
    return Picture(
        title=_("KPIs that changed, and KPIs that only vary"),
        description=sentence,
        figure=share_figure(
            [part for part, _size in parts], [ShareRow(_("KPIs"), sizes, text)]
        ),
    )


def _notes(component: Signals) -> tuple[str, ...]:
    notes = []
    if component.judged and component.too_early:
        text = ngettext(
            "For %(count)s KPI it is too early to say.",
            "For %(count)s KPIs it is too early to say.",
            component.too_early,
        )
        notes.append(text % {"count": wording.count(component.too_early)})
    if component.not_charted:
        text = ngettext(
            "%(count)s KPI is a running total and cannot be charted.",
            "%(count)s KPIs are running totals and cannot be charted.",
            component.not_charted,
        )
        notes.append(text % {"count": wording.count(component.not_charted)})
    return tuple(notes)


def _table(component: Signals) -> Table:
    return Table(
        title=_("KPIs, those that changed last first"),
        columns=(
            Column(label=_("KPI")),
            Column(label=_("Value"), is_quantity=True),
            Column(label=_("Verdict")),
            Column(label=_("Since")),
            Column(label=_("Why")),
            Column(label=_("Course"), is_trend=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    None
                    if row.value is None
                    else Quantity(row.value, row.unit, row.currency, row.label),
                    str(WORDS[Told(row.told)]),
                    row.period,
                    row.why,
                    row.course,
                ),
                href=kpi_study_url(row.pk),
            )
            for row in component.rows.rows
        ),
        left_out=component.rows.left_out,
        empty=_("No KPI is defined here."),
    )


def _counts(component: Signals) -> Table:
    return Table(
        title=_("KPIs by verdict"),
        columns=(Column(label=_("Verdict")), Column(label=_("KPIs"), unit=Unit.COUNT)),
        rows=tuple(
            Row(cells=(str(WORDS[what]), getattr(component, what.value)))
            for what in Told
        ),
    )


KPI_SIGNALS = Panel(
    key="kpi-signals",
    question=gettext_lazy("Which KPIs really changed?"),
    outcome=Outcome.ALL,
    lead="xmr.signals",
    component=Signals,
    collect=collect,
    read=read,
    present=present,
)
