"""Risks, issues, rework and quality by hand, for the tests of their panels."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from scorecards.facts import (
    AssessmentFacts,
    IssueFacts,
    QualityFacts,
    ReserveFacts,
    ReworkFacts,
    RiskFacts,
)
from tests.scorecards.panels.building import END


def decimal(value: int | str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def judged(
    on: date = END,
    probability: str | None = "0.5",
    money: int | str | None = 1000,
    days: int | str | None = None,
    *,
    after: tuple[str | None, int | str | None] = (None, None),
    after_days: int | str | None = None,
) -> AssessmentFacts:
    """A judgement; `after` is probability and money after the response."""
    return AssessmentFacts(
        on,
        decimal(probability),
        decimal(money),
        decimal(days),
        decimal(after[0]),
        decimal(after[1]),
        decimal(after_days),
    )


def risk(pk: int = 1, *assessments: AssessmentFacts, **more: Any) -> RiskFacts:
    """An open threat in euros, raised at the start of the year, left alone."""
    plain: dict[str, Any] = {
        "code": f"R{pk}",
        "name": f"Risk {pk}",
        "project_name": "Depot",
        "kind": "threat",
        "category": "",
        "owner": "Helen Marsh",
        "status": "open",
        "currency": "EUR",
        "strategy": "",
        "raised_on": date(2026, 1, 10),
        "closed_on": None,
        "due_on": None,
        "response_cost": None,
        "realised_amount": None,
        "avoided_loss": None,
    }
    return RiskFacts(pk=pk, assessments=tuple(assessments), **{**plain, **more})


def reserve(
    amount: int | str | None = 1000,
    *,
    project: int | None = None,
    on: date = date(2026, 1, 1),
    days: int | None = None,
    currency: str = "EUR",
) -> ReserveFacts:
    return ReserveFacts(project, on, decimal(amount), decimal(days), currency)


def issue(pk: int = 1, **more: Any) -> IssueFacts:
    """An issue opened in August that should be settled in thirty days."""
    plain: dict[str, Any] = {
        "code": f"I{pk}",
        "name": f"Issue {pk}",
        "project_name": "Depot",
        "severity": "medium",
        "owner": "Helen Marsh",
        "opened_on": date(2026, 8, 20),
        "target_days": 30,
        "resolved_on": None,
    }
    return IssueFacts(pk=pk, **{**plain, **more})


def work(
    month: date = date(2026, 9, 1),
    hours: int | None = 1000,
    rework: int | None = 40,
    *,
    project: int = 1,
    cost: tuple[int | None, int | None] = (None, None),
    currency: str = "EUR",
    **causes: int | None,
) -> ReworkFacts:
    """A month of work of a project."""
    return ReworkFacts(
        project=project,
        project_name=f"Project {project}",
        currency=currency,
        month=month,
        hours=decimal(hours),
        rework_hours=decimal(rework),
        requirements_hours=decimal(causes.get("requirements")),
        design_hours=decimal(causes.get("design")),
        workmanship_hours=decimal(causes.get("workmanship")),
        supplier_hours=decimal(causes.get("supplier")),
        environment_hours=decimal(causes.get("environment")),
        cost=decimal(cost[0]),
        rework_cost=decimal(cost[1]),
    )


def releases(
    month: date = date(2026, 9, 1),
    defects: tuple[int | None, int | None] = (None, None),
    changes: tuple[int | None, int | None, int | None] = (None, None, None),
    *,
    project: int = 1,
) -> QualityFacts:
    """What a project released in a month: defects before and after, changes."""
    return QualityFacts(project, f"Project {project}", month, *defects, *changes)


days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
months = st.builds(date, st.sampled_from([2025, 2026]), st.integers(1, 12), st.just(1))
shares = st.none() | st.sampled_from(["0", "0.25", "0.5", "1"])
amounts = st.none() | st.integers(0, 5000)
counts = st.none() | st.integers(0, 40)
currencies = st.sampled_from(["EUR", "EUR", "EUR", "GBP"])


@st.composite
def risks(draw: Any, pk: int) -> RiskFacts:
    raised_on = draw(days)
    is_over = draw(st.booleans())
    status = draw(st.sampled_from(["occurred", "closed"])) if is_over else "open"
    happened = status == "occurred"
    when: Sequence[date] = sorted(draw(st.sets(days, max_size=3)))
    return risk(
        pk,
        *(
            judged(
                day,
                draw(shares),
                draw(amounts),
                draw(amounts),
                after=(draw(shares), draw(amounts)),
                after_days=draw(amounts),
            )
            for day in when
        ),
        kind=draw(st.sampled_from(["threat", "threat", "opportunity"])),
        status=status,
        currency=draw(currencies),
        strategy=draw(st.sampled_from(["", "accept", "escalate"])),
        raised_on=raised_on,
        closed_on=max(raised_on, draw(days)) if is_over else None,
        response_cost=decimal(draw(amounts)),
        realised_amount=decimal(draw(amounts)) if happened else None,
        avoided_loss=decimal(draw(amounts)) if is_over else None,
    )


def reserves(first_key: int) -> st.SearchStrategy[ReserveFacts]:
    """What the projects of one portfolio have set aside.

    A portfolio has one reserve of its own a day, so that two of them cannot be pooled.
    """
    return st.builds(
        reserve,
        amounts,
        project=st.sampled_from([first_key, first_key + 1]),
        on=days,
        days=amounts,
        currency=currencies,
    )


@st.composite
def issues(draw: Any, pk: int) -> IssueFacts:
    opened_on = draw(days)
    is_over = draw(st.booleans())
    return issue(
        pk,
        severity=draw(st.sampled_from(["critical", "high", "medium", "low"])),
        opened_on=opened_on,
        target_days=draw(st.none() | st.integers(0, 90)),
        resolved_on=max(opened_on, draw(days)) if is_over else None,
    )


@st.composite
def months_of_work(draw: Any, project: int) -> ReworkFacts:
    hours, cost = draw(amounts), draw(amounts)
    rework = draw(st.none() | st.integers(0, hours or 0))
    return work(
        draw(months),
        hours,
        rework,
        project=project,
        cost=(cost, draw(st.none() | st.integers(0, cost or 0))),
        currency=draw(currencies),
        supplier=draw(st.none() | st.integers(0, rework or 0)),
    )


@st.composite
def months_of_releases(draw: Any, project: int) -> QualityFacts:
    deployed = draw(counts)
    return releases(
        draw(months),
        (draw(counts), draw(counts)),
        (
            deployed,
            draw(st.none() | st.integers(0, deployed or 0)),
            draw(st.none() | st.integers(0, deployed or 0)),
        ),
        project=project,
    )
