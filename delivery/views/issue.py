"""Pages of issues."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.exports import ISSUE_COLUMNS, issue_rows
from delivery.filters import IssueFilter
from delivery.forms.issue import IssueForm
from delivery.forms.removal import RemovalForm
from delivery.models import Issue, Portfolio
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response

ISSUES = Place(gettext_lazy("Issues"), reverse_lazy("delivery:issue_list"))
CHANGES_SHOWN = 8


def found_issues(request: SignedInRequest) -> IssueFilter:
    """Return the issues that the reader sees, as the address narrows them."""
    issues = Issue.objects.visible_to(request.user).with_severity_rank()
    return IssueFilter(
        request.GET,
        issues.select_related("portfolio", "project", "risk"),
        request=request,
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def issue_list(request: SignedInRequest) -> HttpResponse:
    """List issues with their age and what was agreed."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(
        request,
        "issue",
        found_issues(request),
        may_add=may_add,
        today=timezone.localdate(),
    )


@require_safe
@login_required
def issue_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of issues as a file."""
    rows = issue_rows(found_issues(request).qs)
    return file_response(kind, "issues", ISSUE_COLUMNS, rows)


@require_safe
@login_required
def issue_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one issue."""
    issues = Issue.objects.visible_to(request.user).with_rights_of(request.user)
    issue = get_object_or_404(
        issues.select_related("portfolio", "project", "risk"), pk=pk
    )
    context = {
        "issue": issue,
        "today": timezone.localdate(),
        "trail": [*Portfolio.objects.above(issue.portfolio), issue.portfolio],
        "changes": history.timeline(
            history.records_of(Issue, id=pk)[: CHANGES_SHOWN + 1], limit=CHANGES_SHOWN
        ),
    }
    return render(request, "delivery/issue_detail.html", context)


@require_safe
@login_required
def issue_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about an issue, and when."""
    issues = Issue.objects.visible_to(request.user).select_related("portfolio")
    issue = get_object_or_404(issues, pk=pk)
    return history_page(
        request,
        issue.name,
        history.records_of(Issue, id=pk),
        trail=[issue.portfolio, issue],
    )


@takes_forms
@login_required
def issue_create(request: SignedInRequest) -> HttpResponse:
    """Open an issue."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = IssueForm(
        request.POST or None,
        by=request.user,
        instance=Issue(),
        initial={
            "portfolio": pick_portfolio(request, offered),
            "project": request.GET.get("project"),
            "risk": request.GET.get("risk"),
            "opened_on": timezone.localdate(),
        },
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Issue added."), form.instance)
    return form_page(
        request, "issue_form.html", form, title=_("Add an issue"), trail=[ISSUES]
    )


@takes_forms
@login_required
def issue_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct an issue, or say that it is settled."""
    issues = Issue.objects.editable_by(request.user).with_rights_of(request.user)
    issue = get_object_or_404(issues.select_related("portfolio", "project"), pk=pk)
    title = _("Edit issue %(code)s") % {"code": issue.code}
    form = IssueForm(
        request.POST or None,
        by=request.user,
        instance=issue,
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Issue saved."), issue)
    return form_page(
        request,
        "issue_form.html",
        form,
        title=title,
        trail=[issue.portfolio, issue],
        delete_view="delivery:issue_delete",
    )


@takes_forms
@login_required
def issue_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete an issue."""
    issues = Issue.objects.removable_by(request.user).select_related("portfolio")
    issue = get_object_or_404(issues, pk=pk)
    form = RemovalForm(posted(request), row=issue, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Issue deleted."), ISSUES)
    return confirm_page(
        request,
        _("Delete the issue %(name)s?") % {"name": issue.name},
        trail=[issue.portfolio, issue],
        text=_("If it is settled, say on which day instead."),
        form=form,
        submit_label=_("Delete issue"),
    )
