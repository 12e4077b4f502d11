"""Reports in the admin: that they exist and how far they have come."""

from django.contrib import admin

from recognition.admin.words import ReadOnlyAdmin
from recognition.models import ExecutiveReport


@admin.register(ExecutiveReport)
class ReportAdmin(ReadOnlyAdmin):
    """What people wrote and published; it is changed on its own pages only."""

    list_display = [
        "title",
        "portfolio",
        "period_key",
        "template",
        "state",
        "version",
        "published_at",
        "published_by",
    ]
    list_filter = ["state", "template"]
    list_select_related = ["portfolio", "published_by"]
    search_fields = ["title", "portfolio__name"]
