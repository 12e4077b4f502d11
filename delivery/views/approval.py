"""Pages on which a lead approves values, or sends them back."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.actions.approvals import (
    ApprovalRefusedError,
    approve_values,
    look_at,
)
from delivery.forms.discipline import KpiDecisionForm
from delivery.forms.kpi_values import target_in_words
from delivery.models import KpiMeasurement, KpiTarget, Portfolio
from delivery.models.closing import is_closed
from delivery.units import period_label
from delivery.views.pages import ROWS_A_PAGE, Place, form_page, saved, takes_forms

APPROVALS = Place(gettext_lazy("Approvals"), reverse_lazy("delivery:approval_list"))
# A value and its version, as the list writes them: no number that a database has not.
CHOICE = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)


@require_safe
@login_required
def approval_list(request: SignedInRequest) -> HttpResponse:
    """List the values that wait for this person's decision, the oldest first.

    Those of a closed period are decided by themselves, for that takes a reason.
    """
    waiting = KpiMeasurement.objects.approvable_by(request.user).awaiting_approval()
    related = waiting.with_target().with_version()
    related = related.select_related("kpi__portfolio", "recorded_by")
    page = Paginator(
        related.order_by("period_end", "kpi__portfolio__path", "kpi__name", "pk"),
        ROWS_A_PAGE,
    ).get_page(request.GET.get("page"))
    closed = Portfolio.objects.closed_times()
    context = {
        "page": page,
        "rows": [
            (row, is_closed(closed.until(row.kpi.portfolio), row.counts_on))
            for row in page.object_list
        ],
        "is_all_chosen": request.GET.get("chosen") == "all",
    }
    return render(request, "delivery/approval_list.html", context)


@takes_forms
@login_required
def approval_many(request: SignedInRequest) -> HttpResponse:
    """Show the chosen values once more, and approve all of them or none."""
    is_sent = request.method == "POST"
    chosen = chosen_in(request.POST if is_sent else request.GET)
    readings: list[KpiMeasurement] = []
    if is_sent and chosen:
        try:
            number = approve_values(chosen, request.user)
        except ApprovalRefusedError as refused:
            reasons = refused.reasons
        else:
            said = ngettext("%d value approved.", "%d values approved.", number)
            return saved(request, said % number, APPROVALS.get_absolute_url())
    else:
        readings, reasons = look_at(chosen, request.user)
    context = {
        "trail": [APPROVALS],
        "readings": readings,
        "reasons": reasons,
        "cancel_url": APPROVALS.get_absolute_url(),
        "submit_label": ngettext("Approve %d value", "Approve %d values", len(readings))
        % len(readings),
    }
    status = 409 if reasons else 200
    return render(request, "delivery/approval_many.html", context, status=status)


def chosen_in(sent: QueryDict) -> dict[int, int]:
    """Return which values were chosen on one page of the list, and their versions."""
    found = (CHOICE.fullmatch(text) for text in sent.getlist("reading")[:ROWS_A_PAGE])
    return {int(match[1]): int(match[2]) for match in found if match}


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
