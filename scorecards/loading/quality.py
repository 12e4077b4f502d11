"""Months of work and rework, and counts of defects and changes."""

from delivery.models import Portfolio, QualityCount, ReworkEntry
from scorecards import facts
from scorecards.loading.holding import Held


def load_rework(portfolio: Portfolio, held: Held) -> tuple[facts.ReworkFacts, ...]:
    if ReworkEntry not in held:
        return ()
    rows = ReworkEntry.objects.of_portfolio(portfolio).order_by("month", "project_id")
    return tuple(
        facts.ReworkFacts(*row)
        for row in rows.values_list(
            "project_id",
            "project__name",
            "project__currency",
            "month",
            "hours",
            "rework_hours",
            *ReworkEntry.CAUSES,
            "cost",
            "rework_cost",
        )
    )


def load_quality(portfolio: Portfolio, held: Held) -> tuple[facts.QualityFacts, ...]:
    if QualityCount not in held:
        return ()
    rows = QualityCount.objects.of_portfolio(portfolio).order_by("month", "project_id")
    return tuple(
        facts.QualityFacts(*row)
        for row in rows.values_list(
            "project_id",
            "project__name",
            "month",
            "defects_before",
            "defects_after",
            "changes_deployed",
            "changes_failed",
            "unplanned_deployments",
        )
    )
