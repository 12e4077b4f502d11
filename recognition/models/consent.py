"""What an author allowed, where the words were published, and where they went."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from recognition.models.testimonial import (
    Testimonial,
    TestimonialQuerySet,
    TestimonialText,
)

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class ConsentQuerySet(FactQuerySet):
    """Consents in the words of a PMO."""

    portfolio_lookup = "testimonial__portfolio"

    def in_force(self, day: date) -> Self:
        return self.filter(withdrawn_at=None, expires_on__gte=day)


class Consent(models.Model):
    """What an author allowed: which words, where, under which name, until when."""

    class Attribution(models.TextChoices):
        NAMED = "named", _("With your name and job title")
        ROLE = "role", _("With your role only")
        ANONYMOUS = "anonymous", _("Without name and role")

    testimonial = models.ForeignKey(
        Testimonial, models.CASCADE, related_name="consents"
    )
    text = models.ForeignKey(TestimonialText, models.PROTECT, related_name="consents")
    # Of the words that the author read, so that one can show which these were.
    fingerprint = models.CharField(max_length=64)
    is_internal = models.BooleanField(_("inside this application"), default=False)
    is_board = models.BooleanField(_("in reports to the board"), default=False)
    is_external = models.BooleanField(_("outside the organisation"), default=False)
    attribution = models.CharField(max_length=10, choices=Attribution)
    # The name or role under which the words stand, as the author saw it.
    shown_as = models.CharField(max_length=320, blank=True)
    wording = models.CharField(max_length=20)
    mechanism = models.CharField(max_length=100)
    given_at = models.DateTimeField()
    expires_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["testimonial", "pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                name="recognition_consent_for_something",
                condition=Q(is_internal=True) | Q(is_board=True) | Q(is_external=True),
                violation_error_message=_("Choose at least one use."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.testimonial}, {self.given_at:%Y-%m-%d}"

    @property
    def channels(self) -> list[str]:
        """Where the words may stand."""
        return [c for c in Publication.Channel.values if getattr(self, f"is_{c}")]

    @property
    def channel_labels(self) -> list[str]:
        """The same in words."""
        return [str(Publication.Channel(channel).label) for channel in self.channels]

    def holds_on(self, day: date) -> bool:
        return self.withdrawn_at is None and day <= self.expires_on


class PublicationQuerySet(FactQuerySet):
    """Publications in the words of a PMO."""

    portfolio_lookup = "testimonial__portfolio"

    def free(self, channel: str) -> Self:
        """Those of one channel that have not ended."""
        return self.filter(channel=channel, ended_at=None)

    def of(self, live: TestimonialQuerySet) -> Self:
        """Those of some quotes, with all that a page shows of them, by portfolio."""
        rows = self.filter(testimonial__in=live.order_by())
        return rows.select_related(
            "testimonial__portfolio",
            "testimonial__project",
            "testimonial__stakeholder",
            "consent__text",
        ).order_by("testimonial__portfolio__path", "-published_at", "-pk")


class Publication(models.Model):
    """A testimonial set free for one channel, under the consent that covers it."""

    class Channel(models.TextChoices):
        INTERNAL = "internal", _("Inside this application")
        BOARD = "board", _("Reports to the board")
        EXTERNAL = "external", _("Outside the organisation")

    testimonial = models.ForeignKey(
        Testimonial, models.CASCADE, related_name="publications"
    )
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="publications")
    channel = models.CharField(max_length=10, choices=Channel)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["testimonial", "pk"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.UniqueConstraint(
                fields=["testimonial", "channel"],
                condition=Q(ended_at=None),
                name="recognition_publication_once_a_channel",
                violation_error_message=_("It is published there already."),
            ),
            models.CheckConstraint(
                name="recognition_publication_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("published_at")),
                violation_error_message=_("It cannot end before it began."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.testimonial}, {self.get_channel_display()}"


class TestimonialUseQuerySet(FactQuerySet):
    """Places of quotes in the words of a PMO."""

    portfolio_lookup = "testimonial__portfolio"

    def visible_to(self, user: "User") -> Self:
        return self.where_member(user, Role.LEAD)

    def editable_by(self, user: "User") -> Self:
        return self.visible_to(user)

    def to_take_back(self) -> Self:
        """Places where the words still stand, although they may no longer."""
        ended = [Testimonial.State.WITHDRAWN, Testimonial.State.EXPIRED]
        return self.filter(testimonial__state__in=ended, settled_at=None)


class TestimonialUse(models.Model):
    """A place where the words went and from which we cannot take them ourselves."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        MAIL = "mail", _("Mail")
        SLIDES = "slides", _("Slides")
        SITE = "site", _("Web page")
        FILE = "file", _("File")

    testimonial = models.ForeignKey(Testimonial, models.CASCADE, related_name="uses")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="uses")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    place = models.CharField(
        _("where"), max_length=200, help_text=_("So that somebody finds it again.")
    )
    used_on = models.DateField(_("since"))
    noted_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    outcome = models.CharField(
        _("what was done"),
        max_length=300,
        blank=True,
        help_text=_("For example: replaced, or cannot be called back, and why."),
    )
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = TestimonialUseQuerySet.as_manager()

    class Meta:
        ordering = ["testimonial", "used_on", "pk"]
        verbose_name = _("use of a testimonial")
        verbose_name_plural = _("uses of testimonials")
        constraints = [
            models.CheckConstraint(
                name="recognition_testimonial_use_settled_says_how",
                condition=Q(settled_at=None) | ~Q(outcome=""),
                violation_error_message=_("Say what was done."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.place}"
