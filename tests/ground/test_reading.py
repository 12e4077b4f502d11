"""Reads that belong together see one state, and keep nobody from writing."""

from threading import Thread

import pytest
from django.db import connection

from accounts.models import User
from pmo_value.reading import one_state
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def write_elsewhere() -> None:
    """Save a row as another process does, and wait for the commit."""

    def write() -> None:
        UserFactory()
        connection.close()

    writer = Thread(target=write)
    writer.start()
    writer.join(timeout=5)
    assert not writer.is_alive(), "the writer had to wait"


def test_what_is_saved_meanwhile_is_not_seen():
    with one_state():
        before = User.objects.count()
        write_elsewhere()
        assert User.objects.count() == before
    assert User.objects.count() == before + 1


def test_a_connection_that_opens_only_then_keeps_nobody_from_writing_either():
    connection.close()
    with one_state():
        before = User.objects.count()
        write_elsewhere()
        assert User.objects.count() == before


def test_afterwards_transactions_are_as_they_were():
    with one_state():
        User.objects.count()
    UserFactory()
    write_elsewhere()
    assert User.objects.count() == 2


def test_an_error_ends_the_block_and_leaves_the_connection_usable():
    with pytest.raises(ZeroDivisionError), one_state():
        raise ZeroDivisionError
    UserFactory()
    assert User.objects.count() == 1
