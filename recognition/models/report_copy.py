"""The copies of a report: one for each recipient, and what became of it."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.links import fingerprint, fingerprint_of, new_nonce
from accounts.models import Mail
from delivery.models import Portfolio
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from recognition.models.report import ExecutiveReport
from recognition.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL
VALID_DAYS = 30


class ReportCopyQuerySet(FactQuerySet):
    """Copies in the words of a post office."""

    portfolio_lookup = "report__portfolio"

    def visible_to(self, user: "User") -> Self:
        """Who got what is known to the leads of the portfolio."""
        return self.in_portfolios(Portfolio.objects.where_member(user, Role.LEAD))

    def editable_by(self, user: "User") -> Self:
        return self.visible_to(user)

    def of_token(self, token: str) -> Self:
        """The copy that a link leads to, if it leads to one."""
        return self.filter(token_hash=fingerprint(token))

    def of_reader(self, user: "User") -> Self:
        """The copies of this person, by their account or as a stakeholder."""
        return self.filter(Q(user=user) | Q(stakeholder__user=user))

    def for_page(self) -> Self:
        """With everything that a row shows."""
        return self.select_related("report__portfolio", "stakeholder", "user", "mail")


class ReportCopy(models.Model):
    """One report for one person: a stakeholder by a link, or somebody with an account.

    What they opened, acknowledged or asked is kept here; what they answered to a piece
    of value is in the ledger.
    """

    class Attachment(models.TextChoices):
        PDF = "pdf", _("PDF")
        SLIDES = "pptx", _("PowerPoint")

    report = models.ForeignKey(ExecutiveReport, models.PROTECT, related_name="copies")
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="report_copies",
        verbose_name=_("stakeholder"),
    )
    user = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="report_copies",
        verbose_name=_("account"),
    )
    attachment = models.CharField(
        _("attached file"), max_length=4, choices=Attachment, blank=True
    )
    nonce = models.CharField(max_length=64, default=new_nonce, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Hashed as those of accounts are; empty: the link is enough.
    password = models.CharField(
        _("password"), max_length=128, blank=True, editable=False
    )
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)

    # The newest mail; every one that went out is a delivery.
    mail = models.ForeignKey(
        Mail, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    bounced_at = models.DateTimeField(_("came back"), null=True, blank=True)
    # Why nothing was sent, in words.
    problem = models.CharField(max_length=300, blank=True, editable=False)

    # Real views of the page alone: what a program fetches is none.
    first_viewed_at = models.DateTimeField(
        _("first opened"), null=True, blank=True, editable=False
    )
    view_count = models.PositiveIntegerField(_("opened"), default=0, editable=False)
    acknowledged_at = models.DateTimeField(
        _("acknowledged"), null=True, blank=True, editable=False
    )
    questioned_at = models.DateTimeField(
        _("questioned"), null=True, blank=True, editable=False
    )
    question = models.TextField(_("question"), max_length=2000, blank=True)

    objects = ReportCopyQuerySet.as_manager()

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = _("copy of a report")
        verbose_name_plural = _("copies of reports")
        constraints = [
            models.CheckConstraint(
                name="recognition_report_copy_for_one_person",
                condition=Q(stakeholder__isnull=False, user=None)
                | Q(stakeholder=None, user__isnull=False),
                violation_error_message=_("A copy is for one person."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["report", who],
                    condition=Q(**{f"{who}__isnull": False}),
                    name=f"recognition_report_copy_{who}_once",
                    violation_error_message=_("This person has a copy already."),
                )
                for who in ("stakeholder", "user")
            ),
            models.CheckConstraint(
                name="recognition_report_copy_viewed_has_a_count",
                condition=Q(first_viewed_at=None, view_count=0)
                | Q(first_viewed_at__isnull=False, view_count__gt=0),
                violation_error_message=_("Views are counted from the first one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.reader}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the fingerprint of the link that follows from the random text."""
        if not self.token_hash:
            self.token_hash = fingerprint_of(self.nonce)
        super().save(*args, **kwargs)

    @property
    def reader(self) -> "Stakeholder | User":
        """Whose copy it is."""
        found = self.stakeholder or self.user
        if found is None:
            raise ValueError("a copy without a reader")
        return found

    def is_open_on(self, day: date) -> bool:
        """Whether its link opens the report on a day."""
        is_over = self.expires_on is not None and day > self.expires_on
        return self.revoked_at is None and not is_over


class ReportDelivery(models.Model):
    """One mail with a report: who got what, when and at whose word. Never changed."""

    copy = models.ForeignKey(ReportCopy, models.CASCADE, related_name="deliveries")
    number = models.PositiveSmallIntegerField(default=1)
    attachment = models.CharField(
        max_length=4, choices=ReportCopy.Attachment, blank=True
    )
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, related_name="+")
    address = models.EmailField(blank=True)
    at = models.DateTimeField()
    # Nobody: a schedule.
    by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["copy", "number"]
        verbose_name = _("delivery of a report")
        verbose_name_plural = _("deliveries of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "number"],
                name="recognition_report_delivery_number_once",
                violation_error_message=_("It has been sent meanwhile."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy}, {self.number}"


class ReportView(models.Model):
    """One real look at a copy: a page that a person's browser had open."""

    copy = models.ForeignKey(ReportCopy, models.CASCADE, related_name="views")
    at = models.DateTimeField()

    class Meta:
        ordering = ["copy", "at", "pk"]
        verbose_name = _("view of a report")
        verbose_name_plural = _("views of reports")

    def __str__(self) -> str:
        return f"{self.copy}, {self.at:%Y-%m-%d %H:%M}"
