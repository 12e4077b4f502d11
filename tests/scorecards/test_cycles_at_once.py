"""Two leads close a cycle at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connections

from accounts.models import User
from delivery.models import Cycle, Kpi
from recognition.models import CycleClosing
from scorecards.actions.closing import AlreadyClosedError, close_cycle
from scorecards.models import FrozenScorecard
from scorecards.readiness import readiness
from tests.people import Role, member
from tests.scorecards.cycles import at, ended, following

pytestmark = pytest.mark.django_db(transaction=True)

NOW = at(5)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def test_of_two_leads_who_close_at_once_one_does(portfolio):
    cycle = ended(portfolio)
    leads = [member(portfolio, Role.LEAD, name) for name in ("ada", "bea")]
    start = Barrier(2)

    def close_it(lead: User) -> str:
        start.wait()
        try:
            close_cycle(
                cycle.pk,
                following(cycle, name=f"Next of {lead.username}"),
                seen=readiness(cycle, NOW).seen,
                by=lead,
                now=NOW,
            )
        except AlreadyClosedError as error:
            return f"told that {error.closing.closed_by.username} was first"
        else:
            return f"{lead.username} closed it"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(close_it, leads))
    first = CycleClosing.objects.get().closed_by.username
    assert said == [f"{first} closed it", f"told that {first} was first"]
    assert Cycle.objects.count() == 2
    assert FrozenScorecard.objects.count() == Kpi.objects.count() == 1
