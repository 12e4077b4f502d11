"""Whether the money follows the strategy."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.measure import Rag
from scorecards.facts import LinkFacts, ObjectiveFacts
from scorecards.panels.alignment import ALIGNMENT
from scorecards.panels.contract import Scene
from scorecards.panels.spend_mix import SPEND_MIX
from tests.scorecards.panels.building import (
    END,
    Q3,
    baseline,
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


def objective(code="GROW", weight=1, target=None, **more):
    plain_facts = {
        "pk": len(code),
        "portfolio": "rail",
        "code": code,
        "name": code.title(),
        "weight": D(weight),
        "target_share": None if target is None else D(target),
        "valid_from": None,
        "valid_to": None,
        "is_own": True,
    }
    return ObjectiveFacts(**{**plain_facts, **more})


def link(code="GROW", strength="1", share=None, portfolio="rail"):
    return LinkFacts(
        f"{portfolio}/{code}", D(strength), None if share is None else D(share)
    )


def linked(pk, budget, *links, **more):
    plans = [baseline(budget=budget)] if budget is not None else []
    return replace(project(pk, plans=plans, **more), links=tuple(links))


def test_spend_is_weighted_by_how_strongly_a_project_serves_the_strategy():
    facts = portfolio(
        projects=[linked(1, 300, link("GROW")), linked(2, 100, link("GROW", "0.5"))],
        objectives=[objective("GROW", 2), objective("SAFE", 1)],
    )

    readings = read(ALIGNMENT, facts)

    assert readings["alignment.wai"].measure.value == D("0.875")
    assert said(readings, "alignment.wai") == "88 % of spend is weighted to strategy."


def test_a_project_without_a_link_is_an_orphan_and_so_is_one_of_strength_zero():
    facts = portfolio(
        projects=[
            linked(1, 800, link()),
            linked(2, 100, link(strength="0")),
            linked(3, 100),
        ],
        objectives=[objective()],
    )

    readings = read(ALIGNMENT, facts)

    assert readings["alignment.orphan_count"].measure.value == 2
    assert readings["alignment.orphan_spend_share"].measure.value == D("0.2")
    assert said(readings, "alignment.orphan_count") == (
        "2 projects (€200) serve no stated objective."
    )
    assert readings["alignment.orphan_spend_share"].rag is Rag.RED


def test_orphans_lead_to_the_page_that_mends_them_the_costliest_first():
    facts = portfolio(
        projects=[linked(1, 10), linked(2, 500), linked(3, None)],
        objectives=[objective()],
    )

    (orphans,) = show(ALIGNMENT, facts).further

    assert [row.cells[0] for row in orphans.rows] == [
        "Project 2",
        "Project 1",
        "Project 3",
    ]
    assert orphans.rows[0].href == "/delivery/projects/2/objectives/"


def test_a_project_that_is_not_at_work_neither_serves_nor_fails_to():
    facts = portfolio(
        projects=[
            linked(1, 100, link()),
            linked(2, 900, status="planned"),
            linked(3, 900, status="cancelled"),
        ],
        objectives=[objective()],
    )

    assert read(ALIGNMENT, facts)["alignment.orphan_count"].measure.value == 0
    assert read(ALIGNMENT, facts)["alignment.wai"].measure.value == 1


def test_an_objective_is_covered_by_funded_work_only():
    facts = portfolio(
        projects=[linked(1, 100, link("GROW")), linked(2, None, link("SAFE"))],
        objectives=[objective("GROW"), objective("SAFE")],
    )

    readings = read(ALIGNMENT, facts)

    assert readings["alignment.objective_coverage"].measure.value == D("0.5")
    assert said(readings, "alignment.objective_coverage") == (
        "1 of 2 strategic objectives have funded work behind them."
    )


def test_the_forecast_cost_stands_in_for_a_budget_that_nobody_approved():
    facts = portfolio(
        projects=[
            replace(
                project(1, updates=[update(forecast_cost=50)]), links=(link("GROW"),)
            )
        ],
        objectives=[objective()],
    )

    assert read(ALIGNMENT, facts)["alignment.objective_coverage"].measure.value == 1


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        pytest.param(
            portfolio(objectives=[objective()]),
            "Not available: no project is at work.",
            id="no project",
        ),
        pytest.param(
            portfolio(projects=[linked(1, 100), linked(2, 100)]),
            "Not available: no objective is stated that the 2 projects at work could "
            "serve. State the objectives, then link the projects to them.",
            id="no objective",
        ),
        pytest.param(
            portfolio(projects=[linked(1, None, link())], objectives=[objective()]),
            "Not available: no project at work has an approved budget or a forecast of "
            "its cost. Approve a baseline with a budget.",
            id="no money",
        ),
    ],
)
def test_what_nobody_can_judge_says_why(facts, reason):
    readings = read(ALIGNMENT, facts)

    assert readings["alignment.wai"].measure.value is None
    assert said(readings, "alignment.wai") == reason


def test_no_objective_is_not_full_coverage():
    readings = read(ALIGNMENT, portfolio(projects=[linked(1, 100)]))

    assert readings["alignment.objective_coverage"].measure.value is None
    assert readings["alignment.orphan_count"].measure.value is None


def test_an_objective_that_has_ended_is_served_no_more():
    facts = portfolio(
        projects=[linked(1, 100, link())],
        objectives=[objective(valid_to=date(2026, 6, 30)), objective("SAFE")],
    )

    assert read(ALIGNMENT, facts)["alignment.orphan_count"].measure.value == 1


def test_objectives_above_are_served_and_covered_where_they_belong():
    above = objective("NET", portfolio="group", is_own=False)
    below = portfolio(
        projects=[linked(1, 100, link("NET", portfolio="group"))], objectives=[above]
    )
    group = replace(portfolio(objectives=[replace(above, is_own=True)]), slug="group")

    own = read(ALIGNMENT, below)
    part = ALIGNMENT.collect(below, Q3, END) + ALIGNMENT.collect(group, Q3, END)
    together = ALIGNMENT.read(part, scene())

    assert own["alignment.wai"].measure.value == 1
    assert own["alignment.objective_coverage"].measure.value is None
    assert together["alignment.objective_coverage"].measure.value == 1
    assert together["alignment.wai"].measure.value == 1


def mix(facts):
    return read(SPEND_MIX, facts)["spend_mix_fit"]


def test_spend_is_split_by_weight_and_strength():
    facts = portfolio(
        projects=[linked(1, 300, link("GROW"), link("SAFE", "0.5"))],
        objectives=[objective("GROW", 1, "0.5"), objective("SAFE", 1, "0.5")],
    )

    rows = {row.cells[0]: row.cells for row in show(SPEND_MIX, facts).table.rows}

    assert rows["Grow"][3] == D(200)
    assert rows["Safe"][3] == D(100)
    assert round(mix(facts).measure.value, 4) == D("0.8333")


def test_entered_shares_go_before_weights():
    facts = portfolio(
        projects=[linked(1, 100, link("GROW", share="0.1"), link("SAFE", share="0.9"))],
        objectives=[objective("GROW", 5, "0.1"), objective("SAFE", 1, "0.9")],
    )

    assert mix(facts).measure.value == 1


def test_entered_shares_that_do_not_add_up_are_told_and_left_aside():
    facts = portfolio(
        projects=[linked(1, 100, link("GROW", share="0.2"), link("SAFE"))],
        objectives=[objective("GROW", target="0.5"), objective("SAFE", target="0.5")],
    )

    assert mix(facts).measure.value == 1
    assert [plain(note) for note in show(SPEND_MIX, facts).notes] == [
        "The shares entered for 1 project do not add up to 100 %; weights decide there."
    ]


def test_money_that_serves_no_objective_is_off_target():
    facts = portfolio(
        projects=[linked(1, 75, link()), linked(2, 25)],
        objectives=[objective(target="1")],
    )

    assert mix(facts).measure.value == D("0.75")


def test_an_objective_without_money_is_named():
    facts = portfolio(
        projects=[linked(1, 100, link("GROW"))],
        objectives=[objective("GROW", target="0.7"), objective("SAFE", target="0.3")],
    )

    content = show(SPEND_MIX, facts)

    assert "No money goes to Safe." in content.notes
    assert plain(content.sentence) == (
        "The mix of spend fits its targets to 70 %. 0 % of spend serves Safe against a "
        "target of 30 %."
    )


@pytest.mark.parametrize(
    ("targets", "said_"),
    [
        pytest.param(
            (None, None),
            "Give the objectives target shares of spend that add up to 100 %.",
            id="none",
        ),
        pytest.param(
            ("0.5", "0.4"),
            "The target shares add up to 90 %; let them add up to 100 %.",
            id="too little",
        ),
    ],
)
def test_without_complete_targets_there_is_no_fit(targets, said_):
    facts = portfolio(
        projects=[linked(1, 100, link("GROW"))],
        objectives=[
            objective("GROW", target=targets[0]),
            objective("SAFE", target=targets[1]),
        ],
    )

    found = mix(facts)

    assert found.measure.value is None
    assert plain(found.sentence).endswith(said_)


def test_a_portfolio_without_objectives_is_spared_the_mix():
    facts = portfolio(projects=[linked(1, 100)])
    where: Scene = scene()
    component = SPEND_MIX.collect(facts, Q3, END)

    assert SPEND_MIX.present(component, SPEND_MIX.read(component, where), where) is None
