"""Writing several links between projects and objectives at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from delivery.models import ObjectiveLink, Project


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """How strongly a project is to serve an objective, and the version that was known.

    With `keeps_share` the share of spend stays as it is; `version` is 0 when there was
    no link.
    """

    project: int
    objective: int
    strength: Decimal
    spend_share: Decimal | None
    keeps_share: bool
    version: int


@transaction.atomic
def record_links(entries: Sequence[LinkEntry]) -> list[ObjectiveLink]:
    """Write links of projects, all of them or none.

    Returns the links that somebody wrote meanwhile; then nothing was written. The
    projects are locked, so of two that write at once the second one sees it.
    """
    projects = {entry.project for entry in entries}
    list(Project.objects.select_for_update().filter(pk__in=projects).order_by("pk"))
    stored = {
        (link.project_id, link.objective_id): link
        for link in ObjectiveLink.objects.filter(project__in=projects)
        .with_version()
        .select_related("project", "objective")
    }
    overtaken = [
        link
        for entry in entries
        if (link := stored.get((entry.project, entry.objective)))
        and link.version != entry.version
    ]
    if overtaken:
        return overtaken
    for entry in entries:
        link = stored.get((entry.project, entry.objective)) or ObjectiveLink(
            project_id=entry.project, objective_id=entry.objective
        )
        link.strength = entry.strength
        if not entry.keeps_share:
            link.spend_share = entry.spend_share
        link.save()
    return []
