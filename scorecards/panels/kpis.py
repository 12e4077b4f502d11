"""Do KPIs reach their targets? Values, targets, scores, and the weakest of all."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.measure import Measure, Rag, Unit
from delivery.calculations.scores import (
    SCORE_THRESHOLDS,
    ScoreTotal,
    WeightedScore,
    score_rollup,
)
from delivery.models import OutcomeFamily
from pmo_value import formatting
from scorecards import figures
from scorecards.figures import Bullet, bullet_figure
from scorecards.panels import wording
from scorecards.panels.contract import (
    Cell,
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Quantity,
    Reading,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.history import trend
from scorecards.panels.kpi_facts import KpiRow, Kpis, collect
from scorecards.panels.links import kpi_study_url
from scorecards.panels.parts import Keyed
from scorecards.panels.rates import course
from scorecards.panels.readings import Absence, reading, told
from scorecards.panels.verdicts import WORDS, Told
from scorecards.panels.wording import Noun

FIGURE_UNITS = {
    Unit.RATIO: figures.PERCENT,
    Unit.DAYS: figures.DAYS,
}


def read(component: Kpis, scene: Scene) -> Readings:
    """How many KPIs there are, how many met their target, and the scores."""
    met = component.met
    absent = _absent(component, scene)
    families = component.scores.by_key()
    readings = {
        "kpis.count": reading(
            "kpis.count",
            Measure.of(component.count, Unit.COUNT),
            _count_said(component),
        ),
        "kpis.met": reading(
            "kpis.met",
            met.count(),
            lambda: _met_said(component),
            absent=absent,
            noun=Noun.KPIS,
            trend=_counts(component),
            label=_met_label(component),
        ),
        "kpis.met_rate": reading(
            "kpis.met_rate",
            met.measure(),
            lambda: _met_said(component),
            absent=absent,
            noun=Noun.KPIS,
            trend=course(component.past_met),
        ),
        "rollup.score": reading(
            "rollup.score",
            overall(component.scores),
            lambda: _score_said(component),
            absent=_no_score(component),
            trend=trend(map(overall, component.past_scores.parts)),
        ),
    }
    for family in OutcomeFamily:
        if family.value in families:
            name = f"rollup.score.{family.value}"
            readings[name] = _family_reading(name, component, family)
    return readings


def overall(scores: Keyed[ScoreTotal]) -> Measure:
    """The score of all families: the same rule once more, and equal weights."""
    return score_rollup(
        [
            WeightedScore(score=total.measure().value, name=family)
            for family, total in scores.parts
        ]
    )


def _family_reading(name: str, component: Kpis, family: OutcomeFamily) -> Reading:
    score = component.scores.by_key()[family.value].measure()
    return reading(
        name,
        score,
        lambda: (
            _("%(family)s scores %(score)s of 100.")
            % {"family": family.label, "score": formatting.number(score.number)}
        ),
        absent=_no_score(component),
        noun=Noun.KPIS,
        trend=trend(
            part.by_key().get(family.value, ScoreTotal()).measure()
            for part in component.past_scores.parts
        ),
    )


def _counts(component: Kpis) -> tuple[Decimal | None, ...]:
    return tuple(
        Decimal(part.ok) if part.known else None for part in component.past_met.parts
    )


def _absent(component: Kpis, scene: Scene) -> Absence:
    if not component.count:
        return Absence(
            reason=_("no KPI is defined here"), advice=_("Define the first KPIs.")
        )
    if component.without_value == component.count:
        text = _("no KPI was measured in %(period)s")
        return Absence(
            reason=text % {"period": scene.period.label},
            advice=_("Enter the values that are due."),
        )
    return Absence(
        reason=_("no KPI has both a value and a target"), advice=_("Set targets.")
    )


def _no_score(component: Kpis) -> Absence:
    if not component.count:
        return Absence(reason=_("no KPI is defined here"))
    return Absence(
        reason=_("no KPI has a value and the limits to score it by"),
        advice=_("Set worst, red, green and target values."),
    )


def _count_said(component: Kpis) -> str:
    if not component.count:
        return _("No KPI is defined here.")
    text = ngettext(
        "%(count)s KPI is measured here.",
        "%(count)s KPIs are measured here.",
        component.count,
    )
    return text % {"count": wording.count(component.count)}


def _met_label(component: Kpis) -> str:
    if not component.met.known:
        return ""
    text = ngettext(
        "of %(count)s KPI met its target",
        "of %(count)s KPIs met their target",
        component.met.known,
    )
    return text % {"count": wording.count(component.met.known)}


def _met_said(component: Kpis) -> str:
    met = component.met
    text = ngettext(
        "%(ok)s of %(known)s KPI met its target%(brackets)s.",
        "%(ok)s of %(known)s KPIs met their target%(brackets)s.",
        met.known,
    )
    return text % {
        "ok": wording.count(met.ok),
        "known": wording.count(met.known),
        "brackets": wording.in_brackets(met.ok, met.known),
    }


def _score_said(component: Kpis) -> str:
    total = sum((part for _key, part in component.scores.parts), ScoreTotal())
    text = _("The KPIs score %(score)s of 100 on %(share)s of the data%(weakest)s.")
    weakest = _weakest(component)
    completeness = total.measure().completeness or Decimal(0)
    return text % {
        "score": formatting.number(overall(component.scores).number),
        "share": wording.percent(completeness),
        "weakest": _("; the weakest is %(kpi)s") % {"kpi": weakest.name}
        if weakest
        else "",
    }


def _weakest(component: Kpis) -> KpiRow | None:
    """The KPI with the lowest score; the ranking has it among its first rows."""
    scored = [
        (row.score, row.name, row)
        for row in component.rows.rows
        if row.score is not None
    ]
    return min(scored, key=lambda found: found[:2])[2] if scored else None


def present(component: Kpis, readings: Readings, scene: Scene) -> Content:
    """Show the KPIs furthest from their targets as bullet bars."""
    met, score = readings["kpis.met"], readings["rollup.score"]
    known = [score] if score.measure.is_ok else []
    sentence = told(Noun.KPIS, met, *known)
    return Content(
        sentence=sentence,
        table=_table(component),
        picture=Picture(
            title=_("KPIs against their targets, the weakest first"),
            description=sentence,
            figure=bullet_figure([_bullet(row) for row in component.rows.rows]),
        )
        if component.rows.rows
        else None,
        notes=(*_notes(component), *_caveats(component, readings)),
        further=(_families(component, readings),),
        rag=score.rag if score.measure.is_ok else None,
    )


def _notes(component: Kpis) -> list[str]:
    notes = []
    if 0 < component.without_value < component.count:
        text = ngettext(
            "%(count)s KPI has no value in this period.",
            "%(count)s KPIs have no value in this period.",
            component.without_value,
        )
        notes.append(text % {"count": wording.count(component.without_value)})
    if component.without_target:
        text = ngettext(
            "%(count)s KPI has no target.",
            "%(count)s KPIs have no target.",
            component.without_target,
        )
        notes.append(text % {"count": wording.count(component.without_target)})
    return notes


def _caveats(component: Kpis, readings: Readings) -> tuple[str, ...]:
    """What limits the scores; how families weigh matters where there are several."""
    families = [
        readings[f"rollup.score.{family}"].measure
        for family, _total in component.scores.parts
    ]
    score = readings["rollup.score"].measure
    whole = [score] if score.is_ok and len(families) > 1 else []
    return wording.caveats(*whole, *families)


def _bullet(row: KpiRow) -> Bullet:
    unit = FIGURE_UNITS.get(row.unit, figures.NUMBER)
    if row.unit is Unit.MONEY:
        unit = figures.money(row.currency)
    return Bullet(
        name=row.name,
        value=row.value,
        target=row.target,
        ranges=row.ranges,
        unit=unit,
        higher_is_better=row.higher_is_better,
        reason=_("no value"),
    )


def _quantity(row: KpiRow, value: Decimal | None) -> Quantity | None:
    if value is None:
        return None
    return Quantity(value, row.unit, row.currency, row.label)


def _target(row: KpiRow) -> Cell:
    """The target, or the ends of a range in words."""
    if row.target is not None or row.low is None or row.high is None:
        return _quantity(row, row.target)
    ends = [
        wording.quantity(Quantity(end, row.unit, row.currency, row.label))
        for end in (row.low, row.high)
    ]
    if row.low == row.high:
        return ends[0]
    return _("%(low)s to %(high)s") % {"low": ends[0], "high": ends[1]}


def _variance(row: KpiRow) -> Quantity | None:
    """The value less its target; for a range the distance outside it."""
    if row.value is None:
        return None
    if row.target is not None:
        return _quantity(row, row.value - row.target)
    if row.low is None or row.high is None:
        return None
    nearest = min(max(row.value, row.low), row.high)
    return _quantity(row, row.value - nearest)


def _table(component: Kpis) -> Table:
    return Table(
        title=_("KPIs, the weakest first"),
        columns=(
            Column(label=_("KPI")),
            Column(label=_("Group")),
            Column(label=_("Value"), is_quantity=True),
            Column(label=_("Target"), is_quantity=True),
            Column(label=_("Variance"), is_quantity=True),
            Column(label=_("Target met")),
            Column(label=_("On track from"), is_quantity=True),
            Column(label=_("Off track beyond"), is_quantity=True),
            Column(label=_("Score"), unit=Unit.SCORE),
            Column(label=_("Status"), is_status=True),
            Column(label=_("Trend"), is_trend=True),
            Column(label=_("Did it change?")),
        ),
        rows=tuple(_cells(row) for row in component.rows.rows),
        left_out=component.rows.left_out,
        empty=_("No KPI is defined here."),
    )


def _cells(row: KpiRow) -> Row:
    met = {True: _("met"), False: _("missed"), None: _("not known")}[row.met]
    status = SCORE_THRESHOLDS.rate(row.score)
    has_status = row.score is not None or row.value is None
    return Row(
        cells=(
            row.name,
            row.group,
            _quantity(row, row.value),
            _target(row),
            _variance(row),
            met,
            _quantity(row, row.green),
            _quantity(row, row.red),
            row.score,
            status.value if has_status else None,
            row.trend,
            str(WORDS[Told(row.told)]),
        ),
        href=kpi_study_url(row.pk),
    )


def _families(component: Kpis, readings: Readings) -> Table:
    met = component.met_by_family.by_key()
    rows = []
    for family in OutcomeFamily:
        found = readings.get(f"rollup.score.{family.value}")
        if found is None:
            continue
        counts = met[family.value]
        rows.append(
            Row(
                cells=(
                    str(family.label),
                    found.measure.value,
                    (found.rag or Rag.GREY).value,
                    counts.ok,
                    counts.known,
                    counts.expected,
                    found.measure.completeness,
                )
            )
        )
    return Table(
        title=_("KPIs by family of outcomes"),
        columns=(
            Column(label=_("Family")),
            Column(label=_("Score"), unit=Unit.SCORE),
            Column(label=_("Status"), is_status=True),
            Column(label=_("Target met"), unit=Unit.COUNT),
            Column(label=_("With value and target"), unit=Unit.COUNT),
            Column(label=_("KPIs"), unit=Unit.COUNT),
            Column(label=_("Scored, by weight"), unit=Unit.RATIO),
        ),
        rows=tuple(rows),
        empty=_("No KPI is defined here."),
    )


KPIS = Panel(
    key="kpis",
    question=gettext_lazy("Do KPIs reach their targets?"),
    outcome=Outcome.ALL,
    lead="kpis.met",
    component=Kpis,
    collect=collect,
    read=read,
    present=present,
)
