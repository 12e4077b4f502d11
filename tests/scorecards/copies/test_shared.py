"""A published report by a link: what protects it, and what its reader answers."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from accounts import guessing
from accounts.models import Mail, User
from delivery.models import BenefitEntry, Role
from recognition.actions import report_copies
from recognition.actions.consents import take_back
from recognition.actions.following import follow
from recognition.models import (
    ExecutiveReport,
    LedgerEvent,
    ReportCopy,
    ReportState,
    Stakeholder,
    ValueItem,
)
from scorecards.actions.publishing import withdraw
from scorecards.reports.beginning import begin_again
from tests.factories import ReportSectionFactory
from tests.people import member
from tests.recognition.quoting import published as published_quote
from tests.recognition.value.telling import pressed
from tests.scorecards.copies.posting import (
    NOW,
    a_copy,
    a_reader,
    a_report,
    go_out,
    page_of,
)
from tests.scorecards.reporting import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture(scope="module")
def _sent_once(_drafted_once: None) -> None:
    """The report is published, and its sponsor has a copy."""
    with time_machine.travel(NOW, tick=False):
        report = ExecutiveReport.objects.get()
        a_copy(report, Stakeholder.objects.get())
        go_out(report, User.objects.get(username="lead"))


@pytest.fixture
def copy(_sent_once: None, report) -> ReportCopy:
    return ReportCopy.objects.get()


@pytest.fixture
def draft(portfolio, item):
    """Another report on the same result."""
    return a_report(portfolio, item)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def kinds() -> list[str]:
    return list(LedgerEvent.objects.in_order().values_list("kind", flat=True))


def test_the_link_opens_the_report_as_it_was_published(client, copy, item):
    response = client.get(page_of(copy))
    text = text_of(response)
    assert response.status_code == 200
    assert "What the third quarter brought" in text
    assert "We delivered <strong>€90K</strong>" in text
    assert item.sentence in text
    assert "Helen Marsh, 1 result waits for your answer" in text


def test_the_page_is_kept_by_nobody_and_found_by_nobody(client, copy):
    for path in (page_of(copy), f"{page_of(copy)}decline/", "/shared/unknown/"):
        response = client.get(path)
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]


def test_looking_changes_nothing(client, copy, item):
    before, row = kinds(), ReportCopy.objects.values().get()
    page = page_of(copy)
    for method in (client.get, client.head):
        for path in (page, f"{page}?all", f"{page}?deed=acknowledge_report"):
            assert method(path).status_code == 200
        assert method(f"{page}decline/").status_code == 200
        assert method(f"{page}viewed/").status_code == 405
    assert (kinds(), ReportCopy.objects.values().get()) == (before, row)


def test_a_link_that_leads_nowhere_says_the_same_whatever_it_is(
    client, copy, report, lead
):
    draft = begin_again(report, lead)
    unpublished = a_copy(draft, copy.stakeholder)
    paths = [page_of(unpublished), "/shared/xyz/", f"/shared/{'x' * 200}/"]
    answers = {text_of(client.get(path)) for path in paths}
    assert len(answers) == 1
    assert "This link leads nowhere" in answers.pop()


def test_guesses_are_limited_and_the_right_link_still_opens(client, copy, monkeypatch):
    monkeypatch.setattr(guessing, "MOST_TRIES", 4)
    statuses = [client.get(f"/shared/guess-{n}/").status_code for n in range(6)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert client.get(page_of(copy)).status_code == 200


def test_what_has_ended_says_why_and_whom_to_ask(client, copy, report, lead):
    page = page_of(copy)
    report_copies.revoke(copy, NOW)
    gone = client.get(page)
    assert gone.status_code == 410
    assert "has taken it back" in text_of(gone)
    assert "write to Lead" in text_of(gone)
    assert client.post(page, {"deed": "acknowledge_report"}).status_code == 410
    report_copies.open_again(copy, NOW)
    assert client.get(page).status_code == 200
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        assert "It was valid until" in text_of(client.get(page))
    withdraw(report.pk, "A wrong exchange rate", by=lead, now=NOW)
    gone = client.get(page)
    assert gone.status_code == 410
    assert "A wrong exchange rate" in text_of(gone)
    assert "90K" not in text_of(gone)


def test_what_is_superseded_says_so_and_leads_to_nothing(client, copy, report, lead):
    fresh = begin_again(report, lead, supersedes=report)
    go_out(fresh, lead)
    text = text_of(client.get(page_of(copy)))
    assert "A newer version has taken its place" in text or "newer version" in text
    assert f"/reports/{fresh.pk}/" not in text


class TestPassword:
    def test_it_opens_the_page_for_this_browser_and_no_other(self, client, copy):
        password = report_copies.new_password(copy)
        page = page_of(copy)
        asked = client.get(page)
        assert asked.status_code == 200
        assert "What the third quarter brought" not in text_of(asked)
        assert client.post(page, {"deed": "acknowledge_report"}).status_code == 403
        assert client.post(f"{page}viewed/").status_code == 403
        wrong = client.post(page, {"password": "not it"})
        assert wrong.status_code == 422
        assert client.post(page, {"password": password}).status_code == 302
        cookie = client.cookies["report"]
        assert cookie["path"] == page
        assert cookie["httponly"]
        assert cookie["max-age"] == ""
        assert "third quarter" in text_of(client.get(page))
        assert "third quarter" not in text_of(Client().get(page))

    def test_a_new_one_ends_the_pass_and_none_asks_for_nothing(self, client, copy):
        page = page_of(copy)
        client.post(page, {"password": report_copies.new_password(copy)})
        report_copies.new_password(copy)
        assert "third quarter" not in text_of(client.get(page))
        report_copies.remove_password(copy)
        assert "third quarter" in text_of(client.get(page))

    def test_the_pass_of_one_copy_opens_no_other(self, client, copy, report, portfolio):
        other = a_copy(report, a_reader(portfolio, "Omar Reyes"))
        client.post(page_of(copy), {"password": report_copies.new_password(copy)})
        report_copies.new_password(other)
        client.cookies["report"]["path"] = page_of(other)
        assert "third quarter" not in text_of(client.get(page_of(other)))

    def test_a_pass_is_over_after_half_a_day(self, client, copy):
        page = page_of(copy)
        client.post(page, {"password": report_copies.new_password(copy)})
        with time_machine.travel(NOW + timedelta(hours=13), tick=False):
            assert "third quarter" not in text_of(client.get(page))

    def test_tries_are_limited_for_each_copy_and_address(
        self, client, copy, report, portfolio, monkeypatch
    ):
        monkeypatch.setattr(guessing, "MOST_PASSWORDS", 4)
        password = report_copies.new_password(copy)
        page = page_of(copy)
        statuses = [
            client.post(page, {"password": f"wrong {n}"}).status_code for n in range(6)
        ]
        assert statuses[0] == 422
        assert statuses[-1] == 429
        refused = client.post(page, {"password": password})
        assert refused.status_code == 429
        assert int(refused["Retry-After"]) > 0
        elsewhere = Client(REMOTE_ADDR="198.51.100.7")
        assert elsewhere.post(page, {"password": password}).status_code == 302
        other = a_copy(report, a_reader(portfolio, "Omar Reyes"))
        their_own = report_copies.new_password(other)
        opened = client.post(page_of(other), {"password": their_own})
        assert opened.status_code == 302
        cache.clear()
        assert client.post(page, {"password": password}).status_code == 302


class TestAnswers:
    def test_a_result_is_acknowledged_by_the_report(self, client, copy, item, sponsor):
        response = client.post(page_of(copy), pressed(item, "acknowledge"))
        assert response["Location"] == f"{page_of(copy)}#result-{item.pk}"
        event = LedgerEvent.objects.get(kind="acknowledged")
        assert (event.via, event.stakeholder) == ("report", sponsor)
        assert "Acknowledged" in text_of(client.get(page_of(copy)))

    def test_it_is_questioned_in_part_or_disputed(self, client, copy, item):
        page = page_of(copy)
        client.post(page, pressed(item, "in_part", amount="50000", reason="Tariff"))
        assert ValueItem.objects.get().answer == "in_part"
        more = {"answer": "questioned", "reason": "Which meters?"}
        client.post(page, pressed(item, "open", **more))
        assert ValueItem.objects.get().answer == "questioned"
        bad = client.post(page, pressed(item, "in_part", amount="nonsense"))
        assert bad.status_code == 422

    def test_an_answer_to_another_number_is_refused_with_the_new_one(
        self, client, copy, item, portfolio
    ):
        old = pressed(item, "acknowledge")
        BenefitEntry.objects.filter(kind="validated").update(amount=120_000)
        follow(portfolio, NOW)
        response = client.post(page_of(copy), old)
        assert response.status_code == 409
        text = text_of(response)
        assert "your answer was not taken" in text
        assert "It was €90,000" in text
        assert "€120,000" in text
        assert ValueItem.objects.get().answer == ""

    def test_nobody_answers_for_somebody_else(
        self, client, copy, item, report, portfolio
    ):
        other = a_copy(report, a_reader(portfolio, "Omar Reyes"))
        page = page_of(other)
        assert "What you answer for" not in text_of(client.get(page))
        assert client.post(page, pressed(item, "acknowledge")).status_code == 200
        assert ValueItem.objects.get().answer == ""

    def test_the_report_is_acknowledged_once(self, client, copy):
        page = page_of(copy)
        for _ in range(2):
            response = client.post(page, {"deed": "acknowledge_report"})
            assert response["Location"] == f"{page}#answer"
        first = ReportCopy.objects.get().acknowledged_at
        with time_machine.travel(NOW + timedelta(days=1), tick=False):
            client.post(page, {"deed": "acknowledge_report"})
        assert ReportCopy.objects.get().acknowledged_at == first
        assert "You acknowledged this report" in text_of(client.get(page))

    def test_a_question_reaches_the_leads_once_and_without_its_words(
        self, client, copy, portfolio, lead
    ):
        page = page_of(copy)
        Mail.objects.all().delete()
        for _ in range(2):
            client.post(page, {"deed": "ask_report", "question": "Why so few?"})
        (mail,) = Mail.objects.all()
        assert mail.recipient == lead
        assert "Why so few" not in mail.body
        assert "Helen" not in mail.body
        assert copy.get_absolute_url() in mail.body
        client.post(page, {"deed": "ask_report", "question": "And when?"})
        assert Mail.objects.count() == 2
        assert ReportCopy.objects.get().question == "Why so few?\n\nAnd when?"

    @pytest.mark.parametrize("question", ["", " ", "x" * 1001, "a\x00b"])
    def test_a_question_without_words_is_none(self, client, copy, question):
        sent = {"deed": "ask_report", "question": question}
        response = client.post(page_of(copy), sent)
        assert response.status_code == 422
        assert ReportCopy.objects.get().questioned_at is None

    def test_no_post_comes_from_another_site(self, copy, item):
        strict = Client(enforce_csrf_checks=True)
        for path in ("", "viewed/", "decline/"):
            sent = pressed(item, "acknowledge")
            assert strict.post(page_of(copy) + path, sent).status_code == 403


def test_real_looks_are_counted_once_an_hour(client, copy):
    viewed = f"{page_of(copy)}viewed/"
    for minutes in (0, 10, 59, 61, 70, 125):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            assert client.post(viewed).status_code == 204
    row = ReportCopy.objects.get()
    assert (row.view_count, row.views.count()) == (3, 3)
    assert row.first_viewed_at == NOW
    assert kinds().count("viewed") == 1
    assert LedgerEvent.objects.get(kind="viewed").via == "report"


def test_no_more_reports_is_one_question_and_can_be_taken_back(client, copy):
    page = f"{page_of(copy)}decline/"
    assert "Get no more of these reports?" in text_of(client.get(page))
    client.post(page)
    assert ReportCopy.objects.get().declined_at == NOW
    assert "You get no more of these reports" in text_of(client.get(page))
    client.post(page, {"again": "1"})
    assert ReportCopy.objects.get().declined_at is None


def test_a_member_reads_with_their_account_and_answers_there(
    client, draft, item, sponsor, portfolio, lead
):
    reader = member(portfolio, Role.EXECUTIVE, "reader")
    sponsor.user = reader
    sponsor.save()
    copy = a_copy(draft, reader)
    report = go_out(draft, lead)
    assert client.get(page_of(copy))["Location"] == report.get_absolute_url()
    client.force_login(reader)
    answer = f"{report.get_absolute_url()}answer/"
    detail = text_of(client.get(report.get_absolute_url()))
    assert "1 result in this report waits for your answer" in detail
    assert item.sentence in text_of(client.get(answer))
    client.post(answer, pressed(item, "acknowledge"))
    event = LedgerEvent.objects.get(kind="acknowledged")
    assert (event.via, event.by, event.stakeholder) == ("report", reader, sponsor)
    client.post(answer, {"deed": "acknowledge_report"})
    client.post(f"{report.get_absolute_url()}viewed/")
    row = ReportCopy.objects.get(pk=copy.pk)
    assert row.acknowledged_at
    assert row.view_count == 1


def test_who_has_no_copy_has_nothing_to_answer(client, copy, report, portfolio):
    client.force_login(member(portfolio, Role.EXECUTIVE, "reader"))
    assert client.get(f"{report.get_absolute_url()}answer/").status_code == 404
    assert client.post(f"{report.get_absolute_url()}viewed/").status_code == 404


def test_a_quote_that_is_taken_back_is_gone_from_the_page_at_once(
    client, draft, sponsor, portfolio, lead
):
    quote = published_quote(
        a_reader(portfolio, "Ada Author"), "A great help.", lead, ("board",)
    )
    section = ReportSectionFactory(report=draft, position=9, kind=Kind.QUOTES, text="")
    section.quotes.add(quote)
    copy = a_copy(draft, sponsor)
    go_out(draft, lead)
    assert "A great help." in text_of(client.get(page_of(copy)))
    take_back(quote, NOW)
    assert "A great help." not in text_of(client.get(page_of(copy)))
    use = quote.uses.get()
    assert (use.kind, use.settled_at) == ("report", None)
    assert draft.state == ReportState.PUBLISHED
