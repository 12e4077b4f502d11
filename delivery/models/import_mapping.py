"""How the files of a source are read: mappings that people save for the next time."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models.portfolio import Portfolio
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class ImportMappingQuerySet(FactQuerySet):
    """Saved mappings in the words of the PMO."""

    def visible_to(self, user: "User") -> Self:
        """Mappings are for those who import."""
        return self.editable_by(user)

    def removable_by(self, user: "User") -> Self:
        """Who may write a mapping may throw it away."""
        return self.editable_by(user)

    def usable_in(self, portfolio: Portfolio) -> Self:
        """Mappings of this portfolio, and of those above it."""
        above = Portfolio.objects.above(portfolio).values("pk").order_by()
        return self.filter(Q(portfolio=portfolio) | Q(portfolio__in=above))

    def usable_by(self, user: "User") -> Self:
        """Mappings that serve a portfolio in which this person enters facts."""
        served = Portfolio.objects.with_facts_from(user).filter(
            path__startswith=OuterRef("portfolio__path")
        )
        return self.filter(Exists(served))

    def watching(self) -> Self:
        """Mappings whose files come by themselves, into a folder."""
        return self.exclude(folder="").order_by("pk")


class ImportMapping(models.Model):
    """What the columns of one source mean in a portfolio and everything below it."""

    portfolio = models.ForeignKey(
        Portfolio,
        models.CASCADE,
        related_name="import_mappings",
        verbose_name=_("portfolio"),
    )
    name = models.CharField(
        _("name"), max_length=100, help_text=_("Of the source: “Monthly status list”.")
    )
    text = models.TextField(
        _("mapping"), help_text=_("In TOML, as the guide on importing describes it.")
    )
    folder = models.SlugField(
        _("folder"),
        blank=True,
        help_text=_(
            "Files put into this folder below the watched one are imported by "
            "themselves, in the name of whoever saved this last. Empty for none."
        ),
    )
    saved_by = models.ForeignKey(
        USER, models.PROTECT, editable=False, related_name="+", verbose_name=_("by")
    )
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    history = HistoricalRecords()

    objects = ImportMappingQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio", "name"]
        verbose_name = _("saved mapping")
        verbose_name_plural = _("saved mappings")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "name"],
                name="delivery_import_mapping_name_once",
                violation_error_message=_("This portfolio has a mapping of that name."),
            ),
            models.UniqueConstraint(
                fields=["folder"],
                condition=~Q(folder=""),
                name="delivery_import_mapping_folder_once",
                violation_error_message=_(
                    "The files of that folder are read by another mapping."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("delivery:import_mapping_update", args=[self.pk])
