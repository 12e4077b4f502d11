"""Who asks for the services of the PMO, and whether they are wanted again."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models import Portfolio, Service
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords
from recognition.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_WAIT = 3650


class DemandQuerySet(FactQuerySet):
    """What people asked the PMO for, read by those who know the people by name."""

    portfolio_lookup = "stakeholder__portfolio"

    def visible_to(self, user: "User") -> Self:
        return self.in_portfolios(Portfolio.objects.with_facts_from(user))


class ServiceRequestQuerySet(DemandQuerySet):
    """Requests in the words of the PMO."""

    def open(self) -> Self:
        return self.filter(state=ServiceRequest.State.OPEN)


class ServiceRequest(models.Model):
    """Somebody asked for a service of the PMO, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        DONE = "done", _("Done")

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="requests", verbose_name=_("PMO service")
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        related_name="service_requests",
        verbose_name=_("who asks"),
    )
    title = models.CharField(
        _("what is asked for"), max_length=250, help_text=_("In one line.")
    )
    requested_on = models.DateField(_("asked on"))
    is_mandated = models.BooleanField(
        _("had to ask"),
        null=True,
        blank=True,
        help_text=_("Whether a rule obliged them to; unknown if nobody said."),
    )
    agreed_days = models.PositiveSmallIntegerField(
        _("days agreed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(LONGEST_WAIT)],
        help_text=_("Calendar days until there is an answer."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN
    )
    answered_on = models.DateField(
        _("answered on"),
        null=True,
        blank=True,
        help_text=_("When it was accepted or declined."),
    )
    reason = models.TextField(
        _("why it was declined"),
        blank=True,
        help_text=_("In words that the person could read."),
    )
    history = HistoricalRecords()

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_on", "pk"]
        verbose_name = _("request for a service")
        verbose_name_plural = _("requests for services")
        constraints = [
            models.CheckConstraint(
                name="recognition_service_request_dates_in_order",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("requested_on")),
                violation_error_message=_("The answer cannot come before the request."),
            ),
            models.CheckConstraint(
                name="recognition_service_request_answer_has_day",
                condition=Q(state="open", answered_on=None)
                | (~Q(state="open") & Q(answered_on__isnull=False)),
                violation_error_message=_(
                    "Give the day of the answer; an open request has none."
                ),
            ),
            models.CheckConstraint(
                name="recognition_service_request_declined_says_why",
                condition=~Q(state="declined") | ~Q(reason=""),
                violation_error_message=_("Say why it was declined."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("recognition:service_request_detail", args=[self.pk])

    def waited(self, today: date) -> int:
        """How many days they waited for an answer, or have waited up to a day."""
        return ((self.answered_on or today) - self.requested_on).days

    @property
    def due_on(self) -> date | None:
        """When there is to be an answer; None where no time was agreed."""
        if self.agreed_days is None:
            return None
        return self.requested_on + timedelta(days=self.agreed_days)


class ServiceAgreementQuerySet(DemandQuerySet):
    """Agreements in the words of the PMO."""


class ServiceAgreement(models.Model):
    """A mandate or an agreement on a service that comes up for renewal."""

    service = models.ForeignKey(
        Service,
        models.PROTECT,
        related_name="agreements",
        verbose_name=_("PMO service"),
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        related_name="service_agreements",
        verbose_name=_("with whom"),
    )
    due_on = models.DateField(
        _("up for renewal on"), help_text=_("The day on which it ends.")
    )
    renewed = models.BooleanField(
        _("renewed"), null=True, blank=True, help_text=_("Unknown until it is decided.")
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()

    objects = ServiceAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "pk"]
        verbose_name = _("service agreement")
        verbose_name_plural = _("service agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "stakeholder", "due_on"],
                name="recognition_service_agreement_once",
                violation_error_message=_(
                    "This agreement is on record for that day. Correct that one."
                ),
            ),
            models.CheckConstraint(
                name="recognition_service_agreement_decision_has_day",
                condition=Q(renewed=None, decided_on=None)
                | Q(renewed__isnull=False, decided_on__isnull=False),
                violation_error_message=_(
                    "Say whether it was renewed and on which day, or neither."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service.name}, {self.stakeholder}"

    def get_absolute_url(self) -> str:
        return reverse("recognition:service_agreement_update", args=[self.pk])
