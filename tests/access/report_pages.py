"""The pages of reports: who may open which, and the reports that are opened."""

from typing import Any

from accounts.models import User
from scorecards.actions.publishing import publish
from scorecards.models import Scorecard
from tests.access.people import CANARY, READERS, SIGNED_IN, Route
from tests.factories import ExecutiveReportFactory, ReportSectionFactory
from tests.recognition.quoting import NOW

REPORT_PAGES = [
    Route("report_list", SIGNED_IN),
    Route("report_detail", READERS, ("published_report",)),
]


def made_reports(scorecard: Scorecard) -> dict[str, Any]:
    """A draft, and one that is out."""
    lead = User.objects.get(username="lead")
    fields = {"portfolio": scorecard.portfolio, "period_key": scorecard.period_key}
    draft = ExecutiveReportFactory(**fields, title=f"{CANARY} draft")
    section = ReportSectionFactory(report=draft, title=CANARY)
    report = ExecutiveReportFactory(**fields, title=CANARY)
    ReportSectionFactory(report=report, title=CANARY)
    publish(report.pk, seen=None, by=lead, now=NOW)
    return {"report": draft, "report_section": section, "published_report": report}
