"""Support sees how refreshing stands, and no figures."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from scorecards.models import Refresh, Scorecard
from tests.factories import PortfolioFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "admin:scorecards_refresh_changelist"


@pytest.fixture
def support(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def failed() -> Refresh:
    return Refresh.objects.create(
        portfolio=PortfolioFactory(name="Metro"),
        attempts=3,
        tried_revision=9,
        failed_at=timezone.now(),
        error="ZeroDivisionError: no projects",
    )


def test_a_refresh_that_failed_is_shown_with_its_reason(support, failed):
    page = support.get(reverse(LIST)).content.decode()
    assert "Metro" in page
    assert "ZeroDivisionError: no projects" in page


def test_support_starts_it_again(support, failed):
    support.post(
        reverse(LIST),
        {"action": "start_failed_again", "_selected_action": [failed.pk]},
    )
    assert Refresh.objects.get().attempts == 0


def test_nobody_edits_derived_rows(support, failed):
    change = reverse("admin:scorecards_refresh_change", args=[failed.pk])
    assert support.get(change).status_code == 200
    assert support.post(change, {"attempts": 0}).status_code == 403
    assert support.get(reverse("admin:scorecards_refresh_add")).status_code == 403


def test_scorecards_themselves_are_not_in_the_admin():
    assert not admin.site.is_registered(Scorecard)
