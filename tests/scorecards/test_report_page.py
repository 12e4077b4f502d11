"""A report as a page: published, superseded, withdrawn, and as a draft."""

from base64 import b64decode

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from delivery.models import Portfolio
from recognition.models import Branding, ExecutiveReport
from scorecards.actions.publishing import publish, withdraw
from scorecards.models import Scorecard
from scorecards.reports.beginning import begin_again
from tests.factories import (
    PortfolioFactory,
    ReportCopyFactory,
    ReportSectionFactory,
    ValueItemFactory,
)
from tests.people import Role, member
from tests.scorecards.media.reports import points
from tests.scorecards.reporting import NOW, Kind, drafted, drawn_quarter

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    drawn_quarter(PortfolioFactory(slug="norwick", name="Norwick"))


@pytest.fixture
def portfolio(_drawn_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="norwick")


@pytest.fixture
def lead(portfolio):
    return member(portfolio, Role.LEAD, "lead")


@pytest.fixture
def executive(portfolio):
    return member(portfolio, Role.EXECUTIVE, "executive")


def out(report, lead):
    publish(report.pk, seen=None, by=lead, now=NOW)
    return ExecutiveReport.objects.get(pk=report.pk)


def page(client, user, url):
    client.force_login(user)
    return got(client, url)


def got(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return html.fromstring(response.content)


def test_a_published_report_shows_its_frozen_numbers(
    client, portfolio, lead, executive, django_assert_max_num_queries
):
    report = out(drafted(portfolio), lead)
    Scorecard.objects.all().delete()
    client.force_login(executive)
    with django_assert_max_num_queries(7):
        shown = got(client, report.get_absolute_url())
    text = shown.text_content()
    assert "We delivered €1.1M." in " ".join(text.split())
    assert shown.xpath("//strong[. = '€1.1M']")
    assert "Published by Lead on" in " ".join(text.split())
    frozen = report.published.frozen
    assert shown.xpath("//meta[@name='scorecard-digest']/@content") == [frozen.digest]
    assert report.published.words_sha256[:12] in text
    [panel] = shown.xpath("//section[@id='benefits']")
    assert panel.xpath(".//*[local-name() = 'svg']")
    assert panel.xpath(".//summary[starts-with(., 'How this was computed')]")


def test_words_are_words_and_never_markup(client, portfolio, lead):
    report = drafted(portfolio)
    text = "<script>alert(1)</script>\n\n- one\n- two\n\n> said\n\n1. first"
    ReportSectionFactory(report=report, position=9, text=text)
    shown = page(client, lead, report.get_absolute_url())
    words = shown.xpath("//div[@class='report__words']")[-1]
    assert not words.xpath(".//script")
    assert words.xpath("./p")[0].text.strip() == "<script>alert(1)</script>"
    assert [one.text.strip() for one in words.xpath("./ul/li")] == ["one", "two"]
    assert [one.text.strip() for one in words.xpath("./blockquote/p")] == ["said"]
    assert [one.text.strip() for one in words.xpath("./ol/li")] == ["first"]


def test_a_draft_is_for_those_who_write_it(client, portfolio, lead, executive):
    report = drafted(portfolio)
    client.force_login(executive)
    assert client.get(report.get_absolute_url()).status_code == 404
    shown = page(client, lead, report.get_absolute_url())
    assert "Draft: it has not been published." in shown.text_content()


def test_a_draft_is_seen_as_one_of_its_readers_will(client, portfolio, lead):
    report = drafted(portfolio, template=ExecutiveReport.Template.SPONSOR)
    copy = ReportCopyFactory(report=report)
    section = ReportSectionFactory(report=report, position=9, kind=Kind.VALUE, text="")
    for sponsor, name in ((copy.stakeholder, "Of Ann"), (None, "Of others")):
        section.items.add(
            ValueItemFactory(
                portfolio=portfolio, sponsor=sponsor, benefit__name=name, sentence="It."
            )
        )
    everybody = page(client, lead, report.get_absolute_url()).text_content()
    assert "Of Ann" in everybody
    assert "Of others" in everybody
    one = page(client, lead, f"{report.get_absolute_url()}?as={copy.pk}")
    assert "Of Ann" in one.text_content()
    assert "Of others" not in one.text_content()


def test_what_was_superseded_leads_to_the_newer_one(client, portfolio, lead, executive):
    old = out(drafted(portfolio), lead)
    newer = out(begin_again(old, lead, supersedes=old), lead)
    shown = page(client, executive, old.get_absolute_url())
    assert shown.xpath(f"//a[@href='{newer.get_absolute_url()}']")
    assert "Superseded" in shown.text_content()


def test_what_was_withdrawn_says_why_and_nothing_else(
    client, portfolio, lead, executive
):
    report = out(drafted(portfolio), lead)
    withdraw(report.pk, "A wrong exchange rate", by=lead, now=NOW)
    shown = page(client, executive, report.get_absolute_url()).text_content()
    assert "A wrong exchange rate" in shown
    assert "€1.1M" not in shown


def test_readers_list_what_was_published(
    client, portfolio, lead, executive, django_assert_max_num_queries
):
    drafted(portfolio, title="Being written")
    for number in range(3):
        out(drafted(portfolio, title=f"Number {number}"), lead)
    client.force_login(executive)
    with django_assert_max_num_queries(9):
        response = client.get(reverse("scorecards:report_list"))
    text = response.content.decode()
    assert "Number 2" in text
    assert "Being written" not in text


def test_scripts_read_the_words_and_fingerprints(client, portfolio, lead, executive):
    report = out(drafted(portfolio), lead)
    gone = out(drafted(portfolio, title="Gone"), lead)
    withdraw(gone.pk, "A wrong exchange rate", by=lead, now=NOW)
    client.force_login(executive)
    [row] = client.get("/api/v1/reports/").json()["results"]
    assert row["digest"] == report.published.frozen.digest
    found = client.get(f"/api/v1/reports/{report.pk}/").json()
    assert found["words"]["numbers"] == {"benefits.validated": "€1.1M"}
    assert found["words_sha256"] == report.published.words_sha256
    assert client.get(f"/api/v1/reports/{gone.pk}/").status_code == 404


def test_the_logo_stands_in_the_page_itself(client, portfolio, lead):
    drawn = points()
    Branding.objects.create(
        portfolio=portfolio,
        name="Norwick",
        accent="#0b5a6f",
        second="#8a5a00",
        logo=drawn,
        logo_png=drawn,
        logo_type="image/png",
        logo_sha256="0" * 64,
    )
    shown = page(client, lead, drafted(portfolio).get_absolute_url())
    [picture] = shown.xpath("//img[@class='report__logo']")
    assert picture.get("alt") == "Norwick"
    kind, content = picture.get("src").split(",")
    assert kind == "data:image/png;base64"
    assert b64decode(content) == drawn
