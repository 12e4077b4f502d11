"""A file against the database: all or nothing, once, and with history."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery.imports.errors import RowError, UnreadableFileError
from delivery.imports.findings import Counts
from delivery.models import (
    Kpi,
    KpiMeasurement,
    Project,
)
from tests.factories import (
    KpiFactory,
    KpiMeasurementFactory,
    ProjectFactory,
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
