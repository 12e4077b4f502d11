"""The readiness probe tells how long facts have been waiting."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from scorecards.models import Refresh, Sweep
from tests.factories import PortfolioFactory

pytestmark = pytest.mark.django_db


def checked(client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/readyz")
    return answer.status_code, answer.json()["checks"]["scorecards"]


@pytest.fixture
def waiting() -> Refresh:
    return Refresh.objects.create(
        portfolio=PortfolioFactory(),
        behind_since=timezone.now() - timedelta(minutes=4),
    )


def test_nothing_behind_is_ready(client):
    _, check = checked(client)
    assert check == {
        "status": "ok",
        "behind": 0,
        "oldest_behind_seconds": 0,
        "failed": 0,
    }


def test_a_short_wait_is_ready(client, waiting):
    _, check = checked(client)
    assert (check["status"], check["behind"]) == ("ok", 1)
    assert 240 <= check["oldest_behind_seconds"] < 250


def test_a_long_wait_is_not_ready(client, waiting):
    Refresh.objects.update(behind_since=timezone.now() - timedelta(minutes=6))
    status, check = checked(client)
    assert (status, check["status"]) == (503, "not ready")
    assert "360 seconds" in check["reason"]


def test_when_nobody_sweeps_whatever_is_behind_is_late(client, waiting):
    Refresh.objects.update(behind_since=None)
    Sweep.objects.create(ran_at=timezone.now() - timedelta(minutes=10))
    status, _ = checked(client)
    assert status == 503


def test_what_waits_for_people_is_counted_and_is_ready(client, waiting):
    Refresh.objects.update(
        attempts=3, tried_revision=9, behind_since=timezone.now() - timedelta(days=1)
    )
    _, check = checked(client)
    assert (check["status"], check["behind"], check["failed"]) == ("ok", 0, 1)
