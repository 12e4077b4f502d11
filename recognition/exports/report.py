"""Reports as files: what they are about, and how far they have come."""

from collections.abc import Iterable

from delivery.exports.rows import Rows
from recognition.models import ExecutiveReport

REPORT_COLUMNS = (
    "portfolio",
    "period",
    "template",
    "title",
    "state",
    "version",
    "sections",
    "recipients",
    "published_at",
    "published_by",
    "withdrawn_because",
)


def report_rows(reports: Iterable[ExecutiveReport]) -> Rows:
    """Yield reports in the order of REPORT_COLUMNS."""
    for report in reports:
        counted: tuple[object, ...] = (
            report.section_count,  # type: ignore[attr-defined]
            report.copy_count,  # type: ignore[attr-defined]
        )
        yield (
            report.portfolio.slug,
            report.period_key,
            report.template,
            report.title,
            report.state,
            report.version,
            *counted,
            report.published_at,
            str(report.published_by or ""),
            report.withdrawn_because,
        )
