"""Projects by rating, over periods, and what they cost over their lives."""

from datetime import date
from decimal import Decimal

import pytest

from scorecards.figures import Tone
from scorecards.panels.projects_by_rating import PROJECTS_BY_RATING, Level, Scale
from tests.scorecards.panels.building import (
    portfolio,
    project,
    read,
    said,
    sentence,
    show,
    update,
)


def rated(
    pk: int, rating: str | None, cost: int | None = None, day: int = 30
) -> object:
    return project(
        pk,
        updates=[update(date(2026, 9, day), rating=rating, whole_life_cost=cost)],
    )


def test_rows_are_rating_and_count_in_the_order_of_the_scale():
    facts = portfolio(
        projects=[
            rated(1, "Red", 500),
            rated(2, "Green", 700),
            rated(3, "Green", 0),
            rated(4, None, 800),
            rated(5, "Exempt", None),
        ]
    )

    content = show(PROJECTS_BY_RATING, facts)

    assert [row.cells for row in content.table.rows] == [
        ("Green", 2),
        ("Amber", 0),
        ("Red", 1),
        ("Other", 2),
    ]
    assert sentence(PROJECTS_BY_RATING, facts) == (
        "5 projects were reported in Q3 FY2026: 1 rated Red, 2 rated Green and 2 not "
        "rated. Over their whole lives they cost €2,000. Based on 4 of 5 projects."
    )


def test_whole_life_cost_is_a_sum_in_which_zero_is_a_value():
    facts = portfolio(
        projects=[rated(1, "Red", 5), rated(2, "Red", 0), rated(3, "Red", None)]
    )

    cost = read(PROJECTS_BY_RATING, facts)["projects.whole_life_cost"].measure

    assert (cost.value, cost.n, cost.n_expected) == (5, 2, 3)
    assert cost.currency == "EUR"
    assert round(cost.completeness, 2) == Decimal("0.67")


def test_the_last_rating_of_the_period_counts():
    facts = portfolio(
        projects=[
            project(
                1,
                updates=[
                    update(date(2026, 7, 31), rating="Red"),
                    update(date(2026, 9, 30), rating="Amber"),
                ],
            )
        ]
    )

    table = show(PROJECTS_BY_RATING, facts).table

    assert [row.cells[1] for row in table.rows] == [0, 1, 0]


def test_only_projects_reported_in_the_period_are_counted():
    old = project(1, updates=[update(date(2026, 6, 30), rating="Red")])

    readings = read(PROJECTS_BY_RATING, portfolio(projects=[old, project(2)]))

    assert readings["projects.count"].measure.value == 0
    assert said(readings, "projects.count") == "No project was reported in Q3 FY2026."
    assert readings["projects.count"].trend[-2:] == (1, 0)
    assert readings["projects.whole_life_cost"].missing == (
        "no project was reported in Q3 FY2026"
    )


def test_earlier_periods_have_a_table_of_their_own():
    facts = portfolio(
        projects=[
            project(
                1,
                updates=[
                    update(date(2026, 6, 30), rating="Green"),
                    update(date(2026, 9, 30), rating="Red"),
                ],
            )
        ]
    )

    past = show(PROJECTS_BY_RATING, facts).further[0]

    assert [row.cells for row in past.rows] == [
        ("Q2 FY2026", 1, 0, 0),
        ("Q3 FY2026", 0, 0, 1),
    ]


@pytest.mark.parametrize(
    ("colours", "tones"),
    [
        (
            ("green", "amber", "red"),
            (Tone.GOOD, Tone.ATTENTION, Tone.CRITICAL),
        ),
        (
            ("green", "amber", "amber", "amber", "red"),
            (
                Tone.GOOD,
                Tone.GOOD_ATTENTION,
                Tone.ATTENTION,
                Tone.ATTENTION_CRITICAL,
                Tone.CRITICAL,
            ),
        ),
        (
            ("green", "green", "amber", "red", "red"),
            (
                Tone.GOOD,
                Tone.GOOD_ATTENTION,
                Tone.ATTENTION,
                Tone.ATTENTION_CRITICAL,
                Tone.CRITICAL,
            ),
        ),
    ],
)
def test_every_step_of_a_scale_has_a_tone_of_its_own(colours, tones):
    levels = (
        Level(place, f"Level {place}", colour)
        for place, colour in enumerate(colours, start=1)
    )

    assert tuple(part.tone for part in Scale(tuple(levels)).parts()) == tones


def test_scales_of_two_portfolios_meet_by_their_labels():
    rag = Scale((Level(1, "Green", "green"), Level(2, "Red", "red")))
    five = Scale((Level(1, "Green", "green"), Level(2, "Amber/Green", "amber")))

    assert [level.label for level in (rag + five).levels] == [
        "Green",
        "Amber/Green",
        "Red",
    ]
