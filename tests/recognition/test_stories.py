"""Success stories: drafted from facts, published by a second person, kept true."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from delivery.models import Role
from pmo_value import formatting
from recognition.actions import consents, stories
from recognition.actions.stories import StoryRefusedError
from recognition.models import Story, StoryNumber
from tests.delivery.pages import errors, parsed
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    KpiFactory,
    KpiMeasurementFactory,
    ProjectFactory,
    StakeholderFactory,
)
from tests.people import member
from tests.recognition import quoting
from tests.recognition.calculations.test_pictures import png

pytestmark = pytest.mark.django_db

State = Story.State


@pytest.fixture
def benefit(portfolio):
    made = BenefitFactory(portfolio=portfolio, name="Fewer fines", currency="EUR")
    BenefitEntryFactory(benefit=made, kind="validated", amount=Decimal(1_200_000))
    return made


@pytest.fixture
def story(benefit, analyst):
    """A finished draft with one number."""
    made = stories.draft_from_benefit(benefit, analyst, timezone.now())
    made.situation = "Fines every month."
    made.deed = "A register.\n\nAnd a <b>routine</b>."
    made.save()
    return made


def page_of(story, what=""):
    return f"/recognition/stories/{story.pk}/{what}"


def move(client, story, after):
    answer = client.post(page_of(story, "move/"), {"after": after})
    assert answer.status_code == 302
    story.refresh_from_db()
    return story.state


@pytest.mark.one_engine
def test_a_second_person_publishes(client, analyst, lead, executive, story):
    client.force_login(executive)
    assert client.get(page_of(story)).status_code == 404
    client.force_login(analyst)
    assert move(client, story, "in_review") == State.IN_REVIEW
    assert move(client, story, "published") == State.IN_REVIEW
    assert client.get(page_of(story, "edit/")).status_code == 404
    client.force_login(lead)
    assert move(client, story, "published") == State.PUBLISHED
    assert story.reviewed_by == lead
    client.force_login(executive)
    page = client.get(page_of(story)).text
    assert "<strong>€1,200,000</strong> have been delivered" in page
    assert "And a &lt;b&gt;routine&lt;/b&gt;." in page
    assert client.post(page_of(story, "move/"), {"after": "draft"}).status_code == 404


@pytest.mark.one_engine
def test_the_page_says_when_a_number_has_moved(
    client, analyst, executive, benefit, story
):
    client.force_login(analyst)
    assert "otherwise by now" not in client.get(page_of(story)).text
    BenefitEntryFactory(
        benefit=benefit,
        kind="validated",
        month=date(2026, 8, 1),
        amount=Decimal(100_000),
    )
    page = client.get(page_of(story)).text
    assert "was €1,200,000 when written" in page
    assert "€1,300,000 now" in page
    assert "<strong>€1,200,000</strong>" in page
    number = story.numbers.get()
    confirm = f"/recognition/story-numbers/{number.pk}/confirm/"
    client.force_login(executive)
    assert client.post(confirm).status_code == 404
    client.force_login(analyst)
    assert client.post(confirm).status_code == 302
    page = client.get(page_of(story)).text
    assert "<strong>€1,300,000</strong>" in page
    assert "otherwise by now" not in page


def test_every_source_reads_its_fact(portfolio, analyst):
    project = ProjectFactory(
        portfolio=portfolio,
        status="completed",
        actual_finish=date(2026, 6, 30),
        currency="EUR",
    )
    BaselineFactory(project=project, budget=Decimal(500))
    kpi = KpiFactory(portfolio=portfolio)
    KpiMeasurementFactory(kpi=kpi, value=Decimal("0.8"))
    story = stories.draft_from_project(project, analyst, timezone.now())
    assert set(story.numbers.values_list("name", flat=True)) == {"budget", "finish"}
    assert "{finish}" in story.outcome
    assert "{cost}" not in story.outcome
    number = StoryNumber(story=story, name="late", source="kpi", kpi=kpi)
    stories.bind(number, analyst, date(2026, 9, 30))
    written = {
        name: bound.written for name, bound in stories.bound_numbers(story).items()
    }
    assert written["finish"] == formatting.day(date(2026, 6, 30))
    assert written["budget"] == "€500"
    assert number.known == Decimal("0.8")


@pytest.mark.one_engine
def test_a_name_that_stands_for_nothing_is_refused(client, analyst, story):
    client.force_login(analyst)
    entries = {
        "portfolio": story.portfolio.pk,
        "title": story.title,
        "situation": "As it was.",
        "deed": "{unknown} and {validated}",
        "outcome": "Good.",
        "version": story.history.latest().history_id,
    }
    answer = client.post(page_of(story, "edit/"), entries)
    assert answer.status_code == 422
    assert "no number named unknown." in answer.text
    number = {"name": "again", "source": "validated", "benefit": story.benefit.pk}
    add = page_of(story, "numbers/new/")
    assert client.post(add, number | {"source": "kpi"}).status_code == 422
    assert client.post(add, number).status_code == 302
    assert client.post(add, number).status_code == 422
    entries |= {"deed": "{again} and {validated}"}
    assert client.post(page_of(story, "edit/"), entries).status_code == 302
    story.outcome = ""
    story.save()
    with pytest.raises(StoryRefusedError):
        stories.move(story, "in_review", analyst, timezone.now())


@pytest.mark.one_engine
def test_a_number_that_is_gone_is_not_known(client, analyst, story):
    client.force_login(analyst)
    number = story.numbers.get()
    remove = f"/recognition/story-numbers/{number.pk}/delete/"
    assert "{validated}" in client.get(remove).text
    assert client.post(remove).status_code == 302
    page = client.get(page_of(story)).text
    assert "– have been delivered" in page
    assert "{validated}" not in page


def test_a_quote_leaves_the_story_when_its_author_takes_it_back(
    client, lead, portfolio, story, monkeypatch
):
    monkeypatch.setattr(quoting, "NOW", timezone.now())
    author = StakeholderFactory(portfolio=portfolio)
    inside = quoting.published(author, "Kookaburra.", lead)
    elsewhere = quoting.published(author, "Cassowary.", lead, ("board",))
    story.quotes.set([inside, elsewhere])
    client.force_login(lead)
    page = client.get(page_of(story)).text
    assert "Kookaburra." in page
    assert "Cassowary." not in page
    consents.take_back(inside, timezone.now())
    assert "Kookaburra." not in client.get(page_of(story)).text


@pytest.mark.one_engine
def test_each_quote_has_a_box_and_nothing_else_has(
    client, portfolio, lead, story, monkeypatch
):
    monkeypatch.setattr(quoting, "NOW", timezone.now())
    quote = quoting.published(StakeholderFactory(portfolio=portfolio), "Emu.", lead)
    client.force_login(lead)
    form = client.get(page_of(story, "edit/"))
    boxes = parsed(form).select('input[name="quotes"]')
    assert [box["value"] for box in boxes] == [str(quote.pk)]
    for wrong in ("9" * 20, "x", "0"):
        sent = client.post(page_of(story, "edit/"), {"quotes": wrong})
        assert sent.status_code == 422
        assert "not one of the available" in errors(sent)["quotes_0"]


@pytest.mark.one_engine
def test_a_draft_from_data_and_the_list(
    client, portfolio, analyst, benefit, django_assert_num_queries
):
    client.force_login(analyst)
    draft = "/recognition/stories/draft/"
    assert client.post(draft, {}).status_code == 422
    for _turn in range(2):
        assert client.post(draft, {"benefit": benefit.pk}).status_code == 302
        with django_assert_num_queries(6):
            page = client.get("/recognition/stories/")
    assert "Fewer fines (2)" in page.text
    other = member(portfolio, Role.EXECUTIVE, "other")
    client.force_login(other)
    assert "Fewer fines" not in client.get("/recognition/stories/").text


@pytest.mark.one_engine
def test_a_picture_is_kept_without_what_is_hidden_and_never_served_as_a_page(
    client, analyst, executive, story, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(analyst)
    add = page_of(story, "pictures/new/")
    for content in (b"<svg onload=alert(1)>", b""):
        upload = SimpleUploadedFile("x.png", content, "image/png")
        entries = {"file": upload, "alt": "A pump"}
        assert client.post(add, entries).status_code == 422
    upload = SimpleUploadedFile("../x.html", png() + b"<script>", "text/html")
    assert client.post(add, {"file": upload, "alt": "A pump"}).status_code == 302
    picture = story.pictures.get()
    path = f"/recognition/story-pictures/{picture.pk}/"
    assert path in client.get(page_of(story)).text
    answer = client.get(path)
    assert answer.content == png()
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(executive)
    assert client.get(path).status_code == 404
    client.force_login(analyst)
    assert client.post(f"{path}delete/").status_code == 302
    assert not list(tmp_path.rglob("*.png"))
