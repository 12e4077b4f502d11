"""Pages of exchange rates."""

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
from delivery.exports import EXCHANGE_RATE_COLUMNS, exchange_rate_rows
from delivery.filters import ExchangeRateFilter
from delivery.forms.exchange_rate import (
    ExchangeRateCorrectionForm,
    ExchangeRateForm,
    may_enter_rates,
)
from delivery.models import ExchangeRate
from delivery.views.pages import Place, form_page, list_page, saved, takes_forms
from pmo_value.exports import file_response

EXCHANGE_RATES = Place(
    gettext_lazy("Exchange rates"), reverse_lazy("delivery:exchange_rate_list")
)


def found_rates(request: SignedInRequest) -> ExchangeRateFilter:
    """Return the rates that the reader sees, as the address narrows them."""
    rates = ExchangeRate.objects.visible_to(request.user).with_rights_of(request.user)
    return ExchangeRateFilter(
        request.GET, rates.uncorrected().select_related("portfolio"), request=request
    )


@require_safe
@login_required
@vary_on_headers("HX-Request")
def exchange_rate_list(request: SignedInRequest) -> HttpResponse:
    """List the rates as they hold now."""
    return list_page(
        request,
        "exchange_rate",
        found_rates(request),
        may_add=may_enter_rates(request.user),
    )


@require_safe
@login_required
def exchange_rate_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write the filtered list of rates as a file."""
    rows = exchange_rate_rows(found_rates(request).qs.in_force())
    return file_response(kind, "exchange-rates", EXCHANGE_RATE_COLUMNS, rows)


@takes_forms
@login_required
def exchange_rate_create(request: SignedInRequest) -> HttpResponse:
    """Enter a rate."""
    if not may_enter_rates(request.user):
        raise Http404
    form = ExchangeRateForm(
        request.POST or None,
        by=request.user,
        instance=ExchangeRate(recorded_by=request.user),
        initial={
            name: request.GET.get(name) for name in ("from_currency", "to_currency")
        },
        user=request.user,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Rate added."), "delivery:exchange_rate_list")
    return form_page(
        request,
        "exchange_rate_form.html",
        form,
        title=_("Add an exchange rate"),
        trail=[EXCHANGE_RATES],
    )


@takes_forms
@login_required
def exchange_rate_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put another rate in the place of one on record; both are kept."""
    rates = ExchangeRate.objects.editable_by(request.user).uncorrected()
    rate = get_object_or_404(rates.select_related("portfolio"), pk=pk)
    form = ExchangeRateCorrectionForm(
        request.POST or None,
        by=request.user,
        instance=ExchangeRate(
            portfolio=rate.portfolio,
            from_currency=rate.from_currency,
            to_currency=rate.to_currency,
            kind=rate.kind,
            valid_from=rate.valid_from,
            valid_to=rate.valid_to,
            rate=rate.rate,
            corrects=rate,
            recorded_by=request.user,
        ),
    )
    if request.method == "POST" and form.stored():
        return saved(request, _("Rate corrected."), "delivery:exchange_rate_list")
    return form_page(
        request,
        "exchange_rate_correct.html",
        form,
        title=_("Correct %(rate)s") % {"rate": rate},
        trail=[EXCHANGE_RATES],
        submit_label=_("Correct rate"),
        rate=rate,
    )


@require_safe
@login_required
def exchange_rate_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show every rate that stood in this place, with the reasons for each change."""
    rates = ExchangeRate.objects.visible_to(request.user).uncorrected()
    rate = get_object_or_404(rates.select_related("portfolio"), pk=pk)
    versions = ExchangeRate.objects.of_the_same(rate).select_related("recorded_by")
    context = {
        "title": _("Changes of %(rate)s") % {"rate": rate},
        "trail": [EXCHANGE_RATES],
        "rate": rate,
        "versions": versions.order_by("-pk"),
    }
    return render(request, "delivery/exchange_rate_history.html", context)
