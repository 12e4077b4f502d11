"""Addresses of people, rounds and delivered value under /api/v1/."""

from rest_framework.routers import SimpleRouter

from recognition import api

router = SimpleRouter()
router.register("stakeholders", api.StakeholderViewSet)
router.register("rounds", api.RoundViewSet)
router.register("value-items", api.ValueItemViewSet)

urlpatterns = router.urls
