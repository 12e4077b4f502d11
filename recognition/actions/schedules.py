"""What people decide about schedules; they are carried out by scorecards."""

from datetime import date, datetime, timedelta
from itertools import islice

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import mailing
from accounts.models import User
from pmo_value.queueing import enqueue_after_commit
from recognition.actions.letters import leads_of
from recognition.actions.report_copies import Person, candidates
from recognition.calculations.schedules import Due, dues
from recognition.models import ReportSchedule, ScheduleRun
from recognition.working_days import works_in

RUN_TASK = "scorecards.tasks.carry_out_run"
State = ScheduleRun.State


def next_dues(schedule: ReportSchedule, after: date, count: int) -> list[Due]:
    """Return the next runs of a schedule from a day on.

    Those that fall out because of a day off are among them; those that were made or
    left out already are not.
    """
    last = None
    if schedule.pk:
        last = schedule.runs.order_by("-planned_on").first()
    start = max(schedule.starts_on, after)
    if last is not None:
        start = max(start, last.planned_on + timedelta(days=1))
    found = dues(schedule.rhythm, start, works_in(schedule.country))
    return list(islice(found, count))


def recipients_of(schedule: ReportSchedule, by: User) -> list[Person]:
    """Return who gets the reports of a schedule now, as far as somebody sees them."""
    roles, named = set(schedule.roles), set(schedule.people)
    return [
        person
        for person in candidates(schedule.portfolio, by)
        if person.roles & roles or person.key in named
    ]


def pause(schedule: ReportSchedule) -> None:
    """Carry a schedule out no more, until it is resumed."""
    schedule.is_paused = True
    schedule.save()


def resume(schedule: ReportSchedule, now: datetime) -> None:
    """Carry a schedule out again; what was due meanwhile goes to nobody."""
    schedule.is_paused = False
    schedule.starts_on = max(schedule.starts_on, timezone.localdate(now))
    schedule.save()


def start_again(run: ScheduleRun, now: datetime) -> bool:
    """Let a run that failed be tried once more; return whether it had failed."""
    failed = ScheduleRun.objects.filter(pk=run.pk, state=State.FAILED)
    started = failed.update(
        state=State.DUE, due_at=now, attempts=0, finished_at=None, problem=""
    )
    if started:
        enqueue_after_commit(RUN_TASK, run.pk)
    return bool(started)


def tell_owner(run: ScheduleRun, now: datetime) -> None:
    """Tell the owner of a schedule, or who leads, that a report could not go out."""
    schedule = run.schedule
    owner = schedule.owner
    for person in [owner] if owner.is_active else leads_of(schedule.portfolio):
        _tell(run, person, now)


def _tell(run: ScheduleRun, person: User, now: datetime) -> None:
    schedule = run.schedule
    with timezone.override(person.time_zone), translation.override(person.language):
        subject = _("A report was not sent: %(name)s") % {"name": schedule.name}
        context = {
            "run": run,
            "schedule": schedule,
            "url": settings.SITE_URL + schedule.get_absolute_url(),
        }
        mailing.post(
            f"schedule_run:{run.pk}:{now:%Y%m%d%H%M}:{person.pk}",
            to=person,
            subject=subject,
            body=render_to_string("recognition/schedule_failed.txt", context),
            now=now,
        )
