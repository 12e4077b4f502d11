"""The models' own constraints, judged without the database, judge the same."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q

from delivery.imports.conditions import UnknownConditionError, judgement, rules_of
from delivery.imports.kinds import KINDS
from delivery.models import Baseline, Kpi, KpiMeasurement, KpiTarget, Project

D = Decimal


def check_constraints(model):
    rules = model._meta.constraints
    return [rule for rule in rules if isinstance(rule, CheckConstraint)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_constraint_of_a_kind_can_be_judged(kind):
    constraints = [
        rule
        for rule in kind.model._meta.constraints
        if isinstance(rule, CheckConstraint)
    ]
    assert len(rules_of(kind.model)) == len(constraints)


SAMPLES = [
    *(
        Project(
            status=status, actual_start=start, actual_finish=finish, final_cost=cost
        )
        for status, start, finish, cost in product(
            ["active", "completed"],
            [None, date(2026, 2, 1)],
            [None, date(2026, 1, 1), date(2026, 3, 1)],
            [None, D(-1), D(0)],
        )
    ),
    *(
        Baseline(number=number, start=start, finish=date(2026, 1, 1), budget=budget)
        for number, start, budget in product(
            [0, 1], [None, date(2026, 2, 1)], [None, D(-1), D(5)]
        )
    ),
    Baseline(number=1),
    *(
        KpiMeasurement(
            period_start=date(2026, 1, 1),
            period_end=date(2026, 1, day),
            value=value,
            not_applicable=absent,
            note=note,
        )
        for day, value, absent, note in product(
            [1, 31], [None, D(1)], [True, False], ["", "why"]
        )
    ),
    *(
        Kpi(unit=unit, currency=code)
        for unit, code in product(["money", "days"], ["", "EUR"])
    ),
    *(
        KpiTarget(target=t, low=low, high=D(2))
        for t, low in product([None, D(1)], [None, D(3)])
    ),
    KpiTarget(),
]


@pytest.mark.django_db
def test_the_judgement_is_that_of_the_database():
    for sample in SAMPLES:
        rules = rules_of(type(sample))
        constraints = check_constraints(type(sample))
        for (holds, _message), constraint in zip(rules, constraints, strict=True):
            try:
                constraint.validate(type(sample), sample)
                expected = True
            except ValidationError:
                expected = False
            assert (holds(vars(sample)) is not False) is expected, constraint.name


@pytest.mark.parametrize(
    ("condition", "row", "verdict"),
    [
        (Q(a=1) & Q(b=2), {"a": 1, "b": None}, None),
        (Q(a=1) & Q(b=2), {"a": 0, "b": None}, False),
        (Q(a=1) | Q(b=2), {"a": 1, "b": None}, True),
        (Q(a=1) | Q(b=2), {"a": 0, "b": None}, None),
        (~Q(a=1), {"a": None}, None),
        (~Q(a=1), {"a": 2}, True),
        (Q(a__gt=F("b")), {"a": 2, "b": 1}, True),
        (Q(a__isnull=True), {"a": None}, True),
    ],
)
def test_unknown_is_neither_true_nor_false(condition, row, verdict):
    assert judgement(condition)(row) is verdict


def test_a_lookup_that_cannot_be_judged_is_an_error():
    with pytest.raises(UnknownConditionError):
        judgement(Q(a__regex="x"))
