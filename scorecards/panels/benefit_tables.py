"""The pictures and tables of benefits: running totals, classes, what is missing."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.benefits import BenefitProfile, ProfilePoint
from delivery.calculations.curve import Curve
from delivery.calculations.measure import Unit
from delivery.calculations.periods import add_months, months_between
from delivery.models import Benefit
from pmo_value import formatting
from scorecards import figures
from scorecards.figures import BenefitPoint, Place, cumulative_figure
from scorecards.panels.benefit_facts import BenefitRow, Benefits
from scorecards.panels.contract import (
    Column,
    Picture,
    Quantity,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.links import benefit_url
from scorecards.panels.parts import Ranking
from scorecards.panels.terms import MONEY_CLASSES

# How much of a long profile is drawn around the day of the scorecard.
MONTHS_BACK = 24
MONTHS_AHEAD = 12

NO_PROFILE = BenefitProfile(benefit_class="", unit="money")


def running_totals(component: Benefits, as_of: date) -> list[ProfilePoint]:
    """The running totals of all classes in money, around the day of the scorecard."""
    whole = all_classes(component)
    months = _months(whole, as_of)
    return whole.points(months, as_of)


def all_classes(component: Benefits) -> BenefitProfile:
    """The profiles of all classes added up; which they are is said beside it."""
    profiles = [profile for _key, profile in component.profiles.parts]
    return BenefitProfile(
        benefit_class="all",
        unit="money",
        planned=Curve.total(profile.planned for profile in profiles),
        forecast=Curve.total(profile.forecast for profile in profiles),
        claimed=Curve.total(profile.claimed for profile in profiles),
        validated=Curve.total(profile.validated for profile in profiles),
    )


def _months(whole: BenefitProfile, as_of: date) -> tuple[date, ...]:
    curves = (whole.planned, whole.forecast, whole.claimed, whole.validated)
    known = [curve for curve in curves if curve]
    firsts = [curve.first_month for curve in known if curve.first_month]
    lasts = [curve.last_month for curve in known if curve.last_month]
    if not firsts:
        return ()
    first = max(min(firsts), add_months(as_of, -MONTHS_BACK))
    last = min(max(lasts), add_months(as_of, MONTHS_AHEAD))
    return months_between(first, last)


def picture(points: list[ProfilePoint], scene: Scene, sentence: str) -> Picture:
    """The running totals as lines."""
    figure = cumulative_figure(
        [
            BenefitPoint(
                Place(_last_day(point.month), formatting.month(point.month)),
                point.planned,
                point.forecast,
                point.claimed,
                point.validated,
            )
            for point in points
        ],
        unit=figures.money(scene.currency),
    )
    return Picture(
        title=_("Benefits to date: planned, claimed and validated"),
        description=sentence,
        figure=figure,
    )


def _last_day(month: date) -> date:
    return date.fromordinal(add_months(month, 1).toordinal() - 1)


def _money_columns(scene: Scene, *labels: str) -> list[Column]:
    return [
        Column(label=label, unit=Unit.MONEY, currency=scene.currency)
        for label in labels
    ]


def table(points: list[ProfilePoint], scene: Scene) -> Table:
    """The running totals in numbers."""
    return Table(
        title=_("Benefits to date at the end of each month"),
        columns=(
            Column(label=_("Month"), is_time=True),
            *_money_columns(
                scene, _("Planned"), _("Forecast"), _("Claimed"), _("Validated")
            ),
        ),
        rows=tuple(
            Row(cells=(formatting.month(point.month), *point[1:])) for point in points
        ),
        empty=_("No benefit has been planned or measured yet."),
    )


def classes_table(component: Benefits, readings: Readings, scene: Scene) -> Table:
    """What was planned and validated in each class."""
    rates, profiles = component.rates.by_key(), component.profiles.by_key()
    rows = []
    for kind in MONEY_CLASSES:
        if (found := rates.get(kind.value)) is None:
            continue
        profile = profiles.get(kind.value, NO_PROFILE)
        rate = readings[f"benefits_rate.gross.{kind.value}"]
        rows.append(
            Row(
                cells=(
                    str(kind.label),
                    profile.planned.through(scene.as_of),
                    profile.validated.through(scene.as_of),
                    rate.measure.value,
                    rate.rag.value if rate.rag else None,
                    found.measured,
                    found.expected,
                )
            )
        )
    return Table(
        title=_("Benefits in money by class, to date"),
        columns=(
            Column(label=_("Class")),
            *_money_columns(scene, _("Planned"), _("Validated")),
            Column(label=_("Of plan"), unit=Unit.RATIO),
            Column(label=_("Status"), is_status=True),
            Column(label=_("Measured"), unit=Unit.COUNT),
            Column(label=_("Due"), unit=Unit.COUNT),
        ),
        rows=tuple(rows),
        empty=_("No benefit in money has been recorded."),
    )


def units_table(component: Benefits) -> Table:
    """Benefits that are measured and not in money, by their units."""

    def quantity(value: Decimal, known: int, label: str) -> Quantity | None:
        return Quantity(value, Unit.NUMBER, label=label) if known else None

    return Table(
        title=_("Benefits in other units, to date"),
        columns=(
            Column(label=_("Unit")),
            Column(label=_("Planned"), is_quantity=True),
            Column(label=_("Validated"), is_quantity=True),
            Column(label=_("Measured"), unit=Unit.COUNT),
            Column(label=_("Due"), unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(
                cells=(
                    label,
                    quantity(found.planned, found.with_plan, label),
                    quantity(found.validated, found.measured, label),
                    found.measured,
                    found.benefits,
                )
            )
            for label, found in component.units.parts
        ),
    )


def _kind_label(row: BenefitRow) -> str:
    return str(Benefit.Kind(row.benefit_class).label)


def unvalidated_table(rows: Ranking[BenefitRow], scene: Scene) -> Table:
    """The benefits that are due and have no validated amount; some have no claim."""
    return Table(
        title=_("Benefits that are due and not validated"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("Class")),
            Column(label=_("Owner")),
            *_money_columns(scene, _("Planned to date"), _("Claimed to date")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    _kind_label(row),
                    row.owner or _("no owner"),
                    row.planned,
                    row.claimed,
                ),
                href=benefit_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("Every benefit that is due has been validated."),
    )


def shortfalls_table(rows: Ranking[BenefitRow], scene: Scene) -> Table:
    """The benefits that are furthest behind their plans."""
    return Table(
        title=_("Measured benefits, the largest shortfall first"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("Class")),
            Column(label=_("Owner")),
            *_money_columns(
                scene, _("Planned"), _("Claimed"), _("Validated"), _("Short of plan")
            ),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    _kind_label(row),
                    row.owner or _("no owner"),
                    row.planned,
                    row.claimed,
                    row.validated,
                    row.shortfall,
                ),
                href=benefit_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("No benefit has been measured yet."),
    )
