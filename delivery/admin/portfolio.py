"""Portfolios, their people and their scales in the admin."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from delivery.admin.fact import FactAdmin
from delivery.models import (
    Cycle,
    Membership,
    Portfolio,
    RatingLevel,
    RatingScale,
)


class RatingLevelInline(admin.TabularInline):
    model = RatingLevel
    extra = 0


@admin.register(RatingScale)
class RatingScaleAdmin(admin.ModelAdmin):
    inlines = [RatingLevelInline]
    search_fields = ["name"]


@admin.register(Portfolio)
class PortfolioAdmin(FactAdmin):
    list_display = ["name", "slug", "path", "currency", "lead"]
    list_select_related = ["lead"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["lead", "rating_scale"]
    readonly_fields = ["path", "revision"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str]:
        """Moving a portfolio changes the paths below it: that is the page's deed."""
        fixed = ["slug", "parent"] if obj else []
        return [*self.readonly_fields, *fixed]


@admin.register(Membership)
class MembershipAdmin(FactAdmin):
    list_display = ["user", "role", "portfolio"]
    list_filter = ["role"]
    list_select_related = ["user", "portfolio"]
    search_fields = ["user__username", "user__name", "portfolio__name"]
    autocomplete_fields = ["user", "portfolio"]


@admin.register(Cycle)
class CycleAdmin(FactAdmin):
    list_display = ["name", "portfolio", "starts_on", "ends_on", "status"]
    list_filter = ["status"]
    list_select_related = ["portfolio"]
    search_fields = ["name", "portfolio__name"]
    autocomplete_fields = ["portfolio"]
