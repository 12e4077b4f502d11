"""Pages of the targets of KPIs."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from delivery.calculations.periods import first_of_month
from delivery.forms.kpi_target import KpiTargetForm
from delivery.forms.removal import RemovalForm
from delivery.models import Kpi, KpiTarget
from delivery.views.pages import confirm_page, form_page, posted, saved, takes_forms
from pmo_value import formatting


@takes_forms
@login_required
def kpi_target_create(request: SignedInRequest, kpi_id: int) -> HttpResponse:
    """Say where a KPI should get to from a day on."""
    kpis = Kpi.objects.editable_by(request.user).select_related("portfolio")
    kpi = get_object_or_404(kpis, pk=kpi_id)
    form = KpiTargetForm(
        request.POST or None,
        by=request.user,
        instance=KpiTarget(kpi=kpi),
        initial={"valid_from": first_of_month(timezone.localdate())},
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Target set."), kpi)
    return form_page(
        request,
        "kpi_target_form.html",
        form,
        title=_("Set a target"),
        trail=[kpi.portfolio, kpi],
        kpi=kpi,
    )


@takes_forms
@login_required
def kpi_target_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a target."""
    targets = KpiTarget.objects.editable_by(request.user).with_rights_of(request.user)
    target = get_object_or_404(targets.select_related("kpi__portfolio"), pk=pk)
    title = _("Target from %(day)s on") % {"day": formatting.day(target.valid_from)}
    form = KpiTargetForm(request.POST or None, by=request.user, instance=target)
    if request.method == "POST" and form.stored():
        return saved(request, _("Target saved."), target.kpi)
    return form_page(
        request,
        "kpi_target_form.html",
        form,
        title=title,
        trail=[target.kpi.portfolio, target.kpi],
        kpi=target.kpi,
        delete_view="delivery:kpi_target_delete",
    )


@takes_forms
@login_required
def kpi_target_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a target; the one before it then holds on."""
    targets = KpiTarget.objects.removable_by(request.user)
    target = get_object_or_404(targets.select_related("kpi__portfolio"), pk=pk)
    form = RemovalForm(posted(request), row=target, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Target deleted."), target.kpi)
    return confirm_page(
        request,
        _("Delete the target from %(day)s on?")
        % {"day": formatting.day(target.valid_from)},
        trail=[target.kpi.portfolio, target.kpi],
        text=_("The target before it then holds on, if there is one."),
        form=form,
        submit_label=_("Delete target"),
    )
