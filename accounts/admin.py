"""People for support: who they are, whether they may sign in, what mail they get."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import mailing
from accounts.models import Mail, User


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """People; what they may see is said by their memberships."""

    list_display = ["username", "name", "email", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["username", "name", "email"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Who it is"), {"fields": ["name", "email", "language", "time_zone"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "email",
                    "name",
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        ),
    ]
    filter_horizontal = []


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin):
    """The outbox: what went out, what is parked and why. The texts are not shown."""

    list_display = ["subject", "address", "state", "attempts", "due_at", "problem"]
    list_filter = ["state"]
    search_fields = ["subject", "address"]
    fields = [
        "subject",
        "address",
        "state",
        "attempts",
        "due_at",
        "sent_at",
        "problem",
        "created_at",
        "what_goes_with_it",
    ]
    actions = ["send_again"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        """Return the rows without their texts, which may be long."""
        return super().get_queryset(request).defer("body", "html")

    @admin.display(description=_("pictures and files"))
    def what_goes_with_it(self, mail: Mail) -> str:
        """Return the name and the size of each part, never what is in it."""
        parts = mail.parts.select_related("enclosure")
        told = [
            f"{part.name} ({filesizeformat(part.enclosure.size)})" for part in parts
        ]
        return ", ".join(told) or "–"

    @admin.action(description=_("Send parked mails again"), permissions=["view"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Mail]) -> None:
        """Let parked messages be sent once more, under the name they had."""
        count = mailing.unpark(timezone.now(), *chosen.values_list("pk", flat=True))
        words = ngettext("%d mail is due again.", "%d mails are due again.", count)
        messages.success(request, words % count)
