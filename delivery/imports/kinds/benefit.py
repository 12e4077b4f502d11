"""Benefits and their amounts."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind
from delivery.models import (
    Benefit,
    BenefitEntry,
    BenefitLeak,
    OverlapGroup,
)

BENEFIT_KINDS = (
    Kind(
        name="overlap-groups",
        label=_("Overlap groups"),
        model=OverlapGroup,
        fields=("code", "name", "measured_total", "measured_on", "note"),
        key=("code",),
        owns="overlap_group",
        aliases={
            "code": ("group_code", "overlap_group"),
            "name": ("group_name", "measure"),
        },
    ),
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
            "beneficiary",
            "measurement_method",
            "baseline_note",
            "baseline_value",
            "baseline_on",
            "baseline_size",
            "steady_amount",
            "confidence",
            "price_basis",
            "price_year",
            "counterfactual_basis",
            "counterfactual",
            "overlap_group",
            "starts_on",
            "retires_on",
        ),
        key=("code",),
        owns="benefit",
        links=("project", "objective", "overlap_group"),
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
        fields=("month", "kind", "amount", "is_draft", "note", "evidence"),
        key=("benefit", "month", "kind"),
        parent="benefit",
        aliases={"benefit": ("benefit_code",)},
    ),
    Kind(
        name="benefit-leaks",
        label=_("Causes of leaks"),
        model=BenefitLeak,
        fields=("cause", "amount", "note"),
        key=("benefit", "cause"),
        parent="benefit",
        aliases={"benefit": ("benefit_code",)},
    ),
)
