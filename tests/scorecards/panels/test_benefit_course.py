"""Where benefit leaks away, whether it lasts, and what PMO services bring about."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Rag
from scorecards.currencies import in_currency
from scorecards.facts import LeakFacts
from scorecards.panels.benefit_leakage import BENEFIT_LEAKAGE
from scorecards.panels.benefit_persistence import BENEFIT_PERSISTENCE
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.pmo_services import PMO_SERVICES
from tests.scorecards.panels.building import (
    benefit,
    costs,
    entries,
    plain,
    portfolio,
    project,
    read,
    said,
    scene,
    sentence,
    service,
    share,
    show,
    update,
)

D = Decimal
JULY = date(2026, 7, 1)
ALL = ("staff", "contractors", "tools", "training", "overhead", "others_time")


def promised(pk=1, forecast=600, **more):
    """A benefit of 1,000 a month for four months, half of it come true."""
    return benefit(
        pk,
        entries("planned", JULY, 1000, 1000, 1000, 1000),
        entries("validated", JULY, 500, 500, 500),
        entries("forecast", date(2026, 10, 1), forecast),
        **more,
    )


def shown(facts):
    """What the panel shows beside the readings of the one that reads the rate."""
    where = scene(readings=read(BENEFITS, facts))
    component = BENEFIT_LEAKAGE.collect(facts, where.period, where.as_of)
    content = BENEFIT_LEAKAGE.present(
        component, BENEFIT_LEAKAGE.read(component, where), where
    )
    assert content is not None
    return content


# Leaks


def test_what_leaked_away_is_put_down_to_its_causes():
    leaks = (LeakFacts("low_adoption", D(1000)), LeakFacts("erosion", D(400)))
    content = shown(portfolio(benefits=[promised(leaks=leaks)]))
    assert [row.cells for row in content.table.rows] == [
        ("Promised", 4000),
        ("Low adoption", -1000),
        ("Erosion", -400),
        ("No cause recorded", -500),
        ("Still expected", 2100),
    ]
    assert plain(content.sentence) == (
        "48 % of the promised benefit (€1,900) is no longer expected, mainly because "
        "too few took it up."
    )
    assert "74 % of what leaked away has a recorded cause." in map(plain, content.notes)


def test_what_most_of_it_has_no_cause_for_is_not_put_down_to_a_lesser_one():
    leaks = (LeakFacts("low_adoption", D(500)),)
    content = shown(portfolio(benefits=[promised(leaks=leaks)]))
    assert plain(content.sentence) == (
        "48 % of the promised benefit (€1,900) is no longer expected, for the largest "
        "part without a recorded cause."
    )


def test_causes_that_claim_more_than_was_lost_are_scaled_down():
    leaks = (LeakFacts("low_adoption", D(3000)), LeakFacts("erosion", D(800)))
    content = shown(portfolio(benefits=[promised(leaks=leaks)]))
    assert [row.cells for row in content.table.rows[1:-1]] == [
        ("Low adoption", -1500),
        ("Erosion", -400),
    ]


def test_a_late_start_is_a_delay_that_nobody_has_to_type():
    content = shown(portfolio(benefits=[promised(starts_on=date(2026, 8, 15))]))
    assert content.table.rows[1].cells == ("Delay", -1000)
    assert content.further[0].rows[0].cells[-1] == "Delay"


def test_what_comes_beyond_the_promise_is_a_step_of_its_own():
    content = shown(portfolio(benefits=[promised(), promised(2, forecast=4500)]))
    steps = {row.cells[0]: row.cells[1] for row in content.table.rows}
    assert steps["More than promised"] == 2000
    assert sum(list(steps.values())[:-1]) == steps["Still expected"] == 8100


def test_nothing_is_lost_where_all_is_expected():
    content = shown(portfolio(benefits=[promised(forecast=2500)]))
    assert content.sentence == "All that was promised is still expected."
    assert content.further[0].rows == ()


# Full level


def lasting(pk=1, *amounts, **more):
    first = date(2026, 9, 1)
    months = entries("validated", date(2025, 9, 1), *amounts)
    assert months[-1].month <= first
    return benefit(pk, months, steady_amount=D(100), starts_on=date(2025, 9, 1), **more)


def test_full_level_and_what_is_left_of_it():
    facts = portfolio(
        benefits=[lasting(1, 20, 50, 100, 100, 100, 90, 80, 80, 80, 80, 80)]
    )
    readings = read(BENEFIT_PERSISTENCE, facts)
    assert said(readings, "ramp.months") == (
        "Full benefit level was reached 2 months after the start."
    )
    assert readings["persistence.6"].measure.value == D(80) / 100
    assert readings["persistence.6"].rag is Rag.AMBER
    assert said(readings, "persistence.6") == (
        "6 months on, 80 % of the benefit is still there."
    )
    assert said(readings, "persistence.12") == (
        "Not available: no benefit has been at full level for 12 months."
    )


def test_the_furthest_from_full_level_comes_first():
    facts = portfolio(
        benefits=[
            lasting(1, 100, 100, 100, name="There"),
            lasting(2, 10, 20, 30, name="Rising"),
            benefit(3, entries("validated", JULY, 5), name="No full level"),
        ]
    )
    table = show(BENEFIT_PERSISTENCE, facts).table
    assert [(row.cells[0], row.cells[-1]) for row in table.rows] == [
        ("Rising", "not reached"),
        ("There", "Sep 2025"),
    ]


def test_without_a_full_amount_it_says_what_to_enter():
    facts = portfolio(benefits=[benefit(1, entries("validated", JULY, 5))])
    assert sentence(BENEFIT_PERSISTENCE, facts) == (
        "Not available: no validated benefit has a full amount of a month. Enter the "
        "planned amount of a month at full level."
    )


# Services


def all_months(**amounts):
    """The six categories in each month of the quarter."""
    entered = dict.fromkeys(ALL, 0) | amounts
    return [
        row
        for month in (JULY, date(2026, 8, 1), date(2026, 9, 1))
        for row in costs(month, **entered)
    ]


def test_the_cost_of_the_quarter_by_category():
    facts = portfolio(services=[service(1, *all_months(staff=100, tools=20))])
    readings = read(PMO_SERVICES, facts)
    assert said(readings, "pmo_cost") == "Running the PMO cost €360 in Q3 FY2026."
    content = show(PMO_SERVICES, facts)
    assert content.table.rows[0].cells == ("Staff", 300, 3)
    assert content.table.rows[1].cells == ("Contractors", 0, 3)


def test_the_cost_beside_the_spend_of_the_same_period():
    """It was 5,000 before the quarter and is 17,000 now: the quarter took 12,000."""
    reports = [
        update(date(2026, 6, 30), actual_cost=5000),
        update(date(2026, 9, 30), actual_cost=17_000),
    ]
    idle = project(2, updates=[update(date(2026, 3, 31), actual_cost=900)])
    services = [service(1, *all_months(staff=100, tools=20))]
    facts = portfolio(services=services, projects=[project(updates=reports), idle])
    ratio = read(PMO_SERVICES, facts)["pmo_cost.ratio"]
    assert (ratio.measure.value, ratio.measure.n_expected) == (D("0.03"), 1)
    assert ratio.trend[-1] == D("0.03")
    said_of_both = "Running the PMO cost €360, 3.0 % of the spend it manages."
    assert plain(ratio.sentence) == said_of_both
    assert plain(show(PMO_SERVICES, facts).sentence) == said_of_both


def test_without_cost_or_spend_the_ratio_says_which():
    services = [service(1, *all_months(staff=100))]
    ratio = said(read(PMO_SERVICES, portfolio(services=services)), "pmo_cost.ratio")
    assert ratio == (
        "Not available: no project reported what it spent in Q3 FY2026. Report the "
        "actual cost of projects, each time all of it so far."
    )
    spent = [project(actual_start=JULY, updates=[update(actual_cost=5000)])]
    some = [service(1, *costs(JULY, staff=100))]
    readings = read(PMO_SERVICES, portfolio(services=some, projects=spent))
    assert said(readings, "pmo_cost.ratio") == said(readings, "pmo_cost")
    assert "contractors, tools" in said(readings, "pmo_cost.ratio")


def test_a_cost_without_a_rate_names_the_rate_and_not_the_categories():
    services = [service(1, *all_months(staff=100))]
    pounds = portfolio(currency="GBP", services=services)
    readings = read(PMO_SERVICES, in_currency(pounds, "EUR"))
    assert readings["pmo_cost"].measure.reason == "NO_FX_RATE:GBP/EUR"
    assert said(readings, "pmo_cost") == (
        "Not available: there is no exchange rate for GBP/EUR. Enter the missing "
        "exchange rates."
    )


def test_a_category_nobody_entered_is_listed_and_not_taken_for_zero():
    some = costs(JULY, staff=100, contractors=0, tools=5, training=0)
    facts = portfolio(services=[service(1, *some)])
    cost = read(PMO_SERVICES, facts)["pmo_cost"]
    assert cost.measure.value is None
    assert cost.measure.reason == "MISSING_INPUT:others_time,overhead"
    assert plain(cost.sentence) == (
        "Not available: these costs were never entered for some service: share of "
        "premises and overhead and time of others. Enter 0 where there is none: an "
        "empty cell is not zero."
    )


def test_a_month_without_costs_lowers_completeness():
    two_of_three = all_months(staff=100)[:12]
    cost = read(PMO_SERVICES, portfolio(services=[service(1, *two_of_three)]))
    assert cost["pmo_cost"].measure.value == 200
    assert cost["pmo_cost"].measure.completeness == D(2) / D(3)


@pytest.mark.parametrize(
    ("dates", "completeness"),
    [
        ({"starts_on": date(2026, 9, 1)}, 1),
        ({"retired_on": date(2026, 8, 31), "starts_on": JULY}, D("0.5")),
    ],
)
def test_a_service_costs_while_it_is_offered(dates, completeness):
    last, first = all_months(staff=9)[12:], all_months(staff=9)[:6]
    rows = last if completeness == 1 else first
    found = read(PMO_SERVICES, portfolio(services=[service(1, *rows, **dates)]))
    assert found["pmo_cost"].measure.completeness == completeness


def test_attributed_benefit_is_taken_down_to_its_confidence():
    facts = portfolio(
        benefits=[
            benefit(
                1,
                entries("validated", JULY, 1000),
                attributions=(share(1, "0.5", "0.8"), share(2, "0.2", "0.5")),
            ),
            benefit(2, entries("validated", JULY, 400)),
        ]
    )
    found = read(PMO_SERVICES, facts)["attributed_benefit"].measure
    assert found.value == 500
    assert (found.n, found.n_expected) == (1, 2)
    table = show(PMO_SERVICES, facts).further[0]
    assert [row.cells for row in table.rows] == [
        ("Service 1", None, 400, 0),
        ("Service 2", None, 100, 0),
    ]


def test_a_missing_confidence_is_neither_all_nor_nothing():
    facts = portfolio(
        benefits=[
            benefit(
                1,
                entries("validated", JULY, 1000),
                attributions=(share(1, "0.5", None),),
            )
        ]
    )
    attributed = read(PMO_SERVICES, facts)["attributed_benefit"]
    assert attributed.measure.value is None


def test_a_service_that_nobody_names_is_told():
    facts = portfolio(services=[service(1, *all_months(staff=1))])
    assert "1 service is named by no project and no benefit." in (
        show(PMO_SERVICES, facts).notes
    )
