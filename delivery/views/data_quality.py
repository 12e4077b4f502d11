"""The page of what is wrong with the data."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.data_quality import (
    BY_KEY,
    EXPORT_COLUMNS,
    Fault,
    export_rows,
    faulty,
    findings,
)
from delivery.forms.files import PlaceForm
from delivery.views.pages import ROWS_A_PAGE, chosen_portfolio
from pmo_value.exports import file_response


@require_safe
@login_required
def data_quality(request: SignedInRequest) -> HttpResponse:
    """Say what is missing, stale or contradicting, and list the rows of one fault."""
    portfolio = chosen_portfolio(request)
    today = timezone.localdate()
    found = findings(request.user, portfolio, today)
    place = PlaceForm(
        user=request.user, portfolio=portfolio, nothing_chosen=_("All portfolios")
    )
    context: dict[str, Any] = {
        "place": place,
        "portfolio": portfolio,
        "trail": [portfolio] if portfolio else [],
        "groups": [
            (Fault(fault).label, list(group))
            for fault, group in groupby(found, key=lambda one: one.check.fault)
        ],
        "total": sum(one.count for one in found),
        "query": urlencode({"portfolio": portfolio.slug}) if portfolio else "",
    }
    if key := request.GET.get("check"):
        if key not in BY_KEY:
            raise Http404
        check = BY_KEY[key]
        rows = faulty(check, request.user, portfolio, today)
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "check": check,
            "page": page,
            "rows": [(row, check.url_of(row)) for row in page.object_list],
        }
    return render(request, "delivery/data_quality.html", context)


@require_safe
@login_required
def data_quality_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write every fault of every row as a file."""
    rows = export_rows(request.user, chosen_portfolio(request), timezone.localdate())
    return file_response(kind, "data-quality", EXPORT_COLUMNS, rows)
