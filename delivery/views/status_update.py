"""Pages of what is reported about a project."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.forms.project import StatusUpdateForm
from delivery.forms.removal import RemovalForm
from delivery.models import Baseline, Project, StatusUpdate
from delivery.views.pages import (
    ROWS_A_PAGE,
    confirm_page,
    form_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value import formatting


@require_safe
@login_required
def status_update_list(request: SignedInRequest, project_id: int) -> HttpResponse:
    """List all that was reported about a project."""
    projects = Project.objects.visible_to(request.user).with_rights_of(request.user)
    project = get_object_or_404(projects.select_related("portfolio"), pk=project_id)
    updates = project.status_updates.select_related("rating").order_by("-status_date")
    page = Paginator(updates, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "page": page,
        "updates": page.object_list,
        "trail": [project.portfolio, project],
    }
    return render(request, "delivery/status_update_list.html", context)


@takes_forms
@login_required
def status_update_create(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Report where a project stands."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    form = StatusUpdateForm(
        request.POST or None,
        by=request.user,
        instance=StatusUpdate(project=project, recorded_by=request.user),
        initial={"status_date": timezone.localdate()},
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Status update added."), project)
    return form_page(
        request,
        "status_update_form.html",
        form,
        title=_("Add a status update"),
        trail=[project.portfolio, project],
        project=project,
        previous=project.status_updates.select_related("rating")
        .order_by("-status_date")
        .first(),
        plan=current_plan(project),
        by_work=project.tasks.all().earned(),
    )


@takes_forms
@login_required
def status_update_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct what was reported about a project."""
    updates = StatusUpdate.objects.editable_by(request.user)
    update = get_object_or_404(
        updates.with_rights_of(request.user).select_related("project__portfolio"), pk=pk
    )
    project = update.project
    title = _("Status update of %(day)s") % {"day": formatting.day(update.status_date)}
    form = StatusUpdateForm(
        request.POST or None,
        by=request.user,
        instance=update,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Status update saved."), project)
    return form_page(
        request,
        "status_update_form.html",
        form,
        title=title,
        trail=[project.portfolio, project],
        project=project,
        plan=current_plan(project),
        by_work=project.tasks.all().earned(),
        delete_view="delivery:status_update_delete",
    )


@takes_forms
@login_required
def status_update_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete what was reported for a day."""
    updates = StatusUpdate.objects.removable_by(request.user)
    update = get_object_or_404(updates.select_related("project__portfolio"), pk=pk)
    form = RemovalForm(posted(request), row=update, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Status update deleted."), update.project)
    return confirm_page(
        request,
        _("Delete the status update of %(day)s?")
        % {"day": formatting.day(update.status_date)},
        trail=[update.project.portfolio, update.project],
        text=_("The project then has no figures for this day."),
        form=form,
        submit_label=_("Delete status update"),
    )


def current_plan(project: Project) -> Baseline | None:
    """Return the plan that the figures of a report are held against."""
    return project.baselines.order_by("-number").first()
