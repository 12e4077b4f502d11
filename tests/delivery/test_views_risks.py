"""The pages of risks, issues, rework and quality."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.models import (
    Contingency,
    Issue,
    QualityCount,
    ReworkEntry,
    Risk,
    RiskAssessment,
    RiskLevel,
)
from tests.delivery.pages import entries, errors, parsed, refusals, texts
from tests.factories import (
    ContingencyFactory,
    IssueFactory,
    PortfolioFactory,
    ProjectFactory,
    QualityCountFactory,
    ReworkEntryFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskLevelFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2026, 10, 15)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def desk(client, analyst):
    """A browser in which the analyst is signed in."""
    client.force_login(analyst)
    return client


@pytest.fixture
def project(portfolio):
    return ProjectFactory(portfolio=portfolio, code="P-1", name="Depot")


@pytest.fixture
def risk(portfolio, project):
    return RiskFactory(portfolio=portfolio, project=project, code="R-1", name="Frost")


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def body(response):
    return " ".join(response.content.decode().split())


# Risks


def test_a_risk_is_raised_in_the_currency_of_its_portfolio(desk, portfolio, project):
    response = post(
        desk,
        url("risk_create"),
        code="R-1",
        name="Frost",
        project=project.pk,
        strategy="reduce",
        response_cost="1200.50",
    )
    risk = Risk.objects.get()
    assert response.headers["Location"] == risk.get_absolute_url()
    assert (risk.currency, risk.raised_on) == ("EUR", TODAY)
    assert risk.response_cost == Decimal("1200.5")
    assert risk.history.get().history_user.username == "analyst"


def test_what_cannot_be_is_said_at_its_field(desk, risk):
    wrong = [
        ("closed_on", {"status": "closed"}),
        ("closed_on", {"status": "closed", "closed_on": "2026-10-16"}),
        ("closed_on", {"status": "closed", "closed_on": "2025-01-01"}),
        ("realised_amount", {"realised_amount": "5"}),
        ("strategy", {"strategy": "exploit"}),
        ("response_cost", {"response_cost": "-1"}),
        ("raised_on", {"raised_on": "2026-10-16"}),
    ]
    told = refusals(desk, url("risk_update", risk.pk), *(row for _field, row in wrong))
    for (field, _changes), found in zip(wrong, told, strict=True):
        assert field in found


def test_a_risk_of_a_project_elsewhere_is_refused(desk, lead, portfolio):
    foreign = ProjectFactory()
    response = post(
        desk, url("risk_create"), code="R", name="x", project=str(foreign.pk)
    )
    assert "project" in errors(response)


def test_two_people_do_not_overwrite_each_other(desk, risk):
    opened = entries(desk.get(url("risk_update", risk.pk)))
    risk.name = "Ice"
    risk.save()
    response = desk.post(url("risk_update", risk.pk), opened | {"owner": "Ines"})
    assert response.status_code == 409
    assert "Ice" in body(response)
    risk.refresh_from_db()
    assert (risk.name, risk.owner) == ("Ice", "")


def test_a_new_judgement_leaves_the_old_one_as_it_was(desk, risk):
    old = RiskAssessmentFactory(risk=risk, residual_probability=Decimal("0.1"))
    path = url("risk_assessment_create", risk.pk)
    assert entries(desk.get(path))["probability"] == "50"
    post(desk, path, probability="70", impact_days="12.5")
    new, kept = risk.assessments.order_by("-assessed_on")
    assert (new.assessed_on, new.probability) == (TODAY, Decimal("0.7"))
    assert (new.residual_probability, new.impact_days) == (Decimal("0.1"), 12.5)
    assert (kept.pk, kept.probability) == (old.pk, Decimal("0.5"))
    again = post(desk, path, probability="80")
    assert "Correct that one." in errors(again)["assessed_on"]


def test_a_judgement_may_be_written_in_the_words_of_the_scale(desk, risk, portfolio):
    RiskLevelFactory(portfolio=portfolio)
    path = url("risk_assessment_create", risk.pk)
    page = desk.get(path)
    assert [
        option["value"] for option in parsed(page).select("#scale-money option")
    ] == ["major"]
    post(
        desk,
        path,
        probability=" Likely",
        impact_money="major",
        impact_days="major",
        residual_probability="12.5",
    )
    found = risk.assessments.get()
    assert (found.probability, found.impact_money) == (Decimal("0.7"), 250_000)
    assert (found.impact_days, found.residual_probability) == (30, Decimal("0.125"))
    refused = post(desk, path, assessed_on="2026-10-01", probability="probable")
    assert "Enter a percentage such as 86.5." in errors(refused)["probability"]


def test_a_judgement_that_cannot_be_is_refused(desk, risk):
    given = {"probability": "50", "impact_money": "5"}
    wrong = [
        ("assessed_on", {"assessed_on": "2026-10-16"}),
        ("assessed_on", {"assessed_on": "2026-01-01"}),
        ("", {"probability": "120"}),
        ("impact_money", {"impact_money": "-5"}),
        ("", {"probability": "", "impact_money": ""}),
    ]
    path = url("risk_assessment_create", risk.pk)
    told = refusals(desk, path, *(given | changes for _field, changes in wrong))
    for (field, _changes), found in zip(wrong, told, strict=True):
        assert field in found
    assert not RiskAssessment.objects.exists()


def test_the_matrix_shows_open_threats_as_words_and_moves_them_by_their_responses(
    desk, risk, portfolio
):
    for step, (word, probability, money) in enumerate(
        [("rare", "0.1", 1_000), ("even", "0.5", 10_000), ("sure", "0.9", 90_000)], 1
    ):
        RiskLevelFactory(
            portfolio=portfolio,
            position=step,
            probability_label=word,
            probability=Decimal(probability),
            impact_label=f"{word} harm",
            impact_money=money,
            impact_days=None,
        )
    risk.strategy = "reduce"
    risk.save()
    RiskAssessmentFactory(
        risk=risk,
        probability=Decimal("0.9"),
        impact_money=90_000,
        residual_probability=Decimal("0.1"),
        residual_money=1_000,
    )
    RiskFactory(portfolio=portfolio, code="R-2", kind="opportunity")
    RiskFactory(portfolio=portfolio, code="R-3")

    def placed(path):
        table = parsed(desk.get(path)).select_one(".matrix")
        rows = {row.th.get_text(strip=True): row for row in table.select("tbody tr")}
        return {
            label: [cell.get_text(" ", strip=True) for cell in row.select("td")]
            for label, row in rows.items()
            if row.select("a")
        }

    assert placed(url("risk_list")) == {"sure": ["", "", "▲ medium R-1", "", ""]}
    after = placed(url("risk_list") + "?matrix=after")
    assert after == {"rare": ["● low R-1", "", "", "", ""]}
    assert "1 open threat is not in it" in body(desk.get(url("risk_list")))


def test_without_a_scale_the_matrix_says_what_it_takes(desk, risk):
    RiskAssessmentFactory(risk=risk)
    assert "it takes a probability, an impact and a risk scale" in body(
        desk.get(url("risk_list"))
    )


def test_the_register_is_narrowed_and_sorted(desk, risk, portfolio):
    owned = {"portfolio": portfolio, "owner": "Ines"}
    second = RiskFactory(code="R-2", kind="opportunity", **owned)
    RiskAssessmentFactory(risk=second)
    RiskFactory(code="R-3", strategy="avoid", due_on=date(2026, 10, 1), **owned)
    RiskFactory(code="R-4", status="closed", closed_on=date(2026, 5, 1), **owned)
    for query, found in (
        ("gap=owner", ["R-1"]),
        ("gap=response", ["R-1", "R-2"]),
        ("gap=judgement", ["R-1", "R-3"]),
        ("gap=overdue", ["R-3"]),
        ("status=closed", ["R-4"]),
        ("kind=opportunity", ["R-2"]),
        ("q=frost+r-1", ["R-1"]),
        ("sort=-exposure", ["R-2", "R-1", "R-3", "R-4"]),
    ):
        rows = desk.get(f"{url('risk_list')}?{query}", headers={"HX-Request": "true"})
        codes = texts(rows, "table:not(.matrix) tbody td:first-child")
        assert codes == found, query


def test_the_page_of_a_risk_says_whether_its_response_pays(desk, risk):
    risk.strategy, risk.response_cost = "reduce", Decimal(10_000)
    risk.save()
    RiskAssessmentFactory(
        risk=risk, residual_probability=Decimal("0.1"), residual_money=100_000
    )
    page = body(desk.get(risk.get_absolute_url()))
    assert "Responding has the higher expected value: −€20,000.00" in page
    risk.response_cost = Decimal(45_000)
    risk.save()
    page = body(desk.get(risk.get_absolute_url()))
    assert "Leaving it alone has the higher expected value: −€50,000.00" in page


def test_a_list_of_risks_takes_few_queries(
    desk, portfolio, django_assert_max_num_queries
):
    for number in range(3):
        RiskAssessmentFactory(
            risk=RiskFactory(
                portfolio=PortfolioFactory(parent=portfolio, slug=f"below-{number}")
            )
        )
    with django_assert_max_num_queries(9):
        desk.get(url("risk_list"))


# The scale, and what is set aside


def test_the_next_step_of_a_scale_is_suggested_and_steps_rise(desk, portfolio):
    path = url("risk_level_create", portfolio.slug)
    assert entries(desk.get(path))["probability_label"] == "very unlikely"
    post(desk, path, impact_money="1000")
    assert entries(desk.get(path))["position"] == "2"
    refused = post(desk, path, probability="3", impact_money="500")
    assert set(errors(refused)) == {"probability", "impact_money"}
    same = post(desk, path, probability_label="Very unlikely")
    assert "Another step has this word." in errors(same)["probability_label"]
    assert RiskLevel.objects.count() == 1


def test_the_scale_of_the_portfolio_above_is_shown_as_such(desk, portfolio):
    RiskLevelFactory(portfolio=portfolio.parent)
    page = body(desk.get(url("risk_level_list", portfolio.slug)))
    assert "The scale of Organisation holds here." in page
    assert "/delivery/risk-levels/" not in page


def test_a_reserve_is_kept_from_its_day(desk, portfolio, project):
    path = url("contingency_create")
    post(desk, path, project=project.pk, valid_from="2026-07-01", reserve="5000")
    reserve = Contingency.objects.get()
    assert (reserve.project, reserve.currency) == (project, "EUR")
    again = post(desk, path, project=project.pk, valid_from="2026-07-01", reserve="1")
    assert "from that day already" in errors(again)["valid_from"]
    nothing = post(desk, path, valid_from="2026-07-01")
    assert "Enter a reserve in money or in days." in errors(nothing)["reserve"]


# Issues


def test_an_issue_is_opened_and_settled_with_words(desk, risk, project):
    path = url("issue_create") + f"?risk={risk.pk}&project={project.pk}"
    post(desk, path, code="I-1", name="Pipes froze", severity="high", target_days="20")
    issue = Issue.objects.get()
    assert (issue.risk, issue.project, issue.opened_on) == (risk, project, TODAY)
    silent = post(desk, url("issue_update", issue.pk), resolved_on="2026-10-15")
    assert "Say how it was settled." in errors(silent)["resolution"]
    post(
        desk,
        url("issue_update", issue.pk),
        resolved_on="2026-10-15",
        resolution="Thawed.",
    )
    issue.refresh_from_db()
    assert issue.resolved_on == TODAY
    assert "resolved in time" in body(desk.get(issue.get_absolute_url()))


def test_the_worst_issues_come_first_when_sorted_by_severity(desk, portfolio):
    for code, severity in (("A", "low"), ("B", "critical"), ("C", "high")):
        IssueFactory(portfolio=portfolio, code=code, severity=severity)
    response = desk.get(url("issue_list") + "?sort=severity_rank")
    assert texts(response, "#rows tbody td:first-child") == ["B", "C", "A"]


def test_a_risk_that_became_an_issue_is_not_deleted(client, lead, risk, portfolio):
    IssueFactory(portfolio=portfolio, risk=risk)
    client.force_login(lead)
    assert client.post(url("risk_delete", risk.pk)).status_code == 409
    assert Risk.objects.filter(pk=risk.pk).exists()


# Rework and quality


def test_a_month_of_rework_is_entered_with_its_causes(desk, project, analyst):
    path = url("rework_entry_create", project.pk)
    more, none, ahead = refusals(
        desk,
        path,
        {"month": "2026-09", "hours": "100", "rework_hours": "101"},
        {"month": "2026-09"},
        {"month": "2026-11", "hours": "1"},
    )
    assert "rework_hours" in more
    assert "hours" in none
    assert "This month has not begun." in ahead["month"]
    post(
        desk,
        path,
        month="2026-09",
        hours="100",
        rework_hours="10",
        supplier_hours="4.25",
    )
    entry = ReworkEntry.objects.get()
    assert (entry.month, entry.supplier_hours) == (date(2026, 9, 1), Decimal("4.25"))
    assert entry.recorded_by == analyst
    page = body(desk.get(project.get_absolute_url()))
    assert "10.0" in page


def test_counts_of_a_month_are_entered_once(desk, project):
    path = url("quality_count_create", project.pk)
    post(desk, path, month="2026-09", changes_deployed="4", changes_failed="1")
    count = QualityCount.objects.get()
    assert (count.changes_failed, count.defects_before) == (1, None)
    again = post(desk, path, month="2026-09", changes_deployed="4")
    assert "Correct those." in errors(again)["month"]
    many = post(desk, path, month="2026-08", changes_deployed="1", changes_failed="2")
    assert "No more changes can fail" in errors(many)["changes_failed"]


def test_a_lead_deletes_after_a_question_and_an_analyst_does_not(
    client, portfolio, project, risk, lead, analyst
):
    rows = {
        "risk": RiskFactory(portfolio=portfolio),
        "issue": IssueFactory(portfolio=portfolio),
        "contingency": ContingencyFactory(portfolio=portfolio),
        "rework_entry": ReworkEntryFactory(project=project),
        "quality_count": QualityCountFactory(project=project),
        "risk_assessment": RiskAssessmentFactory(risk=risk),
        "risk_level": RiskLevelFactory(portfolio=portfolio),
    }
    paths = {name: url(f"{name}_delete", row.pk) for name, row in rows.items()}
    client.force_login(analyst)
    for path in paths.values():
        assert client.post(path).status_code == 404
    client.force_login(lead)
    for name, row in rows.items():
        stored = type(row).objects.filter(pk=row.pk)
        assert client.get(paths[name]).status_code == 200
        assert stored.exists()
        assert client.post(paths[name]).status_code == 302
        assert not stored.exists()
