"""The people that tests ask for: each has one role, in one portfolio of a small tree.

The names are those of guarantees table 2.5. A `stranger` leads another portfolio: what
is foreign must not exist for somebody who has every right elsewhere.
"""

import pytest

from accounts.models import User
from delivery.models import Portfolio, Role
from tests.factories import MembershipFactory, PortfolioFactory


@pytest.fixture
def organisation(db: None) -> Portfolio:
    """The portfolio above `portfolio`."""
    return PortfolioFactory(slug="organisation", name="Organisation")


@pytest.fixture
def portfolio(organisation: Portfolio) -> Portfolio:
    """The portfolio in which these people have their roles."""
    return PortfolioFactory(slug="transport", name="Transport", parent=organisation)


def member(portfolio: Portfolio, role: Role, name: str) -> User:
    """Return a new person with a role."""
    membership = MembershipFactory.create(
        portfolio=portfolio, role=role, user__username=name, user__name=name.title()
    )
    return membership.user


@pytest.fixture
def analyst(portfolio: Portfolio) -> User:
    """Enters and corrects facts: the owner of what is entered."""
    return member(portfolio, Role.ANALYST, "analyst")


@pytest.fixture
def lead(portfolio: Portfolio) -> User:
    """Does what an analyst does, deletes, and manages the portfolio."""
    return member(portfolio, Role.LEAD, "lead")


@pytest.fixture
def finance(portfolio: Portfolio) -> User:
    """Reads, and validates benefits."""
    return member(portfolio, Role.FINANCE, "finance")


@pytest.fixture
def executive(portfolio: Portfolio) -> User:
    """Reads."""
    return member(portfolio, Role.EXECUTIVE, "executive")


@pytest.fixture
def administrator(portfolio: Portfolio) -> User:
    """Manages settings and members, and sees no figure."""
    return member(portfolio, Role.ADMIN, "administrator")


@pytest.fixture
def chief(organisation: Portfolio) -> User:
    """Leads the portfolio above, and so this one."""
    return member(organisation, Role.LEAD, "chief")


@pytest.fixture
def stranger(db: None) -> User:
    """Leads another portfolio."""
    return member(
        PortfolioFactory(slug="elsewhere", name="Elsewhere"), Role.LEAD, "stranger"
    )
