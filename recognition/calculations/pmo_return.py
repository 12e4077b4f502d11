"""What the PMO returns for what it costs."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Self

from delivery.calculations.additive import Additive
from delivery.calculations.amount import Amount
from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import (
    Measure,
    Number,
    Thresholds,
    Unit,
    divide,
    exact,
)

ROI_THRESHOLDS = Thresholds(Decimal(1), Decimal(0))
BCR_THRESHOLDS = Thresholds(Decimal("1.5"), Decimal(1))

NAMES = ("benefit", "cost")


def bcr(benefit: Number | None, cost: Number | None) -> Measure:
    """Return benefit over cost: what each unit of money spent has returned.

    Units: both are money of the same period, or both present values; the result is
    a ratio. Dis-benefits are taken from the benefit beforehand, not added to cost.

    Cost unknown, zero or below, or benefit unknown: not available.

    Source: docs/formulas.md, "Return on the PMO".
    """
    return divide(
        None if benefit is None else exact(benefit),
        None if cost is None else exact(cost),
        require_positive=True,
        names=NAMES,
    )


def roi(benefit: Number | None, cost: Number | None) -> Measure:
    """Return (benefit - cost) / cost.

    Units: both are money of the same period; the result is a ratio, 2 for 200 %. No
    benefit at all is -1: a measured zero is a number.

    Cost unknown, zero or below, or benefit unknown: not available.

    Source: docs/formulas.md, "Return on the PMO".
    """
    ratio = bcr(benefit, cost)
    return Measure.of(exact(ratio.number) - 1, Unit.RATIO) if ratio.is_ok else ratio


class Line(StrEnum):
    """Which benefit a return counts, the most careful first."""

    CONSERVATIVE = "conservative"
    VALIDATED = "validated"
    CLAIMED = "claimed"


@dataclass(frozen=True, slots=True)
class PmoReturn(Additive):
    """Benefit attributed to the PMO on three lines; parts add up with ``+``.

    Conservative: cashable, validated by finance. Validated: all financial benefit
    that is. Claimed: all with a written method, which is shown apart and in grey.

    Units: money in one currency; each line holds the one before it.

    Source: docs/formulas.md, "Return on the PMO".
    """

    conservative: Amount = field(default_factory=Amount)
    validated: Amount = field(default_factory=Amount)
    claimed: Amount = field(default_factory=Amount)

    @classmethod
    def of(
        cls,
        attributed: Decimal | None,
        evidence: Evidence,
        *,
        is_financial: bool,
        is_cashable: bool,
    ) -> Self:
        """Return the part of one benefit; one that is not in money is no part."""
        if not is_financial or evidence is Evidence.OPINION:
            return cls()
        part = Amount.of([attributed])
        is_validated = evidence in {Evidence.VALIDATED, Evidence.ISOLATED}
        return cls(
            conservative=part if is_validated and is_cashable else Amount(),
            validated=part if is_validated else Amount(),
            claimed=part,
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        return type(self)(
            self.conservative.without_rate(pair),
            self.validated.without_rate(pair),
            self.claimed.without_rate(pair),
        )

    def benefit(self, line: Line) -> Measure:
        """Return the benefit of a line, in money."""
        amount: Amount = getattr(self, line)
        return amount.measure()

    def bcr(self, line: Line, cost: Measure) -> Measure:
        """Return benefit over cost on a line; `cost` is of the same period.

        What is lacking on either side, and the caveats of both, go with the result.
        """
        benefit = self.benefit(line)
        for side in (benefit, cost):
            if not side.is_ok:
                return Measure.missing(side.reason, Unit.RATIO)
        ratio = bcr(benefit.number, cost.number)
        counted = ratio.with_count(benefit.n or 0, benefit.n_expected or 0)
        return counted.with_warnings(*benefit.warnings, *cost.warnings)

    def roi(self, line: Line, cost: Measure) -> Measure:
        """Return (benefit - cost) / cost on a line; `cost` is of the same period."""
        ratio = self.bcr(line, cost)
        if not ratio.is_ok:
            return ratio
        return replace(ratio, value=exact(ratio.number) - 1)
