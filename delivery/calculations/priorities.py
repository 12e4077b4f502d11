"""Which projects matter most, and whether the money goes there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from .additive import ZERO, Additive
from .correlation import RankCorrelation, spearman
from .measure import (
    Measure,
    Reason,
    Thresholds,
    Unit,
    coverage,
    divide,
)

TOP_TIER = 1
HIGHEST_MARK = 10
HIGHEST_SCORE = 100

TOP_SPEND_THRESHOLDS = Thresholds(Decimal("0.60"), Decimal("0.40"))
CORRELATION_THRESHOLDS = Thresholds(Decimal("0.5"), Decimal("0.2"))


def priority_score(marks: Iterable[tuple[int | None, Decimal]]) -> Measure:
    """Return how much a project matters: the weighted mean of its marks.

    Shape: one (mark, weight) a criterion, in any order.

    Units: marks from 0 to 10; the result is a score from 0 to 100. A mark that
    nobody has given is unknown, so the score is too; no criteria: NO_DATA.

    Source: docs/formulas.md, "Priority score".
    """
    given = list(marks)
    known = [(mark, weight) for mark, weight in given if mark is not None]
    n, expected = len(known), len(given)
    if not given:
        return Measure.missing(Reason.NO_DATA, Unit.SCORE, n=0, n_expected=0)
    if n < expected:
        reason = Reason.MISSING_INPUT.of("mark")
        return Measure.missing(reason, Unit.SCORE, n=n, n_expected=expected)
    weighted = sum((mark * weight for mark, weight in known), ZERO)
    total = sum((weight for _mark, weight in known), ZERO)
    scale = Decimal(HIGHEST_SCORE) / HIGHEST_MARK
    score = divide(weighted * scale, total, unit=Unit.SCORE, require_positive=True)
    return score.with_count(n, expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrioritySpend(Additive):
    """What was spent, by whether it went to work of the highest priority.

    Units: money in one currency. `known` of `expected` projects have an amount;
    what has no priority counts in the total, and is shown apart.

    Source: docs/formulas.md, "Spend on top-priority work".
    """

    top: Decimal = ZERO
    lower: Decimal = ZERO
    unprioritised: Decimal = ZERO
    known: int = 0
    expected: int = 0

    @classmethod
    def of(cls, spend: Decimal | None, tier: int | None) -> Self:
        """Return what one project spent; tier 1 is the highest."""
        if spend is None:
            return cls(expected=1)
        if tier is None:
            return cls(unprioritised=spend, known=1, expected=1)
        if tier <= TOP_TIER:
            return cls(top=spend, known=1, expected=1)
        return cls(lower=spend, known=1, expected=1)

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same in another currency, unknown without a rate."""
        if rate is None:
            return type(self)(expected=self.expected)
        return replace(
            self,
            top=self.top * rate,
            lower=self.lower * rate,
            unprioritised=self.unprioritised * rate,
        )

    @property
    def whole(self) -> Decimal:
        """All that was spent."""
        return self.top + self.lower + self.unprioritised

    def top_share(self) -> Measure:
        """Return the share of all spend that went to the highest priority."""
        return self._share(self.top)

    def unprioritised_share(self) -> Measure:
        """Return the share of all spend on work that nobody gave a priority."""
        return self._share(self.unprioritised)

    def _share(self, part: Decimal) -> Measure:
        if not self.known:
            share = Measure.missing(Reason.NO_DATA, Unit.RATIO)
        else:
            share = divide(part, self.whole, require_positive=True)
        counted = share.with_count(self.known, self.expected)
        return counted.with_coverage(coverage(self.known, self.expected))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A project at work: how much it matters, and what it was given.

    `score` is its priority score; `tier` its rank from 1, the highest.
    Units: `spend` is money in one currency.
    """

    score: Decimal | None = None
    tier: int | None = None
    spend: Decimal | None = None

    @property
    def order(self) -> tuple[tuple[bool, Decimal], ...]:
        """A place among others that does not depend on who was asked first."""
        values = (self.score, self.tier, self.spend)
        return tuple(
            (value is None, Decimal(0) if value is None else Decimal(value))
            for value in values
        )


@dataclass(frozen=True, slots=True)
class PriorityRanks:
    """The projects at work of many portfolios, which are pooled with ``+``.

    Shape: `projects` in an order of their own, so that pools are equal whatever was
    added first.

    Source: docs/formulas.md, "Priority and resources".
    """

    projects: tuple[Ranked, ...] = ()

    @classmethod
    def of(cls, projects: Iterable[Ranked]) -> Self:
        """Return the pool of some projects, given in any order."""
        return cls(tuple(sorted(projects, key=lambda project: project.order)))

    def __add__(self, other: Self) -> Self:
        return self.of((*self.projects, *other.projects))

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same with what was spent in another currency."""
        return self.of(
            replace(
                project,
                spend=None
                if rate is None or project.spend is None
                else project.spend * rate,
            )
            for project in self.projects
        )

    @property
    def uses_scores(self) -> bool:
        """True when scores say more than tiers: at least as many projects have one."""
        return self._count("score") >= self._count("tier")

    def _count(self, name: str) -> int:
        return sum(
            getattr(project, name) is not None and project.spend is not None
            for project in self.projects
        )

    def correlation(self) -> RankCorrelation:
        """Return how far what was spent ranks as the priorities do.

        Scores and tiers are never mixed: those count that more projects have.
        """
        uses_scores = self.uses_scores
        ranks = [
            project.score
            if uses_scores
            else None
            if project.tier is None
            else -project.tier
            for project in self.projects
        ]
        return spearman(ranks, [project.spend for project in self.projects])
