"""What holds for every panel, whatever is known and whatever is missing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from delivery.calculations.measure import Rag, Unit
from delivery.calculations.periods import Period
from scorecards.assembling import flat
from scorecards.facts import PortfolioFacts
from scorecards.panels import PANELS
from scorecards.panels.contract import Outcome, Panel, Quantity, Reading, Table
from scorecards.panels.finish_variance import FINISH_VARIANCE
from scorecards.panels.terms import TERMS
from tests.scorecards.panels import demand, feedback
from tests.scorecards.panels.building import (
    Q3,
    baseline,
    portfolio,
    project,
    read,
    scene,
    show,
    update,
)
from tests.scorecards.panels.strategies import portfolios

SLOW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PERIODS = [Period.parse(key) for key in ("2026-Q2", "FY2026", "2026-03")]

# What need not be spoken of where nobody keeps such facts.
SILENT = {Outcome.DELIVERY, Outcome.RESOURCES, Outcome.RISK, Outcome.BENEFITS}

every_panel = pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.key)


def together(one: PortfolioFacts, other: PortfolioFacts) -> PortfolioFacts:
    """The facts of two portfolios as if they were those of one."""
    return replace(
        one,
        projects=one.projects + other.projects,
        kpis=one.kpis + other.kpis,
        benefits=one.benefits + other.benefits,
        resources=one.resources + other.resources,
        overlaps=one.overlaps + other.overlaps,
        services=one.services + other.services,
        risks=one.risks + other.risks,
        reserves=one.reserves + other.reserves,
        issues=one.issues + other.issues,
        rework=one.rework + other.rework,
        quality=one.quality + other.quality,
        feedback=feedback.together(one.feedback, other.feedback),
        value=one.value + other.value,
        demand=demand.together(one.demand, other.demand),
    )


@cache
def every_measure() -> set[str]:
    """The names of all measures that there are."""
    return {
        name for one in PANELS for name in read(one, portfolio(), Q3, date(2026, 9, 30))
    }


# What is claimed of any facts of a portfolio. They take longer to draw than to look at,
# so that each portfolio is drawn once for all claims.
CLAIMS: list[Callable[[PortfolioFacts, Period], None]] = []


def claim(
    held: Callable[[PortfolioFacts, Period], None],
) -> Callable[[PortfolioFacts, Period], None]:
    CLAIMS.append(held)
    return held


def collected(panel: Panel[Any], facts: PortfolioFacts, period: Period) -> Any:
    return panel.collect(facts, period, period.end)


def test_keys_are_addresses_and_each_is_there_once():
    keys = [panel.key for panel in PANELS]

    assert len(set(keys)) == len(keys)
    assert "projects_by_rating" in keys
    assert all(
        re.fullmatch(r"[a-z]+(-[a-z]+)*", key)
        for key in keys
        if key != "projects_by_rating"
    )


def test_the_headline_comes_first():
    assert PANELS[0].key == "headline"


@every_panel
def test_a_question_ends_in_a_question_mark(panel):
    assert str(panel.question).endswith("?")


def test_every_term_is_explained_in_one_sentence():
    for name, term in TERMS.items():
        assert str(term.explanation).endswith("."), name
        assert str(term.label), name


@claim
def a_component_is_read_back_as_it_was_stored(
    facts: PortfolioFacts, period: Period
) -> None:
    for panel in PANELS:
        note(panel.key)
        component = collected(panel, facts, period)

        stored = msgspec.json.encode(component, order="deterministic")

        assert msgspec.json.decode(stored, type=panel.component) == component


@SLOW
@given(
    one=portfolios(1),
    other=portfolios(11),
    third=portfolios(21),
    period=st.sampled_from(PERIODS),
)
def test_a_parent_says_what_the_pooled_facts_say_in_any_order(
    one, other, third, period
):
    for panel in PANELS:
        note(panel.key)
        first, second, last = (
            collected(panel, facts, period) for facts in (one, other, third)
        )
        added = first + second
        pooled = collected(panel, together(one, other), period)

        assert added == pooled
        assert panel.read(added, scene(period)) == panel.read(pooled, scene(period))
        assert added == second + first
        assert added + last == first + (second + last)


@claim
def nothing_known_adds_nothing(facts: PortfolioFacts, period: Period) -> None:
    for panel in PANELS:
        note(panel.key)
        component = collected(panel, facts, period)
        nothing = collected(panel, portfolio(), period)

        assert component + nothing == component


@claim
def a_child_that_knows_nothing_only_lowers_completeness(
    facts: PortfolioFacts, period: Period
) -> None:
    for panel in PANELS:
        note(panel.key)
        blank = portfolio(projects=[project(99)])
        component = collected(panel, facts, period)
        before = panel.read(component, scene(period))

        after = panel.read(component + collected(panel, blank, period), scene(period))

        for name, reading in before.items():
            new = after[name].measure
            if reading.measure.is_ok and new.is_ok and name != "data.completeness":
                assert new.value == reading.measure.value, name
            old = reading.measure.completeness
            if old is not None and new.completeness is not None:
                assert new.completeness <= old, name


@claim
def without_a_rate_there_is_no_money_and_counts_stay(
    facts: PortfolioFacts, period: Period
) -> None:
    for panel in PANELS:
        note(panel.key)
        component = collected(panel, facts, period)
        before = panel.read(component, scene(period))
        after = panel.read(component.converted(None), scene(period))

        for name, reading in after.items():
            if reading.measure.unit is Unit.MONEY:
                assert not reading.measure.is_ok, name
            if reading.measure.unit is Unit.COUNT:
                assert reading.measure == before[name].measure, name


@claim
def a_rate_scales_money_and_leaves_ratios_alone(
    facts: PortfolioFacts, period: Period
) -> None:
    for panel in PANELS:
        note(panel.key)
        component = collected(panel, facts, period)
        before = panel.read(component, scene(period))
        after = panel.read(component.converted(Decimal(2)), scene(period))

        for name, reading in after.items():
            old, new = before[name].measure, reading.measure
            assert old.status == new.status, name
            if old.value is None or new.value is None:
                continue
            factor = 2 if old.unit is Unit.MONEY else 1
            assert round(Decimal(new.value) - Decimal(old.value) * factor, 9) == 0, name


@claim
def every_reading_is_complete(facts: PortfolioFacts, period: Period) -> None:
    for panel in PANELS:
        note(panel.key)
        for name, reading in read(panel, facts, period).items():
            assert name in TERMS
            assert_reading(reading)


def assert_reading(reading: Reading) -> None:
    assert reading.label
    assert reading.explanation.endswith(".")
    assert_sentence(reading.sentence)
    if reading.measure.is_ok:
        assert not reading.missing
        assert not reading.trend or reading.trend[-1] is not None
    else:
        assert reading.missing
        assert not reading.missing.endswith(".")
        assert reading.rag in {None, Rag.GREY}
    assert len(reading.trend) in {0, 8}
    assert (reading.rag is None) or reading.target


def assert_sentence(text: str) -> None:
    """A sentence a person wrote: whole, calm, and without leftovers of a program."""
    assert text.endswith((".", "?")), text
    assert "!" not in text
    assert "%(" not in text
    assert "None" not in text
    assert "N/A" not in text
    assert "  " not in text
    assert ".." not in text


@claim
def what_is_shown_is_whole(facts: PortfolioFacts, period: Period) -> None:
    where = scene(period)
    components = {panel.key: collected(panel, facts, period) for panel in PANELS}
    readings = {panel.key: panel.read(components[panel.key], where) for panel in PANELS}
    where = replace(where, readings=flat(readings))
    for panel in PANELS:
        note(panel.key)

        content = panel.present(components[panel.key], readings[panel.key], where)

        if content is None:
            silent = {"portfolios", "alignment", "currencies", "kpi-signals"}
            assert panel.key in silent or panel.outcome in SILENT
            continue
        assert_sentence(content.sentence)
        for remark in content.notes:
            assert_sentence(remark)
        for table in (content.table, *content.further):
            assert_table(table)
        if content.picture:
            assert content.picture.title
            assert_sentence(content.picture.description)
            go.Figure(content.picture.figure)
            msgspec.json.encode(content.picture.figure)


@SLOW
@given(facts=portfolios(), period=st.sampled_from(PERIODS))
def test_every_claim_holds_for_any_facts(facts, period):
    for held in CLAIMS:
        note(held.__name__)
        held(facts, period)


def assert_table(table: Table) -> None:
    assert table.rows or table.empty
    assert table.left_out >= 0
    for row in table.rows:
        assert len(row.cells) == len(table.columns)
        for cell, column in zip(row.cells, table.columns, strict=True):
            if column.is_status:
                assert cell is None or Rag(cell)
            if column.is_trend:
                assert isinstance(cell, tuple)
            if isinstance(cell, Quantity):
                assert column.is_quantity


@every_panel
def test_an_empty_portfolio_has_no_numbers_but_counts_and_says_what_to_do(panel):
    for name, reading in read(panel, portfolio()).items():
        if reading.measure.is_ok:
            assert reading.measure.unit is Unit.COUNT, name
            assert reading.measure.value == 0, name
        else:
            assert reading.sentence.startswith("Not available: "), name


@every_panel
def test_the_number_of_a_panel_is_a_measure_of_some_panel(panel):
    assert panel.lead in every_measure() | {"portfolios.count"}


def test_names_are_told_as_they_are_and_drawn_as_text():
    name = "<b>Depot</b> {{ 7*7 }} %(ok)s"
    facts = portfolio(
        projects=[
            project(
                1,
                name=name,
                plans=[baseline()],
                updates=[update(forecast_finish=date(2026, 12, 24))],
            )
        ]
    )

    content = show(FINISH_VARIANCE, facts)

    assert content.sentence == f"{name} is forecast to finish 115 days late."
    assert content.picture is not None
    drawn = msgspec.json.encode(content.picture.figure).decode()
    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn
