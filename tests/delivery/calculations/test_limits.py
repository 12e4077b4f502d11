"""Whether a value is red."""

from decimal import Decimal

import pytest

from delivery.calculations.attainment import Direction
from delivery.calculations.limits import is_red

UP, DOWN, RANGE = Direction.INCREASE, Direction.DECREASE, Direction.RANGE


@pytest.mark.parametrize(
    ("direction", "value", "expected"),
    [
        pytest.param(UP, Decimal(69), True, id="below the limit, higher is better"),
        pytest.param(UP, Decimal(70), False, id="exactly on it"),
        pytest.param(DOWN, Decimal(71), True, id="above the limit, lower is better"),
        pytest.param(DOWN, Decimal(69), False, id="below it"),
        pytest.param(UP, None, False, id="no value"),
    ],
)
def test_worse_than_the_limit_is_red(direction, value, expected):
    assert is_red(direction, value, red_limit=Decimal(70)) is expected


def test_without_a_limit_nothing_is_red():
    assert not is_red(UP, Decimal(-1000))
    assert not is_red(RANGE, Decimal(1000), low=Decimal(10), high=Decimal(20))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(Decimal(15), False, id="inside"),
        pytest.param(Decimal(22), False, id="half-way to failing"),
        pytest.param(Decimal(23), True, id="nearer to failing"),
        pytest.param(Decimal(7), True, id="below"),
    ],
)
def test_a_range_is_red_half_way_to_its_fail_distance(value, expected):
    found = is_red(
        RANGE, value, low=Decimal(10), high=Decimal(20), fail_distance=Decimal(4)
    )
    assert found is expected
