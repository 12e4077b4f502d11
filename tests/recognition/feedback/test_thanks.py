"""After the answers: a quote from whoever is content, a call for whoever is not."""

import pytest
from django.core import signing
from django.test import Client

from recognition.models import FollowUp, Mode, Testimonial
from recognition.views.feedback import MOOD_COOKIE
from tests.delivery.pages import errors, texts
from tests.factories import QuestionFactory
from tests.recognition.feedback.asking import COMPLETE, asked, entries, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

QUOTE = "May others hear it from you?"
CALL = "Would you like to talk about it?"


def offers(page):
    """Return what the page offers after its thanks."""
    return texts(page, "h2")


def thanked(client, invitation, **typed):
    """Send answers and return the page that follows."""
    sent = entries(invitation.round, **COMPLETE | typed)
    return client.post(page_of(invitation), sent, follow=True)


@pytest.mark.parametrize(
    ("mode", "score", "offered"),
    [
        (Mode.ATTRIBUTED, "9", [QUOTE]),
        (Mode.CONFIDENTIAL, "8", []),
        (Mode.CONFIDENTIAL, "7", []),
        (Mode.CONFIDENTIAL, "6", [CALL]),
        # A call that only the discontent may ask for would tell who they are.
        (Mode.ANONYMOUS, "10", [QUOTE, CALL]),
        (Mode.ANONYMOUS, "7", [CALL]),
        (Mode.ANONYMOUS, "0", [CALL]),
    ],
)
def test_what_is_offered_follows_from_the_answers(client, mode, score, offered):
    assert offers(thanked(client, asked(mode), nps=score)) == offered


@pytest.mark.parametrize(
    ("score", "offered"), [("5", [QUOTE]), ("4", []), ("3", []), ("2", [CALL])]
)
def test_satisfaction_decides_where_nobody_asked_for_a_recommendation(
    client, score, offered
):
    invitation = asked()
    invitation.round.questionnaire.questions.filter(kind="nps").delete()
    sent = entries(invitation.round, csat=score)
    page = client.post(page_of(invitation), sent, follow=True)
    assert offers(page) == offered


def test_only_the_browser_knows_how_somebody_answered_and_for_an_hour(client):
    invitation = asked()
    thanked(client, invitation, nps="9")
    cookie = client.cookies[MOOD_COOKIE]
    assert cookie["httponly"]
    assert cookie["max-age"] == 3600
    assert cookie["path"] == page_of(invitation)
    assert offers(Client().get(page_of(invitation))) == []
    forged = Client()
    forged.cookies[MOOD_COOKIE] = signing.dumps([invitation.pk, "promoter"], salt="x")
    assert offers(forged.get(page_of(invitation))) == []
    other = asked(Mode.ATTRIBUTED)
    client.cookies[MOOD_COOKIE]["path"] = "/"
    thanked(Client(), other, nps="8")
    assert offers(client.get(page_of(other))) == []


def test_a_call_names_the_person_and_leads_to_no_answer(client):
    invitation = asked(Mode.ANONYMOUS)
    page = thanked(client, invitation, nps="2")
    assert "learns your name" in page.content.decode()
    for _click in range(2):
        page = client.post(page_of(invitation, "feedback_call"), follow=True)
    assert offers(page) == ["You will be called"]
    call = FollowUp.objects.get()
    assert call.is_call
    assert call.stakeholder == invitation.stakeholder
    assert call.round == invitation.round
    assert call.answer is None
    assert call.said == "Asked for a call."


def test_a_quote_is_received_once_with_its_author_and_apart_from_the_answers(client):
    invitation = asked(Mode.ANONYMOUS)
    assert "with your name" in thanked(client, invitation).content.decode()
    path = page_of(invitation, "feedback_quote")
    refused = client.post(path, {"quote": "x" * 2001})
    assert refused.status_code == 422
    assert "2000 characters" in errors(refused)["quote"]
    for words in ("They found the year we had lost.", "Once more."):
        page = client.post(path, {"quote": words}, follow=True)
    assert offers(page) == ["Your words have arrived", CALL]
    given = Testimonial.objects.get()
    assert given.newest_text().text == "They found the year we had lost."
    assert given.stakeholder == invitation.stakeholder
    assert given.state == Testimonial.State.RECEIVED


@pytest.mark.parametrize("name", ["feedback_call", "feedback_quote"])
def test_nothing_follows_before_the_answers(client, name):
    invitation = asked()
    page = client.post(page_of(invitation, name), {"quote": "Fine."})
    assert page.headers["Location"] == page_of(invitation)
    assert not FollowUp.objects.exists()
    assert not Testimonial.objects.exists()


def test_of_two_questions_of_a_kind_the_first_decides(client):
    invitation = asked()
    second = QuestionFactory(
        questionnaire=invitation.round.questionnaire, position=9, kind="nps"
    )
    sent = entries(invitation.round, csat="3") | {f"question_{second.pk}": "0"}
    first = invitation.round.questionnaire.questions.get(kind="nps", position=0)
    sent[f"question_{first.pk}"] = "9"
    assert offers(client.post(page_of(invitation), sent, follow=True)) == [QUOTE]
