"""Several currencies in one scorecard: rates by kind, and what has none."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import get_type_hints

import pytest

from delivery.calculations.exchange import Rate, Rates
from delivery.calculations.periods import Period
from scorecards import facts as facts_module
from scorecards.currencies import MONEY, at_closing_rate, in_currency
from scorecards.facts import CostFacts, ServiceFacts
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.currencies import CURRENCIES
from scorecards.panels.earned_value import EARNED_VALUE
from scorecards.panels.on_budget import ON_BUDGET
from scorecards.panels.projects_by_rating import PROJECTS_BY_RATING
from tests.scorecards.panels.building import (
    END,
    Q3,
    at_work,
    baseline,
    benefit,
    done,
    entries,
    plain,
    portfolio,
    project,
    read,
    said,
    scene,
    show,
    update,
)

D = Decimal
JULY = date(2026, 7, 1)


def rate(kind, start, value, end=None, source="GBP"):
    return Rate(source, "EUR", kind, start, end, D(value))


def rates(plan="1.20", average="1.10", closing="1.00"):
    """A pound that was planned at 1.20 and has fallen since."""
    return Rates.of(
        [
            rate("plan", date(2026, 1, 1), plan),
            rate("average", date(2026, 1, 1), average, date(2026, 12, 31)),
            rate("closing", END, closing),
        ]
    )


def in_euros(known=None, **more):
    found = replace(portfolio(**more), rates=rates() if known is None else known)
    return in_currency(found, "EUR")


def in_pounds(pk=1, planned=100, validated=100, **more):
    return benefit(
        pk,
        entries("planned", JULY, planned),
        entries("claimed", JULY, validated),
        entries("validated", JULY, validated),
        currency="GBP",
        starts_on=JULY,
        **more,
    )


def value(readings, name):
    return readings[name].measure.value


def test_a_portfolio_in_one_currency_is_left_as_it_is():
    facts = portfolio(benefits=[benefit()], projects=[project()])

    assert in_currency(facts, "EUR") is facts


def test_plans_are_at_the_plan_rate_and_flows_at_the_average_of_their_month():
    readings = read(BENEFITS, in_euros(benefits=[in_pounds()]))

    assert value(readings, "benefits.planned") == 120
    assert value(readings, "benefits.claimed") == 110
    assert value(readings, "benefits.validated") == 110


def test_amounts_of_both_currencies_add_up():
    own = benefit(2, entries("validated", JULY, 7), entries("planned", JULY, 7))

    readings = read(BENEFITS, in_euros(benefits=[in_pounds(), own]))

    assert value(readings, "benefits.validated") == 117
    assert value(readings, "benefits.planned") == 127


def test_a_commitment_is_at_the_closing_rate():
    reported = project(1, currency="GBP", updates=[update(whole_life_cost=500)])

    readings = read(PROJECTS_BY_RATING, in_euros(projects=[reported]))

    assert value(readings, "projects.whole_life_cost") == 500


def test_a_balance_is_at_the_closing_rate_of_the_day():
    facts = in_euros(benefits=[in_pounds()])

    assert at_closing_rate(facts, D(10), "GBP", END) == 10
    assert at_closing_rate(facts, D(10), "EUR", END) == 10
    assert at_closing_rate(facts, D(10), "USD", END) is None
    assert at_closing_rate(facts, None, "GBP", END) is None


@pytest.mark.parametrize("average", ["0.50", "1.20", "3.00"])
def test_a_currency_move_is_not_reported_as_benefit_performance(average):
    facts = in_euros(rates(average=average), benefits=[in_pounds(validated=90)])

    readings = read(BENEFITS, facts)

    assert value(readings, "benefits_rate.gross") == D("0.9")


@pytest.mark.parametrize("average", ["0.50", "1.20", "3.00"])
def test_a_currency_move_is_not_reported_as_cost_performance(average):
    reported = {"planned_value": 500, "earned_value": 450, "actual_cost": 500}
    pounds = replace(at_work(1, **reported), currency="GBP")
    over = done(2, cost=1100, currency="GBP")
    facts = in_euros(rates(average=average), projects=[pounds, over])

    earned = read(EARNED_VALUE, facts)

    assert value(earned, "evm.cpi") == D("0.9")
    assert value(earned, "evm.ev") == 540
    assert value(read(ON_BUDGET, facts), "on_budget_rate") == 0


def test_the_fx_effect_stands_apart():
    pounds = replace(
        at_work(1, planned_value=500, earned_value=450, actual_cost=500), currency="GBP"
    )
    facts = in_euros(projects=[pounds], benefits=[in_pounds()])

    readings = read(CURRENCIES, facts)

    assert value(readings, "fx_effect.benefits") == -10
    assert value(readings, "fx_effect.cost") == -50
    assert said(readings, "fx_effect.benefits") == (
        "The move of currencies takes €10.00 off validated benefit."
    )


def test_a_cost_is_at_the_averages_of_the_months_it_was_reported_in():
    reports = [
        update(date(2026, 7, 31), actual_cost=100),
        update(date(2026, 8, 31), actual_cost=300),
    ]
    known = Rates.of(
        [
            rate("plan", date(2026, 1, 1), "1"),
            rate("average", JULY, "2", date(2026, 7, 31)),
            rate("average", date(2026, 8, 1), "3", date(2026, 8, 31)),
        ]
    )
    pounds = project(1, currency="GBP", plans=[baseline()], updates=reports)

    readings = read(CURRENCIES, in_euros(known, projects=[pounds]))

    assert value(readings, "fx_effect.cost") == 100 * 2 + 200 * 3 - 300


def test_a_dis_benefit_counts_against_the_effect():
    facts = in_euros(benefits=[in_pounds(), in_pounds(2, is_disbenefit=True)])

    assert value(read(CURRENCIES, facts), "fx_effect.benefits") == 0


def test_without_any_rate_money_is_unknown_and_names_the_pair():
    facts = in_euros(Rates(), benefits=[in_pounds()])

    readings = read(BENEFITS, facts)

    for name in ("benefits.planned", "benefits.validated", "benefits_rate.gross"):
        assert readings[name].measure.reason == "NO_FX_RATE:GBP/EUR", name
    assert value(readings, "benefits.count") == 1
    assert said(readings, "benefits.validated") == (
        "Not available: there is no exchange rate for GBP/EUR."
    )


def test_earned_value_without_a_rate_names_the_pair():
    pounds = replace(
        at_work(1, planned_value=500, earned_value=450, actual_cost=500), currency="GBP"
    )

    readings = read(EARNED_VALUE, in_euros(Rates(), projects=[pounds]))

    assert readings["evm.cpi"].measure.reason == "NO_FX_RATE:GBP/EUR"


def test_a_month_without_an_average_leaves_the_months_before_alone():
    months = [*entries("validated", JULY, 10, 20), *entries("planned", JULY, 10, 20)]
    known = Rates.of(
        [
            rate("plan", date(2026, 1, 1), "1"),
            rate("average", JULY, "2", date(2026, 7, 31)),
        ]
    )
    facts = in_euros(known, benefits=[benefit(1, months, currency="GBP")])

    july = Period.parse("2026-07")
    august = Period.parse("2026-08")

    assert value(read(BENEFITS, facts, july), "benefits.validated") == 20
    found = read(BENEFITS, facts, august)["benefits.validated"].measure
    assert found.reason == "NO_FX_RATE:GBP/EUR"
    assert value(read(BENEFITS, facts, august), "benefits_rate.gross") == 1


def test_what_has_no_plan_rate_has_no_fx_effect_and_the_rate_is_asked_for():
    known = Rates.of([rate("average", JULY, "2", date(2026, 7, 31))])
    facts = in_euros(known, benefits=[in_pounds()])

    readings = read(CURRENCIES, facts)
    (lacking,) = show(CURRENCIES, facts).further

    assert value(readings, "fx_effect.benefits") is None
    assert readings["fx_effect.benefits"].measure.reason == "NO_FX_RATE:GBP/EUR"
    assert [row.cells for row in lacking.rows] == [("GBP/EUR", "Plan rate")]
    assert lacking.rows[0].href == (
        "/delivery/exchange-rates/new/?from_currency=GBP&to_currency=EUR"
    )
    assert value(read(BENEFITS, facts), "benefits.validated") == 200


def test_a_later_plan_rate_and_a_later_plan_change_nothing():
    plans = [
        baseline(approved_on=date(2026, 1, 10)),
        baseline(number=2, approved_on=date(2026, 6, 10), budget=2000),
    ]
    pounds = project(1, currency="GBP", plans=plans)
    later = Rates.of([*rates().rates, rate("plan", date(2026, 6, 1), "9")])

    (converted,) = in_euros(later, projects=[pounds]).projects

    assert [plan.budget for plan in converted.baselines] == [1200, 2400]


def test_a_benefit_keeps_the_rate_of_its_projects_plan():
    later = Rates.of([*rates().rates, rate("plan", date(2026, 6, 1), "9")])
    pounds = project(1, currency="GBP", plans=[baseline(approved_on=date(2026, 1, 10))])
    of_project = in_pounds(1, project_id=1)
    alone = in_pounds(2)

    facts = in_euros(later, projects=[pounds], benefits=[of_project, alone])

    assert [one.entries[0].amount for one in facts.benefits] == [120, 900]


def test_hours_and_households_are_not_converted():
    hours = benefit(
        1,
        entries("validated", JULY, 7),
        benefit_class="non_financial_quantified",
        currency="",
        unit_label="hours",
    )

    (converted,) = in_euros(benefits=[hours, in_pounds(2)]).benefits[:1]

    assert converted.entries[0].amount == 7


def test_rates_of_later_days_do_not_reach_an_earlier_period():
    facts = in_euros(benefits=[in_pounds()])
    later = Rates.of([*rates().rates, rate("closing", date(2026, 12, 31), "5")])
    more = in_euros(later, benefits=[in_pounds()])

    assert facts.for_reading(END) == more.for_reading(END)
    assert facts.for_reading(date(2026, 12, 31)) != more.for_reading(date(2026, 12, 31))


def test_adding_up_is_converting_the_pooled_facts():
    one, other = in_pounds(1, 100, 90), in_pounds(2, 70, 77)

    apart = CURRENCIES.collect(in_euros(benefits=[one]), Q3, END) + CURRENCIES.collect(
        in_euros(benefits=[other]), Q3, END
    )

    assert apart == CURRENCIES.collect(in_euros(benefits=[one, other]), Q3, END)


def test_a_portfolio_in_one_currency_is_spared_the_panel():
    component = CURRENCIES.collect(portfolio(benefits=[benefit()]), Q3, END)

    readings = CURRENCIES.read(component, scene())

    assert CURRENCIES.present(component, readings, scene()) is None


def test_the_panel_shows_plan_effect_and_actual():
    content = show(CURRENCIES, in_euros(benefits=[in_pounds()]))

    assert content.picture is not None
    assert content.table.rows[0].cells[:3] == ("GBP/EUR", D(120), D(-10))
    assert plain(content.notes[0]).startswith("Rates of performance are at the rates")


# Numbers that are not amounts in the currency of their project or benefit.
NOT_MONEY = {
    "scope_size",
    "scope_approved",
    "scope_accepted",
    "strength",
    "spend_share",
    "weight",
    "target_share",
    "baseline_value",
    "marks",
    "probability",
    "residual_probability",
    "impact_days",
    "residual_days",
    "reserve_days",
    "hours",
    "rework_hours",
    "requirements_hours",
    "design_hours",
    "workmanship_hours",
    "supplier_hours",
    "environment_hours",
}


def test_every_number_of_a_project_or_benefit_is_known_to_be_money_or_not():
    for kind, money in MONEY.items():
        hints = get_type_hints(kind, vars(facts_module))
        numbers = {
            part.name for part in fields(kind) if "Decimal" in str(hints[part.name])
        }
        assert numbers <= {*money, *NOT_MONEY}, kind


def test_what_a_service_costs_is_at_the_average_of_its_month():
    costs = (CostFacts(JULY, "people", D(100)), CostFacts(JULY, "tools", D(10)))
    service = ServiceFacts(1, "Coaching", None, None, costs, 0)
    pounds = replace(
        portfolio(currency="GBP"), services=(service,), rates=rates(average="1.1")
    )

    (converted,) = in_currency(pounds, "EUR").services

    assert [row.amount for row in converted.costs] == [110, 11]
    (unknown,) = in_currency(replace(pounds, rates=Rates()), "EUR").services
    assert [row.amount for row in unknown.costs] == [None, None]
    assert unknown.lacking == {"GBP/EUR"}
