"""What is missing or stale, in words, and where it is mended."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from delivery.models import Portfolio
from delivery.models.benefit import BenefitQuerySet
from delivery.models.kpi import KpiQuerySet
from delivery.models.project import ProjectQuerySet
from delivery.models.risk import RiskQuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@dataclass(frozen=True, slots=True)
class Gap:
    """So many rows lack something; the address lists them."""

    count: int
    sentence: "str | StrPromise"
    url: str


SENTENCES = {
    ("project", "report"): ngettext_lazy(
        "%d project under way has no recent status update",
        "%d projects under way have no recent status update",
    ),
    ("project", "baseline"): ngettext_lazy(
        "%d project has no approved baseline", "%d projects have no approved baseline"
    ),
    ("project", "finish"): ngettext_lazy(
        "%d completed project has no actual finish",
        "%d completed projects have no actual finish",
    ),
    ("kpi", "value"): ngettext_lazy(
        "%d KPI has no value for its last period",
        "%d KPIs have no value for their last period",
    ),
    ("kpi", "target"): ngettext_lazy("%d KPI has no target", "%d KPIs have no target"),
    ("benefit", "plan"): ngettext_lazy(
        "%d benefit has no planned amounts", "%d benefits have no planned amounts"
    ),
    ("benefit", "measurement"): ngettext_lazy(
        "Nobody measures %d benefit that is due",
        "Nobody measures %d benefits that are due",
    ),
    ("benefit", "counterfactual"): ngettext_lazy(
        "%d avoided cost does not say what it would have been",
        "%d avoided costs do not say what they would have been",
    ),
    ("benefit", "validation"): ngettext_lazy(
        "%d benefit has claims that finance has not validated",
        "%d benefits have claims that finance has not validated",
    ),
    ("risk", "owner"): ngettext_lazy(
        "%d open risk has no owner", "%d open risks have no owner"
    ),
    ("risk", "response"): ngettext_lazy(
        "%d open risk has no response", "%d open risks have no response"
    ),
    ("risk", "judgement"): ngettext_lazy(
        "%d open risk has not been judged lately",
        "%d open risks have not been judged lately",
    ),
    ("risk", "overdue"): ngettext_lazy(
        "The response to %d open risk is overdue",
        "The responses to %d open risks are overdue",
    ),
}


def gaps_in(
    projects: ProjectQuerySet,
    kpis: KpiQuerySet,
    benefits: BenefitQuerySet,
    risks: RiskQuerySet,
    *,
    day: date,
    portfolio: Portfolio | None = None,
) -> list[Gap]:
    """Return what is missing among these facts; one query.

    The addresses lead to lists of all that the reader sees, or of one portfolio.
    """
    lacking: dict[tuple[str, str], QuerySet[Any]] = {
        (noun, gap): found
        for noun, gaps in (
            ("project", projects.gaps(day)),
            ("kpi", kpis.gaps(day)),
            ("benefit", benefits.gaps(day)),
            ("risk", risks.gaps(day)),
        )
        for gap, found in gaps.items()
    }
    first, *rest = (number_of(rows, gap) for gap, rows in lacking.items())
    counts = dict(first.union(*rest, all=True))
    return [
        Gap(count, sentence % count, list_url(noun, gap, portfolio))
        for (noun, gap), sentence in SENTENCES.items()
        if (count := counts.get(f"{noun} {gap}"))
    ]


def number_of(rows: QuerySet[Any], gap: tuple[str, str]) -> QuerySet[Any, Any]:
    """Count rows in a row of its own: the name of their gap, and how many there are."""
    here = rows.model._default_manager.order_by().filter(pk__in=rows.values("pk"))
    named = here.values(gap=Value(" ".join(gap)))
    return named.annotate(rows=Count("pk")).values_list("gap", "rows")


def list_url(noun: str, gap: str, portfolio: Portfolio | None) -> str:
    """Return the address of the list that shows only rows with the gap."""
    wanted = {"gap": gap} | ({"portfolio": portfolio.slug} if portfolio else {})
    return f"{reverse(f'delivery:{noun}_list')}?{urlencode(wanted)}"
