"""One moment for all that is sent, and a report that is ready to go out."""

from collections.abc import Iterator

import pytest
import time_machine

from accounts.models import User
from delivery.models import Portfolio, Role
from recognition.models import ExecutiveReport, Stakeholder, ValueItem
from tests.factories import PortfolioFactory
from tests.people import member
from tests.scorecards.copies.posting import (
    NOW,
    a_reader,
    a_report,
    a_result,
    draw,
)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    """A portfolio with one result, whose scorecards are drawn."""
    with time_machine.travel(NOW, tick=False):
        top = PortfolioFactory(slug="organisation", name="Organisation")
        portfolio = PortfolioFactory(slug="transport", name="Transport", parent=top)
        member(portfolio, Role.LEAD, "lead")
        sponsor = a_reader(portfolio, "Helen Marsh")
        a_result(portfolio, sponsor, "Fewer meter readings", 90_000)
        draw()


@pytest.fixture
def portfolio(_drawn_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def lead(portfolio: Portfolio) -> User:
    return User.objects.get(username="lead")


@pytest.fixture
def sponsor(portfolio: Portfolio) -> Stakeholder:
    return Stakeholder.objects.get(name="Helen Marsh")


@pytest.fixture
def item(portfolio: Portfolio) -> ValueItem:
    return ValueItem.objects.for_page().get()


@pytest.fixture(scope="module")
def _drafted_once(_drawn_once: None) -> None:
    with time_machine.travel(NOW, tick=False):
        a_report(Portfolio.objects.get(slug="transport"), ValueItem.objects.get())


@pytest.fixture
def report(_drafted_once: None, portfolio: Portfolio) -> ExecutiveReport:
    return ExecutiveReport.objects.get()
