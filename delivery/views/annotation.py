"""Pages of remarks on the courses of KPIs."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from delivery.exports import ANNOTATION_COLUMNS, annotation_rows
from delivery.filters import AnnotationFilter
from delivery.forms.annotation import AnnotationForm
from delivery.forms.removal import RemovalForm
from delivery.models import Annotation, Kpi
from delivery.views.pages import confirm_page, form_page, posted, saved, takes_forms
from pmo_value import formatting
from pmo_value.exports import file_response


@require_safe
@login_required
def annotation_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write remarks as a file: on one KPI, or on all that one reads."""
    annotations = Annotation.objects.visible_to(request.user)
    found = AnnotationFilter(
        request.GET, annotations.order_by("kpi__code", "on", "pk"), request=request
    )
    rows = annotation_rows(found.qs)
    return file_response(kind, "annotations", ANNOTATION_COLUMNS, rows)


@takes_forms
@login_required
def annotation_create(request: SignedInRequest, kpi_id: int) -> HttpResponse:
    """Note what happened on a day; charts of the KPI show it from then on."""
    kpis = Kpi.objects.editable_by(request.user).select_related("portfolio")
    kpi = get_object_or_404(kpis, pk=kpi_id)
    form = AnnotationForm(
        request.POST or None,
        by=request.user,
        instance=Annotation(kpi=kpi, author=request.user),
        initial={"on": timezone.localdate()},
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Annotation added."), kpi)
    return form_page(
        request,
        "annotation_form.html",
        form,
        title=_("Annotate the course"),
        trail=[kpi.portfolio, kpi],
        kpi=kpi,
    )


@takes_forms
@login_required
def annotation_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a remark."""
    annotations = Annotation.objects.editable_by(request.user)
    annotation = get_object_or_404(
        annotations.with_rights_of(request.user).select_related("kpi__portfolio"),
        pk=pk,
    )
    title = _("Annotation of %(day)s") % {"day": formatting.day(annotation.on)}
    form = AnnotationForm(request.POST or None, by=request.user, instance=annotation)
    if request.method == "POST" and form.stored():
        return saved(request, _("Annotation saved."), annotation.kpi)
    return form_page(
        request,
        "annotation_form.html",
        form,
        title=title,
        trail=[annotation.kpi.portfolio, annotation.kpi],
        kpi=annotation.kpi,
        delete_view="delivery:annotation_delete",
    )


@takes_forms
@login_required
def annotation_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a remark off the charts."""
    annotations = Annotation.objects.removable_by(request.user)
    annotation = get_object_or_404(annotations.select_related("kpi__portfolio"), pk=pk)
    form = RemovalForm(posted(request), row=annotation, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Annotation deleted."), annotation.kpi)
    return confirm_page(
        request,
        _("Delete the annotation “%(text)s”?") % {"text": annotation.text},
        trail=[annotation.kpi.portfolio, annotation.kpi],
        text=_("Charts of the KPI will not show it any more."),
        form=form,
        submit_label=_("Delete annotation"),
    )
