"""Lists as files: columns named like the fields, so that an import takes them back."""

from delivery.exports.benefit import (
    BENEFIT_COLUMNS,
    ENTRY_COLUMNS,
    LEAK_COLUMNS,
    OVERLAP_COLUMNS,
    benefit_rows,
    entry_rows,
    leak_rows,
    overlap_rows,
)
from delivery.exports.claim import (
    CLAIM_COLUMNS,
    DECISION_COLUMNS,
    claim_rows,
    decision_rows,
)
from delivery.exports.exchange_rate import (
    EXCHANGE_RATE_COLUMNS,
    exchange_rate_rows,
)
from delivery.exports.issue import (
    ISSUE_COLUMNS,
    issue_rows,
)
from delivery.exports.kpi import (
    ANNOTATION_COLUMNS,
    KPI_COLUMNS,
    LIMIT_DECISION_COLUMNS,
    MEASUREMENT_COLUMNS,
    annotation_rows,
    kpi_rows,
    limit_decision_rows,
    measurement_rows,
)
from delivery.exports.objective import (
    OBJECTIVE_COLUMNS,
    OBJECTIVE_LINK_COLUMNS,
    objective_link_rows,
    objective_rows,
)
from delivery.exports.priority import (
    PRIORITY_COLUMNS,
    priority_columns,
    priority_rows,
)
from delivery.exports.project import (
    PROJECT_COLUMNS,
    project_rows,
)
from delivery.exports.quality import (
    QUALITY_COLUMNS,
    REWORK_COLUMNS,
    quality_rows,
    rework_rows,
)
from delivery.exports.resource import (
    ALLOCATION_COLUMNS,
    CAPACITY_COLUMNS,
    HOURS_COLUMNS,
    RESOURCE_COLUMNS,
    allocation_rows,
    capacity_rows,
    hours_rows,
    resource_rows,
)
from delivery.exports.risk import (
    ASSESSMENT_COLUMNS,
    CONTINGENCY_COLUMNS,
    RISK_COLUMNS,
    assessment_rows,
    contingency_rows,
    risk_rows,
)
from delivery.exports.service import (
    ATTRIBUTION_COLUMNS,
    SERVICE_COLUMNS,
    SERVICE_COST_COLUMNS,
    SERVICE_USE_COLUMNS,
    attribution_rows,
    service_cost_rows,
    service_rows,
    service_use_rows,
)
from delivery.exports.work import (
    SCOPE_COLUMNS,
    TASK_COLUMNS,
    scope_rows,
    task_rows,
)

__all__ = [
    "ALLOCATION_COLUMNS",
    "ANNOTATION_COLUMNS",
    "ASSESSMENT_COLUMNS",
    "ATTRIBUTION_COLUMNS",
    "BENEFIT_COLUMNS",
    "CAPACITY_COLUMNS",
    "CLAIM_COLUMNS",
    "CONTINGENCY_COLUMNS",
    "DECISION_COLUMNS",
    "ENTRY_COLUMNS",
    "EXCHANGE_RATE_COLUMNS",
    "HOURS_COLUMNS",
    "ISSUE_COLUMNS",
    "KPI_COLUMNS",
    "LEAK_COLUMNS",
    "LIMIT_DECISION_COLUMNS",
    "MEASUREMENT_COLUMNS",
    "OBJECTIVE_COLUMNS",
    "OBJECTIVE_LINK_COLUMNS",
    "OVERLAP_COLUMNS",
    "PRIORITY_COLUMNS",
    "PROJECT_COLUMNS",
    "QUALITY_COLUMNS",
    "RESOURCE_COLUMNS",
    "REWORK_COLUMNS",
    "RISK_COLUMNS",
    "SCOPE_COLUMNS",
    "SERVICE_COLUMNS",
    "SERVICE_COST_COLUMNS",
    "SERVICE_USE_COLUMNS",
    "TASK_COLUMNS",
    "allocation_rows",
    "annotation_rows",
    "assessment_rows",
    "attribution_rows",
    "benefit_rows",
    "capacity_rows",
    "claim_rows",
    "contingency_rows",
    "decision_rows",
    "entry_rows",
    "exchange_rate_rows",
    "hours_rows",
    "issue_rows",
    "kpi_rows",
    "leak_rows",
    "limit_decision_rows",
    "measurement_rows",
    "objective_link_rows",
    "objective_rows",
    "overlap_rows",
    "priority_columns",
    "priority_rows",
    "project_rows",
    "quality_rows",
    "resource_rows",
    "rework_rows",
    "risk_rows",
    "scope_rows",
    "service_cost_rows",
    "service_rows",
    "service_use_rows",
    "task_rows",
]
