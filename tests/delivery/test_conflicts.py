"""Two people at one row at the same moment: the first save is kept, the second told."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from delivery.models import Attribution, Baseline, ClaimDecision, Milestone, Role
from tests.delivery.pages import entries
from tests.factories import (
    BenefitEntryFactory,
    BenefitFactory,
    MilestoneFactory,
    ProjectFactory,
    ServiceFactory,
)
from tests.people import member

pytestmark = pytest.mark.django_db(transaction=True)

PAIRS = 5


@pytest.fixture
def desks(analyst, lead):
    """Two browsers, each with somebody signed in."""
    both = [Client(), Client()]
    for client, user in zip(both, (analyst, lead), strict=True):
        client.force_login(user)
    return both


def at_once(desks, path, sent):
    """Send each browser's entries at the same moment; return the sorted statuses."""
    start = Barrier(len(desks))

    def send(client, form):
        start.wait()
        try:
            return client.post(path, form).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(desks)) as pool:
        return sorted(pool.map(send, desks, sent))


def test_of_two_saves_at_once_one_is_kept_and_one_is_told(desks, portfolio):
    milestone = MilestoneFactory(project__portfolio=portfolio)
    path = reverse("delivery:milestone_update", args=[milestone.pk])
    for round_number in range(PAIRS):
        opened = entries(desks[0].get(path))
        sent = [opened | {"name": f"{round_number} {who}"} for who in ("Ada", "Grace")]
        assert at_once(desks, path, sent) == [302, 409]
        assert Milestone.objects.get().name in {form["name"] for form in sent}
    assert milestone.history.count() == 1 + PAIRS


def test_two_plans_approved_at_once_get_two_numbers(desks, portfolio):
    project = ProjectFactory(portfolio=portfolio)
    path = reverse("delivery:baseline_create", args=[project.pk])
    plan = {"approved_on": "2026-01-01", "budget": "1", "reason": "Both"}
    sent = [entries(desk.get(path)) | plan for desk in desks]
    assert at_once(desks, path, sent) == [302, 302]
    assert list(Baseline.objects.values_list("number", flat=True)) == [1, 2]


def test_of_two_who_fill_one_cell_at_once_one_is_told(desks, portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    path = f"{reverse('delivery:benefit_months', args=[benefit.pk])}?period=FY2026"
    opened = entries(desks[0].get(path))
    sent = [opened | {"2026-01-planned": amount} for amount in ("1", "2")]
    assert at_once(desks, path, sent) == [302, 409]
    assert benefit.entries.count() == 1


def test_the_same_new_row_sent_twice_at_once_is_stored_once(desks, portfolio):
    project = ProjectFactory(portfolio=portfolio)
    path = reverse("delivery:milestone_create", args=[project.pk])
    opened = entries(desks[0].get(path)) | {"code": "M1", "name": "Once"}
    assert at_once(desks, path, [opened, opened]) == [302, 422]
    assert Milestone.objects.count() == 1


def test_two_shares_stored_at_once_never_make_more_than_the_whole(desks, portfolio):
    benefit = BenefitFactory(portfolio=portfolio)
    path = reverse("delivery:attribution_create", args=[benefit.pk])
    for round_number in range(PAIRS):
        services = [ServiceFactory(portfolio=portfolio) for _desk in desks]
        how = {"share": "60", "method": "trend", "confidence": "80"}
        sent = [
            entries(desk.get(path)) | how | {"service": str(service.pk)}
            for desk, service in zip(desks, services, strict=True)
        ]
        assert at_once(desks, path, sent) == [302, 422], round_number
        assert [one.share for one in benefit.attributions.all()] == [Decimal("0.6")]
        Attribution.objects.all().delete()


def test_of_two_decisions_at_once_one_is_made_and_one_is_told(portfolio, analyst):
    claim = BenefitEntryFactory(
        benefit__portfolio=portfolio, kind="claimed", recorded_by=analyst
    )
    desks = [Client(), Client()]
    for client, name in zip(desks, ("ada", "grace"), strict=True):
        client.force_login(member(portfolio, Role.FINANCE, name))
    path = reverse("delivery:claim_review", args=[claim.pk])
    opened = entries(desks[0].get(path))
    rejected = {"verdict": "rejected", "reason": "No proof"}
    sent = [opened | {"verdict": "accepted"}, opened | rejected]
    assert at_once(desks, path, sent) == [302, 409]
    decision = ClaimDecision.objects.get()
    stands = claim.benefit.entries.filter(kind="validated").exists()
    assert stands == (decision.verdict == "accepted")
