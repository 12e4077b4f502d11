"""A round on its way: who is asked, what is sent, and what a crash leaves behind."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import mailing
from accounts.links import token_of
from accounts.models import Mail
from accounts.models.mail import LEASE
from recognition import tasks
from recognition.actions import plans, rounds
from recognition.models import Invitation, Mode, Round
from tests.factories import (
    BenefitFactory,
    ClaimDecisionFactory,
    FollowUpFactory,
    InvitationFactory,
    PortfolioFactory,
    ProjectFactory,
    QuestionFactory,
    ResponsibilityFactory,
    RoundFactory,
    RoundPlanFactory,
    StakeholderFactory,
)
from tests.services.mail import MailServer

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def draft(portfolio, **changes) -> Round:
    """Return a round with one question that nobody has been asked yet."""
    fields = {"state": Round.State.DRAFT, "closes_on": date(2026, 10, 26)} | changes
    round_ = RoundFactory(portfolio=portfolio, **fields)
    QuestionFactory(questionnaire=round_.questionnaire)
    return round_


def deliver() -> None:
    """Do as scheduler and worker do with all that waits in the outbox."""
    now = timezone.now()
    Mail.objects.filter(state=Mail.State.FAILED).update(due_at=now)
    for pk in mailing.sweep(now):
        mailing.send(pk, now)


def addresses(mails) -> list[str]:
    return sorted(str(mail["To"]) for mail in mails)


@pytest.fixture
def sponsors(portfolio):
    return [
        StakeholderFactory(portfolio=portfolio, name=name, email=f"{name}@example.org")
        for name in ("ada", "grace", "joan")
    ]


def test_a_round_reaches_everybody_once_by_a_link_of_their_own(
    portfolio, sponsors, lead, smtp_server: MailServer
):
    FollowUpFactory(
        portfolio=portfolio,
        state="done",
        did="They come on Mondays now.",
        is_told=True,
        settled_at=NOW - timedelta(days=10),
    )
    round_ = draft(portfolio, introduction="Your view decides.", mode=Mode.ANONYMOUS)
    assert rounds.send_round(round_.pk, NOW, by=lead) == 3
    assert rounds.send_round(round_.pk, NOW, by=lead) == 0
    round_.refresh_from_db()
    assert (round_.state, round_.opens_on, round_.sent_by) == ("open", TODAY, lead)
    deliver()
    deliver()
    assert addresses(smtp_server.messages) == [person.email for person in sponsors]
    for message, to in zip(smtp_server.messages, smtp_server.recipients, strict=True):
        text = " ".join(message.get_content().split())
        invitation = Invitation.objects.get(stakeholder__email=to[0])
        assert f"/feedback/{token_of(invitation.nonce)}/" in text
        for words in (
            "the PMO of Transport would like",
            "Your view decides.",
            "about 3 minutes",
            "The last day to answer is Oct 26, 2026",
            "Nobody sees whose answers are yours",
            "We did: They come on Mondays now.",
        ):
            assert words in text
        assert "26" in message["Subject"]
    assert all(i.is_anonymous and i.mail_count == 1 for i in round_.invitations.all())


def test_who_is_asked(portfolio, organisation):
    below = PortfolioFactory(slug="rail", parent=portfolio)
    asked = StakeholderFactory(portfolio=portfolio, name="Ada", email="ada@example.org")
    StakeholderFactory(portfolio=below, name="Ada again", email="ADA@example.org")
    out = StakeholderFactory(portfolio=portfolio, name="Out")
    StakeholderFactory(portfolio=portfolio, left_on=date(2026, 1, 1))
    StakeholderFactory(portfolio=organisation)
    StakeholderFactory(portfolio=portfolio, role="customer")
    mute = StakeholderFactory(portfolio=portfolio, name="No address", email="")
    round_ = draft(portfolio, roles=["sponsor"])
    round_.left_out.add(out)
    audience = rounds.audience_of(round_)
    assert audience.asked == (asked,)
    assert (audience.left_out, audience.without_address) == ((out,), (mute,))
    project = ProjectFactory(portfolio=below)
    answers = ResponsibilityFactory(stakeholder__portfolio=below, project=project)
    about = draft(portfolio, project=project)
    assert rounds.audience_of(about).asked == (answers.stakeholder,)
    benefit = BenefitFactory(portfolio=below, project=project)
    about = draft(portfolio, benefit=benefit)
    assert rounds.audience_of(about).asked == (answers.stakeholder,)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"closes_on": date(2026, 10, 4)}, id="last day over"),
        pytest.param({"closes_on": None}, id="no last day"),
        pytest.param({"roles": ["customer"]}, id="nobody fits"),
    ],
)
def test_a_round_that_cannot_go_out_stays_a_draft(portfolio, sponsors, changes):
    round_ = draft(portfolio, **changes)
    assert rounds.send_round(round_.pk, NOW) == 0
    round_.refresh_from_db()
    assert round_.state == Round.State.DRAFT
    assert not Mail.objects.exists()


def test_a_crash_half_way_leaves_no_invitation_and_no_mail(
    portfolio, sponsors, monkeypatch
):
    round_ = draft(portfolio)
    put, calls = mailing._put, []

    def dies_at_the_second(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise ConnectionResetError
        return put(*args, **kwargs)

    monkeypatch.setattr(mailing, "_put", dies_at_the_second)
    with pytest.raises(ConnectionResetError):
        rounds.send_round(round_.pk, NOW)
    assert not Invitation.objects.exists()
    assert not Mail.objects.exists()
    monkeypatch.undo()
    assert rounds.send_round(round_.pk, NOW) == 3


def test_a_server_that_fails_half_way_costs_nobody_a_mail_and_sends_none_twice(
    portfolio, sponsors, smtp_server: MailServer
):
    smtp_server.refused = {"grace@example.org": "451 Later"}
    rounds.send_round(draft(portfolio).pk, NOW)
    deliver()
    smtp_server.refused = {}
    deliver()
    deliver()
    assert addresses(smtp_server.messages) == [person.email for person in sponsors]


def test_who_is_not_reached_does_not_count_until_the_address_is_mended(
    portfolio, sponsors, smtp_server: MailServer
):
    smtp_server.refused = {"grace@example.org": "550 No such user"}
    round_ = draft(portfolio)
    rounds.send_round(round_.pk, NOW)
    deliver()
    rounds.look_after(round_.pk, NOW)
    bounced = Invitation.objects.get(stakeholder__name="grace")
    assert bounced.bounced_at == NOW
    assert "550" in bounced.bounce
    assert Round.objects.with_counts().get(pk=round_.pk).invited_count == 2
    sponsor = bounced.stakeholder
    sponsor.email = "grace.h@example.org"
    sponsor.save()
    assert rounds.resend(bounced.pk, 1, NOW)
    assert not rounds.resend(bounced.pk, 1, NOW), "pressed twice"
    deliver()
    rounds.look_after(round_.pk, NOW)
    assert addresses(smtp_server.messages)[1] == "grace.h@example.org"
    assert Round.objects.with_counts().get(pk=round_.pk).invited_count == 3


def test_the_silent_are_reminded_twice_and_never_after_the_last_day(
    portfolio, sponsors, smtp_server: MailServer
):
    round_ = draft(portfolio, closes_on=date(2026, 10, 12))
    rounds.send_round(round_.pk, NOW)
    deliver()
    Invitation.objects.filter(stakeholder__name="ada").update(is_answered=True)
    reminded = []
    for days in range(1, 10):
        now = NOW + timedelta(days=days)
        with time_machine.travel(now, tick=False):
            rounds.look_after(round_.pk, now)
            rounds.look_after(round_.pk, now)
            before = len(smtp_server.messages)
            deliver()
            reminded.append(addresses(smtp_server.messages[before:]))
    silent = ["grace@example.org", "joan@example.org"]
    assert reminded == [[], [], silent, [], [], silent, [], [], []]
    last = smtp_server.messages[-1]
    assert "Reminder" in last["Subject"]
    assert "The last day to answer is Oct 12, 2026" in last.get_content()
    round_.refresh_from_db()
    assert round_.state == Round.State.CLOSED


def test_a_mail_goes_out_by_day_in_the_language_of_its_reader(portfolio):
    StakeholderFactory(portfolio=portfolio, time_zone="Pacific/Auckland")
    rounds.send_round(draft(portfolio).pk, NOW)
    mail = Mail.objects.get()
    # In Auckland it is ten in the evening; their next morning is still this day here.
    assert mail.due_at == datetime(2026, 10, 5, 19, 0, tzinfo=UTC)
    assert Invitation.objects.get().last_mail_at == mail.due_at


def test_what_waits_when_a_round_ends_or_an_invitation_is_taken_back_is_not_sent(
    portfolio, sponsors
):
    round_ = draft(portfolio)
    rounds.send_round(round_.pk, NOW)
    taken_back = round_.invitations.first()
    rounds.revoke(taken_back.pk, NOW)
    assert Mail.objects.count() == 2
    assert not rounds.resend(taken_back.pk, 1, NOW)
    rounds.close_round(round_.pk, NOW)
    assert not Mail.objects.exists()


def test_rounds_open_on_their_day_at_home_and_end_after_their_last(
    portfolio, sponsors, settings
):
    settings.TIME_ZONE = "Pacific/Kiritimati"  # 14 hours ahead: it is the 5th there
    timezone.get_default_timezone.cache_clear()
    try:
        late = datetime(2026, 10, 4, 10, 30, tzinfo=UTC)
        round_ = draft(portfolio, state="scheduled", opens_on=date(2026, 10, 5))
        rounds.look_after(round_.pk, late - timedelta(hours=1))
        round_.refresh_from_db()
        assert round_.state == Round.State.SCHEDULED
        rounds.look_after(round_.pk, late)
        round_.refresh_from_db()
        assert (round_.state, round_.opens_on) == ("open", date(2026, 10, 5))
    finally:
        timezone.get_default_timezone.cache_clear()


def test_who_never_answered_is_forgotten_and_the_rate_stays(portfolio, sponsors):
    round_ = draft(portfolio)
    rounds.send_round(round_.pk, NOW)
    first, bounced, _silent = round_.invitations.all()
    Invitation.objects.filter(pk=first.pk).update(is_answered=True)
    rounds.record_bounce(bounced.pk, "550 Gone", NOW)
    rounds.close_round(round_.pk, NOW)
    for days, left in ((89, 3), (91, 1), (92, 1)):
        now = NOW + timedelta(days=days)
        assert rounds.due_rounds(now) == ([round_.pk] if days == 91 else [])
        rounds.look_after(round_.pk, now)
        assert round_.invitations.count() == left
        counted = Round.objects.with_counts().get()
        assert (counted.invited_count, counted.answered_count) == (2, 1)


def test_a_sweep_asks_for_all_that_is_due_and_for_nothing_else(
    portfolio, sponsors, monkeypatch
):
    asked = []
    monkeypatch.setattr(tasks, "enqueue", lambda task, pk: asked.append((task, pk)))
    scheduled = draft(portfolio, state="scheduled", opens_on=TODAY)
    draft(portfolio, state="scheduled", opens_on=TODAY + timedelta(days=1))
    draft(portfolio)
    plan = RoundPlanFactory(portfolio=portfolio)
    RoundPlanFactory(portfolio=portfolio, is_active=False)
    tasks.sweep_rounds()
    assert asked == [(tasks.LOOK_TASK, scheduled.pk), (tasks.PLAN_TASK, plan.pk)]


class TestStandingOrders:
    """What happens makes a round once, of those who answer for it."""

    @pytest.fixture
    def project(self, portfolio):
        with time_machine.travel(NOW - timedelta(days=40), tick=False):
            project = ProjectFactory(portfolio=portfolio, name="Tunnel")
        ResponsibilityFactory(
            stakeholder__portfolio=portfolio,
            stakeholder__email="ada@example.org",
            project=project,
        )
        return project

    def plan(self, portfolio, event, **changes):
        plan = RoundPlanFactory(portfolio=portfolio, event=event, **changes)
        QuestionFactory(questionnaire=plan.questionnaire)
        return plan

    def test_a_project_that_is_closed(self, portfolio, project):
        plan = self.plan(portfolio, "project_closed", mode="anonymous", days_open=14)
        assert plans.carry_out(plan.pk, NOW) == 0
        project.status = "completed"
        project.save()
        assert plans.carry_out(plan.pk, NOW) == 1
        assert plans.carry_out(plan.pk, NOW) == 0
        round_ = Round.objects.get()
        assert (round_.name, round_.project) == ("Closing of Tunnel", project)
        assert (round_.mode, round_.closes_on) == ("anonymous", date(2026, 10, 19))
        assert (round_.period_start, round_.period_end) == (date(2026, 7, 1), TODAY)
        assert Mail.objects.get().address == "ada@example.org"

    def test_what_was_closed_before_asks_nobody(self, portfolio, project):
        project.status = "completed"
        project.save()
        plan = self.plan(
            portfolio, "project_closed", starts_on=TODAY + timedelta(days=1)
        )
        assert plans.carry_out(plan.pk, NOW + timedelta(days=2)) == 0

    def test_a_benefit_that_finance_validates(self, portfolio, project):
        plan = self.plan(portfolio, "benefit_validated")
        benefit = BenefitFactory(portfolio=portfolio, project=project)
        for month in (8, 9):
            ClaimDecisionFactory(
                benefit=benefit, month=date(2026, month, 1), decided_at=NOW
            )
        assert plans.carry_out(plan.pk, NOW) == 1
        assert plans.carry_out(plan.pk, NOW) == 0
        assert Round.objects.get().benefit == benefit

    def test_a_quarter_that_ends(self, portfolio, project):
        plan = self.plan(portfolio, "quarter_end")
        assert plans.carry_out(plan.pk, NOW) == 1
        assert plans.carry_out(plan.pk, NOW + timedelta(days=3)) == 0
        assert Round.objects.get().name == "Feedback Q3 FY2026"

    def test_where_nobody_answers_for_it_there_is_no_round(self, portfolio):
        plan = self.plan(portfolio, "quarter_end")
        assert plans.carry_out(plan.pk, NOW) == 0
        assert not Round.objects.exists()


@pytest.mark.one_engine
def test_sending_costs_a_few_queries_a_person(portfolio, sponsors):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rounds.send_round(draft(portfolio).pk, NOW)
        return len(queries)

    few = cost()
    StakeholderFactory.create_batch(10, portfolio=portfolio)
    assert (cost() - few) / 10 <= 6


def test_an_invitation_is_sent_again_to_nobody_who_answered(portfolio):
    answered = InvitationFactory(round__portfolio=portfolio, is_answered=True)
    assert not rounds.resend(answered.pk, 0, NOW)
    rounds.revoke(answered.pk, NOW)
    rounds.record_bounce(answered.pk, "late", NOW)
    answered.refresh_from_db()
    assert (answered.revoked_at, answered.bounced_at) == (None, None)


@pytest.mark.parametrize(("had_text", "sent"), [(False, 3), (True, 2)])
def test_a_worker_that_dies_between_two_mails_sends_none_twice(
    portfolio, sponsors, smtp_server: MailServer, had_text, sent
):
    round_ = draft(portfolio)
    rounds.send_round(round_.pk, NOW)
    held = Mail.objects.claim(Mail.objects.get(address="grace@example.org").pk, NOW)
    if had_text:
        held.hand_over(NOW)
    Mail.objects.filter(pk=held.pk).update(claimed_at=NOW - 2 * LEASE)
    rounds.look_after(round_.pk, NOW)
    deliver()
    deliver()
    received = addresses(smtp_server.messages)
    assert len(received) == len(set(received)) == sent
    rounds.look_after(round_.pk, NOW)
    assert not round_.invitations.exclude(bounced_at=None).exists(), "no bounce"
