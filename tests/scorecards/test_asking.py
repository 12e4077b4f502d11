"""What waits for a reader stands over the numbers, and leads to where it is done."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from recognition.models import ReportState
from scorecards.asking import asked_of
from tests.factories import (
    ExecutiveReportFactory,
    ReportCopyFactory,
    StakeholderFactory,
    ValueItemFactory,
)

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate()


def told(portfolio, user, **more):
    sponsor = StakeholderFactory(portfolio=portfolio, user=user)
    return ValueItemFactory(
        portfolio=portfolio, sponsor=sponsor, communicated_at=NOW, **more
    )


def sent(portfolio, user, **more):
    report = ExecutiveReportFactory(
        portfolio=portfolio,
        title="Q3",
        state=ReportState.PUBLISHED,
        published_at=NOW,
    )
    return ReportCopyFactory(
        report=report, stakeholder=None, user=user, sent_at=NOW, **more
    )


def test_results_and_reports_that_wait_are_named_with_the_way_to_them(
    client, portfolio, executive, django_assert_num_queries
):
    told(portfolio, executive)
    copy = sent(portfolio, executive)
    with django_assert_num_queries(2):
        found = asked_of(executive, TODAY)
    assert found == [
        ("1 result waits for your answer", reverse("recognition:value_mine")),
        ("Read and acknowledge “Q3”", copy.report.get_absolute_url()),
    ]
    client.force_login(executive)
    page = html.fromstring(client.get(reverse("scorecards:portfolio_list")).content)
    [section] = page.xpath("//section[@aria-labelledby='asked']")
    assert section.xpath(".//a/@href") == [one.url for one in found]


@pytest.mark.parametrize(
    "done",
    [
        pytest.param({"acknowledged_at": NOW}, id="acknowledged"),
        pytest.param({"questioned_at": NOW}, id="asked back"),
        pytest.param({"revoked_at": NOW}, id="taken back"),
        pytest.param({"expires_on": date(2026, 1, 1)}, id="run out"),
    ],
)
def test_what_is_done_or_over_asks_nothing(client, portfolio, executive, done):
    sent(portfolio, executive, **done)
    later = NOW + timedelta(days=1)
    told(portfolio, executive, answer="acknowledged", answered_at=later)
    assert asked_of(executive, TODAY) == []
    client.force_login(executive)
    answer = client.get(reverse("scorecards:portfolio_list"))
    assert b"Asked of you" not in answer.content


def test_nobody_is_asked_for_somebody_else(portfolio, executive, lead):
    told(portfolio, executive)
    sent(portfolio, executive)
    assert asked_of(lead, TODAY) == []
