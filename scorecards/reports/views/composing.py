"""Composing a report: beginning it, its sections in order, and each of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from delivery.calculations.periods import Period
from delivery.models import Portfolio, Role
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    pick_portfolio,
    posted,
    saved,
    takes_forms,
)
from recognition.actions.reports import (
    ReportChangedError,
    ReportClosedError,
    ReportFullError,
    add_section,
    changed_text,
    closed_text,
    discard,
    full_text,
    move_section,
    remove_section,
    restore_section,
    write_section,
    write_settings,
)
from recognition.models import ExecutiveReport, ReportSection
from recognition.report_text import typed_numbers
from scorecards.actions.publishing import ready, scorecard_of
from scorecards.models import Scorecard
from scorecards.regeneration import ask_for
from scorecards.reports import undo
from scorecards.reports.beginning import begin, begin_again
from scorecards.reports.choices import numbers_of
from scorecards.reports.composing import composed
from scorecards.reports.desk import desk_of
from scorecards.reports.forms import (
    CommentForm,
    GoOnForm,
    NewReportForm,
    SectionForm,
    SettingsForm,
    VersionForm,
)
from scorecards.reports.gathering import gather_section

REPORTS = Place(gettext_lazy("Reports"), reverse_lazy("recognition:report_list"))
Kind = ReportSection.Kind
CONFLICT = 409
MOVED_ON = (ReportChangedError, ReportClosedError)


def compose_url(report: ExecutiveReport, section: ReportSection | None = None) -> str:
    """Return the address of the desk of a report, at one of its sections."""
    address = reverse("scorecards:report_compose", args=[report.pk])
    return f"{address}#section-{section.pk}" if section else address


def led_report(request: SignedInRequest, pk: int) -> ExecutiveReport:
    """Return a report that the reader writes, or answer 404."""
    rows = ExecutiveReport.objects.editable_by(request.user).for_page()
    report: ExecutiveReport = get_object_or_404(rows, pk=pk)
    return report


def led_section(request: SignedInRequest, pk: int) -> ReportSection:
    """Return a section of a report that the reader writes, or answer 404."""
    led = ExecutiveReport.objects.editable_by(request.user).order_by()
    rows = ReportSection.objects.filter(report__in=led)
    related = rows.select_related("report__portfolio")
    section: ReportSection = get_object_or_404(related, pk=pk)
    return section


def trail_of(report: ExecutiveReport) -> list[Any]:
    """Return the way to the pages of one report that is being written."""
    return [REPORTS, Place(report.title, compose_url(report))]


@takes_forms
@login_required
def report_create(request: SignedInRequest) -> HttpResponse:
    """Begin a report: choose a portfolio, then period and template."""
    led = Portfolio.objects.where_member(request.user, Role.LEAD).order_by("path")
    portfolio = pick_portfolio(request, led.select_related("refresh"))
    if portfolio is None:
        context = {"portfolios": led, "trail": [REPORTS]}
        return render(request, "scorecards/report_portfolio.html", context)
    form = NewReportForm(
        posted(request), portfolio=portfolio, instance=ExecutiveReport()
    )
    if request.method == "POST" and form.is_valid():
        report: ExecutiveReport = form.save(commit=False)
        report.title = form.cleaned_data["title"]
        report.cycle = form.cleaned_data["cycle"]
        report.period_key = form.cleaned_data["period_key"]
        if scorecard := drawn(report):
            begin(report, scorecard, request.user)
            text = _("This is what is on record. Now tell it.")
            return saved(request, text, compose_url(report))
        form.add_error(None, being_drawn(report))
    return form_page(
        request,
        "report_create.html",
        form,
        title=_("New report on %(portfolio)s") % {"portfolio": portfolio.name},
        trail=[REPORTS],
        submit_label=_("Begin"),
    )


def drawn(report: ExecutiveReport) -> Scorecard | None:
    """Return the scorecard of a report; have it drawn where there is none yet."""
    scorecard = scorecard_of(report)
    if scorecard is None:
        start = report.portfolio.fiscal_year_start_month
        ask_for(report.portfolio, Period.parse(report.period_key, start))
    return scorecard


def being_drawn(report: ExecutiveReport) -> str:
    """Say that there are no numbers yet, and what to do."""
    text = _(
        "The scorecard of %(period)s is being drawn, for nobody has asked for it "
        "before. Press the button again in a few seconds; your entries stay."
    )
    return text % {"period": report.period.label}


@takes_forms
@login_required
def report_go_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a report with the sections of another, for a period of one's choice."""
    old = led_report(request, pk)
    form = GoOnForm(posted(request), report=old)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["period_key"]
        meant = ExecutiveReport(portfolio=old.portfolio, period_key=key)
        if drawn(meant):
            fresh = begin_again(old, request.user, period_key=key)
            text = _("A draft with the same sections. Read its words anew.")
            return saved(request, text, compose_url(fresh))
        form.add_error(None, being_drawn(meant))
    return form_page(
        request,
        "report_form.html",
        form,
        title=_("Go on from %(title)s") % {"title": old.title},
        trail=[REPORTS, old],
        submit_label=_("Begin"),
    )


@require_safe
@login_required
def report_compose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the desk of a report: its sections in order, and what they still lack."""
    return desk_page(request, led_report(request, pk))


def desk_page(
    request: SignedInRequest,
    report: ExecutiveReport,
    comment: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the desk of a report, with what somebody is about to remark."""
    if report.is_frozen:
        return redirect(report)
    context = {
        "desk": desk_of(report, request.user, timezone.now()),
        "removed": undo.removed_from(request, report),
        "executive": report,
        "kinds": Kind.choices,
        "comment": comment or CommentForm(),
        "trail": [REPORTS],
    }
    is_fragment = request.htmx and request.method == "POST"
    name = "_report_sections" if is_fragment else "report_compose"
    return render(request, f"scorecards/{name}.html", context, status=status)


def deed(
    request: SignedInRequest, report: ExecutiveReport, do: Callable[[int], Any]
) -> HttpResponse | None:
    """Do something to a draft as it was read; an answer says why it was not done."""
    form = VersionForm(request.POST, report=report)
    if not form.is_valid():
        return refused(request, report, changed_text())
    try:
        do(form.cleaned_data["version"])
    except ReportChangedError:
        return refused(request, report, changed_text())
    except ReportFullError:
        return refused(request, report, full_text())
    except ReportClosedError:
        report.refresh_from_db()
        return refused(request, report, closed_text(report))
    return None


def refused(
    request: SignedInRequest, report: ExecutiveReport, text: str
) -> HttpResponse:
    """Say that nothing was done, and show how the report stands."""
    messages.error(request, text)
    if request.htmx:
        response = HttpResponse(status=CONFLICT)
        response["HX-Refresh"] = "true"
        return response
    return desk_page(request, led_report(request, report.pk), status=CONFLICT)


@require_POST
@login_required
def report_section_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a section at the end, and open it."""
    report = led_report(request, pk)
    kind = request.POST.get("kind", "")
    if kind not in Kind.values:
        raise Http404
    made: list[ReportSection] = []

    def add(version: int) -> None:
        made.append(add_section(report.pk, kind, version=version, by=request.user))

    if answer := deed(request, report, add):
        return answer
    return redirect("scorecards:report_section_update", made[0].pk)


@require_POST
@login_required
def report_section_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a section change places with its neighbour."""
    section = led_section(request, pk)
    step = -1 if request.POST.get("step") == "up" else 1

    def move(version: int) -> None:
        move_section(section, step, version=version, by=request.user)

    if answer := deed(request, section.report, move):
        return answer
    if request.htmx:
        return desk_page(request, led_report(request, section.report_id))
    return redirect(compose_url(section.report, section))


@takes_forms
@login_required
def report_section_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a section out of a draft."""
    section = led_section(request, pk)
    report = section.report
    if request.method == "POST":

        def remove(version: int) -> None:
            removed = remove_section(section, version=version, by=request.user)
            undo.keep(request, report, removed)

        if answer := deed(request, report, remove):
            return answer
        return redirect(compose_url(report))
    return confirm_page(
        request,
        _("Remove the section “%(section)s”?") % {"section": section},
        trail=trail_of(report),
        text=_("You can undo it on the next page; its comments stay."),
        submit_label=_("Remove section"),
        form=VersionForm(report=report),
    )


@require_POST
@login_required
def report_section_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put back the section that the reader has just taken out."""
    report = led_report(request, pk)
    removed = undo.removed_from(request, report)
    if removed is None:
        raise Http404
    made: list[ReportSection] = []

    def restore(version: int) -> None:
        made.append(restore_section(report, removed, version=version, by=request.user))

    try:
        if answer := deed(request, report, restore):
            return answer
    except ReportSection.DoesNotExist:
        undo.forget(request)
        raise Http404 from None
    undo.forget(request)
    text = _("“%(section)s” is back in its place.") % {"section": removed.title}
    return saved(request, text, compose_url(report, made[0]))


@takes_forms
@login_required
def report_section_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write one section, with the numbers of the scorecard beside it."""
    section = led_section(request, pk)
    report = section.report
    found = ready(report, timezone.now())
    if found is None:
        return redirect(compose_url(report, section))  # it is being drawn
    if not report.is_open:
        return refused(request, report, closed_text(report))
    form = SectionForm(posted(request), instance=section, scorecard=found.scorecard)
    is_preview = "preview" in request.POST or form.is_moved
    if request.method == "POST" and form.is_valid() and not is_preview:
        try:
            write_section(
                form.filled(),
                form.picked(),
                version=form.cleaned_data["version"],
                by=request.user,
            )
        except MOVED_ON:
            return section_page(request, form, found.scorecard, stored=_stored(section))
        return saved(request, _("Section saved."), compose_url(report, section))
    return section_page(request, form, found.scorecard)


def _stored(section: ReportSection) -> ReportSection:
    stored: ReportSection = ReportSection.objects.select_related("report").get(
        pk=section.pk
    )
    return stored


def section_page(
    request: SignedInRequest,
    form: SectionForm,
    scorecard: Scorecard,
    stored: ReportSection | None = None,
) -> HttpResponse:
    """Show the form of a section with its preview.

    `stored` is what somebody else has saved meanwhile: the next press of the button
    means the entries all the same.
    """
    section = form.instance
    if stored is not None:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = stored.report.version  # type: ignore[index]
    context = {
        "form": form,
        "section": section,
        "executive": section.report,
        "stored": stored,
        "title": str(section),
        "trail": trail_of(section.report),
        "cancel_url": compose_url(section.report, section),
        **preview_of(form, scorecard),
    }
    status = 422 if form.errors else 200
    if request.htmx:
        name = "_panel_choice" if form.is_moved else "_section_preview"
        return render(request, f"scorecards/{name}.html", context)
    context["numbers"] = numbers_of(scorecard)
    status = CONFLICT if stored is not None else status
    return render(request, "scorecards/report_section.html", context, status=status)


def preview_of(form: SectionForm, scorecard: Scorecard) -> dict[str, Any]:
    """Return what a section would read like with what stands in its form."""
    day = timezone.localdate()
    picked = {}
    if form.is_bound and form.is_valid():
        form.filled()
        picked = form.picked()
    found = gather_section(form.instance, scorecard, day, **picked)
    return {
        "preview": composed(scorecard, found.words, day=day),
        "flaws": found.flaws,
        "typed": typed_numbers(form.instance.text),
    }


@takes_forms
@login_required
def report_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the title of a draft, and whether it may go out with gaps."""
    report = led_report(request, pk)
    form = SettingsForm(posted(request), instance=report)
    if request.method == "POST" and form.is_valid():
        try:
            write_settings(
                report, version=form.cleaned_data["version"], by=request.user
            )
        except MOVED_ON:
            stored = led_report(request, pk)
            words = {"title": stored.title}
            text = _(
                "Nothing was saved: somebody else has written on this report "
                "meanwhile. It is called “%(title)s” now. Your entries are still here; "
                "saving puts them in its place."
            )
            form.add_error(None, text % words)
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = stored.version  # type: ignore[index]
            form.conflict = True  # type: ignore[attr-defined]
        else:
            return saved(request, _("Saved."), compose_url(report))
    return form_page(
        request,
        "report_form.html",
        form,
        title=_("Title and gaps"),
        trail=trail_of(report),
    )


@takes_forms
@login_required
def report_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    report = led_report(request, pk)
    if report.is_frozen:
        raise Http404
    if request.method == "POST":
        try:
            discard(report.pk)
        except ReportClosedError:
            return refused(request, report, closed_text(report))
        place = reverse("recognition:report_list")
        return saved(request, _("Draft deleted."), place)
    return confirm_page(
        request,
        _("Delete the draft “%(title)s”?") % {"title": report.title},
        trail=trail_of(report),
        text=_("Its words and comments go with it. Nobody has received it."),
        submit_label=_("Delete draft"),
    )
