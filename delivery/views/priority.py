"""Pages of what makes projects matter: criteria, marks, and the scores they make."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.actions.removal import look_ahead
from delivery.exports import priority_columns, priority_rows
from delivery.forms.priority import PriorityCriterionForm, PriorityMarksForm
from delivery.models import Portfolio, PriorityCriterion, Role
from delivery.ranking import ranked_projects
from delivery.views.pages import (
    ROWS_A_PAGE,
    Place,
    confirm_page,
    form_page,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response


def priorities_of(portfolio: Portfolio) -> Place:
    """Return the page of a portfolio's priorities, for the way to another one."""
    url = reverse("delivery:priority_list", args=[portfolio.slug])
    return Place(_("Priorities"), url)


def read_portfolio(request: SignedInRequest, slug: str) -> Portfolio:
    """Return a portfolio whose figures one reads, with one's rights, or answer 404."""
    portfolios = Portfolio.objects.with_figures_for(request.user)
    return get_object_or_404(portfolios.with_rights_of(request.user), slug=slug)


@require_safe
@login_required
def priority_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the criteria of a portfolio, and its projects by their scores."""
    portfolio = read_portfolio(request, slug)
    criteria = list(
        PriorityCriterion.objects.applying_to(portfolio)
        .with_rights_of(request.user)
        .select_related("portfolio")
        .order_by("-weight", "name")
    )
    projects = PriorityCriterion.objects.projects_marked_in(portfolio)
    ranked = ranked_projects(projects.select_related("portfolio"), criteria)
    context = {
        "portfolio": portfolio,
        "trail": Portfolio.objects.above(portfolio),
        "criteria": criteria,
        "holder": criteria[0].portfolio if criteria else None,
        "page": Paginator(ranked, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "leads": leads_here(request, portfolio),
    }
    return render(request, "delivery/priority_list.html", context)


@require_safe
@login_required
def priority_export(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """Write the projects with their marks and scores as a file."""
    portfolio = read_portfolio(request, slug)
    criteria = list(
        PriorityCriterion.objects.applying_to(portfolio).order_by("-weight", "name")
    )
    projects = PriorityCriterion.objects.projects_marked_in(portfolio)
    ranked = ranked_projects(projects.select_related("portfolio"), criteria)
    columns = priority_columns(criteria)
    return file_response(kind, "priorities", columns, priority_rows(ranked))


@takes_forms
@login_required
def priority_marks(request: SignedInRequest, slug: str) -> HttpResponse:
    """Mark the projects of a portfolio by the criteria that hold there."""
    portfolios = Portfolio.objects.with_facts_from(request.user)
    portfolio = get_object_or_404(portfolios, slug=slug)
    criteria = list(
        PriorityCriterion.objects.applying_to(portfolio).order_by("-weight", "name")
    )
    projects: Any = PriorityCriterion.objects.projects_marked_in(portfolio)
    page = Paginator(projects.order_by("code"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    form = PriorityMarksForm(
        request.POST or None,
        projects=list(page),
        criteria=criteria,
        may_remove=leads_here(request, portfolio),
    )
    if request.method == "POST" and form.stored(request.user):
        place = reverse("delivery:priority_list", args=[portfolio.slug])
        return saved(request, _("Marks saved."), place)
    return form_page(
        request,
        "priority_marks.html",
        form,
        title=_("Mark projects of %(name)s") % {"name": portfolio.name},
        trail=[portfolio, priorities_of(portfolio)],
        criteria=criteria,
        page=page,
    )


def leads_here(request: SignedInRequest, portfolio: Portfolio) -> bool:
    """Return whether the reader says what counts in a portfolio."""
    leads = Portfolio.objects.where_member(request.user, Role.LEAD)
    return leads.filter(pk=portfolio.pk).exists()


@takes_forms
@login_required
def priority_criterion_create(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a criterion to a portfolio."""
    leads = Portfolio.objects.where_member(request.user, Role.LEAD)
    portfolio = get_object_or_404(leads, slug=slug)
    form = PriorityCriterionForm(
        request.POST or None,
        by=request.user,
        instance=PriorityCriterion(portfolio=portfolio),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Criterion added."), priorities_of(portfolio))
    return form_page(
        request,
        "form.html",
        form,
        title=_("Add a criterion"),
        trail=[portfolio, priorities_of(portfolio)],
    )


@takes_forms
@login_required
def priority_criterion_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a criterion, or weigh it anew."""
    criteria = PriorityCriterion.objects.editable_by(request.user)
    criterion = get_object_or_404(
        criteria.with_rights_of(request.user).select_related("portfolio"), pk=pk
    )
    title = _("Criterion %(name)s") % {"name": criterion.name}
    form = PriorityCriterionForm(
        request.POST or None, by=request.user, instance=criterion
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Criterion saved."), priorities_of(criterion.portfolio))
    return form_page(
        request,
        "form.html",
        form,
        title=title,
        trail=[criterion.portfolio, priorities_of(criterion.portfolio)],
        delete_view="delivery:priority_criterion_delete",
    )


@takes_forms
@login_required
def priority_criterion_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a criterion with the marks by it."""
    criteria = PriorityCriterion.objects.removable_by(request.user)
    criterion = get_object_or_404(criteria.select_related("portfolio"), pk=pk)
    removal = look_ahead(criterion)
    if request.method == "POST" and not removal.is_held_by:
        criterion.delete()
        place = priorities_of(criterion.portfolio)
        return saved(request, _("Criterion deleted."), place)
    return confirm_page(
        request,
        _("Delete the criterion %(name)s?") % {"name": criterion.name},
        trail=[criterion.portfolio, priorities_of(criterion.portfolio)],
        removal=removal,
        text=_("The scores of all projects are then made without it."),
        submit_label=_("Delete criterion"),
    )
