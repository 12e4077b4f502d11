"""The people whom the PMO works for, and what each of them answers for."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.user import validate_time_zone
from delivery.models import Benefit, Portfolio, Project, Service
from delivery.models.scope import FactQuerySet
from pmo_value.history import HistoricalRecords

if TYPE_CHECKING:
    from accounts.models import User

USER = settings.AUTH_USER_MODEL


class StakeholderQuerySet(FactQuerySet):
    """Stakeholders in the words of a PMO."""

    def visible_to(self, user: "User") -> Self:
        """People whom those who prepare feedback rounds may see by name."""
        return self.in_portfolios(Portfolio.objects.with_facts_from(user))

    def present(self) -> Self:
        """Those who are still there to be asked: neither gone nor erased."""
        return self.filter(left_on=None, erased_at=None)

    def sponsors_by_id(self) -> list[str]:
        """Return the sponsors among these as the counts of people know them."""
        sponsors = self.filter(role=Stakeholder.Role.SPONSOR).order_by()
        return [str(pk) for pk in sponsors.values_list("pk", flat=True)]

    def under(self, portfolio: Portfolio) -> Self:
        """People of a portfolio and of all below it."""
        return self.filter(portfolio__path__startswith=portfolio.path)

    def answering_for(
        self,
        *,
        project: Project | None = None,
        service: Service | None = None,
        benefit: Benefit | None = None,
    ) -> Self:
        """Those who answer for a project, for a service, or for a benefit.

        Who answers for a project answers for its benefits as well.
        """
        theirs = Responsibility.objects.filter(stakeholder=OuterRef("pk"))
        if benefit:
            above = Q(project__isnull=False, project=benefit.project_id)
            theirs = theirs.filter(Q(benefit=benefit) | above)
        else:
            theirs = theirs.filter(
                **({"project": project} if project else {"service": service})
            )
        return self.filter(Exists(theirs))

    def with_counts(self) -> Self:
        """Annotate `subject_count`, `asked_count` and `answered_count`.

        What they answer for, in how many rounds they were asked, and how often they
        have answered.
        """
        asked = Q(invitations__revoked_at=None) & Q(invitations__isnull=False)
        return self.annotate(
            subject_count=Count("responsibilities", distinct=True),
            asked_count=Count("invitations", filter=asked, distinct=True),
            answered_count=Count(
                "invitations", filter=Q(invitations__is_answered=True), distinct=True
            ),
        )

    def with_last_asked(self) -> Self:
        """Annotate `last_asked_at`: when the latest mail of any round went out."""
        return self.annotate(last_asked_at=Max("invitations__last_mail_at"))


class Stakeholder(models.Model):
    """A sponsor, an executive or a customer of the PMO, who needs no account.

    Somebody who asked to be forgotten stays as a row without a name: what was counted
    with their answers remains countable.
    """

    class Role(models.TextChoices):
        SPONSOR = "sponsor", _("Sponsor")
        EXECUTIVE = "executive", _("Executive")
        CUSTOMER = "customer", _("Customer of a service")

    portfolio = models.ForeignKey(
        Portfolio,
        models.PROTECT,
        related_name="stakeholders",
        verbose_name=_("portfolio"),
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(
        _("role"), max_length=10, choices=Role, default=Role.SPONSOR
    )
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    unit = models.CharField(
        _("unit"), max_length=150, blank=True, help_text=_("Department or company.")
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="en"
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        validators=[validate_time_zone],
        help_text=_("Mail goes out by day there, for example Europe/London."),
    )
    user = models.ForeignKey(
        USER,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stakeholders",
        verbose_name=_("account"),
        help_text=_("If this person also signs in here."),
    )
    reports_to_pmo = models.BooleanField(
        _("reports to the PMO"),
        default=False,
        help_text=_("Said beside every quote of this person."),
    )
    left_on = models.DateField(_("left the role on"), null=True, blank=True)
    erased_at = models.DateTimeField(
        _("erased at"), null=True, blank=True, editable=False
    )
    history = HistoricalRecords()

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        constraints = [
            models.UniqueConstraint(
                "portfolio",
                Lower("email"),
                condition=~Q(email=""),
                name="recognition_stakeholder_email_once",
                violation_error_message=_(
                    "This portfolio has a stakeholder of that e-mail address."
                ),
            ),
            models.CheckConstraint(
                name="recognition_stakeholder_named_unless_erased",
                condition=~Q(name="") | Q(erased_at__isnull=False),
                violation_error_message=_("Give the name."),
            ),
            models.CheckConstraint(
                name="recognition_stakeholder_erased_has_nothing_personal",
                condition=Q(erased_at=None)
                | Q(name="", email="", job_title="", unit="", user=None),
                violation_error_message=_("Of an erased person nothing is kept."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("An erased person"))

    def get_absolute_url(self) -> str:
        return reverse("recognition:stakeholder_detail", args=[self.pk])


class ResponsibilityQuerySet(FactQuerySet):
    portfolio_lookup = "stakeholder__portfolio"


class Responsibility(models.Model):
    """One thing that a stakeholder answers for beside their own portfolio."""

    stakeholder = models.ForeignKey(
        Stakeholder, models.CASCADE, related_name="responsibilities"
    )
    project = models.ForeignKey(
        Project,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("project"),
    )
    service = models.ForeignKey(
        Service,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("PMO service"),
    )
    benefit = models.ForeignKey(
        Benefit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("benefit"),
    )
    history = HistoricalRecords()

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        ordering = ["stakeholder", "pk"]
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        constraints = [
            models.CheckConstraint(
                name="recognition_responsibility_for_one_thing",
                condition=Q(project__isnull=False, service=None, benefit=None)
                | Q(project=None, service__isnull=False, benefit=None)
                | Q(project=None, service=None, benefit__isnull=False),
                violation_error_message=_(
                    "Name one thing: a project, a service or a benefit."
                ),
            ),
            *(
                models.UniqueConstraint(
                    fields=["stakeholder", what],
                    condition=Q(**{f"{what}__isnull": False}),
                    name=f"recognition_responsibility_{what}_once",
                    violation_error_message=_("This person answers for it already."),
                )
                for what in ("project", "service", "benefit")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder}: {self.subject}"

    @property
    def subject(self) -> Project | Service | Benefit:
        """What the person answers for."""
        found = self.project or self.service or self.benefit
        if found is None:
            raise ValueError("a responsibility without a subject")
        return found
