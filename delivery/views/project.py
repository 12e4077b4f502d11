"""Pages of projects and of the plans approved for them."""

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
from delivery.actions.projects import next_number
from delivery.actions.removal import look_ahead
from delivery.exports import PROJECT_COLUMNS, project_rows
from delivery.filters import ProjectFilter
from delivery.forms.project import BaselineForm, ProjectForm
from delivery.models import (
    Baseline,
    Milestone,
    ObjectiveLink,
    Portfolio,
    Project,
    QualityCount,
    ReworkEntry,
    ScopeItem,
    ServiceUse,
    StatusUpdate,
    Task,
)
from delivery.project_page import lists_of, projects_with_lists
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response

PROJECTS = Place(gettext_lazy("Projects"), reverse_lazy("delivery:project_list"))
# A project page shows so many of the latest changes; others have a page.
CHANGES_SHOWN = 8


def found_projects(request: SignedInRequest) -> ProjectFilter:
    """Return the projects that the reader sees, as the address narrows them."""
    projects = Project.objects.visible_to(request.user).with_rights_of(request.user)
    projects = projects.with_current_state().select_related("portfolio")
    return ProjectFilter(request.GET, projects, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def project_list(request: SignedInRequest) -> HttpResponse:
    """List projects, with what was planned and reported last."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(request, "project", found_projects(request), may_add=may_add)


@require_safe
@login_required
def project_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of projects as a file."""
    rows = project_rows(found_projects(request).qs)
    return file_response(kind, "projects", PROJECT_COLUMNS, rows)


@require_safe
@login_required
def project_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what is known about one project."""
    project = get_object_or_404(projects_with_lists(request.user), pk=pk)
    context = {
        "project": project,
        "today": timezone.localdate(),
        "changes": history.timeline(
            history.records_of(Project, id=pk)[: CHANGES_SHOWN + 1], limit=CHANGES_SHOWN
        ),
        **lists_of(project, request.user),
    }
    return render(request, "delivery/project_detail.html", context)


@require_safe
@login_required
def project_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a project, and when."""
    projects = Project.objects.visible_to(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=pk)
    parts = [
        history.records_of(model, project=pk)
        for model in (
            Baseline,
            StatusUpdate,
            Milestone,
            Task,
            ScopeItem,
            ObjectiveLink,
            ServiceUse,
            ReworkEntry,
            QualityCount,
        )
    ]
    return history_page(
        request,
        project.name,
        history.records_of(Project, id=pk),
        *parts,
        trail=[project.portfolio, project],
    )


@takes_forms
@login_required
def project_create(request: SignedInRequest) -> HttpResponse:
    """Add a project to a portfolio."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = ProjectForm(
        request.POST or None,
        instance=Project(),
        initial={"portfolio": pick_portfolio(request, offered)},
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Project added."), form.instance)
    return form_page(
        request, "project_form.html", form, title=_("Add a project"), trail=[PROJECTS]
    )


@takes_forms
@login_required
def project_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a project."""
    projects = Project.objects.editable_by(request.user).with_rights_of(request.user)
    project = get_object_or_404(projects.select_related("portfolio"), pk=pk)
    title = _("Edit project %(code)s") % {"code": project.code}
    form = ProjectForm(
        request.POST or None,
        instance=project,
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Project saved."), project)
    return form_page(
        request,
        "project_form.html",
        form,
        title=title,
        trail=[project.portfolio, project],
        delete_view="delivery:project_delete",
    )


@takes_forms
@login_required
def project_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a project with its plans and reports."""
    projects = Project.objects.removable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=pk)
    removal = look_ahead(project)
    if request.method == "POST" and not removal.is_held_by:
        project.delete()
        return saved(request, _("Project deleted."), project.portfolio)
    return confirm_page(
        request,
        _("Delete the project %(name)s?") % {"name": project.name},
        trail=[project.portfolio, project],
        removal=removal,
        text=_("To keep its figures, set its status to cancelled instead."),
        submit_label=_("Delete project"),
    )


@takes_forms
@login_required
def baseline_create(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Approve a new plan of a project."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    baseline = Baseline(project=project, number=next_number(project))
    form = BaselineForm(
        request.POST or None, instance=baseline, today=timezone.localdate()
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Baseline approved."), project)
    return form_page(
        request,
        "baseline_form.html",
        form,
        title=_("Approve the original baseline")
        if baseline.is_original
        else _("Approve a new baseline"),
        trail=[project.portfolio, project],
        current=project.baselines.order_by("-number").first(),
        submit_label=_("Approve"),
    )
