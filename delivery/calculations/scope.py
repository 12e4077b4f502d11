"""How much the scope of a project moved."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from .additive import ZERO, Additive
from .measure import Better, Measure, Reason, Thresholds, Unit, coverage, divide

VOLATILITY_THRESHOLDS = Thresholds(Decimal("0.10"), Decimal("0.20"), Better.LOWER)
CREEP_THRESHOLDS = Thresholds(Decimal("0.02"), Decimal("0.05"), Better.LOWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeChange(Additive):
    """Scope added, deleted and modified in a period, against the baseline.

    Units: sizes in one unit (points, items or value weights). `known` of
    `expected` projects keep a change log.

    Source: docs/formulas.md, "Scope volatility".
    """

    baseline: Decimal = ZERO
    added: Decimal = ZERO
    deleted: Decimal = ZERO
    modified: Decimal = ZERO
    unapproved: Decimal = ZERO
    known: int = 0
    expected: int = 0

    @classmethod
    def of(
        cls,
        baseline: Decimal | None,
        added: Decimal | None,
        deleted: Decimal | None,
        modified: Decimal | None,
        unapproved: Decimal | None,
    ) -> Self:
        """Return the change of one project; without a full change log it is unknown."""
        if (
            baseline is None
            or added is None
            or deleted is None
            or modified is None
            or unapproved is None
        ):
            return cls(expected=1)
        return cls(
            baseline=baseline,
            added=added,
            deleted=deleted,
            modified=modified,
            unapproved=unapproved,
            known=1,
            expected=1,
        )

    def volatility(self) -> Measure:
        """Return (added + deleted + modified) / baseline."""
        return self._of_baseline(self.added + self.deleted + self.modified)

    def net_growth(self) -> Measure:
        """Return (added - deleted) / baseline."""
        return self._of_baseline(self.added - self.deleted)

    def creep(self) -> Measure:
        """Return what was added without an approved change request / baseline."""
        return self._of_baseline(self.unapproved)

    def _of_baseline(self, size: Decimal) -> Measure:
        if not self.known:
            share = Measure.missing(Reason.NO_DATA, Unit.RATIO)
        else:
            share = divide(size, self.baseline, require_positive=True)
        counted = share.with_count(self.known, self.expected)
        return counted.with_coverage(coverage(self.known, self.expected))
