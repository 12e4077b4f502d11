"""Pages of what was measured."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from delivery.actions.approvals import name_of
from delivery.forms.kpi import KpiMeasurementForm
from delivery.forms.removal import RemovalForm
from delivery.models import Kpi, KpiMeasurement
from delivery.units import period_label
from delivery.views.pages import confirm_page, form_page, posted, saved, takes_forms


@takes_forms
@login_required
def kpi_measurement_create(request: SignedInRequest, kpi_id: int) -> HttpResponse:
    """Enter the value of a KPI for a period."""
    kpis = Kpi.objects.editable_by(request.user).typed().with_latest_value()
    kpi = get_object_or_404(
        kpis.with_current_target().select_related("portfolio"), pk=kpi_id
    )
    form = KpiMeasurementForm(
        request.POST or None,
        by=request.user,
        instance=KpiMeasurement(kpi=kpi, recorded_by=request.user),
        initial={"period_start": request.GET.get("period")},
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, stored_as(form.instance), kpi)
    return form_page(
        request,
        "kpi_measurement_form.html",
        form,
        title=_("Add a measurement"),
        trail=[kpi.portfolio, kpi],
        kpi=kpi,
    )


@takes_forms
@login_required
def kpi_measurement_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the value of a KPI for a period."""
    measurements = KpiMeasurement.objects.editable_by(request.user)
    measurement = get_object_or_404(
        measurements.with_rights_of(request.user),
        pk=pk,
    )
    kpis = Kpi.objects.with_latest_value().with_current_target()
    measurement.kpi = kpis.select_related("portfolio").get(pk=measurement.kpi_id)
    period = period_label(measurement.period_start, measurement.period_end)
    form = KpiMeasurementForm(
        request.POST or None,
        by=request.user,
        instance=measurement,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, stored_as(measurement), measurement.kpi)
    return form_page(
        request,
        "kpi_measurement_form.html",
        form,
        title=_("Measurement for %(period)s") % {"period": period},
        trail=[measurement.kpi.portfolio, measurement.kpi],
        kpi=measurement.kpi,
        delete_view="delivery:kpi_measurement_delete",
    )


def stored_as(measurement: KpiMeasurement) -> str:
    """Return what was done, by name: the page that follows may be about another KPI."""
    return _("%(value)s: value saved.") % {"value": name_of(measurement)}


@takes_forms
@login_required
def kpi_measurement_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete the value of a KPI for a period."""
    measurements = KpiMeasurement.objects.removable_by(request.user)
    measurement = get_object_or_404(
        measurements.select_related("kpi__portfolio"), pk=pk
    )
    form = RemovalForm(posted(request), row=measurement, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Measurement deleted."), measurement.kpi)
    period = period_label(measurement.period_start, measurement.period_end)
    return confirm_page(
        request,
        _("Delete the measurement for %(period)s?") % {"period": period},
        trail=[measurement.kpi.portfolio, measurement.kpi],
        text=_("The KPI then has no value for this period."),
        form=form,
        submit_label=_("Delete measurement"),
    )
