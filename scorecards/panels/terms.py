"""The measures of the scorecard: what each is called, means, and is judged by.

A name is that of the metric in docs/formulas.md, with its output after a dot where
it has several. Names are read by outsiders and never change.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delivery.calculations import alignment, benefits, claims, ramp
from delivery.calculations.demand import DEMAND_THRESHOLDS
from delivery.calculations.evidence import Evidence
from delivery.calculations.measure import (
    PARTIAL_FROM,
    SHOWN_FROM,
    Better,
    Thresholds,
)
from delivery.calculations.priorities import (
    CORRELATION_THRESHOLDS,
    TOP_SPEND_THRESHOLDS,
)
from delivery.calculations.resources import (
    OVERALLOCATION_THRESHOLDS,
    UTILIZATION_THRESHOLDS,
)
from delivery.calculations.scores import SCORE_THRESHOLDS
from delivery.models import Benefit, OutcomeFamily
from scorecards.panels.demand_terms import DEMAND, RETURN
from scorecards.panels.feedback_terms import FEEDBACK
from scorecards.panels.project_terms import EARNED_VALUE, PROJECTS
from scorecards.panels.risk_terms import RISK
from scorecards.panels.term import Term
from scorecards.panels.value_terms import VALUE

LOWER: Final = Better.LOWER

RESOURCES: Final[dict[str, Term]] = {
    "utilization": Term(
        _("Utilization"),
        _("Hours booked on projects as a share of the hours that were available."),
        UTILIZATION_THRESHOLDS,
    ),
    "overallocation.rate": Term(
        _("Booked beyond capacity"),
        _("Months of people with more hours planned than they have."),
        OVERALLOCATION_THRESHOLDS,
    ),
    "overallocation.excess_hours": Term(
        _("Hours beyond capacity"),
        _("What is planned for people beyond the hours they have; nothing is netted."),
        better=LOWER,
    ),
    "capacity_demand.ratio": Term(
        _("Demand to capacity"),
        _("Hours planned on projects as a share of the hours that roles have."),
        DEMAND_THRESHOLDS,
    ),
    "capacity_demand.shortage": Term(
        _("Hours missing"),
        _("What roles lack for their plans, role by role and month by month."),
        better=LOWER,
    ),
    "priority_spend.top": Term(
        _("Spend on top-priority work"),
        _("What was spent in the period on priority 1, as a share of all spend."),
        TOP_SPEND_THRESHOLDS,
    ),
    "priority_spend.unprioritised": Term(
        _("Spend without a priority"),
        _("What was spent on projects that nobody gave a priority."),
        better=LOWER,
    ),
    "spearman.rho": Term(
        _("Priority and resources"),
        _("How far spend ranks as priorities do: 1 is exactly, 0 not at all."),
        CORRELATION_THRESHOLDS,
    ),
    "spearman.ci_low": Term(
        _("Priority and resources, at least"),
        _("The lower end of the 95 % interval of the rank correlation."),
    ),
    "spearman.ci_high": Term(
        _("Priority and resources, at most"),
        _("The upper end of the 95 % interval of the rank correlation."),
    ),
}

OUTCOMES: Final[dict[str, Term]] = {
    "kpis.count": Term(_("KPIs"), _("KPIs that are measured here and not retired.")),
    "kpis.met": Term(
        _("KPIs that met their target"),
        _("KPIs with a value on the target or on its better side."),
        better=Better.HIGHER,
    ),
    "kpis.met_rate": Term(
        _("Share of KPIs that met their target"),
        _("KPIs on target as a share of those with a value and a target."),
        better=Better.HIGHER,
    ),
    "rollup.score": Term(
        _("KPI score"),
        _(
            "The families’ scores together: 100 is all targets reached, 80 the limit "
            "of “on track”, 50 of “off track”."
        ),
        SCORE_THRESHOLDS,
    ),
    "xmr.signals": Term(
        _("KPIs that really changed"),
        _("KPIs whose values do what routine variation does not do by chance."),
    ),
    "xmr.improved": Term(
        _("KPIs that improved (signal)"),
        _("KPIs that changed for the better by more than routine variation."),
        better=Better.HIGHER,
    ),
    "xmr.deteriorated": Term(
        _("KPIs that deteriorated (signal)"),
        _("KPIs that changed for the worse by more than routine variation."),
        better=LOWER,
    ),
    "xmr.no_change": Term(
        _("KPIs with routine variation only"),
        _("KPIs that move as they always have: there is nothing to explain."),
    ),
    "benefits.count": Term(
        _("Benefits"), _("Benefits in the register, without dis-benefits.")
    ),
    "benefits.planned": Term(
        _("Planned to date"), _("Benefit in money that was planned up to now.")
    ),
    "benefits.forecast": Term(
        _("Forecast to date"), _("Benefit in money that was forecast up to now.")
    ),
    "benefits.claimed": Term(
        _("Claimed to date"),
        _("Benefit in money that its owners report, validated or not."),
    ),
    "benefits.validated": Term(
        _("Validated to date"),
        _("Benefit in money that finance has validated up to now."),
        better=Better.HIGHER,
    ),
    "benefits_rate.gross": Term(
        _("Benefits realized"),
        _(
            "Validated benefit as a share of what was planned to date, of the benefits "
            "that have a validated amount."
        ),
        benefits.RATE_THRESHOLDS,
    ),
    "benefits_rate.net": Term(
        _("Benefits realized, net"),
        _("The same after dis-benefits have been taken off on both sides."),
        benefits.RATE_THRESHOLDS,
    ),
    "benefits_rate.disbenefit_ratio": Term(
        _("Lost for what was gained"),
        _("Validated dis-benefit as a share of validated benefit."),
        benefits.DISBENEFIT_THRESHOLDS,
    ),
    "benefits_rate.windfall": Term(
        _("Never planned"),
        _("Validated benefit of which nothing was planned; it is in no rate."),
    ),
    "benefit_leakage": Term(
        _("Benefit leaked away"),
        _("The part of the whole promise that is no longer expected."),
        benefits.LEAKAGE_THRESHOLDS,
    ),
    "benefit_leakage.explained": Term(
        _("Leakage with a cause"),
        _("The part of what leaked away that is put down to a cause."),
        better=Better.HIGHER,
    ),
    "benefits.unmeasured": Term(
        _("Benefits nobody measures"),
        _("Benefits that are due and of which nobody reports what has come."),
        better=LOWER,
    ),
    "validation_rate": Term(
        _("Claims confirmed"),
        _("What finance let stand as a share of the claimed value it has reviewed."),
        claims.VALIDATION_THRESHOLDS,
    ),
    "validation_rate.over_claim": Term(
        _("Claimed too much"),
        _("The share of the reviewed claims that did not hold."),
        better=LOWER,
    ),
    "validation_rate.backlog": Term(
        _("Claims not reviewed"),
        _("Claimed value that finance has not decided on."),
        better=LOWER,
    ),
    "hard_benefit_share": Term(
        _("Hard benefit"),
        _("Cashable benefit as a share of all that was validated in money."),
        benefits.HARD_THRESHOLDS,
    ),
    "ramp.months": Term(
        _("Months to full level"),
        _("How long after its start a benefit stays at 95 % of its planned amount."),
        better=LOWER,
    ),
    **{
        f"persistence.{months}": Term(
            label,
            _("What is left of a benefit so many months after it was at full level."),
            ramp.PERSISTENCE_THRESHOLDS,
        )
        for months, label in (
            (6, _("Still there after half a year")),
            (12, _("Still there after a year")),
            (24, _("Still there after two years")),
        )
    },
    "pmo_cost": Term(
        _("Cost of the PMO"),
        _(
            "What PMO services cost in the period: staff, contractors, tools, "
            "training, overhead and the time of others."
        ),
        better=LOWER,
    ),
    "pmo_cost.ratio": Term(
        _("Cost of the PMO beside the spend it manages"),
        _(
            "What PMO services cost in the period as a share of what the projects of "
            "the portfolio spent in it."
        ),
        better=LOWER,
    ),
    "attributed_benefit": Term(
        _("Benefit attributed to the PMO"),
        _(
            "Validated benefit times the share of PMO services in it, times how sure "
            "one is of that share."
        ),
        better=Better.HIGHER,
    ),
    "data.completeness": Term(
        _("Data that is there"),
        _("Facts that are recorded as a share of those the scorecard needs."),
        Thresholds(SHOWN_FROM, PARTIAL_FROM),
    ),
    "portfolios.count": Term(
        _("Portfolios below"), _("Portfolios that are part of this one.")
    ),
}

STRATEGY: Final[dict[str, Term]] = {
    "alignment.wai": Term(
        _("Spend aligned"),
        _(
            "Of what the projects at work cost, the part that serves stated "
            "objectives, by how strongly each is served and how much it matters."
        ),
        alignment.WAI_THRESHOLDS,
    ),
    "alignment.objective_coverage": Term(
        _("Objectives covered"),
        _("Of the objectives in force, those that a funded project at work serves."),
        alignment.COVERAGE_THRESHOLDS,
    ),
    "alignment.orphan_count": Term(
        _("Orphan projects"),
        _("Projects at work that serve no stated objective."),
        better=LOWER,
    ),
    "alignment.orphan_spend_share": Term(
        _("Spend that serves nothing stated"),
        _("Of what the projects at work cost, the part of those without an objective."),
        alignment.ORPHAN_THRESHOLDS,
    ),
    "spend_mix_fit": Term(
        _("Fit to the target mix"),
        _("How near the split of spend over objectives comes to its targets."),
        alignment.MIX_THRESHOLDS,
    ),
}

CURRENCIES: Final[dict[str, Term]] = {
    "fx_effect.benefits": Term(
        _("FX effect on benefits"),
        _("What the move of currencies since the plans adds to validated benefit."),
    ),
    "fx_effect.cost": Term(
        _("FX effect on cost"),
        _("What the move of currencies since the plans adds to the cost of work done."),
    ),
}

FAMILIES: Final[dict[str, Term]] = {
    f"rollup.score.{family.value}": Term(
        family.label,
        _("The weighted mean of the scores of the family’s KPIs, from 0 to 100."),
        SCORE_THRESHOLDS,
    )
    for family in OutcomeFamily
}

# What the evidence levels say of a value.
EVIDENCE: Final[dict[Evidence, str | Promise]] = {
    Evidence.OPINION: _("E0: an opinion or a forecast"),
    Evidence.CLAIMED: _("E1: claimed, with a method"),
    Evidence.MEASURED: _("E2: measured against a baseline"),
    Evidence.VALIDATED: _("E3: validated by finance"),
    Evidence.ISOLATED: _("E4: validated, its cause set apart"),
}

# The classes of benefit that are counted in money.
MONEY_CLASSES: Final = (
    Benefit.Kind.CASHABLE,
    Benefit.Kind.COST_AVOIDANCE,
    Benefit.Kind.NON_CASHABLE,
)

CLASSES: Final[dict[str, Term]] = {
    f"benefits_rate.gross.{kind.value}": Term(
        kind.label,
        _("Validated benefit of the class as a share of what was planned to date."),
        benefits.RATE_THRESHOLDS,
    )
    for kind in MONEY_CLASSES
}

TERMS: Final[Mapping[str, Term]] = {
    **PROJECTS,
    **EARNED_VALUE,
    **RESOURCES,
    **OUTCOMES,
    **STRATEGY,
    **CURRENCIES,
    **RISK,
    **FEEDBACK,
    **VALUE,
    **RETURN,
    **DEMAND,
    **FAMILIES,
    **CLASSES,
}
