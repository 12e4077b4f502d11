"""Performance of real projects, beside a commercial tool and independent figures.

The data are those of `../shared/data/earned_value`; nothing of them is kept here.
"""

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import pytest
import xlrd  # type: ignore[import-untyped]
from django.test import TestCase

from delivery.calculations.earned_value import EacMethod
from delivery.calculations.flow import Durations
from delivery.calculations.measure import Reason
from delivery.imports.importer import Job, import_file
from delivery.imports.profiles import load_profile
from delivery.models import Project
from scorecards.loading import load_project
from scorecards.performance import Performance
from tests.delivery.imports.test_real_files import FOLDER, close
from tests.factories import PortfolioFactory

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="the folder of public data sets is missing"
    ),
]

SHEET = "earned_value/C2011-12_Tracking_Overview_ProTrack.xls"
AFTER_ALL = date(2020, 1, 1)


def expected() -> Any:
    path = FOLDER / "earned_value" / "expected.json"
    return json.loads(path.read_text(), parse_float=Decimal)


def tracking_periods() -> list[dict[str, Any]]:
    """The rows of the tool's sheet, by the names of its columns."""
    sheet = xlrd.open_workbook(FOLDER / SHEET).sheet_by_index(0)
    names = sheet.row_values(1)
    return [
        dict(zip(names, sheet.row_values(row), strict=True))
        for row in range(2, sheet.nrows)
    ]


class RealProjects(TestCase):
    """The twelve projects, imported once."""

    files: ClassVar = [
        ("or-as-projects", "earned_value/dslib_projects.csv"),
        ("or-as-series", "earned_value/dslib_evm_series.csv"),
    ]

    @classmethod
    def setUpTestData(cls):
        portfolio = PortfolioFactory()
        for profile, file in cls.files:
            mapping, path = load_profile(profile), FOLDER / file
            job = Job(portfolio, mapping, path, path.name, options=mapping.options)
            assert import_file(job).errors == []

    def performance(self, code: str, as_of: date = AFTER_ALL) -> Performance:
        return Performance.of(load_project(Project.objects.get(code=code)), as_of)

    def test_the_figures_of_every_period_are_those_of_the_tool(self):
        found = self.performance("C2011-12").course
        for ours, theirs in zip(found, tracking_periods(), strict=True):
            figures = ours.figures
            for measure, column in (
                (figures.sv(), "Schedule Variance (SV)"),
                (figures.cv(), "Cost Variance (CV)"),
                (figures.eac(EacMethod.ATYPICAL), "EAC (PF=1)"),
                (figures.eac(EacMethod.CPI), "EAC (PF=CPI)"),
                (figures.eac(EacMethod.COMBINED), "EAC (PF=SCI)"),
            ):
                # The tool keeps seven digits.
                assert float(measure.number) == pytest.approx(
                    theirs[column], rel=1e-6, abs=1
                ), (ours.day, column)
            for measure, column in (
                (figures.spi(), "Schedule Performance Index (SPI)"),
                (figures.cpi(), "Cost Performance Index (CPI)"),
            ):
                assert f"{round(measure.number * 100)}%" == theirs[column]

    def test_the_pace_is_that_of_the_tool_once_its_plan_is_known(self):
        """The tool knows the plan by task; we know it by what was reported of it."""
        found = self.performance("C2011-12").course
        for ours, theirs in list(zip(found, tracking_periods(), strict=True))[2:]:
            told = theirs["Schedule Performance Index (SPI(t))"].removesuffix("%")
            assert float(ours.spi_t.number) == pytest.approx(int(told) / 100, abs=0.05)

    def test_indices_and_estimates_are_those_computed_independently(self):
        series = expected()["series"]
        assert series
        for code, periods in series.items():
            for ours, theirs in zip(
                self.performance(code).course, periods, strict=True
            ):
                figures = ours.figures
                assert close(ours.cpi, theirs["cpi"])
                assert close(ours.spi, theirs["spi"])
                assert close(figures.eac(EacMethod.CPI), theirs["eac_cpi"])
                assert close(figures.eac(EacMethod.COMBINED), theirs["eac_cpi_spi"])
                if figures.is_complete:
                    assert figures.tcpi_bac().reason == Reason.COMPLETE
                elif theirs["tcpi"] is not None and theirs["tcpi"] < 0:
                    assert figures.tcpi_bac().reason == Reason.BUDGET_EXHAUSTED
                else:
                    assert close(figures.tcpi_bac(), theirs["tcpi"])

    def test_a_project_that_ended_in_a_later_month_never_looks_on_time(self):
        later = 0
        for code in expected()["days_late"]:
            found = self.performance(code)
            plan, finish = (
                found.project.baselines[0].finish,
                found.project.actual_finish,
            )
            if (finish.year, finish.month) > (plan.year, plan.month):
                assert found.schedule.spi_t.number < 1, code
                later += 1
        assert later == 4


def test_cycle_times_of_real_tasks_come_from_their_dates():
    """Ten thousand tasks of a company, some of them with dates that cannot be."""
    want = json.loads((FOLDER / "tasks" / "expected.json").read_text())
    with (FOLDER / "tasks" / "est-act-dates.csv").open(encoding="cp1252") as file:
        # A task stands there once for each of its developers.
        dates = {
            row["TaskNumber"]: (_day(row["StartedOn"]), _day(row["CompletedOn"]))
            for row in csv.DictReader(file)
        }
    possible = [
        (started, completed)
        for started, completed in dates.values()
        if started is None or completed is None or started <= completed
    ]

    found = Durations.of(possible, date(2000, 1, 1), date(2020, 1, 1))

    assert len(dates) == want["tasks"]
    assert len(dates) - len(possible) == want["completed_before_started"]
    finished = want["tasks"] - want["no_completion_date"]
    assert len(found) == finished - want["completed_before_started"]
    assert found.items[-1][0].isoformat() == want["last_completed"]
    assert min(found.known) == 1


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%d-%b-%y").date() if text else None  # noqa: DTZ007
