"""The check constraints of the models, judged in Python.

Django judges a constraint by one query a row, which a file of a million rows
cannot afford. The conditions stay where they are, in the models; this module only
evaluates them, with the three values of SQL: true, false and unknown (None).
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

from django.db.models import CheckConstraint, F, Model, Q

Row = Mapping[str, Any]
Compare = Callable[[Any, Any], bool]
Judgement = Callable[[Row], bool | None]


class UnknownConditionError(NotImplementedError):
    """A constraint uses a lookup that cannot be judged here."""


@cache
def rules_of(model: type[Model]) -> tuple[tuple[Judgement, str], ...]:
    """Return each check constraint of a model: its judgement and its message.

    Raises UnknownConditionError for a condition that cannot be judged.
    """
    return tuple(
        (judgement(cast("Q", rule.condition)), str(rule.violation_error_message))
        for rule in model._meta.constraints
        if isinstance(rule, CheckConstraint)
    )


def judgement(condition: Q) -> Judgement:
    """Return a function that says whether the condition holds for a row."""
    parts = [
        judgement(part) if isinstance(part, Q) else _comparison(part)
        for part in condition.children
    ]
    decisive = condition.connector == Q.OR

    def judge(row: Row) -> bool | None:
        verdict: bool | None = not decisive
        for part in parts:
            holds = part(row)
            if holds is decisive:
                verdict = decisive
                break
            if holds is None:
                verdict = None
        if verdict is None or not condition.negated:
            return verdict
        return not verdict

    return judge


def _comparison(part: Any) -> Judgement:
    path, expected = part
    field, _, lookup = path.partition("__")
    compare = COMPARISONS.get(lookup or "exact")
    if compare is None:
        raise UnknownConditionError(path)
    if lookup == "isnull":
        return lambda row: (_of(row, field) is None) is expected
    if isinstance(expected, F):
        other = expected.deconstruct()[1][0]
        return lambda row: _compared(compare, _of(row, field), _of(row, other))
    return lambda row: _compared(compare, _of(row, field), expected)


def _of(row: Row, field: str) -> Any:
    """Return what a row has in a field; of another object it holds only the key."""
    return row[field] if field in row else row[f"{field}_id"]


def _compared(
    compare: Callable[[Any, Any], bool], left: Any, right: Any
) -> bool | None:
    return None if left is None or right is None else compare(left, right)


COMPARISONS: dict[str, Compare] = {
    "exact": lambda left, right: bool(left == right),
    "gt": lambda left, right: bool(left > right),
    "gte": lambda left, right: bool(left >= right),
    "lt": lambda left, right: bool(left < right),
    "lte": lambda left, right: bool(left <= right),
    "in": lambda left, right: left in right,
    "isnull": lambda left, right: (left is None) is right,
    "day": lambda left, right: left.day == right,
}
