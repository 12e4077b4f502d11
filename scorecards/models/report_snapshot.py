"""What a report said when it was published: kept for good, never changed."""

from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.models.scope import FactQuerySet
from recognition.models import ExecutiveReport
from recognition.models.report import READABLE
from scorecards.models.frozen import FrozenError, FrozenScorecard

if TYPE_CHECKING:
    from accounts.models import User


class ReportSnapshotQuerySet(FactQuerySet):
    """Published words with their numbers; they are added and read."""

    portfolio_lookup = "report__portfolio"

    def read_by(self, user: "User") -> Self:
        """What this person may read, without the pictures; nothing withdrawn."""
        seen = ExecutiveReport.objects.visible_to(user).filter(state__in=READABLE)
        found = self.filter(report__in=seen.order_by())
        related = found.select_related("report__portfolio", "frozen")
        return related.defer("frozen__document", "frozen__body")

    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenError("a published report stays as it is")

    def delete(self) -> NoReturn:
        raise FrozenError("a published report stays")


class ReportSnapshot(models.Model):
    """The frozen numbers of a report and its words, and what stands for both."""

    report = models.OneToOneField(
        ExecutiveReport,
        models.PROTECT,
        related_name="published",
        verbose_name=_("report"),
    )
    frozen = models.ForeignKey(
        FrozenScorecard,
        models.PROTECT,
        related_name="reports",
        verbose_name=_("frozen scorecard"),
    )
    # As `reports.words` writes them.
    words = models.JSONField()
    words_sha256 = models.CharField(_("fingerprint"), max_length=64)
    at = models.DateTimeField(_("published"))

    objects = ReportSnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["report"]
        verbose_name = _("published report")
        verbose_name_plural = _("published reports")

    def __str__(self) -> str:
        return str(self.report)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it once.

        Raises FrozenError for a row that is stored already.
        """
        if not self._state.adding:
            raise FrozenError("a published report stays as it is")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("a published report stays")
