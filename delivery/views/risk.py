"""Pages of the risk register."""

from typing import Any

from django.contrib.auth.decorators import login_required
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
from delivery.calculations.risks import expected_value
from delivery.exports import RISK_COLUMNS, risk_rows
from delivery.filters import RiskFilter
from delivery.forms.removal import RemovalForm
from delivery.forms.risk import RiskForm
from delivery.models import Portfolio, Risk, RiskAssessment
from delivery.risk_scale import Matrix, Scale, scales_of
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    posted,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response

RISKS = Place(gettext_lazy("Risks"), reverse_lazy("delivery:risk_list"))
CHANGES_SHOWN = 8


def found_risks(request: SignedInRequest) -> RiskFilter:
    """Return the risks that the reader sees, as the address narrows them."""
    risks = Risk.objects.visible_to(request.user).with_latest_assessment()
    return RiskFilter(
        request.GET, risks.select_related("portfolio", "project"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def risk_list(request: SignedInRequest) -> HttpResponse:
    """List risks, and lay the open threats out by probability and impact."""
    found = found_risks(request)
    after = request.GET.get("matrix") == "after"
    threats = [
        risk for risk in found.qs if risk.is_open and risk.kind == Risk.Kind.THREAT
    ]
    scales = scales_of({risk.portfolio_id: risk.portfolio for risk in threats}.values())
    return list_page(
        request,
        "risk",
        found,
        may_add=Portfolio.objects.with_facts_from(request.user).exists(),
        matrix=Matrix.of(threats, scales, after=after),
        is_after=after,
    )


@require_safe
@login_required
def risk_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered register as a file, each risk with its last judgement."""
    return file_response(
        kind, "risks", RISK_COLUMNS, risk_rows(found_risks(request).qs)
    )


@require_safe
@login_required
def risk_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a risk, how it was judged over time, and whether its response pays."""
    risks = (
        Risk.objects.visible_to(request.user)
        .with_rights_of(request.user)
        .with_latest_assessment()
        .select_related("portfolio", "project")
    )
    risk = get_object_or_404(risks, pk=pk)
    context = {
        "risk": risk,
        "trail": [*Portfolio.objects.above(risk.portfolio), risk.portfolio],
        "assessments": risk.assessments.order_by("-assessed_on"),
        "scale": Scale.of(risk.portfolio),
        "issues": risk.issues.order_by("-opened_on", "code"),
        "options": options_of(risk),
        "changes": history.timeline(
            history.records_of(Risk, id=pk)[: CHANGES_SHOWN + 1], limit=CHANGES_SHOWN
        ),
    }
    return render(request, "delivery/risk_detail.html", context)


def options_of(risk: Any) -> dict[str, Any]:
    """Return what leaving the risk alone and answering it are expected to be worth."""
    judged, is_threat = risk.judged, risk.kind == Risk.Kind.THREAT
    left = expected_value(judged.inherent, is_threat=is_threat)
    answered = expected_value(judged.residual, risk.response_cost, is_threat=is_threat)
    is_comparable = risk.has_response and left.is_ok and answered.is_ok
    return {
        "left": left.value,
        "answered": answered.value if is_comparable else None,
        "pays": is_comparable and answered.number > left.number,
        "is_comparable": is_comparable,
    }


@require_safe
@login_required
def risk_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a risk and its judgements, and when."""
    risks = Risk.objects.visible_to(request.user).select_related("portfolio")
    risk = get_object_or_404(risks, pk=pk)
    return history_page(
        request,
        risk.name,
        history.records_of(Risk, id=pk),
        history.records_of(RiskAssessment, risk=pk),
        trail=[risk.portfolio, risk],
    )


@takes_forms
@login_required
def risk_create(request: SignedInRequest) -> HttpResponse:
    """Raise a risk."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = RiskForm(
        request.POST or None,
        by=request.user,
        instance=Risk(),
        initial={
            "portfolio": pick_portfolio(request, offered),
            "project": request.GET.get("project"),
            "raised_on": timezone.localdate(),
        },
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Risk added. Now judge it."), form.instance)
    return form_page(
        request, "risk_form.html", form, title=_("Add a risk"), trail=[RISKS]
    )


@takes_forms
@login_required
def risk_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a risk, or close it."""
    risks = Risk.objects.editable_by(request.user).with_rights_of(request.user)
    risk = get_object_or_404(risks.select_related("portfolio", "project"), pk=pk)
    title = _("Edit risk %(code)s") % {"code": risk.code}
    form = RiskForm(
        request.POST or None,
        by=request.user,
        instance=risk,
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Risk saved."), risk)
    return form_page(
        request,
        "risk_form.html",
        form,
        title=title,
        trail=[risk.portfolio, risk],
        delete_view="delivery:risk_delete",
    )


@takes_forms
@login_required
def risk_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a risk with its judgements."""
    risks = Risk.objects.removable_by(request.user).select_related("portfolio")
    risk = get_object_or_404(risks, pk=pk)
    removal = look_ahead(risk)
    form = RemovalForm(posted(request), row=risk, by=request.user)
    if request.method == "POST" and not removal.is_held_by and form.removed():
        return saved(request, _("Risk deleted."), RISKS)
    return confirm_page(
        request,
        _("Delete the risk %(name)s?") % {"name": risk.name},
        trail=[risk.portfolio, risk],
        removal=removal,
        text=_("To keep what was known of it, close it instead."),
        form=form,
        submit_label=_("Delete risk"),
    )
