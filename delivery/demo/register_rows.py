"""From the stories of benefits and services to rows, not saved yet."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import User
from delivery.calculations.claims import Verdict
from delivery.calculations.periods import add_months
from delivery.demo.benefits import AVOID, CASH, QUALITY, BenefitStory
from delivery.demo.histories import Calendar
from delivery.demo.services import (
    IN_PART,
    REJECTED,
    UNPROVED,
    WHY_REJECTED,
    ServiceStory,
)
from delivery.models import Benefit, BenefitEntry, ClaimDecision, Service, ServiceCost

CLAIMED, VALIDATED = BenefitEntry.Kind.CLAIMED, BenefitEntry.Kind.VALIDATED
CENT = Decimal("0.01")
DECIDES_AT, DECIDES_AFTER = time(12, 0, tzinfo=UTC), timedelta(days=14)


def proof_of(story: BenefitStory, calendar: Calendar) -> dict[str, Any]:
    """What the register says about how a benefit is proved."""
    if story.kind == QUALITY:
        return {}
    proof: dict[str, Any] = {"beneficiary": "Customers" if story.unit else "Operations"}
    if not story.once:
        proof["steady_amount"] = story.amount
    if story.came_true is not None:
        proof |= {
            "measurement_method": "Monthly extract of the ledger, before and after.",
            "confidence": Decimal("0.8"),
        }
    if story.kind == CASH:
        proof |= {
            "baseline_note": "Twelve months before the start",
            "baseline_value": (story.amount * Decimal("2.4")).quantize(Decimal(1)),
            "baseline_on": calendar.first_day(story.begins),
            "baseline_size": 12,
        }
    if story.kind == AVOID and story.name != UNPROVED:
        proof |= {
            "counterfactual_basis": Benefit.Counterfactual.QUOTE,
            "counterfactual": "The quote for the same volume, filed with procurement.",
        }
    return proof


def evidence_of(benefit: Benefit, kind: str, month: date) -> str:
    """Where the proof of a claim lies; a saving in cash has an extract."""
    if kind == CLAIMED and benefit.benefit_class == CASH:
        return f"https://example.org/norwick/{benefit.code}/{month:%Y-%m}"
    return ""


def decision_rows(
    stories: Iterable[tuple[BenefitStory, Benefit]],
    entries: Iterable[BenefitEntry],
    by: User,
) -> Iterator[ClaimDecision]:
    """What finance decided: accepted, accepted in part, and one claim rejected."""
    told = {benefit.pk: story for story, benefit in stories}
    amounts: dict[tuple[int, date], dict[str, Decimal]] = {}
    for entry in entries:
        if entry.kind in {CLAIMED, VALIDATED}:
            months = amounts.setdefault((entry.benefit_id, entry.month), {})
            months[entry.kind] = entry.amount
    versions = {
        (claim.benefit_id, claim.month): claim.version
        for claim in BenefitEntry.objects.filter(
            benefit__in=told, kind=CLAIMED
        ).with_version()
    }
    for (benefit, month), found in amounts.items():
        story = told[benefit]
        claimed, amount = found[CLAIMED], found.get(VALIDATED)
        if amount is None and story.name != REJECTED:
            continue
        yield ClaimDecision(
            benefit_id=benefit,
            month=month,
            number=1,
            claimed=claimed,
            amount=amount,
            claim_version=versions[benefit, month],
            decided_by=by,
            decided_at=_decided_at(month),
            **_verdict(story, claimed, amount),
        )


def _decided_at(month: date) -> datetime:
    """Finance decides in the middle of the month after."""
    return datetime.combine(add_months(month, 1), DECIDES_AT) + DECIDES_AFTER


def _verdict(
    story: BenefitStory, claimed: Decimal, amount: Decimal | None
) -> dict[str, str]:
    if amount is None:
        return {"verdict": Verdict.REJECTED, "reason": WHY_REJECTED}
    if amount == claimed:
        return {"verdict": Verdict.ACCEPTED}
    return {"verdict": Verdict.IN_PART, "reason": IN_PART[story.kind]}


def cost_rows(
    stories: Iterable[tuple[ServiceStory, Service]], calendar: Calendar, by: User
) -> Iterator[ServiceCost]:
    """Costs by month and category: staff get a rise once a year, the rest stays.

    Of the last month one service has not handed in the time of others yet.
    """
    for story, service in stories:
        for month in range(calendar.months):
            rise = 1 + Decimal("0.03") * (month // 12)
            for category, amount in zip(ServiceCost.Category, story.costs, strict=True):
                is_late = month == calendar.months - 1 and story.code == "PS-06"
                if is_late and category == ServiceCost.Category.OTHERS:
                    continue
                is_staff = category == ServiceCost.Category.STAFF
                yield ServiceCost(
                    service=service,
                    month=calendar.first_day(month),
                    category=category,
                    amount=(Decimal(amount) * (rise if is_staff else 1)).quantize(CENT),
                    recorded_by=by,
                )
