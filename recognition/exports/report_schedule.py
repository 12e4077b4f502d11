"""The log of what schedules sent, as a file."""

from collections.abc import Iterable

from delivery.exports.rows import Rows
from recognition.models import ScheduleRun

RUN_COLUMNS = (
    "schedule",
    "planned_on",
    "runs_on",
    "period",
    "state",
    "attempts",
    "finished_at",
    "report",
    "recipients",
    "problem",
)


def run_rows(runs: Iterable[ScheduleRun]) -> Rows:
    """Yield runs `with_counts`, in the order of RUN_COLUMNS."""
    for run in runs:
        yield (
            run.schedule.name,
            run.planned_on,
            run.runs_on,
            run.period_key,
            run.state,
            run.attempts,
            run.finished_at.isoformat() if run.finished_at else "",
            run.report.title if run.report else "",
            run.copy_count,  # type: ignore[attr-defined]
            run.problem,
        )
