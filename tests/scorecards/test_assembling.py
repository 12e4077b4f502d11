"""From facts, and from what lies below, to one snapshot."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from delivery.calculations.periods import Period
from scorecards import snapshots
from scorecards.assembling import (
    Identity,
    Part,
    assemble,
    collect,
    components_as_text,
    components_from_text,
    currencies_as_text,
    currencies_in_text,
    digest,
    flat,
    read,
    readings_as_text,
    readings_from_text,
    scene,
    total,
)
from scorecards.facts import PortfolioFacts, ProjectFacts, UpdateFacts
from scorecards.panels.contract import Child
from tests.scorecards.tiny import PANELS, TALLY, Tally

QUARTER = Period.parse("2026-Q3")
BEFORE = QUARTER.previous()


def update(day: date, cost: str) -> UpdateFacts:
    empty = dict.fromkeys(UpdateFacts.__dataclass_fields__)
    return UpdateFacts(
        **{**empty, "status_date": day, "whole_life_cost": Decimal(cost)}
    )


def facts(slug: str, **costs: str) -> PortfolioFacts:
    empty = dict.fromkeys(ProjectFacts.__dataclass_fields__)
    return PortfolioFacts(
        slug=slug,
        currency="EUR",
        time_tolerance=Decimal("0.05"),
        cost_tolerance=Decimal("0.05"),
        ratings=(),
        projects=tuple(
            ProjectFacts(
                **{
                    **empty,
                    "name": name,
                    "updates": (update(date(2026, 8, 31), cost),),
                }
            )
            for name, cost in costs.items()
        ),
        kpis=(),
        benefits=(),
        resources=(),
    )


def identity(slug: str) -> Identity:
    return Identity(
        slug=slug,
        name=slug.title(),
        currency="EUR",
        time_tolerance=Decimal("0.05"),
        cost_tolerance=Decimal("0.05"),
    )


def part(
    slug: str, period: Period = QUARTER, below: Sequence[Child] = (), **costs: str
) -> Part:
    components = collect(PANELS, facts(slug, **costs), period, period.end)
    where = scene(identity(slug), period, period.end, below)
    return Part(
        period=period,
        as_of=period.end,
        components=components,
        readings=read(PANELS, components, where),
    )


def child(slug: str, **costs: str) -> Child:
    readings = flat(part(slug, **costs).readings)
    return Child(slug=slug, name=slug.title(), readings=readings)


def test_components_come_back_from_their_text_unchanged():
    components = part("metro", tunnel="1000.10", depot="0.20").components
    text = components_as_text(components)
    assert components_from_text(PANELS, text) == components
    assert components_as_text(components_from_text(PANELS, text)) == text


def test_readings_come_back_from_their_text_unchanged():
    readings = part("metro", tunnel="1000.10", depot="0.20").readings
    assert readings_from_text(readings_as_text(readings)) == readings


def test_the_parts_of_a_portfolio_and_of_those_below_add_up():
    own, below = part("group", hall="1"), part("metro", tunnel="0.10", depot="0.20")
    summed = total(PANELS, [own.components, below.components])
    assert summed["tally"].count == 3
    assert summed["tally"].cost == Decimal("1.30")


def test_components_in_several_currencies_are_read_back_as_they_were_stored():
    components = part("metro", tunnel="5").components
    text = currencies_as_text({"USD": components, "GBP": components})

    assert set(currencies_in_text(text)) == {"GBP", "USD"}
    assert components_from_text(PANELS, currencies_in_text(text)["USD"]) == components
    assert currencies_in_text(currencies_as_text({})) == {}


def test_a_number_stands_beside_its_own_value_in_the_period_before():
    this, before = part("metro", a="1", b="2"), part("metro", BEFORE, a="1")
    snapshot = assemble(PANELS, identity("metro"), this, before.readings)
    comparison = snapshot.readings["projects.count"].comparison
    assert comparison is not None
    # Nothing was reported in the quarter before: its one update is of August.
    assert (comparison.period, comparison.value, comparison.change) == (
        "2026-Q2",
        0,
        2,
    )


def test_without_a_period_before_nothing_is_compared():
    snapshot = assemble(PANELS, identity("metro"), part("metro", a="1"))
    assert snapshot.readings["projects.count"].comparison is None


def test_a_panel_speaks_knowing_the_numbers_of_all_panels():
    snapshot = assemble(PANELS, identity("metro"), part("metro", a="1"))
    assert snapshot.panels[0].sentence == "1 projects in Metro, 2 of 3 numbers"
    assert set(snapshot.readings) == {
        "projects.count",
        "projects.whole_life_cost",
        "tiny.share",
    }


def test_a_panel_without_anything_to_say_is_left_out():
    lonely = assemble(PANELS, identity("metro"), part("metro", a="1"))
    assert [panel.key for panel in lonely.panels] == ["tally"]
    below = [child("line", b="1")]
    this = part("metro", below=below, a="1")
    above = assemble(PANELS, identity("metro"), this, children=below)
    assert [panel.key for panel in above.panels] == ["tally", "share"]
    assert above.panels[1].sentence == "Line: 3 readings"


def test_every_picture_is_drawn_and_its_figure_kept():
    snapshot = assemble(PANELS, identity("metro"), part("metro", a="1"))
    (panel,) = snapshot.panels
    assert panel.svg.startswith("<svg")
    assert 'width="288"' in panel.narrow_svg
    assert snapshot.figures["tally"]["data"][0]["x"] == ["a"]


def test_what_people_wrote_is_drawn_as_text():
    nasty = {"<script>alert(1)</script>": "1"}
    snapshot = assemble(PANELS, identity("metro"), part("metro", **nasty))
    assert "<script" not in snapshot.panels[0].svg


def test_a_snapshot_comes_back_from_json_unchanged():
    below = [child("line", b="0.10")]
    this = part("metro", below=below, a="2.50")
    snapshot = assemble(PANELS, identity("metro"), this, children=below)
    readings = snapshots.readings_as_json(snapshot.readings)
    panels = snapshots.panels_as_json(snapshot.panels)
    assert snapshots.readings_from_json(readings) == snapshot.readings
    assert snapshots.panels_from_json(panels) == snapshot.panels


def test_a_snapshot_of_another_edition_of_the_code_can_be_read():
    snapshot = assemble(PANELS, identity("metro"), part("metro", a="1"))
    (stored,) = snapshots.panels_as_json(snapshot.panels)
    del stored["support"]
    stored["added_later"] = "something"
    (panel,) = snapshots.panels_from_json([stored])
    assert panel == replace(snapshot.panels[0], support="")


def test_a_headline_holds_the_number_of_each_panel():
    below = [child("line", b="1")]
    this = part("metro", below=below, a="1")
    snapshot = assemble(PANELS, identity("metro"), this, children=below)
    headline = snapshot.headline()
    assert headline["sentence"] == snapshot.panels[0].sentence
    assert headline["rag"] == "amber"
    assert set(headline["readings"]) == {"projects.count", "tiny.share"}


def test_an_error_says_which_panel_and_period_it_comes_from():
    def refuse(*_: object) -> Tally:
        raise ZeroDivisionError("no projects")

    broken = replace(TALLY, collect=refuse)
    with pytest.raises(ZeroDivisionError) as raised:
        collect([broken], facts("metro"), QUARTER, QUARTER.end)
    assert raised.value.__notes__ == ["panel tally, period 2026-Q3"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((Decimal("1.1"), date(2026, 1, 1)), id="another number"),
        pytest.param((Decimal(1), date(2026, 1, 2)), id="another day"),
        pytest.param((Decimal(1), None), id="a day that became unknown"),
    ],
)
def test_other_values_have_another_digest(other):
    one = (Decimal(1), date(2026, 1, 1))
    assert digest(*one) == digest(*one)
    assert digest(*one) != digest(*other)
