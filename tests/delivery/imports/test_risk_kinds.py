"""Risks, issues, rework and quality from files, and back into them."""

from datetime import date
from decimal import Decimal

import pytest
from django.forms.models import model_to_dict

from delivery.imports.importer import Job, import_file
from delivery.imports.kinds import default_mapping
from delivery.models import (
    Issue,
    QualityCount,
    ReworkEntry,
    Risk,
    RiskAssessment,
    Role,
)
from tests.factories import (
    IssueFactory,
    MembershipFactory,
    PortfolioFactory,
    ProjectFactory,
    QualityCountFactory,
    ReworkEntryFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskLevelFactory,
)

D = Decimal


def reasons(report):
    return [str(error) for error in report.errors]


def test_a_register_brings_its_judgements_along(store, portfolio):
    ProjectFactory(code="A", portfolio=portfolio)
    text = (
        "code,title,project,raised_on,owner,probability,impact,impact_days\n"
        "R1,Frost,A,2026-01-10,Ines,0.4,£1000,\n"
        "R2,Strike,,2026-02-01,,,,\n"
    )
    report = store("risks", text)
    assert reasons(report) == []
    risk = Risk.objects.get(code="R1")
    assert (risk.project.code, risk.currency) == ("A", "GBP")
    judged = RiskAssessment.objects.get()
    assert (judged.assessed_on, judged.probability) == (date(2026, 1, 10), D("0.4"))
    assert (judged.impact_money, judged.impact_days) == (1000, None)
    again = store("risks", text)
    assert (again.counts["risks"].unchanged, again.stored) == (2, 0)


def test_a_later_judgement_is_added_and_the_earlier_one_stays(store, portfolio):
    RiskFactory(code="R1", portfolio=portfolio)
    text = "risk,assessed_on,probability,impact_money\nR1,{},{},100\n"
    store("risk-assessments", text.format("2026-02-01", "0.2"))
    store("risk-assessments", text.format("2026-03-01", "0.6"))
    found = RiskAssessment.objects.order_by("assessed_on")
    assert [one.probability for one in found] == [D("0.2"), D("0.6")]


def test_words_of_the_scale_are_numbers(store, check, portfolio):
    RiskFactory(code="R1", portfolio=portfolio)
    RiskLevelFactory(portfolio=portfolio)
    text = "risk,assessed_on,probability,impact_money\nR1,2026-02-01,{},Major\n"
    store("risk-assessments", text.format("LIKELY"))
    judged = RiskAssessment.objects.get()
    assert (judged.probability, judged.impact_money) == (D("0.7"), 250_000)
    wrong = check("risk-assessments", text.format("perhaps"))
    assert "'perhaps' is not a number" in reasons(wrong)[0]


def test_what_the_models_refuse_is_said_with_its_place(check, portfolio):
    ProjectFactory(code="A", portfolio=portfolio)
    risks = (
        "code,name,raised_on,status,closed_on,strategy\n"
        "R1,x,2026-02-01,closed,,\n"
        "R2,x,2026-02-01,open,,exploit\n"
    )
    assert reasons(check("risks", risks)) == [
        "Row 2: A risk that is over has the day it closed, an open one has none.",
        "Row 3, column strategy: One does not exploit a threat.",
    ]
    rework = (
        "project,month,hours,rework_hours,design_hours\n"
        "A,2026-09,100,200,\nA,2026-08,100,10,11\n"
    )
    assert reasons(check("rework", rework)) == [
        "Row 2: Rework hours are part of all hours and cannot exceed them.",
        (
            "Row 3, column rework_hours: The causes add up to 11 hours, which is more "
            "than this."
        ),
    ]
    counts = "project,month,changes,changes_failed\nA,2026-09,3,4\n"
    assert reasons(check("quality-counts", counts)) == [
        "Row 2: No more changes can fail than were put into service."
    ]


def test_an_issue_names_its_risk_by_code(store, check, portfolio):
    RiskFactory(code="R1", portfolio=portfolio)
    RiskFactory(code="ELSEWHERE")
    text = (
        "code,title,risk,severity,opened_on,sla_days\nI1,Pipes,{},High,2026-09-01,20\n"
    )
    assert store("issues", text.format("R1")).is_stored
    issue = Issue.objects.get()
    assert (issue.risk.code, issue.severity, issue.target_days) == ("R1", "high", 20)
    foreign = check("issues", text.format("ELSEWHERE").replace("I1", "I2"))
    assert "'ELSEWHERE' is not in this portfolio" in reasons(foreign)[0]


def test_an_import_raises_the_revision(store, portfolio):
    before = portfolio.revision
    store("risks", "code,name,raised_on\nR1,Frost,2026-02-01\n")
    portfolio.refresh_from_db()
    assert portfolio.revision > before


@pytest.fixture
def register(db):
    """One of each in a portfolio that an analyst exports from."""
    membership = MembershipFactory(
        portfolio=PortfolioFactory(slug="here", currency="EUR"), role=Role.ANALYST
    )
    portfolio = membership.portfolio
    project = ProjectFactory(portfolio=portfolio, code="A")
    risk = RiskFactory(
        portfolio=portfolio,
        project=project,
        code="=R1",
        description="=1+1\nsecond line",
        status="occurred",
        closed_on=date(2026, 8, 1),
        strategy="reduce",
        response_cost=D("12.5"),
        realised_amount=D("0.0001"),
    )
    RiskFactory(portfolio=portfolio, code="R2", kind="opportunity")
    RiskAssessmentFactory(
        risk=risk, impact_days=D("2.5"), residual_probability=D("0.1")
    )
    IssueFactory(
        portfolio=portfolio,
        project=project,
        risk=risk,
        target_days=0,
        resolved_on=date(2026, 9, 2),
        resolution="=done",
    )
    ReworkEntryFactory(project=project, supplier_hours=D("1.25"), cost=D(10))
    QualityCountFactory(project=project, defects_after=None)
    return membership


@pytest.mark.parametrize(
    ("model", "address", "kind", "form"),
    [
        (Risk, "risks", "risks", "csv"),
        (Issue, "issues", "issues", "csv"),
        (ReworkEntry, "rework", "rework", "csv"),
        (QualityCount, "quality-counts", "quality-counts", "csv"),
        pytest.param(*(Risk, "risks", "risks", "xlsx"), marks=pytest.mark.one_engine),
    ],
)
def test_an_exported_list_changes_nothing_when_it_comes_back(
    client, register, tmp_path, model, address, kind, form
):
    client.force_login(register.user)
    rows = list(model.objects.order_by("pk"))
    before = [model_to_dict(row, exclude=["id"]) for row in rows]
    response = client.get(f"/delivery/{address}.{form}")
    path = tmp_path / f"list.{form}"
    path.write_bytes(response.content)
    job = Job(register.portfolio, default_mapping(kind), path, path.name)
    report = import_file(job)
    assert report.errors == []
    assert report.counts[kind].unchanged == len(rows)
    assert report.stored == 0
    Issue.objects.all().delete()
    model.objects.all().delete()
    if model is Issue:
        assert Risk.objects.exists()
    assert import_file(job).counts[kind].created == len(rows)
    after = [model_to_dict(row, exclude=["id"]) for row in model.objects.order_by("pk")]
    assert after == before


def test_the_judgements_of_a_risk_come_back_as_they_were(client, register, tmp_path):
    client.force_login(register.user)
    judged = RiskAssessment.objects.get()
    path = tmp_path / "list.csv"
    path.write_bytes(
        client.get(f"/delivery/risks/{judged.risk_id}/assessments.csv").content
    )
    mapping = default_mapping("risk-assessments")
    job = Job(register.portfolio, mapping, path, path.name)
    assert import_file(job).counts["risk-assessments"].unchanged == 1


def test_a_register_as_json_is_taken(store, portfolio):
    text = (
        '[{"code": "R1", "name": "Frost", "raised_on": "2026-01-10", '
        '"probability": 0.4, "impact_money": 1000}]'
    )
    assert store("risks", text, name="risks.json").is_stored
    assert RiskAssessment.objects.get().probability == D("0.4")
