"""Deciding on claims: finance alone, never on an own one, and nothing overwritten."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from delivery.calculations.claims import SETTLED, Verdict
from delivery.models import Benefit, BenefitEntry, ClaimDecision
from delivery.models.closing import closed_until, day_of, is_closed, may_reopen
from delivery.units import benefit_amount

if TYPE_CHECKING:
    from accounts.models import User

CLAIMED, VALIDATED = BenefitEntry.Kind.CLAIMED, BenefitEntry.Kind.VALIDATED


class DecisionRefusedError(Exception):
    """A decision that must not be; says why, and at which field of a form."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class OvertakenError(Exception):
    """Somebody decided on the month, or changed the claim, meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is to be decided on one month.

    `amount` None takes the claim as it is. `seen` are the numbers of the decision
    and of the claim that the reader looked at; None where nobody looked.
    """

    month: date
    verdict: Verdict
    amount: Decimal | None = None
    reason: str = ""
    evidence: str = ""
    seen: tuple[int, int] | None = None


@transaction.atomic
def decide(
    benefit: Benefit, ruling: Ruling, by: "User | None", *, is_own_matter: bool = False
) -> ClaimDecision:
    """Record a decision and let the validated amount of the month follow it.

    The benefit is locked: of two that decide at once the second one is told. With
    `is_own_matter` a claimant takes the own claim back, which is no judgement on it.

    Raises DecisionRefusedError and OvertakenError.
    """
    benefit = Benefit.objects.select_for_update().get(pk=benefit.pk)
    claim = claims_of(benefit, [ruling.month]).get(ruling.month)
    number = _next_numbers(benefit, [ruling.month])[ruling.month]
    version: int = claim.version if claim else 0  # type: ignore[attr-defined]
    if ruling.seen not in {None, (number - 1, version)}:
        raise OvertakenError
    if not is_own_matter:
        _refuse_own(claim, by)
    _refuse_closed(benefit, ruling, by)
    amount = _amount(benefit, claim, ruling)
    decision = ClaimDecision(
        benefit=benefit,
        month=ruling.month,
        number=number,
        verdict=ruling.verdict,
        claimed=claim.amount if claim else None,
        amount=amount,
        reason=ruling.reason,
        claim_version=version,
        decided_by=by,
    )
    if ruling.verdict == Verdict.WITHDRAWN and claim and not claim.is_draft:
        claim.is_draft = True
        claim.save(update_fields=["is_draft"])
    _follow(benefit, ruling, amount, by)
    decision.save()
    return decision


def claims_of(benefit: Benefit, months: Collection[date]) -> "dict[date, BenefitEntry]":
    """Return the claims of some months, each with its version."""
    claims = benefit.entries.filter(kind=CLAIMED, month__in=months).with_version()
    return {claim.month: claim for claim in claims}


def claimants(claims: Iterable[int]) -> set[tuple[int, int]]:
    """Return who wrote any version of some claims: pairs of claim and person."""
    records = BenefitEntry.history.filter(id__in=list(claims), kind=CLAIMED)
    entries = BenefitEntry.objects.filter(pk__in=list(claims))
    return {
        *records.exclude(history_user=None).values_list("id", "history_user"),
        *entries.exclude(recorded_by=None).values_list("pk", "recorded_by"),
    }


def validate_typed(
    benefit: Benefit, month: date, amount: Decimal, by: "User | None", **more: Any
) -> ClaimDecision:
    """Decide on a month by the amount that finance wrote down.

    The amount of the claim accepts it, a smaller one accepts it in part, and any
    other one amends it. Raises DecisionRefusedError.
    """
    claim = claims_of(benefit, [month]).get(month)
    verdict = verdict_on(claim.amount if claim else None, amount)
    ruling = Ruling(month=month, verdict=verdict, amount=amount, **more)
    return decide(benefit, ruling, by)


def verdict_on(claimed: Decimal | None, amount: Decimal) -> Verdict:
    """Return what validating an amount says about the claim, if there is one."""
    if claimed is None or amount == claimed:
        return Verdict.ACCEPTED
    return Verdict.IN_PART if is_part(amount, claimed) else Verdict.AMENDED


def is_part(amount: Decimal, claimed: Decimal) -> bool:
    """Return whether an amount is less of the same: neither more nor the contrary."""
    return abs(amount) < abs(claimed) and amount * claimed >= 0


def record_decisions(
    entries: Sequence[BenefitEntry], by: "User | None", reason: str
) -> None:
    """Write down that amounts were validated by a file, in the same transaction.

    The rules were applied to each row before; see delivery/imports/validating.py.
    """
    keys = {(entry.benefit_id, entry.month): entry for entry in entries}
    here: dict[str, Any] = {
        "benefit__in": {benefit for benefit, _month in keys},
        "month__in": {month for _benefit, month in keys},
    }
    claims = {
        (claim.benefit_id, claim.month): claim
        for claim in BenefitEntry.objects.filter(**here, kind=CLAIMED).with_version()
    }
    numbers = {
        (benefit, month): number
        for benefit, month, number in ClaimDecision.objects.filter(**here)
        .order_by("number")
        .values_list("benefit", "month", "number")
    }
    ClaimDecision.objects.bulk_create(
        ClaimDecision(
            benefit_id=entry.benefit_id,
            month=entry.month,
            number=numbers.get(key, 0) + 1,
            verdict=verdict_on(
                claims[key].amount if key in claims else None, entry.amount
            ),
            claimed=claims[key].amount if key in claims else None,
            amount=entry.amount,
            reason=reason,
            claim_version=claims[key].version if key in claims else 0,
            decided_by=by,
        )
        for key, entry in keys.items()
    )


def _next_numbers(benefit: Benefit, months: Collection[date]) -> dict[date, int]:
    """Return the number that the next decision on each month gets."""
    made = ClaimDecision.objects.filter(benefit=benefit, month__in=months)
    numbers = dict.fromkeys(months, 1)
    for month, number in made.order_by("number").values_list("month", "number"):
        numbers[month] = number + 1
    return numbers


def _refuse_own(claim: BenefitEntry | None, by: "User | None") -> None:
    if claim and by and (claim.pk, by.pk) in claimants([claim.pk]):
        raise DecisionRefusedError(
            _("You wrote this claim, so somebody else in finance decides on it.")
        )


def _refuse_closed(benefit: Benefit, ruling: Ruling, by: "User | None") -> None:
    """Keep a closed period as it is, but for a lead who says why."""
    entry = BenefitEntry(benefit=benefit, month=ruling.month)
    until = closed_until(entry)
    if by is None or not is_closed(until, day_of(entry)):
        return
    if not may_reopen(entry, by):
        raise DecisionRefusedError(
            _("This period is closed. A lead can decide on it, with a reason.")
        )
    if not ruling.reason.strip():
        raise DecisionRefusedError(
            _("This period is closed. Say why it changes all the same."), "reason"
        )


def _amount(
    benefit: Benefit, claim: BenefitEntry | None, ruling: Ruling
) -> Decimal | None:
    """Return what is to stand as validated. Raises DecisionRefusedError."""
    if ruling.verdict != Verdict.ACCEPTED and not ruling.reason.strip():
        raise DecisionRefusedError(_("Say why."), "reason")
    if ruling.verdict not in SETTLED:
        return None
    if benefit.lacks_counterfactual:
        raise DecisionRefusedError(
            _(
                "A cost avoidance is validated only with what it would have cost: a "
                "signed quote, a cancelled budget line, a contract clause or a "
                "projection. Its owner adds that to the benefit."
            )
        )
    if claim and claim.is_draft:
        raise DecisionRefusedError(_("This claim is not put forward yet."))
    amount = ruling.amount
    if amount is None:
        amount = claim.amount if claim else None
    if amount is None:
        raise DecisionRefusedError(_("Nothing is claimed: give the amount."), "amount")
    if claim:
        _check_amount(benefit, claim, ruling.verdict, amount)
    return amount


def _check_amount(
    benefit: Benefit, claim: BenefitEntry, verdict: Verdict, amount: Decimal
) -> None:
    claimed = benefit_amount(claim.amount, benefit)
    if verdict == Verdict.ACCEPTED and amount != claim.amount:
        raise DecisionRefusedError(
            _("The claim is %(claimed)s. To let less of it stand, accept it in part.")
            % {"claimed": claimed},
            "amount",
        )
    if verdict == Verdict.IN_PART and not is_part(amount, claim.amount):
        raise DecisionRefusedError(
            _("A part is less than the claim of %(claimed)s, and of the same sign.")
            % {"claimed": claimed},
            "amount",
        )


def _follow(
    benefit: Benefit, ruling: Ruling, amount: Decimal | None, by: "User | None"
) -> None:
    """Store, correct or remove the validated amount, as was decided."""
    here = {"benefit": benefit, "month": ruling.month, "kind": VALIDATED}
    entry = BenefitEntry.objects.filter(**here).first()
    if amount is None:
        if entry:
            entry.delete()
        return
    entry = entry or BenefitEntry(**here)
    entry.amount, entry.recorded_by, entry.note = amount, by, ruling.reason
    entry.evidence = ruling.evidence or entry.evidence
    entry.save()
