"""Pages of milestones."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from delivery.forms.project import MilestoneForm
from delivery.forms.removal import RemovalForm
from delivery.models import Milestone, Project
from delivery.views.pages import confirm_page, form_page, posted, saved, takes_forms


@takes_forms
@login_required
def milestone_create(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Add a milestone to a project."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    form = MilestoneForm(
        request.POST or None,
        by=request.user,
        instance=Milestone(project=project),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Milestone added."), project)
    return form_page(
        request,
        "milestone_form.html",
        form,
        title=_("Add a milestone"),
        trail=[project.portfolio, project],
    )


@takes_forms
@login_required
def milestone_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a milestone, or say that it was achieved."""
    milestones = Milestone.objects.editable_by(request.user).with_rights_of(
        request.user
    )
    milestone = get_object_or_404(
        milestones.select_related("project__portfolio"), pk=pk
    )
    form = MilestoneForm(
        request.POST or None,
        by=request.user,
        instance=milestone,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Milestone saved."), milestone.project)
    return form_page(
        request,
        "milestone_form.html",
        form,
        title=_("Milestone %(name)s") % {"name": milestone.name},
        trail=[milestone.project.portfolio, milestone.project],
    )


@takes_forms
@login_required
def milestone_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a milestone."""
    milestones = Milestone.objects.removable_by(request.user)
    milestone = get_object_or_404(
        milestones.select_related("project__portfolio"), pk=pk
    )
    form = RemovalForm(posted(request), row=milestone, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Milestone deleted."), milestone.project)
    return confirm_page(
        request,
        _("Delete the milestone %(name)s?") % {"name": milestone.name},
        trail=[milestone.project.portfolio, milestone.project],
        text=_("The project’s history keeps what it said."),
        form=form,
        submit_label=_("Delete milestone"),
    )
