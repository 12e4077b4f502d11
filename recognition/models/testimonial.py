"""What sponsors say in their own words, every wording of it, and how it came about."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.links import fingerprint, fingerprint_of, new_nonce
from accounts.models import Mail
from delivery.models import Portfolio, Project
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from recognition.calculations.testimonials import Quote
from recognition.models.round import Round
from recognition.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from accounts.models import User
    from recognition.models.consent import Consent

USER = settings.AUTH_USER_MODEL
LONGEST_QUOTE = 2000


def day_of(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None


class TestimonialQuerySet(FactQuerySet):
    """Testimonials in the words of a PMO."""

    def visible_to(self, user: "User") -> Self:
        """Those of portfolios that this person leads: nobody else reads a draft."""
        return self.where_member(user, Role.LEAD)

    def editable_by(self, user: "User") -> Self:
        return self.visible_to(user)

    def of_token(self, token: str) -> Self:
        """The testimonial that its author's link leads to, if it leads to one."""
        return self.filter(token_hash=fingerprint(token), erased_at=None)

    def live(self, day: date, channel: str = "") -> Self:
        """Those that may be read on a day, anywhere or in one channel.

        Published there, of a consent that holds, and of somebody still in the role.
        """
        there = {"publications__channel": channel} if channel else {}
        published = Testimonial.objects.filter(
            pk=OuterRef("pk"),
            publications__ended_at=None,
            publications__consent__withdrawn_at=None,
            publications__consent__expires_on__gte=day,
            **there,
        )
        return self.filter(
            Exists(published),
            Q(stakeholder__left_on=None) | Q(stakeholder__left_on__gt=day),
            state=Testimonial.State.PUBLISHED,
            erased_at=None,
        )

    def shown_to(self, user: "User", day: date) -> Self:
        """Quotes that this person may read: those published inside, where they read."""
        shown = self.in_portfolios(Portfolio.objects.with_figures_for(user))
        return shown.live(day, "internal")

    def outlived(self, day: date) -> Self:
        """Published ones whose consent has run out, or whose author has left."""
        has_left = Q(stakeholder__left_on__lte=day)
        holds = Testimonial.objects.filter(
            pk=OuterRef("pk"),
            consents__withdrawn_at=None,
            consents__expires_on__gte=day,
        )
        published = self.filter(state=Testimonial.State.PUBLISHED, erased_at=None)
        return published.filter(has_left | ~Exists(holds))

    def as_quotes(self) -> list[Quote]:
        """Return what the counts read of each."""
        rows = self.order_by().annotate(
            allowed_until=Max("consents__expires_on"),
            taken_back_at=Max("consents__withdrawn_at"),
        )
        return [
            Quote(
                author=str(row.stakeholder_id),
                received_on=day_of(row.received_at),
                approved_on=day_of(row.approved_at),
                published_on=day_of(row.published_at),
                live_until=row.allowed_until,
                ended_on=day_of(row.ended_at),
                withdrawn_on=day_of(row.taken_back_at) if row.is_taken_back else None,
            )
            for row in rows
        ]


class Testimonial(models.Model):
    """One quote of one person, from the request until it is taken down.

    The PMO writes and publishes; only the author approves, by a link of their own.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("Asked for")
        RECEIVED = "received", _("Received")
        IN_EDIT = "in_edit", _("Being edited")
        AUTHOR_REVIEW = "author_review", _("With the author")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")
        ARCHIVED = "archived", _("Archived")
        REJECTED = "rejected", _("Rejected")
        DECLINED = "declined", _("Declined")

    # What may follow on what; docs/lead.md shows it as a picture.
    FOLLOWING: ClassVar[dict[State, set[State]]] = {
        State.REQUESTED: {State.RECEIVED, State.DECLINED, State.REJECTED},
        State.RECEIVED: {State.IN_EDIT, State.REJECTED, State.DECLINED},
        State.IN_EDIT: {State.AUTHOR_REVIEW, State.REJECTED, State.DECLINED},
        State.AUTHOR_REVIEW: {
            State.APPROVED,
            State.IN_EDIT,
            State.REJECTED,
            State.DECLINED,
        },
        State.APPROVED: {
            State.PUBLISHED,
            State.IN_EDIT,
            State.AUTHOR_REVIEW,
            State.REJECTED,
        },
        State.PUBLISHED: {State.WITHDRAWN, State.EXPIRED, State.ARCHIVED},
        State.EXPIRED: {State.APPROVED, State.WITHDRAWN, State.ARCHIVED},
        State.WITHDRAWN: set(),
        # Reports may still carry it.
        State.ARCHIVED: {State.WITHDRAWN},
        State.REJECTED: set(),
        State.DECLINED: set(),
    }
    # Who takes a step that the other side must not take.
    ONLY_AUTHOR = {State.APPROVED, State.DECLINED, State.WITHDRAWN}

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="testimonials",
        verbose_name=_("portfolio"),
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        related_name="testimonials",
        verbose_name=_("whom you ask"),
    )
    project = models.ForeignKey(
        Project,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="testimonials",
        verbose_name=_("project"),
        help_text=_("If it is about one project."),
    )
    # The round whose last page it was written on.
    round = models.ForeignKey(
        Round,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="testimonials",
    )
    question = models.TextField(
        _("what you ask about"),
        blank=True,
        max_length=600,
        help_text=_("Stands in the mail, for example which work you have in mind."),
    )
    state = models.CharField(
        _("state"),
        max_length=15,
        choices=State,
        default=State.REQUESTED,
        editable=False,
    )
    nonce = models.CharField(max_length=64, default=new_nonce, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Goes into the fingerprint of each wording, and is thrown away with the words.
    salt = models.CharField(
        max_length=64, default=new_nonce, blank=True, editable=False
    )
    highlight = models.CharField(
        _("highlight"),
        max_length=300,
        blank=True,
        help_text=_("A part of the approved text, word by word."),
    )
    mail = models.ForeignKey(
        Mail, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    asked_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    requested_at = models.DateTimeField(null=True, blank=True, editable=False)
    received_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Since when it is live no longer: withdrawn, expired or archived.
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        constraints = [
            models.CheckConstraint(
                name="recognition_testimonial_asked_or_received",
                condition=Q(requested_at__isnull=False) | Q(received_at__isnull=False),
                violation_error_message=_("A quote was asked for, or came by itself."),
            ),
            models.CheckConstraint(
                name="recognition_testimonial_published_is_approved",
                condition=~Q(state__in=["approved", "published"])
                | Q(approved_at__isnull=False),
                violation_error_message=_("Only the author approves."),
            ),
            models.CheckConstraint(
                name="recognition_testimonial_erased_has_no_words",
                condition=Q(erased_at=None) | Q(highlight="", salt="", question=""),
                violation_error_message=_("Of an erased person nothing is kept."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder}, {self.get_state_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the fingerprint of the link that follows from the random text."""
        if not self.token_hash:
            self.token_hash = fingerprint_of(self.nonce)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("recognition:testimonial_detail", args=[self.pk])

    def may_become(self, state: str) -> bool:
        return self.State(state) in self.FOLLOWING[self.State(self.state)]

    @property
    def is_taken_back(self) -> bool:
        """Whether its author has taken back what they had approved."""
        return self.state in {self.State.WITHDRAWN, self.State.REJECTED}

    @property
    def is_over(self) -> bool:
        """Whether nothing can follow any more."""
        return not self.FOLLOWING[self.State(self.state)]

    def fingerprint_of(self, text: str) -> str:
        """Return what stands for a wording where the words themselves may not be."""
        return salted_hmac(self.salt, text, algorithm="sha256").hexdigest()

    def newest_text(self) -> "TestimonialText | None":
        newest: TestimonialText | None = self.texts.order_by("number").last()
        return newest

    def approved_consent(self) -> "Consent | None":
        """The newest consent that its author has not taken back."""
        given = self.consents.filter(withdrawn_at=None)
        return given.select_related("text").order_by("pk").last()


class TestimonialTextQuerySet(FactQuerySet):
    portfolio_lookup = "testimonial__portfolio"


class TestimonialText(models.Model):
    """One wording of a testimonial; the first is the author's own, and none changes."""

    VERBATIM = 1

    testimonial = models.ForeignKey(Testimonial, models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=LONGEST_QUOTE, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    # Nobody: the author.
    written_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TestimonialTextQuerySet.as_manager()

    class Meta:
        ordering = ["testimonial", "number"]
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(
                fields=["testimonial", "number"],
                name="recognition_testimonial_text_number_once",
                violation_error_message=_("Somebody changed the text meanwhile."),
            ),
            models.CheckConstraint(
                name="recognition_testimonial_text_until_erased",
                condition=(~Q(text="") & Q(erased_at=None))
                | Q(text="", erased_at__isnull=False),
                violation_error_message=_("A wording has words."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.testimonial}, {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new wording; one that was written is never changed."""
        if not self._state.adding:
            raise TypeError("a wording is never changed: write a new one")
        self.fingerprint = self.testimonial.fingerprint_of(self.text)
        super().save(*args, **kwargs)

    @property
    def is_verbatim(self) -> bool:
        return self.number == self.VERBATIM


class TestimonialStep(models.Model):
    """One step that a testimonial took: who did it, when and why."""

    testimonial = models.ForeignKey(Testimonial, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=15, choices=Testimonial.State, blank=True)
    after = models.CharField(max_length=15, choices=Testimonial.State)
    at = models.DateTimeField()
    # Neither a person nor the author: the sweep.
    by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_by_author = models.BooleanField(default=False)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["testimonial", "pk"]
        verbose_name = _("step of a testimonial")
        verbose_name_plural = _("steps of testimonials")
        constraints = [
            models.CheckConstraint(
                name="recognition_testimonial_step_author_decides",
                condition=~Q(after__in=["approved", "declined"]) | Q(is_by_author=True),
                violation_error_message=_("Only the author approves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.testimonial}: {self.get_after_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new step; one that was taken is never changed."""
        if not self._state.adding:
            raise TypeError("a step is never changed")
        super().save(*args, **kwargs)
