"""What lists are narrowed to and sorted by: alike on pages, in files and the API."""

from delivery.filters.benefit import (
    BenefitEntryFilter,
    BenefitFilter,
    readable_benefits,
)
from delivery.filters.fields import (
    PortfolioFilter,
    SearchFilter,
    SortFilter,
)
from delivery.filters.kpi import (
    KpiFilter,
    KpiMeasurementFilter,
    readable_kpis,
)
from delivery.filters.project import (
    BaselineFilter,
    MilestoneFilter,
    ProjectFilter,
    StatusUpdateFilter,
    readable_projects,
)
from delivery.filters.work import (
    ScopeItemFilter,
    TaskFilter,
)

__all__ = [
    "BaselineFilter",
    "BenefitEntryFilter",
    "BenefitFilter",
    "KpiFilter",
    "KpiMeasurementFilter",
    "MilestoneFilter",
    "PortfolioFilter",
    "ProjectFilter",
    "ScopeItemFilter",
    "SearchFilter",
    "SortFilter",
    "StatusUpdateFilter",
    "TaskFilter",
    "readable_benefits",
    "readable_kpis",
    "readable_projects",
]
