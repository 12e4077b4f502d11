"""What the page of a project shows: many short lists, read in few queries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, OuterRef, Prefetch, QuerySet

from accounts.models import User
from delivery.models import (
    Baseline,
    Benefit,
    Kpi,
    Milestone,
    ObjectiveLink,
    Portfolio,
    Project,
    QualityCount,
    Resource,
    ReworkEntry,
    ServiceUse,
)
from pmo_value.gathered import gathered, objects_of

# The page shows so many of the latest reports, and of the latest months.
UPDATES_SHOWN = 12
MONTHS_SHOWN = 6
REWORK_FIELDS = ("id", "month", "hours", "rework_hours")
COUNT_FIELDS = (
    "id",
    "month",
    "defects_before",
    "defects_after",
    "changes_deployed",
    "changes_failed",
)


@dataclass(frozen=True, slots=True)
class ShortList:
    """Rows that come with the project itself, in the order in which they are shown."""

    rows: QuerySet[Any]
    fields: tuple[str, ...]
    order: Callable[[Any], Any]
    is_falling: bool = False
    most: int | None = None

    def shown(self, found: Any) -> list[Any]:
        """Return the rows that were read with the project."""
        rows = objects_of(self.rows.model, found)
        return sorted(rows, key=self.order, reverse=self.is_falling)[: self.most]


def of_project(model: Any, **conditions: Any) -> QuerySet[Any]:
    """Return the rows of the project that a list is part of."""
    rows: QuerySet[Any] = model.objects.filter(project=OuterRef("pk"), **conditions)
    return rows


def short_lists() -> dict[str, ShortList]:
    """Return the lists that are short by nature, by their names on the page."""
    return {
        "above": ShortList(
            Portfolio.objects.above_the_one_of("portfolio__path"),
            ("id", "slug", "name", "path"),
            lambda portfolio: portfolio.path,
        ),
        "baselines": ShortList(
            of_project(Baseline),
            ("id", "number", "approved_on", "reason", "start", "finish", "budget"),
            lambda plan: plan.number,
        ),
        "links": ShortList(
            of_project(ObjectiveLink, strength__gt=0),
            (
                "id",
                "strength",
                "spend_share",
                "objective__id",
                "objective__code",
                "objective__name",
            ),
            lambda link: (-link.strength, link.objective.code),
        ),
        "uses": ShortList(
            of_project(ServiceUse),
            ("id", "note", "service__id", "service__name"),
            lambda use: use.service.name,
        ),
        "rework": ShortList(
            of_project(ReworkEntry),
            REWORK_FIELDS,
            lambda entry: entry.month,
            is_falling=True,
            most=MONTHS_SHOWN,
        ),
        "quality": ShortList(
            of_project(QualityCount),
            COUNT_FIELDS,
            lambda count: count.month,
            is_falling=True,
            most=MONTHS_SHOWN,
        ),
    }


LISTS: Final = short_lists()


def projects_with_lists(user: User) -> QuerySet[Project]:
    """Return the projects that a person reads, with all that their pages list."""
    return (
        Project.objects.visible_to(user)
        .with_rights_of(user)
        .with_work()
        .select_related("portfolio")
        .annotate(
            **{
                f"list_of_{name}": gathered(one.rows, *one.fields)
                for name, one in LISTS.items()
            }
        )
        .prefetch_related(
            Prefetch("milestones", Milestone.objects.order_by("baseline_on", "code")),
            Prefetch(
                "kpis",
                Kpi.objects.with_latest_value().with_current_target().order_by("name"),
            ),
            Prefetch("benefits", Benefit.objects.with_totals()),
        )
    )


def lists_of(project: Project, user: User) -> dict[str, Any]:
    """Return what the page of a project lists: one query for each long list."""
    short = {
        name: one.shown(getattr(project, f"list_of_{name}"))
        for name, one in LISTS.items()
    }
    updates = project.status_updates.select_related("rating").order_by("-status_date")
    latest = list(updates[: UPDATES_SHOWN + 1])
    return short | {
        "trail": [*short["above"], project.portfolio],
        "updates": latest[:UPDATES_SHOWN],
        "has_more_updates": len(latest) > UPDATES_SHOWN,
        "people": Resource.objects.visible_to(user)
        .with_hours_on(project)
        .order_by("role", "code"),
        "risks": project.risks.open()
        .with_latest_assessment()
        .select_related("portfolio")
        .order_by(F("exposure").desc(nulls_last=True), "code"),
        "issues": project.issues.open()
        .with_severity_rank()
        .order_by("severity_rank", "opened_on", "code"),
    }
