"""The profiles on files that nobody here wrote: what is stored adds up.

The figures in each `expected.json` were computed independently of this project.
"""

import json
import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
from django.db.models import Count, Sum
from django.test import TestCase
from openpyxl import load_workbook

from delivery.calculations.attainment import Direction, target_met
from delivery.calculations.delivery_rates import (
    Delivery,
    DeliveryState,
    in_year_on_budget_rate,
    on_budget_rate,
    on_time_rate,
)
from delivery.calculations.earned_value import EacMethod, EarnedValue
from delivery.calculations.resources import PersonPeriod, utilization
from delivery.imports.errors import UnreadableFileError
from delivery.imports.importer import Job, check_file, import_file
from delivery.imports.profiles import load_profile
from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Project,
    Resource,
    ResourceHours,
    StatusUpdate,
)
from tests.factories import PortfolioFactory

FOLDER = Path(
    os.environ.get(
        "PMO_REAL_DATA", Path(__file__).parents[3].parent / "shared" / "data"
    )
)

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="the folder of public data sets is missing"
    ),
]

D = Decimal
MILLION = D(1_000_000)


def expected(folder):
    return json.loads((FOLDER / folder / "expected.json").read_text(), parse_float=D)


def job(portfolio, profile, file):
    mapping = load_profile(profile)
    path = FOLDER / file
    return Job(portfolio, mapping, path, path.name, options=mapping.options)


class RealFiles(TestCase):
    """Files that are imported once for all tests of a class."""

    files: ClassVar[list[tuple[str, str]]] = []
    # Read once; that a check counts alike, the shorter ones tell.
    is_long: ClassVar[bool] = False

    @classmethod
    def setUpTestData(cls):
        cls.portfolio = PortfolioFactory()
        cls.reports = []
        cls.organisations = []  # how many there are after each file
        for profile, file in cls.files:
            if not cls.is_long:
                checked = check_file(job(cls.portfolio, profile, file))
            report = import_file(job(cls.portfolio, profile, file))
            assert report.errors == []
            assert cls.is_long or report.counts == checked.counts
            cls.reports.append(report)
            cls.organisations.append(
                Project.objects.values("organisation").distinct().count()
            )
        cls.portfolio.refresh_from_db()

    def check_that_the_last_file_again_changes_nothing(self):
        before = self.portfolio.revision
        again = import_file(job(self.portfolio, *self.files[-1]))
        self.portfolio.refresh_from_db()
        assert again.stored == 0
        assert self.portfolio.revision == before


def in_march(year):
    return StatusUpdate.objects.filter(status_date=date(year, 3, 31))


class TestUkMajorProjects(RealFiles):
    files: ClassVar = [
        ("uk-major", "uk_major_projects/uk_2021.csv"),
        ("uk-major", "uk_major_projects/uk_2022.csv"),
    ]
    is_long = True

    def test_the_portfolio_gets_the_settings_of_its_files(self):
        assert self.portfolio.currency == "GBP"
        assert self.portfolio.fiscal_year_start_month == 4
        levels = self.portfolio.rating_scale.levels.values_list("label", flat=True)
        assert list(levels) == ["Green", "Amber/Green", "Amber", "Amber/Red", "Red"]

    def test_projects_are_matched_by_their_number(self):
        assert Project.objects.count() == 184 + 235 - 159
        both = Project.objects.annotate(n=Count("status_updates")).filter(n=2)
        assert both.count() == 159
        renamed = Project.objects.get(code="MOJ_0053_2021-Q4")
        assert renamed.name == "Accelerated Houseblocks"
        assert renamed.history.count() == 2

    def test_projects_departments_and_names_are_counted(self):
        for year in (2021, 2022):
            want = expected("uk_major_projects")[str(year)]
            updates = in_march(year)
            assert updates.count() == want["projects"]
            assert (
                updates.values("project").distinct().count() == want["distinct_names"]
            )

    def test_the_departments_of_a_year_are_counted(self):
        of_2021, _of_both = self.organisations
        assert of_2021 == expected("uk_major_projects")["2021"]["departments"]
        names = in_march(2022).values("project__organisation").distinct()
        assert names.count() == expected("uk_major_projects")["2022"]["departments"]

    def test_the_ratings_of_a_year_are_counted(self):
        for year in (2021, 2022):
            labels = in_march(year).values_list("rating__label", flat=True)
            found = Counter((label or "other").lower() for label in labels)
            assert found == expected("uk_major_projects")[str(year)]["ratings"]

    def test_the_whole_life_cost_of_a_year_adds_up(self):
        for year in (2021, 2022):
            want = expected("uk_major_projects")[str(year)]
            costs = list(in_march(year).values_list("whole_life_cost", flat=True))
            given = [cost for cost in costs if cost is not None]
            assert len(given) == want["wlc_given"]
            assert costs.count(None) == want["wlc_not_given"]
            assert given.count(D(0)) == want["wlc_zero"]
            assert sum(given) == want["wlc_total_gbp_m"] * MILLION
            assert max(given) == want["wlc_max_gbp_m"] * MILLION

    def test_the_dates_of_a_year_are_counted(self):
        for year in (2021, 2022):
            want = expected("uk_major_projects")[str(year)]
            starts = in_march(year).filter(forecast_start__isnull=False)
            ends = in_march(year).filter(forecast_finish__isnull=False)
            assert starts.count() == want["start_dates"]
            assert ends.count() == want["end_dates"]

    def test_the_in_year_shares_of_a_year_come_out(self):
        for year in (2021, 2022):
            want = expected("uk_major_projects")[str(year)]
            pairs = [
                pair
                for pair in in_march(year).values_list(
                    "in_year_budget", "in_year_forecast"
                )
                if None not in pair
            ]
            comparable = [pair for pair in pairs if pair[0] > 0]
            assert len(pairs) == want["inyear_both_numbers"]
            assert len(pairs) - len(comparable) == want["inyear_baseline_zero"]
            assert len(comparable) == want["inyear_comparable"]
            budgets, forecasts = map(sum, zip(*comparable, strict=True))
            assert budgets == want["inyear_baseline_total"] * MILLION
            assert forecasts == want["inyear_forecast_total"] * MILLION
            projects = [
                Delivery(
                    state=DeliveryState.ACTIVE,
                    in_year_budget=budget,
                    in_year_forecast=forecast,
                )
                for budget, forecast in pairs
            ]
            for percent in (0, 5, 10):
                share = in_year_on_budget_rate(projects, D(percent) / 100)
                within = D(want[f"within_{percent}pct"])
                assert share.measure().value == within / want["inyear_comparable"]

    def test_exempt_under_section_43_is_not_given_and_never_43(self):
        exempt = [
            update
            for update in StatusUpdate.objects.all()
            if "Section 43" in update.not_given.get("whole_life_cost", "")
        ]
        assert len(exempt) == 14 + 23
        assert {update.whole_life_cost for update in exempt} == {None}
        assert not StatusUpdate.objects.filter(whole_life_cost=43 * MILLION).exists()

    def test_comments_are_kept_in_the_note(self):
        update = in_march(2021).get(project__code="MOD_0106_1617-Q1")
        assert "Schedule: Compared to financial year 19/20-Q2" in update.note
        assert (
            "Variance: The budget variance is less than or equal to 5%" in update.note
        )
        assert "sonobuoys" in update.note
        assert update.whole_life_cost == D("2013020000")

    def test_the_same_file_again_changes_nothing(self):
        self.check_that_the_last_file_again_changes_nothing()


def close(measure, figure):
    """Return whether a measure is the expected figure, which is rounded."""
    if figure is None:
        return measure.value is None
    step = D(1).scaleb(D(figure).as_tuple().exponent)
    return abs(D(measure.value) - figure) <= step


class TestEarnedValue(RealFiles):
    files: ClassVar = [
        ("or-as-projects", "earned_value/dslib_projects.csv"),
        ("or-as-series", "earned_value/dslib_evm_series.csv"),
    ]

    def test_the_projects_add_up(self):
        want = expected("earned_value")
        completed = Project.objects.filter(status=Project.Status.COMPLETED)
        assert completed.count() == want["projects"]
        assert Baseline.objects.aggregate(n=Sum("budget"))["n"] == want["total_bac"]
        spent = Project.objects.aggregate(n=Sum("final_cost"))["n"]
        assert spent == want["total_actual"]
        named = Project.objects.get(code="C2013-13")
        assert named.name == "Office Finishing Works (1)"

    def test_on_time_and_on_budget_come_from_dates_and_cost(self):
        want = expected("earned_value")
        projects = []
        for project in Project.objects.prefetch_related("baselines"):
            baseline = project.baselines.get()
            late = (project.actual_finish - baseline.finish).days
            assert late == want["days_late"][project.code]
            over = project.final_cost / baseline.budget * 100 - 100
            assert round(over, 2) == want["cost_variance_pct"][project.code]
            projects.append(
                Delivery(
                    state=DeliveryState.COMPLETE,
                    baseline_start=baseline.start,
                    baseline_finish=baseline.finish,
                    actual_finish=project.actual_finish,
                    budget=baseline.budget,
                    final_cost=project.final_cost,
                )
            )
        count = want["projects"]
        on_time = on_time_rate(projects, D(0)).measure().value
        assert on_time == D(want["on_time"]) / count
        for tolerance, name in ((D(0), "on_budget"), (D("0.10"), "within_10pct_cost")):
            rate = on_budget_rate(projects, tolerance).measure().value
            assert rate == D(want[name]) / count

    def test_the_indices_of_every_period_come_out(self):
        want = expected("earned_value")
        assert StatusUpdate.objects.count() == want["period_rows"]
        for code, periods in want["series"].items():
            project = Project.objects.get(code=code)
            budget = project.baselines.get().budget
            updates = project.status_updates.order_by("status_date")
            for update, period in zip(updates, periods, strict=True):
                assert update.status_date.isoformat() == period["date"]
                assert update.note == f"Tracking period: {period['name']}"
                value = EarnedValue(
                    budget,
                    update.planned_value,
                    update.earned_value,
                    update.actual_cost,
                )
                given = (value.pv, value.ev, value.ac)
                assert given == (period["pv"], period["ev"], period["ac"])
                assert close(value.sv(), period["sv"])
                assert close(value.cv(), period["cv"])
                assert close(value.spi(), period["spi"])
                assert close(value.cpi(), period["cpi"])
                assert close(value.pct_complete(), period["pct_complete"])
                assert close(
                    value.eac(EacMethod.ATYPICAL), period["eac_remaining_at_plan"]
                )

    def test_the_index_of_the_portfolio_is_a_ratio_of_sums(self):
        updates = [
            project.status_updates.latest("status_date")
            for project in Project.objects.all()
        ]
        earned = sum(update.earned_value for update in updates)
        spent = sum(update.actual_cost for update in updates)
        assert round(earned / spent, 4) == expected("earned_value")["portfolio_cpi"]

    def test_the_same_file_again_changes_nothing(self):
        self.check_that_the_last_file_again_changes_nothing()

    def test_an_old_workbook_of_a_tracking_tool_is_refused_in_words(self):
        file = "earned_value/C2011-12_Tracking_Overview_ProTrack.xls"
        with pytest.raises(UnreadableFileError, match="without a password"):
            check_file(job(self.portfolio, "or-as-series", file))


FY13 = date(2012, 7, 1)


@pytest.mark.one_engine
class TestCityKpis(RealFiles):
    files: ClassVar = [("sf-kpis", "city_kpis/performance_measures_fy2013.csv")]
    is_long = True

    def test_the_kpis_are_counted(self):
        want = expected("city_kpis")["FY13"]
        kpis = Kpi.objects.all()
        assert kpis.count() == want["rows"]
        departments = kpis.exclude(group="").values("group").distinct()
        assert departments.count() == want["departments"]
        goals = kpis.exclude(promise="").values("promise").distinct()
        assert goals.count() == want["goals"]
        assert Counter(kpis.values_list("direction", flat=True)) == {
            "increase": want["direction"]["Above"],
            "decrease": want["direction"]["Below"],
            "range": want["direction"]["On"],
        }
        assert Counter(kpis.values_list("unit", flat=True)) == {
            "number": want["units"]["General"],
            "ratio": want["units"]["Percent"],
            "money": want["units"]["Currency"],
        }

    def test_a_repeated_code_gets_a_number(self):
        want = expected("city_kpis")["FY13"]
        codes = ["AIR.BGG.02.81.81", "KPI115999578496062", "KPI115998578490512"]
        repeated = [*codes, *(f"{code}-2" for code in codes)]
        found = Kpi.objects.filter(code__in=repeated).count()
        assert found == want["duplicated_code_rows"]

    def test_the_kpis_that_met_their_target_are_counted(self):
        want = expected("city_kpis")["FY13"]
        targets = {
            target.kpi_id: target
            for target in KpiTarget.objects.filter(valid_from=FY13)
        }
        values = dict(
            KpiMeasurement.objects.filter(
                period_start=FY13, period_end=date(2013, 6, 30)
            ).values_list("kpi_id", "value")
        )
        assert set(targets) == set(values)
        assert len(values) == want["measurable"]
        met: Counter[str] = Counter()
        for kpi in Kpi.objects.filter(pk__in=values):
            target = targets[kpi.pk]
            met[kpi.direction] += bool(
                target_met(
                    Direction(kpi.direction),
                    values[kpi.pk],
                    target=target.target,
                    low=target.low,
                    high=target.high,
                )
            )
        by_direction = want["met_inclusive_by_direction"]
        assert met == {
            "increase": by_direction["Above"],
            "decrease": by_direction["Below"],
            "range": by_direction["On"],
        }
        assert met.total() == want["met_inclusive"]
        zero = {pk for pk, target in targets.items() if target.target == 0}
        assert len(zero) == want["target_zero"]
        assert sum(values[pk] == 0 for pk in zero) == want["actual_and_target_zero"]

    def test_percentages_are_ratios_some_of_them_above_one(self):
        want = expected("city_kpis")["FY13"]
        values = KpiMeasurement.objects.filter(kpi__unit="ratio", period_start=FY13)
        above = values.filter(value__gt=1).count()
        within = values.filter(value__gte=0, value__lte=1).count()
        assert above == want["percent_values_above_1"]
        assert within == want["percent_values_0_to_1"]

    def test_scientific_notation_is_a_number(self):
        values = KpiMeasurement.objects.filter(period_start=FY13, value=D(281_000_000))
        assert values.count() == 1

    def test_what_is_not_stored_is_said(self):
        notes = "\n".join(self.reports[0].notes)
        assert "Columns that are not stored: Dept, Owner, FY.2013...June" in notes
        assert "measurements: not made of rows in which value is blank: 36." in notes
        assert "a repeated code got a number of its own: 3." in notes
        assert "damaged before it came here (U+FFFD): 26." in notes


@pytest.mark.one_engine
class TestCostSavings(RealFiles):
    files: ClassVar = [("ed-cost-savings", "cost_savings/costsavings.json")]

    def test_the_initiatives_are_benefits(self):
        want = expected("cost_savings")
        benefits = Benefit.objects.all()
        assert benefits.count() == want["strategies"]
        numbered = benefits.filter(code__regex=r"^\d+$").count()
        assert numbered == want["fields"]["strategyId"]
        types = want["types"]
        assert Counter(benefits.values_list("benefit_class", flat=True)) == {
            "cashable": types["Cost-Savings"],
            "cost_avoidance": types["Cost-Avoidance"] + types["Both"],
        }
        for initiative, count in want["initiatives"].items():
            named = benefits.filter(description__contains=f"Initiative: {initiative}")
            assert named.count() == count
        assert "CMS’s" in benefits.get(code="1").description

    def test_the_amounts_of_every_year_add_up(self):
        want = expected("cost_savings")
        entries = BenefitEntry.objects.filter(kind=BenefitEntry.Kind.CLAIMED)
        for year in range(2012, 2021):
            of_year = entries.filter(month=date(year, 9, 1))
            total = of_year.aggregate(n=Sum("amount"))["n"] / MILLION
            assert round(total, 3) == want["total_by_year"][f"fy{year}"]
            assert of_year.count() == want["given_by_year"][f"fy{year}"]
        total = entries.aggregate(n=Sum("amount"))["n"] / MILLION
        assert round(total, 3) == want["total_all_years"]
        assert entries.filter(amount__lt=0).count() == want["negative_amounts"]
        notes = Counter(entries.values_list("note", flat=True))
        assert notes == want["net_or_gross"]

    def test_the_amounts_of_every_type_add_up(self):
        for name, amount in expected("cost_savings")["total_by_type"].items():
            entries = BenefitEntry.objects.filter(
                benefit__description__contains=f"Type: {name}"
            )
            total = entries.aggregate(n=Sum("amount"))["n"] / MILLION
            assert round(total, 3) == amount

    def test_the_same_file_again_changes_nothing(self):
        self.check_that_the_last_file_again_changes_nothing()


@pytest.mark.one_engine
class TestTasks(RealFiles):
    files: ClassVar = [("sip-tasks", "tasks/Sip-task-info.csv")]
    is_long = True

    def test_projects_and_developers_are_made_once(self):
        want = expected("tasks")
        assert Project.objects.count() == want["projects"]
        assert Resource.objects.count() == want["developers"]

    def test_no_task_is_counted_twice(self):
        want = expected("tasks")
        for year, hours in want["hours_by_completion_year"].items():
            of_year = ResourceHours.objects.filter(month__year=year)
            assert of_year.aggregate(n=Sum("hours"))["n"] == hours
        total = sum(want["hours_by_completion_year"].values())
        booked = ResourceHours.objects.aggregate(n=Sum("hours"))["n"]
        assert booked == total < want["actual_hours"]

    def test_the_busiest_years_of_developers_are_as_counted_elsewhere(self):
        for name, want in expected("tasks")["busiest_developer_years"].items():
            year, developer = name.split(".0/dev")
            booked = ResourceHours.objects.filter(
                resource__code=developer, month__year=year
            ).aggregate(n=Sum("hours"))["n"]
            assert booked == want["hours"]
            used = utilization([PersonPeriod(booked, D(1600))]).measure()
            assert round(used.number, 4) == want["utilisation_1600h"]

    def test_hours_of_no_month_are_left_out_and_told(self):
        (report,) = self.reports
        want = expected("tasks")
        left_out = want["rows"] - report.counts["resource-hours"].created
        notes = "\n".join(report.notes)
        assert f"not made of rows in which month is blank: {left_out}." in notes
        assert left_out >= want["no_completion_date"]


@pytest.mark.one_engine
class TestSoftwareProjects(RealFiles):
    """The workbook links to another file, which has to be mended before."""

    source = "value_satisfaction/EBSPM_Research_Repository_v07072017.xlsx"

    @classmethod
    def setUpTestData(cls):
        folder = cls.enterClassContext(TemporaryDirectory())
        path = Path(folder) / "unlinked.xlsx"
        load_workbook(FOLDER / cls.source, keep_links=False).save(path)
        cls.files = [("ebspm-projects", str(path))]
        super().setUpTestData()

    def setUp(self):
        self.want = expected("value_satisfaction")
        texts = Project.objects.values_list("description", flat=True)
        lines = [line for text in texts for line in text.splitlines()]
        self.told = [line.rsplit(": ", 1) for line in lines if ": " in line]

    def figures(self, heading):
        """The numbers that descriptions tell under a heading."""
        return [D(value) for name, value in self.told if name == heading]

    def test_as_published_it_is_refused_with_what_to_do(self):
        with pytest.raises(UnreadableFileError, match="Break link"):
            check_file(job(self.portfolio, "ebspm-projects", self.source))

    def test_projects_are_counted_by_organisation(self):
        assert Project.objects.count() == self.want["projects_xlsx"]
        names = Project.objects.values_list("organisation", flat=True)
        assert Counter(names) == self.want["organizations"]
        assert set(Project.objects.values_list("status", flat=True)) == {"completed"}

    def test_what_they_cost_adds_up(self):
        total = Project.objects.aggregate(total=Sum("final_cost"))["total"]
        assert total == self.want["total_cost_eur"]
        assert not Project.objects.filter(final_cost=None).exists()

    def test_duration_size_and_hours_add_up_and_a_blank_is_not_zero(self):
        for heading, column in (
            ("Duration in months", "Actual_duration_months"),
            ("Size in function points", "Functional_size_FP"),
            ("Hours", "Actual_effort_hours"),
        ):
            want = self.want["columns"][column]
            found = self.figures(heading)
            assert len(found) == want["given_xlsx"]
            assert round(sum(found), 2) == want["sum_xlsx"]

    def test_methods_and_years_are_counted(self):
        told = Counter((name, value) for name, value in self.told)
        for method, count in self.want["by_method"].items():
            assert told["Method", method] == count
        for year, count in self.want["go_live_years"].items():
            assert told["Year of going live", year] == count

    def test_no_day_is_made_up(self):
        dated = Project.objects.exclude(actual_start=None, actual_finish=None)
        assert not dated.exists()

    def test_the_file_again_changes_nothing(self):
        self.check_that_the_last_file_again_changes_nothing()
