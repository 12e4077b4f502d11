"""Marking many projects at once by the criteria that hold for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from delivery.models import PriorityScore, Project

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark of a project by a criterion, and the version of it that was known.

    `mark` is None where it is taken back; `version` is 0 when there was none.
    """

    project: int
    criterion: int
    mark: int | None
    version: int


def stored_marks(
    projects: Collection[int], criteria: Collection[int]
) -> dict[tuple[int, int], PriorityScore]:
    """Return the marks of some projects, with their versions, in one query."""
    found = PriorityScore.objects.filter(project__in=projects, criterion__in=criteria)
    return {(row.project_id, row.criterion_id): row for row in found.with_version()}


@transaction.atomic
def record_marks(marks: Sequence[NewMark], recorded_by: "User") -> list[PriorityScore]:
    """Write marks of projects, all of them or none.

    Returns those that somebody wrote meanwhile; then nothing was written. The
    projects are locked, so of two that write at once the second one sees it.
    """
    projects = sorted({mark.project for mark in marks})
    list(Project.objects.select_for_update().filter(pk__in=projects).order_by("pk"))
    stored = stored_marks(projects, {mark.criterion for mark in marks})
    overtaken = [
        row
        for mark in marks
        if (row := stored.get((mark.project, mark.criterion)))
        and row.version != mark.version  # type: ignore[attr-defined]
    ]
    if overtaken:
        return overtaken
    for mark in marks:
        row = stored.get((mark.project, mark.criterion))
        if mark.mark is None:
            if row is not None:
                row.delete()
            continue
        row = row or PriorityScore(
            project_id=mark.project,
            criterion_id=mark.criterion,
            recorded_by=recorded_by,
        )
        row.mark = mark.mark
        row.save()
    return []
