"""The pages on which a PMO lead prepares a round, sends it and follows it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Mail
from recognition.models import (
    Invitation,
    Mode,
    Question,
    Questionnaire,
    Round,
    RoundPlan,
    Stakeholder,
)
from tests.delivery.pages import parsed, texts
from tests.factories import (
    AnswerFactory,
    FollowUpFactory,
    InvitationFactory,
    ProjectFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ResponseFactory,
    ResponsibilityFactory,
    RoundFactory,
    RoundPlanFactory,
    StakeholderFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(client, lead):
    """A browser in which the lead is signed in."""
    client.force_login(lead)
    return client


def url(name, *arguments):
    return reverse(f"recognition:{name}", args=arguments)


def said(response) -> str:
    return " ".join(parsed(response).get_text().split())


PERSON = {
    "name": "Ada Lovelace",
    "email": "ada@example.org",
    "role": "sponsor",
    "language": "en",
    "time_zone": "Europe/London",
}


def test_a_lead_goes_from_an_empty_page_to_a_round_that_is_sent(desk, portfolio):
    assert "Start with the people" in said(desk.get(url("home")))
    place = {"portfolio": portfolio.pk}
    desk.post(url("stakeholder_create"), PERSON | place)
    ada = Stakeholder.objects.get()
    assert "Make a questionnaire" in said(desk.get(url("home")))
    desk.post(url("questionnaire_create"), place | {"name": "Pulse", "chosen": "full"})
    questionnaire = Questionnaire.objects.get()
    kinds = list(questionnaire.questions.values_list("kind", flat=True))
    assert len(kinds) == 11
    assert set(Question.TRUST) < set(kinds)
    assert "Prepare the first feedback round" in said(desk.get(url("home")))
    desk.post(
        url("round_create"),
        place
        | {
            "name": "Q3",
            "questionnaire": questionnaire.pk,
            "period_start": "2026-07-01",
            "period_end": "2026-09-30",
            "mode": "anonymous",
            "roles": ["sponsor"],
            "closes_on": "2026-10-26",
            "sends_reminders": "on",
        },
    )
    round_ = Round.objects.get()
    assert "Finish and send the draft Q3" in said(desk.get(url("home")))
    assert "1 person would be asked" in said(desk.get(url("round_detail", round_.pk)))
    question = said(desk.get(url("round_send", round_.pk)))
    for words in (
        "Ask 1 person now?",
        "cannot be changed afterwards",
        "nobody sees whose answer it is",
        "The last day to answer is Oct 26, 2026",
        "No score is shown of fewer than 5 answers",
    ):
        assert words in question
    page = desk.post(url("round_send", round_.pk), follow=True)
    assert "1 person is being asked." in said(page)
    assert "0 of 1, 0" in said(page)
    assert Invitation.objects.get().stakeholder == ada
    assert Mail.objects.get().address == "ada@example.org"
    assert "0 of 1" in said(desk.get(url("home")))
    for name in ("round_update", "round_audience", "round_send", "round_delete"):
        assert desk.get(url(name, round_.pk)).status_code == 404, "it is frozen"
    page = said(desk.get(url("questionnaire_detail", questionnaire.pk)))
    assert "the questions stay as they are" in page
    first = questionnaire.questions.first()
    assert desk.get(url("question_update", first.pk)).status_code == 404
    assert desk.post(url("question_move", first.pk, "down")).status_code == 404


def test_what_keeps_a_round_from_going_out_is_said(desk, portfolio):
    round_ = RoundFactory(
        portfolio=portfolio, state="draft", opens_on=None, closes_on=None
    )
    page = said(desk.get(url("round_schedule", round_.pk)))
    for words in (
        "Nobody with an e-mail address would be asked.",
        "The questionnaire has no question yet.",
        "Say what the last day to answer is.",
        "Say on which day it goes out.",
    ):
        assert words in page
    assert desk.post(url("round_send", round_.pk)).status_code == 409
    assert Round.objects.get().state == "draft"


def test_a_round_is_scheduled_and_made_a_draft_again(desk, portfolio):
    round_ = RoundFactory(
        portfolio=portfolio, state="draft", opens_on=date(2026, 10, 12)
    )
    QuestionFactory(questionnaire=round_.questionnaire)
    StakeholderFactory.create_batch(2, portfolio=portfolio)
    page = desk.get(url("round_schedule", round_.pk))
    assert "Ask 2 people on Oct 12, 2026?" in said(page)
    page = desk.post(url("round_schedule", round_.pk), follow=True)
    assert "It goes out by itself on Oct 12, 2026." in said(page)
    desk.post(url("round_unschedule", round_.pk))
    assert Round.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closes_on": ""}, "Enter a date such as 2026-03-31."),
        ({"closes_on": "2027-03-01"}, "90 days at the most"),
        ({"opens_on": "2026-11-30"}, "cannot be before the first"),
        ({"period_end": "2026-06-30"}, "cannot end before it starts"),
        ({"roles": ["pope"]}, "pope is not one of the available choices"),
        ({"questionnaire": "other"}, "Select a valid choice"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused_in_words(
    desk, portfolio, changes, words
):
    entries = {
        "portfolio": portfolio.pk,
        "name": "Q3",
        "questionnaire": QuestionnaireFactory(portfolio=portfolio).pk,
        "period_start": "2026-07-01",
        "period_end": "2026-09-30",
        "mode": "confidential",
        "opens_on": "2026-10-06",
        "closes_on": "2026-10-26",
    }
    if changes.get("questionnaire"):
        changes = {"questionnaire": QuestionnaireFactory().pk}
    response = desk.post(url("round_create"), entries | changes)
    assert response.status_code == 422
    assert words in said(response)


def test_people_are_left_out_by_hand_and_who_was_asked_lately_is_marked(
    desk, portfolio
):
    ada, grace = (StakeholderFactory(portfolio=portfolio, name=n) for n in "AG")
    InvitationFactory(
        round__portfolio=portfolio,
        stakeholder=ada,
        last_mail_at=datetime(2026, 9, 20, tzinfo=UTC),
    )
    round_ = RoundFactory(portfolio=portfolio, state="draft")
    page = desk.get(url("round_audience", round_.pk))
    assert "asked on Sep 20, 2026" in said(page)
    desk.post(url("round_audience", round_.pk), {"asked": [grace.pk]})
    assert list(round_.left_out.all()) == [ada]
    page = said(desk.get(url("round_detail", round_.pk)))
    assert "1 person would be asked" in page
    copied = desk.post(url("round_copy", round_.pk), {"name": "Again"})
    copy = Round.objects.get(name="Again")
    assert copied["Location"] == copy.get_absolute_url()
    assert (copy.state, copy.closes_on) == ("draft", date(2026, 10, 26))
    assert list(copy.left_out.all()) == [ada]
    page = desk.post(url("round_copy", round_.pk), {"name": "Again"})
    assert "has one of that name" in said(page)


def test_what_is_done_about_one_invitation(desk, portfolio, analyst, client):
    round_ = RoundFactory(portfolio=portfolio, closes_on=date(2026, 10, 26))
    asked = InvitationFactory(round=round_)
    page = desk.get(url("invitation_resend", asked.pk))
    number = parsed(page).select_one("input[name=mail_count]")
    for _press in range(2):
        desk.post(url("invitation_resend", asked.pk), {"mail_count": number["value"]})
    assert Mail.objects.count() == 1
    desk.post(url("invitation_bounce", asked.pk), {"why": "No such mailbox"})
    page = said(desk.get(url("round_detail", round_.pk)))
    assert "No such mailbox" in page
    assert "nobody asked yet" in page
    assert "1 person was not reached" in said(desk.get(url("home")))
    desk.post(url("invitation_revoke", asked.pk))
    asked.refresh_from_db()
    assert asked.revoked_at == NOW
    assert not Mail.objects.exists()
    assert desk.get(url("invitation_resend", asked.pk)).status_code == 404
    page = desk.post(url("round_close", round_.pk), follow=True)
    assert "The round is closed." in said(page)
    client.force_login(analyst)
    assert client.get(url("round_close", round_.pk)).status_code == 404


def test_questions_change_places_and_are_copied(desk, portfolio):
    questionnaire = QuestionnaireFactory(portfolio=portfolio)
    for position, text in enumerate("ABC", start=1):
        QuestionFactory(questionnaire=questionnaire, position=position, text=text)

    def order(of=questionnaire):
        return "".join(of.questions.values_list("text", flat=True))

    first, _second, third = questionnaire.questions.all()
    desk.post(url("question_move", third.pk, "up"))
    assert order() == "ACB"
    desk.post(url("question_move", first.pk, "up"))
    assert order() == "ACB"
    desk.post(
        url("question_create", questionnaire.pk),
        {"kind": "own_7", "text": "D", "low_label": "no", "high_label": "yes"},
    )
    assert order() == "ACBD"
    desk.post(url("questionnaire_copy", questionnaire.pk), {"name": "Copy"})
    assert order(Questionnaire.objects.get(name="Copy")) == "ACBD"
    desk.post(url("question_delete", first.pk))
    assert order() == "CBD"


class TestStakeholder:
    """What the page of one person tells, and to whom."""

    @pytest.fixture
    def sponsor(self, portfolio):
        sponsor = StakeholderFactory(portfolio=portfolio, name="Ada")
        for mode in Mode:
            round_ = RoundFactory(portfolio=portfolio, mode=mode, name=f"Round {mode}")
            InvitationFactory(round=round_, stakeholder=sponsor, is_answered=True)
            response = ResponseFactory(
                round=round_,
                stakeholder=None if mode == Mode.ANONYMOUS else sponsor,
            )
            AnswerFactory(response=response, question__text=f"Score {mode}")
            AnswerFactory(
                response=response,
                question__text="Why",
                question__kind="text",
                score=None,
                text=f"Words {mode}",
            )
        return sponsor

    @pytest.mark.parametrize(
        ("person", "known"),
        [
            (
                "lead",
                {
                    "Score attributed",
                    "Words attributed",
                    "Score confidential",
                    "Words confidential",
                },
            ),
            ("analyst", {"Score attributed"}),
        ],
    )
    def test_answers_are_shown_to_whom_they_were_given(
        self, client, sponsor, person, known, request
    ):
        client.force_login(request.getfixturevalue(person))
        page = said(client.get(url("stakeholder_detail", sponsor.pk)))
        told = {f"{what} {mode}" for what in ("Score", "Words") for mode in Mode}
        assert {words for words in told if words in page} == known
        assert page.count("answered") >= len(Mode)

    def test_responsibilities_come_and_go(self, desk, portfolio):
        sponsor = StakeholderFactory(portfolio=portfolio, name="Ada")
        project = ProjectFactory(portfolio=portfolio, name="Tunnel")
        create = url("responsibility_create", sponsor.pk)
        page = desk.post(create, {})
        assert "Name one thing" in said(page)
        desk.post(create, {"project": project.pk})
        assert "answers for it already" in said(
            desk.post(create, {"project": project.pk})
        )
        other = ProjectFactory()
        assert desk.post(create, {"project": other.pk}).status_code == 422
        responsibility = sponsor.responsibilities.get()
        assert responsibility.project == project
        page = desk.get(url("responsibility_delete", responsibility.pk))
        assert "Does Ada no longer answer for Tunnel?" in said(page)
        desk.post(url("responsibility_delete", responsibility.pk))
        assert not sponsor.responsibilities.exists()
        assert "Tunnel" in said(desk.get(url("stakeholder_history", sponsor.pk)))

    def test_merging_and_forgetting_say_what_they_do(self, desk, portfolio):
        sponsor = StakeholderFactory(portfolio=portfolio, name="Ada")
        other = StakeholderFactory(portfolio=portfolio, name="A. Lovelace")
        merge = url("stakeholder_merge", sponsor.pk)
        assert desk.post(merge, {"other": StakeholderFactory().pk}).status_code == 422
        desk.post(merge, {"other": other.pk})
        assert not Stakeholder.objects.filter(pk=other.pk).exists()
        AnswerFactory(response=ResponseFactory(stakeholder=sponsor))
        page = said(desk.get(url("stakeholder_erase", sponsor.pk)))
        assert "Forget Ada?" in page
        assert "1 rating stays in the sums" in page
        desk.post(url("stakeholder_erase", sponsor.pk))
        page = said(desk.get(url("stakeholder_detail", sponsor.pk)))
        assert "asked to be forgotten" in page
        assert "Ada" not in said(desk.get(url("stakeholder_history", sponsor.pk)))
        assert desk.get(url("stakeholder_update", sponsor.pk)).status_code == 404
        assert "An erased person" not in said(desk.get(url("stakeholder_list")))

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("", ["Ada", "Grace", "Joan"]),
            ("?q=lovelace", ["Ada"]),
            ("?role=customer", ["Grace"]),
            ("?presence=left", ["Joan"]),
            ("?presence=erased", ["An erased person"]),
            ("?sort=-name", ["Joan", "Grace", "Ada"]),
        ],
    )
    def test_the_list_is_narrowed_and_sorted(self, desk, portfolio, query, names):
        row = {"portfolio": portfolio}
        StakeholderFactory(**row, name="Ada", email="lovelace@example.org")
        StakeholderFactory(**row, name="Grace", role="customer")
        StakeholderFactory(**row, name="Joan", left_on=date(2026, 1, 1))
        StakeholderFactory(**row, name="", email="", erased_at=NOW)
        StakeholderFactory(name="Elsewhere")
        page = desk.get(url("stakeholder_list") + query)
        assert texts(page, "tbody th a") == names

    def test_the_list_leaves_as_a_file(self, desk, portfolio):
        answered_for = ResponsibilityFactory(
            stakeholder__portfolio=portfolio,
            stakeholder__name="=cmd",
            project__portfolio=portfolio,
            project__code="T-1",
        )
        body = desk.get(url("stakeholder_export", "csv")).content.decode()
        assert "'=cmd" in body
        assert f"{answered_for.stakeholder.email},sponsor" in body
        assert "T-1" in body


def test_a_standing_order_is_given_by_a_lead_and_switched_off(
    desk, portfolio, analyst, client
):
    assert "No standing order yet" in said(desk.get(url("round_plan_list")))
    entries = {
        "portfolio": portfolio.pk,
        "event": "quarter_end",
        "questionnaire": QuestionnaireFactory(portfolio=portfolio).pk,
        "mode": "anonymous",
        "days_open": 21,
        "starts_on": "2026-10-05",
    }
    desk.post(url("round_plan_create"), entries | {"is_active": "on"})
    plan = RoundPlan.objects.get()
    assert "in force" in said(desk.get(url("round_plan_list")))
    version = plan.history.latest().history_id
    desk.post(url("round_plan_update", plan.pk), entries | {"version": version})
    assert "switched off" in said(desk.get(url("round_plan_list")))
    client.force_login(analyst)
    assert client.post(url("round_plan_create"), entries).status_code == 422
    assert client.get(url("round_plan_update", plan.pk)).status_code == 404


def test_roles_of_a_round_are_told_in_its_history(desk, portfolio):
    round_ = RoundFactory(portfolio=portfolio, state="draft")
    round_.roles = ["sponsor", "executive"]
    round_.save()
    page = said(desk.get(url("round_history", round_.pk)))
    assert "sponsor, executive" in page


def filled(portfolio, number):
    """Add rows of each kind, as many as are asked for."""
    for _row in range(number):
        round_ = RoundFactory(portfolio=portfolio)
        RoundFactory(portfolio=portfolio, state="draft")
        QuestionFactory(questionnaire=round_.questionnaire)
        invitation = InvitationFactory(round=round_, bounced_at=NOW)
        InvitationFactory(round=round_)
        ResponsibilityFactory(
            stakeholder=invitation.stakeholder, project__portfolio=portfolio
        )
        RoundPlanFactory(portfolio=portfolio)
        FollowUpFactory(portfolio=portfolio)


MOST_QUERIES = {
    "home": 22,
    "stakeholder_list": 12,
    "stakeholder_export": 12,
    "round_list": 12,
    "round_export": 8,
    "questionnaire_list": 12,
    "round_plan_list": 12,
}


def test_more_rows_cost_no_more_queries(desk, portfolio):
    def cost(name: str) -> int:
        arguments = ["csv"] if name.endswith("export") else []
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url(name, *arguments)).status_code == 200
        return len(queries)

    filled(portfolio, 2)
    few = {name: cost(name) for name in MOST_QUERIES}
    filled(portfolio, 3)
    assert {name: cost(name) for name in MOST_QUERIES} == few
    assert [name for name in few if few[name] > MOST_QUERIES[name]] == []


def test_the_page_of_a_round_costs_the_same_with_more_people(desk, portfolio):
    round_ = RoundFactory(portfolio=portfolio)

    def cost() -> int:
        InvitationFactory.create_batch(3, round=round_)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url("round_detail", round_.pk)).status_code == 200
        return len(queries)

    assert cost() == cost() <= 14


def test_a_preview_shows_mail_and_questions_and_keeps_nothing(desk, portfolio):
    round_ = RoundFactory(
        portfolio=portfolio, state="draft", introduction="Your view decides."
    )
    QuestionFactory(questionnaire=round_.questionnaire, text="How likely?")
    page = said(desk.get(url("round_preview", round_.pk)))
    assert page.count("Your view decides.") == 2
    assert "How likely?" in page
    assert "Lead" in page
    assert not Mail.objects.exists()
    assert not Invitation.objects.exists()
