"""Pages on which a lead approves values, or sends them back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.forms.discipline import KpiDecisionForm
from delivery.forms.kpi_values import target_in_words
from delivery.models import KpiMeasurement, KpiTarget
from delivery.units import period_label
from delivery.views.pages import ROWS_A_PAGE, Place, form_page, saved, takes_forms

APPROVALS = Place(gettext_lazy("Approvals"), reverse_lazy("delivery:approval_list"))


@require_safe
@login_required
def approval_list(request: SignedInRequest) -> HttpResponse:
    """List the values that wait for this person's decision, the oldest first."""
    waiting = KpiMeasurement.objects.approvable_by(request.user).awaiting_approval()
    related = waiting.with_target().select_related("kpi__portfolio", "recorded_by")
    page = Paginator(
        related.order_by("period_end", "kpi__portfolio__path", "kpi__name", "pk"),
        ROWS_A_PAGE,
    ).get_page(request.GET.get("page"))
    return render(request, "delivery/approval_list.html", {"page": page})


@takes_forms
@login_required
def kpi_measurement_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide on the value that somebody else has entered."""
    waiting = KpiMeasurement.objects.approvable_by(request.user).with_approval()
    reading = get_object_or_404(
        waiting.filter(asks_approval=True).select_related(
            "kpi__portfolio", "recorded_by"
        ),
        pk=pk,
    )
    form = KpiDecisionForm(
        request.POST if request.method == "POST" else None,
        by=request.user,
        instance=reading,
    )
    if request.method == "POST" and form.stored():
        is_approved = reading.approval == KpiMeasurement.Approval.APPROVED
        said = _("Value approved.") if is_approved else _("Value sent back.")
        return saved(request, said, APPROVALS.get_absolute_url())
    return form_page(
        request,
        "kpi_measurement_decide.html",
        form,
        title=_("Decide on %(name)s, %(period)s")
        % {
            "name": reading.kpi.name,
            "period": period_label(reading.period_start, reading.period_end),
        },
        trail=[APPROVALS],
        submit_label=_("Save decision"),
        **beside(reading),
    )


def beside(reading: KpiMeasurement) -> dict[str, Any]:
    """Return what helps to decide: the value, the one before, and the target."""
    kpi = reading.kpi
    earlier = kpi.measurements.filter(
        period_start__lt=reading.period_start, value__isnull=False
    )
    target: KpiTarget | None = (
        kpi.targets.filter(valid_from__lte=reading.period_end)
        .order_by("-valid_from")
        .first()
    )
    return {
        "reading": reading,
        "kpi": kpi,
        "before": earlier.order_by("-period_start").first(),
        "target": target_in_words(kpi, target),
    }
