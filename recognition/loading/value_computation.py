"""How the number of a piece of value was computed, for whoever is to believe it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delivery.calculations.evidence import Evidence
from delivery.models import BenefitEntry, ClaimDecision
from pmo_value import formatting
from recognition.models import ValueItem

EVIDENCE = {
    Evidence.OPINION: gettext_lazy("E0: a forecast or an opinion"),
    Evidence.CLAIMED: gettext_lazy("E1: claimed, and the method is written down"),
    Evidence.MEASURED: gettext_lazy("E2: measured against a recorded baseline"),
    Evidence.VALIDATED: gettext_lazy("E3: measured and validated by Finance"),
    Evidence.ISOLATED: gettext_lazy(
        "E4: validated by Finance, and a comparison sets the cause apart"
    ),
}


@dataclass(frozen=True, slots=True)
class Month:
    """What finance let stand for one month, when and who."""

    month: date
    amount: Decimal
    decided_on: date | None
    decided_by: str
    proof: str


@dataclass(slots=True)
class Computation:
    """The way from the facts to the number: words with their values, and the months."""

    evidence: str
    rows: list[tuple[str, str]] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    method: str = ""


def computed(items: Iterable[ValueItem]) -> dict[int, Computation]:
    """Return how each item was computed, in two queries. They are `for_page`."""
    asked = list(items)
    months = _months(asked)
    found = {}
    for item in asked:
        computation = Computation(str(EVIDENCE[Evidence(item.evidence)]))
        if item.benefit:
            computation.months = months[item.pk]
            computation.method = item.benefit.measurement_method
            computation.rows = _of_benefit(item)
        elif item.kpi:
            computation.method = item.kpi.description
            computation.rows = _of_kpi(item)
        else:
            computation.rows = _of_project(item)
        found[item.pk] = computation
    return found


def _months(items: list[ValueItem]) -> defaultdict[int, list[Month]]:
    """Return the months of each item, with the last decision on each."""
    found: defaultdict[int, list[Month]] = defaultdict(list)
    benefits = {item.benefit_id for item in items if item.benefit_id}
    decided = {
        (decision.benefit_id, decision.month): decision
        for decision in ClaimDecision.objects.filter(benefit__in=benefits)
        .select_related("decided_by")
        .order_by("number")
    }
    entries = list(
        BenefitEntry.objects.filter(
            benefit__in=benefits, kind__in=BenefitEntry.REPORTED, is_draft=False
        ).order_by("month", "kind")
    )
    proofs = {
        (entry.benefit_id, entry.month): entry.evidence
        for entry in entries
        if entry.evidence
    }
    for entry in entries:
        if entry.kind == BenefitEntry.Kind.VALIDATED:
            key = (entry.benefit_id, entry.month)
            month = _month(entry, decided.get(key), proofs.get(key, ""))
            for item in items:
                is_in = item.period_start <= entry.month <= item.period_end
                if item.benefit_id == entry.benefit_id and is_in:
                    found[item.pk].append(month)
    return found


def _month(entry: BenefitEntry, decision: ClaimDecision | None, proof: str) -> Month:
    by = decision.decided_by if decision else None
    return Month(
        entry.month,
        entry.amount,
        timezone.localdate(decision.decided_at) if decision else None,
        by.get_full_name() if by else "",
        proof,
    )


def _of_benefit(item: ValueItem) -> list[tuple[str, str]]:
    benefit = item.benefit
    if benefit is None:
        return []
    rows = [(_("Kind of benefit"), str(benefit.get_benefit_class_display()))]
    if benefit.baseline_value is not None:
        unit = benefit.currency or benefit.unit_label
        text = f"{formatting.trimmed(benefit.baseline_value)} {unit}".strip()
        rows.append((_("Before the change, by the month"), text))
    if benefit.counterfactual:
        rows.append((_("What it would have cost"), benefit.counterfactual))
    if benefit.project:
        rows.append((_("Made possible by"), benefit.project.name))
    return rows


def _of_kpi(item: ValueItem) -> list[tuple[str, str]]:
    kpi, facts = item.kpi, item.facts
    if kpi is None or not facts:
        return []
    unit = kpi.unit_label or kpi.currency

    def level(name: str, count: str) -> str:
        number = formatting.trimmed(Decimal(facts[name]), 2)
        if kpi.unit == "ratio":
            number, written = formatting.percent(Decimal(facts[name]), 1), ""
        else:
            written = f" {unit}" if unit else ""
        values = ngettext("%(n)s value", "%(n)s values", facts[count]) % {
            "n": formatting.number(facts[count])
        }
        return f"{number}{written} ({values})"

    return [
        (_("Average before"), level("before", "n_before")),
        (_("Average since then"), level("after", "n_after")),
        (
            _("The change begins with the period from"),
            formatting.day(date.fromisoformat(facts["since"])),
        ),
        (
            _("Why it is not chance"),
            _("The values break the rules of a process behaviour chart."),
        ),
    ]


def _of_project(item: ValueItem) -> list[tuple[str, str]]:
    facts, rows = item.facts, []
    for name, label in (
        ("planned_finish", _("Planned finish")),
        ("finish", _("Actual finish")),
    ):
        if facts.get(name):
            rows.append((label, formatting.day(date.fromisoformat(facts[name]))))
    for name, label in (("budget", _("Approved budget")), ("cost", _("Final cost"))):
        if facts.get(name):
            amount = formatting.money(Decimal(facts[name]), item.currency)
            rows.append((label, amount))
    tolerance = item.portfolio
    rows.append(
        (
            _("Tolerance"),
            _("%(time)s of the planned time, %(cost)s of the budget")
            % {
                "time": formatting.percent(tolerance.time_tolerance),
                "cost": formatting.percent(tolerance.cost_tolerance),
            },
        )
    )
    return rows
