"""The case of the PMO: its flows by year, and what they are worth."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from delivery.calculations.periods import add_months
from scorecards.facts import PortfolioFacts, RangeFacts, TermsFacts
from scorecards.pmo_return import words
from scorecards.pmo_return.case import Case, as_text, from_text
from scorecards.pmo_return.parts import Parts, parts_of
from scorecards.pmo_return.working_out import case_of
from tests.scorecards.panels.building import (
    benefit,
    costs,
    entries,
    portfolio,
    service,
    share,
)

START, LAST = date(2025, 1, 1), date(2025, 12, 31)
NEXT = date(2026, 1, 1)
CATEGORIES = ("staff", "contractors", "tools", "training", "overhead", "others_time")


def terms(**more: Any) -> TermsFacts:
    """Three years at ten per cent."""
    plain: dict[str, Any] = {
        "slug": "group",
        "name": "Group",
        "discount_rate": Decimal("0.1"),
        "is_real": False,
        "inflation": None,
        "rate_source": "",
        "hurdle": None,
        "finance_rate": None,
        "reinvest_rate": None,
        "starts_on": None,
        "years": 3,
        "rate_low": None,
        "rate_high": None,
        "cost_low": None,
        "cost_high": None,
        "correlation": Decimal(0),
        "shape": "triangular",
        "seed": 7,
    }
    return TermsFacts(**{**plain, **more})


def pmo(amount: int = 100, *, without: str = "", pk: int = 1):
    """A service that cost as much in each month of 2025."""
    rows = [
        row
        for place in range(12)
        for row in costs(
            add_months(START, place),
            **{
                name: amount if name == "staff" else 0
                for name in CATEGORIES
                if name != without
            },
        )
    ]
    return service(pk, *rows)


def gain(pk: int = 1, ahead: int = 300, known: int = 0, **more: Any):
    """A benefit with two years of plan ahead, wholly owed to the PMO."""
    amounts = [entries("planned", NEXT, *[ahead] * 24)]
    if known:
        amounts.append(entries("validated", START, *[known] * 12))
    return benefit(pk, *amounts, **{"attributions": (share(1, "1"),), **more})


def facts_of(*benefits: Any, **more: Any) -> PortfolioFacts:
    return portfolio(benefits=benefits, services=[pmo()], **more)


def case(
    facts: PortfolioFacts,
    agreed: TermsFacts | None = None,
    ranges: dict[int, RangeFacts] | None = None,
) -> Case:
    parts = parts_of(facts, ranges or {}, LAST)
    return case_of("EUR", agreed or terms(), parts)


def spanning(low: str, high: str, probability: str = "1") -> RangeFacts:
    return RangeFacts(Decimal(low), Decimal(high), Decimal(probability))


def test_flows_are_added_by_year_and_discounted_from_the_second_on():
    found = case(facts_of(gain()))

    assert [year.cost for year in found.years] == [1200, 1200, 1200]
    assert [year.expected for year in found.years] == [0, 3600, 3600]
    assert [year.net for year in found.years] == [-1200, 2400, 2400]
    worth = -1200 + 2400 / Decimal("1.1") + 2400 / Decimal("1.21")
    assert round(Decimal(found.measures["npv"].number), 6) == round(worth, 6)
    assert round(sum(year.present for year in found.years), 6) == round(worth, 6)
    assert words.lasting(found.measures["payback"]) == "6 months"
    assert round(float(found.measures["irr"].number), 4) == 1.7321
    assert found.measures["mirr"].reason == "MISSING_INPUT:finance_rate"


def test_what_finance_validated_counts_with_its_confidence_and_the_plan_beyond_it():
    found = case(facts_of(gain(known=100, attributions=(share(1, "0.5", "0.8"),))))
    row = found.gains[0]

    assert (row.known, row.counted_known) == (1200, 480)
    assert (row.ahead, row.counted_ahead) == (7200, 2880)
    assert found.years[0].known == 480


def test_a_probability_takes_the_place_of_the_confidence():
    facts = facts_of(gain(attributions=(share(1, "0.5", "0.8"),)))
    found = case(facts, ranges={1: spanning("0.5", "1.5", "0.9")})

    assert found.gains[0].counted_ahead == 7200 * Decimal("0.5") * Decimal("0.9")


def test_a_benefit_that_comes_back_goes_on_with_the_smaller_amount():
    found = case(facts_of(gain(steady_amount=Decimal(200))), terms(years=4))
    assert [year.expected for year in found.years] == [0, 3600, 3600, 2400]
    ends = gain(steady_amount=Decimal(200), retires_on=date(2028, 6, 30))
    assert case(facts_of(ends), terms(years=4)).years[3].expected == 1200
    once = gain(steady_amount=Decimal(200), is_once=True)
    assert case(facts_of(once), terms(years=4)).years[3].expected == 0


def test_without_a_rate_nothing_is_discounted():
    parts = parts_of(facts_of(gain()), {}, LAST)
    found = case_of("EUR", None, parts)

    assert found.lacks == "terms"
    assert {one.value for one in found.measures.values()} == {None}
    assert (
        words.because(found, found.measures["npv"]) == "no discount rate has been set"
    )


def test_a_real_rate_takes_inflation_with_it():
    agreed = terms(
        discount_rate=Decimal("0.035"), is_real=True, inflation=Decimal("0.02")
    )
    assert case(facts_of(gain()), agreed).rate.value == Decimal("0.0557")


def test_a_category_of_cost_that_was_never_entered_is_named():
    facts = portfolio(benefits=[gain()], services=[pmo(without="tools")])
    found = case(facts)

    assert found.lacks == "cost"
    assert words.because(found, found.measures["npv"]) == (
        "these costs were never entered for some service: tools"
    )


def test_a_cost_without_a_benefit_has_no_return():
    found = case(facts_of(benefit(1, entries("planned", NEXT, 300))))
    assert found.lacks == "benefit"
    assert found.unshared == 1


def test_several_rates_of_return_are_refused_and_listed():
    early = benefit(
        1, entries("planned", NEXT, *[460] * 12), attributions=(share(1, "1"),)
    )
    loss = benefit(
        2,
        entries("planned", date(2027, 1, 1), *[187] * 12),
        is_disbenefit=True,
        attributions=(share(1, "1"),),
    )
    found = case(facts_of(early, loss))

    assert [year.net for year in found.years] == [-1200, 4320, -3444]
    assert found.measures["irr"].reason == "MULTIPLE_IRR"
    assert len(found.roots) == 2
    said = words.because(found, found.measures["irr"])
    assert said.startswith("more than one rate of return fits, ")
    assert said.endswith("the net present value answers here")


def test_a_portfolio_adds_what_lies_below_and_simulates_the_sum():
    three = {pk: spanning("0.5", "1.5") for pk in (1, 2, 3)}
    here = parts_of(facts_of(gain(1), gain(2)), three, LAST)
    below = parts_of(portfolio(benefits=[gain(3)]), three, LAST)
    whole = case_of("EUR", terms(), Parts.total([here, below]))
    alone = case_of("EUR", terms(), here)

    assert alone.spread is not None
    assert whole.spread is not None
    assert alone.spread.npv.p10.reason == "INSUFFICIENT_N:3"
    assert alone.spread.low.is_ok
    p10, p50, p90 = (
        float(one.number)
        for one in (whole.spread.npv.p10, whole.spread.npv.p50, whole.spread.npv.p90)
    )
    assert p10 < p50 < p90
    pooled = case(facts_of(gain(1), gain(2), gain(3)), ranges=three)
    assert pooled.spread == whole.spread
    assert pooled.measures == whole.measures
    assert sum(row.swing or 0 for row in whole.gains) == pytest.approx(1)


def test_the_strongest_inputs_come_first_and_say_what_they_are():
    agreed = terms(
        rate_low=Decimal("0.05"),
        rate_high=Decimal("0.15"),
        cost_low=Decimal("0.5"),
        cost_high=Decimal(2),
    )
    found = case(facts_of(gain(), gain(2, 10)), agreed, {1: spanning("0.9", "1.1")})
    assert [(bar.input, bar.benefit) for bar in found.bars] == [
        ("costs", 0),
        ("benefit", 1),
        ("rate", 0),
    ]


def test_a_case_is_read_back_as_it_was_stored():
    ranges = {pk: spanning("0.5", "1.5", "0.9") for pk in (1, 2, 3)}
    found = case(facts_of(*map(gain, (1, 2, 3))), ranges=ranges)
    assert as_text(from_text(as_text(found))) == as_text(found)


def test_a_benefit_without_a_rate_is_left_out_and_says_which():
    found = case(facts_of(gain(1), gain(2, currency="GBP")))
    rows = {row.benefit: row for row in found.gains}
    assert rows[2].lacking == "GBP/EUR"
    assert rows[2].worth is None
    assert found.measures["npv"].is_ok
