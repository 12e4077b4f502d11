"""The risk scale, risks with how they were judged, reserves for them, and issues."""

from django.utils.translation import gettext_lazy as _

from delivery.imports.kinds.kind import Kind, columns_named
from delivery.imports.mapping import FactRule, FieldRule
from delivery.models import Contingency, Issue, Risk, RiskAssessment, RiskLevel

JUDGED_ALIASES = {
    "probability": ("likelihood",),
    "impact_money": ("impact", "impact_cost"),
    "residual_money": ("residual_impact",),
}

RISK_KINDS = (
    Kind(
        name="risk-levels",
        label=_("Steps of the risk scale"),
        model=RiskLevel,
        fields=(
            "position",
            "probability_label",
            "probability",
            "impact_label",
            "impact_money",
            "impact_days",
        ),
        key=("position",),
        aliases={"position": ("step", "level")},
    ),
    Kind(
        name="risks",
        label=_("Risks"),
        model=Risk,
        fields=(
            "code",
            "name",
            "project",
            "description",
            "kind",
            "category",
            "owner",
            "raised_on",
            "status",
            "closed_on",
            "currency",
            "strategy",
            "response",
            "response_cost",
            "due_on",
            "realised_amount",
            "avoided_loss",
        ),
        key=("code",),
        owns="risk",
        links=("project",),
        aliases={
            "code": ("risk_code", "risk"),
            "name": ("title", "risk_title"),
            "description": ("cause",),
            "project": ("project_code",),
        },
    ),
    Kind(
        name="risk-assessments",
        label=_("Risk assessments"),
        model=RiskAssessment,
        fields=("assessed_on", *RiskAssessment.JUDGED, "note"),
        key=("risk", "assessed_on"),
        parent="risk",
        aliases={"risk": ("risk_code",), **JUDGED_ALIASES},
    ),
    Kind(
        name="contingencies",
        label=_("Contingency"),
        model=Contingency,
        fields=(
            "project",
            "valid_from",
            "reserve",
            "reserve_days",
            "currency",
            "note",
        ),
        key=("project", "valid_from"),
        links=("project",),
        aliases={
            "project": ("project_code",),
            "valid_from": ("from",),
            "reserve": ("amount",),
            "reserve_days": ("days",),
        },
    ),
    Kind(
        name="issues",
        label=_("Issues"),
        model=Issue,
        fields=(
            "code",
            "name",
            "project",
            "risk",
            "description",
            "severity",
            "owner",
            "opened_on",
            "target_days",
            "resolved_on",
            "resolution",
        ),
        key=("code",),
        links=("project", "risk"),
        aliases={
            "code": ("issue_code", "issue"),
            "name": ("title", "issue_title"),
            "project": ("project_code",),
            "risk": ("risk_code",),
            "target_days": ("sla_days",),
        },
    ),
)


def judgement_beside() -> FactRule:
    """Return the rule for a register that has judgements beside its risks.

    Without a day of its own a judgement is that of the day the risk was raised.
    """
    (register,) = (kind for kind in RISK_KINDS if kind.model is Risk)
    return FactRule(
        kind="risk-assessments",
        fields=(
            FieldRule("risk", columns=register.code_columns),
            FieldRule("assessed_on", columns=columns_named("assessed_on", "raised_on")),
            *(
                FieldRule(
                    name, columns=columns_named(name, *JUDGED_ALIASES.get(name, ()))
                )
                for name in RiskAssessment.JUDGED
            ),
        ),
        needs_any=RiskAssessment.JUDGED,
        is_optional=True,
    )
