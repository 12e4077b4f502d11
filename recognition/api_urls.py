"""Addresses of people and rounds under /api/v1/."""

from rest_framework.routers import SimpleRouter

from recognition import api

router = SimpleRouter()
router.register("stakeholders", api.StakeholderViewSet)
router.register("rounds", api.RoundViewSet)

urlpatterns = router.urls
