"""Pages of the register of assumptions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.actions.removal import look_ahead
from delivery.history import latest_version
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
from recognition.actions import assumptions
from recognition.actions.assumptions import AssumptionRefusedError
from recognition.exports.assumption import ASSUMPTION_COLUMNS, assumption_rows
from recognition.filters.assumption import AssumptionFilter
from recognition.forms.assumption import (
    ApprovalBackForm,
    ApprovalForm,
    AssumptionForm,
)
from recognition.models import Assumption, AssumptionState, ValueTranslation
from recognition.models.assumption import portfolios_proposed_in

ASSUMPTIONS = Place(
    gettext_lazy("Assumptions"), reverse_lazy("recognition:assumption_list")
)
CHANGES_SHOWN = 8


def found_assumptions(request: SignedInRequest) -> AssumptionFilter:
    """Return the assumptions that the reader sees, as the address narrows them."""
    rows = Assumption.objects.visible_to(request.user).select_related("portfolio")
    return AssumptionFilter(request.GET, rows, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def assumption_list(request: SignedInRequest) -> HttpResponse:
    """List what the PMO takes for granted."""
    may_add = portfolios_proposed_in(request.user).exists()
    return list_page(request, "assumption", found_assumptions(request), may_add=may_add)


@require_safe
@login_required
def assumption_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered register as a file."""
    rows = assumption_rows(found_assumptions(request).qs, timezone.localdate())
    return file_response(kind, "assumptions", ASSUMPTION_COLUMNS, rows)


@require_safe
@login_required
def assumption_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show an assumption, who approved it, and what rests on it."""
    rows = Assumption.objects.visible_to(request.user).with_rights_of(request.user)
    row = get_object_or_404(
        rows.select_related("portfolio", "proposed_by", "approved_by"), pk=pk
    )
    today = timezone.localdate()
    state = row.state(today)
    decides = Assumption.objects.decided_by(request.user).filter(pk=pk).exists()
    is_own = row.proposed_by_id == request.user.pk
    uses = ValueTranslation.objects.visible_to(request.user)
    context = {
        "assumption": row,
        "state": state,
        "is_open": state is AssumptionState.PROPOSED,
        "may_approve": decides and state is AssumptionState.PROPOSED and not is_own,
        "may_take_back": decides and row.approved_at is not None,
        "is_own": decides and is_own,
        "version": latest_version(row),
        "translations": uses.filter(inputs__assumption=row).distinct(),
        "trail": [ASSUMPTIONS],
        "changes": history.timeline(
            history.records_of(Assumption, id=pk)[: CHANGES_SHOWN + 1],
            limit=CHANGES_SHOWN,
        ),
    }
    return render(request, "recognition/assumption_detail.html", context)


@require_safe
@login_required
def assumption_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about an assumption, and when."""
    rows = Assumption.objects.visible_to(request.user).select_related("portfolio")
    row = get_object_or_404(rows, pk=pk)
    records = history.records_of(Assumption, id=pk)
    return history_page(request, row.name, records, trail=[ASSUMPTIONS, row])


@takes_forms
@login_required
def assumption_create(request: SignedInRequest) -> HttpResponse:
    """Propose an assumption."""
    offered = portfolios_proposed_in(request.user)
    form = AssumptionForm(
        request.POST or None,
        by=request.user,
        instance=Assumption(),
        initial={"portfolio": pick_portfolio(request, offered)},
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        text = _("Proposed. Finance approves it before a sentence may rest on it.")
        return saved(request, text, form.instance)
    return form_page(
        request,
        "assumption_form.html",
        form,
        title=_("Propose an assumption"),
        trail=[ASSUMPTIONS],
    )


@takes_forms
@login_required
def assumption_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct an assumption, or look it up anew."""
    rows = Assumption.objects.editable_by(request.user).with_rights_of(request.user)
    row = get_object_or_404(rows.select_related("portfolio"), pk=pk)
    form = AssumptionForm(
        request.POST or None,
        by=request.user,
        instance=row,
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Assumption saved."), row)
    return form_page(
        request,
        "assumption_form.html",
        form,
        title=_("Edit %(name)s") % {"name": row.name},
        trail=[ASSUMPTIONS, row],
        is_approved=row.approved_at is not None,
    )


@require_POST
@login_required
def assumption_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve an assumption as it was read."""
    row = get_object_or_404(Assumption.objects.decided_by(request.user), pk=pk)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was decided. Read it again."))
        return redirect(row)
    try:
        seen = form.cleaned_data["version"]
        assumptions.approve(row, request.user, seen, timezone.now())
    except AssumptionRefusedError as error:
        messages.error(request, str(error))
        return redirect(row)
    return saved(request, _("Approved."), row)


@takes_forms
@login_required
def assumption_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an approval back, with the reason."""
    rows = Assumption.objects.decided_by(request.user).exclude(approved_at=None)
    row = get_object_or_404(rows, pk=pk)
    form = ApprovalBackForm(posted(request), initial={"version": latest_version(row)})
    if request.method == "POST" and form.is_valid():
        try:
            assumptions.take_approval_back(
                row, form.cleaned_data["version"], form.cleaned_data["reason"]
            )
        except AssumptionRefusedError as error:
            form.add_error(None, str(error))
        else:
            return saved(request, _("The approval is taken back."), row)
    return confirm_page(
        request,
        _("Take the approval of %(name)s back?") % {"name": row.name},
        trail=[ASSUMPTIONS, row],
        text=_("Sentences that rest on it then say what could be, not what is."),
        form=form,
        submit_label=_("Take the approval back"),
    )


@takes_forms
@login_required
def assumption_retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """Offer an assumption no longer, or again."""
    row = get_object_or_404(Assumption.objects.editable_by(request.user), pk=pk)
    if request.method == "POST":
        assumptions.retire(row, None if row.retired_on else timezone.localdate())
        text = _("It is offered again.") if row.retired_on else _("Retired.")
        return saved(request, text, row)
    if row.retired_on:
        question, label = _("Use %(name)s again?"), _("Use it again")
        text = _("It is offered to translations as it was.")
    else:
        question, label = _("Retire %(name)s?"), _("Retire assumption")
        text = _(
            "No translation is offered it any more. Sentences that rest on it say what "
            "could be, not what is. It can be used again later."
        )
    return confirm_page(
        request,
        question % {"name": row.name},
        trail=[ASSUMPTIONS, row],
        text=text,
        submit_label=label,
        is_gentle=True,
    )


@takes_forms
@login_required
def assumption_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete an assumption that nothing rests on."""
    row = get_object_or_404(Assumption.objects.removable_by(request.user), pk=pk)
    removal = look_ahead(row)
    if request.method == "POST" and not removal.is_held_by:
        row.delete()
        return saved(request, _("Assumption deleted."), ASSUMPTIONS)
    return confirm_page(
        request,
        _("Delete the assumption %(name)s?") % {"name": row.name},
        trail=[ASSUMPTIONS, row],
        text=_("Retire it instead to keep it for those who ask later."),
        removal=removal,
        submit_label=_("Delete assumption"),
    )
