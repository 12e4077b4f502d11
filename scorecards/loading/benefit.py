"""Benefits with their amounts."""

from delivery.models import (
    Benefit,
    BenefitEntry,
    Portfolio,
)
from scorecards import facts
from scorecards.loading.grouping import grouped


def load_benefits(portfolio: Portfolio) -> tuple[facts.BenefitFacts, ...]:
    entries = grouped(
        BenefitEntry.objects.filter(benefit__portfolio=portfolio)
        .order_by("benefit_id", "month", "kind")
        .values_list("benefit_id", "month", "kind", "amount"),
        facts.EntryFacts,
    )
    return tuple(
        facts.BenefitFacts(**row, entries=entries[row["pk"]])
        for row in Benefit.objects.filter(portfolio=portfolio)
        .order_by("code")
        .values(
            "pk",
            "code",
            "name",
            "benefit_class",
            "is_disbenefit",
            "unit_label",
            "currency",
            "owner",
            "starts_on",
            "retires_on",
            "project_id",
        )
    )
