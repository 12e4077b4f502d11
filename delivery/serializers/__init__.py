"""Facts as JSON: fields named as in the models, money as decimal strings."""

from delivery.serializers.benefit import (
    BenefitEntrySerializer,
    BenefitSerializer,
)
from delivery.serializers.claim import (
    BenefitLeakSerializer,
    ClaimDecisionSerializer,
    OverlapGroupSerializer,
)
from delivery.serializers.exchange_rate import (
    ExchangeRateSerializer,
)
from delivery.serializers.import_batch import (
    ImportBatchSerializer,
    NewImportSerializer,
)
from delivery.serializers.kpi import (
    AnnotationSerializer,
    KpiMeasurementSerializer,
    KpiSerializer,
    KpiTargetSerializer,
    LimitDecisionSerializer,
)
from delivery.serializers.objective import (
    ObjectiveLinkSerializer,
    ObjectiveSerializer,
)
from delivery.serializers.portfolio import (
    PortfolioSerializer,
)
from delivery.serializers.project import (
    BaselineSerializer,
    MilestoneSerializer,
    ProjectSerializer,
    StatusUpdateSerializer,
)
from delivery.serializers.quality import QualityCountSerializer, ReworkEntrySerializer
from delivery.serializers.resource import (
    AllocationSerializer,
    CapacitySerializer,
    PriorityCriterionSerializer,
    PriorityScoreSerializer,
    ResourceHoursSerializer,
    ResourceSerializer,
)
from delivery.serializers.risk import (
    ContingencySerializer,
    IssueSerializer,
    RiskAssessmentSerializer,
    RiskSerializer,
)
from delivery.serializers.service import (
    AttributionSerializer,
    ServiceCostSerializer,
    ServiceSerializer,
    ServiceUseSerializer,
)
from delivery.serializers.work import (
    ScopeItemSerializer,
    TaskSerializer,
)

__all__ = [
    "AllocationSerializer",
    "AnnotationSerializer",
    "AttributionSerializer",
    "BaselineSerializer",
    "BenefitEntrySerializer",
    "BenefitLeakSerializer",
    "BenefitSerializer",
    "CapacitySerializer",
    "ClaimDecisionSerializer",
    "ContingencySerializer",
    "ExchangeRateSerializer",
    "ImportBatchSerializer",
    "IssueSerializer",
    "KpiMeasurementSerializer",
    "KpiSerializer",
    "KpiTargetSerializer",
    "LimitDecisionSerializer",
    "MilestoneSerializer",
    "NewImportSerializer",
    "ObjectiveLinkSerializer",
    "ObjectiveSerializer",
    "OverlapGroupSerializer",
    "PortfolioSerializer",
    "PriorityCriterionSerializer",
    "PriorityScoreSerializer",
    "ProjectSerializer",
    "QualityCountSerializer",
    "ResourceHoursSerializer",
    "ResourceSerializer",
    "ReworkEntrySerializer",
    "RiskAssessmentSerializer",
    "RiskSerializer",
    "ScopeItemSerializer",
    "ServiceCostSerializer",
    "ServiceSerializer",
    "ServiceUseSerializer",
    "StatusUpdateSerializer",
    "TaskSerializer",
]
