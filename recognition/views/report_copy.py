"""The recipients of a report: naming them, and what each of them gets."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.actions import report_copies as actions
from recognition.actions.report_copies import Added, Person
from recognition.exports.report_copy import (
    COPY_COLUMNS,
    DELIVERY_COLUMNS,
    copy_rows,
    delivery_rows,
)
from recognition.filters.report_copy import ReportCopyFilter
from recognition.forms.report_copy import CopyForm, RecipientsForm
from recognition.forms.testimonial import NothingForm
from recognition.models import CopyState, ExecutiveReport, ReportCopy, ReportDelivery

RECIPIENTS = gettext_lazy("Recipients")
LONGEST_SEARCH = 200


def trail_of(report: ExecutiveReport) -> list[Any]:
    """Return the way to the recipients of a report."""
    reports = Place(gettext_lazy("Reports"), reverse("recognition:report_list"))
    return [reports, report]


def recipients_of(report: ExecutiveReport) -> Place:
    return Place(RECIPIENTS, reverse("recognition:report_recipients", args=[report.pk]))


def led_report(request: SignedInRequest, pk: int) -> ExecutiveReport:
    """Return a report whose recipients the reader may see, or answer 404."""
    rows = ExecutiveReport.objects.editable_by(request.user).for_page()
    found: ExecutiveReport = get_object_or_404(rows, pk=pk)
    return found


def copies_of(report: ExecutiveReport) -> QuerySet[ReportCopy]:
    rows = ReportCopy.objects.filter(report=report).for_page()
    found: QuerySet[ReportCopy] = rows.with_state().with_reader()
    return found


def found_copies(request: SignedInRequest, report: ExecutiveReport) -> ReportCopyFilter:
    return ReportCopyFilter(request.GET, copies_of(report), request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def report_recipients(request: SignedInRequest, pk: int) -> HttpResponse:
    """List who gets a report, and how far each copy has come."""
    report = led_report(request, pk)
    last = actions.last_report(report)
    trouble = ReportCopy.objects.filter(report=report).in_state(
        CopyState.HELD, CopyState.REFUSED, CopyState.PARKED
    )
    return list_page(
        request,
        "report_recipients",
        found_copies(request, report),
        report=report,
        last=last,
        last_count=last.copies.count() if last else 0,
        trouble=trouble.count(),
        trail=trail_of(report),
        today=timezone.localdate(),
        may_add=not report.is_frozen or report.state == "published",
    )


@require_safe
@login_required
def report_recipients_export(
    request: SignedInRequest, pk: int, kind: str
) -> HttpResponse:
    """Who gets a report, as a file."""
    report = led_report(request, pk)
    rows = copy_rows(found_copies(request, report).qs)
    return file_response(kind, "recipients", COPY_COLUMNS, rows)


@require_safe
@login_required
def report_deliveries_export(
    request: SignedInRequest, pk: int, kind: str
) -> HttpResponse:
    """Every mail of a report: who got what and when, as a file."""
    report = led_report(request, pk)
    sent = ReportDelivery.objects.filter(copy__report=report).for_page()
    rows = delivery_rows(sent.order_by("at", "pk"))
    return file_response(kind, "deliveries", DELIVERY_COLUMNS, rows)


@takes_forms
@login_required
def report_recipient_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name recipients by their roles, or one by one from a list; `?q=` narrows it."""
    report = led_report(request, pk)
    people = actions.candidates(report.portfolio, request.user)
    form = RecipientsForm(posted(request), people=people)
    if request.method == "POST" and form.is_valid():
        added = actions.add(
            report,
            form.chosen,
            request.user,
            timezone.now(),
            attachment=form.cleaned_data["attachment"],
        )
        return told(request, added, report)
    query = request.GET.get("q", "")[:LONGEST_SEARCH]
    have = {
        f"u{user}" if user else f"s{stakeholder}"
        for stakeholder, user in report.copies.values_list("stakeholder", "user")
    }
    picked = set(request.POST.getlist("people"))
    return form_page(
        request,
        "report_recipient_add.html",
        form,
        title=_("Add recipients"),
        trail=[*trail_of(report), recipients_of(report)],
        report=report,
        q=query,
        groups=grouped(people, query, have),
        picked=picked,
        total=len(people),
    )


def grouped(people: list[Person], query: str, have: set[str]) -> list[dict[str, Any]]:
    """Return those who fit a search, stakeholders and members by themselves."""
    words = query.casefold().split()
    found = [one for one in people if all(word in haystack(one) for word in words)]
    titles = {"s": _("Stakeholders"), "u": _("Members with an account")}
    groups = []
    for kind, title in titles.items():
        rows = [
            {"person": one, "has_copy": one.key in have}
            for one in found
            if one.key.startswith(kind)
        ]
        if rows:
            groups.append({"title": title, "rows": rows})
    return groups


def haystack(person: Person) -> str:
    """Return the text in which a search looks for somebody."""
    unit = getattr(person.who, "unit", "")
    return f"{person.who} {person.who.email} {person.label} {unit}".casefold()


@takes_forms
@login_required
def report_recipients_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take over the recipients of the report before this one."""
    report = led_report(request, pk)
    last = actions.last_report(report)
    place = recipients_of(report)
    form = NothingForm(posted(request))
    if last is None:
        messages.info(request, _("There is no earlier report of this kind."))
        return redirect(place.url)
    if request.method == "POST" and form.is_valid():
        added = actions.take_over(report, last, request.user, timezone.now())
        return told(request, added, report)
    words = {"number": last.copies.count(), "title": last.title}
    return confirm_page(
        request,
        _("Take over the recipients of “%(title)s”?") % words,
        trail=[*trail_of(report), place],
        submit_label=_("Take them over"),
        text=_(
            "%(number)s people had a copy of it. Those who have left, or whom you do "
            "not see, are left out; each keeps the kind of attached file."
        )
        % words,
        form=form,
        is_gentle=True,
    )


def told(
    request: SignedInRequest, added: Added, report: ExecutiveReport
) -> HttpResponse:
    """Say who was added, and by name who has no address."""
    number = len(added.copies)
    if added.without_address:
        names = {"names": ", ".join(added.without_address)}
        messages.warning(
            request,
            _("Not added, as there is no e-mail address: %(names)s.") % names,
        )
    if number == 0:
        messages.info(request, _("Nobody was added."))
        return redirect(recipients_of(report).url)
    text = ngettext(
        "%(number)s recipient added.", "%(number)s recipients added.", number
    )
    return saved(request, text % {"number": number}, recipients_of(report).url)


def led_copy(request: SignedInRequest, pk: int) -> ReportCopy:
    """Return a copy that the reader may change, or answer 404."""
    rows = ReportCopy.objects.editable_by(request.user).for_page()
    found: ReportCopy = get_object_or_404(rows.with_state().with_reader(), pk=pk)
    return found


@require_safe
@login_required
def report_copy_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one recipient: what they get, what went out, what they made of it."""
    copy = led_copy(request, pk)
    deliveries = ReportDelivery.objects.filter(copy=copy).for_page()
    today = timezone.localdate()
    context = {
        "copy": copy,
        "report": copy.report,
        "deliveries": deliveries.order_by("-number"),
        "views": copy.views.order_by("-at", "-pk")[:20],
        "is_open": copy.is_open_on(today),
        "today": today,
        "wants_none": actions.wants_none(copy),
        "trail": [*trail_of(copy.report), recipients_of(copy.report)],
    }
    return render(request, "recognition/report_copy_detail.html", context)


@takes_forms
@login_required
def report_copy_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose what a recipient gets, and for how long their link is valid."""
    copy = led_copy(request, pk)
    form = CopyForm(posted(request), instance=copy, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.save()
        return saved(request, _("Saved."), copy)
    return form_page(
        request,
        "form.html",
        form,
        title=_("Copy of %(name)s") % {"name": copy.reader},
        trail=[*trail_of(copy.report), recipients_of(copy.report), place_of(copy)],
    )


def place_of(copy: ReportCopy) -> Place:
    return Place(str(copy.reader), copy.get_absolute_url())
