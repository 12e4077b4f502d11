"""The page on which a controller checks the return: stored rows, and their origins."""

import csv
import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from delivery.calculations.periods import add_months
from delivery.models import BenefitEntry, ExchangeRate, Portfolio
from recognition.models import CaseTerms
from scorecards import regeneration
from scorecards.models import PmoCase
from scorecards.panels.pmo_return import PMO_RETURN
from scorecards.regeneration import refresh_here
from tests.factories import (
    AttributionFactory,
    BenefitEntryFactory,
    BenefitFactory,
    BenefitRangeFactory,
    CaseTermsFactory,
    ExchangeRateFactory,
    PortfolioFactory,
    ServiceCostFactory,
    ServiceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

START, SEPTEMBER, END = date(2020, 1, 1), date(2026, 9, 1), date(2026, 9, 30)
CAPTION = re.compile(r'<caption id="[\w-]+"(?: class="[\w-]+")?>([^<]+)')
CATEGORIES = ("staff", "contractors", "tools", "training", "overhead", "others_time")


@pytest.fixture(autouse=True)
def _panels(monkeypatch) -> None:
    """The panel whose arithmetic the page shows; the case itself needs none."""
    monkeypatch.setattr(regeneration, "PANELS", (PMO_RETURN,))


def pmo(portfolio: Portfolio, staff: int = 100):
    """A service that costs something in September 2026."""
    service = ServiceFactory(portfolio=portfolio, starts_on=SEPTEMBER)
    for name in CATEGORIES:
        amount = staff if name == "staff" else 0
        ServiceCostFactory(
            service=service, month=SEPTEMBER, category=name, amount=Decimal(amount)
        )
    return service


def gain(portfolio: Portfolio, service, amount: int = 400, months: int = 24):
    """A benefit validated in September and planned for later, half owed to the PMO."""
    benefit = BenefitFactory(portfolio=portfolio, currency=portfolio.currency)
    BenefitEntry.objects.bulk_create(
        BenefitEntryFactory.build(
            benefit=benefit,
            kind="planned",
            month=add_months(SEPTEMBER, place),
            amount=Decimal(amount),
        )
        for place in range(months)
    )
    BenefitEntryFactory(
        benefit=benefit, kind="validated", month=SEPTEMBER, amount=Decimal(amount)
    )
    AttributionFactory(
        benefit=benefit, service=service, share=Decimal("0.5"), confidence=Decimal(1)
    )
    return benefit


def refreshed() -> None:
    list(refresh_here(Portfolio.objects.all()))


def shown(client, portfolio: Portfolio) -> str:
    return client.get(address(portfolio)).content.decode()


def address(portfolio: Portfolio) -> str:
    return reverse("scorecards:pmo_return", args=[portfolio.slug])


def test_without_a_rate_the_page_says_so_and_leads_to_where_it_is_set(
    client, lead, executive, portfolio
):
    gain(portfolio, pmo(portfolio))
    refreshed()
    client.force_login(executive)
    text = shown(client, portfolio)
    assert "not available: no discount rate has been set" in text
    assert "ROI, validated" in text
    assert reverse("recognition:case_terms_update", args=[portfolio.slug]) not in text

    client.force_login(lead)
    text = shown(client, portfolio)
    assert reverse("recognition:case_terms_update", args=[portfolio.slug]) in text


def test_every_row_of_the_arithmetic_leads_to_its_fact(client, executive, portfolio):
    service = pmo(portfolio)
    benefits = [gain(portfolio, service) for _number in range(3)]
    for benefit in benefits:
        BenefitRangeFactory(benefit=benefit)
    CaseTermsFactory(portfolio=portfolio, years=2)
    refreshed()
    client.force_login(executive)
    text = shown(client, portfolio)

    assert text.count("<svg") >= 6
    assert "There is a 90 % chance that the value exceeds" in text
    for url in (*(one.get_absolute_url() for one in benefits),):
        assert text.count(f'href="{url}"') >= 2
    assert f'href="{service.get_absolute_url()}"' in text
    anchors = set(re.findall(r'href="#([\w-]+)"', text))
    assert {"lines", "years", "percentiles", "gains", "costs"} <= anchors
    for anchor in anchors - {"main"}:
        assert f'id="{anchor}"' in text


def test_the_page_reads_stored_rows_however_many_there_are(
    client, executive, portfolio, django_assert_num_queries
):
    service = pmo(portfolio)
    CaseTermsFactory(portfolio=portfolio, years=2)
    client.force_login(executive)
    for _round in range(2):
        for _number in range(3):
            BenefitRangeFactory(benefit=gain(portfolio, service, months=2))
        refreshed()
        client.get(address(portfolio))
        with django_assert_num_queries(8):
            client.get(address(portfolio))


def test_the_file_holds_what_the_page_shows(client, executive, portfolio):
    BenefitRangeFactory(benefit=gain(portfolio, pmo(portfolio)))
    CaseTermsFactory(portfolio=portfolio, years=2)
    refreshed()
    client.force_login(executive)
    text = shown(client, portfolio)
    url = reverse("scorecards:pmo_return_export", args=[portfolio.slug, "csv"])
    lines = client.get(url).content.decode("utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines))

    stored = PmoCase.objects.get(portfolio=portfolio).case
    npv = next(row for row in rows if row["item"] == "Net present value")
    values = [row["value"] for row in rows if row["item"] == npv["item"]]
    assert npv["table"] == "What the case is worth"
    assert Decimal(values[1]) == stored.measures["npv"].number
    captions = set(
        re.findall(r'<caption id="[\w-]+"(?: class="[\w-]+")?>([^<]+)', text)
    )
    assert captions <= {row["table"] for row in rows}
    xlsx = reverse("scorecards:pmo_return_export", args=[portfolio.slug, "xlsx"])
    assert client.get(xlsx).status_code == 200


def test_a_portfolio_takes_its_own_and_all_below_in_its_currency(portfolio):
    below = PortfolioFactory(slug="below", parent=portfolio, currency="USD")
    service = pmo(portfolio)
    CaseTermsFactory(portfolio=portfolio, years=1)
    for kind in (ExchangeRate.Kind.PLAN, ExchangeRate.Kind.AVERAGE):
        ExchangeRateFactory(
            portfolio=None,
            from_currency="USD",
            to_currency=portfolio.currency,
            kind=kind,
            valid_from=SEPTEMBER if kind == ExchangeRate.Kind.AVERAGE else START,
            valid_to=END if kind == ExchangeRate.Kind.AVERAGE else None,
            rate=Decimal("0.5"),
        )
    gain(portfolio, service, 400)
    gain(below, service, 1000)
    refreshed()

    whole = PmoCase.objects.get(portfolio=portfolio).case
    assert {row.benefit: row.counted_known for row in whole.gains} == {
        row.benefit: amount for row, amount in zip(whole.gains, (200, 250), strict=True)
    }
    part = PmoCase.objects.get(portfolio=below).case
    assert part.currency == "USD"
    assert part.gains[0].known == 1000
    assert part.terms is not None
    assert part.terms.slug == portfolio.slug


def test_terms_of_a_portfolio_hold_below_until_others_are_set(portfolio):
    below = PortfolioFactory(slug="below", parent=portfolio)
    gain(below, pmo(below))
    terms = CaseTermsFactory(portfolio=portfolio, years=2)
    refreshed()

    def years() -> int:
        return len(PmoCase.objects.get(portfolio=below).case.years)

    assert years() == 2
    CaseTermsFactory(portfolio=below, years=3)
    refreshed()
    assert years() == 3
    CaseTerms.objects.get(portfolio=below).delete()
    terms.years = 4
    terms.save()
    refreshed()
    assert years() == 4


def test_a_case_follows_a_new_range_and_stays_as_it_is_otherwise(portfolio):
    service = pmo(portfolio)
    benefits = [gain(portfolio, service) for _number in range(3)]
    CaseTermsFactory(portfolio=portfolio, years=2)
    refreshed()
    before = PmoCase.objects.get(portfolio=portfolio)
    Portfolio.objects.touch()
    refreshed()
    assert PmoCase.objects.get(portfolio=portfolio).built_at == before.built_at
    for benefit in benefits:
        BenefitRangeFactory(benefit=benefit)
    refreshed()
    after = PmoCase.objects.get(portfolio=portfolio)
    assert after.built_at > before.built_at
    assert after.case.spread is not None
    assert after.case.spread.npv.p50.is_ok


def test_before_the_first_refresh_the_page_says_so(client, executive, portfolio):
    client.force_login(executive)
    response = client.get(address(portfolio))
    assert response.status_code == 202
