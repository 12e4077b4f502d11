"""Section C: recognition."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

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
from recognition.calculations.recognised_value import RecognisedValue
from recognition.calculations.responses import Responses
from recognition.calculations.value_at_risk import UnacknowledgedValue

from .values import Json, Outputs, day, exact, of_measures, percent

HUNDRED = Decimal(100)


def _ends(estimate: Estimate) -> Outputs:
    interval = estimate.interval
    return {
        "ci_low": interval and interval.low,
        "ci_high": interval and interval.high,
    }


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
        "csat_pct": percent(raw.measure),
        "n": answers.n,
        "suppressed": _is_suppressed(shown),
        **_ends(raw),
    }


def ces(scores: Sequence[int | None]) -> Outputs:
    result = efforts.ces(EFFORT.answers(scores), min_n=1)
    return {
        "mean": result.mean.measure.value,
        "pct_easy": percent(result.easy.measure),
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


def recognition(items: Sequence[Mapping[str, Json]]) -> Outputs:
    found = RecognisedValue.total(
        RecognisedValue.of(
            exact(item["validated"]),
            is_communicated=item["communicated"],
            acknowledged=exact(item["acknowledged"]),
        )
        for item in items
    )
    return of_measures(
        communicated=found.share_communicated(),
        acknowledged=found.share_acknowledged(),
        ack_of_communicated=found.acknowledged_of_communicated(),
        unacknowledged_value=found.unacknowledged(),
    )


def value_at_risk(items: Sequence[Mapping[str, Json]], as_of: str) -> Outputs:
    found = UnacknowledgedValue.total(
        UnacknowledgedValue.of(
            exact(item["validated"]),
            day(item["validated_on"]),
            exact(item["acknowledged"]),
            as_of=date.fromisoformat(as_of),
        )
        for item in items
    )
    return of_measures(total=found.unacknowledged(), aged_over_90=found.aged()) | {
        "buckets": [bucket.amount for bucket in found.buckets()]
    }
