"""Projects with their marks and their priority scores, the highest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delivery.actions.priorities import stored_marks
from delivery.calculations.priorities import priority_score
from delivery.models import PriorityCriterion, Project

if TYPE_CHECKING:
    from delivery.calculations.measure import Measure, Number


@dataclass(frozen=True, slots=True)
class RankedProject:
    """A project, its mark by each criterion, and the score they make."""

    project: Project
    marks: tuple[int | None, ...]
    score: "Measure"


def ranked_projects(
    projects: Iterable[Project], criteria: Sequence[PriorityCriterion]
) -> list[RankedProject]:
    """Return projects by their score; those without one come last, by their code."""
    given = list(projects)
    known = stored_marks(
        [project.pk for project in given], [criterion.pk for criterion in criteria]
    )
    found = []
    for project in given:
        rows = [known.get((project.pk, criterion.pk)) for criterion in criteria]
        marks = tuple(row.mark if row else None for row in rows)
        weights = [criterion.weight for criterion in criteria]
        score = priority_score(zip(marks, weights, strict=True))
        found.append(RankedProject(project, marks, score))
    return sorted(found, key=_place)


def _place(one: RankedProject) -> tuple[bool, "Number", str]:
    return not one.score.is_ok, -(one.score.value or 0), one.project.code
