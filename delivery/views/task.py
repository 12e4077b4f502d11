"""Pages of work packages."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.exports import TASK_COLUMNS, task_rows
from delivery.filters import TaskFilter
from delivery.forms.removal import RemovalForm
from delivery.forms.work import TaskForm
from delivery.models import Project, Task
from delivery.views.pages import (
    confirm_page,
    form_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response


def found_tasks(request: SignedInRequest) -> TaskFilter:
    """Return the work packages that the reader sees, as the address narrows them."""
    tasks = Task.objects.visible_to(request.user).with_rights_of(request.user)
    return TaskFilter(request.GET, tasks.select_related("project"), request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def task_list(request: SignedInRequest) -> HttpResponse:
    """List work packages with their plan and how far they are."""
    found = found_tasks(request)
    project = found.form.cleaned_data.get("project") if found.form.is_valid() else None
    may_add = bool(
        project
        and Project.objects.editable_by(request.user).filter(pk=project.pk).exists()
    )
    return list_page(
        request,
        "task",
        found,
        project=project,
        may_add=may_add,
        today=timezone.localdate(),
    )


@require_safe
@login_required
def task_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of work packages as a file."""
    rows = task_rows(found_tasks(request).qs)
    return file_response(kind, "tasks", TASK_COLUMNS, rows)


@takes_forms
@login_required
def task_create(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Add a work package to the plan of a project."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    form = TaskForm(
        request.POST or None,
        instance=Task(project=project),
        today=timezone.localdate(),
        by=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Work package added."), project)
    return form_page(
        request,
        "task_form.html",
        form,
        title=_("Add a work package"),
        trail=[project.portfolio, project],
        project=project,
    )


@takes_forms
@login_required
def task_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a work package, or say how far it is."""
    tasks = Task.objects.editable_by(request.user).with_rights_of(request.user)
    task = get_object_or_404(tasks.select_related("project__portfolio"), pk=pk)
    title = task.name
    form = TaskForm(
        request.POST or None, instance=task, today=timezone.localdate(), by=request.user
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Work package saved."), task.project)
    return form_page(
        request,
        "task_form.html",
        form,
        title=title,
        trail=[task.project.portfolio, task.project],
        project=task.project,
        delete_view="delivery:task_delete",
    )


@takes_forms
@login_required
def task_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a work package."""
    tasks = Task.objects.removable_by(request.user)
    task = get_object_or_404(tasks.select_related("project__portfolio"), pk=pk)
    form = RemovalForm(posted(request), row=task, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Work package deleted."), task.project)
    return confirm_page(
        request,
        _("Delete the work package %(name)s?") % {"name": task.name},
        trail=[task.project.portfolio, task.project],
        form=form,
        submit_label=_("Delete work package"),
    )
