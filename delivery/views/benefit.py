"""Pages of benefits, and of their amounts as a grid of months."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
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
from delivery.calculations.curve import Curve
from delivery.calculations.periods import Period, PeriodKind
from delivery.calculations.ramp import (
    MONTHS_ON,
    months_to_full,
    persistence,
    steady_from,
)
from delivery.exports import BENEFIT_COLUMNS, ENTRY_COLUMNS, benefit_rows, entry_rows
from delivery.filters import BenefitFilter
from delivery.forms.benefit import BenefitForm, kinds_open_to
from delivery.forms.benefit_months import BenefitMonthsForm
from delivery.models import (
    Attribution,
    Benefit,
    BenefitEntry,
    BenefitLeak,
    Portfolio,
)
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    pick_portfolio,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response

BENEFITS = Place(gettext_lazy("Benefits"), reverse_lazy("delivery:benefit_list"))
CHANGES_SHOWN = 8
DECISIONS_SHOWN = 12
YEARS_OFFERED = 5


def found_benefits(request: SignedInRequest) -> BenefitFilter:
    """Return the benefits that the reader sees, as the address narrows them."""
    benefits = Benefit.objects.visible_to(request.user).with_totals().with_proof()
    related = benefits.select_related(
        "portfolio", "project", "objective", "overlap_group"
    )
    return BenefitFilter(request.GET, related, request=request)


@require_safe
@login_required
@vary_on_headers("HX-Request")
def benefit_list(request: SignedInRequest) -> HttpResponse:
    """List benefits with what was planned, claimed and validated."""
    may_add = Portfolio.objects.with_facts_from(request.user).exists()
    return list_page(request, "benefit", found_benefits(request), may_add=may_add)


@require_safe
@login_required
def benefit_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of benefits as a file."""
    rows = benefit_rows(found_benefits(request).qs)
    return file_response(kind, "benefits", BENEFIT_COLUMNS, rows)


@require_safe
@login_required
def benefit_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a benefit and its amounts, month by month."""
    benefits = (
        Benefit.objects.visible_to(request.user)
        .with_rights_of(request.user)
        .with_totals()
        .with_proof()
        .select_related("portfolio", "project", "objective", "overlap_group")
    )
    benefit = get_object_or_404(benefits, pk=pk)
    entries = benefit.entries.with_rights_of(request.user).with_decision()
    known = list(entries.order_by("-month"))
    for entry in known:
        entry.benefit = benefit
    context = {
        "benefit": benefit,
        "trail": [*Portfolio.objects.above(benefit.portfolio), benefit.portfolio],
        "kinds": BenefitEntry.Kind,
        "may_enter": bool(kinds_open_to(benefit)),
        "months": by_month(known),
        "decisions": benefit.decisions.select_related("decided_by").order_by(
            "-decided_at", "-number"
        )[:DECISIONS_SHOWN],
        "attributions": benefit.attributions.select_related("service").order_by(
            "service__name"
        ),
        "leaks": benefit.leaks.order_by("cause"),
        "course": course_of(benefit, known),
        "changes": history.timeline(
            history.records_of(Benefit, id=pk)[: CHANGES_SHOWN + 1],
            limit=CHANGES_SHOWN,
        ),
    }
    return render(request, "delivery/benefit_detail.html", context)


def course_of(benefit: Benefit, entries: list[BenefitEntry]) -> dict[str, Any]:
    """Return when a benefit reached its full level, and how much of it is left."""
    validated = Curve.of(
        (entry.month, entry.amount)
        for entry in entries
        if entry.kind == BenefitEntry.Kind.VALIDATED
    )
    steady = benefit.steady_amount
    begins_on = benefit.starts_on or min(
        (entry.month for entry in entries if entry.kind == BenefitEntry.Kind.PLANNED),
        default=None,
    )
    left = {
        months: persistence(validated, steady, months).measure().value
        for months in MONTHS_ON
    }
    return {
        "months": months_to_full(validated, steady, begins_on).value,
        "since": steady_from(validated, steady),
        "left": [
            (months, share) for months, share in left.items() if share is not None
        ],
    }


def by_month(
    entries: list[BenefitEntry],
) -> list[tuple[date, list[BenefitEntry | None]]]:
    """Arrange entries as rows of months with one place a kind, newest month first."""
    months: dict[date, dict[str, BenefitEntry]] = {}
    for entry in entries:
        months.setdefault(entry.month, {})[entry.kind] = entry
    return [
        (month, [kinds.get(kind.value) for kind in BenefitEntry.Kind])
        for month, kinds in months.items()
    ]


@require_safe
@login_required
def benefit_entry_export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Write all amounts of a benefit as a file."""
    benefit = get_object_or_404(Benefit.objects.visible_to(request.user), pk=pk)
    rows = entry_rows(benefit.entries.order_by("month", "kind"))
    return file_response(kind, "benefit-entries", ENTRY_COLUMNS, rows)


@require_safe
@login_required
def benefit_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed what about a benefit, and when."""
    benefits = Benefit.objects.visible_to(request.user).select_related("portfolio")
    benefit = get_object_or_404(benefits, pk=pk)
    return history_page(
        request,
        benefit.name,
        history.records_of(Benefit, id=pk),
        *(
            history.records_of(model, benefit=pk)
            for model in (BenefitEntry, BenefitLeak, Attribution)
        ),
        trail=[benefit.portfolio, benefit],
    )


@takes_forms
@login_required
def benefit_create(request: SignedInRequest) -> HttpResponse:
    """Add a benefit to the register of a portfolio."""
    offered = Portfolio.objects.with_facts_from(request.user)
    form = BenefitForm(
        request.POST or None,
        instance=Benefit(),
        initial={
            "portfolio": pick_portfolio(request, offered),
            "project": request.GET.get("project"),
        },
        user=request.user,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Benefit added."), form.instance)
    return form_page(
        request, "benefit_form.html", form, title=_("Add a benefit"), trail=[BENEFITS]
    )


@takes_forms
@login_required
def benefit_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a benefit."""
    benefits = Benefit.objects.editable_by(request.user).with_rights_of(request.user)
    benefit = get_object_or_404(benefits.select_related("portfolio", "project"), pk=pk)
    title = _("Edit benefit %(code)s") % {"code": benefit.code}
    form = BenefitForm(request.POST or None, instance=benefit, user=request.user)
    if request.method == "POST" and form.stored():
        return saved(request, _("Benefit saved."), benefit)
    return form_page(
        request,
        "benefit_form.html",
        form,
        title=title,
        trail=[benefit.portfolio, benefit],
        delete_view="delivery:benefit_delete",
    )


@takes_forms
@login_required
def benefit_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a benefit with its amounts."""
    benefits = Benefit.objects.removable_by(request.user).select_related("portfolio")
    benefit = get_object_or_404(benefits, pk=pk)
    removal = look_ahead(benefit)
    if request.method == "POST" and not removal.is_held_by:
        benefit.delete()
        return saved(request, _("Benefit deleted."), benefit.portfolio)
    return confirm_page(
        request,
        _("Delete the benefit %(name)s?") % {"name": benefit.name},
        trail=[benefit.portfolio, benefit],
        removal=removal,
        text=_("To keep its amounts, give it a day on which it retires instead."),
        submit_label=_("Delete benefit"),
    )


@takes_forms
@login_required
def benefit_months(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a fiscal year of amounts at once."""
    benefits = Benefit.objects.taking_entries_from(request.user)
    benefit = get_object_or_404(
        benefits.with_rights_of(request.user).select_related("portfolio"), pk=pk
    )
    year = chosen_year(request, benefit.portfolio)
    form = BenefitMonthsForm(
        request.POST or None,
        benefit=benefit,
        by=request.user,
        months=[month.start for month in year.months()],
    )
    if request.method == "POST" and form.stored(request.user):
        return saved(request, _("Amounts saved."), benefit)
    return form_page(
        request,
        "benefit_months.html",
        form,
        title=_("Amounts of %(name)s") % {"name": benefit.name},
        trail=[benefit.portfolio, benefit],
        benefit=benefit,
        kinds=BenefitEntry.Kind,
        year=offered(year),
        previous=offered(year.previous()),
        next=offered(year.next()),
        years=years_around(year),
    )


def chosen_year(request: SignedInRequest, portfolio: Portfolio) -> Period:
    """Return the fiscal year that the address names, or the one that is running."""
    start_month = portfolio.fiscal_year_start_month
    key = request.GET.get("period")
    if not key:
        return Period.containing(timezone.localdate(), PeriodKind.YEAR, start_month)
    try:
        year = Period.parse(key, start_month)
    except ValueError as error:
        raise Http404 from error
    if year.kind != PeriodKind.YEAR:
        raise Http404
    return year


def years_around(year: Period) -> list[dict[str, str]]:
    """Return the years that the picker offers, newest first."""
    last = year
    for _step in range(YEARS_OFFERED):
        last = last.next()
    years = [offered(last)]
    for _step in range(2 * YEARS_OFFERED):
        last = last.previous()
        years.append(offered(last))
    return years


def offered(year: Period) -> dict[str, str]:
    """Return a year as components/period_picker.html takes it."""
    return {"value": year.key, "label": year.label}
