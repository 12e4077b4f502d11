"""Pages of the terms on which a return is worked out, and of ranges of benefits."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from delivery import history
from delivery.models import Attribution, Benefit, Portfolio
from delivery.views.pages import (
    Place,
    confirm_page,
    form_page,
    history_page,
    list_page,
    saved,
    takes_forms,
)
from pmo_value.exports import file_response
from recognition.exports.demand import RANGE_COLUMNS, range_rows
from recognition.filters.demand import BenefitRangeFilter
from recognition.forms.pmo_case import (
    PRESETS,
    BenefitRangeForm,
    CaseTermsForm,
    preset_values,
)
from recognition.models import BenefitRange, CaseTerms
from recognition.models.pmo_case import SETS_TERMS

TERMS = Place(
    gettext_lazy("Terms of the return"), reverse_lazy("recognition:case_terms_list")
)
RANGES = Place(
    gettext_lazy("Ranges of benefits"), reverse_lazy("recognition:benefit_range_list")
)
YEARS = 5


def return_page(portfolio: Portfolio) -> Place:
    """Return the page on which the terms of a portfolio tell."""
    return Place(
        portfolio.name, reverse("scorecards:pmo_return", args=[portfolio.slug])
    )


def settable(request: SignedInRequest) -> Any:
    """Return the portfolios whose terms the reader sets."""
    return Portfolio.objects.where_member(request.user, *SETS_TERMS)


@require_safe
@login_required
def case_terms_list(request: SignedInRequest) -> HttpResponse:
    """List which terms hold in which portfolio, its own or those of one above."""
    portfolios = Portfolio.objects.with_figures_for(request.user).order_by("path")
    portfolios = portfolios.annotate(
        sets_terms=Exists(settable(request).filter(pk=OuterRef("pk")))
    )
    terms = {one.portfolio.path: one for one in all_terms()}
    shown = list(portfolios)
    known = {portfolio.pk for portfolio in shown}
    rows = [
        {
            "portfolio": portfolio,
            "terms": (found := nearest(portfolio.path, terms)),
            "is_known": found is not None and found.portfolio_id in known,
        }
        for portfolio in shown
    ]
    return render(request, "recognition/case_terms_list.html", {"rows": rows})


def all_terms() -> Any:
    """Return the terms of all portfolios; one of them may hold further down."""
    return CaseTerms.objects.select_related("portfolio")


def nearest(path: str, terms: dict[str, CaseTerms]) -> CaseTerms | None:
    """Return the terms of a place, or of the nearest one above it."""
    over = [place for place in terms if path.startswith(place)]
    return terms[max(over, key=len)] if over else None


@takes_forms
@login_required
def case_terms_update(request: SignedInRequest, slug: str) -> HttpResponse:
    """Set the terms of a portfolio; they hold below it too, unless others are set."""
    portfolio = get_object_or_404(settable(request), slug=slug)
    stored = CaseTerms.objects.filter(portfolio=portfolio).first()
    initial: dict[str, Any] = preset_values(request.GET.get("preset"))
    if stored is None:
        initial = {"years": YEARS, **initial}
    form = CaseTermsForm(
        request.POST or None,
        by=request.user,
        instance=stored or CaseTerms(portfolio=portfolio),
        initial=initial,
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Terms saved."), return_page(portfolio))
    above = CaseTerms.objects.holding_for(portfolio) if stored is None else None
    readable = Portfolio.objects.with_figures_for(request.user)
    return form_page(
        request,
        "case_terms_form.html",
        form,
        title=_("On what terms the return is worked out"),
        trail=[TERMS, return_page(portfolio)],
        portfolio=portfolio,
        stored=stored,
        above=above,
        is_known=above and readable.filter(pk=above.portfolio_id).exists(),
        presets=PRESETS,
    )


@require_safe
@login_required
def case_terms_history(request: SignedInRequest, slug: str) -> HttpResponse:
    """Tell who changed which terms of a portfolio, and when."""
    readable = Portfolio.objects.with_figures_for(request.user)
    portfolio = get_object_or_404(readable, slug=slug)
    return history_page(
        request,
        portfolio.name,
        history.records_of(CaseTerms, portfolio=portfolio.pk),
        trail=[TERMS],
    )


@takes_forms
@login_required
def case_terms_delete(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take the terms of a portfolio away; those of one above hold then, if any."""
    rows = CaseTerms.objects.editable_by(request.user).select_related("portfolio")
    found = get_object_or_404(rows, portfolio__slug=slug)
    if request.method == "POST":
        found.delete()
        return saved(request, _("Terms taken away."), TERMS)
    return confirm_page(
        request,
        _("Take away the terms of %(name)s?") % {"name": found.portfolio.name},
        trail=[TERMS, found],
        text=_(
            "The terms of the nearest portfolio above hold then. If there are none, "
            "nothing is discounted and no value is told."
        ),
        submit_label=_("Take away"),
    )


def found_ranges(request: SignedInRequest) -> BenefitRangeFilter:
    """Return the benefits with a share of a service that the reader sees."""
    shares = Attribution.objects.filter(benefit=OuterRef("pk"))
    benefits = Benefit.objects.visible_to(request.user).filter(Exists(shares))
    benefits = benefits.annotate(
        is_settable=Exists(
            settable(request).filter(pk=OuterRef("portfolio")).order_by()
        )
    )
    return BenefitRangeFilter(
        request.GET,
        benefits.select_related("portfolio", "range").order_by("code", "pk"),
        request=request,
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def benefit_range_list(request: SignedInRequest) -> HttpResponse:
    """List the benefits that services share in, with what they may come to."""
    return list_page(request, "benefit_range", found_ranges(request))


@require_safe
@login_required
def benefit_range_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of ranges as a file."""
    rows = range_rows(found_ranges(request).qs)
    return file_response(kind, "benefit-ranges", RANGE_COLUMNS, rows)


def benefit_of(request: SignedInRequest, pk: int) -> Benefit:
    """Return a benefit whose range the reader sets, or answer 404."""
    benefits = Benefit.objects.in_portfolios(settable(request))
    return get_object_or_404(benefits.select_related("portfolio"), pk=pk)


@takes_forms
@login_required
def benefit_range_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say between what and what the coming amounts of a benefit may lie."""
    benefit = benefit_of(request, pk)
    stored = BenefitRange.objects.filter(benefit=benefit).first()
    form = BenefitRangeForm(
        request.POST or None,
        by=request.user,
        instance=stored or BenefitRange(benefit=benefit),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Range saved."), RANGES)
    return form_page(
        request,
        "benefit_range_form.html",
        form,
        title=_("What %(name)s may come to") % {"name": benefit.name},
        trail=[RANGES, benefit],
        benefit=benefit,
        stored=stored,
    )


@takes_forms
@login_required
def benefit_range_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a range away; the benefit counts with its forecast then."""
    benefit = benefit_of(request, pk)
    found = get_object_or_404(BenefitRange, benefit=benefit)
    if request.method == "POST":
        found.delete()
        return saved(request, _("Range taken away."), RANGES)
    return confirm_page(
        request,
        _("Take away the range of %(name)s?") % {"name": benefit.name},
        trail=[RANGES, benefit],
        text=_("It counts with its forecast then, times the confidence in its shares."),
        submit_label=_("Take away"),
    )


@require_safe
@login_required
def benefit_range_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell who changed the range of a benefit, and when."""
    benefit = get_object_or_404(Benefit.objects.visible_to(request.user), pk=pk)
    return history_page(
        request,
        benefit.name,
        history.records_of(BenefitRange, benefit=pk),
        trail=[RANGES, benefit],
    )
