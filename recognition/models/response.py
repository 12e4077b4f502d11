"""What people answered, and what the PMO made of it."""

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from delivery.models import Portfolio
from delivery.models.portfolio import Role
from delivery.models.scope import FactQuerySet
from recognition.calculations.estimate import MIN_N
from recognition.models.questionnaire import Question
from recognition.models.round import Mode, Round
from recognition.models.stakeholder import Stakeholder

if TYPE_CHECKING:
    from accounts.models import User


class ResponseQuerySet(FactQuerySet):
    """Responses in the words of a PMO."""

    portfolio_lookup = "round__portfolio"

    def visible_to(self, user: "User") -> Self:
        """Responses whose ratings, without words and names, this person may see."""
        return self.in_portfolios(Portfolio.objects.with_facts_from(user))

    def read_by(self, user: "User") -> Self:
        """Responses whose words this person may read."""
        return self.where_member(user, Role.LEAD)

    def named_for(self, user: "User") -> Self:
        """Responses whose person this reader may know, with what they answered.

        Of a confidential round that is the lead; of an attributed one, the PMO.
        """
        led = Portfolio.objects.where_member(user, Role.LEAD).order_by()
        told = Q(round__portfolio__in=led) | Q(round__mode=Mode.ATTRIBUTED)
        return self.visible_to(user).named().filter(told)

    def named(self) -> Self:
        """Responses that say whose they are."""
        return self.exclude(round__mode=Mode.ANONYMOUS).exclude(stakeholder=None)


class Response(models.Model):
    """The answers of one person in one round; they are never changed.

    Its key is random and an anonymous one has neither a person nor a time, so that
    nothing in the database says whose it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="responses")
    stakeholder = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responses",
        verbose_name=_("stakeholder"),
    )
    is_anonymous = models.BooleanField(default=False, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The day, where it is known from a file; kept for nobody who answered here
    # anonymously.
    answered_on = models.DateField(null=True, blank=True, editable=False)
    stage = models.CharField(
        _("stage"),
        max_length=80,
        blank=True,
        help_text=_("Where the work stood when they were asked."),
    )
    language = models.CharField(max_length=10, blank=True)
    is_complete = models.BooleanField(
        default=True, help_text=_("Every question that must be answered was.")
    )
    # The key of the row in the file that it came from.
    reference = models.CharField(max_length=100, blank=True, editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["round", "pk"]
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "stakeholder"],
                condition=Q(stakeholder__isnull=False),
                name="recognition_response_once_a_round",
                violation_error_message=_("This person has answered."),
            ),
            models.UniqueConstraint(
                fields=["round", "reference"],
                condition=~Q(reference=""),
                name="recognition_response_reference_once",
                violation_error_message=_("This row has been read already."),
            ),
            models.CheckConstraint(
                name="recognition_response_anonymous_has_no_person",
                condition=Q(is_anonymous=False) | Q(stakeholder=None, answered_at=None),
                violation_error_message=_(
                    "An anonymous answer has neither a person nor a time."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}, {self.pk}"


class ThemeQuerySet(FactQuerySet):
    """Themes in the words of a PMO."""


class Theme(models.Model):
    """What comments are about, in a word or two, tagged by hand."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=60)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "name"],
                name="recognition_theme_once",
                violation_error_message=_("This portfolio has a theme of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AnswerQuerySet(FactQuerySet):
    """Answers in the words of a PMO."""

    portfolio_lookup = "response__round__portfolio"

    def comments(self) -> Self:
        """Answers in words."""
        return self.exclude(text="")

    def read_by(self, user: "User") -> Self:
        """Answers whose words this person may read.

        Words of an anonymous round wait until it is closed and five people have
        answered: else whoever knows who has answered would know who said it.
        """
        led = self.where_member(user, Role.LEAD)
        answered = (
            Response.objects.filter(round=OuterRef("response__round"))
            .order_by()
            .values("round")
            .annotate(people=Count("pk"))
            .values("people")
        )
        return led.alias(people=Subquery(answered)).filter(
            ~Q(response__round__mode=Mode.ANONYMOUS)
            | Q(response__round__state=Round.State.CLOSED, people__gte=MIN_N)
        )

    def with_recommendation(self) -> Self:
        """Annotate `recommendation`: from 0 to 10, what the same person answered."""
        scores = Answer.objects.filter(
            response=OuterRef("response"), question__kind=Question.Kind.NPS
        ).order_by("question__position")
        return self.annotate(recommendation=Subquery(scores.values("score")[:1]))


class Answer(models.Model):
    """What one person answered to one question: a number, a text, or "does not apply".

    The number and the text are never changed; how a text sounds, and what it is about,
    is the reader's note.
    """

    class Sound(models.TextChoices):
        POSITIVE = "positive", _("Positive")
        NEUTRAL = "neutral", _("Neutral")
        NEGATIVE = "negative", _("Negative")

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)
    is_not_applicable = models.BooleanField(_("does not apply"), default=False)
    # What a person heard in the text; it stands above what the machine reads.
    sound = models.CharField(_("sounds"), max_length=10, choices=Sound, blank=True)
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="answers", verbose_name=_("themes")
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["response", "question__position"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"],
                name="recognition_answer_once",
                violation_error_message=_("This question is answered."),
            ),
            models.CheckConstraint(
                name="recognition_answer_says_something",
                condition=Q(score__isnull=False, text="", is_not_applicable=False)
                | (~Q(text="") & Q(score=None, is_not_applicable=False))
                | Q(score=None, text="", is_not_applicable=True),
                violation_error_message=_(
                    "An answer is a number, a text, or that it does not apply."
                ),
            ),
            models.CheckConstraint(
                name="recognition_answer_on_a_scale",
                condition=Q(score=None) | Q(score__lte=10),
                violation_error_message=_("No scale goes beyond 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.text or self.score}"
