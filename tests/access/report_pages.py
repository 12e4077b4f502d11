"""The pages of reports: who may open which, and the reports that are opened."""

from typing import Any

from accounts.models import User
from recognition.models import ReportComment, ScheduleRun
from scorecards.actions.publishing import publish
from scorecards.models import Scorecard
from tests.access.people import CANARY, LEADS, READERS, SIGNED_IN, Route
from tests.factories import (
    ExecutiveReportFactory,
    ReportCopyFactory,
    ReportScheduleFactory,
    ReportSectionFactory,
)
from tests.recognition.quoting import NOW

REPORT_PAGES = [
    Route("report_list", SIGNED_IN),
    Route("report_detail", READERS, ("published_report",)),
    # Whoever has a copy: the lead of this table has one, the others have none.
    Route("report_file", READERS, ("published_report", "pdf"), 302, "post"),
    Route("report_answer", {"lead"}, ("published_report",)),
    Route("report_viewed", {"lead"}, ("published_report",), 204, "post"),
    Route("report_difference", LEADS, ("published_report",)),
    Route("report_create", SIGNED_IN),
    Route("report_compose", LEADS, ("report",)),
    Route("report_update", LEADS, ("report",)),
    Route("report_delete", LEADS, ("report",)),
    Route("report_go_on", LEADS, ("published_report",)),
    Route("report_section_create", LEADS, ("report",), 404, "post"),
    Route("report_section_update", LEADS, ("report_section",)),
    Route("report_section_move", LEADS, ("report_section",), 409, "post"),
    Route("report_section_delete", LEADS, ("report_section",)),
    Route("report_section_restore", LEADS, ("report",), 404, "post"),
    Route("report_comment_create", LEADS, ("report",), 422, "post"),
    Route("report_comment_settle", LEADS, ("report_comment",), 302, "post"),
    Route("report_review", LEADS, ("report",), 302, "post"),
    Route("report_decide", LEADS, ("reviewed_report",), 422, "post"),
    Route("report_reopen", LEADS, ("reviewed_report",)),
    Route("report_publish", LEADS, ("report",)),
    Route("report_withdraw", LEADS, ("published_report",)),
    Route("report_renew", LEADS, ("published_report",)),
    Route("report_history", LEADS, ("report",)),
]
RECIPIENT_PAGES = [
    Route("report_recipients", LEADS, ("report",)),
    Route("report_recipients_export", LEADS, ("report", "csv")),
    Route("report_deliveries_export", LEADS, ("published_report", "xlsx")),
    Route("report_recipient_add", LEADS, ("report",)),
    # There is no report before it: it leads back to the list.
    Route("report_recipients_again", LEADS, ("report",), 302),
    Route("report_distribution", LEADS, ("published_report",)),
    Route("report_copy_detail", LEADS, ("report_copy",)),
    Route("report_copy_update", LEADS, ("report_copy",)),
    Route("report_copy_do", LEADS, ("report_copy", "revoke")),
]
SCHEDULE_PAGES = [
    Route("report_schedule_list", SIGNED_IN),
    Route("report_schedule_create", LEADS, ("report",)),
    Route("report_schedule_preview", LEADS, ("portfolio",)),
    Route("report_schedule_detail", LEADS, ("report_schedule",)),
    Route("report_schedule_update", LEADS, ("report_schedule",)),
    Route("report_schedule_pause", LEADS, ("report_schedule",), 302, "post"),
    Route("report_schedule_delete", LEADS, ("report_schedule",)),
    Route("report_schedule_history", LEADS, ("report_schedule",)),
    Route("schedule_run_export", LEADS, ("report_schedule", "csv")),
    Route("schedule_run_again", LEADS, ("schedule_run",), 302, "post"),
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
    remark = ReportComment.objects.create(report=draft, text=CANARY, by=lead, at=NOW)
    copy = ReportCopyFactory(report=report, stakeholder__name=CANARY)
    ReportCopyFactory(report=report, stakeholder=None, user=lead)
    schedule = ReportScheduleFactory(
        portfolio=scorecard.portfolio, pattern=report, name=CANARY, owner=lead
    )
    run = ScheduleRun.objects.create(
        schedule=schedule, planned_on=NOW.date(), due_at=NOW, problem=CANARY
    )
    return {
        "report_schedule": schedule,
        "schedule_run": run,
        "report_copy": copy,
        "report": draft,
        "report_section": section,
        "published_report": report,
        "report_comment": remark,
        "reviewed_report": ExecutiveReportFactory(**fields, state="in_review"),
    }
