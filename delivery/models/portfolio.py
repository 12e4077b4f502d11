"""Portfolios, who works in them, and the turns of the flywheel."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import connection, models
from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.calculations.periods import Period, PeriodKind
from pmo_value.fields import ExactDecimalField
from pmo_value.history import HistoricalRecords
from pmo_value.queueing import enqueue_after_commit

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

USER = settings.AUTH_USER_MODEL
REFRESH_TASK = "scorecards.tasks.refresh_portfolio"
TOUCH_ONE = "UPDATE delivery_portfolio SET revision = revision + 1 WHERE id = %s"

validate_currency = RegexValidator(
    r"^[A-Z]{3}\Z", _("Write the three letters of the currency, for example EUR.")
)


class Role(models.TextChoices):
    """What a member does in a portfolio."""

    ANALYST = "analyst", _("PMO analyst")
    LEAD = "lead", _("PMO lead")
    FINANCE = "finance", _("Finance")
    EXECUTIVE = "executive", _("Executive")
    ADMIN = "admin", _("Administrator")


READS_FIGURES = (Role.ANALYST, Role.LEAD, Role.FINANCE, Role.EXECUTIVE)
ENTERS_FACTS = (Role.ANALYST, Role.LEAD)
MANAGES = (Role.LEAD, Role.ADMIN)


class ClosedTimes(tuple["tuple[str, date]", ...]):
    """Which portfolios are closed until when, by their paths; none makes it false."""

    __slots__ = ()

    def until(self, portfolio: "Portfolio") -> "date | None":
        """Return the last day of the closed time of a portfolio, None without one."""
        days = [day for path, day in self if portfolio.path.startswith(path)]
        return max(days, default=None)


@lru_cache(1024)
def portfolios_of(user: int, roles: tuple[str, ...]) -> RawSQL:
    """The subquery of the portfolios in, or above, which a person has one of the roles.

    Most queries hold it, some four times, and Django takes longer to write it than a
    database to answer. It looks at nothing outside of itself, so its text is the same
    in each of them and is written once.
    """
    memberships = Membership.objects.filter(user=user, role__in=roles)
    this_path = ExpressionWrapper(OuterRef("path"), models.CharField())
    above = memberships.annotate(this_path=this_path)
    served = Exists(above.filter(this_path__startswith=F("portfolio__path")))
    portfolios = Portfolio.objects.filter(served).order_by().values("pk")
    return RawSQL(*portfolios.query.sql_with_params())  # noqa: S611 - Django's own text


def is_member(user: "User", *roles: str, of: str = "pk") -> Q:
    """The condition that a person has one of the roles in, or above, a portfolio.

    `of` leads from the row to the portfolio.
    """
    return Q((f"{of}__in", portfolios_of(user.pk, roles)))


class PortfolioQuerySet(models.QuerySet["Portfolio"]):
    """Portfolios in the words of the PMO."""

    def where_member(self, user: "User", *roles: str) -> Self:
        """Portfolios in which, or above which, this person has one of the roles."""
        return self.filter(is_member(user, *roles))

    def visible_to(self, user: "User") -> Self:
        """Portfolios this person has any part in."""
        return self.where_member(user, *Role.values)

    def with_figures_for(self, user: "User") -> Self:
        """Portfolios whose figures this person may read; an administrator may not."""
        return self.where_member(user, *READS_FIGURES)

    def with_facts_from(self, user: "User") -> Self:
        """Portfolios in which this person enters and corrects facts."""
        return self.where_member(user, *ENTERS_FACTS)

    def editable_by(self, user: "User") -> Self:
        """Portfolios whose own settings and members this person may change."""
        return self.where_member(user, *MANAGES)

    def with_rights_of(self, user: "User") -> Self:
        """Annotate what this person may do.

        `is_managed`, `is_led`, `takes_facts`, `is_read`.
        """
        return self.annotate(
            is_managed=is_member(user, *MANAGES),
            is_led=is_member(user, Role.LEAD),
            takes_facts=is_member(user, *ENTERS_FACTS),
            is_read=is_member(user, *READS_FIGURES),
        )

    def with_counts(self) -> Self:
        """Annotate `project_count` and the like: of all facts, with all below."""
        return self.annotate(
            **{
                f"{relation.removesuffix('s')}_count": Coalesce(
                    Subquery(
                        Portfolio.objects.filter(path__startswith=OuterRef("path"))
                        .order_by()
                        .values(dummy=Value(1))
                        .annotate(rows=Count(relation))
                        .values("rows")
                    ),
                    0,
                )
                for relation in (
                    "projects",
                    "kpis",
                    "benefits",
                    "objectives",
                    "risks",
                    "issues",
                )
            }
        )

    def under(self, portfolio: "Portfolio") -> Self:
        """This portfolio and everything below it."""
        return self.filter(path__startswith=portfolio.path)

    def above(self, portfolio: "Portfolio") -> Self:
        """The portfolios above this one, from the top down."""
        slugs = portfolio.path.strip("/").split("/")[:-1]
        return self.filter(slug__in=slugs).order_by("path")

    def above_the_one_of(self, of: str) -> Self:
        """The portfolios above that of the row that this is a subquery of.

        `of` leads from that row to the path of its portfolio.
        """
        row_path = ExpressionWrapper(OuterRef(of), models.CharField())
        below = self.alias(row_path=row_path).exclude(path=F("row_path"))
        return below.filter(row_path__startswith=F("path"))

    def over(self, portfolio: "Portfolio") -> Self:
        """This portfolio and those above it, whose settings hold for it as well."""
        return self.filter(slug__in=portfolio.path.strip("/").split("/"))

    def closed_until(self, portfolio: "Portfolio") -> "date | None":
        """Return the last day of the closed time of a portfolio, None without one."""
        found = self.over(portfolio).aggregate(until=models.Max("locked_until"))
        return found["until"]

    def closed_times(self) -> "ClosedTimes":
        """Return the closed times of all these portfolios, in one query."""
        closed = self.filter(locked_until__isnull=False)
        return ClosedTimes(closed.values_list("path", "locked_until"))

    def asking_approval(self, of: str, on: str) -> Self:
        """Portfolios that ask for approval of the row that this is a subquery of.

        `of` leads from that row to the path of its portfolio, `on` to its day.
        """
        row_path = ExpressionWrapper(OuterRef(of), models.CharField())
        return (
            self.filter(approval_from__lte=OuterRef(on))
            .alias(row_path=row_path)
            .filter(row_path__startswith=F("path"))
        )

    def touch(self) -> None:
        """Note that a fact of these portfolios changed, and ask for their scorecards.

        Belongs into the transaction that changes the fact. Bulk operations send
        no signals, so an action that uses one calls this itself.
        """
        touched = sorted(self.values_list("pk", flat=True))
        Portfolio.objects.filter(pk__in=touched).update(revision=F("revision") + 1)
        for pk in touched:
            enqueue_after_commit(REFRESH_TASK, pk)

    def touch_one(self, pk: int) -> None:
        """Do so for one portfolio, without looking for it first.

        Each save of a fact does it, so its SQL is not written anew each time.
        """
        with connection.cursor() as cursor:
            cursor.execute(TOUCH_ONE, [pk])
            found = cursor.rowcount
        if found:
            enqueue_after_commit(REFRESH_TASK, pk)


class Portfolio(models.Model):
    """A set of projects, KPIs and benefits that one scorecard is about."""

    slug = models.SlugField(
        _("short name"),
        unique=True,
        help_text=_("Part of the address; it cannot be changed later."),
    )
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    # The slugs from the top down to this portfolio, as in "/group/transport/".
    path = models.CharField(max_length=500, unique=True, editable=False)
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR", validators=[validate_currency]
    )
    fiscal_year_start_month = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    reporting_period = models.CharField(
        _("reporting period"),
        max_length=10,
        choices=[
            (PeriodKind.MONTH.value, _("Month")),
            (PeriodKind.QUARTER.value, _("Quarter")),
            (PeriodKind.YEAR.value, _("Fiscal year")),
        ],
        default=PeriodKind.QUARTER.value,
    )
    lead = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_portfolios",
        verbose_name=_("PMO lead"),
    )
    rating_scale = models.ForeignKey(
        "RatingScale",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="portfolios",
        verbose_name=_("rating scale"),
    )
    time_tolerance = ExactDecimalField(
        _("time tolerance"),
        default="0.05",
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Share of the planned duration that still counts as on time."),
    )
    cost_tolerance = ExactDecimalField(
        _("cost tolerance"),
        default="0.05",
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Share of the budget that still counts as on budget."),
    )
    locked_until = models.DateField(
        _("closed until"),
        null=True,
        blank=True,
        help_text=_(
            "Facts up to this day, here and below, are changed by a lead only, and "
            "with a reason."
        ),
    )
    approval_from = models.DateField(
        _("values are approved from"),
        null=True,
        blank=True,
        help_text=_(
            "KPI values of periods that end on this day or later, here and below, "
            "count on scorecards once a lead has approved them."
        ),
    )
    approves_reports = models.BooleanField(
        _("a second person approves reports"),
        default=False,
        help_text=_(
            "Here and in all portfolios below: who has written on a report cannot "
            "approve it, and without approval it is not published."
        ),
    )
    asks_files_for_notes = models.BooleanField(
        _("notes in files"),
        default=False,
        help_text=_(
            "An imported value that is red, or that replaces another one, needs a note "
            "as it does on a page."
        ),
    )
    # Raised in the transaction of every change of a fact.
    revision = models.PositiveBigIntegerField(default=1, editable=False)
    history = HistoricalRecords(excluded_fields=["revision"])

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")
        constraints = [
            # SQLite compares the starts of paths without regard to case.
            models.CheckConstraint(
                name="delivery_portfolio_slug_lower_case",
                condition=Q(slug=Lower("slug")),
                violation_error_message=_("Write the short name in lower case."),
            ),
            models.CheckConstraint(
                name="delivery_portfolio_fiscal_year_starts_in_a_month",
                condition=Q(
                    fiscal_year_start_month__gte=1, fiscal_year_start_month__lte=12
                ),
                violation_error_message=_(
                    "The fiscal year starts in a month, 1 to 12."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the path of a new portfolio; `move_portfolio` changes it later.

        A revision that was read a while ago must not take back the one that facts
        have raised since, so saving leaves it, and the path, alone.
        """
        if self._state.adding:
            self.path = f"{self.parent.path if self.parent else '/'}{self.slug}/"
        else:
            kwargs.setdefault("update_fields", self._edited_fields())
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("delivery:portfolio_detail", args=[self.slug])

    def _edited_fields(self) -> list[str]:
        kept = {"id", "path", "revision"}
        return [field.name for field in self._meta.fields if field.name not in kept]

    @property
    def depth(self) -> int:
        """0 for a portfolio at the top."""
        return self.path.count("/") - 2

    def period_of(self, day: "date") -> Period:
        """The reporting period that a day falls in."""
        return Period.containing(
            day, PeriodKind(self.reporting_period), self.fiscal_year_start_month
        )


class Membership(models.Model):
    """One role of one person in a portfolio and everything below it."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        USER, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    history = HistoricalRecords()

    class Meta:
        ordering = ["portfolio", "role", "user"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "user", "role"],
                name="delivery_membership_once",
                violation_error_message=_("This person already has this role here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.portfolio}"


class Cycle(models.Model):
    """One turn of the value flywheel for a portfolio."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="cycles")
    name = models.CharField(_("name"), max_length=100)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.OPEN
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["portfolio", "-starts_on"]
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        constraints = [
            models.CheckConstraint(
                name="delivery_cycle_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A cycle cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["portfolio", "name"],
                name="delivery_cycle_name_once",
                violation_error_message=_("This portfolio has a cycle of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
