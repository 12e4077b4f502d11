"""A refresh that fails never replaces what was good, and stops no other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from delivery.models import Portfolio, StatusUpdate
from scorecards import regeneration
from scorecards.models import Refresh, Scorecard
from scorecards.panels.contract import Component
from scorecards.regeneration import Result, refresh, refresh_here, start_again
from tests.factories import PortfolioFactory, ProjectFactory, StatusUpdateFactory
from tests.scorecards.tiny import TALLY

pytestmark = pytest.mark.django_db


class TooDearError(Exception):
    """A project costs more than the panel of these tests can bear."""


def collect_or_refuse(facts, period, as_of) -> Component:
    """Count as the tiny panel does, but fail for a cost of 666."""
    tally = TALLY.collect(facts, period, as_of)
    if any(cost == 666 for _, _, cost in tally.reported):
        raise TooDearError("666 is too dear")
    return tally


@pytest.fixture(autouse=True)
def _panels(monkeypatch) -> None:
    fragile = replace(TALLY, collect=collect_or_refuse)
    monkeypatch.setattr(regeneration, "PANELS", (fragile,))


@pytest.fixture
def portfolio() -> Portfolio:
    return PortfolioFactory(slug="metro")


def report(portfolio: Portfolio, cost: int) -> StatusUpdate:
    return StatusUpdateFactory(
        project=ProjectFactory(portfolio=portfolio),
        status_date=date(2026, 9, 30),
        whole_life_cost=Decimal(cost),
    )


def test_a_failure_keeps_the_last_good_scorecard_and_says_why(portfolio):
    report(portfolio, 100)
    assert refresh(portfolio.pk, at_once=True) is Result.UP_TO_DATE
    good = Scorecard.objects.values().order_by("pk")
    before = list(good)
    report(portfolio, 666)
    assert refresh(portfolio.pk, at_once=True) is Result.FAILED
    assert list(good.all()) == before
    assert not Scorecard.objects.for_page()[0].is_current
    assert Refresh.objects.failing().get().problem == (
        "TooDearError: 666 is too dear\npanel tally, period FY2026"
    )


def test_a_correction_mends_it_at_once(portfolio):
    bad = report(portfolio, 666)
    assert refresh(portfolio.pk, at_once=True) is Result.FAILED
    assert refresh(portfolio.pk, at_once=True) is Result.NOT_DUE
    bad.whole_life_cost = Decimal(66)
    bad.save()
    assert refresh(portfolio.pk, at_once=True) is Result.UP_TO_DATE
    state = Refresh.objects.get()
    assert (state.error, state.failed_at, state.attempts) == ("", None, 0)


def test_other_portfolios_go_on(portfolio):
    report(portfolio, 666)
    other = PortfolioFactory(slug="roads")
    report(other, 100)
    results = {
        one.portfolio.slug: one.result for one in refresh_here(Portfolio.objects.all())
    }
    assert results == {"metro": Result.FAILED, "roads": Result.UP_TO_DATE}


def test_what_is_above_waits_and_shows_the_last_good_numbers(portfolio):
    line = PortfolioFactory(slug="line", parent=portfolio)
    report(portfolio, 1)
    good = report(line, 100)
    list(refresh_here(Portfolio.objects.all()))
    good.whole_life_cost = Decimal(666)
    good.save()
    report(portfolio, 2)
    list(refresh_here(Portfolio.objects.all()))
    scorecards = Scorecard.objects.of_portfolio(portfolio).of_latest_period()
    scorecard = scorecards.for_page().get()
    cost = scorecard.snapshot.readings["projects.whole_life_cost"].measure.value
    assert cost == 103
    assert not scorecard.is_current
    assert Refresh.objects.failing().under(portfolio).get().portfolio_id == line.pk


def test_whoever_mends_the_cause_starts_it_again(portfolio, monkeypatch):
    report(portfolio, 666)
    refresh(portfolio.pk, at_once=True)
    monkeypatch.setattr(regeneration, "PANELS", (TALLY,))
    assert refresh(portfolio.pk, at_once=True) is Result.NOT_DUE
    start_again(portfolio)
    assert refresh(portfolio.pk, at_once=True) is Result.UP_TO_DATE
