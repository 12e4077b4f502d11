"""What a project agreed to deliver, what came of it, and how much that moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from .additive import ZERO, Additive
from .measure import Better, Measure, Reason, Thresholds, Unit, coverage, divide

VOLATILITY_THRESHOLDS = Thresholds(Decimal("0.10"), Decimal("0.20"), Better.LOWER)
CREEP_THRESHOLDS = Thresholds(Decimal("0.02"), Decimal("0.05"), Better.LOWER)


class ScopeState(StrEnum):
    """What an entry of a scope register is about."""

    BASELINE = "baseline"
    ADDED = "added"
    DELETED = "deleted"
    MODIFIED = "modified"


@dataclass(frozen=True, slots=True)
class ScopeEntry:
    """An entry of a scope register: agreed scope, or a change of it.

    Units: `size` in one unit over the project (points, items or value weights).
    Baseline scope is approved as it is.
    """

    state: ScopeState
    size: Decimal
    changed_on: date
    is_approved: bool = False
    accepted_on: date | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether it is to be delivered, or was taken out, with approval."""
        return self.state is ScopeState.BASELINE or self.is_approved


def _size(entries: Iterable[ScopeEntry], *states: ScopeState) -> Decimal:
    return sum((entry.size for entry in entries if entry.state in states), ZERO)


def approved_scope(entries: Iterable[ScopeEntry], day: date) -> Decimal | None:
    """Return the scope that was agreed by a day: baseline + additions - deletions.

    Only approved changes count. A register that has no entry yet: unknown.

    Source: docs/formulas.md, "Within-scope delivery".
    """
    known = [entry for entry in entries if entry.changed_on <= day]
    if not known:
        return None
    agreed = [entry for entry in known if entry.is_agreed]
    whole = _size(agreed, ScopeState.BASELINE, ScopeState.ADDED)
    return whole - _size(agreed, ScopeState.DELETED)


def accepted_scope(entries: Iterable[ScopeEntry], day: date) -> Decimal | None:
    """Return how much of the agreed scope the customer had accepted by a day.

    What was added without approval is no part of it, accepted or not. A register
    that has no entry yet: unknown.

    Source: docs/formulas.md, "Within-scope delivery".
    """
    known = [entry for entry in entries if entry.changed_on <= day]
    if not known:
        return None
    return _size(
        (
            entry
            for entry in known
            if entry.is_agreed
            and entry.accepted_on is not None
            and entry.accepted_on <= day
        ),
        ScopeState.BASELINE,
        ScopeState.ADDED,
    )


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

    @classmethod
    def of_register(
        cls,
        entries: Iterable[ScopeEntry],
        start: date,
        end: date,
        planned: Decimal | None = None,
    ) -> Self:
        """Return what a register says of the days from `start` to `end`.

        It is held against the baseline scope recorded by `end`, or against the
        size `planned` where the register holds changes alone. A register without
        an entry by `end` is no change log: unknown.
        """
        known = [entry for entry in entries if entry.changed_on <= end]
        if not known:
            return cls(expected=1)
        changes = [entry for entry in known if entry.changed_on >= start]
        added = [entry for entry in changes if entry.state is ScopeState.ADDED]
        return cls.of(
            baseline=_size(known, ScopeState.BASELINE) or planned,
            added=_size(added, ScopeState.ADDED),
            deleted=_size(changes, ScopeState.DELETED),
            modified=_size(changes, ScopeState.MODIFIED),
            unapproved=_size(
                (entry for entry in added if not entry.is_approved), ScopeState.ADDED
            ),
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
