"""One person in two rows, and somebody who asks to be forgotten."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from accounts import mailing
from accounts.models import Mail
from recognition.actions import people
from recognition.models import Answer, Mode, Response, Stakeholder
from tests.factories import (
    AnswerFactory,
    FollowUpFactory,
    InvitationFactory,
    QuestionFactory,
    ResponseFactory,
    ResponsibilityFactory,
    RoundFactory,
    StakeholderFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def kept(portfolio):
    return StakeholderFactory(portfolio=portfolio, name="Ada Lovelace", email="")


@pytest.fixture
def other(portfolio):
    return StakeholderFactory(
        portfolio=portfolio, name="A. Lovelace", email="ada@example.org", unit="Works"
    )


def test_two_rows_become_one_and_nothing_is_lost(portfolio, kept, other):
    same = ResponsibilityFactory(stakeholder=kept).project
    ResponsibilityFactory(stakeholder=other, project=same)
    only = ResponsibilityFactory(stakeholder=other).project
    both = RoundFactory(portfolio=portfolio)
    InvitationFactory(round=both, stakeholder=kept)
    answered = InvitationFactory(round=both, stakeholder=other, is_answered=True)
    response = ResponseFactory(round=both, stakeholder=other)
    silent = InvitationFactory(round__portfolio=portfolio, stakeholder=kept)
    InvitationFactory(round=silent.round, stakeholder=other)
    alone = InvitationFactory(round__portfolio=portfolio, stakeholder=other)
    call = FollowUpFactory(portfolio=portfolio, stakeholder=other)
    draft = RoundFactory(portfolio=portfolio, state="draft")
    draft.left_out.add(other)
    people.merge_stakeholders(kept, other)
    assert not Stakeholder.objects.filter(pk=other.pk).exists()
    kept.refresh_from_db()
    assert (kept.name, kept.email, kept.unit) == (
        "Ada Lovelace",
        "ada@example.org",
        "Works",
    )
    assert {row.project for row in kept.responsibilities.all()} == {same, only}
    assert set(kept.invitations.all()) == {answered, silent, alone}
    assert list(kept.responses.all()) == [response]
    assert list(kept.follow_ups.all()) == [call]
    assert list(draft.left_out.all()) == [kept]


@pytest.mark.parametrize("mode", [Mode.CONFIDENTIAL, Mode.ANONYMOUS])
def test_two_answers_of_one_round_are_not_made_one(portfolio, kept, other, mode):
    round_ = RoundFactory(portfolio=portfolio, mode=mode)
    for person in (kept, other):
        InvitationFactory(round=round_, stakeholder=person, is_answered=True)
    assert people.answered_by_both(kept, other) == [round_]
    with pytest.raises(ValueError, match="both have answered"):
        people.merge_stakeholders(kept, other)


def rows_with(*words: str) -> list[tuple[str, str]]:
    """Return the rows of the whole database in which one of the words stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            for row in cursor.fetchall():
                text = str(row).lower()
                found += [(table, word) for word in words if word.lower() in text]
    return found


def test_of_somebody_who_is_forgotten_a_dump_holds_nothing(
    portfolio, lead, admin_client
):
    sponsor = StakeholderFactory(
        portfolio=portfolio,
        name="Quillon Vex",
        email="quillon@example.org",
        job_title="Keeper of Wombats",
        unit="Marsupial Affairs",
        user=lead,
    )
    sponsor.job_title = "Keeper of Wombats, senior"
    sponsor.save()
    admin_client.post(
        f"/admin/recognition/stakeholder/{sponsor.pk}/change/", {"name": "Quillon Vex"}
    )
    ResponsibilityFactory(stakeholder=sponsor)
    named = RoundFactory(portfolio=portfolio, mode=Mode.ATTRIBUTED)
    response = ResponseFactory(round=named, stakeholder=sponsor)
    rated = AnswerFactory(response=response, score=3)
    text = QuestionFactory(questionnaire=named.questionnaire, kind="text")
    said = AnswerFactory(
        response=response, question=text, score=None, text="Zanzibar is late"
    )
    FollowUpFactory(portfolio=portfolio, answer=said, said="Zanzibar is late")
    InvitationFactory(round=named, stakeholder=sponsor, is_answered=True)
    waiting = InvitationFactory(
        round__portfolio=portfolio,
        stakeholder=sponsor,
        bounce="550 quillon@example.org",
    )
    anonymous = RoundFactory(portfolio=portfolio, mode=Mode.ANONYMOUS)
    InvitationFactory(round=anonymous, stakeholder=sponsor, is_answered=True)
    for key in ("waiting", "sent"):
        mailing.post_to_address(
            key,
            address="Quillon@example.org",
            subject="Hi",
            body="Quillon Vex",
            now=NOW,
        )
    Mail.objects.filter(key="sent").update(state="sent", sent_at=NOW)
    words = ("Quillon", "Wombats", "Marsupial", "Zanzibar")
    assert {word for _table, word in rows_with(*words)} == set(words)
    people.erase_stakeholder(sponsor.pk, NOW)
    assert rows_with(*words) == []
    sponsor.refresh_from_db()
    waiting.refresh_from_db()
    assert sponsor.erased_at == waiting.revoked_at == NOW
    assert list(Answer.objects.all()) == [rated], "ratings stay as they were"
    assert Response.objects.get().stakeholder == sponsor
    assert sponsor.history.latest().erased_at == NOW, "that it was done is on record"
    people.erase_stakeholder(sponsor.pk, datetime(2027, 1, 1, tzinfo=UTC))
    sponsor.refresh_from_db()
    assert sponsor.erased_at == NOW


def test_an_address_that_two_portfolios_know_keeps_the_mails_of_the_other(portfolio):
    sponsor = StakeholderFactory(portfolio=portfolio, email="ada@example.org")
    StakeholderFactory(email="ADA@example.org")
    mailing.post_to_address(
        "theirs", address="ada@example.org", subject="Hi", body="Hello", now=NOW
    )
    people.erase_stakeholder(sponsor.pk, NOW)
    assert Mail.objects.filter(key="theirs").exists()
