"""Where an analyst starts: what is missing, what is mine, what has changed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery import history
from delivery.gaps import gaps_in
from delivery.models import (
    Benefit,
    BenefitEntry,
    Issue,
    Kpi,
    KpiMeasurement,
    Portfolio,
    Project,
    ResourceHours,
    Risk,
    StatusUpdate,
)

CHANGES_SHOWN = 10
# So many of each kind: an import writes many at once, and they make one line.
RECORDS_READ = 60
# How the records of each model lead to the portfolio whose readers may see them. Each
# costs a query: what is entered in great numbers beside these has lists of its own.
WATCHED = {
    Project: "portfolio",
    StatusUpdate: "project__portfolio",
    Kpi: "portfolio",
    KpiMeasurement: "kpi__portfolio",
    Benefit: "portfolio",
    BenefitEntry: "benefit__portfolio",
    ResourceHours: "resource__portfolio",
    Risk: "portfolio",
    Issue: "portfolio",
}


@require_safe
@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """Say what is missing or stale, and lead to where it is mended."""
    portfolios = Portfolio.objects.visible_to(request.user)
    context = {
        "portfolios": portfolios.with_rights_of(request.user)
        .with_counts()
        .order_by("path"),
        "gaps": gaps_in(
            Project.objects.editable_by(request.user),
            Kpi.objects.editable_by(request.user),
            Benefit.objects.taking_entries_from(request.user),
            Risk.objects.editable_by(request.user),
            day=timezone.localdate(),
        ),
        "changes": latest_changes(request),
    }
    return render(request, "delivery/home.html", context)


def latest_changes(request: SignedInRequest) -> list[history.Entry]:
    """Return what was changed last in the portfolios whose figures one reads."""
    readable = Portfolio.objects.with_figures_for(request.user).order_by()
    records = (
        history.records_of(model, **{f"{lookup}__in": readable})[:RECORDS_READ]
        for model, lookup in WATCHED.items()
    )
    return history.timeline(*records, limit=CHANGES_SHOWN, tell=history.told_briefly)
