"""Section D: KPI mathematics."""

from collections.abc import Mapping, Sequence
from datetime import date

from delivery.calculations import aggregation, periods, scores, trend
from delivery.calculations import attainment as attainments
from delivery.calculations import change as changes
from delivery.calculations import xmr as charts
from delivery.calculations.attainment import Direction
from delivery.calculations.measure import Unit

from .values import Json, Outputs, exact, number, of_measures


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
