"""Quotes and stories in the admin: their course, and no words."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from delivery.admin.fact import FactAdmin
from recognition.models import Story, Testimonial


@admin.register(Testimonial)
class TestimonialAdmin(admin.ModelAdmin):
    """A quote is approved by its author and taken on on its own page."""

    list_display = ["stakeholder", "portfolio", "state", "received_at", "published_at"]
    list_filter = ["state"]
    list_select_related = ["stakeholder", "portfolio"]
    fields = ["stakeholder", "portfolio", "project", "state"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Story)
class StoryAdmin(FactAdmin):
    """A story is written and published on its own page."""

    list_display = ["title", "portfolio", "state", "published_at"]
    list_filter = ["state"]
    list_select_related = ["portfolio"]
    search_fields = ["title"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
