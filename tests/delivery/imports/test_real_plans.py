"""Plans, milestones and gates from files that nobody here wrote."""

from datetime import date
from statistics import mean, median

import pytest
from django.db.models import Sum

from delivery.imports.importer import check_file, import_file
from delivery.imports.profiles import load_profile
from delivery.imports.reading import open_source
from delivery.models import Baseline, Milestone, Project, StatusUpdate, Task
from tests.delivery.imports.test_real_files import FOLDER, D, expected, job
from tests.delivery.imports.test_real_files import pytestmark as needs_data

pytestmark = [*needs_data, pytest.mark.django_db]

PLANS = ("sample.xml", "baselines.xml", "task-costs-project2019-mspdi.xml")


@pytest.mark.one_engine
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_read_whole(name):
    want = expected("ms_project")[name]
    with open_source(FOLDER / "ms_project" / name) as source:
        header = source.layout.header
        rows = [dict(zip(header, row.cells, strict=True)) for row in source.rows()]
    kinds = [row["row"] for row in rows]
    tasks = [row for row in rows if row["row"] in {"task", "milestone", "summary"}]
    leaves = [row for row in tasks if row["row"] != "summary"]
    assert len(tasks) == want["tasks"]
    assert kinds.count("summary") == want["summaries"]
    assert kinds.count("milestone") == want["milestones"]
    assert [[row["wbs"], row["name"]] for row in tasks[:3]] == [
        first[:2] for first in want["first_tasks"]
    ]
    assert [str(row["number"] - 1) for row in rows if row["number"]] == [
        *want["baselines"]
    ]
    cost = sum((D(str(row["cost"] or 0)) for row in leaves), D(0))
    assert cost * 100 == want["leaf_cost_raw"]
    assert sum(row["percent_complete"] == 1 for row in tasks) == want["complete"]
    assert rows[0]["project"] == want["title"].removesuffix(".xml")


def test_a_plan_is_stored_and_its_forecast_adds_up(portfolio):
    report = import_file(job(portfolio, "ms-project", "ms_project/sample.xml"))
    assert report.errors == []
    assert Project.objects.get().name == "sample"
    assert StatusUpdate.objects.get().forecast_cost == D("3526.25")
    assert (Task.objects.count(), Milestone.objects.count()) == (15, 1)
    again = import_file(job(portfolio, "ms-project", "ms_project/sample.xml"))
    assert again.stored == 0


@pytest.mark.one_engine
def test_ten_baselines_that_end_before_they_begin_are_all_named(portfolio):
    report = check_file(job(portfolio, "ms-project", "ms_project/baselines.xml"))
    reasons = {error.reason for error in report.errors}
    assert report.refused_rows == 11
    assert reasons == {"The planned finish cannot be before the planned start."}


def test_the_milestones_of_a_month_are_what_they_are(portfolio):
    want = expected("milestones")["201802"]
    work = job(portfolio, "p6-milestones", "milestones/201802-ME.csv")
    report = import_file(work)
    assert report.errors == []
    assert report.counts["projects"].created == Project.objects.count()
    rows = list(Milestone.objects.all())
    assert len(rows) == want["milestones"]
    planned = [row for row in rows if row.baseline_on]
    assert len(planned) == want["with_baseline"]
    done = [row for row in rows if row.actual_on]
    assert len(done) == want["status"]["Completed"]
    days = [(row.actual_on - row.baseline_on).days for row in planned if row.actual_on]
    assert len(days) == want["completed_with_both_dates"]
    assert sum(late <= 0 for late in days) == want["on_time"]
    assert sum(late > 0 for late in days) == want["late"]
    assert round(mean(days), 2) == float(want["mean_days_late_all"])
    assert max(days) == want["worst_days_late"]
    unfinished = [row for row in planned if not row.actual_on]
    assert [row for row in unfinished if row.forecast_on] == []
    overdue = [row for row in unfinished if row.baseline_on < date(2019, 4, 30)]
    assert len(overdue) == want["overdue_2019_04_30"]
    first_light = Milestone.objects.get(code="LSST-1520")
    assert first_light.baseline_on == date(2021, 2, 16)
    assert import_file(work).stored == 0


@pytest.mark.one_engine
def test_the_gates_of_capital_projects_are_milestones(portfolio):
    want = expected("capital_delivery")
    file = "capital_delivery/Capital_Delivery_Project_deidentified.csv"
    report = import_file(job(portfolio, "capital-delivery", file))
    assert report.errors == []
    assert Project.objects.count() == want["projects"]
    budgets = Baseline.objects.aggregate(total=Sum("budget"))["total"]
    assert round(budgets, 2) == want["ffc_total_aud"]
    gates: dict[str, dict[str, date]] = {}
    for row in Milestone.objects.select_related("project"):
        gates.setdefault(row.code, {})[row.project.code] = row.baseline_on
    assert want["projects"] - len(gates["PBC"]) == want["pbc_blank"]
    assert want["projects"] - len(gates["BNI"]) == want["bni_blank"]
    assert (
        sum(day.day > 12 for day in gates["BNI"].values())
        == (want["bni_with_day_over_12"])
    )
    approval = [(gates["BCA"][code] - day).days for code, day in gates["BNI"].items()]
    assert median(approval) == want["approval_days_median"]
    delivery = [
        (gates["STAGE1"][code] - day).days for code, day in gates["BCA"].items()
    ]
    assert median(delivery) == want["delivery_days_median"]
    programmes = {
        name: Project.objects.filter(category=name).count()
        for name in want["by_program"]
    }
    assert programmes == want["by_program"]


@pytest.mark.one_engine
def test_task_dates_are_counted_and_two_are_out_of_order(portfolio):
    want = expected("tasks")
    report = check_file(job(portfolio, "sip-task-dates", "tasks/est-act-dates.csv"))
    assert report.refused_rows == want["completed_before_started"]
    assert {error.reason for error in report.errors} == {
        "A work package cannot finish before it starts."
    }
    assert report.rows == want["rows"]
    assert report.counts["tasks"].created == want["tasks"] - 2


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "name", ["ms-project", "p6-milestones", "capital-delivery", "sip-task-dates"]
)
def test_a_profile_says_what_it_decides(name):
    mapping = load_profile(name)
    assert mapping.title
    assert mapping.description.endswith(".")
    assert mapping.notes
