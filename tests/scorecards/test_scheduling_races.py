"""Two schedulers, two workers, at the same moment: one report."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connections

from recognition.models import ExecutiveReport
from scorecards import scheduling
from tests.scorecards.test_scheduling import NOW, addressed, ordered


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_and_two_workers_make_one_report():
    ordered(addressed())
    start = Barrier(2)

    def work(_number: int) -> list[str]:
        start.wait()
        try:
            return [scheduling.carry_out(pk, NOW) for pk in scheduling.sweep(NOW)]
        finally:
            connections.close_all()

    with time_machine.travel(NOW, tick=False), ThreadPoolExecutor(2) as pool:
        results = [*pool.map(work, range(2))]
    assert [one for result in results for one in result].count("done") == 1
    assert ExecutiveReport.objects.filter(period_key="2026-Q3").count() == 1
