"""Feedback rounds with their response, as files."""

from collections.abc import Iterable
from typing import Any

from delivery.exports.rows import Rows, values

ROUND_COLUMNS = (
    "portfolio",
    "name",
    "questionnaire",
    "project",
    "service",
    "mode",
    "state",
    "period_start",
    "period_end",
    "opens_on",
    "closes_on",
    "invited_count",
    "answered_count",
)


def round_rows(rounds: Iterable[Any]) -> Rows:
    """Yield rounds `with_counts`, in the order of ROUND_COLUMNS."""
    for round_ in rounds:
        yield (
            round_.portfolio.slug,
            round_.name,
            round_.questionnaire.name,
            round_.project.code if round_.project else "",
            round_.service.code if round_.service else "",
            *values(round_, ROUND_COLUMNS[5:]),
        )
