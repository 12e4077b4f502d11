"""KPIs against their targets, their scores, and the weakest of all."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Caveat, Rag, Reason, Unit
from scorecards.panels.contract import Quantity
from scorecards.panels.kpis import KPIS
from tests.scorecards.panels.building import (
    END,
    kpi,
    monthly,
    portfolio,
    read,
    said,
    sentence,
    show,
    target,
)

LIMITS = {"worst": 0, "red": 50, "green": 80}


def scored(pk: int, value: int | None, **more: object) -> object:
    """A KPI whose score is its value."""
    return kpi(pk, monthly(END, value), [target(100, **LIMITS)], **more)


@pytest.mark.parametrize(
    ("direction", "value", "aim", "met"),
    [
        pytest.param("increase", 10, 10, 1, id="on the target is met"),
        pytest.param("increase", 9, 10, 0, id="below it is missed"),
        pytest.param(
            "decrease", 10, 10, 1, id="on the target is met where less is better"
        ),
        pytest.param(
            "decrease", 11, 10, 0, id="above it is missed where less is better"
        ),
        pytest.param("range", 10, 10, 1, id="on target means exactly on it"),
        pytest.param("range", 11, 10, 0, id="a target alone is a range of one value"),
        pytest.param("increase", 0, 0, 1, id="zero is a value and a target"),
    ],
)
def test_met_is_at_the_target_or_better(direction, value, aim, met):
    facts = portfolio(
        kpis=[kpi(1, monthly(END, value), [target(aim)], direction=direction)]
    )

    assert read(KPIS, facts)["kpis.met"].measure.value == met


def test_what_has_no_value_or_no_target_is_not_judged():
    facts = portfolio(
        kpis=[
            kpi(1, monthly(END, 5), [target(5)]),
            kpi(2, monthly(END, 4), [target(5)]),
            kpi(3, monthly(END, 4)),
            kpi(4, [], [target(5)]),
        ]
    )

    readings = read(KPIS, facts)
    met = readings["kpis.met"].measure

    assert readings["kpis.count"].measure.value == 4
    assert (met.value, met.n, met.n_expected) == (1, 2, 4)
    assert readings["kpis.met_rate"].measure.value == Decimal("0.5")
    assert readings["kpis.met"].label == "of 2 KPIs met their target"
    assert sentence(KPIS, facts) == (
        "1 of 2 KPIs met their target. Based on 2 of 4 KPIs."
    )
    assert show(KPIS, facts).notes == (
        "1 KPI has no value in this period.",
        "1 KPI has no target.",
    )


def test_scores_are_weighted_in_a_family_and_families_weigh_the_same():
    facts = portfolio(
        kpis=[
            scored(1, 90, weight=Decimal(3)),
            scored(2, 50),
            scored(3, 60, family="risk"),
        ]
    )

    readings = read(KPIS, facts)

    assert readings["rollup.score.delivery"].measure.value == 80
    assert readings["rollup.score.delivery"].rag is Rag.GREEN
    assert readings["rollup.score.risk"].rag is Rag.AMBER
    assert readings["rollup.score"].measure.value == 70
    assert Caveat.EQUAL_WEIGHTS in readings["rollup.score"].measure.warnings
    assert said(readings, "rollup.score") == (
        "The KPIs score 70 of 100 on 100 % of the data; the weakest is KPI 2."
    )
    assert "rollup.score.alignment" not in readings
    assert show(KPIS, facts).rag is Rag.AMBER


def test_a_missing_score_is_neither_zero_nor_the_mean():
    facts = portfolio(
        kpis=[scored(1, 90), scored(2, 90), scored(3, 90), scored(4, None)]
    )

    score = read(KPIS, facts)["rollup.score.delivery"].measure

    assert score.value == 90
    assert score.completeness == Decimal("0.75")


def test_too_little_data_gives_no_score():
    facts = portfolio(kpis=[scored(1, 90), scored(2, None)])

    readings = read(KPIS, facts)

    assert readings["rollup.score.delivery"].measure.reason == (
        Reason.INSUFFICIENT_COVERAGE
    )
    assert readings["rollup.score.delivery"].missing == "only 1 of 2 are known"


def test_a_critical_kpi_off_track_caps_its_family():
    facts = portfolio(
        kpis=[scored(1, 100, weight=Decimal(99)), scored(2, 40, is_critical=True)]
    )

    score = read(KPIS, facts)["rollup.score.delivery"].measure

    assert score.value == 79
    assert Caveat.CAPPED_BY_CRITICAL in score.warnings


def test_without_limits_there_is_no_score_and_no_colour():
    facts = portfolio(kpis=[kpi(1, monthly(END, 4), [target(5)])])

    readings = read(KPIS, facts)
    (row,) = show(KPIS, facts).table.rows

    assert said(readings, "rollup.score") == (
        "Not available: no KPI has a value and the limits to score it by. Set worst, "
        "red, green and target values."
    )
    assert row.cells[5] == "missed"
    assert row.cells[9] is None


def test_the_weakest_come_first_with_target_variance_and_course():
    facts = portfolio(
        kpis=[
            scored(1, 90),
            kpi(2, monthly(END, 20, None, 40), [target(100, **LIMITS)]),
        ]
    )

    row = show(KPIS, facts).table.rows[0]

    assert row.cells[0] == "KPI 2"
    assert row.cells[2:5] == (
        Quantity(Decimal(40), Unit.NUMBER),
        Quantity(Decimal(100), Unit.NUMBER),
        Quantity(Decimal(-60), Unit.NUMBER),
    )
    assert row.cells[8:10] == (40, "red")
    assert row.cells[10] == (*[None] * 7, 40)
    assert row.cells[11] == "too early to say"
    assert row.href == "/scorecards/kpis/2/"


def test_a_range_has_two_ends_and_no_target():
    facts = portfolio(
        kpis=[
            kpi(
                1,
                monthly(END, "0.9"),
                [target(None, low="0.7", high="0.85", fail_distance="0.1")],
                direction="range",
                unit="ratio",
            )
        ]
    )

    (row,) = show(KPIS, facts).table.rows

    assert (
        row.cells[3]
        == "70.0\N{NARROW NO-BREAK SPACE}% to 85.0\N{NARROW NO-BREAK SPACE}%"
    )
    assert row.cells[4] == Quantity(Decimal("0.05"), Unit.RATIO)
    assert row.cells[8:10] == (50, "amber")


def test_many_kpis_are_counted_in_full_and_listed_in_part():
    facts = portfolio(kpis=[scored(pk, pk % 100) for pk in range(1, 51)])

    table = show(KPIS, facts).table

    assert read(KPIS, facts)["kpis.count"].measure.value == 50
    assert len(table.rows) == 12
    assert table.left_out == 38


def test_a_quarter_adds_up_months_and_their_targets():
    facts = portfolio(
        kpis=[kpi(1, monthly(END, 9, 9, 9), [target(10)], aggregation="sum")]
    )

    (row,) = show(KPIS, facts).table.rows

    assert row.cells[2] == Quantity(Decimal(27), Unit.NUMBER)
    assert row.cells[3] == Quantity(Decimal(30), Unit.NUMBER)


def test_the_target_of_the_day_counts():
    targets = [target(5), target(50, date(2026, 7, 1))]
    facts = portfolio(kpis=[kpi(1, monthly(END, 10, 10, 10, 10), targets)])

    trend = read(KPIS, facts)["kpis.met"].trend

    assert trend[-2:] == (1, 0)


def test_a_retired_kpi_is_gone_from_the_period_after():
    facts = portfolio(
        kpis=[
            scored(1, 90, retired_on=date(2026, 6, 30)),
            scored(2, 90, retired_on=END),
        ]
    )

    assert read(KPIS, facts)["kpis.count"].measure.value == 1


@pytest.mark.parametrize(
    ("kpis", "words"),
    [
        pytest.param(
            [],
            "Not available: no KPI is defined here. Define the first KPIs.",
            id="no KPI",
        ),
        pytest.param(
            [kpi(1, [], [target(5)])],
            "Not available: no KPI was measured in Q3 FY2026. Enter the values that "
            "are due.",
            id="no value",
        ),
        pytest.param(
            [kpi(1, monthly(END, 5))],
            "Not available: no KPI has both a value and a target. Set targets.",
            id="no target",
        ),
    ],
)
def test_it_says_what_to_do_next(kpis, words):
    assert sentence(KPIS, portfolio(kpis=kpis)) == words
