"""The body of a page: drawn once, stored, and shown as it is."""

import re
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from lxml import html

from delivery.models import Portfolio
from scorecards import regeneration
from scorecards.models import Scorecard
from scorecards.presenting import body_of
from scorecards.regeneration import refresh_here
from tests.factories import BenefitEntryFactory, BenefitFactory, PortfolioFactory
from tests.scorecards.copies.posting import PANELS

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    """A portfolio of which every panel is drawn."""
    portfolio = PortfolioFactory(slug="transport", name="Transport")
    benefit = BenefitFactory(portfolio=portfolio)
    for kind, amount in (("planned", 1_234_567), ("validated", 1_100_000)):
        BenefitEntryFactory(benefit=benefit, kind=kind, amount=Decimal(amount))
    list(refresh_here(Portfolio.objects.all()))


@pytest.fixture
def portfolio(_drawn_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="transport")


@pytest.fixture
def scorecard(portfolio: Portfolio) -> Scorecard:
    return Scorecard.objects.of_latest_period().get(portfolio=portfolio)


@pytest.fixture
def reader(client, executive):
    client.force_login(executive)
    return client


def page(reader, scorecard: Scorecard) -> str:
    address = reverse("scorecards:scorecard_detail", args=[scorecard.portfolio.slug])
    return reader.get(address).content.decode()


def test_the_page_shows_the_stored_body(reader, scorecard):
    assert scorecard.body
    assert scorecard.body in page(reader, scorecard)


def test_the_stored_body_is_what_the_stored_numbers_say(scorecard):
    with translation.override(settings.LANGUAGE_CODE):
        assert scorecard.body == body_of(scorecard)


def test_a_reader_of_another_language_gets_it_in_that_language(
    reader, executive, scorecard
):
    executive.language = "de"
    executive.save()
    html = page(reader, scorecard)
    assert scorecard.body not in html
    assert "1,1 Mio. €" in html.replace("\N{NO-BREAK SPACE}", " ")


def test_the_stored_body_names_no_file_that_an_upgrade_would_rename(scorecard):
    assert not re.findall(rf'"[^"]*{settings.STATIC_URL}[^"]*"', scorecard.body)


def test_the_first_screen_names_what_is_off_track_and_what_was_planned(db):
    portfolio = PortfolioFactory()
    benefit = BenefitFactory(portfolio=portfolio)
    for kind, amount in (("planned", 1_000_000), ("validated", 100_000)):
        BenefitEntryFactory(benefit=benefit, kind=kind, amount=Decimal(amount))
    with patch.object(regeneration, "PANELS", PANELS):
        list(refresh_here(Portfolio.objects.filter(pk=portfolio.pk)))
    body = Scorecard.objects.of_latest_period().get(portfolio=portfolio).body
    page = html.fromstring(body)
    [off] = page.xpath("//div[@class='headline__off']")
    assert off.xpath(".//a/@href")[0] == "#benefits"
    assert " ".join(off.text_content().split()).startswith(
        "off track Benefits realized 10"
    )
    assert page.xpath("//*[@id='benefits']")
    [first] = page.xpath("//div[@class='headline__figure'][1]")
    assert "of €1M planned" in first.text_content()
