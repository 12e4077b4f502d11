"""What do the PMO's services cost, and what do they bring about?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.additive import ZERO, Additive
from delivery.calculations.amount import Amount
from delivery.calculations.attribution import AttributedBenefit
from delivery.calculations.measure import Measure, Unit
from delivery.calculations.periods import Period, first_of_month, months_between
from delivery.calculations.pmo_cost import PmoCost, cost_ratio
from delivery.models import ServiceCost
from scorecards import figures
from scorecards.facts import PortfolioFacts, ServiceFacts
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
from scorecards.panels.history import history, trend
from scorecards.panels.links import service_url
from scorecards.panels.parts import History, Keyed
from scorecards.panels.readings import Absence, reading
from scorecards.panels.spending import managed_spend
from scorecards.panels.terms import MONEY_CLASSES
from scorecards.panels.wording import Noun

ONE: Final = Decimal(1)
CATEGORIES: Final = frozenset(ServiceCost.Category.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePart:
    """A service: its cost of the period, and what is attributed to it to date.

    A service of a portfolio helps those below it, so its cost comes from one
    portfolio and its benefit from several.
    """

    pk: int
    name: str
    cost: PmoCost = field(default_factory=PmoCost)
    attributed: Amount = field(default_factory=Amount)
    projects: int = 0

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            cost=self.cost + other.cost,
            attributed=self.attributed + other.attributed,
            projects=self.projects + other.projects,
        )

    def converted(self, rate: Decimal | None) -> Self:
        """The same in another currency."""
        return replace(
            self,
            cost=self.cost.converted(rate),
            attributed=self.attributed.converted(rate),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Services(Additive):
    """What the PMO cost in the period, and what it is known to have brought about."""

    cost: PmoCost
    spend: Amount
    by_category: Keyed[Amount]
    attributed: AttributedBenefit
    services: Keyed[ServicePart]
    past: History[PmoCost]
    past_spend: History[Amount]


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Services:
    """Add up costs of the period, and what is attributed to services by the day."""

    def cost(past: Period, day: date) -> PmoCost:
        return PmoCost.total(cost_of(one, past, day) for one in facts.services)

    def spend(past: Period, day: date) -> Amount:
        return managed_spend(facts, past, day)

    gains = [
        BenefitStanding.of(facts, benefit, as_of)
        for benefit in facts.benefits
        if not benefit.is_disbenefit and benefit.benefit_class in MONEY_CLASSES
    ]
    return Services(
        cost=cost(period, as_of),
        spend=spend(period, as_of),
        by_category=Keyed.of(
            (row.category, Amount.of([row.amount]))
            for one in facts.services
            for months in [months_of(one, period, as_of)]
            for row in one.costs
            if row.month in months
        ),
        attributed=AttributedBenefit.total(_attributed(gains)),
        services=Keyed.of(_parts(facts, gains, period, as_of)),
        past=history(facts, "pmo cost", period, as_of, cost),
        past_spend=history(facts, "managed spend", period, as_of, spend),
    )


def months_of(service: ServiceFacts, period: Period, day: date) -> Sequence[date]:
    """The months of a period, up to a day, in which a service is offered."""
    begun = service.begun_on()
    first = max(period.start, first_of_month(begun)) if begun else period.start
    last = min(period.end, day, service.retired_on or day)
    return months_between(first, last) if first <= last else ()


def cost_of(service: ServiceFacts, period: Period, day: date) -> PmoCost:
    costs = {(row.month, row.category): row.amount for row in service.costs}
    months = months_of(service, period, day)
    return PmoCost.of(costs, months, CATEGORIES, service.lacking)


def _attributed(gains: Iterable[BenefitStanding]) -> Iterable[AttributedBenefit]:
    """What finance validated, by the shares of services in it.

    A benefit that no service has a share in is expected to have one: it may owe the
    PMO nothing, but nobody has said so.
    """
    for one in gains:
        if one.validated is None:
            continue
        shares = one.benefit.attributions
        if not shares or any(share.confidence is None for share in shares):
            yield AttributedBenefit.of(one.validated_here, None, None)
            continue
        certain = sum((share.certain for share in shares), ZERO)
        yield AttributedBenefit.of(one.validated_here, certain, ONE)


def _parts(
    facts: PortfolioFacts,
    gains: Iterable[BenefitStanding],
    period: Period,
    as_of: date,
) -> Iterable[tuple[str, ServicePart]]:
    for service in facts.services:
        yield (
            f"{service.pk:012}",
            ServicePart(
                pk=service.pk,
                name=service.name,
                cost=cost_of(service, period, as_of),
                projects=service.projects,
            ),
        )
    for one in gains:
        validated = one.validated_here
        for share in one.benefit.attributions:
            amount = None
            if validated is not None and share.confidence is not None:
                amount = validated * share.certain
            yield (
                f"{share.service:012}",
                ServicePart(
                    pk=share.service,
                    name=share.service_name,
                    attributed=Amount.of([amount]),
                ),
            )


def read(component: Services, scene: Scene) -> Readings:
    """The cost of the PMO, also beside the spend it manages, and its benefit."""
    cost = component.cost.measure().in_currency(scene.currency)
    ratio = cost_ratio(component.cost, component.spend)
    attributed = component.attributed.measure().in_currency(scene.currency)
    return {
        "pmo_cost": reading(
            "pmo_cost",
            cost,
            lambda: (
                _("Running the PMO cost %(amount)s in %(period)s.")
                % {
                    "amount": wording.amount(cost.number, scene.currency),
                    "period": scene.period.label,
                }
            ),
            absent=no_cost(component.cost, scene),
            trend=trend(part.measure() for part in component.past.parts),
        ),
        "pmo_cost.ratio": reading(
            "pmo_cost.ratio",
            ratio,
            lambda: (
                _("Running the PMO cost %(amount)s, %(share)s of the spend it manages.")
                % {
                    "amount": wording.amount(cost.number, scene.currency),
                    "share": wording.percent(ratio.number),
                }
            ),
            absent=_no_ratio(component.cost, scene),
            noun=Noun.PROJECTS,
            trend=trend(
                cost_ratio(part, spend)
                for part, spend in zip(
                    component.past.parts, component.past_spend.parts, strict=True
                )
            ),
        ),
        "attributed_benefit": reading(
            "attributed_benefit",
            attributed,
            lambda: (
                _(
                    "%(amount)s of validated benefit is attributed to PMO services by "
                    "%(day)s, after each share was taken down to its confidence."
                )
                % {
                    "amount": wording.amount(attributed.number, scene.currency),
                    "day": wording.day(scene.as_of),
                }
            ),
            absent=Absence(
                reason=_("no validated benefit names a service with a share in it"),
                advice=_(
                    "Say on the page of a benefit which services helped, by how "
                    "much, and how one knows."
                ),
            ),
            noun=Noun.BENEFITS,
        ),
    }


def no_cost(cost: PmoCost, scene: Scene) -> Absence:
    if not cost.services:
        return Absence(
            reason=_("no PMO service was offered in %(period)s")
            % {"period": scene.period.label},
            advice=_("Add what the PMO offers, and what it costs by month."),
        )
    if cost.lacking and not cost.missing:
        return Absence(advice=_("Enter the missing exchange rates."))
    lacking = [
        str(one.label).lower()
        for one in ServiceCost.Category
        if one.value in cost.missing
    ]
    return Absence(
        reason=_("these costs were never entered for some service: %(list)s")
        % {"list": wording.listed(lacking)}
        if lacking
        else "",
        advice=_("Enter 0 where there is none: an empty cell is not zero."),
    )


def _no_ratio(cost: PmoCost, scene: Scene) -> Absence:
    if not cost.measure().is_ok:
        return no_cost(cost, scene)
    return Absence(
        reason=_("no project reported what it spent in %(period)s")
        % {"period": scene.period.label},
        advice=_("Report the actual cost of projects, each time all of it so far."),
    )


def present(component: Services, readings: Readings, scene: Scene) -> Content | None:
    """Show what the cost is made of, and each service with what it brought about."""
    if not component.services.parts:
        return None
    cost, attributed = readings["pmo_cost"], readings["attributed_benefit"]
    ratio = readings["pmo_cost.ratio"]
    steps = _steps(component) if cost.measure.is_ok else []
    sentence = wording.joined(
        ratio.sentence if ratio.measure.is_ok else cost.sentence,
        attributed.sentence if attributed.measure.is_ok else "",
    )
    return Content(
        sentence=sentence,
        table=_categories_table(component, scene),
        picture=Picture(
            title=_("What running the PMO costs, by category"),
            description=sentence,
            figure=waterfall_figure(steps, unit=figures.money(scene.currency)),
        )
        if steps
        else None,
        notes=_notes(component, attributed.sentence, attributed.measure),
        further=(_services_table(component, scene),),
    )


def _notes(component: Services, attributed: str, measure: Measure) -> tuple[str, ...]:
    notes = [] if measure.is_ok else [attributed]
    idle = sum(
        not part.projects and not part.attributed.expected
        for _key, part in component.services.parts
    )
    if idle:
        text = ngettext(
            "%(count)s service is named by no project and no benefit.",
            "%(count)s services are named by no project and no benefit.",
            idle,
        )
        notes.append(text % {"count": wording.count(idle)})
    return tuple(notes)


def _steps(component: Services) -> list[Step]:
    known = component.by_category.by_key()
    steps = [
        Step(str(one.label), known[one.value].amount)
        for one in ServiceCost.Category
        if one.value in known and known[one.value].amount
    ]
    return [*steps, Step(_("In all"), component.cost.amount, is_total=True)]


def _money(label: str, scene: Scene) -> Column:
    return Column(label=label, unit=Unit.MONEY, currency=scene.currency)


def _categories_table(component: Services, scene: Scene) -> Table:
    known = component.by_category.by_key()
    return Table(
        title=_("Cost of the PMO in the period, by category"),
        columns=(
            Column(label=_("Category")),
            _money(_("Cost"), scene),
            Column(label=_("Amounts entered"), unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(one.label),
                    found.amount if found.known else None,
                    found.known,
                )
            )
            for one in ServiceCost.Category
            if (found := known.get(one.value, Amount()))
        )
        if component.cost.services
        else (),
        empty=_("No PMO service was offered in this period."),
    )


def _services_table(component: Services, scene: Scene) -> Table:
    return Table(
        title=_("PMO services: cost of the period, and benefit to date"),
        columns=(
            Column(label=_("Service")),
            _money(_("Cost"), scene),
            _money(_("Attributed benefit"), scene),
            Column(label=_("Projects helped"), unit=Unit.COUNT),
        ),
        rows=tuple(
            Row(
                cells=(
                    part.name,
                    part.cost.measure().value,
                    part.attributed.amount if part.attributed.known else None,
                    part.projects,
                ),
                href=service_url(part.pk),
            )
            for _key, part in component.services.parts
        ),
        empty=_("No PMO service has been recorded."),
    )


PMO_SERVICES = Panel(
    key="pmo-services",
    question=gettext_lazy("What do PMO services cost and bring about?"),
    outcome=Outcome.BENEFITS,
    lead="pmo_cost",
    component=Services,
    collect=collect,
    read=read,
    present=present,
)
