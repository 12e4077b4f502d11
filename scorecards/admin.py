"""Support: how the refreshing of scorecards stands. No figures are shown here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from scorecards.actions import rendering
from scorecards.models import FrozenScorecard, Refresh, RenderedFile
from scorecards.regeneration import start_again


@admin.register(Refresh)
class RefreshAdmin(admin.ModelAdmin):
    """Read only, but for starting a refresh that failed once more."""

    list_display = (
        "portfolio",
        "is_up_to_date",
        "behind_since",
        "attempts",
        "failed_at",
        "problem",
        "ended_at",
    )
    list_select_related = ("portfolio",)
    list_filter = ("failed_at", "is_waiting")
    search_fields = ("portfolio__slug", "portfolio__name")
    actions = ("start_failed_again",)

    @admin.display(boolean=True, description=_("up to date"))
    def is_up_to_date(self, refresh: Refresh) -> bool:
        return refresh.built_revision >= refresh.portfolio.revision

    @admin.action(description=_("Start again what failed"), permissions=["view"])
    def start_failed_again(
        self, request: HttpRequest, queryset: QuerySet[Refresh]
    ) -> None:
        for refresh in queryset.select_related("portfolio"):
            start_again(refresh.portfolio)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(FrozenScorecard)
class FrozenScorecardAdmin(admin.ModelAdmin):
    """That something was frozen, when and by whom; its figures are on its page."""

    list_display = ("portfolio", "period_key", "reason", "frozen_at", "frozen_by")
    list_select_related = ("portfolio", "frozen_by")
    list_filter = ("reason",)
    exclude = ("document", "body")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(RenderedFile)
class RenderedFileAdmin(admin.ModelAdmin):
    """How files are made, and what stands in the way; the files are on their pages."""

    list_display = (
        "portfolio",
        "period_key",
        "medium",
        "language",
        "state",
        "attempts",
        "problem",
        "asked_at",
        "made_at",
        "size",
    )
    list_select_related = ("portfolio",)
    list_filter = ("state", "medium")
    search_fields = ("portfolio__slug", "portfolio__name")
    actions = ("try_again",)

    @admin.action(
        description=_("Try again what could not be made"), permissions=["view"]
    )
    def try_again(self, request: HttpRequest, queryset: QuerySet[RenderedFile]) -> None:
        states = [RenderedFile.State.PARKED, RenderedFile.State.FAILED]
        for file in queryset.filter(state__in=states):
            rendering.start_again(file, None, timezone.now())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
