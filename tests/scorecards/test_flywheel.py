"""The wheel of ten steps: its names, what is known of each, and its momentum."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from recognition.models import StepLabel
from recognition.steps import DEFAULTS, steps_of
from scorecards import loop
from scorecards.flywheel import Fact, Turn
from scorecards.loop import held
from scorecards.wheel import wheel
from tests.delivery.pages import entries, parsed, texts
from tests.factories import (
    ClosingFactory,
    CycleFactory,
    KpiFactory,
    PortfolioFactory,
    ServiceFactory,
    StakeholderFactory,
)
from tests.scorecards.cycles import NAMES, at, drawn, ended, known, unknown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at(5), tick=False):
        yield


def address(name, portfolio):
    return reverse(f"scorecards:{name}", args=[portfolio.slug])


def test_every_step_says_what_is_known_of_it(client, executive, portfolio):
    ended(portfolio)
    StakeholderFactory.create_batch(2, portfolio=portfolio)
    ServiceFactory(portfolio=portfolio)
    client.force_login(executive)
    page = client.get(address("flywheel", portfolio))
    first, *_others, last = texts(page, ".turns > li")
    assert first.startswith("1 Awareness building")
    assert "Trust in the PMO 50 %" in first
    assert "Stakeholders known 2" in first
    assert last.startswith("10 Value recognition")
    assert "PMO services on offer 1" in " ".join(texts(page, "#step-4"))
    assert "no project" in " ".join(texts(page, "#step-5"))
    assert len(texts(page, ".turns > li")) == 10


def test_the_wheel_says_what_the_list_says_and_leads_there(
    client, executive, portfolio
):
    client.force_login(executive)
    page = parsed(client.get(address("flywheel", portfolio)))
    links = page.select("svg.wheel a")
    assert [link["href"] for link in links] == [f"#step-{n}" for n in range(1, 11)]
    assert all(page.select_one(link["href"]) for link in links)
    assert links[8]["aria-label"].startswith("Step 9, Value delivery.")


def test_a_name_is_escaped_and_cut_where_the_ring_has_no_room(portfolio):
    StepLabel.objects.create(
        portfolio=portfolio.parent, step=1, label="<b>" + "endless " * 7
    )
    turns = [Turn(step, (Fact("Known", "1"),), "") for step in steps_of(portfolio)]
    drawing = wheel(turns, "Wheel", ["No cycle is open"])
    assert "<b>" not in drawing
    assert "…" in drawing


def test_who_leads_the_top_names_the_steps_for_all_below(
    client, chief, executive, portfolio
):
    client.force_login(chief)
    path = address("step_labels", portfolio.parent)
    sent = entries(client.get(path), label_5="Rollout", description_5="")
    assert client.post(path, sent)["Location"] == address("flywheel", portfolio.parent)
    assert StepLabel.objects.get().step == 5
    steps = {step.number: step for step in steps_of(portfolio)}
    assert (steps[5].label, steps[5].is_sure) == ("Rollout", True)
    assert (steps[6].is_sure, steps[9].is_sure) == (False, True)
    usual = entries(client.get(path), label_5="")
    client.post(path, {name: usual[name] for name in usual if name != "checked_5"})
    assert not StepLabel.objects.exists()


def test_a_name_that_was_checked_is_marked_no_more(client, chief, portfolio):
    client.force_login(chief)
    path = address("step_labels", portfolio.parent)
    page = client.get(path)
    assert len(texts(page, "legend .badge")) == 4
    client.post(path, entries(page, checked_7="on"))
    assert {step.number for step in steps_of(portfolio) if not step.is_sure} == {
        5,
        6,
        8,
    }
    assert steps_of(portfolio)[6].label == str(DEFAULTS[7].label)


def test_momentum_is_that_of_the_closings_and_of_today(client, executive, portfolio):
    current = ended(portfolio)
    before = CycleFactory(
        portfolio=portfolio,
        name="Second quarter",
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 6, 30),
        status="closed",
    )
    then = {name: unknown("nobody was asked") for name in NAMES}
    then["trust_index.index"] = known("0.25")
    ClosingFactory(
        cycle=before,
        opened=current,
        closed_by=executive,
        measures=loop.as_json(list(held(then))),
    )
    CycleFactory(
        portfolio=portfolio,
        name="First quarter",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
        status="closed",
    )
    client.force_login(executive)
    page = client.get(address("flywheel", portfolio))
    rows = texts(page, "[aria-labelledby=momentum-table] tbody tr")
    assert rows[0].startswith(
        "Trust in the PMO not available: the cycle has no closing report 25 % 50 %"
    )


def test_nothing_is_made_up_where_there_is_no_scorecard(client, executive, portfolio):
    client.force_login(executive)
    page = client.get(address("flywheel", portfolio))
    said = " ".join(texts(page, "main"))
    assert "not available: the scorecard has not been drawn yet" in said
    assert "not available: no cycle is open" in said


def test_loop_measures_are_told_with_their_reasons(client, executive, portfolio):
    drawn(portfolio, {name: unknown("nobody was asked") for name in NAMES})
    client.force_login(executive)
    page = client.get(address("flywheel", portfolio))
    rows = texts(page, "[aria-labelledby=loop-measures] tbody tr")
    assert len(rows) == 6
    assert all("not available" in row for row in rows)


@pytest.mark.one_engine
def test_the_page_takes_as_many_queries_for_many_rows(
    client, executive, portfolio, django_assert_max_num_queries
):
    ended(portfolio)
    for number in range(4):
        child = PortfolioFactory(slug=f"part-{number}", parent=portfolio)
        KpiFactory(portfolio=child)
        StakeholderFactory(portfolio=child)
        CycleFactory(portfolio=portfolio, starts_on=date(2025, number + 1, 1))
    client.force_login(executive)
    with django_assert_max_num_queries(20):
        client.get(address("flywheel", portfolio))
