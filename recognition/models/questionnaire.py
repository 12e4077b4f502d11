"""What people are asked: questions of tested kinds, in an order."""

from typing import NamedTuple

from django.db import models
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models import Portfolio, Service
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords


class Scale(NamedTuple):
    """Whole numbers from `low` to `high`."""

    low: int
    high: int

    def holds(self, score: int) -> bool:
        """Return whether somebody can have answered this."""
        return self.low <= score <= self.high


class QuestionnaireQuerySet(FactQuerySet):
    """Questionnaires in the words of a PMO."""

    def unused(self) -> "QuestionnaireQuerySet":
        """Those that nobody has been asked yet, so that they may still be changed."""
        return self.exclude(rounds__state__in=["open", "closed"])

    def with_counts(self) -> "QuestionnaireQuerySet":
        """Annotate `question_count`, `round_count` and `is_open_to_change`."""
        sent = self.model._default_manager.filter(
            pk=OuterRef("pk"), rounds__state__in=["open", "closed"]
        )
        return self.annotate(
            question_count=Count("questions", distinct=True),
            round_count=Count("rounds", distinct=True),
            is_open_to_change=~Exists(sent),
        )


class Questionnaire(models.Model):
    """An ordered set of questions, asked in one round or in many.

    Once somebody was asked, its questions stay as they are: answers of one round are
    compared with those of another.
    """

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="questionnaires",
        verbose_name=_("portfolio"),
    )
    name = models.CharField(_("name"), max_length=150)
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"), default=3, help_text=_("People are told before.")
    )
    history = HistoricalRecords()

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "name"],
                name="recognition_questionnaire_name_once",
                violation_error_message=_(
                    "This portfolio has a questionnaire of that name."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recognition:questionnaire_detail", args=[self.pk])


class QuestionQuerySet(FactQuerySet):
    portfolio_lookup = "questionnaire__portfolio"


class Question(models.Model):
    """One question; its kind says what its answers are and what is computed of them."""

    class Kind(models.TextChoices):
        NPS = "nps", _("Would recommend, 0 to 10 (NPS)")
        CSAT = "csat", _("Satisfaction, 1 to 5")
        EFFORT = "effort", _("Ease, 1 to 7")
        VALUE = "value", _("Value delivered, 1 to 5")
        EXPECTATIONS = "expectations", _("Expectations managed, 1 to 5")
        AGAIN = "again", _("Would sponsor again, 1 to 5")
        COMPETENCE = "competence", _("Trust: competence, 1 to 5")
        OPENNESS = "openness", _("Trust: openness, 1 to 5")
        ACCURACY = "accuracy", _("Trust: accuracy, 1 to 5")
        BENEVOLENCE = "benevolence", _("Trust: benevolence, 1 to 5")
        TEXT = "text", _("Free text")
        OWN_10 = "own_10", _("Your own, 0 to 10")
        OWN_7 = "own_7", _("Your own, 1 to 7")
        OWN_5 = "own_5", _("Your own, 1 to 5")

    TRUST = (Kind.COMPETENCE, Kind.OPENNESS, Kind.ACCURACY, Kind.BENEVOLENCE)

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="questions"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.CharField(_("question"), max_length=300)
    low_label = models.CharField(_("words at the low end"), max_length=80, blank=True)
    high_label = models.CharField(_("words at the high end"), max_length=80, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    service = models.ForeignKey(
        Service,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("PMO service"),
        help_text=_("If the question is about one service, and not about all."),
    )
    history = HistoricalRecords()

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["questionnaire", "position"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "position"],
                name="recognition_question_position_once",
                violation_error_message=_("Another question has this position."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def scale(self) -> Scale | None:
        """The numbers one answers with; None where one writes."""
        match self.kind:
            case self.Kind.TEXT:
                return None
            case self.Kind.NPS | self.Kind.OWN_10:
                return Scale(0, 10)
            case self.Kind.EFFORT | self.Kind.OWN_7:
                return Scale(1, 7)
            case _:
                return Scale(1, 5)
