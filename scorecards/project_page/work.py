"""Scope and work packages: what changed, and what is overdue."""

from typing import Final

from django.utils.translation import gettext as _

from delivery.calculations.measure import Unit
from delivery.calculations.milestones import EXECUTION_THRESHOLDS
from delivery.calculations.scope import (
    CREEP_THRESHOLDS,
    VOLATILITY_THRESHOLDS,
    ScopeState,
)
from delivery.models import ScopeItem
from pmo_value import formatting
from scorecards.panels.contract import Column, Row, Table
from scorecards.performance import Performance
from scorecards.presenting import Page, table_of
from scorecards.project_page.numbers import stat

# So many changes of scope and overdue work packages are listed; lists have the rest.
MOST_ROWS: Final = 12


def scope(found: Performance) -> Page:
    """How the scope moved, and its changes, the newest first."""
    change = found.scope_change()
    volatility, creep = change.volatility(), change.creep()
    changes = [
        entry
        for entry in reversed(found.project.scope)
        if entry.state is not ScopeState.BASELINE and entry.changed_on <= found.as_of
    ]
    table = Table(
        title=_("Changes of scope, the newest first"),
        columns=(
            Column(label=_("Dated"), is_date=True),
            Column(label=_("Change")),
            Column(label=_("Size"), unit=Unit.NUMBER),
            Column(label=_("Approved")),
            Column(label=_("Accepted"), is_date=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    entry.changed_on,
                    str(ScopeItem.State(entry.state.value).label),
                    entry.size,
                    _("yes") if entry.is_approved else _("no"),
                    entry.accepted_on,
                )
            )
            for entry in changes[:MOST_ROWS]
        ),
        left_out=max(len(changes) - MOST_ROWS, 0),
        empty=_("The scope is as it was agreed."),
    )
    return {
        "stats": [
            stat("scope_volatility.volatility", volatility, VOLATILITY_THRESHOLDS),
            stat("scope_volatility.net_growth", change.net_growth(), None),
            stat("scope_volatility.creep", creep, CREEP_THRESHOLDS),
        ],
        "table": table_of(table),
    }


def work(found: Performance) -> Page:
    """How many work packages are done, and which are overdue."""
    day = found.as_of
    overdue = [
        task
        for task in found.project.tasks
        if task.baseline_finish is not None
        and task.baseline_finish < day
        and not (task.actual_finish and task.actual_finish <= day)
    ]
    table = Table(
        title=_("Overdue work packages, the longest first"),
        columns=(
            Column(label=_("Work package")),
            Column(label=_("Planned finish"), is_date=True),
            Column(label=_("Late"), unit=Unit.DAYS),
            Column(label=_("In words")),
        ),
        rows=tuple(
            Row(
                cells=(
                    f"{task.code} {task.name}",
                    task.baseline_finish,
                    (day - task.baseline_finish).days if task.baseline_finish else None,
                    _("at work") if task.actual_start else _("not begun"),
                )
            )
            for task in overdue[:MOST_ROWS]
        ),
        left_out=max(len(overdue) - MOST_ROWS, 0),
        empty=_("No work package is overdue."),
    )
    finished = sum(task.actual_finish is not None for task in found.project.tasks)
    return {
        "stats": [
            stat("baseline_execution_index", found.execution(), EXECUTION_THRESHOLDS),
            {
                "label": _("Finished"),
                "number": _("%(done)s of %(all)s")
                % {
                    "done": formatting.number(finished),
                    "all": formatting.number(len(found.project.tasks)),
                },
            },
        ],
        "table": table_of(table),
    }
