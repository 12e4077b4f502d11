"""The measures of projects: what each is called, means, and is judged by."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from delivery.calculations import delivery_rates
from delivery.calculations.earned_schedule import SPI_T_THRESHOLDS
from delivery.calculations.earned_value import (
    INDEX_THRESHOLDS,
    TCPI_THRESHOLDS,
    VARIANCE_THRESHOLDS,
)
from delivery.calculations.finish import FINISH_THRESHOLDS
from delivery.calculations.measure import Better
from delivery.calculations.milestones import (
    EXECUTION_THRESHOLDS,
    MILESTONE_THRESHOLDS,
)
from delivery.calculations.scope import CREEP_THRESHOLDS, VOLATILITY_THRESHOLDS
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
