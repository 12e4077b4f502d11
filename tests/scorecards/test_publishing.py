"""A report goes out: reviewed by a second person, frozen, superseded, withdrawn."""

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from delivery.models import Portfolio
from recognition.models import ReportState, TestimonialUse
from scorecards.actions import publishing
from scorecards.actions.publishing import (
    ReportRefusedError,
    WordsMovedError,
    approve,
    publish,
    ready,
    send_for_review,
    withdraw,
)
from scorecards.models import FrozenError, FrozenScorecard, ReportSnapshot, Scorecard
from scorecards.reports import words
from scorecards.reports.beginning import begin_again
from tests.factories import (
    PortfolioFactory,
    ReportCopyFactory,
    ReportSectionFactory,
    StakeholderFactory,
)
from tests.people import Role, member
from tests.recognition.quoting import published as published_quote
from tests.scorecards.reporting import NOW, Kind, drafted, drawn_quarter

pytestmark = pytest.mark.django_db


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
def second(portfolio):
    return member(portfolio, Role.LEAD, "second")


@pytest.fixture
def report(portfolio, lead):
    report = drafted(portfolio, written_by=lead)
    report.writers.add(lead)
    return report


def go_out(report, by):
    return publish(report.pk, seen=ready(report, NOW).seen, by=by, now=NOW)


def seen_of(report):
    return ready(report, NOW).seen


def asks_for_approval(portfolio):
    Portfolio.objects.filter(pk=portfolio.pk).update(approves_reports=True)


def test_what_is_published_is_frozen_with_its_words(report, lead):
    copy = ReportCopyFactory(report=report)
    published = go_out(report, lead)
    report.refresh_from_db()
    assert report.state == ReportState.PUBLISHED
    assert published.frozen.digest == Scorecard.objects.get(period_key="2026-Q3").digest
    told = words.from_json(published.words)
    assert told.numbers == {"benefits.validated": "€1.1M"}
    assert published.words_sha256 == words.sha256_of(told, published.frozen.digest)
    copy.refresh_from_db()
    assert (copy.expires_on - NOW.date()).days == 30


def test_neither_code_nor_database_changes_what_is_published(report, lead):
    published = go_out(report, lead)
    with pytest.raises(FrozenError):
        published.save()
    with pytest.raises(FrozenError):
        ReportSnapshot.objects.update(words={})
    for statement in (
        "UPDATE scorecards_reportsnapshot SET words_sha256 = ''",
        "DELETE FROM scorecards_reportsnapshot",
    ):
        with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
            connection.cursor().execute(statement)


def test_two_reports_of_one_snapshot_freeze_it_once(report, portfolio, lead):
    go_out(report, lead)
    go_out(drafted(portfolio, title="For the board"), lead)
    assert FrozenScorecard.objects.count() == 1


def test_what_moved_since_it_was_read_does_not_go_out(report, lead):
    seen = ready(report, NOW).seen
    report.sections.filter(position=1).update(text="Something else.")
    with pytest.raises(WordsMovedError):
        publish(report.pk, seen=seen, by=lead, now=NOW)
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT
    assert not FrozenScorecard.objects.exists()


def test_a_missing_number_keeps_it_back_and_nothing_is_stored(report, lead):
    ReportSectionFactory(report=report, position=9, text="{trust_index.index}")
    with pytest.raises(ReportRefusedError) as refused:
        go_out(report, lead)
    assert len(refused.value.flaws) == 1
    assert not ReportSnapshot.objects.exists()


def test_it_goes_out_once(report, lead):
    go_out(report, lead)
    with pytest.raises(ReportRefusedError, match="Published"):
        go_out(report, lead)


def test_a_second_person_approves_where_it_is_asked_for(
    report, portfolio, lead, second
):
    asks_for_approval(portfolio)
    with pytest.raises(ReportRefusedError, match="second person"):
        go_out(report, lead)
    send_for_review(report.pk, lead)
    report.refresh_from_db()
    with pytest.raises(ReportRefusedError, match="written on it"):
        approve(
            report.pk, version=report.version, seen=seen_of(report), by=lead, now=NOW
        )
    assert publishing.approvers_of(report) == [second]
    approve(report.pk, version=report.version, seen=seen_of(report), by=second, now=NOW)
    go_out(report, lead)
    report.refresh_from_db()
    assert report.approved_by == second


def test_what_is_opened_again_must_be_approved_again(report, portfolio, lead, second):
    asks_for_approval(portfolio)
    send_for_review(report.pk, lead)
    report.refresh_from_db()
    approve(report.pk, version=report.version, seen=seen_of(report), by=second, now=NOW)
    publishing.open_again(report.pk)
    report.refresh_from_db()
    assert (report.state, report.approved_by) == (ReportState.DRAFT, None)
    with pytest.raises(ReportRefusedError):
        go_out(report, lead)


def test_approval_is_of_what_was_read(report, portfolio, lead, second):
    asks_for_approval(portfolio)
    send_for_review(report.pk, lead)
    with pytest.raises(WordsMovedError):
        approve(
            report.pk, version=report.version, seen=seen_of(report), by=second, now=NOW
        )


def test_a_new_version_takes_the_place_of_the_old_one(report, lead):
    go_out(report, lead)
    fresh = begin_again(report, lead, supersedes=report)
    go_out(fresh, lead)
    report.refresh_from_db()
    assert report.state == ReportState.SUPERSEDED
    assert ReportSnapshot.objects.count() == 2


def test_what_is_withdrawn_says_why(report, lead):
    go_out(report, lead)
    withdraw(report.pk, "A wrong exchange rate", by=lead, now=NOW)
    report.refresh_from_db()
    assert report.state == ReportState.WITHDRAWN
    assert report.withdrawn_because == "A wrong exchange rate"
    with pytest.raises(ReportRefusedError):
        withdraw(report.pk, "Again", by=lead, now=NOW)


def test_a_quote_knows_the_report_that_carries_it(report, portfolio, lead):
    author = StakeholderFactory(portfolio=portfolio)
    quote = published_quote(author, "A great help.", lead, ("board",))
    section = ReportSectionFactory(report=report, position=9, kind=Kind.QUOTES, text="")
    section.quotes.add(quote)
    go_out(report, lead)
    use = TestimonialUse.objects.get(testimonial=quote)
    assert use.place == "What the third quarter brought, Q3 FY2026"


def test_only_what_was_approved_goes_out(report, portfolio, lead, second):
    asks_for_approval(portfolio)
    send_for_review(report.pk, lead)
    report.refresh_from_db()
    read = seen_of(report)
    report.sections.filter(position=1).update(text="Something else.")
    with pytest.raises(WordsMovedError):
        approve(report.pk, version=report.version, seen=read, by=second, now=NOW)
    read = seen_of(report)
    approve(report.pk, version=report.version, seen=read, by=second, now=NOW)
    report.sections.filter(position=1).update(text="Once more something else.")
    with pytest.raises(ReportRefusedError, match="since it was approved"):
        go_out(report, lead)
    report.sections.filter(position=1).update(text="Something else.")
    go_out(report, lead)
