"""Pages of what one person owes, and the grid in which many values are entered."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.calculations.cadence import Span, span_of
from delivery.calculations.duties import due_on
from delivery.calculations.kpi_values import Cadence
from delivery.calculations.periods import FIRST_YEAR
from delivery.duties import Round, kpis_asked_of, owed_by, walked
from delivery.forms.files import PlaceForm
from delivery.forms.kpi_values import KpiValuesForm
from delivery.models import Kpi, Portfolio
from delivery.units import period_label
from delivery.views.pages import (
    Place,
    chosen_portfolio,
    form_page,
    saved,
    takes_forms,
)

OWED = Place(gettext_lazy("What I owe"), reverse_lazy("delivery:owed"))


@require_safe
@login_required
def owed(request: SignedInRequest) -> HttpResponse:
    """Show everything that is due, overdue or sent back, and how far one is."""
    today = timezone.localdate()
    portfolio = chosen_portfolio(request)
    found = owed_by(request.user, today, portfolio)
    steps = [
        (walked(duty, number, portfolio), duty)
        for number, duty in enumerate(found.duties)
    ]
    groups = [
        (_("Sent back"), [step for step in steps if step[1] in found.sent_back]),
        (_("Overdue"), [step for step in steps if step[1] in found.overdue(today)]),
        (_("Due"), [step for step in steps if step[1] in found.due(today)]),
    ]
    context = {
        "owed": found,
        "today": today,
        "portfolio": portfolio,
        "may_narrow": portfolio or len({one.portfolio for one in found.duties}) > 1,
        "place": PlaceForm(
            user=request.user, portfolio=portfolio, nothing_chosen=_("All portfolios")
        ),
        "query": query_of(portfolio),
        "groups": [(title, rows) for title, rows in groups if rows],
        "next_due": min(
            (one.due_on for one in found.rounds if one.done < one.total), default=None
        ),
    }
    return render(request, "delivery/owed.html", context)


@takes_forms
@login_required
def owed_values(request: SignedInRequest, cadence: str, day: str) -> HttpResponse:
    """Enter the values of all one's KPIs of a rhythm for one period."""
    portfolio = chosen_portfolio(request)
    rhythm, span, kpis = asked_for(request, cadence, day, portfolio)
    form = KpiValuesForm(
        request.POST if request.method == "POST" else None,
        kpis=kpis,
        span=span,
        by=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST":
        count = len(form.changed)
        if form.stored():
            words = ngettext("%d value saved.", "%d values saved.", count) % count
            return saved(
                request,
                words if count else _("Nothing was changed."),
                request.get_full_path(),
            )
    return form_page(
        request,
        "owed_values.html",
        form,
        title=_("Values of %(period)s") % {"period": period_label(*span)},
        trail=[Place(OWED.label, f"{OWED.url}{query_of(portfolio)}")],
        portfolio=portfolio,
        query=query_of(portfolio),
        round=Round(rhythm, span, form.done, len(kpis)),
        due_on=due_on(span, rhythm),
        previous=neighbour(rhythm, span, kpis[0], -1),
        next=neighbour(rhythm, span, kpis[0], 1),
    )


def query_of(portfolio: Portfolio | None) -> str:
    """Return what keeps the next page to the portfolio that was chosen."""
    return f"?portfolio={portfolio.slug}" if portfolio else ""


def asked_for(
    request: SignedInRequest, cadence: str, day: str, portfolio: Portfolio | None
) -> tuple[Cadence, Span, list[Kpi]]:
    """Return rhythm, period and KPIs of a grid, or answer 404 where there is none."""
    try:
        rhythm, start = Cadence(cadence), date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if start.year < FIRST_YEAR or start > timezone.localdate():
        raise Http404
    spans: dict[int, Span] = {}
    kpis = [
        kpi
        for kpi in kpis_asked_of(request.user, portfolio)
        if kpi.cadence == rhythm and starts_then(kpi, rhythm, start, spans)
    ]
    if not kpis:
        raise Http404
    kpis.sort(key=lambda kpi: (kpi.portfolio.path, kpi.family, kpi.name))
    return rhythm, spans[kpis[0].portfolio.fiscal_year_start_month], kpis


def starts_then(kpi: Any, rhythm: Cadence, start: date, spans: dict[int, Span]) -> bool:
    """Return whether one of the KPI's periods starts on the day."""
    month = kpi.portfolio.fiscal_year_start_month
    if month not in spans:
        spans[month] = span_of(start, rhythm, month)
    return spans[month].start == start


def neighbour(rhythm: Cadence, span: Span, kpi: Kpi, step: int) -> Round | None:
    """Return the period before or after, unless it has not begun."""
    day = span.start if step < 0 else span.end
    near = date.fromordinal(day.toordinal() + step)
    if near > timezone.localdate() or near.year < FIRST_YEAR:
        return None
    month = kpi.portfolio.fiscal_year_start_month
    return Round(rhythm, span_of(near, rhythm, month), 0, 0)
