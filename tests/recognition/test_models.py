"""What the database keeps of feedback, and what it refuses to know."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from accounts.links import fingerprint, token_of
from recognition.models import Invitation, Mode, Question, Response, Round, Stakeholder
from tests.factories import (
    AnswerFactory,
    FollowUpFactory,
    InvitationFactory,
    ProjectFactory,
    QuestionFactory,
    ResponseFactory,
    ResponsibilityFactory,
    RoundFactory,
    ServiceFactory,
    StakeholderFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def test_a_link_is_found_by_its_token_and_the_row_does_not_hold_it():
    invitation = InvitationFactory()
    token = token_of(invitation.nonce)
    assert Invitation.objects.of_token(token).get() == invitation
    assert len(token) == 32
    stored = {str(getattr(invitation, f.attname)) for f in Invitation._meta.fields}
    assert token not in stored
    assert fingerprint(token) in stored
    assert not Invitation.objects.of_token(invitation.nonce).exists()


def fields_in(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def test_nothing_joins_an_anonymous_answer_to_its_invitation():
    """Only the round is common to both, and nothing in either tells when."""
    round_ = RoundFactory(mode=Mode.ANONYMOUS)
    invitation = InvitationFactory(round=round_)
    response = ResponseFactory(round=round_)
    for broken in ({"answered_at": NOW}, {"stakeholder": invitation.stakeholder}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Response.objects.filter(pk=response.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(answered_at=NOW)
    leading = {
        field.name
        for field in Response._meta.get_fields()
        if field.is_relation and field.related_model is Invitation
    }
    assert not leading
    assert "responses" not in fields_in(Invitation)
    common = {
        field.related_model
        for field in Response._meta.fields
        if field.is_relation and getattr(response, field.attname) is not None
    }
    assert common == {Round}


@pytest.mark.parametrize(
    ("kind", "scale"),
    [
        (Question.Kind.NPS, (0, 10)),
        (Question.Kind.CSAT, (1, 5)),
        (Question.Kind.EFFORT, (1, 7)),
        (Question.Kind.OPENNESS, (1, 5)),
        (Question.Kind.TEXT, None),
    ],
)
def test_the_kind_of_a_question_says_how_it_is_answered(kind, scale):
    assert QuestionFactory.build(kind=kind, questionnaire=None).scale == scale


def test_somebody_answers_for_one_thing_at_a_time():
    with pytest.raises(ValidationError, match="Name one thing"):
        ResponsibilityFactory.build(
            stakeholder=StakeholderFactory(),
            project=ProjectFactory(),
            service=ServiceFactory(),
        ).full_clean()


def test_of_an_erased_person_nothing_is_kept():
    sponsor = StakeholderFactory(name="Ada", email="ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Stakeholder.objects.filter(pk=sponsor.pk).update(erased_at=NOW)
    gone = {"name": "", "email": "", "erased_at": NOW}
    Stakeholder.objects.filter(pk=sponsor.pk).update(**gone)
    assert str(Stakeholder.objects.get()) == "An erased person"
    assert not Stakeholder.objects.present().exists()


def test_an_answer_is_a_number_or_a_text_and_never_nothing():
    question = QuestionFactory()
    response = ResponseFactory(round__questionnaire=question.questionnaire)
    for nothing in ({"score": None}, {"score": 5, "text": "and words"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnswerFactory(response=response, question=question, **nothing)
    AnswerFactory(response=response, question=question, score=0)


def test_a_promise_is_kept_in_words():
    with pytest.raises(ValidationError, match="Say what came of it"):
        FollowUpFactory.build(state="done", portfolio=None).validate_constraints()


def test_an_answer_raises_the_revision_of_its_portfolio():
    round_ = RoundFactory()
    before = round_.portfolio.revision
    ResponseFactory(round=round_)
    round_.portfolio.refresh_from_db()
    assert round_.portfolio.revision > before


def test_only_the_silent_are_reminded_twice_at_most_and_three_days_apart():
    round_ = RoundFactory()
    asked = {"round": round_, "last_mail_at": NOW}
    silent = InvitationFactory(**asked)
    InvitationFactory(**asked, is_answered=True)
    InvitationFactory(**asked, revoked_at=NOW)
    InvitationFactory(**asked, bounced_at=NOW)
    InvitationFactory(**asked, reminder_count=2)
    InvitationFactory(round__sends_reminders=False, last_mail_at=NOW)
    InvitationFactory(round__state=Round.State.CLOSED, last_mail_at=NOW)
    soon, later = NOW + timedelta(days=2), NOW + timedelta(days=3)
    assert not Invitation.objects.to_remind(soon).exists()
    assert list(Invitation.objects.to_remind(later)) == [silent]


def test_a_round_takes_answers_on_its_last_day_and_not_after():
    round_ = RoundFactory(closes_on=date(2026, 10, 20))
    assert round_.takes_answers_on(date(2026, 10, 20))
    assert not round_.takes_answers_on(date(2026, 10, 21))
    round_.state = Round.State.CLOSED
    assert not round_.takes_answers_on(date(2026, 10, 20))


def test_who_may_see_rounds_names_and_scores(
    portfolio, analyst, lead, finance, executive, administrator, stranger
):
    round_ = RoundFactory(portfolio=portfolio)
    ResponseFactory(round=round_)
    follow = {user for user in (analyst, lead) if user}
    for user in (analyst, lead, finance, executive, administrator, stranger):
        assert Round.objects.visible_to(user).exists() == (user in follow)
        assert Response.objects.read_by(user).exists() == (user == lead)
        counted = Round.objects.counted_for(user).exists()
        assert counted == (user in {analyst, lead, finance, executive})
