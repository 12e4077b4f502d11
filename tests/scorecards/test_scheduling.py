"""Schedules are carried out: each report once, and never one that lacks a number."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.models import Mail
from delivery.models import Portfolio
from recognition.actions import schedules
from recognition.models import (
    ExecutiveReport,
    ReportCopy,
    ReportSchedule,
    ReportState,
    RunLostError,
    ScheduleRun,
)
from recognition.models.report_schedule import LEASE
from scorecards import scheduling
from scorecards.models import Scorecard
from tests.factories import (
    PortfolioFactory,
    ReportScheduleFactory,
    ReportSectionFactory,
    StakeholderFactory,
)
from tests.people import Role, member
from tests.scorecards.reporting import drafted, drawn_quarter

pytestmark = pytest.mark.django_db

# Ten days after the end of the third quarter is a Saturday.
BEFORE = datetime(2026, 10, 12, 4, tzinfo=UTC)
NOW = datetime(2026, 10, 12, 9, tzinfo=UTC)
State = ScheduleRun.State


def addressed() -> Portfolio:
    """A portfolio whose third quarter is drawn, with two executives far apart."""
    portfolio: Portfolio = PortfolioFactory.create(slug="norwick", name="Norwick")
    for name, zone in (("Ann", "Europe/Berlin"), ("Bob", "America/New_York")):
        StakeholderFactory(
            portfolio=portfolio,
            name=name,
            email=f"{name.lower()}@example.org",
            time_zone=zone,
            role="executive",
        )
    drawn_quarter(portfolio)
    return portfolio


def ordered(portfolio: Portfolio) -> ReportSchedule:
    """A schedule for these executives, ten days after each quarter."""
    return ReportScheduleFactory(
        portfolio=portfolio,
        pattern=drafted(portfolio, period_key="2026-Q2"),
        owner=member(portfolio, Role.LEAD, "lead"),
        roles=["s-executive"],
        starts_on=date(2026, 10, 1),
    )


@pytest.fixture(scope="module")
def _drawn_once(kept: None) -> None:
    addressed()


@pytest.fixture
def portfolio(_drawn_once: None, db: None) -> Portfolio:
    return Portfolio.objects.get(slug="norwick")


@pytest.fixture
def schedule(portfolio: Portfolio) -> ReportSchedule:
    return ordered(portfolio)


@pytest.fixture
def lead(schedule: ReportSchedule):
    return schedule.owner


def run_all(now: datetime) -> list[str]:
    with time_machine.travel(now, tick=False):
        return [scheduling.carry_out(pk, now) for pk in scheduling.sweep(now)]


@pytest.mark.one_engine
def test_it_starts_when_the_first_recipient_has_the_hour(schedule):
    assert run_all(BEFORE) == []
    assert run_all(NOW) == ["done"]
    run = schedule.runs.get()
    assert (run.planned_on, run.runs_on) == (date(2026, 10, 10), date(2026, 10, 12))
    assert run.report.state == ReportState.PUBLISHED
    assert run.report.period_key == "2026-Q3"
    assert run.report.published.words["numbers"] == {"benefits.validated": "€1.1M"}


@pytest.mark.one_engine
def test_everybody_gets_it_at_the_hour_where_they_are(schedule):
    run_all(datetime(2026, 10, 12, 6, tzinfo=UTC))
    copies = ReportCopy.objects.order_by("stakeholder__name")
    due = [copy.due_at or copy.sent_at for copy in copies]
    assert due == [
        datetime(2026, 10, 12, 6, tzinfo=UTC),
        datetime(2026, 10, 12, 12, tzinfo=UTC),
    ]


def test_it_is_made_once_however_often_it_is_looked_after(schedule):
    for _again in range(3):
        run_all(NOW)
    assert ScheduleRun.objects.count() == 1
    assert ExecutiveReport.objects.filter(period_key="2026-Q3").count() == 1


@pytest.mark.parametrize("jump", [timedelta(hours=2), timedelta(hours=-1)])
@pytest.mark.one_engine
def test_a_clock_that_jumps_makes_no_second_one(schedule, jump):
    run_all(NOW)
    run_all(NOW + jump)
    run_all(NOW)
    assert ExecutiveReport.objects.filter(period_key="2026-Q3").count() == 1


def test_three_periods_that_were_missed_are_each_made_once(portfolio, lead, schedule):
    schedule.cadence, schedule.day, schedule.roles = "monthly", 5, ["s-executive"]
    schedule.starts_on = date(2026, 8, 1)
    schedule.save()
    with time_machine.travel(NOW, tick=False):
        made = [scheduling.plan(schedule, NOW), scheduling.plan(schedule, NOW)]
    assert [len(runs) for runs in made] == [3, 0]
    planned = schedule.runs.order_by("planned_on").values_list("period_key", "state")
    assert list(planned) == [
        ("2026-07", State.SKIPPED),
        ("2026-08", State.SKIPPED),
        ("2026-09", State.DUE),
    ]


def test_a_weekly_report_that_the_next_has_overtaken_is_left_out(schedule):
    schedule.cadence, schedule.weekday = "weekly", 1
    schedule.starts_on = date(2026, 9, 28)
    schedule.save()
    assert run_all(NOW) == ["done"]
    states = schedule.runs.order_by("planned_on").values_list("state", flat=True)
    assert list(states) == [State.SKIPPED, State.SKIPPED, State.DONE]


@pytest.mark.one_engine
def test_a_missing_number_keeps_it_back_and_the_owner_is_told(schedule, lead):
    ReportSectionFactory(
        report=schedule.pattern, position=9, text="{trust_index.index}"
    )
    assert run_all(NOW) == ["due"]
    assert run_all(NOW + timedelta(minutes=4)) == []
    assert run_all(NOW + timedelta(minutes=6)) == ["due"]
    last = NOW + timedelta(minutes=30)
    assert run_all(last) == ["failed"]
    run = schedule.runs.get()
    assert "is not available" in run.problem
    assert not ExecutiveReport.objects.filter(period_key="2026-Q3").exists()
    mail = Mail.objects.get()
    assert mail.recipient == lead
    assert (mail.due_at - last) < timedelta(minutes=5)
    assert "is not available" in mail.body
    assert run_all(NOW + timedelta(hours=9)) == []


@pytest.mark.one_engine
def test_it_goes_out_with_a_banner_where_the_sender_allows_gaps(schedule):
    ReportSectionFactory(
        report=schedule.pattern, position=9, text="{trust_index.index}"
    )
    schedule.allows_gaps = True
    schedule.save()
    assert run_all(NOW) == ["done"]
    assert len(schedule.runs.get().report.published.words["gaps"]) == 1


def test_what_failed_is_tried_again_once_it_is_mended(schedule):
    section = ReportSectionFactory(
        report=schedule.pattern, position=9, text="{trust_index.index}"
    )
    for minutes in (0, 6, 30):
        run_all(NOW + timedelta(minutes=minutes))
    section.delete()
    run = schedule.runs.get()
    assert schedules.start_again(run, NOW + timedelta(hours=1))
    assert not schedules.start_again(run, NOW + timedelta(hours=1))
    assert run_all(NOW + timedelta(hours=1)) == ["done"]


def test_numbers_that_are_being_drawn_anew_are_waited_for(schedule, portfolio):
    Portfolio.objects.filter(pk=portfolio.pk).touch()
    assert run_all(NOW) == ["due"]
    assert schedule.runs.get().problem == "The scorecard was still being drawn."


def test_a_period_that_nobody_has_looked_at_is_asked_for(schedule, portfolio):
    schedule.cadence, schedule.day = "monthly", 10
    schedule.save()
    assert run_all(NOW) == ["due"]
    assert Scorecard.objects.get(period_key="2026-09").asked_at is not None


@pytest.mark.one_engine
def test_without_recipients_it_says_so(schedule):
    schedule.roles = ["s-customer"]
    schedule.save()
    assert run_all(NOW) == ["due"]
    assert schedule.runs.get().problem == "Nobody of its recipients can be reached."
    assert not ExecutiveReport.objects.filter(period_key="2026-Q3").exists()


@pytest.mark.one_engine
def test_where_a_second_person_approves_it_waits_for_them(schedule, portfolio):
    member(portfolio, Role.LEAD, "second")
    Portfolio.objects.filter(pk=portfolio.pk).update(approves_reports=True)
    assert run_all(NOW) == [State.WITH_APPROVER.value]
    run = schedule.runs.get()
    assert run.report.state == ReportState.IN_REVIEW
    assert [mail.recipient.username for mail in Mail.objects.all()] == ["second"]


def test_what_a_dead_worker_left_is_made_once_it_is_silent(schedule):
    with time_machine.travel(NOW, tick=False):
        [pk] = scheduling.sweep(NOW)
        ScheduleRun.objects.claim(pk, NOW)
    assert run_all(NOW + timedelta(minutes=1)) == []
    later = NOW + LEASE + timedelta(minutes=1)
    run_all(later)
    assert run_all(later + timedelta(minutes=6)) == ["done"]


def test_a_worker_that_wakes_up_late_stores_nothing(schedule):
    with time_machine.travel(NOW, tick=False):
        [pk] = scheduling.sweep(NOW)
        frozen = ScheduleRun.objects.claim(pk, NOW)
    assert frozen is not None
    later = NOW + LEASE + timedelta(minutes=1)
    run_all(later)
    with (
        time_machine.travel(later, tick=False),
        pytest.raises(RunLostError),
    ):
        scheduling._make(frozen, later)
    assert not ExecutiveReport.objects.filter(period_key="2026-Q3").exists()


def test_nothing_goes_out_while_it_is_paused_nor_afterwards_for_that_time(schedule):
    schedules.pause(schedule)
    assert run_all(NOW) == []
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        schedules.resume(schedule, NOW + timedelta(days=2))
    assert run_all(NOW + timedelta(days=3)) == []


def test_nothing_goes_by_a_report_that_was_withdrawn(schedule):
    ExecutiveReport.objects.filter(pk=schedule.pattern_id).update(
        state=ReportState.WITHDRAWN,
        published_at=NOW,
        withdrawn_at=NOW,
        withdrawn_because="A false claim",
    )
    assert run_all(NOW) == ["due"]
    assert "was withdrawn" in schedule.runs.get().problem
    assert not ExecutiveReport.objects.filter(period_key="2026-Q3").exists()


@pytest.mark.parametrize("lost", ["role", "account"])
def test_it_goes_out_with_the_rights_of_the_moment(schedule, portfolio, lead, lost):
    other = member(portfolio, Role.LEAD, "other")
    if lost == "role":
        lead.memberships.update(role=Role.ANALYST)
    else:
        lead.is_active = False
        lead.save()
    for minutes in (0, 6, 30):
        run_all(NOW + timedelta(minutes=minutes))
    run = schedule.runs.get()
    assert (run.state, "does not lead" in run.problem) == (State.FAILED, True)
    assert not ExecutiveReport.objects.filter(period_key="2026-Q3").exists()
    told = {lead} if lost == "role" else {other}
    assert {mail.recipient for mail in Mail.objects.all()} == told
