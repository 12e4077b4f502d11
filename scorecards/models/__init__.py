"""Derived rows: rebuilt from the facts whenever those change, or frozen for good."""

from scorecards.models.contribution import Contribution
from scorecards.models.frozen import FrozenError, FrozenScorecard
from scorecards.models.kpi_study import KpiStudy
from scorecards.models.pmo_case import PmoCase
from scorecards.models.refresh import LeaseLostError, Refresh, Sweep
from scorecards.models.rendered_file import RenderedFile
from scorecards.models.report_snapshot import ReportSnapshot
from scorecards.models.scorecard import Scorecard

__all__ = [
    "Contribution",
    "FrozenError",
    "FrozenScorecard",
    "KpiStudy",
    "LeaseLostError",
    "PmoCase",
    "Refresh",
    "RenderedFile",
    "ReportSnapshot",
    "Scorecard",
    "Sweep",
]
