"""Who is reminded of what is due, and on which days that was looked at."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.models.kpi import Kpi

USER = settings.AUTH_USER_MODEL


class Reminder(models.Model):
    """The look at what one person owes, once on each of their days."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="reminders")
    day = models.DateField(_("day"))

    class Meta:
        ordering = ["user", "-day"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"],
                name="delivery_reminder_once_a_day",
                violation_error_message=_("This person was looked after that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}"


class Unsubscription(models.Model):
    """A rhythm of which a person wants no reminders."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="unsubscriptions")
    cadence = models.CharField(_("rhythm"), max_length=10, choices=Kpi.Cadence)

    class Meta:
        ordering = ["user", "cadence"]
        verbose_name = _("unsubscription")
        verbose_name_plural = _("unsubscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "cadence"],
                name="delivery_unsubscription_once",
                violation_error_message=_("These reminders are off already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_cadence_display()}"
