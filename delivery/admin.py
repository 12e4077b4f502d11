"""The facts of Step 9 for support: to look, and to mend what no page can."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Cycle,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Membership,
    Milestone,
    Portfolio,
    Project,
    RatingLevel,
    RatingScale,
    ScopeItem,
    StatusUpdate,
    Task,
)
from pmo_value.fields import ExactDecimalField
from pmo_value.form_fields import NumberField


class FactAdmin(SimpleHistoryAdmin):
    """A fact with its history, which shows what was and puts nothing back.

    Numbers are read as strictly as on the pages.
    """

    formfield_overrides = {
        ExactDecimalField: {"form_class": NumberField},
        models.URLField: {"assume_scheme": "https"},
    }
    list_per_page = 50
    show_full_result_count = False

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


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


@admin.register(Project)
class ProjectAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "status"]
    list_filter = ["status"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio"]


@admin.register(Baseline)
class BaselineAdmin(FactAdmin):
    """Approved plans. None is ever changed, not even here."""

    list_display = ["project", "number", "approved_on", "finish", "budget"]
    list_select_related = ["project"]
    search_fields = ["project__code", "project__name"]
    autocomplete_fields = ["project"]

    def has_change_permission(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> bool:
        return False


@admin.register(StatusUpdate)
class StatusUpdateAdmin(FactAdmin):
    list_display = ["project", "status_date", "rating", "recorded_by"]
    list_select_related = ["project", "rating", "recorded_by"]
    search_fields = ["project__code", "project__name"]
    autocomplete_fields = ["project"]
    date_hierarchy = "status_date"


@admin.register(Milestone)
class MilestoneAdmin(FactAdmin):
    list_display = ["code", "name", "project", "baseline_on", "actual_on"]
    list_select_related = ["project"]
    search_fields = ["code", "name", "project__code"]
    autocomplete_fields = ["project"]


@admin.register(Task)
class TaskAdmin(FactAdmin):
    list_display = ["code", "name", "project", "baseline_finish", "actual_finish"]
    list_filter = ["progress_method"]
    list_select_related = ["project"]
    search_fields = ["code", "name", "project__code"]
    autocomplete_fields = ["project"]


@admin.register(ScopeItem)
class ScopeItemAdmin(FactAdmin):
    list_display = ["code", "name", "project", "state", "size", "is_approved"]
    list_filter = ["state", "is_approved"]
    list_select_related = ["project"]
    search_fields = ["code", "name", "project__code"]
    autocomplete_fields = ["project"]


@admin.register(Kpi)
class KpiAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "family", "cadence", "retired_on"]
    list_filter = ["family", "cadence"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio", "project", "owner"]


@admin.register(KpiTarget)
class KpiTargetAdmin(FactAdmin):
    list_display = ["kpi", "valid_from", "target", "low", "high"]
    list_select_related = ["kpi"]
    search_fields = ["kpi__code", "kpi__name"]
    autocomplete_fields = ["kpi"]


@admin.register(KpiMeasurement)
class KpiMeasurementAdmin(FactAdmin):
    list_display = ["kpi", "period_start", "period_end", "value", "recorded_by"]
    list_select_related = ["kpi", "recorded_by"]
    search_fields = ["kpi__code", "kpi__name"]
    autocomplete_fields = ["kpi"]
    date_hierarchy = "period_start"


@admin.register(Benefit)
class BenefitAdmin(FactAdmin):
    list_display = ["code", "name", "portfolio", "benefit_class", "owner"]
    list_filter = ["benefit_class"]
    list_select_related = ["portfolio"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["portfolio", "project"]


@admin.register(BenefitEntry)
class BenefitEntryAdmin(FactAdmin):
    list_display = ["benefit", "month", "kind", "amount", "recorded_by"]
    list_filter = ["kind"]
    list_select_related = ["benefit", "recorded_by"]
    search_fields = ["benefit__code", "benefit__name"]
    autocomplete_fields = ["benefit"]
    date_hierarchy = "month"
