"""Filling in, keeping, sending once: what a person without an account can do."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.links import token_of
from accounts.sealing import seal, unseal
from recognition.actions.answering import NotOpenError, answer, keep_draft
from recognition.actions.rounds import close_round
from recognition.models import (
    Answer,
    FollowUp,
    Invitation,
    Mode,
    Response,
    Round,
)
from tests.delivery.pages import entries as entries_of
from tests.delivery.pages import errors, texts
from tests.factories import FollowUpFactory, InvitationFactory
from tests.recognition.feedback.asking import (
    COMPLETE,
    asked,
    entries,
    fields,
    page_of,
)

pytestmark = pytest.mark.django_db

EVERY_ROW = (Answer, FollowUp, Response)


def send(client, invitation, **typed):
    return client.post(page_of(invitation), entries(invitation.round, **typed))


@pytest.mark.one_engine
def test_the_page_says_who_asks_how_long_it_takes_and_who_learns_what(client):
    invitation = asked(stakeholder__name="Ada King")
    FollowUpFactory(
        portfolio=invitation.round.portfolio,
        said="Reports come late.",
        did="They now come on the third day.",
        state="done",
        is_told=True,
    )
    FollowUpFactory(portfolio=invitation.round.portfolio, said="Not told.")
    page = client.get(page_of(invitation))
    words = page.content.decode()
    assert page.status_code == 200
    assert f"The PMO of {invitation.round.portfolio}" in words
    assert "about 3 minutes" in words
    assert "Only the PMO lead sees your answers with your name, Ada King." in words
    assert "They now come on the third day." in words
    assert "Not told." not in words
    assert not texts(page, ".header")
    assert texts(page, "legend")[0] == "How likely are you to recommend the PMO?"


@pytest.mark.parametrize(
    ("mode", "promise"),
    [
        (Mode.ATTRIBUTED, "The PMO sees your answers with your name, Ada King."),
        (Mode.ANONYMOUS, "Nobody learns which answers are yours"),
    ],
)
@pytest.mark.one_engine
def test_the_mode_is_said_in_plain_words(client, mode, promise):
    page = client.get(page_of(asked(mode, stakeholder__name="Ada King")))
    (said,) = texts(page, ".notice")
    assert promise in said
    assert ("Ada King" in page.content.decode()) == (mode != Mode.ANONYMOUS)


@pytest.mark.one_engine
def test_the_page_is_in_the_language_and_at_the_time_of_its_reader(client):
    invitation = asked(
        stakeholder__language="de", stakeholder__time_zone="Pacific/Auckland"
    )
    page = client.get(page_of(invitation))
    assert page.headers["Content-Language"] == "de"
    assert '<html lang="de"' in page.content.decode()
    Invitation.objects.update(expires_on=date(2026, 11, 2))
    with time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=UTC)):
        today = client.get(page_of(invitation)).content.decode()
    assert "Today is the last day to answer." in today


@pytest.mark.parametrize("mode", Mode.values)
def test_what_was_sent_is_stored_once_and_in_its_mode(client, mode):
    invitation = asked(mode)
    portfolio = invitation.round.portfolio
    portfolio.refresh_from_db()
    revision = portfolio.revision
    sent = send(client, invitation, **COMPLETE)
    assert sent.status_code == 302
    invitation.refresh_from_db()
    response = Response.objects.get()
    answers = response.answers.order_by("question__position")
    assert [(a.score, a.text, a.is_not_applicable) for a in answers] == [
        (9, "", False),
        (5, "", False),
        (None, "", True),
        (None, "Keep the monthly page.", False),
    ]
    assert invitation.is_answered
    assert invitation.draft == ""
    is_anonymous = mode == Mode.ANONYMOUS
    named = (response.stakeholder, response.answered_at, invitation.answered_at)
    assert [each is None for each in named] == [is_anonymous] * 3
    assert response.answered_on is None
    # Nobody can be found by being the only one of a language.
    assert response.language == ("" if is_anonymous else "en")
    portfolio.refresh_from_db()
    assert portfolio.revision > revision


def test_a_language_of_five_people_tells_of_none(client):
    invitation = asked(Mode.ANONYMOUS)
    InvitationFactory.create_batch(4, round=invitation.round)
    send(client, invitation, **COMPLETE)
    assert Response.objects.get().language == "en"


def test_no_language_tells_of_nobody_either(client):
    invitation = asked(Mode.ANONYMOUS, stakeholder__language="de")
    others = InvitationFactory.create_batch(5, round=invitation.round)
    for one in (invitation, others[0]):
        send(client, one, **COMPLETE)
    assert set(Response.objects.values_list("language", flat=True)) == {""}


def test_an_anonymous_round_forgets_the_order_of_its_answers_as_it_closes(client):
    """A key or a place that follows the order of sending would join both sides."""
    first = asked(Mode.ANONYMOUS)
    words = [f"Words {number:02}" for number in range(20)]
    others = InvitationFactory.create_batch(len(words) - 1, round=first.round)
    for one, text in zip([first, *others], words, strict=True):
        send(client, one, **{**COMPLETE, "text": text})
    before = set(Answer.objects.values_list("pk", flat=True))
    kept = set(Answer.objects.values_list("response", "question", "score", "text"))

    close_round(first.round.pk, timezone.now())

    answers = Answer.objects.order_by("pk")
    said = list(answers.comments().values_list("text", flat=True))
    assert sorted(said) == words != said
    assert before.isdisjoint(answers.values_list("pk", flat=True))
    assert set(answers.values_list("response", "question", "score", "text")) == kept


def test_an_answer_that_comes_as_the_round_is_closed_changes_no_result():
    invitation = asked()
    close_round(invitation.round.pk, timezone.now())
    assert invitation.round.state == Round.State.OPEN  # as its page has read it
    with pytest.raises(NotOpenError):
        answer(invitation, [], timezone.now())
    assert not Response.objects.exists()


@pytest.mark.postgres
def test_no_transaction_joins_an_anonymous_answer_to_who_was_asked(client):
    """PostgreSQL keeps with each row which transaction wrote it."""
    invitation = asked(Mode.ANONYMOUS)
    send(client, invitation, **COMPLETE)
    close_round(invitation.round.pk, timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM recognition_invitation AS asked WHERE asked.xmin::text IN"
            " (SELECT xmin::text FROM recognition_response"
            " UNION SELECT xmin::text FROM recognition_answer)"
        )
        assert not cursor.fetchall()


@pytest.mark.one_engine
def test_the_link_then_shows_thanks_and_no_answer(client):
    invitation = asked()
    page = client.post(
        page_of(invitation), entries(invitation.round, **COMPLETE), follow=True
    )
    assert texts(page, "h1") == ["Thank you"]
    assert "Keep the monthly page." not in page.content.decode()
    elsewhere = Client().get(page_of(invitation))
    assert texts(elsewhere, "h1") == ["Thank you"]
    assert not texts(elsewhere, "form")


TOO_LONG = "x" * 100_000
WRONG = [
    ({"nps": "11"}, "nps", "Choose one of the numbers shown."),
    ({"nps": "-1"}, "nps", "Choose one of the numbers shown."),
    ({"nps": "NaN"}, "nps", "Choose one of the numbers shown."),
    ({"nps": "9.0"}, "nps", "Choose one of the numbers shown."),
    ({"nps": "٩"}, "nps", "Choose one of the numbers shown."),
    ({"nps": "<b>9</b>"}, "nps", "Choose one of the numbers shown."),
    ({"nps": "na"}, "nps", "Choose one of the numbers shown."),
    ({"nps": ""}, "nps", "Choose a number."),
    ({"csat": "0"}, "csat", "Choose one of the numbers shown."),
    ({"effort": "8"}, "effort", "Choose one of the numbers shown."),
    ({"text": "a\x07b"}, "text", "There is a control character (U+0007) at place 2."),
    ({"text": TOO_LONG}, "text", "at most 5000 characters (it has 100000)."),
]


@pytest.mark.one_engine
def test_what_cannot_be_an_answer_is_refused_at_its_field(client):
    invitation = asked()
    names = fields(invitation.round)
    for typed, kind, message in WRONG:
        page = send(client, invitation, **COMPLETE | typed)
        found = errors(page)
        place = names[kind] + ("" if kind == "text" else "_0")
        assert page.status_code == 422
        assert list(found) == [place], typed
        assert message in found[place]
        assert texts(page, "title")[0].startswith("Error:")
        kept = entries_of(page)
        assert kind == "csat" or kept[names["csat"]] == "5"
        assert kind == "text" or kept[names["text"]] == COMPLETE["text"]
    assert not any(model.objects.exists() for model in EVERY_ROW)


@pytest.mark.one_engine
def test_an_answer_to_what_was_not_asked_is_refused(client):
    invitation = asked()
    other = fields(asked(Mode.ATTRIBUTED).round)["nps"]
    sent = entries(invitation.round, **COMPLETE) | {other: "3"}
    page = client.post(page_of(invitation), sent)
    assert errors(page) == {
        "": "Some answers belong to other questions. Reload the page."
    }
    assert not Response.objects.exists()


@pytest.mark.one_engine
def test_what_was_filled_in_is_there_again_on_another_device(client):
    invitation = asked()
    names = fields(invitation.round)
    kept = client.post(
        page_of(invitation, "feedback_draft"),
        entries(invitation.round, nps="7", text="Half a thought"),
    )
    assert kept.status_code == 302
    there = Client().get(kept.headers["Location"])
    assert texts(there, ".message--success")[0].startswith("Saved. Come back")
    found = entries_of(there)
    assert found[names["nps"]] == "7"
    assert found[names["text"]] == "Half a thought"
    assert not any(model.objects.exists() for model in EVERY_ROW)


@pytest.mark.one_engine
def test_a_draft_that_a_script_keeps_is_kept_without_a_page(client):
    invitation = asked()
    path = page_of(invitation, "feedback_draft")
    headers = {"Accept": "text/plain"}
    typed = entries(invitation.round, text="Half")
    assert client.post(path, typed, headers=headers).status_code == 204
    bad = entries(invitation.round, text="\x00")
    assert client.post(path, bad, headers=headers).status_code == 422
    send(client, invitation, **COMPLETE)
    assert client.post(path, typed, headers=headers).status_code == 409
    assert Invitation.objects.get(pk=invitation.pk).draft == ""


@pytest.mark.one_engine
def test_nobody_reads_a_draft_in_the_database(client):
    invitation = asked()
    client.post(
        page_of(invitation, "feedback_draft"),
        entries(invitation.round, nps="3", text="Kookaburra"),
    )
    row = Invitation.objects.values().get(pk=invitation.pk)
    assert row["draft"]
    assert "Kookaburra" not in str(row)
    # Nothing else that the row holds is the key, and no seal tells when it was made.
    opened = [unseal(str(held), row["draft"]) for held in row.values()]
    assert opened == [None] * len(opened)
    token = token_of(invitation.nonce)
    assert "Kookaburra" in (unseal(token, row["draft"]) or "")
    with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC)):
        later = seal(token, "x")
    assert later[:11] == seal(token, "x")[:11]


@pytest.mark.one_engine
def test_words_typed_too_late_are_given_back(client):
    invitation = asked()
    typed = entries(invitation.round, nps="3", text="Half a thought")
    client.post(page_of(invitation, "feedback_draft"), typed)
    close_round(invitation.round_id, timezone.now())
    for late in (
        client.get(page_of(invitation)),
        client.post(page_of(invitation), typed),
        client.post(page_of(invitation, "feedback_draft"), typed),
    ):
        assert late.status_code == 410
        assert texts(late, "textarea[readonly]") == ["Half a thought"]
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"expires_on": date(2026, 1, 1)},
        {"round__state": Round.State.CLOSED},
        {"round__closes_on": date(2026, 10, 1)},
    ],
    ids=lambda change: next(iter(change)),
)
@pytest.mark.one_engine
def test_a_form_whose_time_is_over_says_what_to_do(client, change):
    with time_machine.travel(datetime(2026, 11, 1, tzinfo=UTC)):
        invitation = asked(**{k: v for k, v in change.items() if "__" not in k})
        Round.objects.filter(pk=invitation.round_id).update(
            **{k.partition("__")[2]: v for k, v in change.items() if "__" in k}
        )
        for page in (client.get(page_of(invitation)), send(client, invitation)):
            assert page.status_code == 410
            assert "still welcome" in page.content.decode()
    assert not Response.objects.exists()


@pytest.mark.one_engine
def test_the_last_day_is_the_one_where_the_person_lives(client):
    invitation = asked(
        expires_on=date(2026, 11, 1), stakeholder__time_zone="America/Los_Angeles"
    )
    with time_machine.travel(datetime(2026, 11, 2, 6, tzinfo=UTC)):
        assert client.get(page_of(invitation)).status_code == 200
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        assert client.get(page_of(invitation)).status_code == 410


def test_the_second_of_two_tabs_is_told_and_gets_its_words_back(client):
    invitation = asked()
    send(client, invitation, **COMPLETE)
    second = send(Client(), invitation, **COMPLETE | {"text": "Second thoughts"})
    assert second.status_code == 409
    assert texts(second, "textarea[readonly]") == ["Second thoughts"]
    assert Answer.objects.comments().get().text == COMPLETE["text"]


def test_what_comes_while_the_link_is_taken_back_is_not_kept(client):
    """The page was open; whoever erased the person meanwhile was first."""
    invitation = asked()
    Invitation.objects.update(revoked_at=timezone.now())
    with pytest.raises(NotOpenError):
        keep_draft(invitation, "link", {"question_1": "9"})
    with pytest.raises(NotOpenError):
        answer(invitation, [], timezone.now())
    assert not Response.objects.exists()


@pytest.mark.one_engine
def test_looking_uses_no_link_up(client):
    invitation = asked()
    before = Invitation.objects.values().get()
    for _time in range(3):
        assert client.get(page_of(invitation)).status_code == 200
        assert client.head(page_of(invitation)).status_code == 200
    assert Invitation.objects.values().get() == before
    for name in ("feedback_draft", "feedback_call", "feedback_quote"):
        assert client.get(page_of(invitation, name)).status_code == 405


def test_whoever_answers_was_reached(client):
    invitation = asked(bounced_at=timezone.now(), bounce="550")
    send(client, invitation, **COMPLETE)
    assert Invitation.objects.counted().get().is_answered


@pytest.mark.one_engine
def test_the_page_takes_three_queries(client, django_assert_num_queries):
    """The invitation, its questions, and what came of earlier answers."""
    invitation = asked()
    with django_assert_num_queries(3):
        client.get(page_of(invitation))
