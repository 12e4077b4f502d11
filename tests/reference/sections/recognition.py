"""Section C: recognition."""

from collections.abc import Sequence
from decimal import Decimal

from delivery.calculations.measure import Measure
from recognition.calculations import ces as efforts
from recognition.calculations import csat as satisfactions
from recognition.calculations import nps as recommendations
from recognition.calculations import (
    people,
    perception,
    proportion,
    trust,
)
from recognition.calculations import sentiment as comments
from recognition.calculations.answers import EFFORT, RECOMMENDATION, SATISFACTION
from recognition.calculations.estimate import MIN_N, Z95, Estimate
from recognition.calculations.responses import Responses

from .values import Json, Outputs, exact, of_measures

HUNDRED = Decimal(100)


def _ends(estimate: Estimate) -> Outputs:
    interval = estimate.interval
    return {
        "ci_low": interval and interval.low,
        "ci_high": interval and interval.high,
    }


def _percent(measure: Measure) -> Decimal | None:
    return None if measure.value is None else HUNDRED * Decimal(measure.value)


def _is_suppressed(estimate: Estimate) -> bool:
    return estimate.measure.status == "suppressed"


def wilson(successes: int, n: int) -> Outputs:
    interval = proportion.wilson(successes, n)
    return {"low": interval and interval.low, "high": interval and interval.high}


def nps(
    scores: Sequence[int | None] | None = None,
    promoters: int = 0,
    passives: int = 0,
    detractors: int = 0,
    population: int | None = None,
    min_n: int = MIN_N,
) -> Outputs:
    """The table asks for a score of one answer; the product withholds it."""
    groups = (
        recommendations.Recommendations(promoters, passives, detractors)
        if scores is None
        else recommendations.Recommendations.of(RECOMMENDATION.answers(scores))
    )
    shown = recommendations.nps(groups, population=population, min_n=min_n)
    raw = recommendations.nps(groups, population=population, min_n=1)
    return {
        "nps": raw.measure.value,
        "n": groups.n,
        "var": groups.variance(),
        "se": raw.error and raw.error / HUNDRED,
        "moe_wald": None if raw.error is None else Z95 * raw.error,
        "suppressed": _is_suppressed(shown),
        **_ends(raw),
    }


def csat(scores: Sequence[int | None], population: int | None = None) -> Outputs:
    answers = SATISFACTION.answers(scores)
    shown = satisfactions.csat(answers, population=population).satisfied
    raw = satisfactions.csat(answers, population=population, min_n=1).satisfied
    return {
        "csat_pct": _percent(raw.measure),
        "n": answers.n,
        "suppressed": _is_suppressed(shown),
        **_ends(raw),
    }


def ces(scores: Sequence[int | None]) -> Outputs:
    result = efforts.ces(EFFORT.answers(scores), min_n=1)
    return {
        "mean": result.mean.measure.value,
        "pct_easy": _percent(result.easy.measure),
    }


def response_rate(**dispositions: int) -> Outputs:
    return of_measures(rate=Responses.of_dispositions(**dispositions).measure())


def sentiment(text: str) -> Outputs:
    return {"compound": comments.compound(text), "label": comments.sentiment(text)}


def perception_gap(delivered_score: Json, ratings: Sequence[int | None]) -> Outputs:
    gap = perception.perception_gap(
        exact(delivered_score), SATISFACTION.answers(ratings)
    )
    return of_measures(perceived=gap.perceived.measure, gap=gap.gap)


def trust_index(responses: Sequence[Sequence[int | None]]) -> Outputs:
    index = trust.trust(responses).index().measure
    return {"index": index.value, "n": index.n}


def repeat_rate(previous_users: Sequence[str], current_users: Sequence[str]) -> Outputs:
    return of_measures(rate=people.repeat_rate(previous_users, current_users).measure())
