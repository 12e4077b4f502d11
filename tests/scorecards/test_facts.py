"""What a period can depend on: a refresh leaves alone what this does not change."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delivery.calculations.periods import Period
from scorecards.assembling import collect, digest
from scorecards.facts import MilestoneFacts
from scorecards.panels import PANELS
from tests.scorecards.panels.building import (
    kpi,
    monthly,
    portfolio,
    project,
    task,
    update,
)
from tests.scorecards.panels.strategies import portfolios

PERIODS = [Period.parse(key) for key in ("2026-Q2", "FY2026", "2026-03", "2025-Q4")]
JUNE, AUGUST = date(2026, 6, 30), date(2026, 8, 31)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(facts=portfolios(), period=st.sampled_from(PERIODS), data=st.data())
def test_no_panel_looks_at_what_was_reported_later(facts, period, data):
    as_of = data.draw(st.dates(period.start, period.end))
    now = collect(PANELS, facts, period, as_of)
    assert now == collect(PANELS, facts.for_reading(as_of), period, as_of)


def test_a_later_report_or_reading_leaves_a_period_alone():
    readings = monthly(AUGUST, 1, 2, 3, 4)
    earlier = portfolio(
        projects=[project(1, updates=[update(JUNE)])], kpis=[kpi(1, readings[:2])]
    )
    later = portfolio(
        projects=[project(1, updates=[update(JUNE), update(AUGUST)])],
        kpis=[kpi(1, readings)],
    )
    assert digest(earlier.for_reading(JUNE)) == digest(later.for_reading(JUNE))
    assert digest(earlier.for_reading(AUGUST)) != digest(later.for_reading(AUGUST))


def test_the_first_report_and_reading_say_when_something_began():
    facts = portfolio(
        projects=[project(1, updates=[update(AUGUST)])],
        kpis=[kpi(1, monthly(AUGUST, 5))],
    )
    assert facts.for_reading(JUNE) == facts


def test_a_portfolio_of_milestones_or_work_alone_has_periods():
    handover = MilestoneFacts("M1", "Handover", JUNE, None, AUGUST)
    milestones = portfolio(projects=[project(1, milestones=[handover])])
    work = portfolio(projects=[project(1, tasks=[task("W1", JUNE, JUNE, AUGUST)])])

    assert milestones.first_day() == work.first_day() == AUGUST
    assert milestones.last_day() == work.last_day() == AUGUST
    assert portfolio(projects=[project(1, tasks=[task("W1", JUNE)])]).last_day() is None
