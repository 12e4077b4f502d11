"""Approving plans of projects."""

from django.db import transaction

from delivery.models import Baseline, Project


@transaction.atomic
def approve_baseline(baseline: Baseline) -> Baseline:
    """Store a plan as the next baseline of its project.

    The project is locked, so of two plans approved at once each gets its own number.
    """
    Project.objects.select_for_update().get(pk=baseline.project_id)
    baseline.number = next_number(baseline.project)
    baseline.save()
    return baseline


def next_number(project: Project) -> int:
    """Return the number that the next approved plan gets; the original one has 1."""
    newest = project.baselines.order_by("-number").values_list("number", flat=True)
    return (newest.first() or 0) + 1
