"""The facts of Step 9, one file a noun."""

from delivery.models.annotation import (
    Annotation,
)
from delivery.models.benefit import (
    Benefit,
    BenefitEntry,
)
from delivery.models.claim_decision import (
    ClaimDecision,
)
from delivery.models.exchange_rate import (
    ExchangeRate,
)
from delivery.models.import_batch import (
    ImportBatch,
)
from delivery.models.import_mapping import (
    ImportMapping,
)
from delivery.models.issue import (
    Issue,
)
from delivery.models.kpi import (
    Kpi,
    KpiMeasurement,
    KpiTarget,
    OutcomeFamily,
)
from delivery.models.leak import (
    BenefitLeak,
)
from delivery.models.limit_decision import (
    LimitDecision,
)
from delivery.models.objective import (
    Objective,
    ObjectiveLink,
)
from delivery.models.overlap import (
    OverlapGroup,
)
from delivery.models.portfolio import (
    Cycle,
    Membership,
    Portfolio,
    Role,
)
from delivery.models.priority import (
    PriorityCriterion,
    PriorityScore,
)
from delivery.models.project import (
    Baseline,
    Milestone,
    Project,
    StatusUpdate,
)
from delivery.models.quality import (
    QualityCount,
    ReworkEntry,
)
from delivery.models.rating import (
    RatingLevel,
    RatingScale,
)
from delivery.models.reminder import (
    Reminder,
    Unsubscription,
)
from delivery.models.resource import (
    Allocation,
    Capacity,
    Resource,
    ResourceHours,
)
from delivery.models.risk import (
    Contingency,
    Risk,
    RiskAssessment,
    RiskLevel,
)
from delivery.models.scope_item import (
    ScopeItem,
)
from delivery.models.service import (
    Attribution,
    Service,
    ServiceCost,
    ServiceUse,
)
from delivery.models.task import (
    Task,
)

__all__ = [
    "Allocation",
    "Annotation",
    "Attribution",
    "Baseline",
    "Benefit",
    "BenefitEntry",
    "BenefitLeak",
    "Capacity",
    "ClaimDecision",
    "Contingency",
    "Cycle",
    "ExchangeRate",
    "ImportBatch",
    "ImportMapping",
    "Issue",
    "Kpi",
    "KpiMeasurement",
    "KpiTarget",
    "LimitDecision",
    "Membership",
    "Milestone",
    "Objective",
    "ObjectiveLink",
    "OutcomeFamily",
    "OverlapGroup",
    "Portfolio",
    "PriorityCriterion",
    "PriorityScore",
    "Project",
    "QualityCount",
    "RatingLevel",
    "RatingScale",
    "Reminder",
    "Resource",
    "ResourceHours",
    "ReworkEntry",
    "Risk",
    "RiskAssessment",
    "RiskLevel",
    "Role",
    "ScopeItem",
    "Service",
    "ServiceCost",
    "ServiceUse",
    "StatusUpdate",
    "Task",
    "Unsubscription",
]
