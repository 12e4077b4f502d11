"""The pages on which the course of one KPI is judged."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.models import Kpi, Portfolio
from pmo_value.exports import csv_response
from pmo_value.headers import with_charts
from scorecards import kpi_page
from scorecards.models import KpiStudy


def _stored(request: SignedInRequest, pk: int) -> KpiStudy | None:
    """Return the study of a KPI that the reader may see; None before the first one."""
    kpi = get_object_or_404(Kpi.objects.visible_to(request.user), pk=pk)
    return KpiStudy.objects.for_page().filter(kpi=kpi).first()


@require_safe
@login_required
@vary_on_headers("HX-Request")
@with_charts
def kpi_study(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show whether a KPI really changed, and where it is heading."""
    stored = _stored(request, pk)
    if stored is None:
        kpi = Kpi.objects.select_related("portfolio").get(pk=pk)
        context = {"kpi": kpi, "crumbs": _crumbs(request, kpi.portfolio)}
        return render(
            request, "scorecards/kpi_study_not_built.html", context, status=202
        )
    study = stored.study
    context = kpi_page.page_of(stored) | {
        "stored": stored,
        "as_of": study.points[-1].end if study.points else None,
        "freshness": {"state": "current" if stored.is_current else "preparing"},
        "crumbs": _crumbs(request, stored.kpi.portfolio),
        "figure_url": reverse("scorecards:kpi_study_figure", args=[pk]),
        "csv_url": reverse("scorecards:kpi_study_export", args=[pk]),
    }
    return render(request, "scorecards/kpi_study.html", context)


@require_safe
@login_required
def kpi_study_figure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the figure to explore; without a study there is none."""
    stored = _stored(request, pk)
    if stored is None:
        return JsonResponse({"data": [], "layout": {}})
    response = JsonResponse(kpi_page.figure_of(stored.study))
    response["ETag"] = f'"{stored.digest}"'
    return response


@require_safe
@login_required
def kpi_study_export(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write every value with its limits as a file."""
    stored = _stored(request, pk)
    rows = kpi_page.export_rows(stored.study) if stored else ()
    return csv_response(f"kpi-{pk}-limits.csv", kpi_page.EXPORT_HEADER, rows)


def _crumbs(request: SignedInRequest, portfolio: Portfolio) -> list[dict[str, str]]:
    """The portfolio of the KPI and those above, as far as the reader knows them."""
    above = Portfolio.objects.with_figures_for(request.user).above(portfolio)
    return [
        {"label": name, "url": reverse("scorecards:scorecard_detail", args=[slug])}
        for name, slug in [
            *above.values_list("name", "slug"),
            (portfolio.name, portfolio.slug),
        ]
    ]
