"""What a transaction asks of the worker is asked once."""

import pytest
from django.db import transaction

from pmo_value.queueing import enqueue_after_commit

TASK = "tests.services.tasks.write_file"

pytestmark = pytest.mark.django_db


def messages(asked) -> list[tuple[str, ...]]:
    return [call.args for call in asked]


def test_a_transaction_that_asks_for_the_same_again_sends_one_message(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks() as asked:
        enqueue_after_commit(TASK, "here", "one")
        with transaction.atomic():
            enqueue_after_commit(TASK, "here", "one")
        enqueue_after_commit(TASK, "here", "two")
        enqueue_after_commit(TASK, "here", "one")
    assert messages(asked) == [(TASK, "here", "one"), (TASK, "here", "two")]


def test_what_was_asked_for_in_a_block_that_is_undone_is_asked_for_again(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks() as asked:
        with transaction.atomic():
            enqueue_after_commit(TASK, "here", "one")
            transaction.set_rollback(True)
        enqueue_after_commit(TASK, "here", "one")
    assert messages(asked) == [(TASK, "here", "one")]


def test_a_block_that_may_still_be_undone_does_not_count(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks() as asked, transaction.atomic():
        with transaction.atomic():
            enqueue_after_commit(TASK, "here", "one")
        enqueue_after_commit(TASK, "here", "one")
    assert len(asked) == 2
