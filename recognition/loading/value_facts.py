"""What the sentence of a piece of value is made of."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import Unit
from delivery.models import Benefit, BenefitEntry
from recognition.calculations.gate import Statistics, Worth
from recognition.models import ValueItem
from recognition.sentences import (
    AmountFacts,
    ChangeFacts,
    Facts,
    OutcomeFacts,
    Statistic,
)

UNITS = {unit.value: unit for unit in Unit}


def planned_for(items: Iterable[ValueItem]) -> dict[int, Decimal]:
    """Return what was planned for the benefits of some items, in one query.

    Items without a plan are not in it.
    """
    of_benefits = {item.pk: item for item in items if item.benefit_id}
    plans: defaultdict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    for benefit, month, amount in BenefitEntry.objects.filter(
        benefit__in={item.benefit_id for item in of_benefits.values()},
        kind=BenefitEntry.Kind.PLANNED,
    ).values_list("benefit", "month", "amount"):
        plans[benefit].append((month, amount))
    found: dict[int, Decimal] = {}
    for pk, item in of_benefits.items():
        planned = sum(
            (
                amount
                for month, amount in plans[item.benefit_id or 0]
                if item.period_start <= month <= item.period_end
            ),
            Decimal(0),
        )
        if planned:
            found[pk] = planned
    return found


def facts_of(item: ValueItem, planned: Decimal | None = None) -> Facts:
    """Return the facts of an item as a sentence takes them, in the reader's language.

    The item is one `for_page`.
    """
    if item.benefit:
        return _amount(item, item.benefit, planned)
    return _change(item) if item.kpi else _outcome(item)


def _amount(item: ValueItem, benefit: Benefit, planned: Decimal | None) -> AmountFacts:
    basis = ""
    if benefit.benefit_class == Benefit.Kind.COST_AVOIDANCE:
        basis = str(benefit.get_counterfactual_basis_display()).lower()
    return AmountFacts(
        name=benefit.name,
        worth=Worth(benefit.benefit_class),
        evidence=Evidence(item.evidence),
        amount=item.amount,
        currency=item.currency,
        period=item.period_text,
        basis=basis,
        planned=planned,
        has_project=benefit.project_id is not None,
    )


def _change(item: ValueItem) -> ChangeFacts:
    kpi, facts = item.kpi, item.facts
    return ChangeFacts(
        name=kpi.name if kpi else "",
        evidence=Evidence(item.evidence),
        unit=UNITS.get(kpi.unit, Unit.NUMBER) if kpi else Unit.NUMBER,
        currency=kpi.currency if kpi else "",
        label=kpi.unit_label if kpi else "",
        before=_number(facts.get("before")),
        after=_number(facts.get("after")),
        comparator=_("the time before"),
        period=item.period_text,
        statistics=Statistics(
            n_before=facts.get("n_before", 0),
            n_after=facts.get("n_after", 0),
            is_signal=True,
        ),
        statistic=Statistic.AVERAGE,
        has_project=bool(kpi and kpi.project_id),
    )


def _outcome(item: ValueItem) -> OutcomeFacts:
    facts = item.facts
    return OutcomeFacts(
        name=item.project.name if item.project else "",
        evidence=Evidence(item.evidence),
        period=item.period_text,
        planned_finish=_day(facts.get("planned_finish")),
        finished_on=_day(facts.get("finish")),
        is_on_time=facts.get("on_time"),
        budget=_number(facts.get("budget")),
        cost=_number(facts.get("cost")),
        is_within_budget=facts.get("on_budget"),
        currency=item.currency,
    )


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
