"""Where a claim stands between its owner and finance, and how much of it held."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from .additive import ZERO, Additive
from .measure import Measure, Reason, Thresholds, Unit, coverage, divide, exact

VALIDATION_THRESHOLDS = Thresholds(Decimal("0.90"), Decimal("0.75"))


class Verdict(StrEnum):
    """What can be decided on a claim."""

    ACCEPTED = "accepted"
    IN_PART = "accepted_in_part"
    REJECTED = "rejected"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


# Verdicts that let an amount stand.
SETTLED: Final = (Verdict.ACCEPTED, Verdict.IN_PART, Verdict.AMENDED)


class ClaimState(StrEnum):
    """Where the claim of one month stands."""

    DRAFT = "draft"
    CLAIMED = "claimed"
    MEASURED = "measured"
    VALIDATED = "finance_validated"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


def claim_state(
    *,
    amount: Decimal,
    is_draft: bool,
    is_measured: bool,
    is_validated: bool,
    verdict: str | None,
    decided_claim: Decimal | None,
    came_back: bool,
) -> ClaimState:
    """Return where a claim stands after the last decision on its month.

    `decided_claim` is the amount that decision was about: another amount is a new
    claim. `came_back` says that the claim was touched since; one that was refused or
    withdrawn is then looked at again. An amount that finance validated before
    decisions were kept has no verdict, and stands.

    Source: docs/formulas.md, "Claims and decisions".
    """
    fresh = ClaimState.MEASURED if is_measured else ClaimState.CLAIMED
    if is_draft:
        was_withdrawn = verdict == Verdict.WITHDRAWN
        return ClaimState.WITHDRAWN if was_withdrawn else ClaimState.DRAFT
    if verdict is None:
        return ClaimState.VALIDATED if is_validated else fresh
    if decided_claim != amount:
        return fresh
    if verdict in SETTLED:
        return ClaimState.VALIDATED
    if came_back:
        return fresh
    return ClaimState.REJECTED if verdict == Verdict.REJECTED else ClaimState.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed(Additive):
    """How much of what was claimed finance has looked at, and how much it let stand.

    Units: money in one currency. `claims` of them are `open`: their `backlog` is in
    no rate. A claim that was refused is reviewed, and nothing of it stands.

    Source: docs/formulas.md, "Validation rate and claim accuracy".
    """

    claimed: Decimal = ZERO
    validated: Decimal = ZERO
    backlog: Decimal = ZERO
    claims: int = 0
    open: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, claimed: Decimal, validated: Decimal | None, *, is_open: bool) -> Self:
        """Return the part of one claim."""
        if is_open:
            return cls(backlog=claimed, claims=1, open=1)
        stands = validated if validated is not None else ZERO
        return cls(claimed=claimed, validated=stands, claims=1)

    def converted(self, rate: Decimal | None) -> Self:
        """Return the same in another currency; without a rate the money is unknown."""
        if rate is None:
            return replace(
                self, claimed=ZERO, validated=ZERO, backlog=ZERO, unknown=self.claims
            )
        return replace(
            self,
            claimed=self.claimed * rate,
            validated=self.validated * rate,
            backlog=self.backlog * rate,
        )

    @property
    def known(self) -> int:
        """How many claims have an amount in the currency."""
        return self.claims - self.unknown

    def rate(self) -> Measure:
        """Return validated over claimed value that was reviewed."""
        if self.claimed == 0:
            return Measure.missing(Reason.NO_DATA, Unit.RATIO, n=0)
        rate = divide(self.validated, self.claimed, require_positive=True)
        return rate.with_coverage(coverage(self.known, self.claims))

    def over_claim(self) -> Measure:
        """Return the part of the reviewed claims that fell; below 0, more was found."""
        rate = self.rate()
        if rate.value is None:
            return rate
        over = Measure.of(1 - exact(rate.value), Unit.RATIO)
        return over.with_coverage(coverage(self.known, self.claims))

    def waiting(self) -> Measure:
        """Return the claimed value that nobody has decided on."""
        if not self.known:
            return Measure.missing(Reason.NO_DATA, Unit.MONEY, n=0)
        waiting = Measure.of(self.backlog, Unit.MONEY)
        return waiting.with_coverage(coverage(self.known, self.claims))
