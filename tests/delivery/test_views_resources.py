"""The pages of people and of their hours, and the grids of a year."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.models import Allocation, Capacity, Resource, ResourceHours
from tests.delivery.pages import entries, errors, parsed, refusals, texts
from tests.factories import (
    AllocationFactory,
    CapacityFactory,
    PortfolioFactory,
    ProjectFactory,
    ResourceFactory,
    ResourceHoursFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2026, 10, 15)
JANUARY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def ann(portfolio) -> Resource:
    return ResourceFactory(portfolio=portfolio, code="ANN", name="Ann Gray")


@pytest.fixture
def project(portfolio):
    return ProjectFactory(portfolio=portfolio, code="P-1", name="Tunnel")


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


def cell(kind, resource, project=None, month="2026-01"):
    pair = f"{resource.pk}-{project.pk}" if project else resource.pk
    return f"{month}-{kind}-{pair}"


def test_a_person_is_added_once_by_a_code(desk, portfolio):
    path = url("resource_create")
    response = post(desk, path, code="ANN", name="Ann Gray", role="Tester")
    person = Resource.objects.get()
    assert response.url == person.get_absolute_url()
    assert (person.portfolio, person.kind, person.role) == (
        portfolio,
        "person",
        "Tester",
    )
    assert "of that code" in errors(post(desk, path, code="ANN", name="B"))["code"]


def test_the_list_adds_up_the_last_months_that_are_over(desk, ann):
    CapacityFactory(resource=ann, month=date(2026, 9, 1), leave_hours=10)
    CapacityFactory(resource=ann, month=date(2026, 10, 1))
    AllocationFactory(resource=ann, month=date(2026, 7, 1), hours=Decimal("7.5"))
    (row,) = texts(desk.get(url("resource_list")), "tbody tr")
    assert row.endswith("Engineer 150 7.5 –")


def test_a_month_planned_beyond_capacity_says_so_in_words(desk, ann):
    CapacityFactory(resource=ann, month=JANUARY, contracted_hours=100)
    AllocationFactory(resource=ann, month=JANUARY, hours=101)
    AllocationFactory(resource=ann, month=date(2026, 2, 1), hours=101)
    january, february, *_rest = texts(
        desk.get(url("resource_detail", ann.pk)), "#months-table ~ tbody tr"
    )
    assert january.endswith("beyond capacity")
    assert "beyond capacity" not in february


# The grid of a person


def test_the_grid_takes_capacity_plans_and_bookings_at_once(
    desk, ann, project, analyst
):
    AllocationFactory(resource=ann, project=project, month=date(2026, 5, 1), hours=9)
    response = post(
        desk,
        url("resource_months", ann.pk),
        **{
            cell("contracted_hours", ann): "160",
            cell("leave_hours", ann): "8",
            cell("planned", ann, project): "80.5",
            cell("booked", ann, project): "70",
        },
    )
    assert response.status_code == 302
    capacity = Capacity.objects.get()
    assert (capacity.contracted_hours, capacity.leave_hours) == (160, 8)
    assert capacity.holiday_hours is None
    planned = Allocation.objects.get(month=JANUARY)
    assert (planned.project, planned.hours) == (project, Decimal("80.5"))
    booked = ResourceHours.objects.get()
    assert (booked.hours, booked.task, booked.recorded_by) == (70, "", analyst)
    assert Allocation.objects.get(month=date(2026, 5, 1)).history.count() == 1


def test_a_project_is_added_to_the_grid_by_the_address(desk, ann, project):
    path = url("resource_months", ann.pk)
    name = cell("planned", ann, project)
    assert name not in entries(desk.get(path))
    assert name in entries(desk.get(path, {"add": project.pk}))
    foreign = ProjectFactory()
    for odd in (foreign.pk, "9" * 30, "x", "٣"):
        assert desk.get(path, {"add": odd}).status_code == 200
    assert f"-{foreign.pk}" not in str(entries(desk.get(path, {"add": foreign.pk})))


def test_hours_that_cannot_be_are_refused_at_their_cell(desk, ann):
    contract, leave = cell("contracted_hours", ann), cell("leave_hours", ann)
    no_contract, more, negative, comma = refusals(
        desk,
        url("resource_months", ann.pk),
        {leave: "5"},
        {contract: "5", leave: "6"},
        {contract: "-1"},
        {contract: "1,5"},
    )
    assert "contracted hours of this month" in no_contract[leave]
    assert "exceed" in more[leave]
    assert "cannot be negative" in negative[contract]
    assert "such as 1234.56" in comma[contract]
    assert not Capacity.objects.exists()


def test_lowering_the_contract_below_the_leave_is_refused_at_the_leave(desk, ann):
    CapacityFactory(resource=ann, month=JANUARY, leave_hours=20)
    changes = {cell("contracted_hours", ann): "10"}
    response = post(desk, url("resource_months", ann.pk), **changes)
    assert list(errors(response)) == [cell("leave_hours", ann)]


def test_only_a_lead_empties_a_cell(client, ann, project, analyst, lead):
    AllocationFactory(resource=ann, project=project, month=JANUARY)
    path, name = url("resource_months", ann.pk), cell("planned", ann, project)
    client.force_login(analyst)
    assert "PMO lead" in errors(post(client, path, **{name: ""}))[name]
    client.force_login(lead)
    assert post(client, path, **{name: ""}).status_code == 302
    assert not Allocation.objects.exists()


def test_leave_that_is_no_longer_known_is_emptied_by_anybody(desk, ann):
    capacity = CapacityFactory(resource=ann, month=JANUARY, leave_hours=8)
    changes = {cell("leave_hours", ann): ""}
    assert post(desk, url("resource_months", ann.pk), **changes).status_code == 302
    capacity.refresh_from_db()
    assert (capacity.contracted_hours, capacity.leave_hours) == (160, None)


def test_hours_booked_task_by_task_are_shown_as_a_sum(desk, ann, project):
    for task, hours in (("T1", 5), ("T2", 2), ("", 1)):
        ResourceHoursFactory(
            resource=ann, project=project, month=JANUARY, task=task, hours=hours
        )
    page = desk.get(url("resource_months", ann.pk))
    assert cell("booked", ann, project) not in entries(page)
    assert "Booked 8" in texts(page, "tbody tr")[-1]


def test_a_cell_that_somebody_filled_meanwhile_is_told_and_nothing_is_written(
    desk, ann
):
    path, name = url("resource_months", ann.pk), cell("contracted_hours", ann)
    opened = entries(desk.get(path))
    desk.post(path, opened | {name: "100"})
    february = cell("contracted_hours", ann, month="2026-02")
    second = desk.post(path, opened | {name: "1", february: "2"})
    assert second.status_code == 409
    assert "Somebody saved 100 meanwhile" in errors(second)[name]
    assert Capacity.objects.get().contracted_hours == 100
    assert desk.post(path, entries(second)).status_code == 302
    assert set(Capacity.objects.values_list("contracted_hours", flat=True)) == {1, 2}


def test_the_grid_raises_the_revision_of_the_portfolio(desk, ann):
    ann.portfolio.refresh_from_db()
    before = ann.portfolio.revision
    changes = {cell("contracted_hours", ann): "1"}
    post(desk, url("resource_months", ann.pk), **changes)
    ann.portfolio.refresh_from_db()
    assert ann.portfolio.revision > before


# The grid of a project


def test_everybody_on_a_project_is_planned_on_one_page(desk, ann, project):
    path = f"{url('project_hours', project.pk)}?add={ann.pk}"
    post(desk, path, **{cell("planned", ann, project): "40"})
    assert Allocation.objects.get().hours == 40
    row = texts(desk.get(url("project_detail", project.pk)), "#people-table ~ tbody tr")
    assert row == ["Ann Gray Engineer 40 –"]


def test_people_above_are_named_only_to_those_who_may_see_them(
    client, organisation, project, analyst, chief
):
    above = ResourceFactory(portfolio=organisation, name="Zoe Above")
    AllocationFactory(resource=above, project=project)
    for person, is_named in ((analyst, False), (chief, True)):
        client.force_login(person)
        page = client.get(url("project_detail", project.pk))
        assert ("Zoe Above" in page.content.decode()) is is_named


# Task by task


def test_hours_are_booked_on_a_task_and_not_ahead(desk, ann, project):
    path = url("resource_hours_create", ann.pk)
    entry = {"project": project.pk, "month": "2026-09", "task": "T1", "hours": "7.5"}
    assert post(desk, path, **entry).status_code == 302
    assert "are booked for that month" in errors(post(desk, path, **entry))["month"]
    ahead = post(desk, path, **(entry | {"month": "2026-11"}))
    assert errors(ahead)["month"] == "Month: Nobody books hours ahead."


def test_hours_are_booked_on_no_foreign_project(desk, ann):
    path = url("resource_hours_create", ann.pk)
    foreign = ProjectFactory(portfolio=PortfolioFactory())
    entry = {"project": foreign.pk, "month": "2026-09", "hours": "1"}
    assert "project" in errors(post(desk, path, **entry))


def test_booked_hours_are_narrowed_and_exported(desk, ann, project):
    place = {"resource": ann, "project": project}
    ResourceHoursFactory(**place, month=date(2026, 9, 1), task="T1", hours=5)
    ResourceHoursFactory(**place, month=date(2026, 8, 1), task="T2", hours=6)
    path = url("resource_hours_list")
    assert len(texts(desk.get(path), "tbody tr")) == 2
    (row,) = texts(desk.get(path, {"month_after": "2026-09-01"}), "tbody tr")
    assert row.startswith("Sep 2026 Ann Gray P-1 Tunnel T1 5")
    export = desk.get(url("resource_hours_export", "csv"), {"q": "T2"})
    assert b"transport,ANN,P-1,2026-08-01,T2,6" in b"".join(export)


def test_what_is_exported_comes_back_unchanged(desk, ann, project):
    CapacityFactory(resource=ann, month=JANUARY, leave_hours=None)
    AllocationFactory(resource=ann, project=project, month=JANUARY)
    capacities = b"".join(desk.get(url("capacity_export", ann.pk, "csv")))
    assert b"ANN,2026-01-01,160" in capacities
    allocations = b"".join(desk.get(url("allocation_export", ann.pk, "csv")))
    assert b"ANN,P-1,2026-01-01,80" in allocations


def test_the_page_of_a_person_takes_few_queries(
    desk, ann, django_assert_max_num_queries
):
    for month in range(1, 13):
        AllocationFactory(resource=ann, month=date(2026, month, 1))
        ResourceHoursFactory(resource=ann, month=date(2026, month, 1))
    path = url("resource_detail", ann.pk)
    desk.get(path)
    with django_assert_max_num_queries(12):
        assert desk.get(path).status_code == 200


def test_deleting_a_person_says_what_goes_along(client, ann, lead):
    CapacityFactory(resource=ann)
    client.force_login(lead)
    page = client.get(url("resource_delete", ann.pk))
    assert "1 capacity goes with it." in " ".join(texts(page, "main"))
    assert parsed(page).select_one("main form") is not None
    assert client.post(url("resource_delete", ann.pk)).status_code == 302
    assert not Resource.objects.exists()
