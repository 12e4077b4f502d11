"""Benefits, their amounts, and where they overlap or leak away, as files."""

from collections.abc import Iterable

from django.db.models import QuerySet

from delivery.exports.rows import Rows, values
from delivery.models import Benefit, BenefitEntry, BenefitLeak, OverlapGroup

BENEFIT_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "project",
    "objective",
    "description",
    "benefit_class",
    "is_disbenefit",
    "pattern",
    "unit_label",
    "currency",
    "owner",
    "beneficiary",
    "measurement_method",
    "baseline_note",
    "baseline_value",
    "baseline_on",
    "baseline_size",
    "steady_amount",
    "confidence",
    "price_basis",
    "price_year",
    "counterfactual_basis",
    "counterfactual",
    "overlap_group",
    "starts_on",
    "retires_on",
    "evidence_level",
    "planned_total",
    "claimed_total",
    "validated_total",
)

ENTRY_COLUMNS = (
    "benefit",
    "month",
    "kind",
    "amount",
    "is_draft",
    "note",
    "evidence",
)

LEAK_COLUMNS = ("portfolio", "benefit", "cause", "amount", "note")

OVERLAP_COLUMNS = (
    "portfolio",
    "code",
    "name",
    "measured_total",
    "measured_on",
    "note",
    "benefits",
)


def benefit_rows(benefits: Iterable[Benefit]) -> Rows:
    """Yield benefits `with_totals`, `with_proof`, in the order of BENEFIT_COLUMNS."""
    place = BENEFIT_COLUMNS.index("overlap_group")
    for benefit in benefits:
        yield (
            benefit.portfolio.slug,
            benefit.code,
            benefit.name,
            benefit.project.code if benefit.project else "",
            benefit.objective.code if benefit.objective else "",
            *values(benefit, BENEFIT_COLUMNS[5:place]),
            benefit.overlap_group.code if benefit.overlap_group else "",
            *values(benefit, BENEFIT_COLUMNS[place + 1 :]),
        )


def entry_rows(entries: QuerySet[BenefitEntry]) -> Rows:
    """Yield amounts of benefits, in the order of ENTRY_COLUMNS."""
    for entry in entries.select_related("benefit"):
        yield (entry.benefit.code, *values(entry, ENTRY_COLUMNS[1:]))


def overlap_rows(groups: Iterable[OverlapGroup]) -> Rows:
    """Yield overlap groups, in the order of OVERLAP_COLUMNS."""
    for group in groups:
        yield (
            group.portfolio.slug,
            *values(group, OVERLAP_COLUMNS[1:-1]),
            ", ".join(benefit.code for benefit in group.benefits.all()),
        )


def leak_rows(leaks: QuerySet[BenefitLeak]) -> Rows:
    """Yield what leaks away by cause, in the order of LEAK_COLUMNS."""
    for leak in leaks.select_related("benefit__portfolio"):
        yield (
            leak.benefit.portfolio.slug,
            leak.benefit.code,
            *values(leak, LEAK_COLUMNS[2:]),
        )
