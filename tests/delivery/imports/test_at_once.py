"""A file and a form at one row at the same moment: both are stored in turn."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from django.db import connection, connections, transaction

from delivery.imports.importer import import_file
from delivery.models import Milestone
from tests.factories import MilestoneFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

FILE = "project,code,name,baseline_on\nA,M1,Start,2026-01-31\n"
DAY = date(2026, 2, 3)
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


def wait_for_a_lock():
    """Return when some other connection waits for a row."""
    with connections["default"].cursor() as cursor:
        for _look in range(1000):
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("nobody waits")


def test_a_form_that_holds_a_row_is_waited_for(job, portfolio):
    row = MilestoneFactory(project__portfolio=portfolio, project__code="A", code="M1")
    held = Event()

    def save_the_form():
        try:
            with transaction.atomic():
                row = Milestone.objects.select_for_update().get()
                held.set()
                wait_for_a_lock()
                row.actual_on = DAY
                row.save()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        form = pool.submit(save_the_form)
        held.wait()
        report = import_file(job("milestones", FILE))
        form.result()

    row.refresh_from_db()
    assert report.is_stored
    assert (row.name, row.actual_on) == ("Start", DAY)
