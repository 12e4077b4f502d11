"""How a KPI behaves: its series with limits, as far as it was known on a day."""

from datetime import date

from delivery.calculations.course import Course, course
from scorecards.facts import KpiFacts, PortfolioFacts


def course_of(facts: PortfolioFacts, kpi: KpiFacts, as_of: date) -> Course:
    """Return the course of a KPI up to a day, worked out once for all who ask."""
    known = sum(reading.period_end <= as_of for reading in kpi.readings)
    return facts.once(("course", kpi.pk, known), lambda: course_by(kpi, as_of))


def course_by(kpi: KpiFacts, as_of: date | None = None) -> Course:
    """Return the course of a KPI up to a day, or of all that is known."""
    return course(
        kpi.readings,
        cadence=kpi.cadence,
        aggregation=kpi.aggregation,
        direction=kpi.direction,
        rules=kpi.signal_rules,
        decisions=[(one.step, one.period_start) for one in kpi.decisions],
        as_of=as_of,
    )
