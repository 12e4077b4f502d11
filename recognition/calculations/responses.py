"""How many of those who were asked have answered."""

from dataclasses import dataclass
from decimal import Decimal

from delivery.calculations.additive import Additive
from delivery.calculations.measure import Measure, Reason, Thresholds, Unit, divide

RESPONSE_THRESHOLDS = Thresholds(Decimal("0.50"), Decimal("0.30"))


@dataclass(frozen=True, slots=True)
class Responses(Additive):
    """Complete answers of people who could have answered; parts add up with ``+``.

    Raises ValueError when more answered than could have.

    Source: docs/formulas.md, "Response rate".
    """

    complete: int = 0
    eligible: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.complete <= self.eligible:
            raise ValueError(f"{self.complete} of {self.eligible} have answered")

    @classmethod
    def of_invitations(
        cls, *, complete: int, invited: int, undeliverable: int = 0
    ) -> "Responses":
        """Return the responses to invitations; those never delivered do not count."""
        return cls(complete, invited - undeliverable)

    @classmethod
    def of_dispositions(
        cls,
        *,
        complete: int,
        partial: int = 0,
        refused: int = 0,
        noncontact: int = 0,
        other: int = 0,
        unknown: int = 0,
    ) -> "Responses":
        """Return the responses by what became of each case (AAPOR, rate 1)."""
        others = partial + refused + noncontact + other + unknown
        return cls(complete, complete + others)

    def measure(self) -> Measure:
        """Return the response rate; NO_DATA when nobody was asked.

        Units: a ratio.
        """
        if not self.eligible:
            return Measure.missing(Reason.NO_DATA, Unit.RATIO, n=0, n_expected=0)
        rate = divide(self.complete, self.eligible)
        return rate.with_count(self.complete, self.eligible)
