"""The kinds of facts a file may hold."""

from typing import Any

from delivery.imports.guests import GUESTS
from delivery.imports.kinds.benefit import BENEFIT_KINDS
from delivery.imports.kinds.exchange_rate import EXCHANGE_RATE_KINDS
from delivery.imports.kinds.kind import Kind
from delivery.imports.kinds.kpi import KPI_KINDS, first_target
from delivery.imports.kinds.objective import OBJECTIVE_KINDS
from delivery.imports.kinds.priority import PRIORITY_KINDS
from delivery.imports.kinds.project import PROJECT_KINDS, original_baseline
from delivery.imports.kinds.quality import QUALITY_KINDS
from delivery.imports.kinds.resource import RESOURCE_KINDS
from delivery.imports.kinds.risk import RISK_KINDS, judgement_beside
from delivery.imports.kinds.service import SERVICE_KINDS
from delivery.imports.kinds.work import WORK_KINDS
from delivery.imports.mapping import Mapping as FileMapping

__all__ = ["CHOSEN", "KINDS", "Kind", "default_mapping", "label_of"]

KINDS = {
    kind.name: kind
    for kind in (
        *PROJECT_KINDS,
        *WORK_KINDS,
        *KPI_KINDS,
        *BENEFIT_KINDS,
        *RESOURCE_KINDS,
        *PRIORITY_KINDS,
        *OBJECTIVE_KINDS,
        *EXCHANGE_RATE_KINDS,
        *SERVICE_KINDS,
        *RISK_KINDS,
        *QUALITY_KINDS,
    )
}

# What a person chooses from; baselines and targets also come with their owners.
CHOSEN = (
    "projects",
    "status-updates",
    "kpis",
    "measurements",
    "benefits",
    "benefit-entries",
    "benefit-leaks",
    "overlap-groups",
    "services",
    "service-costs",
    "service-uses",
    "attributions",
    "milestones",
    "tasks",
    "scope-items",
    "risks",
    "risk-assessments",
    "contingencies",
    "issues",
    "rework",
    "quality-counts",
    "priority-marks",
    "baselines",
    "kpi-targets",
    "resources",
    "capacities",
    "allocations",
    "resource-hours",
    "objectives",
    "objective-links",
    "exchange-rates",
    "priority-criteria",
    "risk-levels",
    "annotations",
    "feedback",
    "assumptions",
)


def label_of(kind: str) -> Any:
    """Return what the rows of a kind are called."""
    return GUESTS[kind].label if kind in GUESTS else KINDS[kind].label


def default_mapping(kind: str) -> FileMapping:
    """Return the mapping of a file whose columns are named like the fields.

    A list of projects may have their original baselines beside them, a list of KPIs
    their targets, and a risk register its judgements.
    """
    if kind in GUESTS:
        return FileMapping(facts=(), guest=kind)
    rules = [KINDS[kind].rule()]
    if kind == "projects":
        rules.append(original_baseline())
    elif kind == "kpis":
        rules.append(first_target())
    elif kind == "risks":
        rules.append(judgement_beside())
    return FileMapping(facts=tuple(rules))
