"""Where does promised benefit leak away? By cause, from the promise to what is left."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.amount import Amount
from delivery.calculations.benefits import Promise
from delivery.calculations.leakage import Cause, delay_leakage, unexplained
from delivery.calculations.measure import Measure, Reason, Unit, divide, settled
from delivery.calculations.periods import Period, first_of_month
from delivery.models import BenefitLeak
from scorecards import figures
from scorecards.facts import BenefitFacts, PortfolioFacts
from scorecards.figures import Step, waterfall_figure
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
from scorecards.panels.parts import Keyed, Ranking, last_first
from scorecards.panels.readings import Absence, reading

DELAY: Final = BenefitLeak.Cause.DELAY.value
# What no recorded cause explains.
OPEN: Final = "unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakRow:
    """A benefit of which less is expected than was promised.

    Units: money in the currency of the component.
    """

    pk: int
    name: str
    owner: str
    promised: Decimal | None
    lost: Decimal | None
    cause: str

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.lost), self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency, unknown without a rate."""

        def other(amount: Decimal | None) -> Decimal | None:
            return None if rate is None or amount is None else amount * rate

        return replace(self, promised=other(self.promised), lost=other(self.lost))


@dataclass(frozen=True, slots=True, kw_only=True)
class Leakage(Additive):
    """What was promised, by what became of it; what is gained stands for itself."""

    count: int
    promise: Promise
    gained: Amount
    causes: Keyed[Amount]
    rows: Ranking[LeakRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lost:
    """What one benefit lost, split by cause, or gained."""

    one: BenefitStanding
    promised: Decimal
    lost: Decimal

    @property
    def causes(self) -> list[Cause]:
        """The recorded causes, scaled down where they claim more than was lost."""
        if self.lost <= 0:
            return []
        known = _causes(self.one.benefit, self.one)
        told = sum((cause.amount for cause in known), ZERO)
        if told >= self.lost:
            factor = self.lost / told
            return [Cause(one.name, settled(one.amount * factor)) for one in known]
        return [*known, Cause(OPEN, unexplained(self.lost, known))]


def _causes(benefit: BenefitFacts, one: BenefitStanding) -> list[Cause]:
    """What is put down to causes; a delay that nobody typed is read off the plan."""
    known = [Cause(leak.cause, leak.amount) for leak in benefit.leaks]
    if any(cause.name == DELAY for cause in known):
        return known
    planned = one.curves["planned"]
    if planned.first_month is None or benefit.starts_on is None:
        return known
    start = first_of_month(benefit.starts_on)
    late = (start.year - planned.first_month.year) * 12
    late += start.month - planned.first_month.month
    lost = delay_leakage(planned, late)
    return [Cause(DELAY, lost), *known] if lost else known


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Leakage:
    """Hold every benefit's promise against what came and what is still expected."""
    standings = [
        BenefitStanding.of(facts, benefit, as_of)
        for benefit in facts.benefits
        if not benefit.is_disbenefit
    ]
    money = [one for one in standings if one.is_money]
    known = [found for one in money if (found := _lost(one))]
    leaking = [found for found in known if found.lost > 0]
    return Leakage(
        count=len(standings),
        promise=Promise.total(one.promise for one in money),
        gained=Amount.of(-found.lost for found in known if found.lost < 0),
        causes=Keyed.of(
            (cause.name, Amount.of([cause.amount]))
            for found in leaking
            for cause in found.causes
        ),
        rows=Ranking.of(
            LeakRow(
                pk=found.one.benefit.pk,
                name=found.one.benefit.name,
                owner=found.one.benefit.owner,
                promised=found.promised,
                lost=found.lost,
                cause=max(
                    found.causes, key=lambda cause: (cause.amount, cause.name)
                ).name,
            )
            for found in leaking
        ),
    )


def _lost(one: BenefitStanding) -> _Lost | None:
    promise = one.promise
    if not promise.known:
        return None
    lost = promise.planned_total - promise.realized_to_date - promise.forecast_remaining
    return _Lost(one=one, promised=promise.planned_total, lost=lost)


def read(component: Leakage, scene: Scene) -> Readings:
    """How much of what leaked away has a cause."""
    explained = _explained(component)
    return {
        "benefit_leakage.explained": reading(
            "benefit_leakage.explained",
            explained,
            lambda: (
                _("%(share)s of what leaked away has a recorded cause.")
                % {"share": wording.percent(explained.number)}
            ),
            absent=Absence(reason=_("nothing is known to have leaked away")),
        )
    }


def _explained(component: Leakage) -> Measure:
    causes = component.causes.by_key()
    lost = [part for part in causes.values() if part.known]
    if not lost:
        return Measure.missing(Reason.NO_DATA, Unit.RATIO, n=0)
    total = sum((part.amount for part in lost), ZERO)
    rest = causes[OPEN].amount if OPEN in causes else ZERO
    return divide(total - rest, total, require_positive=True)


def cause_name(cause: str) -> str:
    """What a cause is called in a table and a picture."""
    if cause == OPEN:
        return _("No cause recorded")
    return str(BenefitLeak.Cause(cause).label)


IN_A_SENTENCE: dict[str, Any] = {
    BenefitLeak.Cause.DELAY: gettext_lazy("mainly because of delay"),
    BenefitLeak.Cause.SCOPE: gettext_lazy("mainly because scope was cut"),
    BenefitLeak.Cause.ADOPTION: gettext_lazy("mainly because too few took it up"),
    BenefitLeak.Cause.ESTIMATE: gettext_lazy(
        "mainly because the estimate was too high"
    ),
    BenefitLeak.Cause.EROSION: gettext_lazy("mainly because it wears off"),
    OPEN: gettext_lazy("for the largest part without a recorded cause"),
}


def present(component: Leakage, readings: Readings, scene: Scene) -> Content | None:
    """Walk from the promise to what is still expected, one cause at a time."""
    if not component.count:
        return None
    steps = _steps(component)
    leakage = scene.readings.get("benefit_leakage")
    explained = readings["benefit_leakage.explained"]
    sentence = _sentence(component, scene)
    if not sentence:
        sentence = leakage.sentence if leakage else explained.sentence
    return Content(
        sentence=sentence,
        table=_steps_table(steps, scene),
        picture=Picture(
            title=_("From the promise to what is still expected"),
            description=sentence,
            figure=waterfall_figure(steps, unit=figures.money(scene.currency)),
        )
        if steps
        else None,
        notes=(explained.sentence,) if explained.measure.is_ok else (),
        further=(_rows_table(component.rows, scene),),
    )


def _sentence(component: Leakage, scene: Scene) -> str:
    """How much leaked away and why; "" where that is not known or nothing did."""
    measure = component.promise.leakage()
    causes = [
        (part.amount, cause) for cause, part in component.causes.parts if part.known
    ]
    if not measure.is_ok or measure.number <= 0 or not causes:
        return ""
    text = _(
        "%(share)s of the promised benefit (%(amount)s) is no longer expected, "
        "%(cause)s."
    )
    lost = Decimal(measure.number) * component.promise.planned_total
    return text % {
        "share": wording.percent(measure.number),
        "amount": wording.amount(lost, scene.currency),
        "cause": IN_A_SENTENCE[max(causes)[1]],
    }


def _steps(component: Leakage) -> list[Step]:
    promise = component.promise
    if not promise.known:
        return []
    causes = component.causes.by_key()
    order = [*BenefitLeak.Cause.values, OPEN]
    gained = component.gained
    return [
        Step(_("Promised"), promise.planned_total, is_total=True),
        *(
            Step(cause_name(cause), -causes[cause].amount)
            for cause in order
            if cause in causes and causes[cause].known
        ),
        *([Step(_("More than promised"), gained.amount)] if gained.known else []),
        Step(
            _("Still expected"),
            promise.realized_to_date + promise.forecast_remaining,
            is_total=True,
        ),
    ]


def _money(label: str, scene: Scene) -> Column:
    return Column(label=label, unit=Unit.MONEY, currency=scene.currency)


def _steps_table(steps: list[Step], scene: Scene) -> Table:
    return Table(
        title=_("From the promise to what is still expected"),
        columns=(
            Column(label=_("Step")),
            _money(_("Amount"), scene),
        ),
        rows=tuple(Row(cells=(step.name, step.amount)) for step in steps),
        empty=_("No benefit has a plan, a measured part and a forecast of the rest."),
    )


def _rows_table(rows: Ranking[LeakRow], scene: Scene) -> Table:
    return Table(
        title=_("Benefits of which less is expected, the largest loss first"),
        columns=(
            Column(label=_("Benefit")),
            Column(label=_("Owner")),
            _money(_("Promised"), scene),
            _money(_("No longer expected"), scene),
            Column(label=_("Mainly because of")),
        ),
        rows=tuple(
            Row(
                cells=(
                    row.name,
                    row.owner or _("no owner"),
                    row.promised,
                    row.lost,
                    cause_name(row.cause),
                ),
                href=benefit_url(row.pk),
            )
            for row in rows.rows
        ),
        left_out=rows.left_out,
        empty=_("All that was promised is still expected."),
    )


BENEFIT_LEAKAGE = Panel(
    key="benefit-leakage",
    question=gettext_lazy("Where does promised benefit leak away?"),
    outcome=Outcome.BENEFITS,
    lead="benefit_leakage",
    component=Leakage,
    collect=collect,
    read=read,
    present=present,
)
