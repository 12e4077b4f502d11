"""Objectives and the links to them."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import Objective, ObjectiveLink

OBJECTIVE_KINDS = (
    Kind(
        name="objectives",
        label=_("Objectives"),
        model=Objective,
        fields=(
            "code",
            "name",
            "description",
            "owner",
            "weight",
            "target_share",
            "valid_from",
            "valid_to",
        ),
        key=("code",),
        owns="objective",
        aliases={
            "code": ("objective_code", "objective"),
            "name": ("objective_name",),
            "target_share": ("target",),
        },
    ),
    Kind(
        name="objective-links",
        label=_("Links to objectives"),
        model=ObjectiveLink,
        fields=("objective", "strength", "spend_share"),
        key=("project", "objective"),
        parent="project",
        links=("objective",),
        aliases={
            "project": ("project_code",),
            "objective": ("objective_code",),
            "spend_share": ("share",),
        },
    ),
)
