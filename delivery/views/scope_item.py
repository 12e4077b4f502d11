"""Pages of scope registers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.exports import SCOPE_COLUMNS, scope_rows
from delivery.filters import ScopeItemFilter
from delivery.forms.removal import RemovalForm
from delivery.forms.work import ScopeItemForm
from delivery.models import Project, ScopeItem
from delivery.views.pages import (
    confirm_page,
    form_page,
    list_page,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response


def found_scope_items(request: SignedInRequest) -> ScopeItemFilter:
    """Return the scope that the reader sees, as the address narrows it."""
    items = ScopeItem.objects.visible_to(request.user).with_rights_of(request.user)
    return ScopeItemFilter(
        request.GET, items.select_related("project"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def scope_item_list(request: SignedInRequest) -> HttpResponse:
    """List agreed scope and every change of it."""
    found = found_scope_items(request)
    project = found.form.cleaned_data.get("project") if found.form.is_valid() else None
    may_add = bool(
        project
        and Project.objects.editable_by(request.user).filter(pk=project.pk).exists()
    )
    return list_page(request, "scope_item", found, project=project, may_add=may_add)


@require_safe
@login_required
def scope_item_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered register as a file."""
    rows = scope_rows(found_scope_items(request).qs)
    return file_response(kind, "scope-items", SCOPE_COLUMNS, rows)


@takes_forms
@login_required
def scope_item_create(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Enter agreed scope of a project, or a change of it."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    form = ScopeItemForm(
        request.POST or None,
        instance=ScopeItem(project=project),
        initial={"changed_on": timezone.localdate()},
        today=timezone.localdate(),
        by=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Scope item added."), project)
    return form_page(
        request,
        "scope_item_form.html",
        form,
        title=_("Add a scope item"),
        trail=[project.portfolio, project],
    )


@takes_forms
@login_required
def scope_item_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct an entry of a scope register, or say that it was accepted."""
    items = ScopeItem.objects.editable_by(request.user).with_rights_of(request.user)
    item = get_object_or_404(items.select_related("project__portfolio"), pk=pk)
    title = item.name
    form = ScopeItemForm(
        request.POST or None, instance=item, today=timezone.localdate(), by=request.user
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Scope item saved."), item.project)
    return form_page(
        request,
        "scope_item_form.html",
        form,
        title=title,
        trail=[item.project.portfolio, item.project],
        delete_view="delivery:scope_item_delete",
    )


@takes_forms
@login_required
def scope_item_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete an entry of a scope register."""
    items = ScopeItem.objects.removable_by(request.user)
    item = get_object_or_404(items.select_related("project__portfolio"), pk=pk)
    form = RemovalForm(posted(request), row=item, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Scope item deleted."), item.project)
    return confirm_page(
        request,
        _("Delete the scope item %(name)s?") % {"name": item.name},
        trail=[item.project.portfolio, item.project],
        text=_("Scope that was taken out is an entry of its own: add a deletion."),
        form=form,
        submit_label=_("Delete scope item"),
    )
