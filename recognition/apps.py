"""The app `recognition`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecognitionConfig(AppConfig):
    name = "recognition"
    verbose_name = _("Recognition")

    def ready(self) -> None:
        from recognition import naming, receivers
        from recognition.imports import assumptions, feedback

        receivers.connect()
        naming.connect()
        feedback.connect()
        assumptions.connect()
