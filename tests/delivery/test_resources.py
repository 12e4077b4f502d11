"""People, their hours and the marks of projects: what rows say and set in motion."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from delivery.models import (
    Portfolio,
    PriorityCriterion,
    Resource,
    ResourceHours,
    Role,
)
from tests.factories import (
    AllocationFactory,
    CapacityFactory,
    MembershipFactory,
    PortfolioFactory,
    PriorityCriterionFactory,
    PriorityScoreFactory,
    ProjectFactory,
    ResourceFactory,
    ResourceHoursFactory,
)

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2026, 9, 1)


def revision(of: Portfolio) -> int:
    return Portfolio.objects.values_list("revision", flat=True).get(pk=of.pk)


def test_available_hours_are_unknown_while_leave_is():
    known = CapacityFactory(leave_hours=8, holiday_hours=16)
    assert known.available_hours == 136
    assert CapacityFactory(leave_hours=None).available_hours is None


@pytest.mark.parametrize(
    ("make", "values", "words"),
    [
        (CapacityFactory, {"month": date(2026, 9, 2)}, "first day"),
        (CapacityFactory, {"contracted_hours": -1}, "cannot be negative"),
        (CapacityFactory, {"leave_hours": 161}, "cannot exceed"),
        (AllocationFactory, {"hours": -1}, "cannot be negative"),
        (ResourceHoursFactory, {"hours": -1}, "cannot be negative"),
        (PriorityScoreFactory, {"mark": 11}, "from 0 to 10"),
        (PriorityCriterionFactory, {"weight": 0}, "more than 0"),
    ],
)
def test_what_cannot_be_is_refused_in_words(make, values, words):
    row = make()
    for name, value in values.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError, match=words):
        row.full_clean()


def test_hours_of_a_month_are_booked_once_a_task():
    hours = ResourceHoursFactory(task="T-1")
    same = {"resource": hours.resource, "project": hours.project}
    ResourceHoursFactory(task="T-2", **same)
    twice = ResourceHours(month=hours.month, task="T-1", hours=5, **same)
    with pytest.raises(ValidationError, match="are booked for that month"):
        twice.full_clean()


def test_totals_of_hours_do_not_multiply():
    resource = ResourceFactory()
    for month in (8, 9):
        CapacityFactory(resource=resource, month=date(2026, month, 1), leave_hours=10)
        for _project in range(2):
            AllocationFactory(resource=resource, month=date(2026, month, 1), hours=50)
    ResourceHoursFactory(resource=resource, hours=Decimal("7.25"))
    ResourceHoursFactory(resource=resource, month=date(2026, 1, 1), hours=99)
    CapacityFactory(resource=resource, month=date(2026, 7, 1), leave_hours=None)
    row = Resource.objects.with_hours(date(2026, 7, 1), SEPTEMBER).get()
    assert (row.available_total, row.planned_total, row.booked_total) == (
        300,
        200,
        Decimal("7.25"),
    )


def test_where_nothing_is_entered_totals_are_unknown():
    ResourceFactory()
    row = Resource.objects.with_hours(SEPTEMBER, SEPTEMBER).get()
    assert (row.available_total, row.planned_total, row.booked_total) == (None,) * 3


def test_people_work_on_projects_of_their_portfolio_and_below():
    group = PortfolioFactory(slug="group")
    rail = PortfolioFactory(slug="rail", parent=group)
    above = ResourceFactory(portfolio=group)
    here = ResourceFactory(portfolio=rail)
    ResourceFactory(portfolio=PortfolioFactory(parent=group))
    assert set(Resource.objects.working_for(rail)) == {above, here}


@pytest.mark.parametrize(
    "make",
    [
        lambda portfolio: ResourceFactory(portfolio=portfolio),
        lambda portfolio: CapacityFactory(resource__portfolio=portfolio),
        lambda portfolio: AllocationFactory(resource__portfolio=portfolio),
        lambda portfolio: ResourceHoursFactory(resource__portfolio=portfolio),
        lambda portfolio: PriorityScoreFactory(project__portfolio=portfolio),
        lambda portfolio: PriorityCriterionFactory(portfolio=portfolio),
    ],
    ids=["resource", "capacity", "allocation", "hours", "score", "criterion"],
)
def test_each_change_raises_the_revision_of_its_portfolio(make):
    portfolio, beside = PortfolioFactory(), PortfolioFactory()
    before = revision(portfolio), revision(beside)
    row = make(portfolio)
    made = revision(portfolio)
    row.delete()
    assert before[0] < made < revision(portfolio)
    assert revision(beside) == before[1]


def test_a_criterion_raises_the_revisions_of_all_portfolios_it_may_hold_for():
    group = PortfolioFactory(slug="group")
    rail = PortfolioFactory(slug="rail", parent=group)
    before = revision(rail)
    PriorityCriterionFactory(portfolio=group)
    assert revision(rail) > before


def test_criteria_are_those_of_the_nearest_portfolio_that_has_any():
    group = PortfolioFactory(slug="group")
    rail = PortfolioFactory(slug="rail", parent=group)
    metro = PortfolioFactory(slug="metro", parent=group)
    duty = PriorityCriterionFactory(portfolio=group)
    safety = PriorityCriterionFactory(portfolio=rail)
    PriorityCriterionFactory(portfolio=PortfolioFactory())

    def applying(portfolio: Portfolio) -> list[PriorityCriterion]:
        return list(PriorityCriterion.objects.applying_to(portfolio))

    assert applying(rail) == [safety]
    assert applying(metro) == applying(group) == [duty]
    assert applying(PortfolioFactory()) == []


def test_analysts_mark_projects_and_leads_say_what_counts():
    score = PriorityScoreFactory()
    portfolio = score.project.portfolio
    rights = {}
    for role in (Role.ANALYST, Role.LEAD, Role.EXECUTIVE):
        user = MembershipFactory(portfolio=portfolio, role=role).user
        rights[role] = (
            type(score).objects.editable_by(user).exists(),
            PriorityCriterion.objects.editable_by(user).exists(),
            PriorityCriterion.objects.visible_to(user).exists(),
        )
    assert rights == {
        Role.ANALYST: (True, False, True),
        Role.LEAD: (True, True, True),
        Role.EXECUTIVE: (False, False, True),
    }


def test_hours_go_with_the_project_they_were_booked_on():
    hours = ResourceHoursFactory()
    ProjectFactory(portfolio=hours.project.portfolio)
    hours.project.delete()
    assert not ResourceHours.objects.exists()
    assert ResourceHours.history.count() == 2
