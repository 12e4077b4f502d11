"""A plan of Microsoft Project (MSPDI) as rows; run by child.py, in its process.

The first row is the project, then come its baselines, then its tasks: the column `row`
says which. Rows that are blank in the plan, and tasks taken out of it, are left out.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn
from xml.parsers import expat

CHUNK = 1 << 16
DEEPEST = 50
MOST_TASKS = 200_000
LONGEST_TEXT = 100_000
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}.*)?", re.ASCII)
PLAN_FILE = re.compile(r"\.(xml|mpp)\Z", re.IGNORECASE)

COLUMNS = (
    *("row", "project", "name", "uid", "wbs", "number", "currency", "status_date"),
    *("start", "finish", "cost", "actual_start", "actual_finish", "actual_cost"),
    *("baseline_start", "baseline_finish", "baseline_cost", "percent_complete"),
)
PROJECT_NAMES = {
    *("Title", "Name", "CurrencyCode", "StatusDate", "LastSaved", "CreationDate"),
    *("StartDate", "FinishDate"),
}
TASK_NAMES = {
    *("UID", "Name", "WBS", "IsNull", "Active", "Summary", "Milestone", "Start"),
    *("Finish", "Cost", "ActualStart", "ActualFinish", "ActualCost"),
    *("PercentComplete", "PhysicalPercentComplete", "EarnedValueMethod"),
}
BASELINE_NAMES = {"Number", "Start", "Finish", "Cost"}
TASK = ("Project", "Tasks", "Task")
BASELINE = (*TASK, "Baseline")

Texts = dict[str, str]


class Plan:
    """What a plan says, gathered while it is read."""

    def __init__(self, path: str, refuse: Callable[..., NoReturn]) -> None:
        self.refuse = refuse
        self.project: Texts = {}
        self.tasks: list[Texts] = []
        # The baselines of each task, by their numbers.
        self.baselines: list[dict[str, Texts]] = []
        self._baseline: Texts = {}
        self._path: tuple[str, ...] = ()
        self._text: list[str] = []
        self._length = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._forbid
        parser.EntityDeclHandler = self._forbid
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        with open(path, "rb") as file:  # noqa: PTH123
            while chunk := file.read(CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _forbid(self, *_declared: object) -> None:
        self.refuse("damaged")

    def _start(self, tag: str, _attributes: Texts) -> None:
        self._path = (*self._path, tag.rpartition(" ")[2])
        if len(self._path) > DEEPEST or self._path[0] != "Project":
            self.refuse("damaged")
        if self._path == TASK:
            self.tasks.append({})
            self.baselines.append({})
            if len(self.tasks) > MOST_TASKS:
                self.refuse("too large")
        elif self._path == BASELINE:
            self._baseline = {}
        self._text, self._length = [], 0

    def _data(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            self._text = []
        else:
            self._text.append(text)

    def _end(self, _tag: str) -> None:
        *above, name = self._path
        text = "".join(self._text).strip()
        match tuple(above):
            case ("Project",) if name in PROJECT_NAMES:
                self.project[name] = text
            case ("Project", "Tasks", "Task") if name in TASK_NAMES:
                self.tasks[-1][name] = text
            case ("Project", "Tasks", "Task", "Baseline") if name in BASELINE_NAMES:
                self._baseline[name] = text
            case ("Project", "Tasks", "Task") if name == "Baseline":
                number = self._baseline.get("Number") or "0"
                self.baselines[-1][number] = self._baseline
        self._path = tuple(above)
        self._text = []


def schedule_lines(
    job: dict[str, Any], refuse: Callable[..., NoReturn]
) -> Iterator[Any]:
    """Yield the columns, then the project, its baselines and its tasks."""
    plan = Plan(job["path"], refuse)
    whole: Texts = {}
    plans_of_whole: dict[str, Texts] = {}
    work: list[tuple[Texts, dict[str, Texts]]] = []
    for task, baselines in zip(plan.tasks, plan.baselines, strict=True):
        if task.get("UID") == "0":
            whole, plans_of_whole = task, baselines
        elif task.get("IsNull") != "1" and task.get("Active") != "0":
            work.append((task, baselines))
    if not work:
        refuse("no tasks")
    leaves = [pair for pair in work if pair[0].get("Summary") != "1"]
    plans = plans_of_whole or summed_up(leaves)
    # A plan without any cost does not say that the work is free.
    has_cost = any(
        amount(texts.get(key))
        for task, baselines in [*work, (whole, plans_of_whole)]
        for texts, key in [
            (task, "Cost"),
            (task, "ActualCost"),
            *((baseline, "Cost") for baseline in baselines.values()),
        ]
    )
    rows = [
        project_row(plan.project, whole, [task for task, _baselines in leaves]),
        *(
            baseline_row(number, plans[number])
            for number in sorted(plans, key=lambda text: text.zfill(9))
        ),
        *(task_row(task, baselines) for task, baselines in work),
    ]
    yield {"columns": list(COLUMNS)}
    title = title_of(plan.project)
    for place, row in enumerate(rows, start=1):
        row["project"] = title
        if not has_cost:
            row |= {"cost": None, "actual_cost": None, "baseline_cost": None}
        yield [place, *(row.get(column) for column in COLUMNS)]


def title_of(project: Texts) -> str | None:
    """Return what the plan is called: its title, else its file without the ending."""
    name = project.get("Title") or project.get("Name") or ""
    return PLAN_FILE.sub("", name) or None


def project_row(project: Texts, whole: Texts, leaves: list[Texts]) -> dict[str, Any]:
    """Return the project: what its summary says, else what its tasks add up to."""
    day_of_report = next(
        (
            project[name]
            for name in ("StatusDate", "LastSaved", "CreationDate")
            if MOMENT.fullmatch(project.get(name, ""))
        ),
        None,
    )
    return {
        "row": "project",
        "name": title_of(project),
        "currency": project.get("CurrencyCode") or None,
        "status_date": day(day_of_report),
        "start": day(whole.get("Start") or project.get("StartDate")),
        "finish": day(whole.get("Finish") or project.get("FinishDate")),
        "cost": hundredths(whole.get("Cost")) or total(leaves, "Cost"),
        "actual_start": day(whole.get("ActualStart")),
        "actual_finish": day(whole.get("ActualFinish")),
        "actual_cost": hundredths(whole.get("ActualCost"))
        or total(leaves, "ActualCost"),
        "percent_complete": share(whole.get("PercentComplete")),
    }


def baseline_row(number: str, baseline: Texts) -> dict[str, Any]:
    """Return an approved plan: what Project counts from 0 counts from 1 here."""
    return {
        "row": "baseline",
        "name": "Baseline" if number == "0" else f"Baseline {number}",
        "number": ["n", str(int(number) + 1)] if number.isdecimal() else number,
        "baseline_start": day(baseline.get("Start")),
        "baseline_finish": day(baseline.get("Finish")),
        "baseline_cost": hundredths(baseline.get("Cost")),
    }


def task_row(task: Texts, baselines: dict[str, Texts]) -> dict[str, Any]:
    """Return a task; its plan is the first of its baselines."""
    original = (
        baselines[min(baselines, key=lambda text: text.zfill(9))] if (baselines) else {}
    )
    kind = "milestone" if task.get("Milestone") == "1" else "task"
    is_physical = task.get("EarnedValueMethod") == "1"
    done = "PhysicalPercentComplete" if is_physical else "PercentComplete"
    return {
        "row": "summary" if task.get("Summary") == "1" else kind,
        "name": task.get("Name") or None,
        "uid": task.get("UID"),
        "wbs": task.get("WBS"),
        "start": day(task.get("Start")),
        "finish": day(task.get("Finish")),
        "cost": hundredths(task.get("Cost")),
        "actual_start": day(task.get("ActualStart")),
        "actual_finish": day(task.get("ActualFinish")),
        "actual_cost": hundredths(task.get("ActualCost")),
        "baseline_start": day(original.get("Start")),
        "baseline_finish": day(original.get("Finish")),
        "baseline_cost": hundredths(original.get("Cost")),
        "percent_complete": share(task.get(done)),
    }


def summed_up(leaves: list[tuple[Texts, dict[str, Texts]]]) -> dict[str, Texts]:
    """Return the baselines of a whole plan that keeps them at its tasks only."""
    found: dict[str, list[Texts]] = {}
    for _task, baselines in leaves:
        for number, baseline in baselines.items():
            found.setdefault(number, []).append(baseline)
    summed: dict[str, Texts] = {}
    for number, parts in found.items():
        starts = [part["Start"] for part in parts if part.get("Start")]
        finishes = [part["Finish"] for part in parts if part.get("Finish")]
        cost = sum((amount(part.get("Cost")) for part in parts), Decimal(0))
        summed[number] = {
            "Start": min(starts, default=""),
            "Finish": max(finishes, default=""),
            "Cost": str(cost),
        }
    return summed


def amount(text: str | None) -> Decimal:
    """Return a number, 0 for anything else."""
    try:
        number = Decimal(text or 0)
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() and abs(number.adjusted()) < 30 else Decimal(0)


def total(tasks: list[Texts], name: str) -> Any:
    return hundredths(str(sum((amount(task.get(name)) for task in tasks), Decimal(0))))


def day(text: str | None) -> Any:
    """Return the day of a moment; a text that is none stays as it is, to be refused."""
    match = MOMENT.fullmatch(text or "")
    return ["d", match[1]] if match else (text or None)


def hundredths(text: str | None) -> Any:
    """Return an amount in units: Project writes it in hundredths."""
    return moved(text)


def share(text: str | None) -> Any:
    """Return a percentage as a share of one."""
    return moved(text)


def moved(text: str | None) -> Any:
    """Return a number two places smaller; a text that is none stays as it is."""
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) >= 30:
        return text
    return ["n", format(number.scaleb(-2), "f")]
