"""Section A: delivery performance."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from delivery.calculations import delivery_rates as rates
from delivery.calculations import earned_schedule as schedules
from delivery.calculations import finish, flow, sample, scope
from delivery.calculations import milestones as plans
from delivery.calculations.earned_value import EarnedValue
from delivery.calculations.earned_value_total import EarnedValueTotal, Evm

from .values import Json, Outputs, day, exact, number, of_measures, of_share


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
