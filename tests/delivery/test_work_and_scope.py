"""Work packages and the scope register: what a row may say, and what it counts."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from delivery.calculations.measure import Reason
from delivery.models import Task
from tests.factories import (
    ProjectFactory,
    ScopeItemFactory,
    StatusUpdateFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param(
            {"baseline_start": date(2026, 2, 1), "baseline_finish": date(2026, 1, 1)},
            "The planned finish cannot be before the planned start.",
            id="plan backwards",
        ),
        pytest.param(
            {"actual_start": date(2026, 2, 1), "actual_finish": date(2026, 1, 1)},
            "A work package cannot finish before it starts.",
            id="work backwards",
        ),
        pytest.param(
            {"budget": D(-1)}, "The budget cannot be negative.", id="negative budget"
        ),
        pytest.param(
            {"percent_complete": D("1.01")},
            "Progress lies between none and all of the work.",
            id="more than all",
        ),
        pytest.param(
            {"percent_complete": D("-0.01")},
            "Progress lies between none and all of the work.",
            id="less than nothing",
        ),
    ],
)
def test_a_work_package_that_cannot_be_is_refused_in_words(fields, message):
    task = TaskFactory.build(project=ProjectFactory(), **fields)
    with pytest.raises(ValidationError) as refusal:
        task.full_clean()
    assert message in refusal.value.messages


def test_an_unknown_progress_is_no_progress_of_nothing():
    task = TaskFactory(budget=D(100))
    task.full_clean()
    assert task.work_package().percent_complete() is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param(
            {"size": D(-1)},
            "The size cannot be negative: scope that goes is deleted scope.",
            id="negative size",
        ),
        pytest.param(
            {"state": "deleted", "accepted_on": date(2026, 1, 1)},
            "Deleted scope cannot be accepted.",
            id="accepted and gone",
        ),
    ],
)
def test_a_scope_item_that_cannot_be_is_refused_in_words(fields, message):
    item = ScopeItemFactory.build(project=ProjectFactory(), **fields)
    with pytest.raises(ValidationError) as refusal:
        item.full_clean()
    assert message in refusal.value.messages


def test_a_code_is_given_once_in_a_project():
    task, item = TaskFactory(code="W-1"), ScopeItemFactory(code="S-1")
    for twin in (
        TaskFactory.build(project=task.project, code="W-1"),
        ScopeItemFactory.build(project=item.project, code="S-1"),
    ):
        with pytest.raises(ValidationError, match="of that code"):
            twin.full_clean()
    TaskFactory(code="W-1")


def test_nobody_uses_what_was_not_approved_yet():
    project = ProjectFactory.build(
        portfolio=ProjectFactory().portfolio,
        business_case_on=date(2026, 2, 1),
        first_use_on=date(2026, 1, 31),
    )
    with pytest.raises(ValidationError, match="before the business case"):
        project.full_clean()


def test_an_estimate_to_complete_is_never_negative():
    update = StatusUpdateFactory.build(
        project=ProjectFactory(), estimate_to_complete=D(-1)
    )
    with pytest.raises(ValidationError, match="estimate to complete"):
        update.full_clean()


def test_work_earns_by_the_method_of_each_package():
    project = ProjectFactory()
    begun = {"actual_start": date(2026, 1, 5)}
    finished = {**begun, "actual_finish": date(2026, 2, 5)}
    for fields in (
        {"progress_method": "0/100", "percent_complete": D("0.9"), **begun},  # 0
        {"progress_method": "0/100", **finished},  # 100
        {"progress_method": "50/50", **begun},  # 50
        {"progress_method": "milestones", "percent_complete": D("0.25")},  # 25
        {"progress_method": "percent", "percent_complete": D(1), **begun},  # 80
        {"progress_method": "percent", "percent_complete": D("0.3")},  # 30
    ):
        TaskFactory(project=project, budget=D(100), **fields)
    TaskFactory(project=project, percent_complete=D(1))  # without a budget

    earned = project.tasks.all().earned()

    assert (earned.value, earned.n, earned.n_expected) == (D(285), 6, 6)


def test_no_work_package_earns_nothing_known():
    assert Task.objects.all().earned().reason == Reason.NO_DATA


def test_work_packages_are_found_by_how_far_they_are():
    open_one = TaskFactory(
        actual_start=date(2026, 1, 5), baseline_finish=date(2026, 3, 1)
    )
    done = TaskFactory(
        actual_start=date(2026, 1, 5),
        actual_finish=date(2026, 4, 1),
        baseline_finish=date(2026, 3, 1),
    )
    assert list(Task.objects.finished()) == [done]
    assert list(Task.objects.at_work()) == [open_one]
    assert list(Task.objects.overdue_on(date(2026, 3, 2))) == [open_one]
    assert not Task.objects.overdue_on(date(2026, 3, 1)).exists()
