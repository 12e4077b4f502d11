"""People and their hours from files, and two files that are read as one."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.imports.errors import UnreadableFileError
from delivery.imports.findings import Counts
from delivery.imports.toml import load_mapping
from delivery.models import Allocation, Capacity, Project, Resource, ResourceHours
from tests.factories import ProjectFactory, ResourceFactory

D = Decimal

BOOKED = "resource,project,month,task,hours\nANN,P1,2026-09,T1,7.5\nANN,P1,2026-09,,3\n"


@pytest.fixture
def team(portfolio):
    ResourceFactory(portfolio=portfolio, code="ANN")
    ProjectFactory(portfolio=portfolio, code="P1")


def reasons(report):
    return [str(error) for error in report.errors]


def test_people_capacity_and_plans_are_imported(store, portfolio):
    ProjectFactory(portfolio=portfolio, code="P1")
    store("resources", "code,name,kind,role\nANN,Ann Gray,person,Tester\n")
    store(
        "capacities",
        "person,month,contracted,leave,holidays\nANN,2026-09,160,16,\n",
    )
    store("allocations", "person,project,month,planned_hours\nANN,P1,2026-09,80\n")
    assert Resource.objects.get().role == "Tester"
    capacity = Capacity.objects.get()
    assert (capacity.contracted_hours, capacity.leave_hours) == (160, 16)
    assert capacity.holiday_hours is capacity.available_hours is None
    allocation = Allocation.objects.get()
    assert (allocation.project.code, allocation.hours) == ("P1", 80)


def test_hours_are_known_by_person_project_month_and_task(store, team):
    assert store("resource-hours", BOOKED).counts["resource-hours"] == Counts(created=2)
    again = store("resource-hours", BOOKED)
    assert again.counts["resource-hours"] == Counts(unchanged=2)
    corrected = store("resource-hours", BOOKED.replace("7.5", "8"))
    assert corrected.counts["resource-hours"] == Counts(changed=1, unchanged=1)
    assert dict(ResourceHours.objects.values_list("task", "hours")) == {"T1": 8, "": 3}


def test_hours_without_a_column_for_tasks_are_those_of_the_project(store, team):
    text = "resource,project,month,hours\nANN,P1,2026-09,5\n"
    assert store("resource-hours", text).is_stored
    assert ResourceHours.objects.get().task == ""
    doubled = store("resource-hours", text + "ANN,P1,2026-09,6\n")
    assert reasons(doubled) == ["Row 3: 'ANN, P1, 2026-09-01, ' is already in row 2."]


def test_the_same_hours_on_two_projects_are_two_facts(store, team, portfolio):
    ProjectFactory(portfolio=portfolio, code="P2")
    store("resource-hours", BOOKED + "ANN,P2,2026-09,T1,1\n")
    assert ResourceHours.objects.count() == 3


def test_a_person_of_another_portfolio_is_unknown(check, team):
    ResourceFactory(code="BOB")
    report = check("resource-hours", BOOKED.replace("ANN", "BOB"))
    assert reasons(report)[0] == (
        "Row 2, column resource: 'BOB' is not in this portfolio."
    )


@pytest.mark.parametrize(
    ("hours", "reason"),
    [("-1", "Hours cannot be negative."), ("", "a value is missing.")],
)
def test_hours_that_cannot_be_are_refused(check, team, hours, reason):
    text = f"resource,project,month,hours\nANN,P1,2026-09,{hours}\n"
    assert reasons(check("resource-hours", text))[0].endswith(reason)


# Two files as one

MAPPING = """
[file]
delimiter = ","

[join]
file = "dates.csv"
on = "Task"

[[facts]]
kind = "projects"
only_new = true
[facts.fields]
code = "Project"
name = "Project"

[[facts]]
kind = "resource-hours"
needs_any = "month"
[facts.fields]
resource = "Who"
project = "Project"
task = "Task"
month = { column = "Done", format = "%d.%m.%Y" }
hours = "Hours"
"""

TASKS = "Task,Who,Project,Hours\n1,ANN,P1,5\n2,ANN,P1,2\n2,BOB,P2,4\n3,ANN,P1,9\n"
DATES = "Task,Done\n1,16.09.2026\n1,16.09.2026\n2,01.10.2026\n3,\n"


@pytest.fixture
def mapping(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING)
    return load_mapping(path)


@pytest.fixture
def people(team, portfolio):
    ResourceFactory(portfolio=portfolio, code="BOB")


def test_a_second_file_says_in_which_month(store, people, mapping, tmp_path):
    (tmp_path / "dates.csv").write_text(DATES)
    report = store("resource-hours", TASKS, mapping=mapping)
    assert report.counts["resource-hours"] == Counts(created=3)
    rows = ResourceHours.objects.values_list("resource__code", "month", "hours")
    assert set(rows) == {
        ("ANN", date(2026, 9, 1), D(5)),
        ("ANN", date(2026, 10, 1), D(2)),
        ("BOB", date(2026, 10, 1), D(4)),
    }
    assert any("month is blank: 1." in note for note in report.notes)


def test_what_rows_merely_name_is_made_once_and_never_changed(
    store, people, mapping, tmp_path, portfolio
):
    Project.objects.filter(code="P1").update(name="Kept as it is")
    (tmp_path / "dates.csv").write_text(DATES)
    report = store("resource-hours", TASKS, mapping=mapping)
    assert report.counts["projects"] == Counts(created=1)
    names = Project.objects.filter(portfolio=portfolio).values_list("code", "name")
    assert dict(names) == {"P1": "Kept as it is", "P2": "P2"}


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (None, "read together with dates.csv"),
        (DATES + "1,17.09.2026\n", "1 stands twice and says two things"),
        ("Number,Done\n1,16.09.2026\n", "The column Task is missing"),
    ],
)
def test_a_second_file_that_is_of_no_use_is_told(
    check, people, mapping, tmp_path, dates, words
):
    if dates is not None:
        (tmp_path / "dates.csv").write_text(dates)
    with pytest.raises(UnreadableFileError, match=words):
        check("resource-hours", TASKS, mapping=mapping)


def test_a_second_file_lies_beside_the_first_and_nowhere_else(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING.replace("dates.csv", "../dates.csv"))
    with pytest.raises(UnreadableFileError, match="without a folder"):
        load_mapping(path)
