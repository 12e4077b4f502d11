"""Benefits planned, claimed and validated; by class, and by nobody measured."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Caveat, Rag, Reason, Unit
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.contract import Quantity
from tests.scorecards.panels.building import (
    benefit,
    entries,
    plain,
    portfolio,
    read,
    said,
    sentence,
    show,
)

JULY = date(2026, 7, 1)


def planned(*amounts: int) -> object:
    return entries("planned", JULY, *amounts)


def validated(*amounts: int) -> object:
    return entries("validated", JULY, *amounts)


def test_validated_benefit_is_held_against_the_plan_to_date():
    facts = portfolio(
        benefits=[
            benefit(1, planned(1000, 1000, 1000, 5000), validated(900, 900, 900)),
            benefit(2, planned(2000), validated(2100)),
        ]
    )

    readings = read(BENEFITS, facts)

    assert readings["benefits_rate.gross"].measure.value == Decimal("0.96")
    assert readings["benefits_rate.gross"].rag is Rag.GREEN
    assert sentence(BENEFITS, facts) == (
        "Benefits with a validated amount have brought 96 % of what they were to bring "
        "by now (€4,800 of €5,000)."
    )


def test_what_nobody_has_measured_leaves_the_rate_and_is_listed():
    facts = portfolio(
        benefits=[
            benefit(1, planned(6000), validated(3000)),
            benefit(2, planned(4000), entries("claimed", JULY, 4000), owner=""),
        ]
    )

    rate = read(BENEFITS, facts)["benefits_rate.gross"].measure
    content = show(BENEFITS, facts)
    unmeasured = content.further[1]

    assert (rate.value, rate.completeness) == (Decimal("0.5"), Decimal("0.6"))
    assert Caveat.PARTIAL_DATA in rate.warnings
    assert unmeasured.rows[0].cells == (
        "Benefit 2",
        "Cashable saving",
        "no owner",
        4000,
        4000,
    )
    assert "1 benefit that is due has no validated amount." in content.notes


def test_the_benefit_nobody_measures_is_told_apart_from_one_that_waits_for_finance():
    facts = portfolio(
        benefits=[
            benefit(1, planned(100), validated(100)),
            benefit(2, planned(100), entries("claimed", JULY, 100)),
            benefit(3, planned(100)),
        ]
    )

    assert show(BENEFITS, facts).notes[1] == (
        "2 benefits that are due have no validated amount. Nobody has measured 1 of "
        "them."
    )


def test_a_measured_zero_is_zero():
    facts = portfolio(benefits=[benefit(1, planned(1000), validated(0))])

    assert read(BENEFITS, facts)["benefits_rate.gross"].measure.value == 0


def test_a_benefit_that_is_not_due_is_not_missing():
    facts = portfolio(
        benefits=[
            benefit(1, planned(1000), validated(1000)),
            benefit(2, entries("planned", date(2026, 12, 1), 9000)),
        ]
    )

    readings = read(BENEFITS, facts)

    assert readings["benefits.count"].measure.value == 2
    assert readings["benefits_rate.gross"].measure.completeness == 1
    assert readings["benefits.planned"].measure.value == 1000


def test_what_was_validated_later_was_not_validated_on_the_day():
    facts = portfolio(
        benefits=[benefit(1, planned(1000, 1000), validated(1000), validated()[:0])]
    )
    later = portfolio(
        benefits=[
            benefit(
                1,
                planned(1000, 1000),
                validated(1000),
                entries("validated", date(2026, 10, 1), 1000),
            )
        ]
    )

    assert read(BENEFITS, facts) == read(BENEFITS, later)


def test_classes_are_listed_and_never_silently_merged():
    facts = portfolio(
        benefits=[
            benefit(1, planned(100_000), validated(120_000)),
            benefit(
                2, planned(50_000), validated(30_000), benefit_class="cost_avoidance"
            ),
        ]
    )

    readings = read(BENEFITS, facts)
    content = show(BENEFITS, facts)

    assert readings["benefits.validated"].measure.value == 150_000
    assert readings["benefits_rate.gross.cashable"].measure.value == Decimal("1.2")
    assert readings["benefits_rate.gross.cost_avoidance"].rag is Rag.RED
    assert plain(content.notes[0]) == (
        "Validated: €120K of cashable saving and €30K of cost avoidance."
    )
    assert [row.cells[:4] for row in content.further[0].rows] == [
        ("Cashable saving", 100_000, 120_000, Decimal("1.2")),
        ("Cost avoidance", 50_000, 30_000, Decimal("0.6")),
    ]


def test_dis_benefits_come_off_both_sides():
    facts = portfolio(
        benefits=[
            benefit(1, planned(1000), validated(900)),
            benefit(2, planned(200), validated(100), is_disbenefit=True),
            benefit(3, planned(50), is_disbenefit=True),
        ]
    )

    readings = read(BENEFITS, facts)

    assert readings["benefits.count"].measure.value == 1
    assert readings["benefits_rate.net"].measure.value == 1
    assert readings["benefits_rate.disbenefit_ratio"].rag is Rag.AMBER
    assert said(readings, "benefits_rate.disbenefit_ratio") == (
        "For every €1.00 gained, €0.11 was lost elsewhere."
    )
    assert (
        "1 dis-benefit has not been measured; the net rate leaves it out."
        in show(BENEFITS, facts).notes
    )


def test_a_windfall_stays_outside_the_rate():
    facts = portfolio(
        benefits=[
            benefit(1, planned(1000), validated(500)),
            benefit(2, planned(0), validated(400)),
        ]
    )

    readings = read(BENEFITS, facts)

    assert readings["benefits_rate.gross"].measure.value == Decimal("0.5")
    assert readings["benefits_rate.windfall"].measure.value == 400
    assert readings["benefits.validated"].measure.value == 900


def test_the_promise_leaks_where_neither_result_nor_forecast_covers_it():
    facts = portfolio(
        benefits=[
            benefit(
                1,
                planned(1000, 1000, 1000, 1000),
                validated(500, 500, 500),
                entries("forecast", date(2026, 10, 1), 1500),
            )
        ]
    )

    leakage = read(BENEFITS, facts)["benefit_leakage"]

    assert leakage.measure.value == Decimal("0.25")
    assert plain(leakage.sentence) == (
        "25 % of the promised benefit (€1,000) is no longer expected."
    )


def test_benefits_in_other_units_are_added_by_unit():
    def hours(pk: int, *amounts: object) -> object:
        return benefit(
            pk,
            *amounts,
            benefit_class="non_financial_quantified",
            currency="",
            unit_label="hours",
        )

    facts = portfolio(
        benefits=[hours(1, planned(10), validated(8)), hours(2, planned(5))]
    )

    units = show(BENEFITS, facts).further[1]

    assert units.rows[0].cells == (
        "hours",
        Quantity(Decimal(15), Unit.NUMBER, label="hours"),
        Quantity(Decimal(8), Unit.NUMBER, label="hours"),
        1,
        2,
    )
    assert read(BENEFITS, facts)["benefits.planned"].measure.reason == Reason.NO_DATA


def test_another_currency_is_not_added():
    facts = portfolio(
        benefits=[
            benefit(1, planned(1000), validated(1000)),
            benefit(2, planned(1000), validated(1000), currency="GBP"),
        ]
    )

    validated_sum = read(BENEFITS, facts)["benefits.validated"].measure

    assert (validated_sum.value, validated_sum.n, validated_sum.n_expected) == (
        1000,
        1,
        2,
    )


def test_running_totals_stop_where_the_future_begins():
    facts = portfolio(
        benefits=[
            benefit(
                1,
                planned(10, 10, 10, 10),
                validated(8, 8, 8),
                entries("claimed", JULY, 9),
            )
        ]
    )

    table = show(BENEFITS, facts).table

    assert [row.cells for row in table.rows] == [
        ("Jul 2026", 10, None, 9, 8),
        ("Aug 2026", 20, None, 9, 16),
        ("Sep 2026", 30, None, 9, 24),
        ("Oct 2026", 40, None, None, None),
    ]


def test_claims_are_told_roughly_and_as_claims():
    facts = portfolio(
        benefits=[benefit(1, planned(5), entries("claimed", JULY, 1_987_654))]
    )

    assert said(read(BENEFITS, facts), "benefits.claimed") == (
        "The owners report about €2M by Sep 30, 2026, not yet validated."
    )


@pytest.mark.parametrize(
    ("benefits", "words"),
    [
        pytest.param(
            [],
            "Not available: no benefit has been recorded. Enter the benefits the "
            "projects are to bring.",
            id="none recorded",
        ),
        pytest.param(
            [benefit(1, planned(100))],
            "Not available: no benefit with a plan has been measured and validated "
            "yet. Measure the benefits that are due and have finance validate them.",
            id="none measured",
        ),
        pytest.param(
            [benefit(1, entries("planned", date(2027, 1, 1), 100))],
            "Not available: no planned benefit is due yet.",
            id="none due",
        ),
    ],
)
def test_it_says_what_to_do_next(benefits, words):
    assert sentence(BENEFITS, portfolio(benefits=benefits)) == words
