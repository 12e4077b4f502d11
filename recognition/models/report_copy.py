"""The copies of a report: one for each recipient, and what became of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.links import fingerprint, fingerprint_of, new_nonce
from accounts.models import Mail
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from recognition.models.report import ExecutiveReport, ReportState
from recognition.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL
VALID_DAYS = 30


class CopyState(models.TextChoices):
    """How far a copy has come: to its reader, and what they made of it."""

    NEW = "new", _("Not sent yet")
    WAITING = "waiting", _("Waits to go out")
    HELD = "held", _("Held up")
    REFUSED = "refused", _("Gets nothing")
    PARKED = "parked", _("Not delivered")
    BOUNCED = "bounced", _("Came back")
    SENT = "sent", _("Sent")
    VIEWED = "viewed", _("Opened")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    QUESTIONED = "questioned", _("Questioned")


class ReportCopyQuerySet(FactQuerySet):
    """Copies in the words of a post office."""

    portfolio_lookup = "report__portfolio"

    def visible_to(self, user: "User") -> Self:
        """Who got what is known to the leads of the portfolio."""
        return self.where_member(user, Role.LEAD)

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

    def of_same_reader(self, copy: "ReportCopy") -> Self:
        """The copies that this person has of any report."""
        if copy.stakeholder_id:
            return self.filter(stakeholder=copy.stakeholder_id)
        return self.filter(Q(user=copy.user_id) | Q(stakeholder__user=copy.user_id))

    def due_on(self, now: datetime) -> Self:
        """Those that should go out now: their report is out, and they are not."""
        out = self.filter(report__state=ReportState.PUBLISHED)
        return out.filter(due_at__lte=now, revoked_at=None)

    def with_state(self) -> Self:
        """Annotate `state_key`, a `CopyState`."""
        is_due, is_held = Q(due_at__isnull=False), ~Q(problem="")
        unsent = [Mail.State.DUE, Mail.State.FAILED, Mail.State.SENDING]
        return self.annotate(
            state_key=Case(
                *(
                    When(condition, then=Value(state.value))
                    for condition, state in (
                        (is_due & is_held, CopyState.HELD),
                        (is_due, CopyState.WAITING),
                        (Q(bounced_at__isnull=False), CopyState.BOUNCED),
                        (Q(mail__state=Mail.State.PARKED), CopyState.PARKED),
                        (Q(mail__state__in=unsent), CopyState.WAITING),
                        (is_held, CopyState.REFUSED),
                        (Q(questioned_at__isnull=False), CopyState.QUESTIONED),
                        (Q(acknowledged_at__isnull=False), CopyState.ACKNOWLEDGED),
                        (Q(first_viewed_at__isnull=False), CopyState.VIEWED),
                        (Q(sent_at__isnull=False), CopyState.SENT),
                    )
                ),
                default=Value(CopyState.NEW.value),
                output_field=models.CharField(),
            )
        )

    def in_state(self, *states: str) -> Self:
        return self.with_state().filter(state_key__in=states)

    def with_reader(self) -> Self:
        """Annotate `reader_name`, by which a list is sorted, and `mail_count`."""
        return self.annotate(
            reader_name=Coalesce(
                NullIf("stakeholder__name", Value("")),
                NullIf("user__name", Value("")),
                "user__username",
                Value(""),
            ),
            mail_count=models.Count("deliveries", distinct=True),
        ).order_by("reader_name", "pk")

    def silent_since(self, moment: datetime) -> Self:
        """Those sent by a moment that nobody has opened, answered or sent back."""
        return self.filter(
            sent_at__lte=moment,
            bounced_at=None,
            first_viewed_at=None,
            acknowledged_at=None,
            questioned_at=None,
        ).exclude(mail__state=Mail.State.PARKED)


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
    # The work order: from when on the next mail is to be written; empty, none is.
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    due_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
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
    # When this reader wished to get no more reports of the portfolio.
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    # When the silence of this reader became follow-ups in the ledger: once.
    silence_noted_at = models.DateTimeField(null=True, blank=True, editable=False)

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

    def get_absolute_url(self) -> str:
        return reverse("recognition:report_copy_detail", args=[self.pk])

    @property
    def reader(self) -> "Stakeholder | User":
        """Whose copy it is."""
        found = self.stakeholder or self.user
        if found is None:
            raise ValueError("a copy without a reader")
        return found

    @property
    def reader_kind(self) -> str:
        """What the reader is: a kind of stakeholder, or a member."""
        found = self.stakeholder
        return str(found.get_role_display() if found else _("Member"))

    @property
    def why_nothing(self) -> str:
        """Why nothing reaches the reader, in words: ours, or those of their server."""
        if self.problem or self.mail is None:
            return self.problem
        return self.mail.problem

    @property
    def is_executive(self) -> bool:
        """Whether an executive reads it, as far as the list of stakeholders knows."""
        found = self.stakeholder
        return found is not None and found.role == Stakeholder.Role.EXECUTIVE

    @property
    def state(self) -> CopyState:
        """How far it has come, of a row `with_state`."""
        return CopyState(self.state_key)  # type: ignore[attr-defined]

    @property
    def is_expected(self) -> bool:
        """Whether nothing has gone out to this reader: it may still be removed."""
        return self.sent_at is None and self.due_at is None

    def is_open_on(self, day: date) -> bool:
        """Whether its link opens the report on a day."""
        is_over = self.expires_on is not None and day > self.expires_on
        return self.revoked_at is None and not is_over


class ReportDeliveryQuerySet(FactQuerySet):
    portfolio_lookup = "copy__report__portfolio"

    def for_page(self) -> Self:
        """With everything that a row shows."""
        return self.select_related("copy__stakeholder", "copy__user", "mail", "by")


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

    objects = ReportDeliveryQuerySet.as_manager()

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
