"""Carrying out schedules of reports: each run once, or its owner is told why not.

A run is a row: planned for a day, claimed by one worker, and settled in the same
transaction that stores the report. Whatever ends the work early, nothing of it stays.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from delivery.calculations.periods import Period
from delivery.models import Portfolio, Role
from recognition.actions.report_copies import add
from recognition.actions.report_mail import ask_for_approval
from recognition.actions.schedules import recipients_of, tell_owner
from recognition.calculations.schedules import Due, dues, moment
from recognition.models import (
    ExecutiveReport,
    ReportCopy,
    ReportSchedule,
    ReportState,
    RunLostError,
    ScheduleRun,
    Stakeholder,
)
from recognition.models.report_schedule import MOST_ATTEMPTS
from recognition.working_days import works_in
from scorecards.actions.publishing import (
    ReportRefusedError,
    approvers_of,
    publish,
    send_for_review,
)
from scorecards.finding import is_known
from scorecards.models import Refresh, Scorecard
from scorecards.regeneration import ask_for
from scorecards.reports.beginning import begin_again

logger = logging.getLogger(__name__)

PAUSES = (timedelta(minutes=5), timedelta(minutes=20))
# What is longer past goes to nobody, such as when no worker ran.
LATEST = timedelta(days=30)
# Where the day begins first, it does so fourteen hours before it does in Greenwich.
EARLIEST = timedelta(days=1)
RUNS_AT_ONCE = 50

State = ScheduleRun.State


class WaitError(Exception):
    """Something that a later try may find changed; says what."""


def plan(schedule: ReportSchedule, now: datetime) -> list[ScheduleRun]:
    """Write down the runs of a schedule that have begun; return those that are new.

    Each is written once, whoever plans at the same time. One that should have run a
    month ago, or a weekly one that the next has overtaken, is written down as left
    out.
    """
    begun = list(_begun(schedule, now))
    made = []
    for due in begun:
        is_overtaken = due.period is None and due is not begun[-1]
        run, is_new = _written(schedule, due, now, is_overtaken=is_overtaken)
        if is_new:
            made.append(run)
    return made


def _begun(schedule: ReportSchedule, now: datetime) -> Iterator[Due]:
    """Yield the runs without a row whose hour has come somewhere."""
    today = now.date() + EARLIEST
    last = schedule.runs.order_by("-planned_on").first()
    start = schedule.starts_on
    if last is not None:
        start = max(start, last.planned_on + timedelta(days=1))
    start = max(start, today - LATEST * 3)
    zones = _zones(schedule)
    planned = dues(schedule.rhythm, start, works_in(schedule.country))
    # A day off may move a run ahead of the day for which it is planned.
    horizon = today + timedelta(days=14)
    for due in takewhile(lambda due: due.planned <= horizon, planned):
        if _starts_at(schedule, due, zones) <= now:
            yield due


def _zones(schedule: ReportSchedule) -> list[ZoneInfo]:
    names = {schedule.time_zone, schedule.owner.time_zone}
    here = schedule.portfolio
    near = Portfolio.objects.over(here) | Portfolio.objects.under(here)
    people = Stakeholder.objects.present().filter(portfolio__in=near.order_by())
    names |= set(people.order_by().values_list("time_zone", flat=True).distinct())
    return [ZoneInfo(name) for name in names]


def _starts_at(schedule: ReportSchedule, due: Due, zones: list[ZoneInfo]) -> datetime:
    """Return when the first of the recipients has the hour of the day."""
    return min(moment(due.on or due.planned, schedule.hour, zone) for zone in zones)


def _written(
    schedule: ReportSchedule, due: Due, now: datetime, *, is_overtaken: bool
) -> tuple[ScheduleRun, bool]:
    why = ""
    if due.on is None:
        why = _("It fell on a day off.")
    elif due.on < now.date() - LATEST:
        why = _("It was due too long ago.")
    elif is_overtaken:
        why = _("The next one was due already.")
    return ScheduleRun.objects.get_or_create(
        schedule=schedule,
        planned_on=due.planned,
        defaults={
            "runs_on": due.on,
            "period_key": due.period.key if due.period else "",
            "state": State.SKIPPED if why else State.DUE,
            "problem": why,
            "due_at": now,
            "finished_at": now if why else None,
        },
    )


def sweep(now: datetime) -> list[int]:
    """Plan what has begun, take from dead workers, and return the runs that wait."""
    for schedule in ReportSchedule.objects.in_force().for_page():
        plan(schedule, now)
    for run in ScheduleRun.objects.silent(now).select_related("schedule__owner"):
        _fall_silent(run, now)
    waiting = ScheduleRun.objects.waiting(now).order_by("due_at", "pk")
    return list(waiting.values_list("pk", flat=True)[:RUNS_AT_ONCE])


def _fall_silent(run: ScheduleRun, now: datetime) -> None:
    try:
        _try_again(run, _("The work was cut off before it was done."), now)
    except RunLostError:
        return


def carry_out(pk: int, now: datetime) -> str:
    """Make the report of one run if it waits; return what came of it, in a word."""
    run = ScheduleRun.objects.claim(pk, now)
    if run is None:
        return "nothing to do"
    try:
        _make(run, now)
    except RunLostError:
        return "in other hands"
    except WaitError as error:
        return _given_back(run, str(error), now)
    except ReportRefusedError as error:
        told = " ".join([error.message, *(flaw.text for flaw in error.flaws)])
        return _given_back(run, told, now)
    except Exception as error:
        # Whatever it is: the owner hears of it, and the worker goes on.
        logger.exception("Run %s of a schedule failed", pk)
        return _given_back(run, f"{type(error).__name__}: {error}", now)
    return str(run.state)


def _given_back(run: ScheduleRun, problem: str, now: datetime) -> str:
    try:
        _try_again(run, problem, now)
    except RunLostError:
        return "in other hands"
    return str(run.state)


def _make(run: ScheduleRun, now: datetime) -> None:
    """Make the report of a run and let it go out, or hand it to who approves it."""
    schedule = run.schedule
    _refuse_unfit(schedule)
    period_key = run.period_key or _latest_period(schedule)
    _wait_for_scorecard(schedule.portfolio, period_key)
    with transaction.atomic():
        report = begin_again(
            schedule.pattern,
            schedule.owner,
            period_key,
            portfolio=schedule.portfolio,
            allows_gaps=schedule.allows_gaps,
        )
        copies = _address(report, run, now)
        if report.asks_approval:
            _send_for_review(report, schedule, now)
            state = State.WITH_APPROVER
        else:
            publish(report.pk, seen=None, by=None, now=now)
            _wait_for_hour(copies, run, now)
            state = State.DONE
        run.settle(state, report=report, finished_at=now, problem="")


def _refuse_unfit(schedule: ReportSchedule) -> None:
    """Raise WaitError where nothing may go out in this way any more."""
    if schedule.pattern.state == ReportState.WITHDRAWN:
        raise WaitError(_("The report that it goes by was withdrawn. Choose another."))
    led = Portfolio.objects.where_member(schedule.owner, Role.LEAD)
    is_lead = led.filter(pk=schedule.portfolio_id).exists()
    if not (schedule.owner.is_active and is_lead):
        raise WaitError(
            _("Its owner does not lead the portfolio any more: a lead saves it anew.")
        )


def _send_for_review(
    report: ExecutiveReport, schedule: ReportSchedule, now: datetime
) -> None:
    people = approvers_of(report)
    if not people:
        raise ReportRefusedError(
            _("Nobody else leads this portfolio, who could approve it.")
        )
    send_for_review(report.pk, schedule.owner)
    ask_for_approval(report, people, schedule.owner, now)


def _latest_period(schedule: ReportSchedule) -> str:
    refresh = Refresh.objects.filter(portfolio=schedule.portfolio).first()
    if refresh is None or not refresh.latest_period_key:
        raise WaitError(_("There is no scorecard of this portfolio yet."))
    return str(refresh.latest_period_key)


def _wait_for_scorecard(portfolio: Portfolio, period_key: str) -> None:
    """Raise WaitError while the numbers of a period are not the newest there are.

    A period that is not stored yet is asked for: the next try finds it.
    """
    period = Period.parse(period_key, portfolio.fiscal_year_start_month)
    stored = Scorecard.objects.with_is_current().filter(
        portfolio=portfolio, period_key=period_key
    )
    scorecard = stored.only("built_revision").first()
    if scorecard is None:
        if not is_known(portfolio, period):
            words = {"period": period.label}
            raise WaitError(_("Nothing is known about %(period)s.") % words)
        ask_for(portfolio, period)
    if scorecard is None or not scorecard.is_built or not scorecard.is_current:
        raise WaitError(_("The scorecard was still being drawn."))


def _try_again(run: ScheduleRun, problem: str, now: datetime) -> None:
    """Put a run back for later; after its last attempt its owner is told at once."""
    if run.attempts < MOST_ATTEMPTS:
        pause = PAUSES[run.attempts - 1]
        run.settle(State.DUE, due_at=now + pause, problem=problem)
        return
    with transaction.atomic():
        run.settle(State.FAILED, finished_at=now, problem=problem)
        tell_owner(run, now)


def _address(
    report: ExecutiveReport, run: ScheduleRun, now: datetime
) -> list[ReportCopy]:
    """Name the recipients of a report. Raises ReportRefusedError without any."""
    schedule = run.schedule
    people = recipients_of(schedule, schedule.owner)
    added = add(report, people, schedule.owner, now, attachment=schedule.attachment)
    if not added.copies:
        raise ReportRefusedError(_("Nobody of its recipients can be reached."))
    return added.copies


def _wait_for_hour(copies: list[ReportCopy], run: ScheduleRun, now: datetime) -> None:
    """Let each copy go out at the hour of the day where its reader is."""
    schedule = run.schedule
    day = run.runs_on or run.planned_on
    for copy in copies:
        zone = ZoneInfo(copy.reader.time_zone or schedule.time_zone)
        copy.due_at = max(now, moment(day, schedule.hour, zone))
        copy.save(update_fields=["due_at"])
