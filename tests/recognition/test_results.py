"""What a round says, who may read it, and what is made of its comments."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from recognition.models import (
    Answer,
    FollowUp,
    Invitation,
    Mode,
    Question,
    Response,
    Round,
    Stakeholder,
    Theme,
)
from recognition.results import Results
from recognition.silence import silent_sponsors
from tests.factories import (
    AnswerFactory,
    FollowUpFactory,
    InvitationFactory,
    PortfolioFactory,
    ResponseFactory,
    RoundFactory,
    StakeholderFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

CLOSED = Round.State.CLOSED


def asked(portfolio, **more):
    """A closed round of a questionnaire that asks for NPS and for words."""
    return RoundFactory(portfolio=portfolio, **{"state": CLOSED, **more})


def answers(round_, *scores, words="", stages=()):
    questionnaire = round_.questionnaire
    number, _made = Question.objects.get_or_create(
        questionnaire=questionnaire,
        kind=Question.Kind.NPS,
        defaults={"text": "Would you recommend us?", "position": 1},
    )
    text, _made = Question.objects.get_or_create(
        questionnaire=questionnaire,
        kind=Question.Kind.TEXT,
        defaults={"text": "Why?", "position": 2},
    )
    people = Stakeholder.objects.bulk_create(
        StakeholderFactory.build_batch(len(scores), portfolio=round_.portfolio)
    )
    Invitation.objects.bulk_create(
        InvitationFactory.build(
            round=round_, stakeholder=each, is_answered=True, token_hash=each.email
        )
        for each in people
    )
    responses = Response.objects.bulk_create(
        ResponseFactory.build(
            round=round_,
            stakeholder=None if round_.is_anonymous else each,
            stage=stages[place] if stages else "",
        )
        for place, each in enumerate(people)
    )
    given = [
        AnswerFactory.build(response=response, question=number, score=score)
        for response, score in zip(responses, scores, strict=True)
    ]
    if words:
        given += [
            AnswerFactory.build(
                response=response, question=text, score=None, text=words
            )
            for response in responses
        ]
    Answer.objects.bulk_create(given)
    return number


def page(client, user, name, *args, **query):
    client.force_login(user)
    response = client.get(reverse(f"recognition:{name}", args=args), query)
    return response.status_code, " ".join(response.content.decode().split())


@pytest.mark.one_engine
def test_scores_come_with_their_interval_and_the_response_rate(
    client, executive, portfolio
):
    round_ = asked(portfolio)
    answers(round_, *[9] * 8, 7, 3, words="Friendly people.")
    InvitationFactory.create_batch(6, round=round_)

    status, body = page(client, executive, "round_results", round_.pk)

    assert status == 200
    assert "NPS is 70, but with 10 answers it could be anywhere from" in body
    assert "10 of 16 people who were asked answered (62 %)." in body
    assert "Friendly people" not in body
    assert "ratings" not in body


@pytest.mark.one_engine
def test_an_open_round_shows_no_score(client, executive, portfolio):
    round_ = asked(portfolio, state=Round.State.OPEN)
    answers(round_, *[9] * 10)

    _status, body = page(client, executive, "round_results", round_.pk)

    assert "Scores are shown once the round is closed" in body
    assert "NPS" not in body


def test_four_answers_are_suppressed_on_the_page_and_in_the_file(
    client, executive, portfolio
):
    round_ = asked(portfolio)
    answers(round_, 9, 9, 9, 3)

    _status, body = page(client, executive, "round_results", round_.pk)
    _status, file = page(client, executive, "round_results_export", round_.pk, "csv")

    assert "too few people have answered" in body
    assert ",suppressed," in file
    assert re.search(r"NPS,,,,,suppressed", file)


def test_groups_hide_the_small_and_what_would_betray_them(portfolio):
    round_ = asked(portfolio)
    stages = ["Order"] * 9 + ["Use"] * 6 + ["Payment"] * 2
    answers(round_, *[9] * 17, stages=stages)

    groups = {row.name: row.cells[0].n for row in Results(round_).groups("stage")}

    assert groups == {"Order": 9, "Use": None, "Payment": None}


def test_a_round_is_compared_with_the_one_that_asked_the_same_before(portfolio):
    before = asked(
        portfolio,
        name="Spring",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 3, 31),
    )
    answers(before, *[0] * 20)
    now = asked(portfolio, questionnaire=before.questionnaire)
    answers(now, *[10] * 19, 0)

    assert Results(now).results[0].moved == "NPS rose from −100 in Spring."


@pytest.mark.parametrize(
    ("mode", "analyst_reads", "lead_reads"),
    [
        (Mode.ATTRIBUTED, True, True),
        (Mode.CONFIDENTIAL, False, True),
        (Mode.ANONYMOUS, False, False),
    ],
)
@pytest.mark.one_engine
def test_single_ratings_name_people_as_they_were_told(
    client, analyst, lead, portfolio, mode, analyst_reads, lead_reads
):
    round_ = asked(portfolio, mode=mode)
    answers(round_, *[9] * 5)
    name = round_.invitations.first().stakeholder.name

    for person, reads in ((analyst, analyst_reads), (lead, lead_reads)):
        status, file = page(client, person, "round_ratings_export", round_.pk, "csv")
        assert status == 200
        assert (name in file) is reads


@pytest.mark.parametrize(
    ("mode", "analyst_gets", "lead_gets"),
    [(Mode.CONFIDENTIAL, 404, 200), (Mode.ANONYMOUS, 404, 404)],
)
@pytest.mark.one_engine
def test_single_ratings_of_few_people_are_for_those_who_may_know_the_names(
    client, analyst, lead, portfolio, mode, analyst_gets, lead_gets
):
    round_ = asked(portfolio, mode=mode)
    answers(round_, 9, 2)

    for person, status in ((analyst, analyst_gets), (lead, lead_gets)):
        found = page(client, person, "round_ratings_export", round_.pk, "csv")
        assert found[0] == status


def test_comments_of_an_anonymous_round_wait_for_its_end_and_for_five(
    client, lead, portfolio
):
    few = asked(portfolio, mode=Mode.ANONYMOUS)
    answers(few, 9, words="Of two.")
    still_open = asked(portfolio, mode=Mode.ANONYMOUS, state=Round.State.OPEN)
    answers(still_open, *[9] * 6, words="Of an open round.")
    told = asked(portfolio, mode=Mode.ANONYMOUS)
    answers(told, *[9] * 6, words="Of enough.")

    _status, body = page(client, lead, "comment_list")

    assert "Of enough." in body
    assert "Of two." not in body
    assert "Of an open round." not in body
    people = {row.stakeholder.name for row in told.invitations.all()}
    assert not any(name in body for name in people)


@pytest.mark.one_engine
def test_only_leads_read_comments(client, analyst, executive, portfolio):
    answers(asked(portfolio), *[9] * 6, words="Whoever said this.")

    for person in (analyst, executive):
        assert "Whoever said this." not in page(client, person, "comment_list")[1]


def test_comments_are_found_by_words_theme_tone_and_score(client, lead, portfolio):
    round_ = asked(portfolio)
    answers(round_, 2, words="Terrible delays, awful service.")
    answers(round_, 10, words="Wonderful help, thank you.")
    theme = ThemeFactory(portfolio=portfolio, name="Delays")
    Answer.objects.get(text__startswith="Terrible").themes.add(theme)

    for query in (
        {"q": "delays"},
        {"theme": theme.pk},
        {"sound": "negative"},
        {"band": "detractors"},
        {"round": round_.pk, "q": "awful"},
    ):
        _status, body = page(client, lead, "comment_list", **query)
        assert "Terrible" in body, query
        assert "Wonderful" not in body, query


@pytest.mark.one_engine
def test_the_ear_of_a_person_stands_above_the_word_list(client, lead, portfolio):
    answers(asked(portfolio), 9, words="Great, late again.")
    comment = Answer.objects.comments().get()
    assert "positive, machine-read" in page(client, lead, "comment_list")[1]

    client.post(
        reverse("recognition:comment_update", args=[comment.pk]),
        {"sound": "negative", "new_theme": " Late  reports "},
    )

    _status, body = page(client, lead, "comment_list")
    assert "negative, machine-read" not in body
    assert "negative" in body
    assert [row.name for row in comment.themes.all()] == ["Late reports"]
    client.post(
        reverse("recognition:comment_update", args=[comment.pk]),
        {"sound": "", "new_theme": "late reports"},
    )
    assert Theme.objects.count() == 1


@pytest.mark.one_engine
def test_a_comment_becomes_a_promise_and_the_promise_is_kept(
    client, lead, analyst, portfolio
):
    round_ = asked(portfolio, mode=Mode.ANONYMOUS)
    answers(round_, *[3] * 5, words="Reports come too late.")
    comment = Answer.objects.comments().first()
    client.force_login(lead)

    client.post(
        reverse("recognition:comment_follow_up", args=[comment.pk]),
        {
            "said": "Reports come too late.",
            "assigned_to": analyst.pk,
            "due_on": "2026-11-15",
        },
    )

    promise = FollowUp.objects.get()
    assert (promise.answer, promise.stakeholder) == (comment, None)
    client.force_login(analyst)
    url = promise.get_absolute_url()
    shown = client.get(url)
    entries = {
        "state": "done",
        "did": "They come on the fifth.",
        "said": "Something else",
        "version": shown.context["form"]["version"].value(),
    }
    assert client.post(url, {**entries, "did": ""}).status_code == 422
    assert client.post(url, entries).status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.did) == ("done", "They come on the fifth.")
    assert promise.said == "Reports come too late."
    assert promise.settled_at is not None


@pytest.mark.one_engine
def test_only_what_was_done_is_told(portfolio):
    promise = FollowUpFactory.build(portfolio=portfolio, is_told=True)
    with pytest.raises(ValidationError, match="Only what was done is told"):
        promise.full_clean(exclude=["assigned_to"])


def test_late_promises_are_found(client, lead, portfolio):
    FollowUpFactory(portfolio=portfolio, said="Late one", due_on=date(2020, 1, 1))
    FollowUpFactory(portfolio=portfolio, said="Early one", due_on=date(2090, 1, 1))

    _status, body = page(client, lead, "follow_up_list", overdue="on")

    assert "Late one" in body
    assert "Early one" not in body


@pytest.mark.one_engine
def test_the_lists_take_the_same_queries_for_one_row_and_for_many(
    client, lead, portfolio, django_assert_num_queries
):
    client.force_login(lead)
    round_ = asked(portfolio)
    counts = {"comment_list": 9, "follow_up_list": 6, "result_list": 5}
    for _again in range(2):
        answers(round_, 9, 3, words="Friendly people.")
        FollowUpFactory(portfolio=portfolio, answer=Answer.objects.comments().first())
        asked(portfolio)
        for name, count in counts.items():
            with django_assert_num_queries(count):
                client.get(reverse(f"recognition:{name}"))


@pytest.mark.one_engine
def test_the_results_of_a_round_take_the_same_queries_however_many_answered(
    client, executive, portfolio, django_assert_num_queries
):
    client.force_login(executive)
    round_ = asked(portfolio)
    for _again in range(2):
        answers(round_, *[9] * 6)
        with django_assert_num_queries(10):
            client.get(reverse("recognition:round_results", args=[round_.pk]))


@pytest.mark.one_engine
def test_what_is_elsewhere_does_not_exist(client, lead):
    elsewhere = asked(PortfolioFactory())
    answers(elsewhere, *[9] * 5, words="Theirs.")

    assert page(client, lead, "round_results", elsewhere.pk)[0] == 404
    assert "Theirs." not in page(client, lead, "comment_list")[1]


def test_the_api_gives_rounds_in_sum(client, executive, analyst, portfolio):
    round_ = asked(portfolio)
    answers(round_, *[9] * 8, 7, 3, words="Friendly people.")
    small = asked(portfolio)
    answers(small, 9, 9)
    client.force_login(executive)

    listed = client.get("/api/v1/rounds/").json()["results"]
    found = client.get(f"/api/v1/rounds/{round_.pk}/results/").json()
    hidden = client.get(f"/api/v1/rounds/{small.pk}/results/").json()

    assert {row["answered"] for row in listed} == {10, 2}
    assert (found["results"][0]["value"], found["results"][0]["n"]) == (70.0, 10)
    assert found["results"][0]["interval"]
    assert hidden["results"][0]["status"] == "suppressed"
    assert hidden["results"][0]["value"] is None
    assert client.get("/api/v1/stakeholders/").json()["results"] == []
    client.force_login(analyst)
    people = client.get("/api/v1/stakeholders/", {"portfolio": "transport"}).json()
    assert people["count"] == 12
    assert "answers" not in people["results"][0]


def test_silent_sponsors_have_names_for_leads_alone(
    client, lead, analyst, portfolio, django_assert_num_queries
):
    answers(asked(portfolio, mode=Mode.ANONYMOUS, period_end=date(2099, 1, 1)), 9)
    old = asked(portfolio, period_start=date(2019, 1, 1), period_end=date(2019, 3, 31))
    answers(old, 9)
    heard, forgotten = (
        Round.objects.get(pk=pk).invitations.get().stakeholder.name
        for pk in Round.objects.order_by("pk").values_list("pk", flat=True)
    )

    _status, body = page(client, lead, "silent_list")

    assert forgotten in body
    assert heard not in body
    assert forgotten not in page(client, analyst, "silent_list")[1]
    with django_assert_num_queries(2):
        silent_sponsors(lead, date(2026, 11, 30))
