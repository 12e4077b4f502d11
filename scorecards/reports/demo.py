"""The reports of the demonstration: two out, one being written, one scheduled."""

from datetime import UTC, date, datetime, time, timedelta

from accounts.models import User
from delivery.calculations.periods import Period, PeriodKind
from delivery.demo.projects import ROOT
from delivery.models import Portfolio
from recognition.demo.copies import name_recipients, write_copies
from recognition.models import (
    ExecutiveReport,
    ReportComment,
    ReportSchedule,
    ReportSection,
)
from scorecards.actions.publishing import publish, scorecard_of
from scorecards.reports.beginning import begin, title_of

Kind = ReportSection.Kind
Template = ExecutiveReport.Template
# A report went out so long after the end of its quarter.
DAYS_AFTER = 12
IN_SHORT = (
    "Finance has validated **{benefits.validated}** of benefit so far, against a plan "
    "of {benefits.planned} to date. Sponsors have acknowledged "
    "{recognition.acknowledged_value} of it.\n\n"
    "Three things to know:\n\n"
    "- {on_time_rate} of the projects finished or run on time.\n"
    "- Each euro spent on the PMO returned more than it cost; the arithmetic is in the "
    "panel below.\n"
    "- What is validated and not yet acknowledged waits for {value_at_risk.oldest} at "
    "the longest. We ask the sponsors concerned to say what they see."
)
COMMENT = (
    "The board will ask why risk has not come down. Please add a sentence on the two "
    "largest exposures."
)


def write_reports(until: date) -> None:
    """Write two published reports of the quarter before the last, and a draft."""
    portfolio = Portfolio.objects.get(slug=ROOT)
    lead = User.objects.get(username="lead")
    start = portfolio.fiscal_year_start_month
    latest = Period.containing(until, PeriodKind.QUARTER, start)
    before = latest.previous()
    for template in (Template.QUARTERLY, Template.BOARD):
        now = _morning(before.end + timedelta(days=DAYS_AFTER))
        if report := _begun(portfolio, before, template, lead):
            ExecutiveReport.objects.filter(pk=report.pk).update(allows_gaps=True)
            publish(report.pk, seen=None, by=lead, now=now)
            report.refresh_from_db()
            write_copies(report)
            if template == Template.QUARTERLY:
                _schedule(report, lead, until)
    if draft := _begun(portfolio, latest, Template.QUARTERLY, lead):
        ReportComment.objects.create(
            report=draft,
            section=draft.sections.filter(kind=Kind.PANELS).last(),
            text=COMMENT,
            by=lead,
            at=_morning(until),
        )
        name_recipients(draft)


def _schedule(report: ExecutiveReport, lead: User, until: date) -> None:
    """Let the quarterly report go out by itself from now on."""
    ReportSchedule.objects.get_or_create(
        portfolio=report.portfolio,
        name="Quarterly report to the executives",
        defaults={
            "pattern": report,
            "days_after": DAYS_AFTER,
            "time_zone": "Europe/London",
            "country": "GB",
            "roles": ["s-executive", "u-executive"],
            "attachment": "pdf",
            "owner": lead,
            "starts_on": until + timedelta(days=1),
        },
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 30, tzinfo=UTC))


def _begun(
    portfolio: Portfolio, period: Period, template: str, lead: User
) -> ExecutiveReport | None:
    """Return a draft with words, where the period has a scorecard."""
    report = ExecutiveReport(
        portfolio=portfolio,
        period_key=period.key,
        template=template,
        title=title_of(template, portfolio, period.label),
    )
    scorecard = scorecard_of(report)
    if scorecard is None:
        return None
    begin(report, scorecard, lead)
    if template == Template.QUARTERLY:
        words = report.sections.filter(kind=Kind.NARRATIVE)
        words.filter(position=1).update(text=IN_SHORT)
    return report
