"""The page of what is missing, stale or contradicting."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.data_quality import CHECKS, findings
from tests.delivery.pages import parsed, texts
from tests.factories import (
    BaselineFactory,
    BenefitEntryFactory,
    BenefitFactory,
    KpiFactory,
    ObjectiveLinkFactory,
    ProjectFactory,
    RiskAssessmentFactory,
    RiskFactory,
    StatusUpdateFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 15)
PAGE = "/delivery/data-quality/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


def found(user, portfolio=None):
    """The faults that are there, each with its number of rows."""
    rows = findings(user, portfolio, TODAY)
    return {one.check.key: one.count for one in rows if one.count}


def sound_project(portfolio, **changes):
    """A project without a fault."""
    project = ProjectFactory(portfolio=portfolio, sponsor="Ada", **changes)
    BaselineFactory(project=project, budget=Decimal(100))
    ObjectiveLinkFactory(project=project)
    return project


def test_a_sound_project_has_no_fault(analyst, portfolio):
    StatusUpdateFactory(project=sound_project(portfolio), earned_value=Decimal(100))
    assert found(analyst) == {}


@pytest.mark.parametrize(
    ("update", "fault"),
    [
        pytest.param({"earned_value": Decimal(101)}, "project-earned", id="EV > BAC"),
        pytest.param(
            {"forecast_finish": date(2026, 10, 14)}, "project-forecast", id="forecast"
        ),
        pytest.param({"status_date": date(2026, 1, 1)}, "project-report", id="stale"),
    ],
)
def test_a_report_that_cannot_be(analyst, portfolio, update, fault):
    StatusUpdateFactory(project=sound_project(portfolio), **update)
    assert found(analyst) == {fault: 1}


def test_an_older_report_that_was_corrected_since_is_no_fault(analyst, portfolio):
    project = sound_project(portfolio)
    StatusUpdateFactory(
        project=project, status_date=date(2026, 8, 31), earned_value=Decimal(150)
    )
    StatusUpdateFactory(project=project, earned_value=Decimal(90))
    assert found(analyst) == {}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param(
            {"status": "completed", "actual_finish": date(2026, 12, 1)},
            "project-future",
            id="finish in the future",
        ),
        pytest.param({"status": "completed"}, "project-finish", id="no finish"),
    ],
)
def test_a_project_that_is_over(analyst, portfolio, changes, fault):
    sound_project(portfolio, **changes)
    assert found(analyst) == {fault: 1}


def test_a_planned_project_that_spends(analyst, portfolio):
    project = sound_project(portfolio, status="planned")
    StatusUpdateFactory(project=project, actual_cost=Decimal(0))
    assert found(analyst) == {}
    StatusUpdateFactory(
        project=project, status_date=date(2026, 10, 1), actual_cost=Decimal(5)
    )
    assert found(analyst) == {"project-planned": 1}


def test_what_has_no_owner_target_or_plan(analyst, portfolio):
    ProjectFactory(portfolio=portfolio, status="planned")
    KpiFactory(portfolio=portfolio)
    BenefitFactory(portfolio=portfolio)
    assert found(analyst) == {
        "project-baseline": 1,
        "project-objective": 1,
        "project-sponsor": 1,
        "kpi-target": 1,
        "kpi-owner": 1,
        "kpi-value": 1,
        "benefit-owner": 1,
        "benefit-plan": 1,
    }


SOUND_RISK = {"owner": "Ada", "strategy": "reduce", "raised_on": date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("changes", "judged_on", "faults"),
    [
        pytest.param({}, date(2026, 7, 15), {}, id="sound"),
        pytest.param({"owner": ""}, TODAY, {"risk-owner": 1}, id="no owner"),
        pytest.param({"strategy": ""}, TODAY, {"risk-response": 1}, id="no response"),
        pytest.param(
            {}, date(2026, 7, 14), {"risk-judgement": 1}, id="judged long ago"
        ),
        pytest.param({}, None, {"risk-judgement": 1}, id="never judged"),
        pytest.param(
            {"due_on": date(2026, 10, 14)}, TODAY, {"risk-overdue": 1}, id="overdue"
        ),
        pytest.param(
            {"owner": "", "status": "closed", "closed_on": TODAY}, None, {}, id="over"
        ),
    ],
)
def test_an_open_risk_has_an_owner_a_response_and_a_recent_judgement(
    analyst, portfolio, changes, judged_on, faults
):
    risk = RiskFactory(portfolio=portfolio, **SOUND_RISK | changes)
    if judged_on:
        RiskAssessmentFactory(risk=risk, assessed_on=judged_on)
    assert found(analyst) == faults


@pytest.mark.one_engine
def test_what_a_risk_lacks_is_asked_on_the_first_page_and_listed(
    client, analyst, portfolio
):
    lacking = {"owner": "", "strategy": "", "due_on": date(2026, 10, 14)}
    risk = RiskFactory(portfolio=portfolio, **SOUND_RISK | lacking)
    faults = found(analyst)
    assert set(faults) == {
        "risk-owner",
        "risk-response",
        "risk-judgement",
        "risk-overdue",
    }
    client.force_login(analyst)
    asked = parsed(client.get("/delivery/")).select("[aria-labelledby=gaps] li a")
    assert len(asked) == len(faults)
    for key in faults:
        listed = client.get("/delivery/risks/", {"gap": key.removeprefix("risk-")})
        assert texts(listed, "tbody th a")[0].endswith(risk.name)
        mend = parsed(client.get(PAGE, {"check": key})).select_one(
            "tbody .row-actions a"
        )
        assert client.get(mend["href"]).status_code == 200


def test_more_validated_than_claimed(analyst, portfolio):
    benefit = BenefitFactory(portfolio=portfolio, owner="Ada")
    BenefitEntryFactory(benefit=benefit, kind="planned")
    BenefitEntryFactory(benefit=benefit, kind="claimed", amount=Decimal(10))
    entry = BenefitEntryFactory(benefit=benefit, kind="validated", amount=Decimal(10))
    assert found(analyst) == {}
    entry.amount = Decimal(11)
    entry.save()
    assert found(analyst) == {"benefit-validated": 1}


@pytest.mark.one_engine
def test_each_fault_leads_to_its_rows_and_each_row_to_what_mends_it(
    client, analyst, portfolio
):
    client.force_login(analyst)
    project = ProjectFactory(portfolio=portfolio, name="Tram line 4", status="planned")
    BenefitFactory(portfolio=portfolio)
    KpiFactory(portfolio=portfolio)
    links = parsed(client.get(PAGE)).select(".row-actions a")
    assert len(links) == 8
    for link in links:
        page = client.get(link["href"])
        mend = parsed(page).select_one("tbody .row-actions a")
        assert client.get(mend["href"]).status_code == 200
    rows = client.get(PAGE, {"check": "project-baseline"})
    assert f"{project.code} Tram line 4" in texts(rows, "tbody th")


@pytest.mark.one_engine
def test_one_portfolio_is_asked_about_with_all_below_it(
    client, chief, organisation, portfolio
):
    ProjectFactory(portfolio=portfolio, status="planned")
    assert found(chief, organisation) == found(chief, portfolio) != {}
    client.force_login(chief)
    page = client.get(PAGE, {"portfolio": portfolio.slug})
    assert "Transport: 3 things to mend" in texts(page, "h1 + p")[0]


@pytest.mark.one_engine
def test_nobody_sees_what_they_may_not_read(
    client, stranger, administrator, executive, portfolio
):
    ProjectFactory(portfolio=portfolio, name="Kookaburra")
    for user in (stranger, administrator):
        assert found(user) == {}
        client.force_login(user)
        assert client.get(PAGE, {"portfolio": portfolio.slug}).status_code == 404
        for path in (f"{PAGE}?check=project-baseline", "/delivery/data-quality.csv"):
            assert b"Kookaburra" not in client.get(path).content
    client.force_login(executive)
    page = client.get(PAGE, {"check": "project-baseline"})
    assert b"Kookaburra" in page.content
    assert b"Approve a baseline" not in page.content


@pytest.mark.one_engine
def test_the_faults_are_a_file(client, analyst, portfolio):
    project = ProjectFactory(portfolio=portfolio, name="=Tram", status="planned")
    client.force_login(analyst)
    lines = client.get("/delivery/data-quality.csv").content.decode().splitlines()
    assert f"missing,project-baseline,transport,{project.code},'=Tram" in lines


def test_counting_takes_one_query_a_noun(analyst, portfolio, django_assert_num_queries):
    KpiFactory.create_batch(5, portfolio=portfolio)
    with django_assert_num_queries(4):
        findings(analyst, None, TODAY)


@pytest.mark.one_engine
@pytest.mark.parametrize("key", ["nothing", "project-earned\0"])
def test_a_check_that_there_is_not_is_not_found(client, analyst, key):
    client.force_login(analyst)
    assert client.get(PAGE, {"check": key}).status_code == 404


def test_every_check_has_a_key_of_its_own():
    assert len({check.key for check in CHECKS}) == len(CHECKS)
    assert all(reverse(f"delivery:{check.mend}", args=[1]) for check in CHECKS)
