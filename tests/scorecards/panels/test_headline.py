"""The verdict, the families, the portfolios below, and how much is known."""

from dataclasses import replace
from datetime import date

import pytest

from delivery.calculations.measure import Rag
from scorecards.facts import PortfolioFacts
from scorecards.panels import PANELS
from scorecards.panels.completeness import COMPLETENESS
from scorecards.panels.contract import Child, Content, Readings
from scorecards.panels.families import families_of, together, verdict
from scorecards.panels.headline import HEADLINE
from scorecards.panels.parts import Nothing
from scorecards.panels.portfolios import PORTFOLIOS
from tests.scorecards.panels.building import (
    END,
    at_work,
    baseline,
    benefit,
    done,
    entries,
    kpi,
    monthly,
    plain,
    portfolio,
    project,
    read,
    scene,
    sentence,
    show,
    target,
    update,
    value,
)

JULY = date(2026, 7, 1)
G, A, R, GREY = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY


def everything(facts: PortfolioFacts) -> Readings:
    readings: Readings = {}
    for panel in PANELS:
        readings = {**readings, **read(panel, facts)}
    return readings


def headline(facts: PortfolioFacts) -> Content:
    where = replace(scene(), readings=everything(facts))
    content = HEADLINE.present(Nothing(), {}, where)
    assert content is not None
    return content


def bringing(share: int) -> object:
    return benefit(
        1,
        entries("planned", JULY, 1_000_000),
        entries("validated", JULY, share * 10_000),
    )


def risk(value: int) -> object:
    return kpi(
        1,
        monthly(END, value),
        [target(100, worst=0, red=50, green=80)],
        family="risk",
    )


@pytest.mark.parametrize(
    ("share", "rag", "words"),
    [
        (110, G, "Delivered value is ahead of plan."),
        (100, G, "Delivered value is on plan."),
        (90, A, "Delivered value is behind plan."),
        (50, R, "Delivered value is far behind plan."),
    ],
)
def test_delivered_value_decides(share, rag, words):
    content = headline(portfolio(benefits=[bringing(share)]))

    assert (content.sentence, content.rag) == (words, rag)


def test_the_second_sentence_has_the_amounts():
    content = headline(portfolio(benefits=[bringing(105)], projects=[done()]))

    assert plain(content.support) == (
        "€1.05M of validated benefit against €1M planned by Sep 30, 2026. "
        "1 of 1 project finished on time (tolerance 5 % of planned duration)."
    )


def test_the_headline_says_what_the_rate_leaves_out():
    due = benefit(2, entries("planned", JULY, 200_000))
    content = headline(portfolio(benefits=[bringing(100), due]))

    assert plain(content.support).startswith(
        "€1M of validated benefit against €1.2M that all benefits were to bring by "
        "Sep 30, 2026; 1 of them has no validated amount yet."
    )


def test_the_weakest_family_is_named_and_holds_the_verdict_back():
    content = headline(portfolio(benefits=[bringing(100)], kpis=[risk(20)]))

    assert content.sentence == (
        "Delivered value is on plan; risk and rework are off track."
    )
    assert content.rag is A


def test_families_that_are_well_are_said_to_be():
    content = headline(portfolio(benefits=[bringing(100)], kpis=[risk(95)]))

    assert content.sentence == (
        "Delivered value is on plan; what else can be judged is on track."
    )
    assert content.rag is G


@pytest.mark.parametrize(
    ("acknowledged", "words"),
    [
        (1_000_000, "Delivered value is on plan."),
        (
            660_000,
            "Delivered value is on plan; a third of it has not been acknowledged yet.",
        ),
        (
            590_000,
            "Delivered value is on plan; 41 % of it has not been acknowledged yet.",
        ),
        (0, "Delivered value is on plan; none of it has been acknowledged yet."),
    ],
)
def test_it_says_how_much_of_the_value_waits_for_a_yes(acknowledged, words):
    yes = (END, "acknowledged_in_part", acknowledged)
    items = [value(1, 1_000_000, *([yes] if acknowledged else []))]
    content = headline(portfolio(benefits=[bringing(100)], value=items))
    assert plain(content.sentence) == words


def test_what_waits_and_what_is_off_track_are_said_together():
    content = headline(
        portfolio(
            benefits=[bringing(100)], kpis=[risk(20)], value=[value(1, 1_000_000)]
        )
    )
    assert content.sentence == (
        "Delivered value is on plan; none of it has been acknowledged yet, and risk "
        "and rework are off track."
    )


def test_without_a_benefit_it_says_what_there_is_to_say():
    facts = portfolio(
        projects=[
            project(
                pk,
                updates=[update(in_year_budget=100, in_year_forecast=100)],
            )
            for pk in range(1, 4)
        ]
    )

    content = headline(facts)

    assert content.sentence == (
        "Delivered value cannot be shown: no benefit has been recorded; what else can "
        "be judged is on track."
    )
    assert plain(content.support) == (
        "3 of 3 projects expect to stay within this year’s budget (tolerance 5 %). "
        "3 projects were reported in Q3 FY2026."
    )
    assert content.rag is A


def test_claims_alone_are_told_as_claims():
    facts = portfolio(benefits=[benefit(1, entries("claimed", JULY, 2_345_000))])

    content = headline(facts)

    assert content.sentence == (
        "Delivered value cannot be shown: no benefit with a plan has been measured and "
        "validated yet."
    )
    assert plain(content.support) == (
        "The owners report about €2M by Sep 30, 2026, not yet validated."
    )
    assert content.rag is GREY


def test_a_portfolio_of_kpis_alone_is_spared_the_panels_of_projects():
    facts = portfolio(kpis=[risk(90)])
    where = replace(scene(), readings=everything(facts))

    shown = [
        panel.key
        for panel in PANELS
        if panel.present(
            panel.collect(facts, where.period, where.as_of), read(panel, facts), where
        )
    ]

    assert shown == [
        "headline",
        "benefits",
        "recognition",
        "value-at-risk",
        "pmo-return",
        "satisfaction",
        "trust",
        "perception",
        "feedback-coverage",
        "service-demand",
        "kpis",
        "kpi-signals",
        "completeness",
    ]


def test_an_empty_portfolio_has_nothing_to_report():
    content = headline(portfolio())

    assert content.sentence == (
        "There is nothing to report for Q3 FY2026 yet: no project, KPI or benefit has "
        "been recorded."
    )
    assert content.support == ""
    assert content.rag is GREY


def test_every_family_has_a_row_even_when_nothing_is_measured_in_it():
    table = headline(portfolio(benefits=[bringing(90)])).table

    assert [row.cells[:2] for row in table.rows] == [
        ("Project delivery performance", "grey"),
        ("Resources and priorities", "grey"),
        ("Risk and rework", "grey"),
        ("Benefits realization", "amber"),
        ("Strategic alignment", "grey"),
    ]


@pytest.mark.parametrize(
    ("colours", "whole"),
    [
        ([], GREY),
        ([GREY, GREY], GREY),
        ([G], G),
        ([G, G, A], G),
        ([G, A], A),
        ([G, G, G, R], A),
        ([G, R], R),
        ([R, A, G], A),
        ([GREY, G], G),
    ],
)
def test_several_colours_are_one_when_half_of_them_agree(colours, whole):
    assert together(colours) is whole


def test_a_family_speaks_by_its_first_measure_that_has_a_value():
    facts = portfolio(projects=[at_work(1, forecast_finish=date(2026, 8, 31))])

    delivery = families_of(everything(facts))[0]

    assert delivery.lead is not None
    assert delivery.lead.label == "Forecast on time"


def child(name: str, facts: PortfolioFacts) -> Child:
    return Child(slug=name.lower(), name=name, readings=everything(facts))


def test_portfolios_stand_side_by_side_with_their_course():
    where = scene(
        children=[
            child("Rail", portfolio(projects=[done(1)])),
            child("Roads", portfolio(projects=[done(1, date(2026, 9, 30))])),
            child("Harbours", portfolio()),
        ]
    )

    content = PORTFOLIOS.present(Nothing(), PORTFOLIOS.read(Nothing(), where), where)

    assert content is not None
    labels = [column.label for column in content.table.columns]
    on_time = labels.index("Finished on time")
    rows = [row.cells for row in content.table.rows]
    assert [row[0] for row in rows] == ["Rail", "Roads", "Harbours"]
    assert [row[on_time].value if row[on_time] else None for row in rows] == [
        1,
        0,
        None,
    ]
    assert [row[-1][-1] if row[-1] else None for row in rows] == [1, 0, None]
    assert content.table.rows[0].href == "/scorecards/rail/?period=2026-Q3"
    assert content.sentence == (
        "3 portfolios are part of this one. Roads is off track."
    )


def test_a_portfolio_without_others_below_has_nothing_to_compare():
    assert PORTFOLIOS.read(Nothing(), scene()) == {}
    assert PORTFOLIOS.present(Nothing(), {}, scene()) is None


def test_a_portfolio_is_judged_as_its_own_scorecard_judges_it():
    facts = portfolio(benefits=[bringing(90)], kpis=[risk(20)])

    assert headline(facts).rag is verdict(everything(facts))


def test_what_is_missing_most_comes_first_with_what_to_do():
    facts = portfolio(
        projects=[at_work(1), at_work(2), project(3, updates=[update()])],
        kpis=[kpi(1, monthly(END, 5), [target(5)])],
    )

    content = show(COMPLETENESS, facts)
    rows = {row.cells[0]: row.cells[1:3] for row in content.table.rows}

    assert rows == {
        "Open projects with a forecast finish and cost": (0, 3),
        "KPIs with limits to score them by": (0, 1),
        "Projects with a plan and a budget": (2, 3),
        "Open projects reported lately": (3, 3),
        "KPIs measured in this period": (1, 1),
        "KPIs with a target": (1, 1),
    }
    assert sentence(COMPLETENESS, facts) == (
        "58 % of the facts that this scorecard needs are recorded. The largest gap: "
        "Open projects with a forecast finish and cost (0 of 3). Add the forecast to "
        "the next status update."
    )


def test_a_complete_portfolio_is_told_so():
    facts = portfolio(
        benefits=[bringing(100)], projects=[done(1, plan=baseline(), cost=5)]
    )

    assert sentence(COMPLETENESS, facts) == (
        "100 % of the facts that this scorecard needs are recorded."
    )
