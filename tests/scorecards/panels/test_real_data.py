"""The panels on files that nobody here wrote: numbers and sentences.

The figures in each `expected.json` were computed independently of this project.
"""

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest
from django.test import TestCase

from delivery.calculations.measure import Rag
from delivery.calculations.periods import Period
from delivery.imports.importer import Job, import_file
from delivery.imports.profiles import load_profile
from scorecards.loading import load_facts
from scorecards.panels.benefits import BENEFITS
from scorecards.panels.cost_to_complete import COST_TO_COMPLETE
from scorecards.panels.earned_value import EARNED_VALUE
from scorecards.panels.finish_variance import FINISH_VARIANCE
from scorecards.panels.in_year_cost import IN_YEAR_COST
from scorecards.panels.kpis import KPIS
from scorecards.panels.on_budget import ON_BUDGET
from scorecards.panels.on_time import ON_TIME
from scorecards.panels.projects_by_rating import PROJECTS_BY_RATING
from tests.factories import PortfolioFactory
from tests.scorecards.panels.building import plain, read, said, sentence, show

FOLDER = Path(
    os.environ.get("PMO_REAL_DATA", Path(__file__).parents[4] / "shared" / "data")
)

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="the folder of public data sets is missing"
    ),
]

MILLION = 1_000_000


def expected(folder: str) -> dict:
    text = (FOLDER / folder / "expected.json").read_text()
    return json.loads(text, parse_float=Decimal)


class RealFacts(TestCase):
    """Files that are imported and loaded once for all tests of a class."""

    files: ClassVar[list[tuple[str, str]]] = []
    tolerance: ClassVar[str] = "0.05"

    @classmethod
    def setUpTestData(cls):
        portfolio = PortfolioFactory()
        for profile, file in cls.files:
            mapping, path = load_profile(profile), FOLDER / file
            report = import_file(
                Job(portfolio, mapping, path, path.name, options=mapping.options)
            )
            assert report.errors == []
        portfolio.refresh_from_db()
        portfolio.time_tolerance = portfolio.cost_tolerance = cls.tolerance
        portfolio.save()
        portfolio.refresh_from_db()
        cls.month = portfolio.fiscal_year_start_month
        cls.facts = load_facts(portfolio)

    def year(self, number: int) -> Period:
        return Period.parse(f"FY{number}", self.month)


class TestUkMajorProjects(RealFacts):
    files: ClassVar = [
        ("uk-major", "uk_major_projects/uk_2021.csv"),
        ("uk-major", "uk_major_projects/uk_2022.csv"),
    ]

    def test_every_year_counts_its_projects_their_cost_and_their_ratings(self):
        for year in (2021, 2022):
            want = expected("uk_major_projects")[str(year)]
            readings = read(PROJECTS_BY_RATING, self.facts, self.year(year))
            cost = readings["projects.whole_life_cost"].measure
            rows = show(PROJECTS_BY_RATING, self.facts, self.year(year)).table.rows

            assert readings["projects.count"].measure.value == want["projects"]
            assert (cost.n, cost.n_expected) == (want["wlc_given"], want["projects"])
            assert cost.value == want["wlc_total_gbp_m"] * MILLION
            assert {
                rating.lower(): count
                for rating, count in (row.cells for row in rows)
                if count
            } == want["ratings"]

    def test_every_year_says_how_many_keep_to_its_budget(self):
        for year in (2021, 2022):
            want = expected("uk_major_projects")[str(year)]
            rate = read(IN_YEAR_COST, self.facts, self.year(year))[
                "in_year_on_budget_rate"
            ].measure

            assert (rate.n, rate.n_expected) == (
                want["inyear_comparable"],
                want["projects"],
            )
            assert (
                rate.value == Decimal(want["within_5pct"]) / want["inyear_comparable"]
            )

    def test_the_year_2022_is_told_as_an_executive_reads_it(self):
        rate = read(IN_YEAR_COST, self.facts, self.year(2022))["in_year_on_budget_rate"]

        assert rate.rag is Rag.GREEN
        assert round(rate.measure.completeness, 2) == Decimal("0.84")
        assert sentence(IN_YEAR_COST, self.facts, self.year(2022)) == (
            "176 of 198 projects expect to stay within this year’s budget (89 %; "
            "tolerance 5 %). Together they expect to spend £39.4B of £43.1B (91 %). "
            "Based on 198 of 235 projects."
        )
        assert sentence(PROJECTS_BY_RATING, self.facts, self.year(2022)) == (
            "235 projects were reported in FY2022: 27 rated Red, 170 rated Amber, 24 "
            "rated Green and 14 not rated. Over their whole lives they cost £494B. "
            "Based on 191 of 235 projects."
        )

    def test_without_plans_it_says_why_there_is_no_rate(self):
        for panel in (ON_TIME, ON_BUDGET):
            assert sentence(panel, self.facts, self.year(2022)).startswith(
                "Not available: no project was completed in FY2022."
            )


class TestEarnedValue(RealFacts):
    files: ClassVar = [
        ("or-as-projects", "earned_value/dslib_projects.csv"),
        ("or-as-series", "earned_value/dslib_evm_series.csv"),
    ]
    tolerance: ClassVar = "0"

    @property
    def years(self) -> list[Period]:
        finished = {project.actual_finish.year for project in self.facts.projects}
        return [self.year(year) for year in range(min(finished), max(finished) + 1)]

    def test_each_project_is_counted_in_the_year_it_finished(self):
        want = expected("earned_value")
        on_time = [
            read(ON_TIME, self.facts, year)["on_time_rate"].measure
            for year in self.years
        ]
        on_budget = [
            read(ON_BUDGET, self.facts, year)["on_budget_rate"].measure
            for year in self.years
        ]

        def passed(measures):
            return sum(one.value * one.n for one in measures if one.is_ok)

        assert sum(one.n for one in on_time) == want["projects"]
        assert round(passed(on_time)) == want["on_time"]
        assert round(passed(on_budget)) == want["on_budget"]

    def test_the_whole_has_the_cost_performance_of_its_sums(self):
        want = expected("earned_value")
        readings = read(EARNED_VALUE, self.facts, self.years[-1])

        assert readings["evm.bac"].measure.value == want["total_bac"]
        assert readings["evm.ac"].measure.value == want["total_actual"]
        assert round(readings["evm.cpi"].measure.value, 4) == want["portfolio_cpi"]
        costs = read(COST_TO_COMPLETE, self.facts, self.years[-1])
        assert said(costs, "evm.eac") == (
            "The finished work cost €24.6M against €23.6M approved."
        )

    def test_late_projects_are_late_by_their_days(self):
        late = expected("earned_value")["days_late"]
        names = {project.code: project.name for project in self.facts.projects}
        found = {
            row.cells[0]: row.cells[3]
            for year in self.years
            for row in show(FINISH_VARIANCE, self.facts, year).table.rows
            if row.cells[2] and year.contains(row.cells[2])
        }

        assert found == {names[code]: days for code, days in late.items()}

    def test_spi_ends_at_one_and_spi_t_tells_who_was_late(self):
        rows = {
            row.cells[0]: row.cells
            for row in show(EARNED_VALUE, self.facts, self.years[-1]).further[0].rows
        }
        late = expected("earned_value")["days_late"]
        names = {project.code: project.name for project in self.facts.projects}

        assert all(cells[2] is None for cells in rows.values())
        assert rows[names["C2011-07"]][3] < 1
        assert late["C2011-07"] > 0


class TestCityKpis(RealFacts):
    files: ClassVar = [("sf-kpis", "city_kpis/performance_measures_fy2013.csv")]

    def test_kpis_on_target_are_met(self):
        want = expected("city_kpis")["FY13"]
        readings = read(KPIS, self.facts, self.year(2013))
        met = readings["kpis.met"].measure

        assert readings["kpis.count"].measure.value == want["rows"]
        assert (met.value, met.n, met.n_expected) == (
            want["met_inclusive"],
            want["measurable"],
            want["rows"],
        )

    def test_a_thousand_kpis_are_told_in_a_sentence_and_a_dozen_rows(self):
        content = show(KPIS, self.facts, self.year(2013))

        assert plain(content.sentence) == (
            "591 of 990 KPIs met their target (60 %). Based on 990 of 1,002 KPIs."
        )
        assert len(content.table.rows) == 12
        assert content.table.left_out == 990


class TestCostSavings(RealFacts):
    files: ClassVar = [("ed-cost-savings", "cost_savings/costsavings.json")]

    def test_what_was_realized_is_told_and_no_rate_is_made_up(self):
        readings = read(BENEFITS, self.facts, self.year(2015))

        want = expected("cost_savings")
        to_date = sum(want["total_by_year"][f"fy{year}"] for year in range(2012, 2016))

        assert readings["benefits.count"].measure.value == want["strategies"]
        assert readings["benefits.claimed"].measure.value == to_date * MILLION
        assert readings["benefits_rate.gross"].measure.value is None
        assert sentence(BENEFITS, self.facts, self.year(2015)) == (
            "The owners report about $30M by Sep 30, 2015, not yet validated."
        )
