"""What Norwick Utilities wants to reach, what serves it, and what pounds are worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import User
from delivery.demo.histories import Calendar
from delivery.demo.projects import PROJECTS
from delivery.models import ExchangeRate, Objective, ObjectiveLink, Portfolio, Project

# Bought in Britain: its plan, its cost and what it brings are in pounds.
PAID_IN = {"SM-04": "GBP"}


@dataclass(frozen=True, slots=True)
class ObjectiveStory:
    """An objective of the group: its weight, and its target share of the spend."""

    code: str
    name: str
    weight: str
    target: str
    owner: str


S = ObjectiveStory

OBJECTIVES = [
    S("LEAK", "Halve leakage by 2032", "5", "0.30", "Tomas Reid"),
    S("METER", "Every customer metered", "4", "0.25", "Helen Marsh"),
    S("SAFE", "Safe and compliant treatment", "5", "0.30", "Ingrid Vale"),
    S("SERVE", "Service without waiting", "3", "0.05", "Aisha Lindqvist"),
    S("GREEN", "Carbon neutral by 2035", "3", "0.05", "Peter Nwosu"),
    # The objective that nobody has given any money.
    S("HOMES", "Water for forty thousand new homes", "2", "0.05", ""),
]

# How strongly the projects of a portfolio serve what; none of Billing Renewal serves
# anything that the strategy names, well funded as it is.
BY_PORTFOLIO = {
    "leakage": {"LEAK": "1"},
    "smart-metering": {"METER": "1", "LEAK": "0.25"},
    "treatment": {"SAFE": "1"},
    "digital-service": {"SERVE": "1"},
}
BY_PROJECT = {
    "TW-05": {"GREEN": "0.75", "SAFE": "0.25"},
    "EC-02": {"SERVE": "0.25"},
    "EC-05": {"SAFE": "0.5"},
    "EC-08": {"GREEN": "1"},
    "EC-10": {"GREEN": "0.5"},
}

# A pound in euros: as planned each January, on average in a month, and at its end.
PLANNED = Decimal("1.1500")
DRIFT = Decimal("0.0025")


def objective_rows(portfolio: Portfolio, calendar: Calendar) -> Iterator[Objective]:
    """The objectives of the group, in force since the demonstration begins."""
    for story in OBJECTIVES:
        yield Objective(
            portfolio=portfolio,
            code=story.code,
            name=story.name,
            weight=Decimal(story.weight),
            target_share=Decimal(story.target),
            owner=story.owner,
            valid_from=calendar.first_day(0),
        )


def link_rows(
    projects: dict[str, Project], objectives: dict[str, Objective]
) -> Iterator[ObjectiveLink]:
    """What each project serves."""
    for story in PROJECTS:
        served = BY_PROJECT.get(story.code, BY_PORTFOLIO.get(story.portfolio, {}))
        for code, strength in served.items():
            yield ObjectiveLink(
                project=projects[story.code],
                objective=objectives[code],
                strength=Decimal(strength),
            )


def served_most(project: Project) -> str:
    """The code of the objective that a project serves most; "" for none."""
    served = BY_PROJECT.get(project.code, BY_PORTFOLIO.get(project.portfolio.slug, {}))
    return max(served, key=lambda code: Decimal(served[code]), default="")


def rate_rows(
    portfolio: Portfolio, calendar: Calendar, by: User
) -> Iterator[ExchangeRate]:
    """The pound: planned once, and dearer month by month."""
    about = {
        "portfolio": portfolio,
        "from_currency": "GBP",
        "to_currency": "EUR",
        "source": "Group treasury",
        "recorded_by": by,
    }
    kind = ExchangeRate.Kind
    first = calendar.first_day(0)
    yield ExchangeRate(
        **about, kind=kind.PLAN, valid_from=date(first.year, 1, 1), rate=PLANNED
    )
    for month in range(calendar.months):
        begins, ends = calendar.first_day(month), calendar.last_day(month)
        worth = PLANNED + DRIFT * month
        yield ExchangeRate(
            **about, kind=kind.AVERAGE, valid_from=begins, valid_to=ends, rate=worth
        )
        yield ExchangeRate(
            **about, kind=kind.CLOSING, valid_from=ends, rate=worth + DRIFT / 2
        )
