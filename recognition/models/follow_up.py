"""What was promised after feedback: "you said, we did"."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models import Portfolio
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords
from recognition.models.response import Answer
from recognition.models.round import Round
from recognition.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class FollowUpQuerySet(FactQuerySet):
    """Follow-ups in the words of a PMO."""

    def visible_to(self, user: "User") -> Self:
        """Those of portfolios that this person leads, and those given to them."""
        led = Portfolio.objects.where_member(user, Role.LEAD).order_by()
        mine = Portfolio.objects.with_figures_for(user).order_by()
        return self.filter(
            Q(portfolio__in=led) | Q(assigned_to=user.pk, portfolio__in=mine)
        )

    def editable_by(self, user: "User") -> Self:
        """As `visible_to`: whoever sees a follow-up may say what came of it."""
        return self.visible_to(user)

    def with_lead(self, user: "User") -> Self:
        """Annotate `is_led`: whether this person leads the portfolio."""
        led = Portfolio.objects.where_member(user, Role.LEAD).filter(
            pk=OuterRef("portfolio")
        )
        return self.annotate(is_led=Exists(led))

    def open(self) -> Self:
        return self.filter(state=FollowUp.State.OPEN)

    def overdue_on(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)


class FollowUp(models.Model):
    """Something that somebody does because of feedback, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    portfolio = models.ForeignKey(
        Portfolio,
        models.CASCADE,
        related_name="follow_ups",
        verbose_name=_("portfolio"),
    )
    round = models.ForeignKey(
        Round,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("feedback round"),
    )
    # The comment it answers to, and who asked for a call. In an anonymous round there
    # is never both.
    answer = models.ForeignKey(
        Answer, models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("stakeholder"),
    )
    is_call = models.BooleanField(_("asked for a call"), default=False, editable=False)
    said = models.CharField(
        _("you said"), max_length=300, help_text=_("What the feedback was, in short.")
    )
    assigned_to = models.ForeignKey(
        USER,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("who does it"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN
    )
    did = models.TextField(
        _("we did"),
        blank=True,
        help_text=_("What came of it, or why nothing did; sponsors may read it."),
    )
    is_told = models.BooleanField(
        _("tell sponsors"),
        default=False,
        help_text=_("Stands in the next invitation: you said, we did."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [
            models.CheckConstraint(
                name="recognition_follow_up_settled_says_how",
                condition=Q(state="open") | ~Q(did=""),
                violation_error_message=_("Say what came of it."),
            ),
            models.CheckConstraint(
                name="recognition_follow_up_told_is_settled",
                condition=Q(is_told=False) | Q(state="done"),
                violation_error_message=_("Only what was done is told."),
            ),
        ]

    def __str__(self) -> str:
        return self.said

    def get_absolute_url(self) -> str:
        return reverse("recognition:follow_up_update", args=[self.pk])
