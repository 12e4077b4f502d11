"""The facts of Step 9 to read: each list begins with what its reader may see."""

from delivery.api.benefit import (
    BenefitEntryViewSet,
    BenefitViewSet,
)
from delivery.api.claim import (
    BenefitLeakViewSet,
    ClaimDecisionViewSet,
    OverlapGroupViewSet,
)
from delivery.api.exchange_rate import (
    ExchangeRateViewSet,
)
from delivery.api.import_batch import (
    ImportBatchViewSet,
)
from delivery.api.kpi import (
    AnnotationViewSet,
    KpiMeasurementViewSet,
    KpiTargetViewSet,
    KpiViewSet,
    LimitDecisionViewSet,
)
from delivery.api.objective import (
    ObjectiveLinkViewSet,
    ObjectiveViewSet,
)
from delivery.api.portfolio import (
    PortfolioViewSet,
)
from delivery.api.project import (
    BaselineViewSet,
    MilestoneViewSet,
    ProjectViewSet,
    StatusUpdateViewSet,
)
from delivery.api.quality import QualityCountViewSet, ReworkEntryViewSet
from delivery.api.resource import (
    AllocationViewSet,
    CapacityViewSet,
    PriorityCriterionViewSet,
    PriorityScoreViewSet,
    ResourceHoursViewSet,
    ResourceViewSet,
)
from delivery.api.risk import (
    ContingencyViewSet,
    IssueViewSet,
    RiskAssessmentViewSet,
    RiskViewSet,
)
from delivery.api.service import (
    AttributionViewSet,
    ServiceCostViewSet,
    ServiceUseViewSet,
    ServiceViewSet,
)
from delivery.api.work import (
    ScopeItemViewSet,
    TaskViewSet,
)

__all__ = [
    "AllocationViewSet",
    "AnnotationViewSet",
    "AttributionViewSet",
    "BaselineViewSet",
    "BenefitEntryViewSet",
    "BenefitLeakViewSet",
    "BenefitViewSet",
    "CapacityViewSet",
    "ClaimDecisionViewSet",
    "ContingencyViewSet",
    "ExchangeRateViewSet",
    "ImportBatchViewSet",
    "IssueViewSet",
    "KpiMeasurementViewSet",
    "KpiTargetViewSet",
    "KpiViewSet",
    "LimitDecisionViewSet",
    "MilestoneViewSet",
    "ObjectiveLinkViewSet",
    "ObjectiveViewSet",
    "OverlapGroupViewSet",
    "PortfolioViewSet",
    "PriorityCriterionViewSet",
    "PriorityScoreViewSet",
    "ProjectViewSet",
    "QualityCountViewSet",
    "ResourceHoursViewSet",
    "ResourceViewSet",
    "ReworkEntryViewSet",
    "RiskAssessmentViewSet",
    "RiskViewSet",
    "ScopeItemViewSet",
    "ServiceCostViewSet",
    "ServiceUseViewSet",
    "ServiceViewSet",
    "StatusUpdateViewSet",
    "TaskViewSet",
]
