"""Files of facts to take away: templates to fill in, and lists to bring back."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.forms.files import PlaceForm
from delivery.imports.exporting import columns_of, facts_of, rows_of
from delivery.imports.kinds import KINDS, Kind
from delivery.imports.templates import template_columns, template_workbook
from delivery.models import Portfolio
from delivery.views.pages import pick_portfolio
from pmo_value.exports import XLSX, csv_response, file_response


@require_safe
@login_required
def fact_files(request: SignedInRequest) -> HttpResponse:
    """Offer every kind of fact as a template, and as the list of a portfolio."""
    portfolio = pick_portfolio(request, read_portfolios(request))
    context = {
        "kinds": KINDS.values(),
        "form": PlaceForm(user=request.user, portfolio=portfolio),
        "portfolio": portfolio,
        "title": _("Templates and lists"),
    }
    return render(request, "delivery/fact_files.html", context)


@require_safe
@login_required
def import_template(request: SignedInRequest, name: str, kind: str) -> HttpResponse:
    """Answer with an empty file of a kind of facts."""
    facts = known_kind(name)
    if kind == "csv":
        return csv_response(f"{name}.csv", template_columns(facts), [])
    response = HttpResponse(template_workbook(facts), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@require_safe
@login_required
def fact_export(
    request: SignedInRequest, slug: str, name: str, kind: str
) -> HttpResponse:
    """Answer with all facts of a kind in one portfolio."""
    portfolio = get_object_or_404(read_portfolios(request), slug=slug)
    facts = known_kind(name)
    rows = rows_of(facts, facts_of(facts, portfolio))
    return file_response(kind, f"{slug}-{name}", columns_of(facts), rows)


def read_portfolios(request: SignedInRequest) -> QuerySet[Portfolio]:
    """Return the portfolios whose figures the reader may take away."""
    return Portfolio.objects.with_figures_for(request.user).order_by("path")


def known_kind(name: str) -> Kind:
    """Return a kind of facts, or answer 404."""
    if name not in KINDS:
        raise Http404
    return KINDS[name]
