"""A fact in the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from delivery.actions.removal import look_ahead
from delivery.forms.fact import closed_message
from delivery.models.closing import closed_until, day_of, is_closed, is_shared
from pmo_value.fields import ExactDecimalField
from pmo_value.form_fields import NumberField


class FactAdminForm(forms.ModelForm):
    """The form of a fact, which leaves closed periods alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored_day = day_of(self.instance) if self.instance.pk else None

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        until = closed_until(self.instance)
        if is_closed(until, self.stored_day, day_of(self.instance)):
            message = closed_message(until, is_shared=is_shared(self.instance))
            self.add_error(None, ValidationError(message))


class FactAdmin(SimpleHistoryAdmin):
    """A fact with its history, which shows what was and puts nothing back.

    Numbers are read as strictly as on the pages. What lies in a closed period is
    changed on its own page only, by a lead who says why.
    """

    form = FactAdminForm
    formfield_overrides = {
        ExactDecimalField: {"form_class": NumberField},
        models.URLField: {"assume_scheme": "https"},
    }
    list_per_page = 50
    show_full_result_count = False

    def history_view(self, request: HttpRequest, object_id: str, *args: Any) -> Any:
        """Show what was; an address without a number leads nowhere."""
        if not object_id.isdecimal():
            raise Http404
        return super().history_view(request, object_id, *args)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_free = obj is None or not look_ahead(obj).is_held_by
        return is_free and bool(super().has_delete_permission(request, obj))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Delete one by one: many at once would not be asked about their periods."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
