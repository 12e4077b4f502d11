"""Pages of KPIs."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.removal import look_ahead
from delivery.exports import (
    KPI_COLUMNS,
    MEASUREMENT_COLUMNS,
    kpi_rows,
    measurement_rows,
)
from delivery.filters import KpiFilter
from delivery.forms.kpi import KpiForm, KpiRetireForm
from delivery.models import (
    Annotation,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    LimitDecision,
    Portfolio,
)
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response

KPIS = Place(gettext_lazy("KPIs"), reverse_lazy("delivery:kpi_list"))
MEASUREMENTS_A_PAGE = 60
CHANGES_SHOWN = 8


def found_kpis(request: SignedInRequest) -> KpiFilter:
    """Return the KPIs that the reader sees, as the address narrows them.

    Retired ones are shown on demand only.
    """
    wanted = request.GET.copy()
    wanted.setdefault("retired", "no")
    kpis = Kpi.objects.visible_to(request.user).with_rights_of(request.user)
    kpis = kpis.with_latest_value().with_current_target()
    related = kpis.select_related("portfolio", "project", "service", "owner")
    return KpiFilter(wanted, related, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def kpi_list(request: SignedInRequest) -> HttpResponse:
    """List KPIs with their latest values and current targets."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(request, "kpi", found_kpis(request), may_add=may_add)


@require_safe
@login_required
def kpi_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of KPIs as a file."""
    return file_response(kind, "kpis", KPI_COLUMNS, kpi_rows(found_kpis(request).qs))


@require_safe
@login_required
def kpi_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a KPI, its targets, and all that was measured."""
    kpis = (
        Kpi.objects.visible_to(request.user)
        .with_rights_of(request.user)
        .with_latest_value()
        .with_current_target()
        .select_related("portfolio", "project", "service", "owner")
    )
    kpi = get_object_or_404(kpis, pk=pk)
    measurements = kpi.measurements.with_target().with_approval()
    page = Paginator(
        measurements.select_related("recorded_by").order_by("-period_start"),
        MEASUREMENTS_A_PAGE,
    )
    context = {
        "kpi": kpi,
        "trail": [*Portfolio.objects.above(kpi.portfolio), kpi.portfolio],
        "targets": list(kpi.targets.order_by("-valid_from")),
        "annotations": kpi.annotations.select_related("author").order_by("on", "pk"),
        "decisions": kpi.limit_decisions.select_related("decided_by").order_by("pk"),
        "page": page.get_page(request.GET.get("page")),
        "changes": history.timeline(
            history.records_of(Kpi, id=pk)[: CHANGES_SHOWN + 1], limit=CHANGES_SHOWN
        ),
    }
    return render(request, "delivery/kpi_detail.html", context)


@require_safe
@login_required
def kpi_measurement_export(
    request: SignedInRequest, pk: int, kind: str
) -> HttpResponse:
    """Write all measurements of a KPI as a file."""
    kpi = get_object_or_404(Kpi.objects.visible_to(request.user), pk=pk)
    rows = measurement_rows(kpi.measurements.order_by("period_start"))
    return file_response(kind, "measurements", MEASUREMENT_COLUMNS, rows)


@require_safe
@login_required
def kpi_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a KPI, and when."""
    kpis = Kpi.objects.visible_to(request.user).select_related("portfolio")
    kpi = get_object_or_404(kpis, pk=pk)
    models = (KpiTarget, KpiMeasurement, Annotation, LimitDecision)
    parts = [history.records_of(model, kpi=pk) for model in models]
    return history_page(
        request,
        kpi.name,
        history.records_of(Kpi, id=pk),
        *parts,
        trail=[kpi.portfolio, kpi],
    )


@takes_forms
@login_required
def kpi_create(request: SignedInRequest) -> HttpResponse:
    """Define a KPI of a portfolio."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = KpiForm(
        request.POST or None,
        instance=Kpi(),
        initial={
            "portfolio": pick_portfolio(request, offered),
            "project": request.GET.get("project"),
        },
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("KPI defined."), form.instance)
    return form_page(
        request, "kpi_form.html", form, title=_("Define a KPI"), trail=[KPIS]
    )


@takes_forms
@login_required
def kpi_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the definition of a KPI."""
    kpis = Kpi.objects.editable_by(request.user).with_rights_of(request.user)
    kpi = get_object_or_404(kpis.select_related("portfolio", "project"), pk=pk)
    title = _("Edit KPI %(code)s") % {"code": kpi.code}
    form = KpiForm(request.POST or None, instance=kpi, user=request.user)
    if request.method == "POST" and form.stored():
        return saved(request, _("KPI saved."), kpi)
    return form_page(
        request,
        "kpi_form.html",
        form,
        title=title,
        trail=[kpi.portfolio, kpi],
        delete_view="delivery:kpi_delete",
    )


@takes_forms
@login_required
def kpi_retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a KPI is no longer measured; its history stays."""
    kpis = Kpi.objects.editable_by(request.user).select_related("portfolio")
    kpi = get_object_or_404(kpis, pk=pk)
    form = KpiRetireForm(
        request.POST or None,
        instance=kpi,
        initial={"retired_on": kpi.retired_on or timezone.localdate()},
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("KPI retired. Its measurements stay."), kpi)
    return form_page(
        request,
        "kpi_retire.html",
        form,
        title=_("Retire the KPI %(name)s?") % {"name": kpi.name},
        trail=[kpi.portfolio, kpi],
        submit_label=_("Retire KPI"),
    )


@takes_forms
@login_required
def kpi_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a KPI with its targets and measurements."""
    kpis = Kpi.objects.removable_by(request.user).select_related("portfolio")
    kpi = get_object_or_404(kpis, pk=pk)
    removal = look_ahead(kpi)
    if request.method == "POST" and not removal.is_held_by:
        kpi.delete()
        return saved(request, _("KPI deleted."), kpi.portfolio)
    return confirm_page(
        request,
        _("Delete the KPI %(name)s?") % {"name": kpi.name},
        trail=[kpi.portfolio, kpi],
        removal=removal,
        text=_("To keep what was measured, retire it instead."),
        submit_label=_("Delete KPI"),
    )
