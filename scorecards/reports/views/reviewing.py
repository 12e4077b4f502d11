"""Reviewing a report, letting it go out, and taking it back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from delivery import history
from delivery.views.pages import (
    confirm_page,
    history_page,
    posted,
    saved,
    takes_forms,
)
from recognition.actions.report_copies import take_over
from recognition.actions.report_mail import ask_for_approval, tell_of_decision
from recognition.actions.reports import changed_text, comment, settle
from recognition.models import (
    ExecutiveReport,
    ReportComment,
    ReportSection,
    ReportState,
)
from scorecards.actions.publishing import (
    ReportRefusedError,
    WordsMovedError,
    approve,
    approvers_of,
    open_again,
    publish,
    send_for_review,
    withdraw,
)
from scorecards.reports.beginning import begin_again
from scorecards.reports.desk import desk_of
from scorecards.reports.forms import CommentForm, PublishForm, ReasonForm, VersionForm
from scorecards.reports.reading import previewed
from scorecards.reports.views.composing import (
    CONFLICT,
    REPORTS,
    compose_url,
    desk_page,
    led_report,
    refused,
    trail_of,
)

State = ReportState


@require_POST
@login_required
def report_comment_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remark something on a report, or on one of its sections."""
    report = led_report(request, pk)
    section = _section_named(request, report)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return desk_page(request, report, comment=form, status=422)
    text = form.cleaned_data["text"]
    comment(report, text, by=request.user, now=timezone.now(), section=section)
    return saved(request, _("Comment added."), compose_url(report, section))


def _section_named(
    request: SignedInRequest, report: ExecutiveReport
) -> ReportSection | None:
    key = request.POST.get("section", "")
    found: ReportSection | None = None
    if key.isdecimal():
        found = report.sections.filter(pk=int(key[:18])).first()
    return found


@require_POST
@login_required
def report_comment_settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that a remark has been seen to."""
    led = ExecutiveReport.objects.editable_by(request.user).order_by()
    rows = ReportComment.objects.filter(report__in=led)
    remark = get_object_or_404(rows.select_related("report", "section"), pk=pk)
    settle(remark.pk, timezone.now())
    place = compose_url(remark.report, remark.section)
    return saved(request, _("Comment settled."), place)


@require_POST
@login_required
def report_review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand a draft to whoever approves it."""
    report = led_report(request, pk)
    people = approvers_of(report)
    if not people:
        text = _(
            "Nobody else leads this portfolio. Add a second lead, who approves it."
        )
        return refused(request, report, text)
    try:
        send_for_review(report.pk, request.user)
    except ReportRefusedError as error:
        return refused(request, report, error.message)
    report.refresh_from_db()
    ask_for_approval(report, people, request.user, timezone.now())
    names = ", ".join(str(person) for person in people)
    text = _("It waits for the approval of %(names)s.") % {"names": names}
    return saved(request, text, compose_url(report))


@require_POST
@login_required
def report_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve a report as it was read, or send it back with a word why."""
    report = led_report(request, pk)
    now = timezone.now()
    is_approval = request.POST.get("decision") == "approved"
    version = VersionForm(request.POST, report=report)
    form = CommentForm(request.POST)
    form.fields["text"].required = not is_approval
    if not form.is_valid():
        return desk_page(request, report, comment=form, status=422)
    if not version.is_valid():
        return refused(request, report, changed_text())
    try:
        if is_approval:
            read = version.cleaned_data["version"]
            seen = request.POST.get("seen", "")
            approve(report.pk, version=read, seen=seen, by=request.user, now=now)
        else:
            open_again(report.pk)
    except WordsMovedError:
        return refused(request, report, changed_text())
    except ReportRefusedError as error:
        return refused(request, report, error.message)
    report.refresh_from_db()
    decision = "approved" if is_approval else "sent_back"
    text = form.cleaned_data["text"] or _("Approved.")
    made = comment(report, text, by=request.user, now=now, decision=decision)
    tell_of_decision(report, made, now)
    said = _("Approved. It can be published now.")
    if not is_approval:
        said = _("Sent back. It is a draft again.")
    return saved(request, said, compose_url(report))


@takes_forms
@login_required
def report_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a draft again of what is reviewed or approved."""
    report = led_report(request, pk)
    if not report.may_become(State.DRAFT):
        messages.info(request, _("It is “%(state)s”.") % _state(report))
        return redirect(compose_url(report))
    if request.method == "POST":
        try:
            open_again(report.pk)
        except ReportRefusedError as error:
            return refused(request, report, error.message)
        return saved(request, _("It is a draft again."), compose_url(report))
    text = _("The review ends, and somebody will be asked for it again.")
    if report.state == State.APPROVED:
        text = _("Its approval is lost: a second person must approve it again.")
    return confirm_page(
        request,
        _("Open “%(title)s” again to write on it?") % {"title": report.title},
        trail=trail_of(report),
        text=text,
        submit_label=_("Open it again"),
    )


def _state(report: ExecutiveReport) -> dict[str, Any]:
    return {"state": report.get_state_display()}


@takes_forms
@login_required
def report_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show exactly what goes out, and let it go."""
    report = led_report(request, pk)
    if report.is_frozen:
        return redirect(report)
    form = PublishForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            publish(report.pk, seen=seen, by=request.user, now=timezone.now())
        except WordsMovedError:
            text = _(
                "Nothing was published: numbers or words have changed since you opened "
                "this page. Read it again."
            )
            form.add_error(None, text)
        except ReportRefusedError as error:
            form.add_error(None, error.message)
        else:
            text = _("Published. Its numbers and words are frozen.")
            return saved(request, text, report)
        report = led_report(request, pk)
    return _publish_page(request, report, form)


def _publish_page(
    request: SignedInRequest, report: ExecutiveReport, form: PublishForm
) -> HttpResponse:
    now = timezone.now()
    desk = desk_of(report, request.user, now)
    found = desk.found
    context = {
        "executive": report,
        "desk": desk,
        "found": found,
        "form": form,
        # As it goes out: that it is a draft is not said any more.
        "report": found and replace(previewed(found, now), standing=""),
        "trail": trail_of(report),
    }
    status = CONFLICT if form.errors else 200
    return render(request, "scorecards/report_publish.html", context, status=status)


@takes_forms
@login_required
def report_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a published report back, with a reason."""
    report = led_report(request, pk)
    if not report.may_become(State.WITHDRAWN):
        messages.info(request, _("It is “%(state)s”.") % _state(report))
        return redirect(report)
    form = ReasonForm(posted(request), report=report)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            withdraw(report.pk, reason, by=request.user, now=timezone.now())
        except ReportRefusedError as error:
            messages.info(request, error.message)
            return redirect(report)
        return saved(request, _("The report is withdrawn."), report)
    return confirm_page(
        request,
        _("Withdraw “%(title)s”?") % {"title": report.title},
        trail=[REPORTS, report],
        text=_(
            "Its page and all its links say from now on that it is withdrawn, and why. "
            "This cannot be undone; a new version can take its place."
        ),
        submit_label=_("Withdraw the report"),
        form=form,
    )


@takes_forms
@login_required
def report_renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a new version of a published report."""
    report = led_report(request, pk)
    if newer := _newer(report):
        return _led_to(request, newer)
    if not report.is_frozen:
        raise Http404
    if request.method == "POST":
        try:
            fresh = _renewed(report, request.user)
        except IntegrityError:  # somebody else was faster
            return _led_to(request, _newer(report))
        text = _("A draft of the new version. The old one stays until it goes out.")
        return saved(request, text, compose_url(fresh))
    return confirm_page(
        request,
        _("Begin a new version of “%(title)s”?") % {"title": report.title},
        trail=[REPORTS, report],
        text=_(
            "It begins with the same sections and today’s numbers. When it goes out, "
            "it takes the place of this one, which then says so."
        ),
        submit_label=_("Begin a new version"),
        is_gentle=True,
    )


@transaction.atomic
def _renewed(report: ExecutiveReport, by: User) -> ExecutiveReport:
    """Begin the next version of a report, for the same recipients."""
    fresh = begin_again(report, by, supersedes=report)
    take_over(fresh, report, by, timezone.now())
    return fresh


def _newer(report: ExecutiveReport) -> ExecutiveReport | None:
    return ExecutiveReport.objects.filter(supersedes=report).first()


def _led_to(request: SignedInRequest, newer: ExecutiveReport | None) -> HttpResponse:
    if newer is None:
        raise Http404
    messages.info(request, _("There is a newer version already."))
    return redirect(newer if newer.is_frozen else compose_url(newer))


@require_safe
@login_required
def report_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a report, and how it moved on."""
    report = led_report(request, pk)
    here = report if report.is_frozen else trail_of(report)[1]
    return history_page(
        request,
        report.title,
        history.records_of(ExecutiveReport, id=pk),
        history.records_of(ReportSection, report_id=pk),
        trail=[REPORTS, here],
        moves=list(_moves(pk)),
    )


def _moves(pk: int) -> Iterator[history.Entry]:
    """Yield the steps of a report from draft to what it is now."""
    before = State.DRAFT.value
    records = history.records_of(ExecutiveReport, id=pk)
    for record in reversed(list(records)):
        row: Any = record
        if row.state != before:
            words = {"state": row.get_state_display()}
            what = _("The report is “%(state)s” now") % words
            yield history.Entry(
                row.history_date,
                history.who(row),
                what,
                why=row.withdrawn_because if row.state == State.WITHDRAWN else "",
            )
        before = row.state
