"""Plans of Microsoft Project: what becomes of them, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from delivery.imports.errors import UnreadableFileError
from delivery.imports.importer import Job, check_file, import_file
from delivery.imports.profiles import load_profile
from delivery.imports.reading import FileLimits, open_source
from delivery.imports.reading.unpacked import ChildLimits
from delivery.models import Baseline, Milestone, Project, StatusUpdate, Task

D = Decimal
HEAD = '<?xml version="1.0"?>\n<Project xmlns="http://schemas.microsoft.com/project">'
ABOUT = (
    "<Title>New Depot</Title><StatusDate>2026-03-31T17:00:00</StatusDate>"
    "<StartDate>2026-01-05T08:00:00</StartDate>"
    "<FinishDate>2026-06-30T17:00:00</FinishDate><CurrencyCode>GBP</CurrencyCode>"
)
WHOLE = (
    "<UID>0</UID><Name>New Depot</Name><Summary>1</Summary><Cost>352625</Cost>"
    "<ActualCost>100050</ActualCost><ActualStart>2026-01-05T08:00:00</ActualStart>"
)
DIG = (
    "<UID>7</UID><Name>Dig &amp; pour</Name><Start>2026-01-05T08:00:00</Start>"
    "<Finish>2026-02-27T17:00:00</Finish><ActualStart>2026-01-05T08:00:00</ActualStart>"
    "<ActualFinish>2026-03-02T17:00:00</ActualFinish><Cost>302625</Cost>"
    "<PercentComplete>100</PercentComplete>"
)
OPEN = (
    "<UID>9</UID><Name>Open</Name><Milestone>1</Milestone>"
    "<Finish>2026-06-30T17:00:00</Finish>"
)


def baseline(number, start, finish, cost):
    return (
        f"<Baseline><Number>{number}</Number><Start>{start}T08:00:00</Start>"
        f"<Finish>{finish}T17:00:00</Finish><Cost>{cost}</Cost></Baseline>"
    )


FIRST = baseline(0, "2026-01-05", "2026-02-20", 280000)
SECOND = baseline(10, "2026-01-12", "2026-02-27", 290000)
DUE = baseline(0, "2026-05-29", "2026-05-29", 0)


def plan(*tasks, about=ABOUT, head=HEAD):
    made = "".join(f"<Task>{task}</Task>" for task in tasks)
    return f"{head}{about}<Tasks>{made}</Tasks></Project>"


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "plan.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def store(write, portfolio):
    """Return what imports a plan by its profile."""

    def run(text, do=import_file):
        path, mapping = write(text), load_profile("ms-project")
        return do(Job(portfolio, mapping, path, path.name, options=mapping.options))

    return run


def rows(path):
    with open_source(path) as source:
        header = source.layout.header
        return [dict(zip(header, row.cells, strict=True)) for row in source.rows()]


@pytest.mark.django_db
def test_a_plan_becomes_a_project_with_all_it_says(store):
    report = store(plan(WHOLE, DIG + FIRST + SECOND, OPEN + DUE))
    assert report.errors == []
    project = Project.objects.get()
    assert (project.code, project.name, project.currency) == (
        "new-depot",
        "New Depot",
        "GBP",
    )
    assert project.actual_start == date(2026, 1, 5)
    update = StatusUpdate.objects.get()
    assert update.status_date == date(2026, 3, 31)
    assert (update.forecast_cost, update.actual_cost) == (D("3526.25"), D("1000.5"))
    assert update.forecast_finish == date(2026, 6, 30)
    original, latest = Baseline.objects.order_by("number")
    assert (original.number, original.budget) == (1, 2800)
    assert (original.start, original.finish) == (date(2026, 1, 5), date(2026, 5, 29))
    assert (latest.number, latest.budget, latest.reason) == (11, 2900, "Baseline 10")
    task = Task.objects.get()
    assert (task.code, task.name, task.budget) == ("7", "Dig & pour", 2800)
    assert (task.baseline_finish, task.actual_finish) == (
        date(2026, 2, 20),
        date(2026, 3, 2),
    )
    assert task.percent_complete == 1
    milestone = Milestone.objects.get()
    assert (milestone.baseline_on, milestone.forecast_on, milestone.actual_on) == (
        date(2026, 5, 29),
        date(2026, 6, 30),
        None,
    )


@pytest.mark.django_db
def test_the_same_plan_again_changes_nothing(store):
    text = plan(WHOLE, DIG + FIRST, OPEN, about=ABOUT.replace("GBP", ""))
    store(text)
    assert store(text).stored == 0
    assert store(text, check_file).stored == 0


@pytest.mark.django_db
def test_a_later_plan_is_told_as_of_its_own_day(store):
    store(plan(WHOLE, DIG + FIRST))
    store(plan(WHOLE, DIG + FIRST, about=ABOUT.replace("2026-03-31", "2026-04-30")))
    assert StatusUpdate.objects.count() == 2
    assert Task.objects.count() == 1


@pytest.mark.django_db
def test_a_plan_without_any_cost_says_nothing_of_cost(store):
    free = "<UID>0</UID><Cost>0</Cost><ActualCost>0</ActualCost>"
    store(plan(free, "<UID>1</UID><Name>Talk</Name><Cost>0</Cost>" + DUE))
    update = StatusUpdate.objects.get()
    assert (update.forecast_cost, update.actual_cost) == (None, None)
    assert Baseline.objects.get().budget is None
    assert Task.objects.get().budget is None


def test_blank_rows_and_tasks_taken_out_are_left_out(write):
    blank = "<UID>3</UID><IsNull>1</IsNull>"
    taken_out = "<UID>4</UID><Name>Gone</Name><Active>0</Active><Cost>100</Cost>"
    found = rows(write(plan(WHOLE, blank, taken_out, DIG)))
    assert [row["uid"] for row in found] == [None, "7"]


def test_without_a_summary_of_the_project_its_tasks_are_added_up(write):
    found = rows(write(plan(DIG + FIRST, OPEN + DUE)))
    assert found[0]["cost"] == D("3026.25")
    assert found[1]["baseline_cost"] == 2800
    assert found[1]["baseline_finish"] == date(2026, 5, 29)


@pytest.mark.django_db
def test_what_is_no_number_is_refused_where_it_stands(store):
    report = store(plan(WHOLE, DIG.replace("302625", "NaN") + FIRST, OPEN))
    assert report.errors == []  # the current cost of a task is not stored
    report = store(plan(WHOLE.replace("352625", "much"), DIG, about=ABOUT), check_file)
    (error,) = report.errors
    assert str(error) == "Row 1, column cost: 'much' is not a number. Write 1234.56."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            plan(WHOLE).replace(
                "<Project", '<!DOCTYPE x [<!ENTITY a "aaa">]><Project', 1
            ),
            "could not be read",
            id="a document type",
        ),
        pytest.param(
            HEAD.replace(
                "<Project", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><Project', 1
            )
            + "<Tasks/></Project>",
            "could not be read",
            id="an outside document",
        ),
        pytest.param(plan(WHOLE)[:-9], "could not be read", id="cut off"),
        pytest.param(HEAD + "<a>" * 100_000, "could not be read", id="deep"),
        pytest.param(plan(WHOLE), "has no tasks", id="no tasks"),
        pytest.param(plan(WHOLE).replace("Depot", "\x07"), "could not be", id="bell"),
        pytest.param("<?xml version='1.0'?><a/>", "web page or XML", id="other XML"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(write, text, words):
    with pytest.raises(UnreadableFileError, match=words) as refused:
        rows(write(text))
    assert "expat" not in str(refused.value)


def test_a_plan_that_takes_too_much_is_refused(write):
    path = write(
        plan(*[f"<UID>{n}</UID><Name>{'x' * 500}</Name>" for n in range(9999)])
    )
    limits = FileLimits(child=ChildLimits(memory_bytes=30 << 20))
    with pytest.raises(UnreadableFileError), open_source(path, limits=limits):
        pass
    with pytest.raises(UnreadableFileError, match="the limit is 1 MB"):
        open_source(path, limits=FileLimits(workbook_megabytes=1)).__enter__()


def test_a_long_text_does_not_fill_the_memory(write):
    long = f"<UID>5</UID><Name>{'x' * 3_000_000}</Name>"
    assert rows(write(plan(WHOLE, long)))[1]["name"] is None
