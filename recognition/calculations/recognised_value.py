"""How much of the delivered value its sponsors were told of and have acknowledged."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from delivery.calculations.additive import ZERO, Additive, lacking_rate
from delivery.calculations.measure import Measure, Reason, Thresholds, Unit, divide

COMMUNICATED_THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("0.80"))
ACKNOWLEDGED_THRESHOLDS = Thresholds(Decimal("0.80"), Decimal("0.60"))

# An acknowledgement is out of date when the number has moved by more than this.
MOVES_BEYOND = Decimal("0.05")


def has_moved(before: Decimal | None, now: Decimal | None) -> bool:
    """Return whether a number has moved by more than 5 % of what it was.

    Units: both in the same unit. A number that is there no longer, or only now, has
    moved; from zero every step is one.

    Source: docs/formulas.md, "Value items".
    """
    if before is None or now is None:
        return before is not now
    return abs(now - before) > MOVES_BEYOND * abs(before)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedValue(Additive):
    """Validated value and what became of it at its sponsors; parts add up with ``+``.

    Units: money in one currency over `items` of validated value. `heard` is what was
    acknowledged of the value that was communicated, `disputed` what a sponsor has
    objected to. `lacking` are the pairs whose exchange rates it would take.

    Source: docs/formulas.md, "Recognition coverage".
    """

    items: int = 0
    validated: Decimal = ZERO
    communicated: Decimal = ZERO
    acknowledged: Decimal = ZERO
    heard: Decimal = ZERO
    disputed: Decimal = ZERO
    unconverted: int = 0
    lacking: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        validated: Decimal | None,
        *,
        is_communicated: bool,
        acknowledged: Decimal | None = None,
        disputed: Decimal | None = None,
    ) -> Self:
        """Return one item: a benefit's validated value of one period for one sponsor.

        What is not validated, or not above zero, is no item. More acknowledged than
        validated counts as all of it. A value nobody has acknowledged (None) is not
        acknowledged; that is a fact, and not a gap in the data.

        Raises ValueError for an acknowledged or disputed amount below zero.
        """
        if min(acknowledged or ZERO, disputed or ZERO) < 0:
            raise ValueError("nobody acknowledges or disputes less than nothing")
        if validated is None or validated <= 0:
            return cls()
        accepted = min(acknowledged or ZERO, validated)
        return cls(
            items=1,
            validated=validated,
            communicated=validated if is_communicated else ZERO,
            acknowledged=accepted,
            heard=accepted if is_communicated else ZERO,
            disputed=min(disputed or ZERO, validated - accepted),
        )

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same in another currency; without a rate nothing is known."""
        if rate is None:
            return type(self)(
                unconverted=self.items + self.unconverted, lacking=self.lacking
            )
        return replace(
            self,
            validated=self.validated * rate,
            communicated=self.communicated * rate,
            acknowledged=self.acknowledged * rate,
            heard=self.heard * rate,
            disputed=self.disputed * rate,
        )

    def without_rate(self, pair: str) -> Self:
        """Return the same with its money unknown for want of a rate."""
        lacking = lacking_rate(pair, is_known=self.items > 0)
        return replace(self.converted(None), lacking=self.lacking | lacking)

    def share_communicated(self) -> Measure:
        """Return the share of the value that was reported to its sponsor."""
        return self._share(self.communicated, self.validated)

    def share_acknowledged(self) -> Measure:
        """Return the share of the value that its sponsor has acknowledged."""
        return self._share(self.acknowledged, self.validated)

    def acknowledged_of_communicated(self) -> Measure:
        """Return the acknowledged share of what was communicated.

        Not available while nothing has been communicated.
        """
        return self._share(self.heard, self.communicated)

    def share_disputed(self) -> Measure:
        """Return the share of the value that its sponsor disputes."""
        return self._share(self.disputed, self.validated)

    def unacknowledged(self) -> Measure:
        """Return the validated value that nobody has acknowledged, in money."""
        if not self.items:
            return self._nothing(Unit.MONEY)
        return self._counted(Measure.of(self.validated - self.acknowledged, Unit.MONEY))

    def _share(self, part: Decimal, whole: Decimal) -> Measure:
        if not self.items:
            return self._nothing(Unit.RATIO)
        return self._counted(divide(part, whole))

    def _nothing(self, unit: Unit) -> Measure:
        missing = Measure.missing(Reason.NO_DATA, unit, n=0)
        return missing.for_want_of_rate(self.lacking)

    def _counted(self, measure: Measure) -> Measure:
        expected = self.items + self.unconverted
        counted = measure.with_count(self.items, expected)
        return counted.with_coverage(Decimal(self.items) / expected)
