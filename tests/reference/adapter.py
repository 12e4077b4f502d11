"""The product's calculations under the names of the reference table.

Each public function is a thin call: it takes JSON keyword arguments, hands
plain values to the calculation, and returns its outputs by name; None is "not
available".
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from delivery.calculations import (
    aggregation,
    attribution,
    benefits,
    correlation,
    finish,
    flow,
    periods,
    quality,
    resources,
    sample,
    scope,
    scores,
    trend,
)
from delivery.calculations import alignment as strategy
from delivery.calculations import (
    attainment as attainments,
)
from delivery.calculations import change as changes
from delivery.calculations import delivery_rates as rates
from delivery.calculations import earned_schedule as schedules
from delivery.calculations import (
    milestones as plans,
)
from delivery.calculations import (
    risks as chances,
)
from delivery.calculations import xmr as charts
from delivery.calculations.attainment import Direction
from delivery.calculations.earned_value import EarnedValue
from delivery.calculations.earned_value_total import EarnedValueTotal, Evm
from delivery.calculations.measure import Measure, Unit
from delivery.calculations.share import Share

Json = Any
Outputs = dict[str, Json]


def exact(value: Json) -> Decimal | None:
    """Return a JSON number as it is written, not as binary stores it."""
    return None if value is None else Decimal(str(value))


def number(value: Json) -> Decimal:
    """Return a JSON number that must be there."""
    return Decimal(str(value))


def day(text: Json) -> date | None:
    """Return an ISO date."""
    return None if text is None else date.fromisoformat(text)


def of_share(share: Share) -> Outputs:
    """Return the outputs that every counting rate has."""
    rate = share.measure()
    return {"rate": rate.value, "n": rate.n, "completeness": rate.completeness}


def of_measures(**measures: Measure) -> Outputs:
    """Return the values of measures under their output names."""
    return {name: measure.value for name, measure in measures.items()}


# Section A: delivery performance.


def evm(bac: Json, pv: Json, ev: Json, ac: Json, eac: Json = None) -> Outputs:
    figures = EarnedValue(exact(bac), exact(pv), exact(ev), exact(ac))
    measures = EarnedValueTotal.of([figures]).measures()
    outputs: Outputs = {name.value: each.value for name, each in measures.items()}
    if eac is not None:
        outputs["tcpi_eac"] = figures.tcpi_eac(number(eac)).value
    return outputs


def evm_rollup(items: Sequence[Mapping[str, Json]]) -> Outputs:
    total = EarnedValueTotal.of(
        EarnedValue(*(exact(item.get(name)) for name in ("bac", "pv", "ev", "ac")))
        for item in items
    )
    outputs: Outputs = {
        name.value: measure.value for name, measure in total.measures().items()
    }
    sums = (Evm.BAC, Evm.PV, Evm.EV, Evm.AC)
    return outputs | {f"sum_{name}": total.measure(name).value for name in sums}


def earned_schedule(pv: Sequence[Json], ev: Json, at: Json) -> Outputs:
    result = schedules.earned_schedule(
        [exact(total) for total in pv], exact(ev), exact(at)
    )
    return of_measures(
        es=result.es,
        pd=result.pd,
        sv_t=result.sv_t,
        spi_t=result.spi_t,
        ieac_t=result.ieac_t,
        ieac_t_pf1=result.ieac_t_pf1,
    )


def _deliveries(projects: Sequence[Mapping[str, Json]]) -> list[rates.Delivery]:
    return [
        rates.Delivery(
            state=rates.DeliveryState(project.get("status", "active")),
            baseline_start=day(project.get("baseline_start")),
            baseline_finish=day(
                project.get("baseline_finish", project.get("baseline"))
            ),
            actual_finish=day(project.get("actual")),
            forecast_finish=day(project.get("forecast_finish")),
            budget=exact(project.get("bac")),
            final_cost=exact(project.get("cost")),
            forecast_cost=exact(project.get("forecast_cost")),
            in_year_budget=exact(project.get("budget")),
            in_year_forecast=exact(project.get("forecast")),
        )
        for project in projects
    ]


def on_time_rate(
    projects: Sequence[Mapping[str, Json]], tol_pct: Json = 0.05
) -> Outputs:
    return of_share(rates.on_time_rate(_deliveries(projects), number(tol_pct)))


def on_budget_rate(projects: Sequence[Mapping[str, Json]], tol: Json = 0.05) -> Outputs:
    return of_share(rates.on_budget_rate(_deliveries(projects), number(tol)))


def forecast_on_time_rate(
    projects: Sequence[Mapping[str, Json]], tol_pct: Json = 0.05
) -> Outputs:
    return of_share(rates.forecast_on_time_rate(_deliveries(projects), number(tol_pct)))


def forecast_on_budget_rate(
    projects: Sequence[Mapping[str, Json]], tol: Json = 0.05
) -> Outputs:
    return of_share(rates.forecast_on_budget_rate(_deliveries(projects), number(tol)))


def in_year_on_budget_rate(
    projects: Sequence[Mapping[str, Json]], tol: Json = 0.05
) -> Outputs:
    deliveries = _deliveries(projects)
    ratio = rates.in_year_cost_ratio(deliveries).measure()
    outputs = of_share(rates.in_year_on_budget_rate(deliveries, number(tol)))
    return outputs | {"ratio": ratio.value}


def within_scope_rate(
    projects: Sequence[Mapping[str, Json]], tol: Json = 0.05
) -> Outputs:
    return of_share(rates.within_scope_rate(_scoped(projects), number(tol)))


def triple_constraint_rate(
    projects: Sequence[Mapping[str, Json]], tol: Json = 0.05
) -> Outputs:
    tolerance = number(tol)
    share = rates.triple_constraint_rate(
        _scoped(projects),
        time_tolerance=tolerance,
        cost_tolerance=tolerance,
        scope_tolerance=tolerance,
    )
    return of_share(share)


def _scoped(projects: Sequence[Mapping[str, Json]]) -> list[rates.Delivery]:
    return [
        replace(
            delivery,
            approved_scope=exact(project.get("approved_scope")),
            accepted_scope=exact(project.get("accepted_scope")),
        )
        for delivery, project in zip(_deliveries(projects), projects, strict=True)
    ]


def finish_variance(
    baseline: Json, actual: Json, baseline_start: Json = None
) -> Outputs:
    variance = finish.finish_variance(day(baseline), day(actual), day(baseline_start))
    return of_measures(days=variance.days, pct=variance.pct)


def milestone_hit_rate(
    milestones: Sequence[Mapping[str, Json]], start: str, end: str, tol_days: int = 0
) -> Outputs:
    share = plans.milestone_hit_rate(
        [
            plans.PlannedDate(day(milestone["baseline"]), day(milestone["actual"]))
            for milestone in milestones
        ],
        date.fromisoformat(start),
        date.fromisoformat(end),
        tolerance_days=tol_days,
    )
    return {"rate": share.measure().value, "due": share.expected, "hit": share.ok}


def scope_volatility(
    baseline: Json, added: Json, deleted: Json, modified: Json, unapproved_added: Json
) -> Outputs:
    change = scope.ScopeChange.of(
        *map(exact, (baseline, added, deleted, modified, unapproved_added))
    )
    return of_measures(
        volatility=change.volatility(),
        net_growth=change.net_growth(),
        creep=change.creep(),
    )


def cycle_time(start: str, finish: str) -> Outputs:
    return {
        "days": flow.cycle_time(date.fromisoformat(start), date.fromisoformat(finish))
    }


def percentile(values: Sequence[Json], p: Json) -> Outputs:
    return {"value": sample.percentile(map(exact, values), number(p))}


def pct_faster(old: Json, new: Json) -> Outputs:
    return of_measures(pct=flow.pct_faster(exact(old), exact(new)))


def littles_law(wip: Json, throughput: Json) -> Outputs:
    return of_measures(flow_time=flow.flow_time(exact(wip), exact(throughput)))


# Section B: resources, risk, rework, benefits, alignment.


def _person_periods(
    hours: Sequence[Json], capacity: Sequence[Json]
) -> list[resources.PersonPeriod]:
    if len(hours) != len(capacity):
        hours, capacity = [sum(hours)], [sum(capacity)]
    return [
        resources.PersonPeriod(exact(booked), exact(available))
        for booked, available in zip(hours, capacity, strict=True)
    ]


def utilization(hours: Sequence[Json], capacity: Sequence[Json]) -> Outputs:
    ratio = resources.utilization(_person_periods(hours, capacity))
    return of_measures(utilization=ratio.measure())


def overallocation(alloc: Sequence[Json], capacity: Sequence[Json]) -> Outputs:
    over = resources.Overallocation.of(_person_periods(alloc, capacity))
    return of_measures(rate=over.rate(), excess_hours=over.excess_hours())


def spearman(x: Sequence[Json], y: Sequence[Json]) -> Outputs:
    result = correlation.spearman(
        [exact(each) for each in x], [exact(each) for each in y]
    )
    return {
        "rho": result.rho.value,
        "ci_low": result.ci_low,
        "ci_high": result.ci_high,
    }


def risk_exposure(risks: Sequence[Mapping[str, Json]]) -> Outputs:
    exposure = chances.RiskExposure.of(
        chances.Chance(exact(risk["p"]), exact(risk["impact"])) for risk in risks
    ).measure()
    return {"exposure": exposure.value, "completeness": exposure.completeness}


def risk_reduction(inherent: Json, residual: Json, response_cost: Json) -> Outputs:
    result = chances.risk_reduction(
        exact(inherent), exact(residual), exact(response_cost)
    )
    return of_measures(reduction=result.reduction, leverage=result.leverage)


def emv(branches: Sequence[Mapping[str, Json]], cost: Json) -> Outputs:
    options = [
        chances.Chance(exact(branch["p"]), exact(branch["value"]))
        for branch in branches
    ]
    return of_measures(emv=chances.emv(options, exact(cost)))


def rework_ratio(rework: Json, total: Json) -> Outputs:
    return of_measures(
        ratio=quality.rework_ratio(exact(rework), exact(total)).measure()
    )


def defect_escape_rate(before: int | None, after: int | None) -> Outputs:
    escape = quality.defect_escape_rate(before, after).measure()
    return of_measures(escape=escape, dre=quality.defect_removal_efficiency(escape))


def change_fail_rate(failed: int | None, total: int | None) -> Outputs:
    return of_measures(rate=quality.change_fail_rate(failed, total).measure())


def benefits_rate(items: Sequence[Mapping[str, Json]]) -> Outputs:
    realization = benefits.Realization.total(
        benefits.Realization.of(
            exact(item["planned"]),
            exact(item["validated"]),
            exact(item.get("planned_dis")),
            exact(item.get("validated_dis")),
        )
        for item in items
    )
    return of_measures(
        gross=realization.gross(),
        net=realization.net(),
        disbenefit_ratio=realization.disbenefit_ratio(),
        windfall=realization.unplanned(),
    ) | {"completeness": realization.completeness}


def benefit_leakage(
    planned_total: Json, realized_to_date: Json, forecast_remaining: Json
) -> Outputs:
    leakage = benefits.benefit_leakage(
        exact(planned_total), exact(realized_to_date), exact(forecast_remaining)
    )
    return of_measures(leakage=leakage)


def overlap_adjusted(measured_total: Json, claims: Sequence[Json]) -> Outputs:
    adjusted = attribution.overlap_adjusted(
        exact(measured_total), [number(claim) for claim in claims]
    )
    return of_measures(counted=adjusted.counted, factor=adjusted.factor)


def attributed_benefit(items: Sequence[Mapping[str, Json]]) -> Outputs:
    attributed = attribution.AttributedBenefit.total(
        attribution.AttributedBenefit.of(
            exact(item["validated"]),
            exact(item["attribution"]),
            exact(item["confidence"]),
        )
        for item in items
    ).measure()
    return {"attributed": attributed.value, "completeness": attributed.completeness}


def alignment(
    objectives: Mapping[str, Json], projects: Sequence[Mapping[str, Json]]
) -> Outputs:
    result = strategy.Alignment.of(
        _numbers(objectives),
        [
            strategy.LinkedProject(exact(project["spend"]), _numbers(project["links"]))
            for project in projects
        ],
    )
    return of_measures(
        wai=result.wai(),
        orphan_count=result.orphan_count(),
        orphan_spend_share=result.orphan_spend_share(),
        objective_coverage=result.objective_coverage(),
    )


def spend_mix_fit(actual: Mapping[str, Json], target: Mapping[str, Json]) -> Outputs:
    return of_measures(fit=strategy.spend_mix_fit(_numbers(actual), _numbers(target)))


def _numbers(values: Mapping[str, Json]) -> dict[str, Decimal]:
    return {name: number(value) for name, value in values.items()}


# Section D: KPI mathematics.


def attainment(direction: str, actual: Json, **goals: Json) -> Outputs:
    reached = attainments.attainment(
        Direction(direction),
        exact(actual),
        **{name: exact(goal) for name, goal in goals.items()},
    )
    return of_measures(attainment=reached)


def score(points: Sequence[Sequence[Json]], value: Json) -> Outputs:
    curve = scores.ScoreCurve.of(
        (number(at), number(points_there)) for at, points_there in points
    )
    return of_measures(score=curve.score(exact(value)))


def rollup(
    items: Sequence[Mapping[str, Json]], min_completeness: Json = 0.7
) -> Outputs:
    result = scores.score_rollup(
        [
            scores.WeightedScore(
                exact(item["score"]),
                exact(item.get("weight")),
                item.get("critical", False),
            )
            for item in items
        ],
        number(min_completeness),
    )
    return {"score": result.value, "completeness": result.completeness}


def fiscal_period(day: str, fy_start_month: int) -> Outputs:
    fiscal = periods.fiscal_period(date.fromisoformat(day), fy_start_month)
    return fiscal._asdict()


def period_aggregate(kind: str, **series: Sequence[Json]) -> Outputs:
    return of_measures(
        value=aggregation.period_aggregate(
            aggregation.Aggregation(kind),
            [exact(value) for value in series.get("values", ())],
            numerators=[exact(value) for value in series.get("numerators", ())],
            denominators=[exact(value) for value in series.get("denominators", ())],
            weights=[exact(value) for value in series.get("weights", ())],
        )
    )


def xmr(
    values: Sequence[Json],
    center: str = "mean",
    mr: str = "mean",
    baseline: int | None = None,
) -> Outputs:
    chart = charts.xmr(
        [exact(value) for value in values],
        center=charts.Average(center),
        mr=charts.Average(mr),
        baseline=baseline,
    )
    limits = chart.limits
    return {
        "mean": limits and limits.centre,
        "mr_bar": limits and limits.mr_bar,
        "unpl": limits and limits.unpl,
        "lnpl": limits and limits.lnpl,
        "url": limits and limits.url,
        "rule1": list(chart.rule1),
        "rule2": list(chart.rule2),
        "rule3": list(chart.rule3),
        "mr_rule": list(chart.mr_rule),
    }


def theil_sen(
    y: Sequence[Json], x: Sequence[Json], conf: float = trend.CONFIDENCE
) -> Outputs:
    line = trend.theil_sen([exact(value) for value in y], list(map(number, x)), conf)
    return {
        name: line and getattr(line, name)
        for name in ("slope", "intercept", "low", "high")
    }


def change(actual: Json, compared: Json, unit: str = "number") -> Outputs:
    result = changes.change(
        exact(actual),
        exact(compared),
        changes.Comparator.PREVIOUS_PERIOD,
        unit=Unit(unit),
    )
    return {
        "absolute": result.absolute.value,
        "relative": result.relative.value,
        "points": result.points and result.points.value,
    }
