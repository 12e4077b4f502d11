"""Strategic alignment as it adds up: who serves what, how strongly, at what cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from delivery.calculations.additive import Additive
from delivery.calculations.alignment import (
    NONE,
    Alignment,
    LinkedProject,
    degree_of_alignment,
    split_of_spend,
)
from delivery.calculations.amount import Amount
from delivery.calculations.delivery_rates import DeliveryState
from delivery.calculations.measure import settled
from delivery.calculations.periods import Period
from delivery.calculations.share import Ratio, Share
from scorecards.facts import ObjectiveFacts, PortfolioFacts, ProjectFacts
from scorecards.panels.history import history
from scorecards.panels.parts import History, Keyed, Ranking, last_first


@dataclass(frozen=True, slots=True, kw_only=True)
class OrphanRow:
    """An active project that serves no stated objective; the costliest come first.

    Units: money in the currency of the component.
    """

    pk: int
    name: str
    organisation: str
    spend: Decimal | None

    @property
    def rank(self) -> tuple[Any, ...]:
        return last_first(self.spend), self.name, self.pk

    def converted(self, rate: Decimal | None) -> Self:
        """The same with its spend in another currency, unknown without a rate."""
        unknown = rate is None or self.spend is None
        return replace(self, spend=None if unknown else self.spend * rate)  # type: ignore[operator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned(Additive):
    """The active projects by how far they serve the objectives open to them.

    Each is held against the objectives of its own portfolio and of those above, so it
    stands the same wherever it is looked at. `whole` of them serve the strategy
    wholly and `some` in part, the `orphans` not at all.
    """

    alignment: Alignment
    whole: int
    some: int
    past: History[Alignment]
    orphans: Ranking[OrphanRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is said of an objective beside its numbers."""

    key: str
    portfolio: str
    code: str
    name: str
    weight: Decimal
    target: Decimal | None
    pk: int

    @property
    def rank(self) -> tuple[Any, ...]:
        return self.key, self.name, self.weight, *last_first(self.target), self.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Additive):
    """The projects that serve one objective, and their spend on it.

    Units: money in one currency.
    """

    projects: int = 0
    spend: Amount = field(default_factory=Amount)


@dataclass(frozen=True, slots=True)
class Strategy:
    """The objectives in force, in the order of their keys, each of them once.

    While a renamed objective travels up it may arrive twice; the last by rank stays.
    """

    objectives: tuple[About, ...] = ()

    def __add__(self, other: Self) -> Self:
        return self.of((*self.objectives, *other.objectives))

    @classmethod
    def of(cls, objectives: Iterable[About]) -> Self:
        """Return some objectives, given in any order."""
        ordered = sorted(objectives, key=lambda one: one.rank)
        return cls(tuple({one.key: one for one in ordered}.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendMix(Additive):
    """What is spent on each objective; what serves none is under NONE.

    `uneven` projects have entered shares that do not add up, so weights decide.
    """

    strategy: Strategy
    spend: Keyed[Served]
    uneven: int


def collect_alignment(facts: PortfolioFacts, period: Period, as_of: date) -> Aligned:
    """Hold the active projects against the objectives in force on the day."""

    def alignment(_past: Period, day: date) -> Alignment:
        return _alignment(facts, day)

    standings = [Aligning.of(facts, one, as_of) for one in _active(facts, as_of)]
    known = [one for one in standings if one.degree is not None]
    return Aligned(
        alignment=alignment(period, as_of),
        whole=sum(one.degree == 1 for one in known),
        some=sum(0 < (one.degree or 0) < 1 for one in known),
        past=history(facts, "alignment", period, as_of, alignment),
        orphans=Ranking.of(one.orphan for one in known if not one.degree),
    )


def collect_mix(facts: PortfolioFacts, period: Period, as_of: date) -> SpendMix:
    """Split what the active projects cost over the objectives they serve."""
    objectives = facts.objectives_on(as_of)
    standings = [Aligning.of(facts, one, as_of) for one in _active(facts, as_of)]
    return SpendMix(
        strategy=Strategy.of(map(_about, objectives)),
        spend=Keyed.of(part for one in standings for part in one.served())
        if objectives
        else Keyed(),
        uneven=sum(bool(one.linked.shares) and not one.is_split for one in standings),
    )


def _about(objective: ObjectiveFacts) -> About:
    return About(
        key=objective.key,
        portfolio=objective.portfolio,
        code=objective.code,
        name=objective.name,
        weight=objective.weight,
        target=objective.target_share,
        pk=objective.pk,
    )


def _active(facts: PortfolioFacts, day: date) -> Iterable[ProjectFacts]:
    return (one for one in facts.projects if one.state(day) is DeliveryState.ACTIVE)


def _alignment(facts: PortfolioFacts, day: date) -> Alignment:
    own = frozenset(one.key for one in facts.objectives_on(day) if one.is_own)
    standings = [Aligning.of(facts, one, day) for one in _active(facts, day)]
    parts = Alignment.total(one.alignment for one in standings)
    return replace(parts, objectives=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligning:
    """An active project beside the objectives that it can serve."""

    project: ProjectFacts
    linked: LinkedProject
    weights: Mapping[str, Decimal]
    currency: str

    @classmethod
    def of(cls, facts: PortfolioFacts, project: ProjectFacts, day: date) -> Self:
        """Read a project of a portfolio as it stood on a day."""
        weights = facts.once(
            ("objective weights", day),
            lambda: {one.key: one.weight for one in facts.objectives_on(day)},
        )
        links = [link for link in project.links if link.objective in weights]
        return cls(
            project=project,
            linked=LinkedProject(
                project.commitment(day) if project.currency == facts.currency else None,
                {link.objective: link.strength for link in links},
                {
                    link.objective: link.spend_share
                    for link in links
                    if link.spend_share is not None
                },
            ),
            weights=weights,
            currency=facts.currency,
        )

    @property
    def degree(self) -> Decimal | None:
        """How far it serves the strategy; None where no objective is stated."""
        return degree_of_alignment(self.weights, self.linked)

    @property
    def alignment(self) -> Alignment:
        """The project in the sums; without any objective nobody can judge it."""
        if not self.weights:
            spend = self.linked.spend
            return Alignment(
                aligned=Ratio.of(None, spend), orphans=Share.of(None, spend)
            )
        return Alignment.of(self.weights, [self.linked])

    @property
    def is_split(self) -> bool:
        """Whether the entered shares of its spend say where all of it goes."""
        served = self.linked.served(self.weights)
        return self.linked.is_split and self.linked.shares.keys() <= served.keys()

    @property
    def orphan(self) -> OrphanRow:
        """The project in the list of those that serve nothing."""
        return OrphanRow(
            pk=self.project.pk,
            name=self.project.name,
            organisation=self.project.organisation,
            spend=self.linked.spend,
        )

    def served(self) -> Iterable[tuple[str, Served]]:
        """Its spend by objective."""
        for key, share in split_of_spend(self.weights, self.linked).items():
            spend = self.linked.spend
            part = None if spend is None else settled(spend * share)
            yield key, Served(projects=int(key != NONE), spend=Amount.of([part]))
