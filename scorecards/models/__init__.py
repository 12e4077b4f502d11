"""Derived rows: rebuilt from the facts whenever those change, never edited."""

from scorecards.models.contribution import Contribution
from scorecards.models.kpi_study import KpiStudy
from scorecards.models.refresh import LeaseLostError, Refresh, Sweep
from scorecards.models.scorecard import Scorecard

__all__ = [
    "Contribution",
    "KpiStudy",
    "LeaseLostError",
    "Refresh",
    "Scorecard",
    "Sweep",
]
