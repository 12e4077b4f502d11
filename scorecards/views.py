"""The pages that executives read: each shows one stored row."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.history import author_of
from delivery.models import Portfolio, Project, Role
from pmo_value.exports import csv_response
from pmo_value.headers import with_charts
from scorecards import exports, presenting, project_page
from scorecards.asking import asked_of
from scorecards.finding import find_scorecard, periods_of
from scorecards.loading import load_project
from scorecards.models import Scorecard
from scorecards.performance import Performance
from scorecards.regeneration import start_again


@require_safe
@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """Lead everybody to where their work begins."""
    mine = Portfolio.objects.where_member
    if mine(request.user, Role.ANALYST).exists():
        return redirect("delivery:home")
    readable = Portfolio.objects.with_figures_for(request.user)
    if not readable.exists() and mine(request.user, Role.ADMIN).exists():
        return redirect("delivery:portfolio_list")
    top = readable.order_by("path").first()
    if top is not None and readable.under(top).count() == readable.count():
        return redirect("scorecards:scorecard_detail", top.slug)
    return redirect("scorecards:portfolio_list")


@require_safe
@login_required
def portfolio_list(request: SignedInRequest) -> HttpResponse:
    portfolios = Portfolio.objects.with_figures_for(request.user)
    scorecards = (
        Scorecard.objects.visible_to(request.user).of_latest_period().for_list()
    )
    context = {
        "rows": presenting.list_of(portfolios, scorecards),
        "asked": asked_of(request.user, timezone.localdate()),
    }
    return render(request, "scorecards/portfolio_list.html", context)


@require_safe
@login_required
@vary_on_headers("HX-Request")
@with_charts
def scorecard_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    # What is stored is written for readers of the installation's language.
    is_ready_made = get_language() == settings.LANGUAGE_CODE
    scorecard = find_scorecard(
        request.user, slug, request.GET.get("period"), is_ready_made=is_ready_made
    )
    context = _frame(request, scorecard)
    context["asked"] = asked_of(request.user, timezone.localdate())
    if scorecard.is_built:
        context["body"] = (
            scorecard.body if is_ready_made else presenting.body_of(scorecard)
        )
    status = 200 if scorecard.is_built else 202
    return render(request, "scorecards/scorecard_detail.html", context, status=status)


@require_safe
@login_required
@vary_on_headers("HX-Request")
@with_charts
def panel_detail(request: SignedInRequest, slug: str, panel: str) -> HttpResponse:
    scorecard, shown = _panel(request, slug, panel)
    figure = _figure(scorecard, shown.key)
    context = _frame(request, scorecard)
    context |= presenting.panel_page(shown, figure, scorecard)
    context["crumbs"].append(
        {"label": scorecard.portfolio.name, "url": scorecard.get_absolute_url()}
    )
    return render(request, "scorecards/panel_detail.html", context)


@require_safe
@login_required
def panel_figure(request: SignedInRequest, slug: str, panel: str) -> HttpResponse:
    scorecard, shown = _panel(request, slug, panel)
    figure = _figure(scorecard, shown.key)
    if figure is None:
        raise Http404
    response = JsonResponse(figure)
    response["ETag"] = f'"{scorecard.digest}"'
    return response


@require_safe
@login_required
def panel_export(request: SignedInRequest, slug: str, panel: str) -> HttpResponse:
    scorecard, shown = _panel(request, slug, panel)
    header, rows = exports.panel_rows(shown)
    return csv_response(f"{slug}-{panel}-{scorecard.period_key}.csv", header, rows)


@require_safe
@login_required
def scorecard_export(request: SignedInRequest, slug: str) -> HttpResponse:
    scorecard = find_scorecard(request.user, slug, request.GET.get("period"))
    header, rows = exports.measure_rows(scorecard)
    return csv_response(f"{slug}-{scorecard.period_key}.csv", header, rows)


@require_POST
@login_required
def scorecard_refresh(request: SignedInRequest, slug: str) -> HttpResponse:
    """Start a failed refresh again, for those who mend what made it fail."""
    portfolio = get_object_or_404(
        Portfolio.objects.editable_by(request.user), slug=slug
    )
    start_again(portfolio)
    messages.success(request, _("The scorecard is being drawn again."))
    return redirect("scorecards:scorecard_detail", slug)


@require_safe
@login_required
@with_charts
def project_performance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the curves, indices and forecasts of one project."""
    project = _project(request, pk)
    found = _performance(project)
    portfolio = project.portfolio
    context = {
        "project": project,
        "is_rebaselined": len(found.project.baselines) > 1,
        "crumbs": [
            *_crumbs(request, portfolio),
            {
                "label": portfolio.name,
                "url": reverse("scorecards:scorecard_detail", args=[portfolio.slug]),
            },
        ],
        "page": project_page.page_of(found, _estimated_by(project, found)),
    }
    return render(request, "scorecards/project_performance.html", context)


@require_safe
@login_required
def project_figure(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Serve a picture of the page as a figure that can be explored."""
    project = _project(request, pk)
    if name not in project_page.PICTURES:
        raise Http404
    return JsonResponse(project_page.figure_of(name, _performance(project)))


def _project(request: SignedInRequest, pk: int) -> Project:
    projects = Project.objects.visible_to(request.user).select_related("portfolio")
    return get_object_or_404(projects, pk=pk)


def _performance(project: Project) -> Performance:
    return Performance.of(load_project(project), timezone.localdate())


def _estimated_by(
    project: Project, found: Performance
) -> project_page.EstimatedBy | None:
    """Who gave the estimate of the rest that the page shows; history tells."""
    if found.figures.rest is None:
        return None
    latest = project.status_updates.known_by(found.as_of).order_by("-status_date")
    author = author_of(latest[0], "estimate_to_complete")
    return project_page.EstimatedBy(*author) if author else None


def _panel(request: SignedInRequest, slug: str, key: str) -> tuple[Scorecard, Any]:
    """A built scorecard and the panel that the address names."""
    scorecard = find_scorecard(request.user, slug, request.GET.get("period"))
    if scorecard.is_built:
        for panel in scorecard.snapshot.panels:
            if panel.key == key:
                return scorecard, panel
    raise Http404


def _figure(scorecard: Scorecard, key: str) -> dict[str, Any] | None:
    """The figure that a panel was drawn from."""
    figures = Scorecard.objects.values_list(f"figures__{key}", flat=True)
    return figures.get(pk=scorecard.pk)


def _crumbs(request: SignedInRequest, portfolio: Portfolio) -> list[dict[str, Any]]:
    """The portfolios above, as far as the reader knows them."""
    if portfolio.depth == 0:
        return []
    above = Portfolio.objects.with_figures_for(request.user).above(portfolio)
    return [
        {"label": name, "url": reverse("scorecards:scorecard_detail", args=[slug])}
        for name, slug in above.values_list("name", "slug")
    ]


def _frame(request: SignedInRequest, scorecard: Scorecard) -> dict[str, Any]:
    """What stands around a scorecard and around each of its panels."""
    portfolio = scorecard.portfolio
    return {
        "scorecard": scorecard,
        "title": portfolio.name,
        "crumbs": _crumbs(request, portfolio),
        "freshness": presenting.freshness_of(
            scorecard, shown=request.GET.get("shown") if request.htmx else None
        ),
        **periods_of(scorecard),
    }
