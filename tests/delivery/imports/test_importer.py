"""A file against the database: all or nothing, once, and with history."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery.imports.errors import RowError, UnreadableFileError
from delivery.imports.findings import Counts
from delivery.models import (
    Baseline,
    Benefit,
    BenefitEntry,
    Kpi,
    KpiMeasurement,
    KpiTarget,
    Milestone,
    Project,
    Role,
    StatusUpdate,
)
from tests.factories import (
    BenefitFactory,
    KpiFactory,
    KpiMeasurementFactory,
    MembershipFactory,
    ProjectFactory,
    RatingLevelFactory,
    RatingScaleFactory,
    UserFactory,
)

D = Decimal


def reasons(report):
    return [str(error) for error in report.errors]


PROJECTS = "code,name,status\nA-1,Bridge,active\nA-2,Tunnel,planned\n"


def test_rows_become_facts_with_their_history(store, portfolio):
    person = UserFactory()
    report = store("projects", PROJECTS, by=person)
    assert report.counts == {"projects": Counts(created=2)}
    bridge = Project.objects.get(code="A-1")
    assert bridge.portfolio == portfolio
    assert bridge.currency == "GBP"
    record = bridge.history.get()
    assert record.history_type == "+"
    assert record.history_user == person
    assert record.history_change_reason == "Import of facts.csv"


def test_a_check_stores_nothing(check):
    report = check("projects", PROJECTS)
    assert report.counts["projects"] == Counts(created=2)
    assert not report.is_stored
    assert not Project.objects.exists()


def test_the_same_file_twice_changes_nothing(store, portfolio):
    store("projects", PROJECTS)
    portfolio.refresh_from_db()
    report = store("projects", PROJECTS)
    assert report.counts["projects"] == Counts(unchanged=2)
    before = portfolio.revision
    portfolio.refresh_from_db()
    assert portfolio.revision == before
    assert Project.history.count() == 2


def test_an_import_raises_the_revision_once(store, portfolio):
    store("projects", PROJECTS)
    before = portfolio.revision
    portfolio.refresh_from_db()
    assert portfolio.revision == before + 1


def test_a_change_is_written_with_its_history(store):
    store("projects", PROJECTS)
    report = store("projects", PROJECTS.replace("Tunnel", "Long tunnel"))
    assert report.counts["projects"] == Counts(changed=1, unchanged=1)
    tunnel = Project.objects.get(code="A-2")
    assert tunnel.name == "Long tunnel"
    assert [record.name for record in tunnel.history.all()] == ["Long tunnel", "Tunnel"]


def test_columns_that_the_file_does_not_have_stay_as_they_are(store):
    store("projects", "code,name,sponsor\nA-1,Bridge,Ada\n")
    store("projects", "code,name\nA-1,New bridge\n")
    assert Project.objects.get().sponsor == "Ada"


def test_a_blank_cell_makes_a_value_unknown(store):
    kpi = KpiFactory(code="K", portfolio__slug="other")
    store("kpis", "code,name,family,baseline,weight\nK,Speed,delivery,5,2\n")
    store("kpis", "code,name,family,baseline,weight\nK,Speed,delivery,,\n")
    mine = Kpi.objects.exclude(pk=kpi.pk).get()
    assert mine.baseline is None
    assert mine.weight == 2


def test_one_refused_row_keeps_the_whole_file_out(store, portfolio):
    report = store("projects", PROJECTS + "A-3,,active\n")
    assert not report.is_stored
    assert report.refused_rows == 1
    assert not Project.objects.exists()
    before = portfolio.revision
    portfolio.refresh_from_db()
    assert portfolio.revision == before


def test_the_refused_rows_can_be_left_out(store):
    report = store("projects", PROJECTS + "A-3,,active\n", skip=True)
    assert report.is_stored
    assert report.refused_rows == 1
    assert Project.objects.count() == 2


# Guarantee I4: headers.


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("code,status", "The column name is missing. Found: code, status."),
        ("code,nmae", "The column name is missing. Found: code, nmae. Is nmae meant?"),
        ("code,name,name", "The column name stands twice in the header."),
        ("code,name,NAME", "The column name stands twice in the header."),
        ("code,name,project_code,project code", "The column project_code stands"),
        ("<b>code</b>,name", "The column code is missing. Found: <b>code</b>, name."),
    ],
)
def test_a_header_that_lacks_or_doubles_a_column_is_refused(check, header, words):
    cells = ",".join("x" for _ in header.split(","))
    with pytest.raises(UnreadableFileError) as caught:
        check("projects", f"{header}\n{cells}\n")
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize(
    "header",
    ["Code,Name", "CODE, name ", "code\u00a0,name", "Project Code,project-name"],
)
def test_case_spaces_and_dashes_of_a_header_do_not_matter(check, header):
    assert check("projects", f"{header}\nA,x\n").errors == []


def test_unknown_columns_are_reported_and_have_no_power(store):
    text = "id,code,name,is_superuser,portfolio_id,revision\n9,A,x,1,7,99\n"
    report = store("projects", text)
    assert report.notes == [
        "Columns that are not stored: id, is_superuser, portfolio_id, revision."
    ]
    assert Project.objects.get().pk != 9 or Project.objects.count() == 1


def test_a_column_without_a_name_is_reported(check):
    report = check("projects", "code,name,\nA,x,y\n")
    assert report.notes == ["Columns that are not stored: column 3, without a name."]


# Guarantee I5: shapes.


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A,1,234,x", "Row 3: the row has 4 cells, the header has 3."),
        ("A,x", "Row 3: the row has 2 cells, the header has 3."),
        ("Total,x,active", "Row 3, column code: 'Total' looks like a line of totals."),
        (",x,active", "Row 3, column code: a value is missing."),
    ],
)
def test_a_row_of_another_shape_is_refused(check, row, words):
    report = check("projects", f"code,name,status\nOK,y,active\n{row}\n")
    assert reasons(report)[0].startswith(words)
    assert report.refused_rows == 1


def test_the_comma_in_a_number_is_asked_about(check):
    report = check("projects", "code,name\nA,1,234\n")
    assert reasons(report) == [
        (
            "Row 2: the row has 3 cells, the header has 2. "
            "Is a comma inside a value that is not quoted?"
        )
    ]


def test_a_header_without_rows_is_a_failure(check):
    with pytest.raises(UnreadableFileError, match="a header and no rows"):
        check("projects", "code,name\n")


def test_every_row_may_be_bad(check):
    report = check("projects", "code,name\n" + ",x\n" * 120)
    assert report.refused_rows == 120
    assert report.error_count == 120
    assert len(report.errors) == 50
    assert report.groups == [("code", "a value is missing", 120)]


def test_every_error_goes_to_the_sink(check):
    found: list[RowError] = []
    check("projects", "code,name\n" + ",\n,x\n" * 60, sink=found.append)
    assert len(found) == 60


# Guarantee I9: keys.


def test_a_key_twice_in_the_file_is_refused(check):
    report = check("projects", "code,name\nA,x\nB,y\nA,z\n")
    assert reasons(report) == ["Row 4: 'A' is already in row 2."]


@pytest.mark.parametrize("twin", ["a-1", "A- 1", "Ａ-1"])
def test_a_key_that_differs_by_case_or_spaces_only_is_refused(check, twin):
    report = check("projects", f"code,name\nA-1,x\n{twin},y\n")
    assert "differs from A-1 only in case, spaces or hidden marks" in reasons(report)[0]


def test_a_key_that_differs_so_from_a_stored_one_is_refused(store, check):
    store("projects", "code,name\nA-1,x\n")
    report = check("projects", "code,name\na-1,x\n")
    assert "differs from A-1 only in case" in reasons(report)[0]


def test_a_key_with_a_zero_width_space_is_refused(check):
    report = check("projects", "code,name\nA\u200b,x\n")
    assert "has a hidden character (U+200B) at place 2" in reasons(report)[0]


def test_leading_zeros_make_another_key(store):
    assert store("projects", "code,name\n0012,x\n12,y\n").is_stored


def test_a_foreign_code_gets_the_same_words_as_an_unknown_one(check):
    ProjectFactory(code="ALPHA", portfolio__slug="elsewhere")
    text = "project,code,name\nALPHA,M1,x\nOMEGA,M1,x\n"
    foreign, unknown = reasons(check("milestones", text))
    assert foreign == "Row 2, column project: 'ALPHA' is not in this portfolio."
    assert unknown == foreign.replace("ALPHA", "OMEGA").replace("Row 2", "Row 3")


def test_a_known_code_in_another_case_is_suggested(check, portfolio):
    ProjectFactory(code="ALPHA", portfolio=portfolio)
    report = check("milestones", "project,code,name\nalpha,M1,x\n")
    assert reasons(report)[0].endswith("is not in this portfolio. Is ALPHA meant?")


def test_rows_of_another_portfolio_are_refused(check):
    report = check("projects", "portfolio,code,name\nhere,A,x\nthere,B,y\n,C,z\n")
    assert reasons(report) == [
        (
            "Row 3, column portfolio: 'there' is not the portfolio that is imported "
            "into. Import the rows of each portfolio on their own."
        )
    ]


# What each kind of fact asks for.


def test_everything_wrong_with_a_row_is_said_at_once(check):
    text = "code,name,status,actual_start,final_cost\nA,,open,03/04/2026,1.234.5\n"
    report = check("projects", text)
    assert reasons(report) == [
        "Row 2, column name: a value is missing.",
        (
            "Row 2, column status: 'open' is not one of the values of this column. "
            "Write one of: planned, active, on_hold, completed, cancelled."
        ),
        (
            "Row 2, column actual_start: '03/04/2026' can be read in two ways. Write "
            "2026-04-03 or 2026-03-04, whichever is meant."
        ),
        "Row 2, column final_cost: '1.234.5' is not a number. Write 1234.56.",
    ]
    assert report.refused_rows == 1


def test_the_rules_of_the_models_are_said_in_their_words(check):
    text = (
        "code,name,status,actual_start,actual_finish\n"
        "A,x,completed,2026-02-01,2026-01-01\n"
        "B,x,active,2026-01-01,2026-02-01\n"
    )
    assert reasons(check("projects", text)) == [
        "Row 2: A project cannot finish before it starts.",
        "Row 3: Only a completed or cancelled project has an actual finish.",
    ]


def test_money_may_carry_the_symbol_of_the_portfolio(store):
    text = 'code,name,final_cost\nA,x,"£1,139.18"\nB,y,GBP 5\n'
    store("projects", text)
    assert Project.objects.get(code="A").final_cost == D("1139.18")
    assert Project.objects.get(code="B").final_cost == 5


def test_money_in_another_currency_is_refused(check):
    report = check("projects", "code,name,final_cost\nA,x,€5\n")
    assert "'€5' is not a number" in reasons(report)[0]


def test_a_list_of_projects_may_bring_their_original_baselines(store):
    text = (
        "code,name,baseline_start,baseline_finish,budget\n"
        "A,x,2026-01-01,2026-12-31,100000\n"
        "B,y,,,\n"
    )
    report = store("projects", text)
    assert report.counts["baselines"] == Counts(created=1)
    baseline = Baseline.objects.get()
    assert (baseline.project.code, baseline.number, baseline.budget) == ("A", 1, 100000)
    assert store("projects", text).counts["baselines"] == Counts(unchanged=1)


def test_an_approved_baseline_is_never_changed(store):
    text = "project,number,budget\nA,1,100\n"
    store("projects", "code,name\nA,x\n")
    store("baselines", text)
    report = store("baselines", text.replace("100", "200"))
    assert reasons(report) == [
        (
            "Row 2: 'A, 1' is approved and cannot be changed. Give the new plan the "
            "next number."
        )
    ]
    assert Baseline.objects.get().budget == 100
    assert store("baselines", "project,number,budget\nA,2,200\n").is_stored


@pytest.fixture
def rated(portfolio):
    portfolio.rating_scale = RatingScaleFactory()
    portfolio.save()
    for label, colour in (("Amber/Red", "amber"), ("Red", "red")):
        RatingLevelFactory(scale=portfolio.rating_scale, label=label, colour=colour)
    return ProjectFactory(code="A", portfolio=portfolio)


def test_a_rating_is_found_by_its_label(store, rated):
    text = "project,status_date,rating\nA,2026-03-31,amber / red\n"
    assert store("status-updates", text).is_stored
    update = StatusUpdate.objects.get(rating__label="Amber/Red")
    assert update.source == "facts.csv"


def test_a_rating_outside_the_scale_is_refused(check, rated):
    text = "project,status_date,rating\nA,2026-03-31,Purple\n"
    assert "Write one of: Amber/Red, Red." in reasons(check("status-updates", text))[0]


def test_a_rating_without_a_scale_is_refused(check, portfolio):
    ProjectFactory(code="A", portfolio=portfolio)
    report = check("status-updates", "project,status_date,rating\nA,2026-03-31,Red\n")
    assert "the portfolio has no rating scale" in reasons(report)[0]


def test_a_red_rating_needs_its_note(check, rated):
    text = "project,status_date,rating,note\nA,2026-03-31,Red,\n"
    assert reasons(check("status-updates", text)) == [
        "Row 2, column note: Say why the project is rated Red."
    ]


@pytest.fixture
def kpi(portfolio):
    return KpiFactory(code="ROI", portfolio=portfolio)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-Q1", date(2025, 4, 1), date(2025, 6, 30)),
        ("FY2026", date(2025, 4, 1), date(2026, 3, 31)),
    ],
)
def test_a_measurement_names_its_period(store, kpi, period, start, end):
    store("measurements", f"kpi,period,actual\nROI,{period},1.5\n")
    measurement = KpiMeasurement.objects.get()
    assert (measurement.period_start, measurement.period_end) == (start, end)
    assert measurement.value == D("1.5")


def test_a_measurement_may_name_its_days(store, kpi):
    store(
        "measurements",
        "kpi,period_start,period_end,value\nROI,2026-03-02,2026-03-08,2\n",
    )
    assert KpiMeasurement.objects.get().period_end == date(2026, 3, 8)


def test_a_measurement_needs_a_period_or_its_days(check, kpi):
    with pytest.raises(UnreadableFileError, match="The column period_start is missing"):
        check("measurements", "kpi,value\nROI,2\n")
    report = check("measurements", "kpi,period,value\nROI,,2\n")
    assert reasons(report) == ["Row 2, column period: a value is missing."]


def test_a_measurement_without_a_value_is_refused_and_never_zero(check, kpi):
    report = check("measurements", "kpi,period,actual\nROI,2026-03,\n")
    assert reasons(report) == [
        "Row 2: Enter a value, or say that it is not applicable and why."
    ]


def test_a_measurement_that_does_not_apply_says_why(store, kpi):
    text = "kpi,period,value,not_applicable,note\nROI,2026-03,,yes,System was down\n"
    assert store("measurements", text).is_stored
    assert KpiMeasurement.objects.get().not_applicable


def test_a_measurement_twice_in_a_file_is_named_with_its_period(check, kpi):
    report = check("measurements", "kpi,period,actual\nROI,2026-03,1\nROI,2026-03,2\n")
    assert reasons(report) == ["Row 3: 'ROI, 2026-03-01' is already in row 2."]


def test_a_list_of_kpis_may_bring_targets(store):
    text = "code,name,family,target,target_from\nK,Speed,Delivery,80,2026-01-01\n"
    text = text.replace("Delivery", "Project delivery performance")
    store("kpis", text)
    target = KpiTarget.objects.get()
    assert (target.kpi.code, target.target) == ("K", 80)
    assert Kpi.objects.get().family == "delivery"


def test_kpi_targets_may_begin_with_a_period(store, kpi):
    store("kpi-targets", "kpi,period,target\nROI,FY2026,2\n")
    assert KpiTarget.objects.get().valid_from == date(2025, 4, 1)


def test_a_kpi_in_money_gets_the_currency_of_the_portfolio(store):
    store("kpis", "code,name,family,unit\nK,Saved,benefits,money\nL,n,risk,number\n")
    assert Kpi.objects.get(code="K").currency == "GBP"
    assert Kpi.objects.get(code="L").currency == ""


def test_benefits_and_their_amounts_are_stored(store):
    store("benefits", "code,name,class\nB,Less paper,cashable\n")
    store(
        "benefit-entries",
        "benefit,month,kind,amount\nB,2026-03,planned,100\nB,2026-03-01,claimed,90\n",
    )
    assert Benefit.objects.get().currency == "GBP"
    entries = BenefitEntry.objects.order_by("kind").values_list(
        "kind", "month", "amount"
    )
    assert list(entries) == [
        ("claimed", date(2026, 3, 1), D(90)),
        ("planned", date(2026, 3, 1), D(100)),
    ]


def test_the_month_of_an_amount_is_its_first_day(check, portfolio):
    BenefitFactory(code="B", portfolio=portfolio)
    text = "benefit,month,kind,amount\nB,2026-03-15,planned,100\n"
    assert reasons(check("benefit-entries", text)) == [
        "Row 2: Give the month by its first day."
    ]


@pytest.mark.parametrize(
    ("role", "is_taken"), [(Role.FINANCE, True), (Role.ANALYST, False)]
)
def test_only_finance_imports_validated_amounts(check, portfolio, role, is_taken):
    BenefitFactory(code="B", portfolio=portfolio)
    person = MembershipFactory(portfolio=portfolio, role=role).user
    text = "benefit,month,kind,amount\nB,2026-03,validated,100\n"
    report = check("benefit-entries", text, by=person)
    assert (report.refused_rows == 0) is is_taken


def test_milestones_are_known_by_project_and_code(store, portfolio):
    ProjectFactory(code="A", portfolio=portfolio)
    store("milestones", "project,code,name,baseline_on\nA,M1,Start,2026-01-31\n")
    store("milestones", "project,code,name,actual_on\nA,M1,Start,2026-02-03\n")
    milestone = Milestone.objects.get()
    assert milestone.baseline_on == date(2026, 1, 31)
    assert milestone.actual_on == date(2026, 2, 3)


def test_a_link_that_is_no_web_address_is_refused(check, kpi):
    text = "kpi,period,actual,evidence\nROI,2026-03,1,javascript:alert(1)\n"
    assert (
        "'javascript:alert(1)' cannot be stored"
        in reasons(check("measurements", text))[0]
    )


def test_what_an_export_quoted_comes_back_as_it_was(store):
    store("projects", "code,name\nA,'=1+1\nB,'quoted'\n")
    names = Project.objects.order_by("code").values_list("name", flat=True)
    assert list(names) == ["=1+1", "'quoted'"]


def test_damaged_text_is_kept_and_reported(store):
    report = store("projects", "code,name\nA,Avaya\ufffds\n")
    assert Project.objects.get().name == "Avaya\ufffds"
    assert "damaged before it came here (U+FFFD): 1." in report.notes[0]


def rows(count):
    lines = (f"ROI,{1990 + i // 12}-{i % 12 + 1:02},{i}" for i in range(count))
    return "kpi,period,actual\n" + "\n".join(lines) + "\n"


def test_the_queries_of_an_import_grow_with_chunks_and_not_with_rows(store, kpi):
    store("measurements", rows(200))
    with CaptureQueriesContext(connection) as again:
        store("measurements", rows(200))
    with CaptureQueriesContext(connection) as many:
        store("measurements", rows(1000))
    assert KpiMeasurement.objects.count() == 1000
    assert len(again) <= 12
    # SQLite takes 999 values in a statement, so rows are written in more of them.
    assert len(many) <= (25 if connection.vendor == "postgresql" else 40)


def test_a_stored_value_is_found_among_many(store, kpi):
    other = KpiFactory(code="NPS", portfolio=kpi.portfolio)
    for month in (1, 2, 3):
        for each in (kpi, other):
            KpiMeasurementFactory(
                kpi=each,
                period_start=date(2026, month, 1),
                period_end=date(2026, month, 28),
                value=month,
            )
    text = (
        "kpi,period_start,period_end,value\n"
        "ROI,2026-01-01,2026-01-28,1\n"
        "NPS,2026-02-01,2026-02-28,7\n"
        "NPS,2026-04-01,2026-04-30,4\n"
    )
    report = store("measurements", text)
    assert report.counts["measurements"] == Counts(created=1, changed=1, unchanged=1)
    assert other.measurements.get(period_start=date(2026, 2, 1)).value == 7
    assert kpi.measurements.get(period_start=date(2026, 2, 1)).value == 2
