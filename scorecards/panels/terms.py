"""The measures of the scorecard: what each is called, means, and is judged by.

A name is that of the metric in docs/formulas.md, with its output after a dot where
it has several. Names are read by outsiders and never change.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delivery.calculations import alignment, benefits, claims, delivery_rates, ramp
from delivery.calculations.demand import DEMAND_THRESHOLDS
from delivery.calculations.earned_schedule import SPI_T_THRESHOLDS
from delivery.calculations.earned_value import (
    INDEX_THRESHOLDS,
    TCPI_THRESHOLDS,
    VARIANCE_THRESHOLDS,
)
from delivery.calculations.evidence import Evidence
from delivery.calculations.finish import FINISH_THRESHOLDS
from delivery.calculations.measure import (
    PARTIAL_FROM,
    SHOWN_FROM,
    Better,
    Thresholds,
)
from delivery.calculations.milestones import (
    EXECUTION_THRESHOLDS,
    MILESTONE_THRESHOLDS,
)
from delivery.calculations.priorities import (
    CORRELATION_THRESHOLDS,
    TOP_SPEND_THRESHOLDS,
)
from delivery.calculations.resources import (
    OVERALLOCATION_THRESHOLDS,
    UTILIZATION_THRESHOLDS,
)
from delivery.calculations.scope import CREEP_THRESHOLDS, VOLATILITY_THRESHOLDS
from delivery.calculations.scores import SCORE_THRESHOLDS
from delivery.models import Benefit, OutcomeFamily
from scorecards.panels.risk_terms import RISK
from scorecards.panels.term import Term

RATE: Final = delivery_rates.RATE_THRESHOLDS
LOWER: Final = Better.LOWER

PROJECTS: Final[dict[str, Term]] = {
    "projects.count": Term(
        _("Projects reported"),
        _("Projects with a status update in the period."),
    ),
    "projects.whole_life_cost": Term(
        _("Whole-life cost"),
        _(
            "What the reported projects cost from the first idea to the end of use, "
            "by their latest status updates."
        ),
    ),
    "on_time_rate": Term(
        _("Finished on time"),
        _(
            "Of the projects completed in the period, those that finished by their "
            "planned finish plus tolerance."
        ),
        RATE,
    ),
    "on_time_rate.weighted": Term(
        _("Finished on time, by budget"),
        _("The same share counted by budget: a large project weighs more."),
        RATE,
    ),
    "on_time_rate.original": Term(
        _("Finished on time by the original plan"),
        _("The same share against the first approved plan, before any re-planning."),
        RATE,
    ),
    "overdue_open": Term(
        _("Open and overdue"),
        _("Projects at work that are past their planned finish plus tolerance."),
        better=LOWER,
    ),
    "on_budget_rate": Term(
        _("Finished on budget"),
        _(
            "Of the projects completed in the period, those that cost no more than "
            "their approved budget plus tolerance."
        ),
        RATE,
    ),
    "on_budget_rate.weighted": Term(
        _("Finished on budget, by budget"),
        _("The same share counted by budget: a large project weighs more."),
        RATE,
    ),
    "on_budget_rate.original": Term(
        _("Finished on the original budget"),
        _("The same share against the first approved budget."),
        RATE,
    ),
    "within_scope_rate": Term(
        _("Delivered in scope"),
        _(
            "Of the projects completed in the period, those whose accepted scope is "
            "at least 95 % of what was approved."
        ),
        RATE,
    ),
    "within_scope_rate.weighted": Term(
        _("Delivered in scope, by budget"),
        _("The same share counted by budget: a large project weighs more."),
        RATE,
    ),
    "triple_constraint_rate": Term(
        _("On time, on budget and in scope"),
        _("Completed projects that met time, cost and scope together."),
        delivery_rates.TRIPLE_THRESHOLDS,
    ),
    "forecast_on_time_rate": Term(
        _("Forecast on time"),
        _(
            "Of the projects at work, those forecast to finish by their planned "
            "finish plus tolerance."
        ),
        RATE,
    ),
    "forecast_on_time_rate.weighted": Term(
        _("Forecast on time, by budget"),
        _("The same share counted by budget: a large project weighs more."),
        RATE,
    ),
    "forecast_on_budget_rate": Term(
        _("Forecast on budget"),
        _(
            "Of the projects at work, those forecast to cost no more than their "
            "approved budget plus tolerance."
        ),
        RATE,
    ),
    "forecast_on_budget_rate.weighted": Term(
        _("Forecast on budget, by budget"),
        _("The same share counted by budget: a large project weighs more."),
        RATE,
    ),
    "in_year_on_budget_rate": Term(
        _("Within this year’s budget"),
        _(
            "Of the projects reported this fiscal year, those that expect to spend no "
            "more than the year’s budget plus tolerance."
        ),
        RATE,
    ),
    "in_year_on_budget_rate.weighted": Term(
        _("Within this year’s budget, by budget"),
        _("The same share counted by the year’s budget."),
        RATE,
    ),
    "in_year_on_budget_rate.ratio": Term(
        _("This year’s forecast to budget"),
        _("The sum of the year’s forecasts as a share of the sum of its budgets."),
        better=LOWER,
    ),
    "finish_variance.pct": Term(
        _("Finish variance, median"),
        _(
            "How late the project in the middle finishes or is forecast to finish, as "
            "a share of its planned duration."
        ),
        FINISH_THRESHOLDS,
    ),
    "finish_variance.pct_p80": Term(
        _("Finish variance, one in five exceeds it"),
        _("The share of its planned duration that one project in five is later than."),
        better=LOWER,
    ),
    "finish_variance.days": Term(
        _("Days late, median"),
        _("The calendar days by which the project in the middle is late."),
        better=LOWER,
    ),
    "milestone_hit_rate": Term(
        _("Milestones met"),
        _("Of the milestones due in the period, those reached on or before plan."),
        MILESTONE_THRESHOLDS,
    ),
    "baseline_execution_index": Term(
        _("Baseline execution, BEI"),
        _("Work packages done, whenever planned, for each one due by now."),
        EXECUTION_THRESHOLDS,
    ),
    "scope_volatility.volatility": Term(
        _("Scope volatility"),
        _(
            "Scope added, deleted and modified in the period as a share of the agreed "
            "scope."
        ),
        VOLATILITY_THRESHOLDS,
    ),
    "scope_volatility.net_growth": Term(
        _("Net growth of scope"),
        _("Scope added less scope deleted, as a share of the agreed scope."),
    ),
    "scope_volatility.creep": Term(
        _("Scope creep"),
        _("Scope added without an approved change, as a share of the agreed scope."),
        CREEP_THRESHOLDS,
    ),
    "throughput": Term(
        _("Projects completed"),
        _("How many projects were completed in the period."),
        better=Better.HIGHER,
    ),
    "throughput.work_packages": Term(
        _("Work packages finished"),
        _("How many work packages were finished in the period."),
        better=Better.HIGHER,
    ),
    "cycle_time.p50": Term(
        _("Cycle time, median"),
        _(
            "The calendar days within which half of the work packages finished in the "
            "period were done, first and last day included."
        ),
        better=LOWER,
    ),
    "cycle_time.p85": Term(
        _("Cycle time, 85 % within"),
        _("The calendar days within which 85 % of the work packages were done."),
        better=LOWER,
    ),
    "cycle_time.projects_p50": Term(
        _("Cycle time of projects, median"),
        _("The calendar days that the project in the middle took, of the last year’s."),
        better=LOWER,
    ),
    "time_to_market.p50": Term(
        _("Time to market, median"),
        _(
            "The calendar days from an approved business case to the first productive "
            "use, for half of the last year’s launches."
        ),
        better=LOWER,
    ),
    "time_to_market.p85": Term(
        _("Time to market, 85 % within"),
        _("The calendar days within which 85 % of the last year’s launches came."),
        better=LOWER,
    ),
    "pct_faster": Term(
        _("Time to market, shorter by"),
        _(
            "By which share the median time to market of the last year is shorter "
            "than that of the year before."
        ),
        better=Better.HIGHER,
    ),
    "littles_law.flow_time": Term(
        _("Flow time expected"),
        _(
            "Work packages in progress divided by those finished a day: what a cycle "
            "time should be where work flows steadily."
        ),
    ),
}

EARNED_VALUE: Final[dict[str, Term]] = {
    "evm.bac": Term(_("Budget"), _("Approved budget at completion, without reserve.")),
    "evm.pv": Term(
        _("Planned value"), _("Budget of the work planned to be done by now.")
    ),
    "evm.ev": Term(_("Earned value"), _("Budget of the work that is done.")),
    "evm.ac": Term(_("Actual cost"), _("What the work done has cost.")),
    "evm.sv": Term(
        _("Schedule variance"),
        _("Earned less planned value; below zero, less is done than planned."),
        better=Better.HIGHER,
    ),
    "evm.cv": Term(
        _("Cost variance"),
        _("Earned value less actual cost; below zero, it cost more than budgeted."),
        better=Better.HIGHER,
    ),
    "evm.sv_pct": Term(
        _("Schedule variance, share"),
        _("Schedule variance as a share of planned value."),
        VARIANCE_THRESHOLDS,
    ),
    "evm.cv_pct": Term(
        _("Cost variance, share"),
        _("Cost variance as a share of earned value."),
        VARIANCE_THRESHOLDS,
    ),
    "evm.spi": Term(
        _("Schedule performance, SPI"),
        _("Work done for each unit of work planned by now, in money."),
        INDEX_THRESHOLDS,
    ),
    "evm.cpi": Term(
        _("Cost performance, CPI"),
        _("Planned work done for each unit of money spent."),
        INDEX_THRESHOLDS,
    ),
    "evm.period_cpi": Term(
        _("Cost performance of the period"),
        _("Planned work done in the period for each unit of money spent in it."),
        INDEX_THRESHOLDS,
    ),
    "evm.eac": Term(
        _("Estimate at completion"),
        _("What the work is expected to cost in the end."),
        better=LOWER,
    ),
    "evm.eac_cpi": Term(
        _("Estimate at the pace so far"),
        _("Cost in the end if the cost performance so far continues."),
        better=LOWER,
    ),
    "evm.eac_atypical": Term(
        _("Estimate with the rest on plan"),
        _("Cost in the end if the rest of the work costs what was planned."),
        better=LOWER,
    ),
    "evm.eac_combined": Term(
        _("Estimate under time pressure"),
        _("Cost in the end if both cost and schedule performance continue."),
        better=LOWER,
    ),
    "evm.eac_bottom_up": Term(
        _("Estimate of the managers"),
        _("Actual cost so far and what the managers expect the rest to cost."),
        better=LOWER,
    ),
    "evm.eac_sum": Term(
        _("Sum of the projects’ estimates"),
        _("What the projects’ own estimates add up to, each at its own pace."),
        better=LOWER,
    ),
    "evm.etc_cpi": Term(
        _("Still to spend"), _("Cost of the rest if the performance so far continues.")
    ),
    "evm.etc_atypical": Term(
        _("Still to spend, rest on plan"),
        _("Cost of the rest if it costs what was planned."),
    ),
    "evm.etc_combined": Term(
        _("Still to spend under time pressure"),
        _("Cost of the rest if both cost and schedule performance continue."),
    ),
    "evm.etc_bottom_up": Term(
        _("Still to spend, managers’ own"),
        _("What the managers expect the rest of the work to cost."),
    ),
    "evm.vac": Term(
        _("Variance at completion"),
        _("Budget less estimate at completion; below zero, more than budgeted."),
        better=Better.HIGHER,
    ),
    "evm.vac_pct": Term(
        _("Variance at completion, share"),
        _("Variance at completion as a share of the budget."),
        VARIANCE_THRESHOLDS,
    ),
    "evm.tcpi_bac": Term(
        _("Performance needed for the budget"),
        _("Cost performance the rest of the work needs to finish on budget."),
        TCPI_THRESHOLDS,
    ),
    "evm.tcpi_eac": Term(
        _("Performance needed for the estimate"),
        _("Cost performance the rest of the work needs to meet the estimate."),
    ),
    "evm.pct_complete": Term(
        _("Work done"), _("Earned value as a share of the budget.")
    ),
    "evm.pct_spent": Term(_("Money spent"), _("Actual cost as a share of the budget.")),
    "earned_schedule.es": Term(
        _("Earned schedule"),
        _("The month of the plan whose progress has been reached."),
        better=Better.HIGHER,
    ),
    "earned_schedule.pd": Term(
        _("Planned duration"), _("The length of the plan in months.")
    ),
    "earned_schedule.sv_t": Term(
        _("Months ahead of plan"),
        _("Earned schedule less the months gone by; below zero is behind plan."),
        better=Better.HIGHER,
    ),
    "earned_schedule.spi_t": Term(
        _("Schedule performance in time, SPI(t)"),
        _("Months of progress for each month gone by; it stays true to the end."),
        SPI_T_THRESHOLDS,
    ),
    "earned_schedule.ieac_t": Term(
        _("Forecast duration"),
        _("Months the plan takes in the end if the pace so far continues."),
        better=LOWER,
    ),
    "earned_schedule.ieac_t_pf1": Term(
        _("Forecast duration with the rest on plan"),
        _("Months the plan takes in the end if the rest goes as planned."),
        better=LOWER,
    ),
}

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
        _("Validated benefit as a share of what was planned to date."),
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
    **FAMILIES,
    **CLASSES,
}
