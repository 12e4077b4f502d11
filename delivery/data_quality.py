"""What is wrong with the data, of which kind it is, and where it is mended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, TextChoices
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.models import Benefit, Kpi, Portfolio, Project, Risk

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from accounts.models import User


class Fault(TextChoices):
    """What kind of fault it is."""

    MISSING = "missing", _("Missing")
    STALE = "stale", _("Stale")
    CONTRADICTING = "contradicting", _("Contradicting")


MODELS: dict[str, Any] = {
    "project": Project,
    "kpi": Kpi,
    "benefit": Benefit,
    "risk": Risk,
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be wrong with the rows of a noun.

    `find` narrows rows to those that have the fault on a day, `mend` is the page that
    takes the correction.
    """

    key: str
    fault: Fault
    noun: str
    title: "StrPromise"
    find: Callable[[Any, date], QuerySet[Any]]
    mend: str
    deed: "StrPromise"

    def url_of(self, row: Any) -> str:
        """Return the page that mends a row."""
        return reverse(f"delivery:{self.mend}", args=[row.pk])


@dataclass(frozen=True, slots=True)
class Finding:
    """How many rows have a fault."""

    check: Check
    count: int


CHECKS = (
    Check(
        "project-baseline",
        Fault.MISSING,
        "project",
        _("Projects without an approved baseline"),
        lambda rows, day: rows.without_baseline(),
        "baseline_create",
        _("Approve a baseline"),
    ),
    Check(
        "project-sponsor",
        Fault.MISSING,
        "project",
        _("Projects without a sponsor"),
        lambda rows, day: rows.without_sponsor(),
        "project_update",
        _("Name the sponsor"),
    ),
    Check(
        "project-objective",
        Fault.MISSING,
        "project",
        _("Projects without an objective"),
        lambda rows, day: rows.without_objective(),
        "project_objectives",
        _("Link it to an objective"),
    ),
    Check(
        "project-finish",
        Fault.MISSING,
        "project",
        _("Completed projects without an actual finish"),
        lambda rows, day: rows.finished_on_no_day(),
        "project_update",
        _("Enter the finish"),
    ),
    Check(
        "kpi-target",
        Fault.MISSING,
        "kpi",
        _("KPIs without a target"),
        lambda rows, day: rows.without_target(),
        "kpi_target_create",
        _("Set a target"),
    ),
    Check(
        "kpi-owner",
        Fault.MISSING,
        "kpi",
        _("KPIs without an owner who may sign in"),
        lambda rows, day: rows.without_owner(),
        "kpi_update",
        _("Name the owner"),
    ),
    Check(
        "benefit-owner",
        Fault.MISSING,
        "benefit",
        _("Benefits without an owner"),
        lambda rows, day: rows.without_owner(),
        "benefit_update",
        _("Name the owner"),
    ),
    Check(
        "benefit-plan",
        Fault.MISSING,
        "benefit",
        _("Benefits without planned amounts"),
        lambda rows, day: rows.without_plan(),
        "benefit_months",
        _("Enter the plan"),
    ),
    Check(
        "risk-owner",
        Fault.MISSING,
        "risk",
        _("Open risks without an owner"),
        lambda rows, day: rows.gaps(day)["owner"],
        "risk_update",
        _("Name the owner"),
    ),
    Check(
        "risk-response",
        Fault.MISSING,
        "risk",
        _("Open risks without a response"),
        lambda rows, day: rows.gaps(day)["response"],
        "risk_update",
        _("Say what is done"),
    ),
    Check(
        "project-report",
        Fault.STALE,
        "project",
        _("Projects under way without a recent status update"),
        lambda rows, day: rows.overdue_on(day),
        "status_update_create",
        _("Report the status"),
    ),
    Check(
        "kpi-value",
        Fault.STALE,
        "kpi",
        _("KPIs without a value for their last period"),
        lambda rows, day: rows.overdue_on(day),
        "kpi_measurement_create",
        _("Enter the value"),
    ),
    Check(
        "benefit-validation",
        Fault.STALE,
        "benefit",
        _("Benefits with claims that finance has not validated"),
        lambda rows, day: rows.awaiting_validation(),
        "benefit_detail",
        _("See the claims"),
    ),
    Check(
        "project-forecast",
        Fault.STALE,
        "project",
        _("Projects under way whose forecast finish has passed"),
        lambda rows, day: rows.expected_before(day),
        "status_update_create",
        _("Give a new forecast"),
    ),
    Check(
        "risk-judgement",
        Fault.STALE,
        "risk",
        _("Open risks that nobody has judged in the last three months"),
        lambda rows, day: rows.gaps(day)["judgement"],
        "risk_assessment_create",
        _("Judge it anew"),
    ),
    Check(
        "risk-overdue",
        Fault.STALE,
        "risk",
        _("Open risks whose response is overdue"),
        lambda rows, day: rows.gaps(day)["overdue"],
        "risk_update",
        _("Report on the response"),
    ),
    Check(
        "project-earned",
        Fault.CONTRADICTING,
        "project",
        _("Projects with more earned value than budget (EV above BAC)"),
        lambda rows, day: rows.earning_beyond_budget(),
        "status_update_list",
        _("Correct the report"),
    ),
    Check(
        "project-future",
        Fault.CONTRADICTING,
        "project",
        _("Projects that are over and finish in the future"),
        lambda rows, day: rows.finished_after(day),
        "project_update",
        _("Correct the finish"),
    ),
    Check(
        "project-planned",
        Fault.CONTRADICTING,
        "project",
        _("Projects that are only planned and report cost or work done"),
        lambda rows, day: rows.spending_before_start(),
        "project_update",
        _("Correct the status"),
    ),
    Check(
        "benefit-validated",
        Fault.CONTRADICTING,
        "benefit",
        _("Benefits with more validated than claimed in a month"),
        lambda rows, day: rows.validated_beyond_claim(),
        "benefit_detail",
        _("See the amounts"),
    ),
)
BY_KEY = {check.key: check for check in CHECKS}


def rows_of(noun: str, user: "User", portfolio: Portfolio | None) -> Any:
    """Return the rows of a noun that a person reads, of all or of one portfolio."""
    rows = MODELS[noun].objects.visible_to(user)
    if portfolio is not None:
        rows = rows.in_portfolios(Portfolio.objects.under(portfolio))
    return rows


@lru_cache(256)
def found_by(key: str, day: date) -> RawSQL:
    """The subquery of all rows that have a fault on a day, whoever asks.

    Django takes longer to write all of them than a database to answer; their text is
    the same the whole day.
    """
    check = BY_KEY[key]
    rows = check.find(MODELS[check.noun].objects.order_by(), day).values("pk")
    return RawSQL(*rows.query.sql_with_params())  # noqa: S611 - Django's own text


def findings(user: "User", portfolio: Portfolio | None, day: date) -> list[Finding]:
    """Count the rows with each fault; one query a noun.

    Source: docs/analyst.md, "Data quality".
    """
    counts: dict[str, int] = {}
    for noun in MODELS:
        counts |= rows_of(noun, user, portfolio).aggregate(
            **{
                check.key: Count("pk", filter=Q(pk__in=found_by(check.key, day)))
                for check in CHECKS
                if check.noun == noun
            }
        )
    return [Finding(check, counts[check.key]) for check in CHECKS]


def faulty(
    check: Check, user: "User", portfolio: Portfolio | None, day: date
) -> QuerySet[Any]:
    """Return the rows with one fault, with the reader's rights."""
    rows = rows_of(check.noun, user, portfolio).with_rights_of(user)
    found: QuerySet[Any] = rows.filter(pk__in=found_by(check.key, day))
    return found.select_related("portfolio").order_by("portfolio__path", "code")


EXPORT_COLUMNS = ("fault", "check", "portfolio", "code", "name")


def export_rows(
    user: "User", portfolio: Portfolio | None, day: date
) -> Iterator[tuple[Any, ...]]:
    """Yield every fault of every row, in the order of the page."""
    for check in CHECKS:
        for row in faulty(check, user, portfolio, day):
            yield check.fault, check.key, row.portfolio.slug, row.code, row.name
