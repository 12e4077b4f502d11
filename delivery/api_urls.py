"""Addresses of the facts under /api/v1/."""

from rest_framework.routers import SimpleRouter

from delivery import api

router = SimpleRouter()
router.register("portfolios", api.PortfolioViewSet)
router.register("projects", api.ProjectViewSet)
router.register("baselines", api.BaselineViewSet)
router.register("status-updates", api.StatusUpdateViewSet)
router.register("milestones", api.MilestoneViewSet)
router.register("tasks", api.TaskViewSet)
router.register("scope-items", api.ScopeItemViewSet)
router.register("kpis", api.KpiViewSet)
router.register("kpi-targets", api.KpiTargetViewSet)
router.register("annotations", api.AnnotationViewSet)
router.register("limit-decisions", api.LimitDecisionViewSet)
router.register("measurements", api.KpiMeasurementViewSet)
router.register("benefits", api.BenefitViewSet)
router.register("benefit-entries", api.BenefitEntryViewSet)
router.register("imports", api.ImportBatchViewSet)
router.register("resources", api.ResourceViewSet)
router.register("capacities", api.CapacityViewSet)
router.register("allocations", api.AllocationViewSet)
router.register("resource-hours", api.ResourceHoursViewSet)
router.register("priority-criteria", api.PriorityCriterionViewSet)
router.register("priority-scores", api.PriorityScoreViewSet)
router.register("objectives", api.ObjectiveViewSet)
router.register("objective-links", api.ObjectiveLinkViewSet)
router.register("exchange-rates", api.ExchangeRateViewSet)
router.register("claim-decisions", api.ClaimDecisionViewSet)
router.register("overlap-groups", api.OverlapGroupViewSet)
router.register("benefit-leaks", api.BenefitLeakViewSet)
router.register("services", api.ServiceViewSet)
router.register("service-costs", api.ServiceCostViewSet)
router.register("service-uses", api.ServiceUseViewSet)
router.register("attributions", api.AttributionViewSet)

urlpatterns = router.urls
