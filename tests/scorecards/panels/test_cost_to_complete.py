"""The four estimates at completion, of projects and of what they add up to."""

from datetime import date
from decimal import Decimal

from delivery.calculations.measure import Caveat, Rag
from scorecards.panels.cost_to_complete import COST_TO_COMPLETE
from tests.scorecards.panels.building import (
    baseline,
    plain,
    portfolio,
    project,
    read,
    said,
    scene,
    sentence,
    show,
    update,
)

YEAR = baseline(date(2026, 1, 1), date(2026, 12, 31), 1200)


def half_done(pk: int = 1, **figures: object) -> object:
    """Half of the work is done; two thirds of it should be, and it cost 800."""
    known = {"planned_value": 900, "earned_value": 600, "actual_cost": 800, **figures}
    return project(pk, plans=[YEAR], updates=[update(**known)])


def test_each_estimate_stands_beside_what_it_assumes():
    facts = portfolio(projects=[half_done(estimate_to_complete=700)])

    table = show(COST_TO_COMPLETE, facts).table

    rows = {row.cells[0]: row.cells[1:] for row in table.rows}
    assert rows["By cost performance"][:5] == (
        1600,
        800,
        400,
        -Decimal(400) / 1200,
        "red",
    )
    assert rows["Rest as planned"][:3] == (1400, 600, 200)
    assert rows["Cost and time pressure"][:2] == (2000, 1200)
    assert rows["Managers’ own"][:3] == (1500, 700, 300)
    assert rows["Managers’ own"][5] == (
        "The managers have counted the rest from the bottom up."
    )


def test_the_range_reaches_over_all_that_speak_of_the_same_projects():
    alone = portfolio(projects=[half_done(estimate_to_complete=5000)])
    beside = portfolio(projects=[half_done(estimate_to_complete=5000), half_done(2)])

    assert plain(show(COST_TO_COMPLETE, alone).notes[0]) == (
        "The estimates at completion range from €1,400 to €5,800."
    )
    assert plain(show(COST_TO_COMPLETE, beside).notes[0]) == (
        "The estimates at completion range from €2,800 to €4,000."
    )


def test_nobody_asked_the_managers():
    facts = portfolio(projects=[half_done()])

    readings = read(COST_TO_COMPLETE, facts)

    assert readings["evm.eac_bottom_up"].missing == (
        "no manager has estimated the rest"
    )
    row = show(COST_TO_COMPLETE, facts).table.rows[3]
    assert row.cells[1:] == (
        None,
        None,
        None,
        None,
        "grey",
        "no manager has estimated the rest",
    )


def test_it_says_what_the_rest_must_do_for_the_budget_to_hold():
    facts = portfolio(projects=[half_done()])

    assert sentence(COST_TO_COMPLETE, facts) == (
        "If current cost performance continues, the projects will cost €1,600 against "
        "€1,200 approved. To finish on budget, the remaining work must be done 50 % "
        "more efficiently than planned."
    )
    assert "A recovery of more than 20 % is rarely seen." in map(
        plain, show(COST_TO_COMPLETE, facts).notes
    )


def test_a_budget_that_is_used_up_has_no_index_to_reach_it():
    readings = read(COST_TO_COMPLETE, portfolio(projects=[half_done(actual_cost=1200)]))

    assert readings["evm.tcpi_bac"].missing == "no budget is left"


def test_an_early_estimate_does_not_extrapolate():
    early = half_done(earned_value=100, actual_cost=200)

    eac = read(COST_TO_COMPLETE, portfolio(projects=[early]))["evm.eac"]

    assert eac.measure.value == 1300
    assert Caveat.EARLY_ESTIMATE in eac.measure.warnings
    assert plain(eac.sentence) == (
        "If the rest costs what was planned, the projects will cost €1,300 against "
        "€1,200 approved."
    )


def test_finished_work_is_told_as_finished():
    finished = project(
        1,
        status="completed",
        plans=[baseline(date(2026, 1, 1), date(2026, 3, 31), 300)],
        updates=[update(planned_value=300, earned_value=300, actual_cost=330)],
        actual_finish=date(2026, 4, 30),
    )

    readings = read(COST_TO_COMPLETE, portfolio(projects=[finished]))

    assert said(readings, "evm.eac") == (
        "The finished work cost €330 against €300 approved."
    )
    assert said(readings, "evm.tcpi_bac") == "Not applicable: all work is done."
    assert readings["evm.eac_bottom_up"].measure.value == 330


def test_the_mix_of_projects_is_named_with_both_sums():
    cheap = half_done(1, earned_value=1000, actual_cost=500)
    dear = half_done(2, earned_value=200, actual_cost=900)

    notes = list(
        map(plain, show(COST_TO_COMPLETE, portfolio(projects=[cheap, dear])).notes)
    )

    assert "The projects’ own estimates add up to €6,000." in notes


def test_the_largest_overrun_comes_first():
    facts = portfolio(projects=[half_done(1, actual_cost=500), half_done(2)])

    (projects,) = show(COST_TO_COMPLETE, facts).further

    assert [row.cells[0] for row in projects.rows] == ["Project 2", "Project 1"]
    assert projects.rows[0].cells[6] == Rag.RED.value
    assert projects.rows[0].href == "/scorecards/projects/2/"


def test_money_in_another_currency_is_unknown_and_its_share_is_not():
    pounds = project(
        1,
        currency="GBP",
        plans=[YEAR],
        updates=[update(planned_value=900, earned_value=600, actual_cost=800)],
    )

    (projects,) = show(COST_TO_COMPLETE, portfolio(projects=[pounds])).further

    assert projects.rows[0].cells[1:5] == (None, None, None, None)
    assert projects.rows[0].cells[5] < 0


def test_a_portfolio_without_earned_value_is_spared_the_question():
    facts = portfolio(projects=[project(1, plans=[YEAR])])
    where = scene()
    component = COST_TO_COMPLETE.collect(facts, where.period, where.as_of)

    readings = COST_TO_COMPLETE.read(component, where)

    assert COST_TO_COMPLETE.present(component, readings, where) is None
    assert readings["evm.eac"].missing
