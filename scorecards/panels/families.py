"""The five families of outcomes: how each stands, by the measures it is judged by.

Source: docs/formulas.md, "The verdict".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from delivery.calculations.measure import Rag
from delivery.models import OutcomeFamily
from scorecards.panels.contract import Reading, Readings

VALUE: Final = "benefits_rate.gross"

# What a family is judged by; the first that is available speaks for it.
JUDGED_BY: Final[dict[OutcomeFamily, tuple[str, ...]]] = {
    OutcomeFamily.DELIVERY: (
        "on_time_rate",
        "on_budget_rate",
        "within_scope_rate",
        "forecast_on_time_rate",
        "forecast_on_budget_rate",
        "in_year_on_budget_rate",
        "milestone_hit_rate",
        "baseline_execution_index",
        "scope_volatility.volatility",
        "scope_volatility.creep",
        "evm.cpi",
        "earned_schedule.spi_t",
        "rollup.score.delivery",
    ),
    OutcomeFamily.RESOURCES: (
        "utilization",
        "overallocation.rate",
        "capacity_demand.ratio",
        "priority_spend.top",
        "spearman.rho",
        "rollup.score.resources",
    ),
    OutcomeFamily.RISK: (
        "rework_ratio",
        "risk_exposure.of_contingency",
        "risk_exposure.days_of_contingency",
        "risk_reduction.reduction",
        "issues.in_time_rate",
        "defect_escape_rate",
        "change_fail_rate",
        "deployment_rework_rate",
        "rollup.score.risk",
    ),
    OutcomeFamily.BENEFITS: (
        VALUE,
        "benefit_leakage",
        "validation_rate",
        "persistence.12",
        "rollup.score.benefits",
    ),
    OutcomeFamily.ALIGNMENT: (
        "alignment.wai",
        "alignment.objective_coverage",
        "alignment.orphan_spend_share",
        "spend_mix_fit",
        "rollup.score.alignment",
    ),
}

HALF: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """How a family of outcomes stands.

    `lead` is the measure that speaks for it: the first that has a value, or the
    first there is. `judged` are the measures that have a colour.
    """

    family: OutcomeFamily
    rag: Rag
    lead: Reading | None
    judged: tuple[Reading, ...]

    @property
    def red_share(self) -> float:
        """Which part of its measures is red, to tell the weaker of two."""
        return self.red / len(self.judged) if self.judged else 0.0

    @property
    def red(self) -> int:
        """How many of its measures are red."""
        return sum(found.rag is Rag.RED for found in self.judged)


def families_of(readings: Readings) -> tuple[Family, ...]:
    """Every family in the order of the scorecard."""
    return tuple(
        _family(family, [readings[name] for name in names if name in readings])
        for family, names in JUDGED_BY.items()
    )


def _family(family: OutcomeFamily, found: list[Reading]) -> Family:
    able = [one for one in found if one.measure.is_ok]
    judged = tuple(one for one in able if one.rag is not None)
    return Family(
        family=family,
        rag=together([one.rag for one in judged if one.rag]),
        lead=next(iter(able or found), None),
        judged=judged,
    )


def together(colours: Sequence[Rag]) -> Rag:
    """Several colours as one: neither the best nor the worst alone decides.

    Red when half of them or more are red; green when none is red and more than half
    are green; amber otherwise. None at all is grey.
    """
    known = [colour for colour in colours if colour is not Rag.GREY]
    if not known:
        return Rag.GREY
    if known.count(Rag.RED) * HALF >= len(known):
        return Rag.RED
    if Rag.RED not in known and known.count(Rag.GREEN) * HALF > len(known):
        return Rag.GREEN
    return Rag.AMBER


def verdict(readings: Readings) -> Rag:
    """The one colour of a scorecard.

    Delivered value decides. It is no better than amber while a family is red, or
    while nobody can say how much value was delivered; nothing to judge is grey.
    """
    found = families_of(readings)
    value = readings.get(VALUE)
    has_red = any(family.rag is Rag.RED for family in found)
    if value is not None and value.measure.is_ok and value.rag:
        return Rag.AMBER if value.rag is Rag.GREEN and has_red else value.rag
    colour = together([family.rag for family in found])
    return Rag.AMBER if colour is Rag.GREEN else colour


def weakest(families: Sequence[Family]) -> Family | None:
    """The family that needs attention first; None when none does."""
    order = {Rag.RED: 0, Rag.AMBER: 1}
    weak = [family for family in families if family.rag in order]
    return min(
        weak, key=lambda family: (order[family.rag], -family.red_share), default=None
    )
