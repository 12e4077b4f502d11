"""The page on which limits of a KPI's chart are decided, and what was, as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.exports import LIMIT_DECISION_COLUMNS, limit_decision_rows
from delivery.filters import LimitDecisionFilter
from delivery.forms.limit_decision import LimitDecisionForm
from delivery.models import Kpi, LimitDecision
from delivery.series import course_of
from delivery.views.pages import form_page, saved, takes_forms
from pmo_value.exports import file_response


@require_safe
@login_required
def limit_decision_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write decisions about limits as a file: of one KPI, or of all that one reads."""
    decisions = LimitDecision.objects.visible_to(request.user)
    found = LimitDecisionFilter(
        request.GET, decisions.order_by("kpi__code", "pk"), request=request
    )
    rows = limit_decision_rows(found.qs)
    return file_response(kind, "limit-decisions", LIMIT_DECISION_COLUMNS, rows)


@takes_forms
@login_required
def limit_decision_create(request: SignedInRequest, kpi_id: int) -> HttpResponse:
    """Lock trial limits, or give a KPI new ones after a shift whose cause is known."""
    kpis = Kpi.objects.editable_by(request.user).select_related("portfolio")
    kpi = get_object_or_404(kpis, pk=kpi_id)
    form = LimitDecisionForm(
        request.POST or None,
        by=request.user,
        instance=LimitDecision(kpi=kpi, decided_by=request.user),
        course=course_of(kpi),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Decision recorded."), kpi)
    return form_page(
        request,
        "limit_decision_form.html",
        form,
        title=_("Decide on limits"),
        trail=[kpi.portfolio, kpi],
        kpi=kpi,
        submit_label=_("Record the decision"),
    )
