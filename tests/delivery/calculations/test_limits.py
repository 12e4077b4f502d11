"""Whether a value is red."""

from decimal import Decimal

import pytest

from delivery.calculations.attainment import Direction
from delivery.calculations.bands import Band
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


def scale(*points):
    return tuple(Band(Decimal(begin), Decimal(score)) for begin, score in points)


@pytest.mark.parametrize(
    ("direction", "found", "red", "not_red"),
    [
        pytest.param(UP, scale((60, 0), (90, 75)), "79.99", "80", id="two bands"),
        pytest.param(
            UP, scale((60, 0), (75, 50), (90, 80)), "74.99", "75", id="three bands"
        ),
        pytest.param(
            UP,
            scale((1, 0), (2, 10), (3, 20), (4, 40), (5, 60)),
            "4.4",
            "4.5",
            id="five",
        ),
        pytest.param(
            DOWN, scale((10, 0), (5, 100)), "7.51", "7.5", id="less is better"
        ),
        pytest.param(UP, scale((1, 0), (2, 40)), "99", None, id="no band is better"),
        pytest.param(UP, scale((1, 60), (2, 90)), None, "-99", id="no band is red"),
        pytest.param(DOWN, scale((1, 0), (2, 90)), None, "-99", id="against direction"),
    ],
)
def test_by_bands_a_value_is_red_where_it_scores_below_fifty(
    direction, found, red, not_red
):
    for value, expected in ((red, True), (not_red, False)):
        if value is not None:
            # The simple limit is that of an older target, and does not count.
            judged = is_red(
                direction, Decimal(value), red_limit=Decimal(0), scale=found
            )
            assert judged is expected


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
