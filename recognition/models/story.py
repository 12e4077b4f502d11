"""Success stories: what was delivered, told by people, with numbers tied to facts."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models import Benefit, Kpi, Portfolio, Project, Service
from delivery.models.scope import FactQuerySet
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords
from recognition.calculations.pictures import PictureKind
from recognition.models.testimonial import Testimonial

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class StoryQuerySet(FactQuerySet):
    """Stories in the words of a PMO."""

    def visible_to(self, user: "User") -> Self:
        """Published ones where this person reads figures, all where they enter them."""
        read = Portfolio.objects.with_figures_for(user).order_by()
        written = Portfolio.objects.with_facts_from(user).order_by()
        return self.filter(
            Q(portfolio__in=written)
            | Q(portfolio__in=read, state=Story.State.PUBLISHED)
        )


class Story(models.Model):
    """One result of the PMO's work as it is told, from the draft to the archive."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="stories", verbose_name=_("portfolio")
    )
    title = models.CharField(_("title"), max_length=150)
    project = models.ForeignKey(
        Project,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("project"),
    )
    service = models.ForeignKey(
        Service,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("PMO service"),
    )
    benefit = models.ForeignKey(
        Benefit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("benefit"),
    )
    situation = models.TextField(
        _("situation"), blank=True, help_text=_("How it was before, and what it cost.")
    )
    deed = models.TextField(_("what the PMO did"), blank=True)
    outcome = models.TextField(
        _("outcome"),
        blank=True,
        help_text=_("Numbers stand in braces by their name, for example {validated}."),
    )
    quotes = models.ManyToManyField(
        Testimonial,
        blank=True,
        related_name="stories",
        verbose_name=_("quotes"),
        help_text=_("Only those that may be read are shown, and only as long."),
    )
    is_in_reports = models.BooleanField(
        _("offer it to reports"),
        default=False,
        help_text=_("Once it is published, reports of the portfolio may carry it."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    written_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # All who have changed it: none of them publishes it.
    writers: "models.ManyToManyField[User, Any]" = models.ManyToManyField(
        USER, editable=False, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("success story")
        verbose_name_plural = _("success stories")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "title"],
                name="recognition_story_title_once",
                violation_error_message=_("This portfolio has a story of that title."),
            ),
            models.CheckConstraint(
                name="recognition_story_published_has_a_time",
                condition=~Q(state="published") | Q(published_at__isnull=False),
                violation_error_message=_("What is published has a day."),
            ),
            models.CheckConstraint(
                name="recognition_story_reviewed_by_another",
                condition=Q(reviewed_by=None)
                | Q(written_by=None)
                | ~Q(reviewed_by=F("written_by")),
                violation_error_message=_("A second person reviews it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("recognition:story_detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether its text may change: what others read is made a draft first."""
        return self.state == self.State.DRAFT


class StoryNumberQuerySet(FactQuerySet):
    portfolio_lookup = "story__portfolio"


class StoryNumber(models.Model):
    """A number of a story, tied to the fact it comes from, as it was when written."""

    class Source(models.TextChoices):
        VALIDATED = "validated", _("Benefit: validated in all")
        KPI = "kpi", _("KPI: latest value")
        BUDGET = "budget", _("Project: budget")
        COST = "cost", _("Project: final cost")
        FINISH = "finish", _("Project: actual finish")

    story = models.ForeignKey(Story, models.CASCADE, related_name="numbers")
    name = models.CharField(
        _("name"),
        max_length=40,
        validators=[
            RegexValidator(
                r"\A[a-z][a-z0-9_]*\Z",
                _("Small letters, digits and underscores, beginning with a letter."),
            )
        ],
        help_text=_("The text names it in braces: {name}."),
    )
    source = models.CharField(_("what it is"), max_length=10, choices=Source)
    benefit = models.ForeignKey(
        Benefit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("benefit"),
    )
    kpi = models.ForeignKey(
        Kpi,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("KPI"),
    )
    project = models.ForeignKey(
        Project,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("project"),
    )
    # A finish is a day, everything else a number.
    value = ExactDecimalField(null=True, blank=True, editable=False)
    day = models.DateField(null=True, blank=True, editable=False)
    as_of = models.DateField(editable=False)
    confirmed_by = models.ForeignKey(
        USER, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    history = HistoricalRecords()

    objects = StoryNumberQuerySet.as_manager()

    class Meta:
        ordering = ["story", "name"]
        verbose_name = _("number of a story")
        verbose_name_plural = _("numbers of stories")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "name"],
                name="recognition_story_number_name_once",
                violation_error_message=_("This story has a number of that name."),
            ),
            models.CheckConstraint(
                name="recognition_story_number_has_its_fact",
                condition=Q(
                    source="validated", benefit__isnull=False, kpi=None, project=None
                )
                | Q(source="kpi", kpi__isnull=False, benefit=None, project=None)
                | Q(
                    source__in=["budget", "cost", "finish"],
                    project__isnull=False,
                    benefit=None,
                    kpi=None,
                ),
                violation_error_message=_(
                    "Choose the one benefit, KPI or project that it comes from."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{{{self.name}}}"

    @property
    def known(self) -> Decimal | date | None:
        """The number as it was when written."""
        return self.day if self.source == self.Source.FINISH else self.value


def stored_name(picture: "StoryPicture", filename: str) -> str:
    """Return a name of our own: what somebody called the file is of no account."""
    return f"stories/{uuid4().hex}.{picture.kind}"


class StoryPictureQuerySet(FactQuerySet):
    """Pictures of stories, seen by whoever sees the story."""

    portfolio_lookup = "story__portfolio"

    def visible_to(self, user: "User") -> Self:
        return self.filter(story__in=Story.objects.visible_to(user).order_by())


class StoryPicture(models.Model):
    """A picture of a story; it holds nothing but what draws it."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="pictures")
    file = models.FileField(_("picture"), upload_to=stored_name)
    kind = models.CharField(
        max_length=4, choices=[(kind.value, kind.name) for kind in PictureKind]
    )
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(
        _("what it shows"),
        max_length=200,
        help_text=_("For those who do not see it, and below the picture."),
    )
    history = HistoricalRecords()

    objects = StoryPictureQuerySet.as_manager()

    class Meta:
        ordering = ["story", "pk"]
        verbose_name = _("picture of a story")
        verbose_name_plural = _("pictures of stories")

    def __str__(self) -> str:
        return self.alt
