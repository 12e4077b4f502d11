"""Pages of what is set aside for risks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.exports import CONTINGENCY_COLUMNS, contingency_rows
from delivery.filters import ContingencyFilter
from delivery.forms.removal import RemovalForm
from delivery.forms.risk import ContingencyForm
from delivery.models import Contingency, Portfolio
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    list_page,
    pick_portfolio,
    posted,
    saved,
    takes_forms,
)
from pmo_value import formatting
from pmo_value.exports import file_response

CONTINGENCIES = Place(
    gettext_lazy("Contingency"), reverse_lazy("delivery:contingency_list")
)


def found_contingencies(request: SignedInRequest) -> ContingencyFilter:
    """Return the reserves that the reader sees, as the address narrows them."""
    reserves = Contingency.objects.visible_to(request.user).with_rights_of(request.user)
    return ContingencyFilter(
        request.GET, reserves.select_related("portfolio", "project"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def contingency_list(request: SignedInRequest) -> HttpResponse:
    """List what is set aside, the newest first."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    found = found_contingencies(request)
    return list_page(request, "contingency", found, may_add=may_add)


@require_safe
@login_required
def contingency_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of reserves as a file."""
    rows = contingency_rows(found_contingencies(request).qs)
    return file_response(kind, "contingencies", CONTINGENCY_COLUMNS, rows)


@takes_forms
@login_required
def contingency_create(request: SignedInRequest) -> HttpResponse:
    """Set something aside from a day on."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = ContingencyForm(
        request.POST or None,
        by=request.user,
        instance=Contingency(),
        initial={
            "portfolio": pick_portfolio(request, offered),
            "project": request.GET.get("project"),
            "valid_from": timezone.localdate(),
        },
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Contingency added."), CONTINGENCIES)
    return form_page(
        request,
        "contingency_form.html",
        form,
        title=_("Add a contingency"),
        trail=[CONTINGENCIES],
    )


@takes_forms
@login_required
def contingency_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a reserve that was entered wrongly."""
    reserves = Contingency.objects.editable_by(request.user)
    reserve = get_object_or_404(
        reserves.with_rights_of(request.user).select_related("portfolio", "project"),
        pk=pk,
    )
    title = what_it_is(reserve)
    form = ContingencyForm(
        request.POST or None, by=request.user, instance=reserve, user=request.user
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Contingency saved."), CONTINGENCIES)
    return form_page(
        request,
        "contingency_form.html",
        form,
        title=title,
        trail=[reserve.portfolio, CONTINGENCIES],
        delete_view="delivery:contingency_delete",
    )


@takes_forms
@login_required
def contingency_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a reserve."""
    reserves = Contingency.objects.removable_by(request.user)
    reserve = get_object_or_404(reserves.select_related("portfolio", "project"), pk=pk)
    form = RemovalForm(posted(request), row=reserve, by=request.user)
    if request.method == "POST" and form.removed():
        return saved(request, _("Contingency removed."), CONTINGENCIES)
    return confirm_page(
        request,
        _("Remove this contingency: %(reserve)s?") % {"reserve": what_it_is(reserve)},
        trail=[reserve.portfolio, CONTINGENCIES],
        text=_("The one before it then holds on, as far as there is one."),
        form=form,
        submit_label=_("Remove contingency"),
    )


def what_it_is(reserve: Contingency) -> str:
    """Return whose reserve it is, and since when."""
    return _("%(holder)s from %(day)s") % {
        "holder": (reserve.project or reserve.portfolio).name,
        "day": formatting.day(reserve.valid_from),
    }
