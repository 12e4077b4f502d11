"""Brands: who chooses them, where they hold, and what of a logo is let in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from delivery.models import Portfolio
from recognition.models import Branding
from scorecards.actions.rendering import source_of
from scorecards.media.brand import brand_of
from scorecards.media.report import report_of
from tests.factories import PortfolioFactory
from tests.recognition.calculations.test_drawings import SHAPE, svg
from tests.recognition.calculations.test_pictures import SECRET, chunk, png
from tests.scorecards.cycles import drawn

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

PAGE = "/recognition/branding/transport/"
GIVEN = {"name": "Norwick", "accent": "#1D4F91", "second": "0b6e4f"}


def brand(portfolio: Portfolio, **changes: str) -> Branding:
    fields = {"name": "Norwick", "accent": "#1d4f91", "second": "#0b6e4f", **changes}
    return Branding.objects.create(portfolio=portfolio, **fields)


def upload(content: bytes, name: str = "logo.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_lead_chooses_a_brand_with_a_logo(client, lead, portfolio):
    client.force_login(lead)
    hostile = svg(SHAPE + "<style>a{}</style><script>alert(1)</script>")
    answer = client.post(PAGE, {**GIVEN, "upload": upload(hostile)}, follow=True)
    stored = Branding.objects.get(portfolio=portfolio)
    assert (stored.accent, stored.second) == ("#1d4f91", "#0b6e4f")
    assert b"alert" not in bytes(stored.logo)
    assert b"#1d4f91" in bytes(stored.logo)
    shown = answer.content.decode()
    assert "Left out of the logo: script, style." in shown
    assert f'href="{PAGE}logo/' in shown
    assert stored.history.get().history_user == lead


def test_a_logo_is_never_answered_as_what_was_uploaded(
    client, lead, executive, portfolio
):
    client.force_login(lead)
    client.post(PAGE, {**GIVEN, "upload": upload(svg(SHAPE))})
    client.force_login(executive)
    answer = client.get(f"{PAGE}logo/")
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_png_loses_what_is_hidden_in_it(client, lead, portfolio):
    client.force_login(lead)
    dirty = png(extra=chunk(b"tEXt", SECRET)) + SECRET
    client.post(PAGE, {**GIVEN, "upload": upload(dirty, "logo.png")})
    stored = Branding.objects.get(portfolio=portfolio)
    assert bytes(stored.logo) == png()
    assert stored.logo_type == "image/png"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"GIF89a", "no PNG or SVG|damaged", id="neither"),
        pytest.param(b"<!DOCTYPE svg>" + svg(SHAPE), "DOCTYPE", id="document type"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "cannot be shown", id="half a PNG"),
        pytest.param(b" " * 600_000, "512 KB", id="too large"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(client, lead, portfolio, content, words):
    client.force_login(lead)
    answer = client.post(PAGE, {**GIVEN, "upload": upload(content)})
    assert answer.status_code == 422
    assert any(word in answer.content.decode() for word in words.split("|"))
    assert not Branding.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"accent": "#ffcc00"}, "1.5 to 1", id="measured"),
        pytest.param({"accent": "#ffcc00"}, "same hue: #", id="a darker one"),
        pytest.param({"accent": "blue"}, "six digits", id="no colour"),
        pytest.param({"second": "#1d5091"}, "look like one", id="too alike"),
    ],
)
def test_colours_that_cannot_be_read_or_told_apart_are_refused(
    client, lead, portfolio, changes, words
):
    client.force_login(lead)
    answer = client.post(PAGE, GIVEN | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_logo_stays_until_it_is_taken_away(client, lead, portfolio):
    client.force_login(lead)
    client.post(PAGE, {**GIVEN, "upload": upload(svg(SHAPE))})
    stored = Branding.objects.get()
    version = {"version": stored.history.latest().pk}
    client.post(PAGE, {**GIVEN, **version, "name": "Norwick Utilities"})
    stored.refresh_from_db()
    assert (stored.name, stored.has_logo) == ("Norwick Utilities", True)
    version = {"version": stored.history.latest().pk}
    client.post(PAGE, {**GIVEN, **version, "without_logo": "on"})
    stored.refresh_from_db()
    assert not stored.has_logo
    assert client.get(f"{PAGE}logo/").status_code == 404


def test_history_tells_that_the_logo_changed(client, lead, portfolio):
    client.force_login(lead)
    client.post(PAGE, {**GIVEN, "upload": upload(svg(SHAPE))})
    stored = Branding.objects.get()
    version = {"version": stored.history.latest().pk, "change_reason": "New look"}
    client.post(PAGE, {**GIVEN, **version, "without_logo": "on"})
    told = client.get(f"{PAGE}history/").content.decode()
    assert "Brand Norwick" in told
    assert "Fingerprint of the logo" in told
    assert "New look" in told


def test_a_brand_holds_below_unless_another_one_is_chosen(portfolio, organisation):
    below = PortfolioFactory(parent=portfolio)
    assert brand_of(below) is None
    brand(organisation, name="Group")
    found = brand_of(below)
    assert found
    assert found.name == "Group"
    brand(portfolio, name="Transport")
    found = brand_of(below)
    assert found
    assert (found.name, found.logo) == ("Transport", b"")


def test_the_list_says_whose_brand_holds(client, lead, chief, portfolio, organisation):
    brand(organisation, name="Group")
    client.force_login(lead)
    shown = client.get("/recognition/branding/").content.decode()
    assert "a portfolio above" in shown
    client.force_login(chief)
    shown = client.get("/recognition/branding/").content.decode()
    assert "its own" in shown
    assert shown.count("Group") == 2


@pytest.mark.one_engine
def test_the_list_asks_the_same_of_one_portfolio_and_of_many(
    client, lead, portfolio, django_assert_num_queries
):
    client.force_login(lead)
    for _ in range(4):
        brand(PortfolioFactory(parent=portfolio))
    client.get("/recognition/branding/")
    with django_assert_num_queries(4):
        client.get("/recognition/branding/")


def test_a_brand_is_taken_away_after_a_question(client, lead, portfolio):
    client.force_login(lead)
    brand(portfolio)
    address = reverse("recognition:branding_delete", args=["transport"])
    assert "keep the look they had" in client.get(address).content.decode()
    client.post(address)
    assert not Branding.objects.exists()


def test_a_file_has_the_brand_and_is_made_anew_with_another(
    portfolio, django_assert_num_queries
):
    scorecard = drawn(portfolio, {})
    plain = source_of(scorecard)
    assert report_of(scorecard).brand is None
    own = brand(portfolio)
    branded = source_of(scorecard)
    with django_assert_num_queries(1):
        found = report_of(scorecard).brand
    assert found
    assert found.accent == "#1d4f91"
    own.put_logo(b"new", "image/png", b"new")
    own.save()
    assert len({plain, branded, source_of(scorecard)}) == 3
