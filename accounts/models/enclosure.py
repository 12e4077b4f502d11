"""What goes with a mail: pictures and files, stored once for however many mails."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.mail import Mail

FOLDER = "enclosures"
# Whoever stores one has joined it to its mail by then.
AT_REST = timedelta(hours=1)


class EnclosureQuerySet(models.QuerySet["Enclosure"]):
    """Enclosures in the words of a post office."""

    def unneeded(self, now: datetime) -> Self:
        """Enclosures that no mail has any more."""
        return self.filter(mails=None, created_at__lt=now - AT_REST)


class Enclosure(models.Model):
    """Some bytes that go with mails; the file is named by what is in it."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    content_type = models.CharField(_("kind"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    created_at = models.DateTimeField(_("stored at"), auto_now_add=True)
    mails = models.ManyToManyField(
        Mail, through="MailEnclosure", related_name="enclosures"
    )

    objects = EnclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")

    def __str__(self) -> str:
        return f"{self.content_type}, {self.sha256[:12]}"

    @property
    def path(self) -> Path:
        """Where the bytes are."""
        return Path(settings.MEDIA_ROOT) / FOLDER / self.sha256[:2] / self.sha256

    def read(self) -> bytes | None:
        """Return the bytes, if all of them are still there."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == self.sha256 else None


class MailEnclosure(models.Model):
    """An enclosure in one mail: a picture in its text, or a file at its end."""

    class Disposition(models.TextChoices):
        INLINE = "inline", _("Picture in the text")
        ATTACHED = "attachment", _("File")

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="parts")
    enclosure = models.ForeignKey(Enclosure, models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    disposition = models.CharField(max_length=10, choices=Disposition)
    name = models.CharField(_("name"), max_length=200)
    content_id = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["mail", "position"]
        verbose_name = _("enclosure of a mail")
        verbose_name_plural = _("enclosures of mails")
        constraints = [
            models.UniqueConstraint(
                fields=["mail", "position"],
                name="accounts_mail_enclosure_place",
                violation_error_message=_("Something else is in this place."),
            ),
            models.CheckConstraint(
                name="accounts_mail_enclosure_inline_has_name",
                condition=models.Q(disposition="attachment") | ~models.Q(content_id=""),
                violation_error_message=_("The text calls a picture by its name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
