"""Benefits with their amounts, and the measures they share."""

from collections import defaultdict
from datetime import date

from django.db.models import BooleanField, Case, F, Value, When

from delivery.models import Benefit, BenefitEntry, BenefitLeak, OverlapGroup, Portfolio
from scorecards import facts
from scorecards.loading.grouping import grouped
from scorecards.loading.holding import Held
from scorecards.loading.service import load_attributions


def load_benefits(portfolio: Portfolio, held: Held) -> tuple[facts.BenefitFacts, ...]:
    """Load benefits, in five queries at the most.

    A claim that is a draft counts nowhere.
    """
    if Benefit not in held:
        return ()
    rows = (
        Benefit.objects.filter(portfolio=portfolio)
        .with_proof()
        .order_by("code")
        .annotate(
            has_method=Case(
                When(measurement_method="", then=Value(False)),
                default=Value(True),
                output_field=BooleanField(),
            ),
            overlap=F("overlap_group_id"),
            is_once=Case(
                When(pattern=Benefit.Pattern.ONE_OFF, then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
        )
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
            "price_basis",
            "steady_amount",
            "baseline_value",
            "has_method",
            "is_evidenced",
            "overlap",
            "is_once",
        )
    )
    here = BenefitEntry.objects.filter(benefit__portfolio=portfolio, is_draft=False)
    entries = grouped(
        here.order_by("benefit_id", "month", "kind").values_list(
            "benefit_id", "month", "kind", "amount"
        ),
        facts.EntryFacts,
    )
    leaks = _leaks(portfolio, held)
    attributions = load_attributions(portfolio, held)
    open_months: defaultdict[int, set[date]] = defaultdict(set)
    waiting = here.awaiting_decision().order_by()
    for benefit, month in waiting.values_list("benefit_id", "month"):
        open_months[benefit].add(month)
    return tuple(
        facts.BenefitFacts(
            **row,
            entries=entries[row["pk"]],
            open_months=frozenset(open_months[row["pk"]]),
            leaks=leaks[row["pk"]],
            attributions=attributions[row["pk"]],
        )
        for row in rows
    )


def _leaks(
    portfolio: Portfolio, held: Held
) -> defaultdict[int, tuple[facts.LeakFacts, ...]]:
    if BenefitLeak not in held:
        return defaultdict(tuple)
    return grouped(
        BenefitLeak.objects.filter(benefit__portfolio=portfolio)
        .order_by("benefit_id", "cause")
        .values_list("benefit_id", "cause", "amount"),
        facts.LeakFacts,
    )


def load_overlaps(portfolio: Portfolio, held: Held) -> tuple[facts.OverlapFacts, ...]:
    """Load the measures that benefits share."""
    if OverlapGroup not in held:
        return ()
    groups = OverlapGroup.objects.filter(portfolio=portfolio).order_by("pk")
    return tuple(
        facts.OverlapFacts(*row) for row in groups.values_list("pk", "measured_total")
    )
