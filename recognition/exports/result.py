"""The results of a round as files: what was asked, and what the answers say."""

from collections.abc import Iterable, Iterator
from typing import Any

from delivery.calculations.measure import exact
from recognition.models import Answer
from recognition.results import Results

Row = tuple[Any, ...]

RESULT_COLUMNS = (
    "round",
    "question",
    "kind",
    "service",
    "measure",
    "value",
    "low",
    "high",
    "n",
    "status",
    "asked",
    "answered",
)

RATING_COLUMNS = ("round", "response", "person", "question", "kind", "score")


def result_rows(results: Results) -> Iterator[Row]:
    """Yield a row a question; what is withheld has a status and no value."""
    for one in results.results:
        measure, interval = one.estimate.measure, one.estimate.interval
        yield (
            results.round.name,
            one.question.text,
            one.question.kind,
            one.question.service.code if one.question.service else "",
            one.measure,
            None if measure.value is None else round(exact(measure.value), 4),
            round(interval.low, 4) if interval else None,
            round(interval.high, 4) if interval else None,
            measure.n if measure.is_ok else None,
            measure.status.value,
            results.responses.eligible or None,
            results.responses.complete or None,
        )


def rating_rows(answers: Iterable[Answer], *, with_names: bool) -> Iterator[Row]:
    """Yield one number a row; the response is its place in the file and no key.

    Nothing says which group it is of: small ones could be put together again.
    """
    numbers: dict[Any, int] = {}
    for answer in answers:
        response = answer.response
        person = response.stakeholder if with_names else None
        yield (
            response.round.name,
            numbers.setdefault(response.pk, len(numbers) + 1),
            str(person) if person else "",
            answer.question.text,
            answer.question.kind,
            answer.score,
        )
