"""The panels of the scorecard, in the order of the page."""

from typing import Any

from scorecards.panels.alignment import ALIGNMENT
from scorecards.panels.benefit_leakage import BENEFIT_LEAKAGE
from scorecards.panels.benefit_persistence import BENEFIT_PERSISTENCE
from scorecards.panels.benefit_register import BENEFIT_REGISTER
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.completeness import COMPLETENESS
from scorecards.panels.contract import Panel
from scorecards.panels.cost_to_complete import COST_TO_COMPLETE
from scorecards.panels.currencies import CURRENCIES
from scorecards.panels.demand import DEMAND
from scorecards.panels.earned_value import EARNED_VALUE
from scorecards.panels.feedback_coverage import FEEDBACK_COVERAGE
from scorecards.panels.finish_variance import FINISH_VARIANCE
from scorecards.panels.flow import FLOW
from scorecards.panels.forecast import FORECAST
from scorecards.panels.headline import HEADLINE
from scorecards.panels.in_year_cost import IN_YEAR_COST
from scorecards.panels.issues import ISSUES
from scorecards.panels.kpi_signals import KPI_SIGNALS
from scorecards.panels.kpis import KPIS
from scorecards.panels.milestones import MILESTONES
from scorecards.panels.on_budget import ON_BUDGET
from scorecards.panels.on_time import ON_TIME
from scorecards.panels.perception import PERCEPTION
from scorecards.panels.pmo_return import PMO_RETURN
from scorecards.panels.pmo_services import PMO_SERVICES
from scorecards.panels.portfolios import PORTFOLIOS
from scorecards.panels.priorities import PRIORITIES
from scorecards.panels.projects_by_rating import PROJECTS_BY_RATING
from scorecards.panels.quality import QUALITY
from scorecards.panels.recognition import RECOGNITION
from scorecards.panels.rework import REWORK
from scorecards.panels.risk_exposure import RISK_EXPOSURE
from scorecards.panels.satisfaction import SATISFACTION_PANEL
from scorecards.panels.scope_changes import SCOPE_CHANGES
from scorecards.panels.service_demand import SERVICE_DEMAND
from scorecards.panels.spend_mix import SPEND_MIX
from scorecards.panels.trust import TRUST
from scorecards.panels.utilization import UTILIZATION
from scorecards.panels.value_at_risk import VALUE_AT_RISK
from scorecards.panels.within_scope import WITHIN_SCOPE
from scorecards.panels.work_packages import WORK_PACKAGES

PANELS: tuple[Panel[Any], ...] = (
    HEADLINE,
    BENEFITS,
    BENEFIT_REGISTER,
    BENEFIT_LEAKAGE,
    BENEFIT_PERSISTENCE,
    PMO_SERVICES,
    RECOGNITION,
    VALUE_AT_RISK,
    PMO_RETURN,
    SATISFACTION_PANEL,
    TRUST,
    PERCEPTION,
    FEEDBACK_COVERAGE,
    SERVICE_DEMAND,
    KPIS,
    KPI_SIGNALS,
    ON_TIME,
    ON_BUDGET,
    WITHIN_SCOPE,
    FORECAST,
    IN_YEAR_COST,
    EARNED_VALUE,
    COST_TO_COMPLETE,
    FINISH_VARIANCE,
    MILESTONES,
    WORK_PACKAGES,
    SCOPE_CHANGES,
    FLOW,
    PROJECTS_BY_RATING,
    UTILIZATION,
    DEMAND,
    PRIORITIES,
    ALIGNMENT,
    SPEND_MIX,
    CURRENCIES,
    REWORK,
    RISK_EXPOSURE,
    ISSUES,
    QUALITY,
    PORTFOLIOS,
    COMPLETENESS,
)

__all__ = ["PANELS"]
