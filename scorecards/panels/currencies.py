"""What do currencies do to the numbers? The FX effect, apart from all performance."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.calculations.additive import Additive
from delivery.calculations.amount import Amount
from delivery.calculations.curve import Curve
from delivery.calculations.exchange import fx_effect, pair
from delivery.calculations.measure import Measure, Unit
from delivery.calculations.periods import Period
from scorecards.currencies import (
    at_actual_rates,
    cost_at_actual_rates,
    recorded,
)
from scorecards.facts import BenefitFacts, PortfolioFacts
from scorecards.figures import Step, money, waterfall_figure
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
from scorecards.panels.links import exchange_rates_url
from scorecards.panels.parts import Keyed
from scorecards.panels.readings import Absence, reading
from scorecards.panels.terms import MONEY_CLASSES
from scorecards.panels.wording import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Additive):
    """What was recorded in one currency, at two rates and as far as both are known.

    Units: money in the currency of the component.
    """

    benefits_at_plan: Amount = field(default_factory=Amount)
    benefit_effect: Amount = field(default_factory=Amount)
    cost_at_plan: Amount = field(default_factory=Amount)
    cost_effect: Amount = field(default_factory=Amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Currencies(Additive):
    """Amounts in other currencies than the portfolio's, by pair of currencies.

    `lacking` names the rates that are missing, each as kind and pair.
    """

    pairs: Keyed[Moved]
    lacking: frozenset[str]

    def together(self) -> Moved:
        """All currencies together."""
        return Moved.total(part for _key, part in self.pairs.parts)


def collect(facts: PortfolioFacts, period: Period, as_of: date) -> Currencies:
    """Hold what was recorded in other currencies at actual rates against plan rates."""
    if facts.origin is None:
        return Currencies(pairs=Keyed(), lacking=frozenset())
    found = [*_benefits(facts, as_of), *_costs(facts, as_of)]
    return Currencies(
        pairs=Keyed.of((key, part) for key, part, _lacking in found),
        lacking=frozenset(name for _key, _part, lacking in found for name in lacking),
    )


def _benefits(
    facts: PortfolioFacts, as_of: date
) -> Iterable[tuple[str, Moved, list[str]]]:
    """Validated benefit of each foreign benefit, dis-benefits taken off."""
    actual = at_actual_rates(facts, as_of)
    origin = facts.origin.benefits if facts.origin else ()
    for own, planned, flowed in zip(
        origin, facts.benefits, actual.benefits, strict=True
    ):
        if own.currency in {"", facts.currency}:
            continue
        if _validated(own, as_of) is None:
            continue
        key = pair(own.currency, facts.currency)
        at_plan = _known(facts, planned, as_of)
        effect = fx_effect(_known(facts, flowed, as_of), at_plan)
        part = Moved(
            benefits_at_plan=_amount(at_plan, key), benefit_effect=_amount(effect, key)
        )
        yield key, part, _lacking(facts, key, planned.currency, flowed.currency)


def _validated(benefit: BenefitFacts, as_of: date) -> Decimal | None:
    """What finance has validated of a benefit in money, a loss below zero."""
    if benefit.benefit_class not in MONEY_CLASSES:
        return None
    validated = Curve.of(
        (entry.month, entry.amount)
        for entry in benefit.entries
        if entry.kind == "validated"
    ).through(as_of)
    return -validated if validated and benefit.is_disbenefit else validated


def _known(facts: PortfolioFacts, benefit: BenefitFacts, as_of: date) -> Decimal | None:
    """The same of a benefit that could be converted."""
    return _validated(benefit, as_of) if benefit.currency == facts.currency else None


def _costs(
    facts: PortfolioFacts, as_of: date
) -> Iterable[tuple[str, Moved, list[str]]]:
    """What the work on each foreign project has cost."""
    for project in facts.projects:
        own = recorded(facts, project)
        cost = own.actual_cost(as_of)
        if own.currency == facts.currency or cost is None:
            continue
        key = pair(own.currency, facts.currency)
        has_plan_rate = project.currency == facts.currency
        at_plan = project.actual_cost(as_of) if has_plan_rate else None
        flowed = cost_at_actual_rates(facts, own, as_of)
        effect = fx_effect(flowed, at_plan)
        part = Moved(
            cost_at_plan=_amount(at_plan, key), cost_effect=_amount(effect, key)
        )
        flow = facts.currency if flowed is not None else own.currency
        yield key, part, _lacking(facts, key, project.currency, flow)


def _amount(amount: Decimal | None, key: str) -> Amount:
    if amount is None:
        return Amount.of([Decimal(0)]).without_rate(key)
    return Amount.of([amount])


def _lacking(facts: PortfolioFacts, key: str, planned: str, flowed: str) -> list[str]:
    """Name the rates that are missing, as kind and pair."""
    kinds = (("plan", planned), ("average", flowed))
    return [f"{kind} {key}" for kind, held in kinds if held != facts.currency]


def read(component: Currencies, scene: Scene) -> Readings:
    """What the move of currencies alone adds to benefit and cost."""
    total = component.together()
    return {
        "fx_effect.benefits": _effect(
            "fx_effect.benefits",
            total.benefit_effect,
            scene,
            Noun.BENEFITS,
            _("The move of currencies adds %(amount)s to validated benefit."),
            _("The move of currencies takes %(amount)s off validated benefit."),
            _("no benefit in another currency has been validated"),
        ),
        "fx_effect.cost": _effect(
            "fx_effect.cost",
            total.cost_effect,
            scene,
            Noun.PROJECTS,
            _("The move of currencies adds %(amount)s to the cost of work done."),
            _("The move of currencies takes %(amount)s off the cost of work done."),
            _("no cost in another currency has been reported"),
        ),
    }


def _effect(
    name: str,
    effect: Amount,
    scene: Scene,
    noun: Noun,
    adds: str,
    takes: str,
    absent: str,
) -> Reading:
    measure = effect.measure().in_currency(scene.currency)

    def says() -> str:
        amount = Decimal(measure.number)
        if not amount:
            return _("Currencies stand as they were planned.")
        text = adds if amount > 0 else takes
        return text % {"amount": wording.amount(abs(amount), scene.currency)}

    return reading(
        name,
        measure,
        says,
        absent=Absence(
            reason=absent,
            advice=_("Enter the missing exchange rates.") if effect.lacking else "",
        ),
        noun=noun,
    )


def present(component: Currencies, readings: Readings, scene: Scene) -> Content | None:
    """Show each currency's effect; nothing where there is only one currency."""
    if not component.pairs.parts:
        return None
    benefits, cost = readings["fx_effect.benefits"], readings["fx_effect.cost"]
    known = [one for one in (benefits, cost) if one.measure.is_ok]
    sentence = wording.joined(*(one.sentence for one in (known or [benefits])))
    return Content(
        sentence=sentence,
        table=_table(component, scene),
        picture=_picture(component, scene, sentence),
        notes=(
            _(
                "Rates of performance are at the rates of the plans on both sides, so "
                "none of this is in them."
            ),
        ),
        further=(_lacking_table(component),) if component.lacking else (),
    )


def _picture(component: Currencies, scene: Scene, description: str) -> Picture | None:
    total = component.together()
    if not total.benefit_effect.measure().is_ok:
        return None
    steps = [
        Step(_("At plan rates"), total.benefits_at_plan.amount, is_total=True),
        *(
            Step(key, part.benefit_effect.amount)
            for key, part in component.pairs.parts
            if part.benefit_effect.known
        ),
        Step(
            _("At actual rates"),
            total.benefits_at_plan.amount + total.benefit_effect.amount,
            is_total=True,
        ),
    ]
    return Picture(
        title=_("Validated benefit in other currencies, at plan and at actual rates"),
        description=description,
        figure=waterfall_figure(steps, unit=money(scene.currency)),
    )


def _table(component: Currencies, scene: Scene) -> Table:
    def column(label: str) -> Column:
        return Column(label=label, unit=Unit.MONEY, currency=scene.currency)

    return Table(
        columns=(
            Column(label=_("Currencies")),
            column(_("Validated, at plan rates")),
            column(_("FX effect")),
            column(_("Cost of work, at plan rates")),
            column(_("FX effect")),
        ),
        rows=tuple(
            Row(
                cells=(
                    key,
                    *(
                        _shown(amount.measure())
                        for amount in (
                            part.benefits_at_plan,
                            part.benefit_effect,
                            part.cost_at_plan,
                            part.cost_effect,
                        )
                    ),
                )
            )
            for key, part in component.pairs.parts
        ),
    )


def _shown(measure: Measure) -> Decimal | None:
    return None if measure.value is None else Decimal(measure.value)


def _lacking_table(component: Currencies) -> Table:
    """The rates that nobody has entered, each leading to where one does."""
    kinds = {"plan": _("Plan rate"), "average": _("Average of a period")}
    rows = []
    for name in sorted(component.lacking):
        kind, key = name.split(" ")
        rows.append(
            Row(cells=(key, kinds[kind]), href=exchange_rates_url(*key.split("/")))
        )
    return Table(
        title=_("Missing exchange rates"),
        columns=(Column(label=_("Currencies")), Column(label=_("Kind"))),
        rows=tuple(rows),
    )


CURRENCIES = Panel(
    key="currencies",
    question=gettext_lazy("What do currencies do to the numbers?"),
    outcome=Outcome.DATA,
    lead="fx_effect.benefits",
    component=Currencies,
    collect=collect,
    read=read,
    present=present,
)
