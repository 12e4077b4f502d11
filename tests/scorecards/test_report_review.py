"""A second person decides on a report; then it goes out, or is taken back."""

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from accounts.models import Mail
from delivery.models import Portfolio
from recognition.models import ExecutiveReport, ReportState
from tests.factories import PortfolioFactory, ReportCopyFactory, StakeholderFactory
from tests.people import Role, member
from tests.scorecards.reporting import NOW, drafted, drawn_quarter

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
def second(portfolio):
    return member(portfolio, Role.LEAD, "second")


@pytest.fixture
def report(portfolio, lead):
    report = drafted(portfolio, written_by=lead)
    report.writers.add(lead)
    return report


def address(name, report):
    return reverse(f"scorecards:report_{name}", args=[report.pk])


def read(response):
    return " ".join(html.fromstring(response.content).text_content().split())


def seen(client, report):
    page = html.fromstring(client.get(address("publish", report)).content)
    return page.xpath("//input[@name='seen']/@value")[0]


def state(report):
    return ExecutiveReport.objects.get(pk=report.pk).state


def test_a_second_person_approves_and_both_hear_of_it(
    client, portfolio, report, lead, second
):
    Portfolio.objects.filter(pk=portfolio.pk).update(approves_reports=True)
    client.post(address("review", report))
    assert state(report) == ReportState.IN_REVIEW
    assert [mail.recipient for mail in Mail.objects.all()] == [second]
    page = read(client.get(address("compose", report)))
    assert "You have written on this report" in page
    client.force_login(second)
    StakeholderFactory(portfolio=portfolio)
    home = read(client.get(reverse("recognition:home")))
    assert "waits for your approval" in home
    page = html.fromstring(client.get(address("compose", report)).content)
    shown = {
        name: page.xpath(
            f"//form[contains(@action, 'decide')]//input[@name='{name}']/@value"
        )[0]
        for name in ("version", "seen")
    }
    decided = {"decision": "approved", "text": "", **shown}
    client.post(address("decide", report), decided)
    assert state(report) == ReportState.APPROVED
    assert Mail.objects.filter(recipient=lead, subject__contains="approved").exists()
    client.force_login(lead)
    client.post(address("publish", report), {"seen": seen(client, report)})
    assert state(report) == ReportState.PUBLISHED


def test_it_is_sent_back_with_a_word_why(client, portfolio, report, second, lead):
    Portfolio.objects.filter(pk=portfolio.pk).update(approves_reports=True)
    client.post(address("review", report))
    client.force_login(second)
    report.refresh_from_db()
    back = {"decision": "sent_back", "version": report.version}
    assert client.post(address("decide", report), back).status_code == 422
    client.post(address("decide", report), back | {"text": "Which risks?"})
    assert state(report) == ReportState.DRAFT
    mail = Mail.objects.get(recipient=lead)
    assert "Which risks?" in mail.body


def test_nobody_approves_what_they_have_not_read(client, portfolio, report, second):
    client.post(address("review", report))
    client.force_login(second)
    decided = {"decision": "approved", "version": 1, "text": ""}
    response = client.post(address("decide", report), decided)
    assert response.status_code == 409
    assert state(report) == ReportState.IN_REVIEW


def test_without_a_second_lead_nobody_is_asked(client, report):
    response = client.post(address("review", report))
    assert response.status_code == 409
    assert "Add a second lead" in read(response)


def test_what_is_opened_again_loses_its_approval(client, report, second):
    ExecutiveReport.objects.filter(pk=report.pk).update(
        state="approved", approved_by=second, approved_at=NOW
    )
    url = address("reopen", report)
    assert "Its approval is lost" in read(client.get(url))
    client.post(url)
    report.refresh_from_db()
    assert (report.state, report.approved_by) == (ReportState.DRAFT, None)


def test_what_goes_out_is_shown_first(client, report):
    ReportCopyFactory(report=report)
    text = read(client.get(address("publish", report)))
    assert "It is for 1 recipient" in text
    assert "We delivered €1.1M." in text


def test_what_moved_since_it_was_read_is_shown_again(client, report):
    before = seen(client, report)
    report.sections.filter(position=1).update(text="Something else.")
    response = client.post(address("publish", report), {"seen": before})
    assert response.status_code == 409
    assert "Something else." in read(response)
    page = html.fromstring(response.content)
    [now] = page.xpath("//input[@name='seen']/@value")
    assert now != before
    client.post(address("publish", report), {"seen": now})
    assert state(report) == ReportState.PUBLISHED


def test_a_gap_keeps_it_back_until_it_is_allowed(client, report):
    report.sections.filter(position=1).update(text="{trust_index.index}")
    page = client.get(address("publish", report))
    assert "It cannot go out yet" in read(page)
    client.post(
        address("update", report),
        {"title": report.title, "allows_gaps": "on", "version": report.version},
    )
    assert "It goes out with this banner" in read(
        client.get(address("publish", report))
    )
    client.post(address("publish", report), {"seen": seen(client, report)})
    assert state(report) == ReportState.PUBLISHED


def test_a_published_report_is_withdrawn_or_renewed(client, report):
    client.post(address("publish", report), {"seen": seen(client, report)})
    client.post(address("renew", report))
    newer = ExecutiveReport.objects.get(supersedes=report)
    assert newer.state == ReportState.DRAFT
    url = address("withdraw", report)
    assert client.post(url, {"version": 1, "reason": ""}).status_code == 422
    client.post(url, {"version": 1, "reason": "A wrong rate"})
    assert state(report) == ReportState.WITHDRAWN
    told = read(client.get(address("history", report)))
    assert "The report is “Published” now" in told
    assert "A wrong rate" in told


def test_a_draft_can_be_thrown_away_and_nothing_else(client, report):
    ReportCopyFactory(report=report)
    client.post(address("delete", report))
    assert not ExecutiveReport.objects.exists()


def test_leads_list_and_export_their_reports(
    client, portfolio, report, django_assert_max_num_queries
):
    for number in range(3):
        drafted(portfolio, title=f"Number {number}")
    with django_assert_max_num_queries(9):
        response = client.get(reverse("recognition:report_list"))
    assert "Number 2" in read(response)
    url = f"{reverse('recognition:report_export', args=['csv'])}?state=draft"
    lines = client.get(url).content.decode().splitlines()
    assert len(lines) == 5
