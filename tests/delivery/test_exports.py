"""Lists as files: what stands in them, and what no spreadsheet must run."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from delivery.exports import (
    ANNOTATION_COLUMNS,
    ASSESSMENT_COLUMNS,
    ATTRIBUTION_COLUMNS,
    BENEFIT_COLUMNS,
    ENTRY_COLUMNS,
    ISSUE_COLUMNS,
    KPI_COLUMNS,
    LEAK_COLUMNS,
    MEASUREMENT_COLUMNS,
    PROJECT_COLUMNS,
    QUALITY_COLUMNS,
    REWORK_COLUMNS,
    RISK_COLUMNS,
    SERVICE_USE_COLUMNS,
)
from delivery.imports.findings import Counts
from delivery.imports.importer import Job, check_file
from delivery.imports.kinds import KINDS, default_mapping
from delivery.models import RiskAssessment
from pmo_value.exports import csv_response, safe_cell, xlsx_response
from tests.factories import (
    AnnotationFactory,
    AttributionFactory,
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    BenefitLeakFactory,
    ClaimDecisionFactory,
    KpiFactory,
    KpiMeasurementFactory,
    LimitDecisionFactory,
    ProjectFactory,
    ServiceFactory,
    ServiceUseFactory,
    StatusUpdateFactory,
)


def read_csv(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def read_xlsx(response):
    sheet = load_workbook(BytesIO(response.content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'],
)
def test_text_that_would_run_as_a_formula_is_quoted(text):
    assert safe_cell(text) == f"'{text}"
    (_header, (cell,)) = read_csv(csv_response("x.csv", ["name"], [[text]]))
    assert cell == f"'{text}"


@pytest.mark.parametrize("value", [Decimal(-5), -5, date(2026, 9, 30), None, "plain"])
def test_numbers_and_dates_pass_through(value):
    assert safe_cell(value) is value


def test_a_csv_file_opens_in_excel_with_every_letter_right():
    response = csv_response(
        "x.csv", ["name", "cost"], [["Größe “α”, b\nc", Decimal("-12.5000")]]
    )
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert read_csv(response) == [["name", "cost"], ["Größe “α”, b\nc", "-12.5"]]


def test_a_workbook_keeps_numbers_and_days_and_runs_nothing():
    rows = [["=1+1", Decimal("12345678.9"), date(2026, 9, 30), None, True, "a\x01b"]]
    sheet = load_workbook(
        BytesIO(xlsx_response("x.xlsx", list("abcdef"), rows).content)
    ).active
    cells = next(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in cells[:2]] == ["'=1+1", 12345678.9]
    assert cells[2].value.date() == date(2026, 9, 30)
    assert [cell.value for cell in cells[3:]] == [None, "yes", "a\ufffdb"]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


@pytest.mark.django_db
@pytest.mark.one_engine
@pytest.mark.parametrize(("kind", "read"), [("csv", read_csv), ("xlsx", read_xlsx)])
def test_the_file_holds_the_rows_that_the_filters_leave(
    client, analyst, portfolio, kind, read
):
    project = ProjectFactory(portfolio=portfolio, code="A", name="=cmd|' /C calc'!A1")
    ProjectFactory(portfolio=portfolio, code="B", status="completed")
    ProjectFactory(code="FOREIGN")
    BaselineFactory(project=project, budget=Decimal("1000.25"))
    StatusUpdateFactory(project=project, forecast_cost=Decimal(1200))
    client.force_login(analyst)
    response = client.get(url("project_export", kind), {"status": "active"})
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="projects.{kind}"'
    )
    header, row = read(response)
    found = dict(zip(header, row, strict=True))
    assert found["name"] == "'=cmd|' /C calc'!A1"
    assert Decimal(found["current_budget"]) == Decimal("1000.25")
    assert Decimal(found["last_forecast_cost"]) == 1200
    assert found["portfolio"] == "transport"


@pytest.mark.django_db
@pytest.mark.one_engine
def test_measurements_and_amounts_are_files_of_their_own(client, analyst, portfolio):
    client.force_login(analyst)
    measurement = KpiMeasurementFactory(
        kpi__portfolio=portfolio, kpi__code="K", value=Decimal("0.5")
    )
    entry = BenefitEntryFactory(benefit__portfolio=portfolio, amount=Decimal("-7.25"))
    rows = read_csv(
        client.get(url("kpi_measurement_export", measurement.kpi.pk, "csv"))
    )
    assert rows[1][:4] == ["K", "2026-09-01", "2026-09-30", "0.5"]
    rows = read_csv(client.get(url("benefit_entry_export", entry.benefit.pk, "csv")))
    assert rows[1][1:4] == ["2026-09-01", "planned", "-7.25"]


@pytest.fixture
def details(portfolio, analyst, finance):
    """What the pages of a project, a KPI, a benefit and a service list of their own.

    There is one of each, and one more of another project, KPI and benefit.
    """
    project = ProjectFactory(portfolio=portfolio, code="P")
    benefit = BenefitFactory(portfolio=portfolio, code="B", name="Less paper")
    kpi = KpiFactory(portfolio=portfolio, code="K")
    service = ServiceFactory(portfolio=portfolio, code="S")
    for other in (False, True):
        note = "other" if other else "=1+1"
        held = {} if other else {"benefit": benefit}
        measured = {} if other else {"kpi": kpi}
        BenefitLeakFactory(**held, cause="delay", amount=Decimal("2.5"), note=note)
        AttributionFactory(
            **held,
            service=service,
            share=Decimal("0.4"),
            method="trend",
            confidence=None,
            note=note,
        )
        ServiceUseFactory(
            project=ProjectFactory() if other else project, service=service, note=note
        )
        ClaimDecisionFactory(
            **held,
            month=date(2026, 3, 1),
            verdict="accepted_in_part",
            claimed=Decimal(9),
            amount=Decimal("7.25"),
            reason=note,
            decided_by=finance,
            decided_at=datetime(2026, 4, 1, 12, tzinfo=UTC),
        )
        AnnotationFactory(**measured, on=date(2026, 3, 5), text=note, author=analyst)
        LimitDecisionFactory(
            **measured,
            step="lock",
            period_start=date(2026, 3, 1),
            reason=note,
            decided_by=analyst,
        )
    return {"project": project, "benefit": benefit, "kpi": kpi, "service": service}


DETAILS = [
    ("benefit_leak", "benefit", ["transport", "B", "delay", "2.5", "'=1+1"]),
    ("attribution", "benefit", ["transport", "B", "S", "0.4", "trend", "", "'=1+1"]),
    ("attribution", "service", ["transport", "B", "S", "0.4", "trend", "", "'=1+1"]),
    ("service_use", "project", ["transport", "P", "S", "'=1+1"]),
    ("service_use", "service", ["transport", "P", "S", "'=1+1"]),
    (
        "claim_decision",
        "benefit",
        [
            *("transport", "B", "Less paper", "2026-03-01", "1"),
            *("accepted_in_part", "9", "7.25", "'=1+1"),
            *("finance", "2026-04-01T12:00:00+00:00"),
        ],
    ),
    ("annotation", "kpi", ["transport", "K", "2026-03-05", "'=1+1", "analyst"]),
    (
        "limit_decision",
        "kpi",
        ["transport", "K", "lock", "2026-03-01", "'=1+1", "analyst"],
    ),
]


@pytest.mark.django_db
@pytest.mark.one_engine
def test_what_a_page_lists_is_a_link_away_as_a_file(client, analyst, details):
    client.force_login(analyst)
    pages = {
        field: client.get(thing.get_absolute_url()).content.decode()
        for field, thing in details.items()
    }
    for name, field, expected in DETAILS:
        for kind, read in (("csv", read_csv), ("xlsx", read_xlsx)):
            address = f"{url(f'{name}_export', kind)}?{field}={details[field].pk}"
            assert f'href="{address}"' in pages[field]
            _header, row = read(client.get(address))
            assert len(row) >= len(expected)
            if kind == "csv":
                assert row[: len(expected)] == expected


@pytest.mark.django_db
@pytest.mark.one_engine
def test_such_a_file_changes_nothing_when_it_comes_back(
    client, analyst, portfolio, details, tmp_path
):
    client.force_login(analyst)
    for name, kind, form in (
        ("benefit_leak", "benefit-leaks", "csv"),
        ("attribution", "attributions", "csv"),
        ("service_use", "service-uses", "csv"),
        ("annotation", "annotations", "csv"),
        ("attribution", "attributions", "xlsx"),
        ("annotation", "annotations", "xlsx"),
    ):
        path = tmp_path / f"list.{form}"
        path.write_bytes(client.get(url(f"{name}_export", form)).content)
        report = check_file(Job(portfolio, default_mapping(kind), path, path.name))
        assert report.errors == []
        assert report.counts[kind] == Counts(unchanged=1)


@pytest.mark.django_db
@pytest.mark.one_engine
def test_a_file_of_nothing_has_its_header(client, analyst):
    client.force_login(analyst)
    for name in (
        "project",
        "kpi",
        "benefit",
        "risk",
        "contingency",
        "issue",
        "rework_entry",
        "quality_count",
        "benefit_leak",
        "attribution",
        "service_use",
        "claim_decision",
        "annotation",
        "limit_decision",
    ):
        assert len(read_csv(client.get(url(f"{name}_export", "csv")))) == 1, name


@pytest.mark.parametrize(
    ("kind", "columns", "derived"),
    [
        (
            "projects",
            PROJECT_COLUMNS,
            {
                "portfolio",
                "current_baseline",
                "planned_finish",
                "current_budget",
                "last_status_date",
                "last_rating",
                "last_forecast_finish",
                "last_forecast_cost",
            },
        ),
        ("kpis", KPI_COLUMNS, {"portfolio", "latest_value", "latest_period_end"}),
        ("measurements", MEASUREMENT_COLUMNS, set()),
        (
            "risks",
            RISK_COLUMNS,
            {"portfolio", "assessed_on", *RiskAssessment.JUDGED},
        ),
        ("risk-assessments", ASSESSMENT_COLUMNS, set()),
        ("issues", ISSUE_COLUMNS, {"portfolio"}),
        ("rework", REWORK_COLUMNS, {"portfolio"}),
        ("quality-counts", QUALITY_COLUMNS, {"portfolio"}),
        ("benefit-leaks", LEAK_COLUMNS, {"portfolio"}),
        ("attributions", ATTRIBUTION_COLUMNS, {"portfolio"}),
        ("service-uses", SERVICE_USE_COLUMNS, {"portfolio"}),
        ("annotations", ANNOTATION_COLUMNS, {"portfolio", "author"}),
        (
            "benefits",
            BENEFIT_COLUMNS,
            {
                "portfolio",
                "evidence_level",
                "planned_total",
                "claimed_total",
                "validated_total",
            },
        ),
        ("benefit-entries", ENTRY_COLUMNS, set()),
    ],
)
def test_an_import_knows_every_column_that_is_a_fact(kind, columns, derived):
    assert set(columns) - derived <= set(KINDS[kind].field_names)
