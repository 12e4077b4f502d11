"""Benefits and their amounts."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import (
    Benefit,
    BenefitEntry,
)

BENEFIT_KINDS = (
    Kind(
        name="benefits",
        label=_("Benefits"),
        model=Benefit,
        fields=(
            "code",
            "name",
            "project",
            "objective",
            "description",
            "benefit_class",
            "is_disbenefit",
            "pattern",
            "unit_label",
            "currency",
            "owner",
            "baseline_note",
            "starts_on",
            "retires_on",
        ),
        key=("code",),
        owns="benefit",
        links=("project", "objective"),
        aliases={
            "code": ("benefit_code", "benefit"),
            "name": ("benefit_name",),
            "benefit_class": ("class",),
            "project": ("project_code",),
            "objective": ("objective_code",),
        },
    ),
    Kind(
        name="benefit-entries",
        label=_("Benefit entries"),
        model=BenefitEntry,
        fields=("month", "kind", "amount", "note", "evidence"),
        key=("benefit", "month", "kind"),
        parent="benefit",
        aliases={"benefit": ("benefit_code",)},
    ),
)
