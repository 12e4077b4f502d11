"""The overall ratings that a status update may give."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RatingScale(models.Model):
    """A set of overall ratings, such as red, amber and green."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")

    def __str__(self) -> str:
        return self.name


class RatingLevel(models.Model):
    """One step of a rating scale, and the colour it stands for."""

    class Colour(models.TextChoices):
        GREEN = "green", _("Green: on track")
        AMBER = "amber", _("Amber: needs attention")
        RED = "red", _("Red: off track")

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="levels")
    label = models.CharField(_("label"), max_length=50)
    position = models.PositiveSmallIntegerField(
        _("position"), help_text=_("1 is the best rating.")
    )
    colour = models.CharField(_("colour"), max_length=10, choices=Colour)

    class Meta:
        ordering = ["scale", "position"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "label"], name="delivery_rating_label_once"
            ),
            models.UniqueConstraint(
                fields=["scale", "position"], name="delivery_rating_position_once"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def needs_a_note(self) -> bool:
        return self.colour == self.Colour.RED
