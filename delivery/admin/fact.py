"""A fact in the admin."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

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
