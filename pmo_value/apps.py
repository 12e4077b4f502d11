"""The app `pmo_value`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PmoValueConfig(AppConfig):
    name = "pmo_value"
    verbose_name = _("PMO Value")
