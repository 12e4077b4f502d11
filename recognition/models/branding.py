"""How an organisation looks on what is handed out: its name, logo and colours."""

import hashlib
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery.models import Portfolio
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from pmo_value import formatting
from pmo_value.history import HistoricalRecords
from recognition.calculations.colours import (
    COLOUR,
    LEAST_CONTRAST,
    LEAST_DIFFERENCE,
    WHITE,
    contrast,
    darkened,
    difference,
)

if TYPE_CHECKING:
    from accounts.models import User

SVG = "image/svg+xml"
PNG = "image/png"


def validate_colour(colour: str) -> None:
    """Refuse what is no colour, or cannot be read on white."""
    if not COLOUR.match(colour):
        message = _("Write the colour as # and six digits or letters a to f: #1d4f91.")
        raise ValidationError(message)
    measured = contrast(colour, WHITE)
    if measured < LEAST_CONTRAST:
        said = {
            "measured": formatting.number(round(measured, 1), 1),
            "least": formatting.number(LEAST_CONTRAST, 1),
            "darker": darkened(colour),
        }
        message = _(
            "Its contrast with white is %(measured)s to 1, and text needs %(least)s "
            "to 1. Darker, and still the same hue: %(darker)s."
        )
        raise ValidationError(message % said)


class BrandingQuerySet(FactQuerySet):
    """Brands: leads choose them, everybody who reads figures sees them."""

    def editable_by(self, user: "User") -> Self:
        return self.where_member(user, Role.LEAD)

    def removable_by(self, user: "User") -> Self:
        return self.editable_by(user)

    def holding_for(self, portfolio: Portfolio) -> "Branding | None":
        """Return a portfolio's own brand, or else that of the nearest one above."""
        over = self.filter(portfolio__in=Portfolio.objects.over(portfolio).order_by())
        nearest = over.select_related("portfolio").order_by("-portfolio__path")
        return nearest.first()

    def without_logo(self) -> Self:
        """For a page that only names the brand."""
        return self.defer("logo", "logo_png")


class Branding(models.Model):
    """The brand of one portfolio and of those below it that have none of their own."""

    portfolio = models.OneToOneField(
        Portfolio,
        models.CASCADE,
        related_name="branding",
        verbose_name=gettext_lazy("portfolio"),
    )
    name = models.CharField(
        gettext_lazy("name"),
        max_length=100,
        help_text=gettext_lazy("As the organisation writes itself."),
    )
    accent = models.CharField(
        gettext_lazy("first colour"),
        max_length=7,
        validators=[validate_colour],
        help_text=gettext_lazy(
            "For headings, and the series of a chart that matters most."
        ),
    )
    second = models.CharField(
        gettext_lazy("second colour"),
        max_length=7,
        validators=[validate_colour],
        help_text=gettext_lazy("For lines, and the second series of a chart."),
    )
    # As it was written anew, and drawn for pages, which show no SVG of others.
    logo = models.BinaryField(blank=True, default=b"")
    logo_png = models.BinaryField(blank=True, default=b"")
    logo_type = models.CharField(
        gettext_lazy("kind of logo"),
        max_length=20,
        blank=True,
        choices=[(PNG, "PNG"), (SVG, "SVG")],
        editable=False,
    )
    logo_sha256 = models.CharField(
        gettext_lazy("fingerprint of the logo"),
        max_length=64,
        blank=True,
    )
    history = HistoricalRecords(excluded_fields=["logo", "logo_png"])

    objects = BrandingQuerySet.as_manager()

    class Meta:
        ordering = ["portfolio"]
        verbose_name = gettext_lazy("brand")
        verbose_name_plural = gettext_lazy("brands")
        constraints = [
            models.CheckConstraint(
                name="recognition_branding_logo_is_whole",
                condition=Q(logo_type="", logo_sha256="")
                | (~Q(logo_type="") & ~Q(logo_sha256="")),
                violation_error_message=gettext_lazy("A logo has a kind."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recognition:branding_update", args=[self.portfolio.slug])

    def clean(self) -> None:
        """Refuse two colours that look like one."""
        super().clean()
        if not (COLOUR.match(self.accent) and COLOUR.match(self.second)):
            return
        if difference(self.accent, self.second) < LEAST_DIFFERENCE:
            message = _(
                "The two colours look like one. Choose a second one of another hue, or "
                "much darker."
            )
            raise ValidationError({"second": message})

    @property
    def fingerprint(self) -> str:
        """What changes whenever anything of the brand that is shown does."""
        shown = (self.name, self.accent, self.second, self.logo_sha256)
        return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:16]

    @property
    def has_logo(self) -> bool:
        return bool(self.logo_type)

    def width_at(self, room: tuple[int, int]) -> int:
        """How wide the logo is where it may be so high and so wide; 0 without one."""
        height, most = room
        if not self.has_logo:
            return 0
        # A PNG says so in its first chunk.
        sides = (int.from_bytes(self.logo_png[at : at + 4]) for at in (16, 20))
        wide, high = sides
        return min(most, height * wide // max(high, 1))

    def put_logo(self, data: bytes, kind: str, png: bytes) -> None:
        """Take a logo, which has been made harmless, or take it away."""
        self.logo, self.logo_type, self.logo_png = data, kind, png
        self.logo_sha256 = hashlib.sha256(data).hexdigest() if kind else ""


LOGO_FIELDS = ("logo", "logo_png", "logo_type", "logo_sha256")
