"""Composing a report: begin, order, write, preview, remark, and what is refused."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from delivery.models import Portfolio
from recognition.actions.reports import MOST_SECTIONS, comment
from recognition.models import ExecutiveReport, ReportComment, ReportSection
from recognition.report_text import typed_numbers
from scorecards.actions.publishing import ready
from scorecards.models import Scorecard
from tests.factories import PortfolioFactory, ValueItemFactory
from tests.people import Role, member
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
def lead(portfolio, client):
    user = member(portfolio, Role.LEAD, "lead")
    client.force_login(user)
    return user


@pytest.fixture
def report(portfolio):
    return drafted(portfolio)


def address(name, *arguments):
    return reverse(f"scorecards:{name}", args=arguments)


def read(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def sections(report):
    return [one.kind for one in report.sections.order_by("position")]


def fields(section, **changes):
    """What the form of a section sends when only some of it was touched."""
    section.report.refresh_from_db()
    stored = {
        "title": section.title,
        "text": section.text,
        "panels": section.panels,
        "version": section.report.version,
    }
    return stored | changes


def test_a_new_report_begins_with_the_last_period_that_is_over(client, portfolio, lead):
    url = f"{address('report_create')}?portfolio=norwick"
    page = html.fromstring(client.get(url).content)
    [period] = page.xpath("//select[@name='period_key']/option[@selected]/@value")
    assert period == "2026-Q3"
    assert page.xpath("//input[@name='template'][@checked]/@value") == ["quarterly"]
    response = client.post(url, {"period_key": period, "template": "board"})
    report = ExecutiveReport.objects.get()
    assert response.url == address("report_compose", report.pk)
    assert report.title == "Norwick, Q3 FY2026"
    assert sections(report)[0] == Kind.HEADLINE
    assert list(report.writers.all()) == [lead]


def test_a_period_without_a_scorecard_is_asked_for(client, portfolio, lead):
    Scorecard.objects.filter(period_key="2026-Q3").update(built_revision=0)
    url = f"{address('report_create')}?portfolio=norwick"
    response = client.post(url, {"period_key": "2026-Q3", "template": "board"})
    assert response.status_code == 422
    assert "is being drawn" in read(response)
    assert not ExecutiveReport.objects.exists()


def test_a_cycle_is_asked_for_where_the_report_is_about_one(client, portfolio, lead):
    url = f"{address('report_create')}?portfolio=norwick"
    response = client.post(url, {"period_key": "2026-Q3", "template": "cycle"})
    assert response.status_code == 422
    assert "Choose the cycle" in read(response)


def test_the_desk_shows_each_section_and_what_it_lacks(
    client, report, lead, django_assert_max_num_queries
):
    report.sections.filter(position=1).update(text="Trust is {trust_index.index}.")
    with django_assert_max_num_queries(17):
        response = client.get(address("report_compose", report.pk))
    page = html.fromstring(response.content)
    rows = page.xpath("//ol[@class='desk']/li")
    assert len(rows) == 3
    assert "gap" in rows[1].text_content()
    assert "Do benefits arrive as planned?" in rows[2].text_content()


def test_sections_change_places_and_every_change_counts(client, report, lead):
    last = report.sections.get(position=2)
    version = report.version
    move = {"step": "up", "version": version}
    client.post(address("report_section_move", last.pk), move)
    assert sections(report) == [Kind.HEADLINE, Kind.PANELS, Kind.NARRATIVE]
    report.refresh_from_db()
    assert report.version == version + 1
    assert report.writers.get() == lead
    # The same page once more: it is an older one by now.
    response = client.post(address("report_section_move", last.pk), move)
    assert response.status_code == 409
    assert "somebody else has written on this report" in read(response)
    assert sections(report) == [Kind.HEADLINE, Kind.PANELS, Kind.NARRATIVE]


def test_htmx_gets_the_sections_alone_and_a_fresh_page_when_it_is_late(
    client, report, lead
):
    url = address("report_section_move", report.sections.get(position=2).pk)
    headers = {"HX-Request": "true"}
    move = {"step": "up", "version": report.version}
    response = client.post(url, move, headers=headers)
    assert b"<html" not in response.content
    assert b'id="sections"' in response.content
    response = client.post(url, move, headers=headers)
    assert (response.status_code, response["HX-Refresh"]) == (409, "true")


def test_sections_are_added_and_removed(client, report, lead):
    response = client.post(
        address("report_section_create", report.pk),
        {"kind": "value", "version": report.version},
    )
    made = report.sections.get(kind=Kind.VALUE)
    assert response.url == address("report_section_update", made.pk)
    gone = report.sections.get(kind=Kind.PANELS)
    url = address("report_section_delete", gone.pk)
    [version] = html.fromstring(client.get(url).content).xpath(
        "//input[@name='version']/@value"
    )
    client.post(url, {"version": version})
    assert sections(report) == [Kind.HEADLINE, Kind.NARRATIVE, Kind.VALUE]


def test_a_section_that_was_removed_comes_back_with_all_it_held(
    client, portfolio, report, lead
):
    gone = report.sections.get(kind=Kind.PANELS)
    item = ValueItemFactory(portfolio=portfolio)
    gone.items.add(item)
    remark = comment(report, "Why these?", by=lead, now=NOW, section=gone)
    before = sections(report)
    version = {"version": report.version}
    url = address("report_section_delete", gone.pk)
    page = client.post(url, version, follow=True)
    assert f"You have removed “{gone}”." in read(page)
    report.refresh_from_db()
    url, version = (
        address("report_section_restore", report.pk),
        {"version": report.version},
    )
    assert "is back in its place" in read(client.post(url, version, follow=True))
    assert sections(report) == before
    back = report.sections.get(kind=Kind.PANELS)
    assert (back.panels, back.text) == (gone.panels, gone.text)
    assert list(back.items.all()) == [item]
    remark.refresh_from_db()
    assert remark.section == back
    # There is nothing to undo any more.
    assert client.post(url, version).status_code == 404


def test_a_report_that_is_full_takes_no_section_and_says_so(client, report, lead):
    ReportSection.objects.bulk_create(
        ReportSection(report=report, kind=Kind.NARRATIVE, title="More", position=9)
        for _ in range(MOST_SECTIONS - report.sections.count())
    )
    response = client.post(
        address("report_section_create", report.pk),
        {"kind": "narrative", "version": report.version},
    )
    assert response.status_code == 409
    assert "at most 60 sections" in read(response)
    assert report.sections.count() == MOST_SECTIONS


def test_words_are_stored_as_they_were_typed(client, report, lead):
    section = report.sections.get(kind=Kind.NARRATIVE)
    url = address("report_section_update", section.pk)
    client.post(url, fields(section, text="All of {benefits.validated}.", title="So"))
    section.refresh_from_db()
    assert (section.title, section.text) == ("So", "All of {benefits.validated}.")


def test_who_is_late_loses_nothing(client, report, lead):
    section = report.sections.get(kind=Kind.NARRATIVE)
    url = address("report_section_update", section.pk)
    old = fields(section, text="Mine.")
    client.post(url, fields(section, text="Theirs."))
    response = client.post(url, old)
    assert response.status_code == 409
    page = html.fromstring(response.content)
    assert page.xpath("//textarea[@name='text']")[0].text.strip() == "Mine."
    assert page.xpath("//p[@class='wording']")[0].text == "Theirs."
    section.refresh_from_db()
    assert section.text == "Theirs."
    [version] = page.xpath("//input[@name='version']/@value")
    client.post(url, old | {"version": version})
    section.refresh_from_db()
    assert section.text == "Mine."


def test_a_preview_stores_nothing(client, report, lead):
    section = report.sections.get(kind=Kind.NARRATIVE)
    url = address("report_section_update", section.pk)
    typed = fields(section, text="**{benefits.validated}**, or 12 %, or {no.such}.")
    response = client.post(
        url, typed | {"preview": "yes"}, headers={"HX-Request": "true"}
    )
    text = read(response)
    assert b"<html" not in response.content
    assert "€1.1M, or 12 %, or –." in text
    assert "{no.such} names no number" in text
    assert "Typed numbers stay as they are when the facts change: 12 %" in text
    section.refresh_from_db()
    assert "validated" in section.text
    assert "or 12" not in section.text


def test_the_list_of_numbers_has_each_by_its_name(client, report, lead):
    section = report.sections.get(kind=Kind.NARRATIVE)
    page = html.fromstring(
        client.get(address("report_section_update", section.pk)).content
    )
    [row] = page.xpath("//li[@data-insert='benefits.validated']")
    assert "€1.1M" in row.text_content()
    names = page.xpath("//li/@data-insert")
    assert len(names) == len(set(names))
    assert set(names) == set(ready(report, NOW).scorecard.readings)


def test_panels_are_moved_by_buttons_and_kept_when_the_section_is_saved(
    client, report, lead
):
    section = report.sections.get(kind=Kind.PANELS)
    before = section.panels
    url = address("report_section_update", section.pk)
    chosen = fields(section, panels=["benefits", "trust", "on-time"])
    moved = client.post(url, chosen | {"move": "up:on-time"})
    page = html.fromstring(moved.content)
    order = page.xpath("//input[@name='panels'][@checked]/@value")
    assert order == ["benefits", "on-time", "trust"]
    # At the end of the way the button stays, for whoever moves by keyboard.
    assert page.xpath("//button[@id='down-trust']/@aria-disabled") == ["true"]
    section.refresh_from_db()
    assert section.panels == before
    client.post(url, fields(section, panels=order))
    section.refresh_from_db()
    assert section.panels == order


def test_a_panel_that_is_moved_renews_the_choice_alone(client, report, lead):
    section = report.sections.get(kind=Kind.PANELS)
    url = address("report_section_update", section.pk)
    moved = fields(section, panels=["benefits", "trust"], move="down:benefits")
    response = client.post(url, moved, headers={"HX-Request": "true"})
    [fieldset] = html.fromstring(response.content).xpath("/html/body/* | /fieldset")
    assert fieldset.get("id") == "panels"


def test_only_value_in_words_is_told(client, portfolio, report, lead):
    told, marked = (
        ValueItemFactory(
            portfolio=portfolio,
            benefit__name=name,
            sentence="€1,000 was saved.",
            worded_amount=Decimal(1000),
            is_for_report=is_marked,
        )
        for name, is_marked in (("Told", False), ("Marked", True))
    )
    bare = ValueItemFactory(portfolio=portfolio, benefit__name="Bare")
    client.post(
        address("report_section_create", report.pk),
        {"kind": "value", "version": report.version},
    )
    section = report.sections.get(kind=Kind.VALUE)
    url = address("report_section_update", section.pk)
    page = html.fromstring(client.get(url).content)
    keys = page.xpath("//input[@name='items']/@value")
    assert keys[0] == str(marked.pk)
    assert page.xpath(f"//input[@value='{bare.pk}'][@name='items']/@disabled")
    assert page.xpath(
        f"//a[@href='{reverse('recognition:value_word', args=[bare.pk])}']"
    )
    response = client.post(url, fields(section, items=[told.pk, bare.pk]))
    assert response.status_code == 422
    response = client.post(url, fields(section, items=[10**20]))
    assert response.status_code == 422
    client.post(url, fields(section, items=[told.pk]))
    assert list(section.items.all()) == [told]


def test_what_is_reviewed_is_not_written_on(client, report, lead):
    section = report.sections.get(kind=Kind.NARRATIVE)
    sent = fields(section, text="Late.")
    ExecutiveReport.objects.filter(pk=report.pk).update(state="in_review")
    response = client.post(address("report_section_update", section.pk), sent)
    assert response.status_code == 409
    section.refresh_from_db()
    assert "Late" not in section.text


def test_comments_are_made_and_settled(client, report, lead):
    section = report.sections.get(kind=Kind.PANELS)
    client.post(
        address("report_comment_create", report.pk),
        {"text": "Why did it fall?", "section": section.pk},
    )
    remark = ReportComment.objects.get()
    assert (remark.section, remark.by) == (section, lead)
    client.post(address("report_comment_settle", remark.pk))
    remark.refresh_from_db()
    assert remark.settled_at == NOW
    assert "Why did it fall?" in read(client.get(address("report_compose", report.pk)))


def test_going_on_takes_the_sections_to_another_period(client, report, lead):
    report.sections.filter(kind=Kind.NARRATIVE).update(text="{benefits.validated}")
    url = address("report_go_on", report.pk)
    response = client.post(url, {"period_key": "2026-Q3"})
    fresh = ExecutiveReport.objects.exclude(pk=report.pk).get()
    assert response.url == address("report_compose", fresh.pk)
    assert sections(fresh) == sections(report)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("We saved €1.2M and 12 % in 2026.", ("€1.2M", "12 %")),
        ("1. first\n2) second", ()),
        ("Q3 of FY2026: {a.b1} of them", ()),
        ("1,100,000, then 7.", ("1,100,000", "7")),
    ],
)
def test_typed_numbers_are_told_from_bound_ones(text, typed):
    assert typed_numbers(text) == typed
