"""Pages of how risks were judged."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.exports import ASSESSMENT_COLUMNS, assessment_rows
from delivery.forms.removal import RemovalForm
from delivery.forms.risk import RiskAssessmentForm
from delivery.models import Risk, RiskAssessment
from delivery.risk_scale import Scale
from delivery.views.pages import confirm_page, form_page, posted, saved, takes_forms
from pmo_value import formatting
from pmo_value.exports import file_response


@require_safe
@login_required
def risk_assessment_export(
    request: SignedInRequest, risk_id: int, kind: str
) -> HttpResponse:
    """Write all judgements of a risk as a file."""
    risk = get_object_or_404(Risk.objects.visible_to(request.user), pk=risk_id)
    rows = assessment_rows(risk.assessments.order_by("assessed_on"))
    return file_response(kind, "risk-assessments", ASSESSMENT_COLUMNS, rows)


@takes_forms
@login_required
def risk_assessment_create(request: SignedInRequest, risk_id: int) -> HttpResponse:
    """Judge a risk anew; earlier judgements stay as they are."""
    risks = Risk.objects.editable_by(request.user).select_related("portfolio")
    risk = get_object_or_404(risks, pk=risk_id)
    scale = Scale.of(risk.portfolio)
    form = RiskAssessmentForm(
        request.POST or None,
        by=request.user,
        instance=RiskAssessment(risk=risk, recorded_by=request.user),
        initial=last_judgement(risk) | {"assessed_on": timezone.localdate()},
        scale=scale,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Judgement added."), risk)
    return form_page(
        request,
        "risk_assessment_form.html",
        form,
        title=_("Judge the risk"),
        trail=[risk.portfolio, risk],
        risk=risk,
        scale=scale,
    )


def last_judgement(risk: Risk) -> dict[str, object]:
    """Return what the risk was judged at last, to start the next form from."""
    last = risk.assessments.order_by("-assessed_on").first()
    if last is None:
        return {}
    return {name: getattr(last, name) for name in RiskAssessment.JUDGED}


@takes_forms
@login_required
def risk_assessment_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a judgement that was entered wrongly."""
    assessments = RiskAssessment.objects.editable_by(request.user)
    assessment = get_object_or_404(
        assessments.with_rights_of(request.user).select_related("risk__portfolio"),
        pk=pk,
    )
    risk = assessment.risk
    title = what_it_is(assessment)
    scale = Scale.of(risk.portfolio)
    form = RiskAssessmentForm(
        request.POST or None,
        by=request.user,
        instance=assessment,
        scale=scale,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Judgement saved."), risk)
    return form_page(
        request,
        "risk_assessment_form.html",
        form,
        title=title,
        trail=[risk.portfolio, risk],
        risk=risk,
        scale=scale,
        delete_view="delivery:risk_assessment_delete",
    )


@takes_forms
@login_required
def risk_assessment_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a judgement."""
    assessments = RiskAssessment.objects.removable_by(request.user)
    assessment = get_object_or_404(assessments.select_related("risk__portfolio"), pk=pk)
    risk = assessment.risk
    form = RemovalForm(posted(request), row=assessment, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Judgement removed."), risk)
    return confirm_page(
        request,
        _("Remove this judgement: %(judgement)s?")
        % {"judgement": what_it_is(assessment)},
        trail=[risk.portfolio, risk],
        text=_("The one before it then counts on, as far as there is one."),
        form=form,
        submit_label=_("Remove judgement"),
    )


def what_it_is(assessment: RiskAssessment) -> str:
    """Return what a judgement is called: "Judged on 30 Sep 2026"."""
    return _("Judged on %(day)s") % {"day": formatting.day(assessment.assessed_on)}
