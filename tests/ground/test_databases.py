"""Both engines take several writers at once, and lose none of what they write."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from accounts.models import User

WRITERS = 4
WRITES_EACH = 25


def count_up(pk: int) -> None:
    """Read a number and write the next one, again and again."""
    try:
        for _ in range(WRITES_EACH):
            with transaction.atomic():
                user = User.objects.select_for_update().get(pk=pk)
                user.name = str(int(user.name) + 1)
                user.save(update_fields=["name"])
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_writers_who_read_first_wait_for_each_other():
    user = User.objects.create_user("ada", name="0")
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(count_up, user.pk) for _ in range(WRITERS)]:
            done.result()
    user.refresh_from_db()
    assert user.name == str(WRITERS * WRITES_EACH)


@pytest.mark.django_db
def test_the_engine_works_as_it_was_told():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
            cursor.execute("PRAGMA busy_timeout")
            assert cursor.fetchone() == (20_000,)
        else:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("0",)
