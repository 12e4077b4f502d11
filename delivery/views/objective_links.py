"""Pages on which projects are linked to objectives: of one project, and as a grid."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.exports import OBJECTIVE_LINK_COLUMNS, objective_link_rows
from delivery.filters import ObjectiveLinkFilter
from delivery.forms.objective_links import ObjectiveLinksForm
from delivery.models import Objective, ObjectiveLink, Portfolio, Project
from delivery.views.pages import form_page, saved, takes_forms
from pmo_value.exports import file_response

PROJECTS_A_PAGE = 25


@takes_forms
@login_required
def project_objectives(request: SignedInRequest, project_id: int) -> HttpResponse:
    """Say how strongly a project serves each objective, with its part of the spend."""
    projects = Project.objects.editable_by(request.user).select_related("portfolio")
    project = get_object_or_404(projects, pk=project_id)
    form = ObjectiveLinksForm(
        request.POST or None,
        projects=[project],
        objectives=objectives_for(project),
        with_shares=True,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Links saved."), project)
    return form_page(
        request,
        "project_objectives.html",
        form,
        title=_("Objectives of %(name)s") % {"name": project.name},
        trail=[project.portfolio, project],
        project=project,
    )


def objectives_for(project: Project) -> list[Objective]:
    """Return the objectives in force that a project can serve, and those it does."""
    offered = Objective.objects.open_to(project.portfolio)
    today = timezone.localdate()
    wanted = offered.in_force_on(today) | offered.filter(links__project=project)
    return list(wanted.distinct().select_related("portfolio"))


@takes_forms
@login_required
def portfolio_objectives(request: SignedInRequest, slug: str) -> HttpResponse:
    """Link the projects of a portfolio and of all below it to objectives, as a grid."""
    portfolios = Portfolio.objects.with_facts_from(request.user)
    portfolio = get_object_or_404(portfolios.with_rights_of(request.user), slug=slug)
    page = Paginator(projects_to_link(portfolio), PROJECTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    projects = list(page)
    form = ObjectiveLinksForm(
        request.POST or None,
        projects=projects,
        objectives=objectives_of(projects, portfolio),
    )
    if request.method == "POST" and form.stored():
        here = reverse("delivery:portfolio_objectives", args=[slug])
        return saved(request, _("Links saved."), f"{here}?page={page.number}")
    return form_page(
        request,
        "portfolio_objectives.html",
        form,
        title=_("Projects and objectives of %(name)s") % {"name": portfolio.name},
        trail=[portfolio],
        portfolio=portfolio,
        page=page,
    )


def projects_to_link(portfolio: Portfolio) -> list[Project]:
    """Return the projects that are not over, from the top of the tree down."""
    projects = Project.objects.in_portfolios(Portfolio.objects.under(portfolio))
    over = (Project.Status.COMPLETED, Project.Status.CANCELLED)
    return list(
        projects.exclude(status__in=over)
        .select_related("portfolio")
        .order_by("portfolio__path", "code")
    )


def objectives_of(projects: list[Project], portfolio: Portfolio) -> list[Objective]:
    """Return the objectives in force that some of the projects can serve."""
    paths = {project.portfolio.path for project in projects} | {portfolio.path}
    slugs = {slug for path in paths for slug in path.strip("/").split("/")}
    objectives = Objective.objects.filter(portfolio__slug__in=slugs)
    in_force = objectives.in_force_on(timezone.localdate())
    return list(
        in_force.select_related("portfolio").order_by("portfolio__path", "code")
    )


@require_safe
@login_required
def objective_link_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the links that the reader sees as a file."""
    links = ObjectiveLink.objects.visible_to(request.user)
    found = ObjectiveLinkFilter(request.GET, links, request=request)
    rows = objective_link_rows(found.qs)
    return file_response(kind, "objective-links", OBJECTIVE_LINK_COLUMNS, rows)
