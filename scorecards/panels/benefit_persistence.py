"""Do benefits reach their full level, and do they stay?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import Additive
from delivery.calculations.curve import Curve
from delivery.calculations.measure import Measure, Reason, Unit
from delivery.calculations.periods import Period, first_of_month
from delivery.calculations.ramp import (
    MONTHS_ON,
    PERSISTENCE_THRESHOLDS,
    months_to_full,
    persistence,
    ramp,
    steady_from,
)
from delivery.calculations.sample import percentile
from delivery.calculations.share import Ratio
from pmo_value import formatting
from scorecards.facts import PortfolioFacts
from scorecards.figures import PERCENT, Multiple, small_multiples_figure
from scorecards.panels import wording
from scorecards.panels.benefit_facts import BenefitStanding
from scorecards.panels.contract import (
    Column,
    Content,
    Outcome,
    Panel,
    Picture,
    Readings,
    Row,
    Scene,
    Table,
)
from scorecards.panels.links import benefit_url
from scorecards.panels.parts import Keyed, Ranking
from scorecards.panels.readings import Absence, reading
from scorecards.panels.wording import Noun

MONTHS_DRAWN = 12
DRAWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RampRow:
    """How a benefit rises to its full level: the share of it, month by month."""

    pk: int
    name: str
    owner: str
    full_since: date | None
    months: int | None
    shares: tuple[Decimal | None, ...]

    @property
    def rank(self) -> tuple[Any, ...]:
        """Those not at full level first, the lowest of them on top."""
        known = [share for share in self.shares if share is not None]
        newest = known[-1] if known else Decimal(0)
        return self.full_since is not None, newest, self.name, self.pk

    @property
    def newest(self) -> Decimal | None:
        return self.shares[-1] if self.shares else None


@dataclass(frozen=True, slots=True)
class Months:
    """Numbers of months that are pooled, in ascending order."""

    values: tuple[int, ...] = ()

    def __add__(self, other: Self) -> Self:
        return type(self)(tuple(sorted((*self.values, *other.values))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Persistence(Additive):
    """Benefits with a full level: when they reached it, and what is left of it."""

    count: int
    judged: int
    months: Months
    left: Keyed[Ratio]
    rows: Ranking[RampRow]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Persistence:
    """Follow each benefit that has a full level from its start to the day."""
    standings = [
        BenefitStanding.of(facts, benefit, as_of)
        for benefit in facts.benefits
        if not benefit.is_disbenefit
    ]
    judged = [
        one
        for one in standings
        if one.benefit.steady_amount and _until(one.counted, as_of)
    ]
    rows = [_row(one, as_of) for one in judged]
    money = [one for one in judged if one.is_money]
    return Persistence(
        count=len(standings),
        judged=len(judged),
        months=Months(
            tuple(sorted(row.months for row in rows if row.months is not None))
        ),
        left=Keyed.of(
            (f"{months:02}", _left(one, months, as_of))
            for one in money
            for months in MONTHS_ON
        ),
        rows=Ranking.of(rows),
    )


def _until(curve: Curve, as_of: date) -> Curve:
    last = first_of_month(as_of)
    return Curve(tuple(pair for pair in curve.amounts if pair[0] <= last))


def _left(one: BenefitStanding, months: int, as_of: date) -> Ratio:
    part = persistence(_until(one.counted, as_of), one.benefit.steady_amount, months)
    if part.expected and not one.is_own:
        return part.without_rate(one.pair)
    return part


def _row(one: BenefitStanding, as_of: date) -> RampRow:
    validated, steady = _until(one.counted, as_of), one.benefit.steady_amount
    begins = one.benefit.starts_on or one.curves["planned"].first_month
    months = months_to_full(validated, steady, begins)
    shares = [share for _month, share in ramp(validated, steady)][-MONTHS_DRAWN:]
    return RampRow(
        pk=one.benefit.pk,
        name=one.benefit.name,
        owner=one.benefit.owner,
        full_since=steady_from(validated, steady),
        months=None if months.value is None else int(months.number),
        shares=tuple(shares),
    )


def read(component: Persistence, scene: Scene) -> Readings:
    """The months to full level, and what is left after half a year, one and two."""
    left = component.left.by_key()
    reached = _months(component)
    found = {
        "ramp.months": reading(
            "ramp.months",
            reached,
            lambda: _reached_said(component, reached),
            absent=_not_reached(component),
        )
    }
    for months in MONTHS_ON:
        name = f"persistence.{months}"
        measure = left.get(f"{months:02}", Ratio()).measure()
        found[name] = reading(
            name,
            measure,
            _left_said(measure, months),
            absent=Absence(
                reason=_("no benefit has been at full level for %(months)s months")
                % {"months": months}
            ),
            noun=Noun.BENEFITS,
        )
    return found


def _months(component: Persistence) -> Measure:
    known = component.months.values
    middle = percentile(known, Decimal("0.5"))
    if middle is None:
        return Measure.missing(Reason.NO_DATA, Unit.PERIODS, n=0)
    return Measure.of(middle, Unit.PERIODS, n=len(known), n_expected=component.judged)


def _not_reached(component: Persistence) -> Absence:
    if not component.judged:
        return Absence(
            reason=_("no validated benefit has a full amount of a month"),
            advice=_("Enter the planned amount of a month at full level."),
        )
    return Absence(
        reason=_("no benefit has been at 95 % of its full level for three months")
    )


def _reached_said(component: Persistence, months: Measure) -> str:
    reached = len(component.months.values)
    if reached == 1:
        text = ngettext(
            "Full benefit level was reached %(months)s month after the start.",
            "Full benefit level was reached %(months)s months after the start.",
            int(months.number),
        )
        return text % {"months": wording.months(months.number)}
    return _(
        "%(reached)s of %(judged)s benefits reached their full level, the one in the "
        "middle %(months)s months after its start."
    ) % {
        "reached": wording.count(reached),
        "judged": wording.count(component.judged),
        "months": wording.months(months.number),
    }


def _left_said(measure: Measure, months: int) -> str:
    if measure.value is None:
        return ""
    marks = (1, PERSISTENCE_THRESHOLDS.green, PERSISTENCE_THRESHOLDS.amber)
    return _("%(months)s months on, %(share)s of the benefit is still there.") % {
        "months": months,
        "share": wording.percent(measure.value, marks),
    }


def present(component: Persistence, readings: Readings, scene: Scene) -> Content | None:
    """Show the benefits that are furthest from their full level first."""
    if not component.count:
        return None
    reached = readings["ramp.months"]
    left = [
        readings[f"persistence.{months}"].sentence
        for months in MONTHS_ON
        if readings[f"persistence.{months}"].measure.is_ok
    ]
    sentence = wording.joined(reached.sentence, *left[-1:])
    return Content(
        sentence=sentence,
        table=_table(component.rows),
        picture=_picture(component, sentence) if component.rows.rows else None,
        notes=tuple(left[:-1]),
    )


def _picture(component: Persistence, sentence: str) -> Picture:
    rows = component.rows.rows[:DRAWN]
    longest = max(len(row.shares) for row in rows)
    return Picture(
        title=_("Validated amount as a share of the full level, by month"),
        description=sentence,
        figure=small_multiples_figure(
            [
                Multiple(
                    row.name,
                    (*(None,) * (longest - len(row.shares)), *row.shares),
                )
                for row in rows
            ],
            unit=PERCENT,
        ),
    )


def _table(rows: Ranking[RampRow]) -> Table:
    return Table(
        title=_("Benefits and their full level, the lowest first"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("Owner")),
            Column(label=_("Last validated month, of full level"), unit=Unit.RATIO),
            Column(label=_("Course"), is_trend=True),
            Column(label=_("Months to full level"), unit=Unit.COUNT),
            Column(label=_("At full level since")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.owner or _("no owner"),
                    row.newest,
                    row.shares,
                    row.months,
                    formatting.month(row.full_since)
                    if row.full_since
                    else _("not reached"),
                ),
                href=benefit_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("No validated benefit has a full amount of a month."),
    )


BENEFIT_PERSISTENCE = Panel(
    key="benefit-persistence",
    question=gettext_lazy("Do benefits reach their full level, and stay?"),
    outcome=Outcome.BENEFITS,
    lead="persistence.12",
    component=Persistence,
    collect=collect,
    read=read,
    present=present,
)
