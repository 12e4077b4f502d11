"""How a measured figure is judged and written."""

import pytest

from bench.lines import Line, table


def line(value: float, **given) -> Line:
    return Line(what="page", value=value, unit="ms", **given)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        pytest.param({"value": 12, "goal": 12}, "ok", id="a goal is reached exactly"),
        pytest.param({"value": 13, "goal": 12}, "MISSED", id="a goal is missed"),
        pytest.param(
            {"value": 30, "limit": 10, "goal": 3, "goal_is_ratio": True},
            "ok",
            id="a ratio is held against the goal, not the value",
        ),
        pytest.param({"value": 13, "limit": 10}, "", id="there is no goal"),
        pytest.param(
            {"value": 13, "goal": 2, "goal_is_ratio": True},
            "",
            id="there is nothing to compare with",
        ),
    ],
)
def test_a_verdict_follows_from_the_goal(given, verdict):
    assert line(**given).verdict == verdict


def test_series_are_compared_by_their_medians():
    compared = Line.of_samples("page", [0.004, 0.001, 0.9], [0.002, 0.001, 0.7], 2)
    assert (compared.value, compared.limit, compared.ratio) == (4, 2, 2)


def test_columns_stand_below_each_other_and_notes_at_the_end():
    written = table([line(12.34, goal=20), line(1, limit=2, note="by hand")])
    assert written.splitlines() == [
        "       figure   limit  ratio     goal",
        "-----------------------------------------",
        "page  12.3 ms                 ≤ 20 ms  ok",
        "page   1.0 ms  2.0 ms   0.50",
        "",
        "page: by hand",
    ]
