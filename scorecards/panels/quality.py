"""Do defects and failing changes reach users? What was released, and what it did."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Caveat, Measure, Rag, Unit, exact, settled
from delivery.calculations.periods import Period, add_months
from delivery.calculations.quality import (
    CHANGE_FAIL_THRESHOLDS,
    ESCAPE_THRESHOLDS,
    ESCAPE_WINDOW_DAYS,
    UNPLANNED_THRESHOLDS,
    change_fail_rate,
    defect_escape_rate,
    defect_removal_efficiency,
    deployment_rework_rate,
    within_one_product,
)
from delivery.calculations.share import Ratio
from scorecards.facts import PortfolioFacts, QualityFacts
from scorecards.figures import PERCENT, Series, trend_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import history, last_periods, places, short_label, trend
from scorecards.panels.links import project_url
from scorecards.panels.parts import History, Ranking, last_first
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.wording import Noun

LEAD: Final = "defect_escape_rate"
CHANGES: Final = "change_fail_rate"
UNPLANNED: Final = "deployment_rework_rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases(Additive):
    """What was released in a period: defects that escaped, changes that failed.

    `products` are the projects that put changes into service. No money is in it.
    """

    escaped: Ratio = field(default_factory=Ratio)
    failed: Ratio = field(default_factory=Ratio)
    unplanned: Ratio = field(default_factory=Ratio)
    products: frozenset[str] = frozenset()

    def converted(self, rate: Decimal | None) -> Self:
        """Counts have no currency."""
        return self

    @classmethod
    def of(cls, row: QualityFacts) -> Self:
        """The releases of one project in one month, as far as they were counted."""
        has_defects = row.defects_before is not None or row.defects_after is not None
        has_changes = row.changes_deployed is not None
        return cls(
            escaped=defect_escape_rate(row.defects_before, row.defects_after)
            if has_defects
            else Ratio(),
            failed=change_fail_rate(row.changes_failed, row.changes_deployed)
            if has_changes
            else Ratio(),
            unplanned=deployment_rework_rate(
                row.unplanned_deployments, row.changes_deployed
            )
            if has_changes
            else Ratio(),
            products=frozenset([str(row.project)] if row.changes_deployed else []),
        )

    def change_fail_rate(self) -> Measure:
        """Failed changes, as long as they are those of one product."""
        return within_one_product(self.failed, len(self.products))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow:
    """A project with what it released in the period."""

    pk: int
    name: str
    found: int | None
    escaped: Decimal | None
    deployed: int | None
    failed: Decimal | None
    unplanned: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.failed), last_first(self.escaped), self.name, self.pk

    @property
    def status(self) -> str:
        """The colour of the worst of its rates, for a status column."""
        colours = [
            thresholds.rate(share)
            for thresholds, share in (
                (ESCAPE_THRESHOLDS, self.escaped),
                (CHANGE_FAIL_THRESHOLDS, self.failed),
                (UNPLANNED_THRESHOLDS, self.unplanned),
            )
        ]
        order = (Rag.RED, Rag.AMBER, Rag.GREEN)
        return next((one for one in order if one in colours), Rag.GREY).value


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality(Additive):
    """Releases of the period, and of the periods before.

    `provisional` months went out too lately for all of their defects to be known.
    """

    now: Releases
    provisional: int
    failing: int
    ever: int
    past: History[Releases]
    products: Ranking[ProductRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Quality:
    """Add up the months of the period until the day."""

    def releases(past: Period, day: date) -> Releases:
        return Releases.total(map(Releases.of, _months(facts, past, day)))

    months = list(_months(facts, period, as_of))
    products = list(_rows(months))
    return Quality(
        now=releases(period, as_of),
        provisional=sum(
            row.defects_after is not None and _is_early(row, as_of) for row in months
        ),
        failing=sum(
            CHANGE_FAIL_THRESHOLDS.rate(row.failed) is Rag.RED for row in products
        ),
        ever=sum(row.month <= as_of for row in facts.quality),
        past=history(facts, "releases", period, as_of, releases),
        products=Ranking.of(products),
    )


def _months(facts: PortfolioFacts, period: Period, day: date) -> Iterator[QualityFacts]:
    last = min(period.end, day)
    return (row for row in facts.quality if period.start <= row.month <= last)


def _is_early(row: QualityFacts, day: date) -> bool:
    """Whether the time in which a defect counts has not run out by the day."""
    return add_months(row.month, 1) + timedelta(days=ESCAPE_WINDOW_DAYS) > day


def _rows(months: Iterable[QualityFacts]) -> Iterator[ProductRow]:
    found: dict[tuple[int, str], Releases] = {}
    for row in months:
        key = row.project, row.project_name
        found[key] = found.get(key, Releases()) + Releases.of(row)
    for (pk, name), part in found.items():
        yield ProductRow(
            pk=pk,
            name=name,
            found=int(part.escaped.denominator) if part.escaped.known else None,
            escaped=_share(part.escaped),
            deployed=int(part.failed.denominator_expected)
            if part.failed.with_denominator
            else None,
            failed=_share(part.failed),
            unplanned=_share(part.unplanned),
        )


def _share(ratio: Ratio) -> Decimal | None:
    value = ratio.measure().value
    return None if value is None else settled(exact(value))


def read(component: Quality, scene: Scene) -> Readings:
    """Three rates; that of failed changes only where they are those of one product."""
    now = component.now
    escaped = now.escaped.measure()
    if escaped.is_ok and component.provisional:
        escaped = escaped.with_warnings(Caveat.PROVISIONAL)
    no_defects, no_changes = _absences(component, scene)
    return {
        LEAD: reading(
            LEAD,
            escaped,
            lambda: _escaped_said(now.escaped),
            absent=no_defects,
            noun=Noun.MONTHS,
            trend=trend(part.escaped.measure() for part in component.past.parts),
        ),
        "defect_escape_rate.dre": reading(
            "defect_escape_rate.dre",
            defect_removal_efficiency(escaped),
            lambda: (
                _("%(share)s of defects were found before release.")
                % {"share": wording.percent(1 - exact(escaped.number))}
            ),
            absent=no_defects,
        ),
        CHANGES: _of_one_product(component, no_changes),
        UNPLANNED: reading(
            UNPLANNED,
            now.unplanned.measure(),
            lambda: _counted_said(
                now.unplanned,
                UNPLANNED_THRESHOLDS.green,
                lambda count: ngettext(
                    "%(count)s of %(all)s changes was made only because of an "
                    "incident%(brackets)s.",
                    "%(count)s of %(all)s changes were made only because of an "
                    "incident%(brackets)s.",
                    count,
                ),
            ),
            absent=no_changes,
            noun=Noun.MONTHS,
            trend=trend(part.unplanned.measure() for part in component.past.parts),
        ),
    }


def _absences(component: Quality, scene: Scene) -> tuple[Absence, Absence]:
    period = {"period": scene.period.label}
    if not component.ever:
        return (
            Absence(reason=_("no defects have been counted")),
            Absence(reason=_("no changes have been counted")),
        )
    return (
        Absence(reason=_("no defects are counted for %(period)s") % period),
        Absence(reason=_("no changes are counted for %(period)s") % period),
    )


def _of_one_product(component: Quality, absent: Absence) -> Reading:
    """The rate of failed changes, or why several products have none together."""
    now = component.now
    found = reading(
        CHANGES,
        now.change_fail_rate(),
        lambda: _counted_said(
            now.failed,
            CHANGE_FAIL_THRESHOLDS.green,
            lambda count: ngettext(
                "%(count)s of %(all)s changes needed a fix at once%(brackets)s.",
                "%(count)s of %(all)s changes needed a fix at once%(brackets)s.",
                count,
            ),
        ),
        absent=absent,
        noun=Noun.MONTHS,
        trend=trend(part.change_fail_rate() for part in component.past.parts),
    )
    if found.measure.is_ok or len(now.products) <= 1:
        return found
    reason = _("failed changes of different products do not add up")
    advice = _("Look at each product.")
    return replace(
        found,
        missing=reason,
        sentence=wording.not_available(found.measure, reason, advice),
    )


def _escaped_said(ratio: Ratio) -> str:
    marks = (ESCAPE_THRESHOLDS.green, ESCAPE_THRESHOLDS.amber)
    all_found = int(ratio.denominator)
    if all_found < wording.FEW:
        return _("%(count)s of %(all)s defects reached users.") % {
            "count": wording.count(int(ratio.numerator)),
            "all": wording.count(all_found),
        }
    return _("%(share)s of defects reached users (%(count)s of %(all)s).") % {
        "share": wording.percent(ratio.measure().number, marks),
        "count": wording.count(int(ratio.numerator)),
        "all": wording.count(all_found),
    }


def _counted_said(ratio: Ratio, mark: Decimal, text: Callable[[int], str]) -> str:
    count, known = int(ratio.numerator), int(ratio.denominator)
    share = wording.percent(ratio.measure().number, (mark,))
    return text(count) % {
        "count": wording.count(count),
        "all": wording.count(known),
        "brackets": f" ({share})" if known >= wording.FEW else "",
    }


def present(component: Quality, readings: Readings, scene: Scene) -> Content | None:
    """Show how the rates moved, and each product with its own."""
    if not component.ever:
        return None
    lead, changes, unplanned = (readings[name] for name in (LEAD, CHANGES, UNPLANNED))
    known = [one for one in (changes, unplanned) if one.measure.is_ok]
    sentence = wording.joined(told(Noun.MONTHS, lead, *known), _failing_said(component))
    return Content(
        sentence=sentence,
        table=_course_table(component, scene),
        picture=_picture(component, scene, sentence),
        notes=wording.caveats(lead.measure),
        further=(_products_table(component.products),),
    )


def _failing_said(component: Quality) -> str:
    """How many of several products fail too often, which no common rate could tell."""
    if len(component.now.products) <= 1:
        return ""
    text = ngettext(
        "In %(count)s of %(all)s products more than one change in five needed a fix.",
        "In %(count)s of %(all)s products more than one change in five needed a fix.",
        component.failing,
    )
    return text % {
        "count": wording.count(component.failing),
        "all": wording.count(len(component.now.products)),
    }


def _picture(component: Quality, scene: Scene, sentence: str) -> Picture | None:
    parts = component.past.parts
    series = [
        Series(name, [measure.value for measure in measures])
        for name, measures in (
            (_("escaped"), [part.escaped.measure() for part in parts]),
            (_("failed"), [part.change_fail_rate() for part in parts]),
            (_("unplanned"), [part.unplanned.measure() for part in parts]),
        )
    ]
    known = [one for one in series if any(value is not None for value in one.values)]
    if not known:
        return None
    return Picture(
        title=_("Escaped defects, failed and unplanned changes, by period"),
        description=sentence,
        figure=trend_figure(known, places(scene.period), unit=PERCENT),
    )


def _course_table(component: Quality, scene: Scene) -> Table:
    return Table(
        columns=(
            Column(label=_("Period"), is_time=True),
            Column(label=_("Defects"), unit=Unit.COUNT),
            Column(label=_("Escaped"), unit=Unit.RATIO),
            Column(label=_("Changes"), unit=Unit.COUNT),
            Column(label=_("Failed, of one product"), unit=Unit.RATIO),
            Column(label=_("Unplanned"), unit=Unit.RATIO),
        ),
        rows=tuple(
            Row(
                cells=(
                    short_label(past),
                    part.escaped.denominator if part.escaped.known else None,
                    part.escaped.measure().value,
                    part.failed.denominator_expected
                    if part.failed.with_denominator
                    else None,
                    part.change_fail_rate().value,
                    part.unplanned.measure().value,
                )
            )
            for past, part in zip(
                last_periods(scene.period), component.past.parts, strict=True
            )
            if part.escaped.expected or part.failed.expected
        ),
        empty=_("Nothing is counted for the last periods."),
    )


def _products_table(rows: Ranking[ProductRow]) -> Table:
    return Table(
        title=_("Products, the largest share of failed changes first"),
        columns=(
            Column(label=_("Project")),
            Column(label=_("Defects"), unit=Unit.COUNT),
            Column(label=_("Escaped"), unit=Unit.RATIO),
            Column(label=_("Changes"), unit=Unit.COUNT),
            Column(label=_("Failed"), unit=Unit.RATIO),
            Column(label=_("Unplanned"), unit=Unit.RATIO),
            Column(label=_("Worst of them"), is_status=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.found,
                    row.escaped,
                    row.deployed,
                    row.failed,
                    row.unplanned,
                    row.status,
                ),
                href=project_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("Nothing is counted for this period."),
    )


QUALITY = Panel(
    key="quality",
    question=gettext_lazy("Do defects and failing changes reach users?"),
    outcome=Outcome.RISK,
    lead=LEAD,
    component=Quality,
    collect=collect,
    read=read,
    present=present,
)
