"""Pages of rework, defects and changes, by project and month."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.exports import (
    QUALITY_COLUMNS,
    REWORK_COLUMNS,
    quality_rows,
    rework_rows,
)
from delivery.filters import QualityCountFilter, ReworkEntryFilter
from delivery.forms.quality import QualityCountForm, ReworkEntryForm
from delivery.forms.removal import RemovalForm
from delivery.models import Project, QualityCount, ReworkEntry
from delivery.views.pages import (
    confirm_page,
    form_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value import formatting
from pmo_value.exports import file_response


def found_rework(request: SignedInRequest) -> ReworkEntryFilter:
    """Return the months of work that the reader sees, as the address narrows them."""
    entries = ReworkEntry.objects.visible_to(request.user)
    entries = entries.with_rights_of(request.user).order_by("-month", "project__code")
    return ReworkEntryFilter(
        request.GET, entries.select_related("project__portfolio"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def rework_entry_list(request: SignedInRequest) -> HttpResponse:
    """List months of work with what was done again in them."""
    projects = Project.objects.editable_by(request.user)
    return list_page(
        request, "rework_entry", found_rework(request), may_add=projects.exists()
    )


@require_safe
@login_required
def rework_entry_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered months of work as a file."""
    return file_response(
        kind, "rework", REWORK_COLUMNS, rework_rows(found_rework(request).qs)
    )


@takes_forms
@login_required
def rework_entry_create(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Enter the work of a month and what of it was rework."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    form = ReworkEntryForm(
        request.POST or None,
        by=request.user,
        instance=ReworkEntry(project=project, recorded_by=request.user),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Month added."), project)
    return form_page(
        request,
        "rework_entry_form.html",
        form,
        title=_("Add a month of work and rework"),
        trail=[project.portfolio, project],
        project=project,
    )


@takes_forms
@login_required
def rework_entry_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a month."""
    entries = ReworkEntry.objects.editable_by(request.user)
    entry = get_object_or_404(
        entries.with_rights_of(request.user).select_related("project__portfolio"),
        pk=pk,
    )
    project = entry.project
    title = _("Work and rework, %(month)s") % {"month": formatting.month(entry.month)}
    form = ReworkEntryForm(
        request.POST or None,
        by=request.user,
        instance=entry,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Month saved."), project)
    return form_page(
        request,
        "rework_entry_form.html",
        form,
        title=title,
        trail=[project.portfolio, project],
        project=project,
        delete_view="delivery:rework_entry_delete",
    )


@takes_forms
@login_required
def rework_entry_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a month."""
    entries = ReworkEntry.objects.removable_by(request.user)
    entry = get_object_or_404(entries.select_related("project__portfolio"), pk=pk)
    project = entry.project
    form = RemovalForm(posted(request), row=entry, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Month removed."), project)
    return confirm_page(
        request,
        _("Remove the work and rework of %(month)s?")
        % {"month": formatting.month(entry.month)},
        trail=[project.portfolio, project],
        text=_("The month then counts as not known, not as zero."),
        form=form,
        submit_label=_("Remove month"),
    )


def found_counts(request: SignedInRequest) -> QualityCountFilter:
    """Return the counts that the reader sees, as the address narrows them."""
    counts = QualityCount.objects.visible_to(request.user)
    counts = counts.with_rights_of(request.user).order_by("-month", "project__code")
    return QualityCountFilter(
        request.GET, counts.select_related("project__portfolio"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def quality_count_list(request: SignedInRequest) -> HttpResponse:
    """List what was released by month: defects and changes."""
    projects = Project.objects.editable_by(request.user)
    return list_page(
        request, "quality_count", found_counts(request), may_add=projects.exists()
    )


@require_safe
@login_required
def quality_count_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered counts as a file."""
    return file_response(
        kind, "quality-counts", QUALITY_COLUMNS, quality_rows(found_counts(request).qs)
    )


@takes_forms
@login_required
def quality_count_create(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Enter what a project released in a month."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    form = QualityCountForm(
        request.POST or None,
        by=request.user,
        instance=QualityCount(project=project, recorded_by=request.user),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Counts added."), project)
    return form_page(
        request,
        "quality_count_form.html",
        form,
        title=_("Add defects and changes of a month"),
        trail=[project.portfolio, project],
    )


@takes_forms
@login_required
def quality_count_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the counts of a month."""
    counts = QualityCount.objects.editable_by(request.user)
    count = get_object_or_404(
        counts.with_rights_of(request.user).select_related("project__portfolio"), pk=pk
    )
    project = count.project
    title = _("Defects and changes, %(month)s") % {
        "month": formatting.month(count.month)
    }
    form = QualityCountForm(
        request.POST or None,
        by=request.user,
        instance=count,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Counts saved."), project)
    return form_page(
        request,
        "quality_count_form.html",
        form,
        title=title,
        trail=[project.portfolio, project],
        delete_view="delivery:quality_count_delete",
    )


@takes_forms
@login_required
def quality_count_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove the counts of a month."""
    counts = QualityCount.objects.removable_by(request.user)
    count = get_object_or_404(counts.select_related("project__portfolio"), pk=pk)
    project = count.project
    form = RemovalForm(posted(request), row=count, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Counts removed."), project)
    return confirm_page(
        request,
        _("Remove the defects and changes of %(month)s?")
        % {"month": formatting.month(count.month)},
        trail=[project.portfolio, project],
        text=_("The month then counts as not known, not as zero."),
        form=form,
        submit_label=_("Remove counts"),
    )
