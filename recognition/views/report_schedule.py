"""Pages of schedules: what goes out when, to whom, and what became of each run."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.models import Portfolio
from delivery.views.pages import (
    ROWS_A_PAGE,
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.actions import schedules
from recognition.exports.report_schedule import RUN_COLUMNS, run_rows
from recognition.filters.report_schedule import ReportScheduleFilter, ScheduleRunFilter
from recognition.forms.report_schedule import ReportScheduleForm, rhythm_of
from recognition.models import (
    ExecutiveReport,
    ReportSchedule,
    ReportState,
    ScheduleRun,
)
from recognition.working_days import name_of_day_off

SCHEDULES = Place(
    gettext_lazy("Schedules of reports"),
    reverse_lazy("recognition:report_schedule_list"),
)
RUNS_SHOWN = 5


@require_safe
@login_required
@vary_on_headers("HX-Request")
def report_schedule_list(request: SignedInRequest) -> HttpResponse:
    """List the schedules of the portfolios that the reader leads."""
    rows = ReportSchedule.objects.editable_by(request.user).for_page()
    found = ReportScheduleFilter(request.GET, rows, request=request)
    return list_page(request, "report_schedule", found)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def report_schedule_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a schedule: the next runs, the recipients, and the log of what was sent."""
    schedule = _schedule(request, pk)
    runs = ScheduleRun.objects.filter(schedule=schedule).with_counts()
    found = ScheduleRunFilter(request.GET, runs, request=request)
    context = {
        "schedule": schedule,
        "trail": [SCHEDULES],
        "filter": found,
        "page": Paginator(found.qs, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "is_filtered": bool(request.GET.get("q") or request.GET.get("state")),
        "upcoming": [] if schedule.is_paused else upcoming(schedule),
        "recipients": schedules.recipients_of(schedule, request.user),
    }
    is_fragment = request.htmx and not request.htmx.history_restore_request
    name = "_schedule_run_rows" if is_fragment else "report_schedule_detail"
    return render(request, f"recognition/{name}.html", context)


def upcoming(schedule: ReportSchedule) -> list[dict[str, Any]]:
    """Return the next runs with what is to be said of each."""
    today = timezone.localdate()
    return [
        {
            "due": due,
            "is_moved": due.on is not None and due.on != due.planned,
            "day_off": name_of_day_off(due.planned, schedule.country),
        }
        for due in schedules.next_dues(schedule, today, RUNS_SHOWN)
    ]


@takes_forms
@login_required
def report_schedule_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let reports like this one go out by themselves."""
    report = _pattern(request, pk)
    schedule = ReportSchedule(
        portfolio=report.portfolio,
        pattern=report,
        name=report.title.replace(report.period.label, "").strip(" ,:·–-"),
        allows_gaps=report.allows_gaps,
    )
    form = _form(request, schedule)
    if request.method == "POST" and form.stored():
        return saved(request, _("Schedule set."), form.instance)
    return _form_page(request, form, _("Schedule a report"), [SCHEDULES])


@takes_forms
@login_required
def report_schedule_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a schedule; what has gone out stays as it is."""
    schedule = _schedule(request, pk)
    form = _form(request, schedule)
    if request.method == "POST" and form.stored():
        return saved(request, _("Schedule saved."), schedule)
    return _form_page(request, form, str(schedule), [SCHEDULES, schedule])


@require_safe
@login_required
def report_schedule_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """Tell the next runs of the times that a form holds; nothing is stored."""
    led = Portfolio.objects.where_member(request.user, "lead")
    portfolio = get_object_or_404(led, slug=slug)
    form = ReportScheduleForm(
        request.GET,
        instance=ReportSchedule(portfolio=portfolio),
        portfolio=portfolio,
        user=request.user,
        today=timezone.localdate(),
    )
    schedule = rhythm_of(form, portfolio)
    context = {"upcoming": upcoming(schedule) if schedule else None}
    return render(request, "recognition/_schedule_upcoming.html", context)


@require_POST
@login_required
def report_schedule_pause(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pause a schedule, or let it go on."""
    schedule = _schedule(request, pk)
    if schedule.is_paused:
        schedules.resume(schedule, timezone.now())
        text = _("The schedule runs again. What was due meanwhile goes to nobody.")
    else:
        schedules.pause(schedule)
        text = _("The schedule is paused: nothing goes out.")
    messages.success(request, text)
    return redirect(schedule)


@takes_forms
@login_required
def report_schedule_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a schedule for good; its reports stay."""
    schedule = _schedule(request, pk)
    if request.method == "POST":
        schedule.delete()
        return saved(request, _("Schedule deleted."), SCHEDULES)
    return confirm_page(
        request,
        _("Delete the schedule “%(name)s”?") % {"name": schedule.name},
        trail=[SCHEDULES, schedule],
        text=_("Its reports stay; the log of its runs goes with it. You can pause it."),
        submit_label=_("Delete schedule"),
    )


@require_safe
@login_required
def report_schedule_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a schedule, and when."""
    schedule = _schedule(request, pk)
    records = history.records_of(ReportSchedule, id=pk)
    return history_page(request, schedule.name, records, trail=[SCHEDULES, schedule])


@require_safe
@login_required
def schedule_run_export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Write the log of a schedule as a file."""
    schedule = _schedule(request, pk)
    runs = ScheduleRun.objects.filter(schedule=schedule).with_counts()
    found = ScheduleRunFilter(request.GET, runs, request=request)
    return file_response(kind, "report-runs", RUN_COLUMNS, run_rows(found.qs))


@require_POST
@login_required
def schedule_run_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a run that failed be tried once more."""
    led = ReportSchedule.objects.editable_by(request.user).order_by()
    runs = ScheduleRun.objects.filter(schedule__in=led).select_related("schedule")
    run = get_object_or_404(runs, pk=pk)
    if schedules.start_again(run, timezone.now()):
        messages.success(request, _("The report is being made once more."))
    else:
        messages.info(request, _("It is under way already."))
    return redirect(run.schedule)


def _schedule(request: SignedInRequest, pk: int) -> ReportSchedule:
    rows = ReportSchedule.objects.editable_by(request.user).for_page()
    return get_object_or_404(rows, pk=pk)


def _pattern(request: SignedInRequest, pk: int) -> ExecutiveReport:
    rows = ExecutiveReport.objects.editable_by(request.user)
    rows = rows.exclude(state=ReportState.WITHDRAWN)
    return get_object_or_404(rows.select_related("portfolio"), pk=pk)


def _form(request: SignedInRequest, schedule: ReportSchedule) -> ReportScheduleForm:
    return ReportScheduleForm(
        request.POST or None,
        by=request.user,
        instance=schedule,
        portfolio=schedule.portfolio,
        user=request.user,
        today=timezone.localdate(),
    )


def _form_page(
    request: SignedInRequest, form: ReportScheduleForm, title: str, trail: list[Any]
) -> HttpResponse:
    return form_page(
        request, "report_schedule_form.html", form, title=title, trail=trail
    )
