"""Where finance decides on claims: the queue, and one claim beside its evidence."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery.actions.claims import claimants
from delivery.calculations.claims import ClaimState, Verdict
from delivery.calculations.periods import add_months
from delivery.exports import (
    CLAIM_COLUMNS,
    DECISION_COLUMNS,
    claim_rows,
    decision_rows,
)
from delivery.filters import ClaimDecisionFilter, ClaimFilter
from delivery.forms.claim import ClaimReviewForm, WithdrawForm
from delivery.models import Benefit, BenefitEntry, ClaimDecision
from delivery.views.pages import (
    Place,
    form_page,
    list_page,
    saved,
    takes_forms,
    walk_of,
)
from pmo_value import formatting
from pmo_value.exports import file_response

QUEUE = Place(gettext_lazy("Validation"), reverse_lazy("delivery:claim_queue"))
MONTHS_AROUND = 6

SAID = {
    Verdict.ACCEPTED: gettext_lazy("Accepted."),
    Verdict.IN_PART: gettext_lazy("Accepted in part."),
    Verdict.REJECTED: gettext_lazy("Rejected."),
    Verdict.AMENDED: gettext_lazy("Amended as a new version."),
    Verdict.WITHDRAWN: gettext_lazy("Validation withdrawn."),
}


def found_claims(request: SignedInRequest) -> ClaimFilter:
    """Return the open claims that the reader decides on, as the address narrows them.

    The oldest month comes first: that owner has waited longest.
    """
    claims = (
        BenefitEntry.objects.decided_by(request.user)
        .awaiting_decision()
        .select_related("benefit__portfolio", "benefit__project", "recorded_by")
        .order_by("month", "benefit__code", "pk")
    )
    return ClaimFilter(request.GET, claims, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def claim_queue(request: SignedInRequest) -> HttpResponse:
    """List the claims that wait for a decision."""
    return list_page(
        request,
        "claim",
        found_claims(request),
        may_decide=BenefitEntry.objects.decided_by(request.user).exists(),
    )


@require_safe
@login_required
def claim_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the queue as a file."""
    rows = claim_rows(found_claims(request).qs)
    return file_response(kind, "claims", CLAIM_COLUMNS, rows)


@require_safe
@login_required
def claim_decision_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write what finance decided as a file: on a benefit, or on all that one reads."""
    decisions = ClaimDecision.objects.visible_to(request.user)
    ordered = decisions.order_by("benefit__code", "month", "number", "pk")
    found = ClaimDecisionFilter(request.GET, ordered, request=request)
    rows = decision_rows(found.qs)
    return file_response(kind, "claim-decisions", DECISION_COLUMNS, rows)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The claims before and after one in the queue, and its place there."""

    previous: str
    next: str
    place: int
    count: int

    @classmethod
    def of(cls, request: SignedInRequest, pk: int) -> "Neighbours":
        """Find a claim in the queue; one that is decided stands before the first."""
        waiting = list(found_claims(request).qs.values_list("pk", flat=True))
        place = waiting.index(pk) if pk in waiting else -1

        def address(at: int) -> str:
            if not 0 <= at < len(waiting):
                return ""
            path = reverse("delivery:claim_review", args=[waiting[at]])
            query = request.GET.urlencode()
            return f"{path}?{query}" if query else path

        return cls(address(place - 1), address(place + 1), place + 1, len(waiting))


@takes_forms
@login_required
def claim_review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a claim beside its evidence, and decide on it."""
    claims = (
        BenefitEntry.objects.decided_by(request.user)
        .filter(is_draft=False)
        .with_decision()
        .select_related("benefit__portfolio", "benefit__project", "recorded_by")
    )
    claim = get_object_or_404(claims, pk=pk)
    decisions = list(
        claim.benefit.decisions.filter(month=claim.month)
        .select_related("decided_by")
        .order_by("-number")
    )
    newest = decisions[0] if decisions else None
    queue = Neighbours.of(request, pk)
    form = ClaimReviewForm(request.POST or None, claim=claim, newest=newest)
    if request.method == "POST" and form.stored(request.user):
        said = SAID[Verdict(form.cleaned_data["verdict"])]
        told = _("%(benefit)s, %(month)s: %(said)s") % {
            "benefit": claim.benefit.code,
            "month": formatting.month(claim.month),
            "said": said,
        }
        return saved(request, told, queue.next or QUEUE.get_absolute_url())
    benefit = Benefit.objects.with_proof().get(pk=claim.benefit_id)
    context = {
        "form": form,
        "claim": claim,
        "benefit": claim.benefit,
        "level": benefit.evidence_level,
        "state": claim.state,
        "is_own": (pk, request.user.pk) in claimants([pk]),
        "months": months_around(claim),
        "kinds": BenefitEntry.Kind,
        "decisions": decisions,
        "queue": queue,
        "walk": walk_of(request),
        "trail": [QUEUE],
    }
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "delivery/claim_review.html", context, status=status)


def months_around(claim: BenefitEntry) -> list[tuple[date, list[Any]]]:
    """Return what was planned, claimed and validated around the month of a claim."""
    first = add_months(claim.month, -MONTHS_AROUND)
    entries = claim.benefit.entries.filter(month__gte=first, month__lte=claim.month)
    found = {(entry.month, entry.kind): entry for entry in entries}
    months = sorted({month for month, _kind in found}, reverse=True)
    return [
        (month, [found.get((month, kind.value)) for kind in BenefitEntry.Kind])
        for month in months
    ]


@takes_forms
@login_required
def benefit_entry_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a claim back, or what finance validated, with the reason."""
    entries = BenefitEntry.objects.editable_by(request.user).filter(
        kind__in=BenefitEntry.REPORTED
    )
    entry = get_object_or_404(
        entries.with_decision().select_related("benefit__portfolio"), pk=pk
    )
    benefit, is_claim = entry.benefit, entry.kind == BenefitEntry.Kind.CLAIMED
    form = WithdrawForm(request.POST or None, entry=entry)
    is_settled = is_claim and entry.state is ClaimState.VALIDATED
    if request.method == "POST" and is_settled:
        form.add_error(None, _("Finance has validated it: ask finance to withdraw it."))
    elif request.method == "POST" and form.stored(request.user):
        return saved(request, _("Withdrawn."), benefit)
    return form_page(
        request,
        "benefit_entry_withdraw.html",
        form,
        title=_("Withdraw %(what)s")
        % {"what": f"{entry.get_kind_display()}, {formatting.month(entry.month)}"},
        trail=[benefit.portfolio, benefit],
        entry=entry,
        benefit=benefit,
        submit_label=_("Withdraw"),
    )
