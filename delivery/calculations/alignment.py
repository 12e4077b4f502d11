"""Whether the money goes where the strategy points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .additive import ZERO, Additive
from .measure import Better, Measure, Reason, Thresholds, Unit, divide, settled
from .share import Ratio, Share

COVERAGE_THRESHOLDS = Thresholds(Decimal("1.00"), Decimal("0.80"))
WAI_THRESHOLDS = Thresholds(Decimal("0.70"), Decimal("0.50"))
ORPHAN_THRESHOLDS = Thresholds(Decimal("0.05"), Decimal("0.15"), Better.LOWER)
MIX_THRESHOLDS = Thresholds(Decimal("0.85"), Decimal("0.70"))

ONE = Decimal(1)
HALF = Decimal("0.5")
NONE = "none"


@dataclass(frozen=True, slots=True)
class LinkedProject:
    """An active project: its spend, and how strongly it serves each objective.

    `shares` say which part of the spend goes to which objective, where somebody has
    entered that.

    Units: spend in one currency, None if unknown; strengths and shares from 0 to 1.
    """

    spend: Decimal | None
    links: Mapping[str, Decimal] = field(default_factory=dict)
    shares: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_split(self) -> bool:
        """Whether the entered shares account for the whole spend."""
        return sum(self.shares.values(), ZERO) == ONE

    def served(self, objectives: Iterable[str]) -> dict[str, Decimal]:
        """Return the strengths of those links that count for the objectives."""
        known = frozenset(objectives)
        return {
            objective: strength
            for objective, strength in self.links.items()
            if objective in known and strength > 0
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment(Additive):
    """Alignment of many projects to one set of objectives.

    `aligned` is spend weighted by alignment over spend; `orphans` are the
    projects that serve no objective, weighted by spend; of the `objectives` those
    that have funded work behind them are `covered`. A portfolio may have covered
    objectives that are not its own: they count where they belong.

    Source: docs/formulas.md, "Strategic alignment".
    """

    aligned: Ratio = field(default_factory=Ratio)
    orphans: Share = field(default_factory=Share)
    objectives: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, objectives: Mapping[str, Decimal], projects: Iterable[LinkedProject]
    ) -> "Alignment":
        """Return the alignment of active projects to weighted objectives."""
        start = cls(objectives=frozenset(objectives))
        parts = (_alignment(objectives, project) for project in projects)
        return start + cls.total(parts)

    def wai(self) -> Measure:
        """Return the weighted alignment index, the aligned part of the spend."""
        return self.aligned.measure()

    def orphan_count(self) -> Measure:
        """Return how many active projects serve no objective."""
        return self.orphans.count()

    def orphan_spend_share(self) -> Measure:
        """Return the part of the spend that serves no objective."""
        return self.orphans.weighted()

    def objective_coverage(self) -> Measure:
        """Return the part of the objectives that have funded work behind them."""
        if not self.objectives:
            return Measure.missing(Reason.NO_DATA, Unit.RATIO, n=0)
        covered = self.covered & self.objectives
        part = Decimal(len(covered)) / len(self.objectives)
        return Measure.of(part, Unit.RATIO, n=len(self.objectives))


def degree_of_alignment(
    objectives: Mapping[str, Decimal], project: LinkedProject
) -> Decimal | None:
    """Return how far a project serves the objectives: 0 not at all, 1 wholly.

    None where there is no objective to serve.

    Source: docs/formulas.md, "Strategic alignment".
    """
    strongest = max(objectives.values(), default=ZERO)
    weighted = sum(
        (
            objectives[objective] * strength
            for objective, strength in project.served(objectives).items()
        ),
        ZERO,
    )
    return settled(min(ONE, weighted / strongest)) if strongest > 0 else None


def _alignment(objectives: Mapping[str, Decimal], project: LinkedProject) -> Alignment:
    spend, served = project.spend, project.served(objectives)
    degree = degree_of_alignment(objectives, project)
    aligned = None if degree is None or spend is None else degree * spend
    is_funded = spend is not None and spend > 0
    return Alignment(
        aligned=Ratio.of(aligned, spend),
        orphans=Share.of(not served, spend),
        covered=frozenset(served) if is_funded else frozenset(),
    )


def split_of_spend(
    objectives: Mapping[str, Decimal], project: LinkedProject
) -> dict[str, Decimal]:
    """Return which part of a project's spend goes to which objective.

    Shape: shares that add up to 1: as entered where those do, else by weight x
    strength. What serves no objective is "none".

    Source: docs/formulas.md, "Spend by objective".
    """
    served = project.served(objectives)
    entered = {name: share for name, share in project.shares.items() if share}
    if project.is_split and entered.keys() <= served.keys():
        return entered
    pulls = {name: objectives[name] * strength for name, strength in served.items()}
    together = sum(pulls.values(), ZERO)
    if together <= 0:
        return {NONE: ONE}
    return {name: pull / together for name, pull in pulls.items() if pull}


def spend_by_objective(
    objectives: Mapping[str, Decimal], projects: Iterable[LinkedProject]
) -> dict[str, Decimal]:
    """Return the spend on each objective, split as entered or by weight x strength.

    Shape: one amount an objective that is served; what serves none is "none".
    Units: money. Projects without a known spend stay outside.

    Source: docs/formulas.md, "Spend by objective".
    """
    amounts: dict[str, Decimal] = {}
    for project in projects:
        if project.spend is None:
            continue
        for name, share in split_of_spend(objectives, project).items():
            amounts[name] = amounts.get(name, ZERO) + settled(project.spend * share)
    return amounts


def spend_mix_fit(
    actual: Mapping[str, Decimal], target: Mapping[str, Decimal]
) -> Measure:
    """Return how well the mix of spend fits its target: 1 - half the differences.

    Units: shares that add up to 1 on both sides; the result is a ratio, 1 for a
    perfect fit. No targets, or no spend: not available.

    Source: docs/formulas.md, "Spend by objective".
    """
    if not target:
        return Measure.missing(Reason.MISSING_INPUT.of("target"), Unit.RATIO)
    if not actual:
        return Measure.missing(Reason.NO_DATA, Unit.RATIO)
    apart = sum(
        (
            abs(actual.get(name, ZERO) - target.get(name, ZERO))
            for name in {*actual, *target}
        ),
        ZERO,
    )
    return divide(ONE - HALF * apart, ONE)
