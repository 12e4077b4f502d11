"""Section B: resources, risk, rework, benefits, alignment."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from delivery.calculations import alignment as strategy
from delivery.calculations import (
    attribution,
    benefits,
    correlation,
    quality,
    resources,
)
from delivery.calculations import risks as chances

from .values import Json, Outputs, exact, number, of_measures


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
