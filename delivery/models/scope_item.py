"""The scope register of a project: what was agreed, and what became of it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models.project import Project
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from datetime import date


class ScopeItemQuerySet(FactQuerySet):
    """Entries of scope registers in the words of the PMO."""

    portfolio_lookup = "project__portfolio"

    def agreed(self) -> "ScopeItemQuerySet":
        """Baseline scope, and changes that were approved."""
        return self.filter(Q(state=ScopeItem.State.BASELINE) | Q(is_approved=True))

    def unapproved(self) -> "ScopeItemQuerySet":
        """Changes that nobody has approved."""
        return self.exclude(state=ScopeItem.State.BASELINE).filter(is_approved=False)


class ScopeItem(models.Model):
    """One entry of a scope register: agreed scope, or a change of it."""

    class State(models.TextChoices):
        BASELINE = "baseline", _("In the baseline")
        ADDED = "added", _("Added")
        DELETED = "deleted", _("Deleted")
        MODIFIED = "modified", _("Modified")

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="scope_items", verbose_name=_("project")
    )
    code = models.CharField(
        _("code"),
        max_length=60,
        help_text=_("Of the requirement, or of the change request."),
    )
    name = models.CharField(_("name"), max_length=250)
    state = models.CharField(
        _("what it is"),
        max_length=10,
        choices=State,
        default=State.BASELINE,
        help_text=_("A deletion is an entry of its own, of the size that goes."),
    )
    size = ExactDecimalField(
        _("size"),
        help_text=_("In points, items or value weights, the same over time."),
    )
    changed_on = models.DateField(
        _("dated"), help_text=_("The day it was agreed, or changed.")
    )
    is_approved = models.BooleanField(
        _("approved"),
        default=False,
        help_text=_("There is an approved change request. A baseline needs none."),
    )
    accepted_on = models.DateField(
        _("accepted on"),
        null=True,
        blank=True,
        help_text=_("The day the customer accepted what was delivered."),
    )
    history = HistoricalRecords()

    objects = ScopeItemQuerySet.as_manager()

    class Meta:
        ordering = ["project", "changed_on", "code"]
        verbose_name = _("scope item")
        verbose_name_plural = _("scope items")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                name="delivery_scope_item_code_once",
                violation_error_message=_(
                    "This project has a scope item of that code."
                ),
            ),
            models.CheckConstraint(
                name="delivery_scope_item_size_not_negative",
                condition=Q(size__gte=0),
                violation_error_message=_(
                    "The size cannot be negative: scope that goes is deleted scope."
                ),
            ),
            models.CheckConstraint(
                name="delivery_scope_item_deleted_is_never_accepted",
                condition=Q(accepted_on__isnull=True)
                | Q(state__in=["baseline", "added", "modified"]),
                violation_error_message=_("Deleted scope cannot be accepted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("delivery:scope_item_update", args=[self.pk])

    @property
    def counts_on(self) -> "date | None":
        """The day by which a closed period holds it.

        A change counts when it was made; what was agreed is open until accepted.
        """
        if self.state == self.State.BASELINE:
            return self.accepted_on
        return self.changed_on
