"""The pages of work packages and of scope registers."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.models import Project, ScopeItem, Task
from tests.delivery.pages import entries, errors, parsed, texts
from tests.factories import (
    PortfolioFactory,
    ProjectFactory,
    ScopeItemFactory,
    TaskFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2026, 10, 15)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def project(portfolio) -> Project:
    return ProjectFactory(portfolio=portfolio, code="T-1", name="Tunnel")


@pytest.fixture
def desk(client, analyst):
    """A browser in which the analyst is signed in."""
    client.force_login(analyst)
    return client


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def test_a_work_package_is_added_in_per_cent_and_kept_as_a_share(desk, project):
    response = post(
        desk,
        url("task_create", project.pk),
        code="W-1",
        name="Foundations",
        baseline_finish="2026-11-30",
        budget="1200.50",
        percent_complete="45",
    )
    assert response.headers["Location"] == url("project_detail", project.pk)
    task = Task.objects.get()
    assert (task.project, task.percent_complete) == (project, Decimal("0.45"))
    opened = parsed(desk.get(url("task_update", task.pk)))
    assert opened.select_one("#id_percent_complete")["value"] == "45"
    page = desk.get(url("project_detail", project.pk))
    assert "0 of 1 work package finished" in " ".join(texts(page, "main a"))


def test_more_than_all_of_the_work_is_refused_at_the_field(desk, project):
    response = post(
        desk,
        url("task_create", project.pk),
        code="W-1",
        name="x",
        percent_complete="101",
    )
    assert errors(response) == {
        "percent_complete": "Complete: Progress lies between none and all of the work."
    }
    assert not Task.objects.exists()


def test_work_is_not_finished_ahead_of_time(desk, project):
    response = post(
        desk,
        url("task_create", project.pk),
        code="W-1",
        name="x",
        actual_finish="2026-10-16",
    )
    assert list(errors(response)) == ["actual_finish"]


def test_a_second_work_package_of_a_code_is_refused_at_the_code(desk, project):
    TaskFactory(project=project, code="W-1")
    response = post(desk, url("task_create", project.pk), code="W-1", name="x")
    assert errors(response) == {
        "code": "Code: This project has a work package of that code."
    }


def test_scope_is_added_and_accepted(desk, project):
    post(
        desk,
        url("scope_item_create", project.pk),
        code="R-1",
        name="Barrier",
        size="8",
        changed_on="2026-09-01",
    )
    item = ScopeItem.objects.get()
    assert (item.state, item.size, item.is_approved) == ("baseline", 8, False)
    post(desk, url("scope_item_update", item.pk), accepted_on="2026-10-01")
    item.refresh_from_db()
    assert item.accepted_on == date(2026, 10, 1)
    assert item.history.count() == 2


def test_scope_that_was_taken_out_is_not_accepted(desk, project):
    item = ScopeItemFactory(project=project, state="deleted")
    response = post(desk, url("scope_item_update", item.pk), accepted_on="2026-10-01")
    assert errors(response) == {
        "accepted_on": "Accepted on: Deleted scope cannot be accepted."
    }


@pytest.mark.parametrize(
    ("factory", "name"),
    [
        pytest.param(TaskFactory, "task_update", id="work package"),
        pytest.param(ScopeItemFactory, "scope_item_update", id="scope item"),
    ],
)
def test_the_second_of_two_saves_is_told_and_loses_nothing(
    desk, project, factory, name
):
    row = factory(project=project, name="Old")
    path = url(name, row.pk)
    opened = entries(desk.get(path))
    first = desk.post(path, opened | {"name": "First"})
    second = desk.post(path, opened | {"name": "Second"})
    assert (first.status_code, second.status_code) == (302, 409)
    row.refresh_from_db()
    assert row.name == "First"


def test_a_list_is_narrowed_to_a_project_and_to_what_is_overdue(desk, project):
    late = TaskFactory(project=project, name="Late", baseline_finish=date(2026, 9, 1))
    TaskFactory(project=project, name="Ahead", baseline_finish=date(2026, 12, 1))
    TaskFactory(
        project=ProjectFactory(portfolio=project.portfolio),
        name="Elsewhere",
        baseline_finish=date(2026, 9, 1),
    )
    TaskFactory(name="Foreign", baseline_finish=date(2026, 9, 1))
    path = url("task_list")
    assert len(texts(desk.get(path), "tbody tr")) == 3
    page = desk.get(f"{path}?project={project.pk}&progress=overdue")
    (row,) = texts(page, "tbody tr")
    assert row.startswith(f"{late.code} Late overdue Tunnel")
    assert texts(page, "a.button--primary") == ["Add a work package"]
    assert texts(desk.get(path), "a.button--primary") == []


def test_scope_without_approval_is_found(desk, project):
    ScopeItemFactory(project=project, name="Agreed")
    ScopeItemFactory(project=project, name="Approved", state="added", is_approved=True)
    ScopeItemFactory(project=project, name="Crept in", state="added")
    path = url("scope_item_list")
    found = texts(desk.get(f"{path}?approved=no"), "tbody th a")
    assert found == ["Crept in", "Tunnel"]
    assert len(texts(desk.get(f"{path}?approved=yes"), "tbody tr")) == 2


def test_a_foreign_project_narrows_to_nothing(desk, project):
    foreign = ProjectFactory(portfolio=PortfolioFactory())
    TaskFactory(project=foreign, name="Foreign")
    page = desk.get(f"{url('task_list')}?project={foreign.pk}")
    assert "Foreign" not in page.content.decode()


@pytest.mark.parametrize(
    ("factory", "list_name", "columns"),
    [
        pytest.param(TaskFactory, "task", "project,code,name", id="work packages"),
        pytest.param(ScopeItemFactory, "scope_item", "project,code,name", id="scope"),
    ],
)
def test_a_list_as_a_file_has_the_columns_that_an_import_takes(
    desk, project, factory, list_name, columns
):
    row = factory(project=project)
    response = desk.get(url(f"{list_name}_export", "csv"))
    header, line = b"".join(response).decode("utf-8-sig").splitlines()
    assert header.startswith(columns)
    assert line.startswith(f"T-1,{row.code},")


@pytest.mark.parametrize("name", ["task_list", "scope_item_list"])
def test_a_list_takes_the_same_queries_for_one_row_and_for_many(
    desk, project, name, django_assert_max_num_queries
):
    TaskFactory.create_batch(12, project=project)
    ScopeItemFactory.create_batch(12, project=project)
    with django_assert_max_num_queries(10):
        assert desk.get(f"{url(name)}?project={project.pk}").status_code == 200


def test_a_lead_deletes_and_an_analyst_does_not(client, desk, lead, project):
    task = TaskFactory(project=project)
    assert desk.post(url("task_delete", task.pk)).status_code == 404
    client.force_login(lead)
    assert client.post(url("task_delete", task.pk)).status_code == 302
    assert not Task.objects.exists()


def test_the_history_of_a_project_tells_of_its_work_and_its_scope(desk, project):
    TaskFactory(project=project, code="W-1", name="Foundations")
    ScopeItemFactory(project=project, code="R-1", name="Barrier")
    told = " ".join(texts(desk.get(url("project_history", project.pk)), "main li"))
    assert "Work package W-1 Foundations added" in told
    assert "Scope item R-1 Barrier added" in told


def test_what_was_finished_in_a_closed_period_is_a_leads_to_correct(
    desk, client, lead, project
):
    task = TaskFactory(project=project, actual_finish=date(2026, 8, 31))
    agreed = ScopeItemFactory(project=project, changed_on=date(2026, 1, 5))
    crept = ScopeItemFactory(
        project=project, state="added", changed_on=date(2026, 1, 5)
    )
    project.portfolio.locked_until = date(2026, 9, 30)
    project.portfolio.save()
    accepted = {"accepted_on": "2026-10-01"}

    refused = post(desk, url("task_update", task.pk), actual_finish="2026-09-15")
    assert refused.status_code == 422
    assert post(desk, url("scope_item_update", crept.pk), size="1").status_code == 422
    # What was agreed long ago may be accepted now.
    taken = post(desk, url("scope_item_update", agreed.pk), **accepted)
    assert taken.status_code == 302
    assert desk.post(url("task_delete", task.pk)).status_code == 404
    client.force_login(lead)
    changed = post(
        client,
        url("task_update", task.pk),
        actual_finish="2026-09-15",
        change_reason="The acceptance was dated wrongly.",
    )
    assert changed.status_code == 302


def test_a_report_is_entered_beside_what_the_work_packages_have_earned(desk, project):
    path = url("status_update_create", project.pk)
    assert "Earned by the work packages" not in desk.get(path).content.decode()
    TaskFactory(project=project, budget=Decimal(400), actual_finish=date(2026, 9, 1))
    TaskFactory(project=project, budget=Decimal(100), percent_complete=Decimal(1))
    TaskFactory(project=project, budget=Decimal(100))
    beside = " ".join(texts(desk.get(path), ".aside section"))
    assert "Earned by the work packages €480.00" in beside
    assert "by the methods of 2 of 3 work packages with a budget" in beside
