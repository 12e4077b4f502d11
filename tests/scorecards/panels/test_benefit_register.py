"""Can the figures be believed: what held, what is cash, what nobody measures."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Rag, Reason
from scorecards.facts import OverlapFacts
from scorecards.panels.benefit_register import BENEFIT_REGISTER
from scorecards.panels.benefits import BENEFITS
from tests.scorecards.panels.building import (
    Q3,
    benefit,
    entries,
    plain,
    portfolio,
    read,
    said,
    scene,
    sentence,
    share,
    show,
)

D = Decimal
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


def planned(*amounts):
    return entries("planned", JULY, *amounts)


def claimed(*amounts):
    return entries("claimed", JULY, *amounts)


def validated(*amounts):
    return entries("validated", JULY, *amounts)


def test_what_held_of_what_was_reviewed():
    facts = portfolio(
        benefits=[
            benefit(1, claimed(1000, 500), validated(900), open_months={AUGUST}),
            benefit(2, claimed(100), open_months=frozenset()),
        ]
    )
    readings = read(BENEFIT_REGISTER, facts)
    assert readings["validation_rate"].measure.value == D(900) / D(1100)
    assert readings["validation_rate"].rag is Rag.AMBER
    assert said(readings, "validation_rate") == (
        "Finance confirmed 82 % of the value reviewed."
    )
    assert said(readings, "validation_rate.backlog") == (
        "1 claim over about €500 waits for a decision."
    )
    assert said(readings, "validation_rate.over_claim") == (
        "18 % of the value reviewed did not hold."
    )


def test_nothing_reviewed_is_no_rate():
    facts = portfolio(benefits=[benefit(1, claimed(1000), open_months={JULY})])
    rate = read(BENEFIT_REGISTER, facts)["validation_rate"]
    assert rate.measure.reason == Reason.NO_DATA
    assert rate.rag is Rag.GREY
    assert sentence(BENEFIT_REGISTER, facts).startswith(
        "Not available: finance has not decided on any claim yet."
    )


def test_claims_of_later_months_wait_for_nobody_yet():
    late = entries("claimed", date(2026, 10, 1), 700)
    facts = portfolio(benefits=[benefit(1, late, open_months={date(2026, 10, 1)})])
    table = show(BENEFIT_REGISTER, facts).further[2]
    assert table.rows == ()


def test_cash_in_what_was_validated():
    facts = portfolio(
        benefits=[
            benefit(1, validated(300)),
            benefit(2, validated(700), benefit_class="cost_avoidance"),
            benefit(3, planned(5000)),
        ]
    )
    hard = read(BENEFIT_REGISTER, facts)["hard_benefit_share"]
    assert hard.measure.value == D("0.3")
    assert hard.rag is Rag.AMBER
    assert plain(hard.sentence) == (
        "30 % of validated value is cash that left or entered a budget."
    )


def test_benefits_stand_at_the_level_of_their_proof():
    facts = portfolio(
        benefits=[
            benefit(1, claimed(10), has_method=True),
            benefit(
                2,
                claimed(20),
                has_method=True,
                is_evidenced=True,
                baseline_value=D(9),
            ),
            benefit(3, claimed(30), validated(30)),
            benefit(4, validated(40), attributions=(share(1, "0.5"),)),
            benefit(5, planned(50)),
        ]
    )
    levels = show(BENEFIT_REGISTER, facts).further[0]
    assert [row.cells for row in levels.rows] == [
        ("E0: an opinion or a forecast", 1, None, None),
        ("E1: claimed, with a method", 1, 10, None),
        ("E2: measured against a baseline", 1, 20, None),
        ("E3: validated by finance", 1, 30, 30),
        ("E4: validated, its cause set apart", 1, None, 40),
    ]


def test_what_nobody_measures_is_named():
    facts = portfolio(
        benefits=[
            benefit(1, planned(100), name="Fewer visits", owner=""),
            benefit(2, entries("planned", date(2027, 1, 1), 5)),
            benefit(3, planned(1), benefit_class="qualitative", currency=""),
            benefit(4, planned(1), claimed(1)),
        ]
    )
    content = show(BENEFIT_REGISTER, facts)
    assert [row.cells for row in content.further[1].rows] == [
        ("Fewer visits", "Cashable saving", "no owner", 100)
    ]
    assert "Nobody measures 1 benefit that is due." in content.notes


def test_dis_benefits_have_a_table_of_their_own():
    facts = portfolio(
        benefits=[
            benefit(1, planned(100), claimed(100), validated(100)),
            benefit(2, planned(20), validated(30), is_disbenefit=True, name="Jams"),
        ]
    )
    losses = show(BENEFIT_REGISTER, facts).further[-1]
    assert [row.cells for row in losses.rows] == [("Jams", "Helen Marsh", 20, 30)]


def test_a_portfolio_without_benefits_is_not_asked():
    facts = portfolio()
    component = BENEFIT_REGISTER.collect(facts, Q3, Q3.end)
    readings = read(BENEFIT_REGISTER, facts)
    assert BENEFIT_REGISTER.present(component, readings, scene()) is None


# Overlaps


@pytest.mark.parametrize(
    ("total", "counted"),
    [
        pytest.param(D(1000), D(1000), id="scaled down to what was measured"),
        pytest.param(D(5000), D(1300), id="all of it counts"),
        pytest.param(None, None, id="nobody has looked yet"),
    ],
)
def test_benefits_on_one_measure_count_once(total, counted):
    facts = portfolio(
        benefits=[
            benefit(1, planned(700), validated(700), overlap=7),
            benefit(2, planned(600), validated(600), overlap=7),
        ],
        overlaps=[OverlapFacts(7, total)],
    )
    assert read(BENEFITS, facts)["benefits.validated"].measure.value == counted
    notes = " ".join(show(BENEFITS, facts).notes)
    assert ("count in part" in notes) == (total == 1000)
    assert ("nobody has looked at" in notes) == (total is None)


def test_prices_of_one_year_are_not_added_to_prices_of_each_month():
    facts = portfolio(
        benefits=[
            benefit(1, planned(100), validated(100)),
            benefit(2, planned(100), validated(100), price_basis="real"),
        ]
    )
    total = read(BENEFITS, facts)["benefits.validated"].measure
    assert (total.value, total.n, total.n_expected) == (100, 1, 1)
