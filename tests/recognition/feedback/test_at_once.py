"""Answers that come at the same moment: each is stored once, and none is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from recognition.actions.answering import answer
from recognition.models import Answer, Invitation, Mode, Response, Stakeholder
from tests.factories import InvitationFactory, StakeholderFactory
from tests.recognition.feedback.asking import COMPLETE, asked, entries, page_of

pytestmark = pytest.mark.django_db(transaction=True)


def send(client, invitation, **typed):
    return client.post(page_of(invitation), entries(invitation.round, **typed))


def test_of_twenty_that_send_at_once_one_is_stored():
    invitation = asked()
    start = Barrier(20)

    def send_one(_number):
        start.wait()
        try:
            return send(Client(), invitation, **COMPLETE).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        statuses = sorted(pool.map(send_one, range(20)))
    assert statuses == [302] + [409] * 19
    assert Response.objects.count() == 1
    assert Answer.objects.count() == 4


def test_sixty_people_at_once_lose_nothing():
    first = asked(Mode.ANONYMOUS)
    stakeholders = Stakeholder.objects.bulk_create(
        StakeholderFactory.build_batch(59, portfolio=first.round.portfolio)
    )
    Invitation.objects.bulk_create(
        InvitationFactory.build(
            round=first.round, stakeholder=each, token_hash=each.email
        )
        for each in stakeholders
    )
    invitations = list(Invitation.objects.select_related("round", "stakeholder"))
    question = first.round.questionnaire.questions.get(kind="nps")

    def answer_some(first_one):
        try:
            for invitation in invitations[first_one::8]:
                given = [Answer(question=question, score=8)]
                answer(invitation, given, timezone.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answer_some, range(8)))
    assert Response.objects.count() == 60
    assert Answer.objects.filter(score=8).count() == 60
    assert not Invitation.objects.filter(is_answered=False).exists()
