"""Closed periods: on pages, in grids, in files and in the admin."""

from datetime import date

import pytest
from django.urls import reverse

from delivery.models import KpiMeasurement
from tests.delivery.discipline.deeds import (
    HEAD,
    close,
    imported,
    post,
    url,
)
from tests.delivery.pages import entries, errors
from tests.factories import (
    BenefitEntryFactory,
    ContingencyFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    MilestoneFactory,
    ProjectFactory,
    QualityCountFactory,
    ResourceFactory,
    ResourceHoursFactory,
    ReworkEntryFactory,
    RiskAssessmentFactory,
    RiskFactory,
    ServiceCostFactory,
    StatusUpdateFactory,
)

pytestmark = pytest.mark.django_db


def test_a_closed_period_takes_no_change_from_an_analyst(client, analyst, reading):
    close(reading.kpi.portfolio)
    client.force_login(analyst)
    path = url("kpi_measurement_update", reading.pk)
    refused = post(client, path, value="76", change_reason="Recount")
    assert "Everything up to Sep 30, 2026 is closed" in errors(refused)[""]
    moved = post(client, path, period_start="2026-10-01", change_reason="Recount")
    assert moved.status_code == 422
    reading.refresh_from_db()
    assert reading.value == 75


def test_a_closed_period_takes_nothing_new_and_an_open_one_does(client, analyst, kpi):
    close(kpi.portfolio)
    client.force_login(analyst)
    path = url("kpi_measurement_create", kpi.pk)
    assert post(client, path, value="75", period_start="2026-09-01").status_code == 422
    assert post(client, path, value="75", period_start="2026-10-01").status_code == 302


def test_what_is_closed_above_is_closed_below(client, analyst, reading, organisation):
    close(organisation)
    client.force_login(analyst)
    path = url("kpi_measurement_update", reading.pk)
    assert post(client, path, value="76", change_reason="x").status_code == 422


def test_a_lead_corrects_a_closed_period_with_a_reason(client, lead, reading):
    close(reading.kpi.portfolio)
    client.force_login(lead)
    path = url("kpi_measurement_update", reading.pk)
    assert "change_reason" in errors(post(client, path, note="Checked"))
    audited = post(client, path, note="Checked", change_reason="Audit")
    assert audited.status_code == 302
    assert reading.history.first().history_change_reason == "Audit"
    assert reading.history.first().history_user == lead


@pytest.mark.one_engine
def test_the_three_people_of_a_closed_period(client, reading, stranger, analyst, lead):
    close(reading.kpi.portfolio)
    path = url("kpi_measurement_update", reading.pk)
    client.force_login(stranger)
    assert client.get(path).status_code == 404
    for person, status in ((analyst, 422), (lead, 302)):
        client.force_login(person)
        answer = post(client, path, value="76", change_reason="Recount")
        assert answer.status_code == status


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda p: StatusUpdateFactory(project__portfolio=p), "status_update"),
        (lambda p: BenefitEntryFactory(benefit__portfolio=p), "benefit_entry"),
        (
            lambda p: MilestoneFactory(
                project__portfolio=p, actual_on=date(2026, 9, 1)
            ),
            "milestone",
        ),
        (lambda p: KpiTargetFactory(kpi__portfolio=p), "kpi_target"),
        (lambda p: ResourceHoursFactory(resource__portfolio=p), "resource_hours"),
        (lambda p: KpiMeasurementFactory(kpi__portfolio=p), "kpi_measurement"),
        (lambda p: RiskAssessmentFactory(risk__portfolio=p), "risk_assessment"),
        (lambda p: ContingencyFactory(portfolio=p), "contingency"),
        (lambda p: ReworkEntryFactory(project__portfolio=p), "rework_entry"),
        (lambda p: QualityCountFactory(project__portfolio=p), "quality_count"),
    ],
    ids=[
        "status update",
        "benefit entry",
        "milestone",
        "target",
        "hours",
        "measurement",
        "risk assessment",
        "contingency",
        "rework",
        "quality count",
    ],
)
def test_no_dated_fact_goes_from_a_closed_period_without_a_reason(
    client, lead, portfolio, make, name
):
    row = make(portfolio)
    close(portfolio)
    client.force_login(lead)
    path = url(f"{name}_delete", row.pk)
    assert client.post(path, {}).status_code == 422
    assert client.post(path, {"change_reason": "Entered twice"}).status_code == 302
    assert not type(row).objects.exists()
    assert row.history.first().history_change_reason == "Entered twice"


@pytest.mark.one_engine
def test_a_reserve_of_a_closed_period_changes_by_a_lead_who_says_why(
    client, analyst, lead, portfolio
):
    reserve = ContingencyFactory(portfolio=portfolio)
    close(portfolio)
    path = url("contingency_update", reserve.pk)
    change = {"reserve": "7", "change_reason": "Audit"}
    client.force_login(analyst)
    assert "is closed" in errors(post(client, path, **change))[""]
    late = post(client, path, valid_from="2026-10-01", change_reason="Audit")
    assert late.status_code == 422
    added = {"valid_from": "2026-09-01", "reserve": "7"}
    assert post(client, url("contingency_create"), **added).status_code == 422
    added["valid_from"] = "2026-10-01"
    assert post(client, url("contingency_create"), **added).status_code == 302
    client.force_login(lead)
    assert "change_reason" in errors(post(client, path, reserve="7"))
    assert post(client, path, **change).status_code == 302
    assert reserve.history.first().history_change_reason == "Audit"


@pytest.mark.one_engine
def test_what_takes_closed_facts_along_cannot_be_deleted(client, lead, reading):
    close(reading.kpi.portfolio)
    client.force_login(lead)
    answer = client.post(url("kpi_delete", reading.kpi_id))
    assert answer.status_code == 409
    assert "in a closed period" in answer.content.decode()
    assert KpiMeasurement.objects.exists()


@pytest.mark.one_engine
def test_the_grid_leaves_a_closed_period_alone(client, analyst, lead, kpi):
    close(kpi.portfolio)
    path = "/delivery/owed/month/2026-09-01/"
    client.force_login(analyst)
    value = {f"kpi-{kpi.pk}-value": "75"}
    assert post(client, path, **value).status_code == 422
    client.force_login(lead)
    assert post(client, path, **value).status_code == 422
    reason = {f"kpi-{kpi.pk}-change_reason": "Came late"}
    assert post(client, path, **value, **reason).status_code == 302
    assert kpi.measurements.get().history.get().history_change_reason == "Came late"


@pytest.mark.one_engine
def test_the_grid_of_amounts_leaves_closed_months_alone(
    client, analyst, lead, portfolio
):
    benefit = BenefitEntryFactory(benefit__portfolio=portfolio).benefit
    close(portfolio)
    path = f"{url('benefit_months', benefit.pk)}?period=FY2026"
    client.force_login(analyst)
    refused = post(client, path, **{"2026-09-planned": "7", "2026-10-planned": "8"})
    assert list(errors(refused)) == ["2026-09-planned"]
    assert post(client, path, **{"2026-10-planned": "8"}).status_code == 302
    client.force_login(lead)
    change = {"2026-09-planned": "7"}
    assert "change_reason" in errors(post(client, path, **change))
    assert post(client, path, **change, change_reason="Audit").status_code == 302
    entry = benefit.entries.get(month=date(2026, 9, 1))
    assert entry.history.first().history_change_reason == "Audit"


@pytest.mark.one_engine
def test_the_grid_of_costs_leaves_closed_months_alone(client, analyst, lead, portfolio):
    cost = ServiceCostFactory(
        service__portfolio=portfolio, month=date(2026, 9, 1), amount=100
    )
    close(portfolio)
    path = f"{url('service_costs', cost.service.pk)}?period=FY2026"
    name = f"2026-09-{cost.category}"
    client.force_login(analyst)
    assert "is closed" in errors(post(client, path, **{name: "90"}))[name]
    client.force_login(lead)
    assert "Say why" in errors(post(client, path, **{name: "90"}))["change_reason"]
    post(client, path, **{name: "90"}, change_reason="The invoice was corrected")
    cost.refresh_from_db()
    assert cost.amount == 90
    assert cost.history.first().history_change_reason == "The invoice was corrected"


@pytest.mark.one_engine
def test_the_grid_of_hours_leaves_closed_months_alone(client, analyst, lead, portfolio):
    person = ResourceFactory(portfolio=portfolio)
    close(portfolio)
    path = f"{url('resource_months', person.pk)}?period=FY2026"
    client.force_login(analyst)
    opened = entries(client.get(path))
    (september,) = (
        name
        for name in opened
        if name.startswith("2026-09-contracted") and not name.endswith("version")
    )
    october = september.replace("2026-09", "2026-10")
    refused = client.post(path, opened | {september: "160", october: "160"})
    assert list(errors(refused)) == [september]
    client.force_login(lead)
    change = opened | {september: "160"}
    assert "change_reason" in errors(client.post(path, change))
    late = change | {"change_reason": "Came late"}
    assert client.post(path, late).status_code == 302
    row = person.capacities.get()
    assert row.history.first().history_change_reason == "Came late"


@pytest.mark.one_engine
def test_the_admin_leaves_a_closed_period_alone(client, admin_user, reading):
    close(reading.kpi.portfolio)
    client.force_login(admin_user)
    path = reverse("admin:delivery_kpimeasurement_change", args=[reading.pk])
    sent = {
        "kpi": reading.kpi_id,
        "period_start": "2026-09-01",
        "period_end": "2026-09-30",
        "value": "99",
    }
    assert "is closed" in client.post(path, sent).content.decode()
    gone = reverse("admin:delivery_kpimeasurement_delete", args=[reading.pk])
    assert client.post(gone, {"post": "yes"}).status_code == 403
    reading.refresh_from_db()
    assert reading.value == 75
    close(reading.kpi.portfolio, None)
    assert client.post(path, sent).status_code == 302


@pytest.mark.one_engine
def test_only_a_lead_closes_a_period(
    client, portfolio, analyst, administrator, stranger, chief
):
    path = url("portfolio_close", portfolio.slug)
    sent = {
        "locked_until": "2026-09-30",
        "change_reason": "Reported to the board",
        "version": portfolio.history.first().history_id,
    }
    for person in (analyst, administrator, stranger):
        client.force_login(person)
        assert client.post(path, sent).status_code == 404
    portfolio.refresh_from_db()
    assert portfolio.locked_until is None
    client.force_login(chief)
    assert client.post(path, sent).status_code == 302
    portfolio.refresh_from_db()
    assert portfolio.locked_until == date(2026, 9, 30)
    newest = portfolio.history.first()
    assert newest.history_change_reason == "Reported to the board"


@pytest.mark.one_engine
def test_a_day_that_is_not_over_cannot_be_closed(client, lead, portfolio):
    client.force_login(lead)
    path = url("portfolio_close", portfolio.slug)
    sent = {"locked_until": "2026-10-16", "change_reason": "Early"}
    assert "locked_until" in errors(post(client, path, **sent))


def test_a_file_leaves_a_closed_period_alone(portfolio, kpi, lead, tmp_path):
    close(portfolio)
    row = "K-1,2026-09-01,2026-09-30,75,\n"
    report = imported(portfolio, tmp_path, HEAD + row, by=lead)
    assert report.refused_rows == 1
    assert "closed period" in str(report.errors[0])
    row = "K-1,2026-10-01,2026-10-31,75,\n"
    assert imported(portfolio, tmp_path, HEAD + row, by=lead).is_stored


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("rework", "project,month,hours\nP-1,2026-{}-01,100\n"),
        ("quality-counts", "project,month,defects_before\nP-1,2026-{}-01,3\n"),
        (
            "risk-assessments",
            "risk,assessed_on,probability,impact_money\nR-1,2026-{}-01,0.5,100\n",
        ),
    ],
)
def test_no_file_brings_rework_counts_or_judgements_of_a_closed_period(
    portfolio, tmp_path, kind, text
):
    ProjectFactory(portfolio=portfolio, code="P-1")
    RiskFactory(portfolio=portfolio, code="R-1", raised_on=date(2026, 1, 1))
    close(portfolio)
    refused = imported(portfolio, tmp_path, text.format("09"), kind=kind)
    assert "closed period" in str(refused.errors[0])
    assert imported(portfolio, tmp_path, text.format("10"), kind=kind).is_stored


def test_a_file_does_not_move_a_fact_out_of_a_closed_period(
    portfolio, reading, tmp_path
):
    close(portfolio, date(2026, 9, 15))
    row = "K-1,2026-09-01,2026-09-30,80,\n"
    assert imported(portfolio, tmp_path, HEAD + row).is_stored
    close(portfolio)
    row = "K-1,2026-09-01,2026-10-30,80,\n"
    assert not imported(portfolio, tmp_path, HEAD + row).is_stored


def test_a_project_whose_facts_are_open_can_be_deleted(client, lead, portfolio):
    project = ProjectFactory(portfolio=portfolio)
    StatusUpdateFactory(project=project, status_date=date(2026, 10, 1))
    close(portfolio)
    client.force_login(lead)
    assert client.post(url("project_delete", project.pk)).status_code == 302
