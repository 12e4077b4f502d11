"""What a testimonial may become, by whom, and what is never changed."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.links import token_of
from recognition.actions.testimonials import (
    AUTHOR,
    Actor,
    StepRefusedError,
    receive_testimonial,
    take_step,
)
from recognition.models import Testimonial, TestimonialStep
from tests.factories import RoundFactory, StakeholderFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
State = Testimonial.State


def test_a_quote_given_after_the_answers_is_received_and_kept_word_by_word():
    round_ = RoundFactory()
    author = StakeholderFactory(portfolio=round_.portfolio)
    revision = round_.portfolio.revision
    testimonial = receive_testimonial(author, "  It worked.\nTwice. ", round_, NOW)
    assert (testimonial.state, testimonial.portfolio) == (
        State.RECEIVED,
        round_.portfolio,
    )
    words = testimonial.newest_text()
    assert (words.number, words.text) == (1, "It worked.\nTwice.")
    assert testimonial.fingerprint_of(words.text) == words.fingerprint
    with pytest.raises(TypeError):
        words.save()
    [step] = testimonial.steps.all()
    assert step.is_by_author
    with pytest.raises(TypeError):
        step.save()
    token = token_of(testimonial.nonce)
    assert Testimonial.objects.of_token(token).get() == testimonial
    round_.portfolio.refresh_from_db()
    assert round_.portfolio.revision > revision


def test_nobody_but_the_author_approves(lead):
    testimonial = receive_testimonial(StakeholderFactory(), "Good.", None, NOW)
    testimonial.state = State.AUTHOR_REVIEW
    with pytest.raises(StepRefusedError):
        take_step(testimonial, State.APPROVED, Actor(lead), NOW)
    with pytest.raises(StepRefusedError):
        take_step(testimonial, State.PUBLISHED, AUTHOR, NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        TestimonialStep(testimonial=testimonial, after=State.APPROVED, at=NOW).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Testimonial.objects.update(state=State.PUBLISHED)
