"""Workers that send at the same moment: each recipient gets one mail."""

import pytest
import time_machine

from accounts.models import Mail
from delivery.models import Portfolio, Role
from recognition.actions import report_answers
from recognition.models import LedgerEvent, ReportDelivery, ReportView
from scorecards.actions import sending
from scorecards.actions.publishing import publish
from tests.factories import PortfolioFactory
from tests.people import member
from tests.recognition.value.test_at_once import at_once
from tests.scorecards.copies.posting import (
    NOW,
    a_copy,
    a_reader,
    a_report,
    a_result,
    draw,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def portfolio() -> Portfolio:
    """A portfolio of this test's own, as others look at it from other connections."""
    return PortfolioFactory(slug="transport", name="Transport")


def test_many_workers_write_one_mail_and_one_line_of_the_ledger_each(portfolio):
    with time_machine.travel(NOW, tick=False):
        lead = member(portfolio, Role.LEAD, "lead")
        sponsor = a_reader(portfolio, "Helen Marsh")
        report = a_report(portfolio, a_result(portfolio, sponsor, "Meters", 90_000))
        draw()
        copies = [a_copy(report, sponsor), a_copy(report, a_reader(portfolio, "Omar"))]
        publish(report.pk, seen=None, by=lead, now=NOW)
        at_once(*[lambda: sending.deliver(report.pk, NOW)] * 4)
        keys = sorted(Mail.objects.values_list("key", flat=True))
        assert keys == sorted(f"report_copy:{copy.pk}:1" for copy in copies)
        assert ReportDelivery.objects.count() == 2
        assert LedgerEvent.objects.filter(kind="told").count() == 1
        at_once(*[lambda: report_answers.note_view(copies[0], NOW)] * 4)
        assert ReportView.objects.count() == 1
