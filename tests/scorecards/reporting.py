"""A portfolio whose third quarter is drawn, and reports on it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from unittest.mock import patch

from delivery.models import Portfolio
from recognition.models import ExecutiveReport, ReportSection
from scorecards import regeneration
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.headline import HEADLINE
from scorecards.panels.on_time import ON_TIME
from scorecards.panels.projects_by_rating import PROJECTS_BY_RATING
from scorecards.panels.recognition import RECOGNITION
from scorecards.panels.trust import TRUST
from scorecards.panels.value_at_risk import VALUE_AT_RISK
from scorecards.regeneration import refresh_here
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    ExecutiveReportFactory,
    ProjectFactory,
    ReportSectionFactory,
)

# Facts take the same way to these few panels, only sooner.
FEW = (
    HEADLINE,
    BENEFITS,
    RECOGNITION,
    VALUE_AT_RISK,
    TRUST,
    ON_TIME,
    PROJECTS_BY_RATING,
)
NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
Kind = ReportSection.Kind


def drawn_quarter(portfolio: Portfolio) -> None:
    """Give a portfolio a benefit and a finished project, and draw its scorecards."""
    benefit = BenefitFactory(portfolio=portfolio, name="Fewer meter readings")
    for kind, amount in (("planned", 1_234_567), ("validated", 1_100_000)):
        BenefitEntryFactory(benefit=benefit, kind=kind, amount=Decimal(amount))
    project = ProjectFactory(
        portfolio=portfolio,
        status="completed",
        actual_finish=date(2026, 8, 20),
        final_cost=Decimal(90_000),
    )
    BaselineFactory(project=project, finish=date(2026, 8, 31))
    with patch.object(regeneration, "PANELS", FEW):
        list(refresh_here(Portfolio.objects.all()))


def drafted(portfolio: Portfolio, **fields: object) -> ExecutiveReport:
    """A report of three sections: the answer, words with a number, a panel."""
    report: ExecutiveReport = ExecutiveReportFactory.create(
        portfolio=portfolio, **fields
    )
    ReportSectionFactory(report=report, position=0, kind=Kind.HEADLINE, text="")
    ReportSectionFactory(
        report=report, position=1, text="We delivered **{benefits.validated}**."
    )
    ReportSectionFactory(
        report=report,
        position=2,
        kind=Kind.PANELS,
        title="Benefits",
        text="",
        panels=["benefits"],
    )
    return report
