"""What lists are narrowed to and sorted by: alike on pages, in files and the API."""

from delivery.filters.benefit import (
    BenefitEntryFilter,
    BenefitFilter,
    readable_benefits,
)
from delivery.filters.claim import (
    BenefitLeakFilter,
    ClaimDecisionFilter,
    ClaimFilter,
    OverlapGroupFilter,
)
from delivery.filters.exchange_rate import (
    ExchangeRateFilter,
)
from delivery.filters.fields import (
    PortfolioFilter,
    SearchFilter,
    SortFilter,
)
from delivery.filters.kpi import (
    AnnotationFilter,
    KpiFilter,
    KpiMeasurementFilter,
    KpiTargetFilter,
    LimitDecisionFilter,
    readable_kpis,
)
from delivery.filters.objective import (
    ObjectiveFilter,
    ObjectiveLinkFilter,
    readable_objectives,
)
from delivery.filters.project import (
    BaselineFilter,
    MilestoneFilter,
    ProjectFilter,
    StatusUpdateFilter,
    readable_projects,
)
from delivery.filters.quality import QualityCountFilter, ReworkEntryFilter
from delivery.filters.resource import (
    AllocationFilter,
    CapacityFilter,
    PriorityCriterionFilter,
    PriorityScoreFilter,
    ResourceFilter,
    ResourceHoursFilter,
)
from delivery.filters.risk import (
    ContingencyFilter,
    IssueFilter,
    RiskAssessmentFilter,
    RiskFilter,
    readable_risks,
)
from delivery.filters.service import (
    AttributionFilter,
    ServiceCostFilter,
    ServiceFilter,
    ServiceUseFilter,
)
from delivery.filters.work import (
    ScopeItemFilter,
    TaskFilter,
)

__all__ = [
    "AllocationFilter",
    "AnnotationFilter",
    "AttributionFilter",
    "BaselineFilter",
    "BenefitEntryFilter",
    "BenefitFilter",
    "BenefitLeakFilter",
    "CapacityFilter",
    "ClaimDecisionFilter",
    "ClaimFilter",
    "ContingencyFilter",
    "ExchangeRateFilter",
    "IssueFilter",
    "KpiFilter",
    "KpiMeasurementFilter",
    "KpiTargetFilter",
    "LimitDecisionFilter",
    "MilestoneFilter",
    "ObjectiveFilter",
    "ObjectiveLinkFilter",
    "OverlapGroupFilter",
    "PortfolioFilter",
    "PriorityCriterionFilter",
    "PriorityScoreFilter",
    "ProjectFilter",
    "QualityCountFilter",
    "ResourceFilter",
    "ResourceHoursFilter",
    "ReworkEntryFilter",
    "RiskAssessmentFilter",
    "RiskFilter",
    "ScopeItemFilter",
    "SearchFilter",
    "ServiceCostFilter",
    "ServiceFilter",
    "ServiceUseFilter",
    "SortFilter",
    "StatusUpdateFilter",
    "TaskFilter",
    "readable_benefits",
    "readable_kpis",
    "readable_objectives",
    "readable_projects",
    "readable_risks",
]
