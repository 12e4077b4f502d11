"""Notes, reasons, closed periods and approvals: on pages, in grids and in files."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from delivery.imports.importer import Job, import_file
from delivery.imports.kinds import default_mapping
from delivery.models import KpiMeasurement, Portfolio
from scorecards.loading import load_facts
from tests.delivery.pages import entries, errors, parsed, texts
from tests.factories import (
    BenefitEntryFactory,
    ContingencyFactory,
    KpiFactory,
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

TODAY = date(2026, 10, 15)
SEPTEMBER_ENDS = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def kpi(portfolio):
    kpi = KpiFactory(portfolio=portfolio, code="K-1", name="On time")
    KpiTargetFactory(kpi=kpi, target=Decimal(80), red_limit=Decimal(70))
    return kpi


@pytest.fixture
def reading(kpi, analyst):
    return KpiMeasurementFactory(kpi=kpi, recorded_by=analyst)


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def close(portfolio, day=SEPTEMBER_ENDS):
    Portfolio.objects.filter(pk=portfolio.pk).update(locked_until=day)


# Notes and reasons


def test_a_red_value_needs_a_note_and_one_on_the_limit_does_not(client, analyst, kpi):
    client.force_login(analyst)
    path = url("kpi_measurement_create", kpi.pk)
    refused = post(client, path, value="69", period_start="2026-09-01")
    assert "69 is worse than the limit, 70" in errors(refused)["note"]
    noted = post(client, path, value="69", period_start="2026-09-01", note="A strike.")
    assert noted.status_code == 302
    assert post(client, path, value="70", period_start="2026-08-01").status_code == 302


def test_the_limit_is_that_of_the_period(client, analyst, kpi):
    KpiTargetFactory(kpi=kpi, valid_from=date(2026, 10, 1), red_limit=Decimal(90))
    client.force_login(analyst)
    path = url("kpi_measurement_create", kpi.pk)
    assert post(client, path, value="75", period_start="2026-09-01").status_code == 302
    assert post(client, path, value="75", period_start="2026-10-01").status_code == 422


def test_bands_of_a_later_target_say_what_is_red_from_then_on(client, analyst, kpi):
    bands = [
        {"from": "60", "score": "0", "name": ""},
        {"from": "90", "score": "75", "name": "Good"},
    ]
    KpiTargetFactory(
        kpi=kpi, valid_from=date(2026, 9, 1), target=Decimal(95), bands=bands
    )
    client.force_login(analyst)
    path = url("kpi_measurement_create", kpi.pk)
    assert post(client, path, value="75", period_start="2026-08-01").status_code == 302
    refused = post(client, path, value="79", period_start="2026-09-01")
    assert "79 is worse than the limit, 80" in errors(refused)["note"]
    assert post(client, path, value="80", period_start="2026-09-01").status_code == 302


def test_a_restated_value_needs_a_reason_that_the_timeline_tells(
    client, analyst, reading
):
    client.force_login(analyst)
    path = url("kpi_measurement_update", reading.pk)
    assert "change_reason" in errors(post(client, path, value="76"))
    assert post(client, path, source="Register").status_code == 302
    assert post(client, path, value="76", change_reason="Recount").status_code == 302
    page = client.get(url("kpi_history", reading.kpi_id)).content.decode()
    assert "Reason: Recount" in page
    assert "Value: 76, before it was 75" in page


def test_all_changes_are_a_file_with_who_when_from_to_and_why(client, analyst, reading):
    client.force_login(analyst)
    path = url("kpi_measurement_update", reading.pk)
    post(client, path, value="76", change_reason="=Recount")
    answer = client.get(url("kpi_history", reading.kpi_id), {"file": "csv"})
    last = answer.content.decode().splitlines()[-1]
    at, _number, *rest = last.split(",", 2)
    assert (at[:14], at[-6:]) == ("2026-10-15T00:", "+00:00")
    assert rest[0].endswith("changed\",value,75,76,'=Recount")
    assert rest[0].startswith(analyst.name)
    workbook = client.get(url("kpi_history", reading.kpi_id), {"file": "xlsx"})
    assert workbook.content.startswith(b"PK")


# Closed periods


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


@pytest.mark.parametrize("person", ["analyst", "lead", "stranger"])
def test_the_three_people_of_a_closed_period(client, request, reading, person):
    close(reading.kpi.portfolio)
    client.force_login(request.getfixturevalue(person))
    path = url("kpi_measurement_update", reading.pk)
    if person == "stranger":
        assert client.get(path).status_code == 404
        return
    answer = post(client, path, value="76", change_reason="Recount")
    assert answer.status_code == (302 if person == "lead" else 422)


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


def test_what_takes_closed_facts_along_cannot_be_deleted(client, lead, reading):
    close(reading.kpi.portfolio)
    client.force_login(lead)
    answer = client.post(url("kpi_delete", reading.kpi_id))
    assert answer.status_code == 409
    assert "in a closed period" in answer.content.decode()
    assert KpiMeasurement.objects.exists()


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


@pytest.mark.parametrize(
    ("person", "status"),
    [("analyst", 404), ("administrator", 404), ("stranger", 404), ("chief", 302)],
)
def test_only_a_lead_closes_a_period(client, request, portfolio, person, status):
    client.force_login(request.getfixturevalue(person))
    sent = {
        "locked_until": "2026-09-30",
        "change_reason": "Reported to the board",
        "version": portfolio.history.first().history_id,
    }
    assert client.post(url("portfolio_close", portfolio.slug), sent).status_code == (
        status
    )
    portfolio.refresh_from_db()
    assert (portfolio.locked_until is None) is (status == 404)
    if status == 302:
        newest = portfolio.history.first()
        assert newest.history_change_reason == "Reported to the board"


def test_a_day_that_is_not_over_cannot_be_closed(client, lead, portfolio):
    client.force_login(lead)
    path = url("portfolio_close", portfolio.slug)
    sent = {"locked_until": "2026-10-16", "change_reason": "Early"}
    assert "locked_until" in errors(post(client, path, **sent))


# Files


def imported(portfolio, tmp_path, text, by=None, kind="measurements"):
    path = tmp_path / "facts.csv"
    path.write_text(text)
    portfolio.refresh_from_db()
    mapping = default_mapping(kind)
    return import_file(Job(portfolio, mapping, path, path.name, by=by))


HEAD = "kpi,period_start,period_end,value,note\n"


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


@pytest.mark.parametrize(
    ("row", "is_stored"),
    [
        pytest.param("K-1,2026-08-01,2026-08-31,60,", False, id="red"),
        pytest.param("K-1,2026-08-01,2026-08-31,60,A strike", True, id="with a note"),
        pytest.param("K-1,2026-08-01,2026-08-31,75,", True, id="not red"),
        pytest.param("K-1,2026-09-01,2026-09-30,76,", False, id="restated"),
        pytest.param("K-1,2026-09-01,2026-09-30,76,Recount", True, id="with a reason"),
        pytest.param("K-1,2026-09-01,2026-09-30,75,", True, id="the same"),
    ],
)
def test_a_file_needs_notes_where_the_portfolio_asks_for_them(
    portfolio, reading, tmp_path, row, is_stored
):
    portfolio.asks_files_for_notes = True
    portfolio.save()
    assert imported(portfolio, tmp_path, f"{HEAD}{row}\n").is_stored is is_stored


def test_a_file_says_why_facts_changed_where_no_note_is_asked_for(
    portfolio, reading, tmp_path
):
    row = "K-1,2026-09-01,2026-09-30,60,\n"
    assert imported(portfolio, tmp_path, HEAD + row).is_stored
    newest = reading.history.first()
    assert newest.history_change_reason == "Import of facts.csv"


# Approval


@pytest.fixture
def asked(kpi):
    """Let the values of a KPI be approved from the third quarter on."""
    kpi.approval_from = date(2026, 7, 1)
    kpi.save()
    return kpi


def counted(portfolio):
    """The values of the one KPI that its scorecard counts."""
    return [reading.value for reading in load_facts(portfolio).kpis[0].readings]


def test_where_nobody_asks_every_value_counts(portfolio, reading):
    assert counted(portfolio) == [75]


@pytest.mark.parametrize("where", ["kpi", "portfolio", "above"])
def test_only_approved_values_count_where_approval_is_asked_for(
    portfolio, organisation, kpi, reading, where
):
    KpiMeasurementFactory(
        kpi=kpi,
        period_start=date(2026, 6, 1),
        period_end=date(2026, 6, 30),
        value=Decimal(60),
    )
    row = {"kpi": kpi, "portfolio": portfolio, "above": organisation}[where]
    type(row).objects.filter(pk=row.pk).update(approval_from=date(2026, 7, 1))
    assert counted(portfolio) == [60]
    KpiMeasurement.objects.filter(pk=reading.pk).update(approval="approved")
    assert counted(portfolio) == [60, 75]


def test_a_lead_approves_the_value_of_somebody_else(client, lead, asked, reading):
    client.force_login(lead)
    assert "On time" in client.get(url("approval_list")).content.decode()
    path = url("kpi_measurement_decide", reading.pk)
    revision = Portfolio.objects.get(pk=asked.portfolio_id).revision
    assert post(client, path, approval="approved").status_code == 302
    reading.refresh_from_db()
    assert (reading.approval, reading.decided_by) == ("approved", lead)
    assert Portfolio.objects.get(pk=asked.portfolio_id).revision > revision
    assert counted(asked.portfolio) == [75]
    assert "On time" not in client.get(url("approval_list")).content.decode()


def test_a_value_is_sent_back_with_a_comment_and_owed_again(
    client, lead, analyst, asked, reading
):
    client.force_login(lead)
    path = url("kpi_measurement_decide", reading.pk)
    assert "decision_note" in errors(post(client, path, approval="sent_back"))
    sent = {"approval": "sent_back", "decision_note": "Which lines are in it?"}
    assert post(client, path, **sent).status_code == 302
    client.force_login(analyst)
    page = client.get(url("owed")).content.decode()
    assert "Sent back" in page
    assert "Which lines are in it?" in page
    update = url("kpi_measurement_update", reading.pk)
    assert post(client, update, note="All of them").status_code == 302
    reading.refresh_from_db()
    assert (reading.approval, reading.decided_by) == ("submitted", None)


def test_an_approved_value_that_changes_is_submitted_anew(
    client, lead, analyst, asked, reading
):
    KpiMeasurement.objects.filter(pk=reading.pk).update(
        approval="approved", decided_by=lead
    )
    client.force_login(analyst)
    path = url("kpi_measurement_update", reading.pk)
    post(client, path, value="76", change_reason="Recount")
    assert counted(asked.portfolio) == []


def test_an_approved_value_that_a_file_changes_is_submitted_anew(
    portfolio, lead, asked, reading, tmp_path, analyst
):
    KpiMeasurement.objects.filter(pk=reading.pk).update(
        approval="approved", decided_by=lead
    )
    imported(portfolio, tmp_path, HEAD + "K-1,2026-09-01,2026-09-30,76,\n", by=analyst)
    reading.refresh_from_db()
    assert (reading.value, reading.approval) == (76, "submitted")
    assert counted(portfolio) == []


@pytest.mark.parametrize("person", ["analyst", "finance", "executive", "stranger"])
def test_nobody_but_a_lead_decides(client, request, asked, reading, person):
    client.force_login(request.getfixturevalue(person))
    path = url("kpi_measurement_decide", reading.pk)
    assert client.get(path).status_code == 404
    assert client.post(path, {"approval": "approved"}).status_code == 404


def test_nobody_approves_an_own_value(client, lead, chief, asked):
    own = KpiMeasurementFactory(kpi=asked, recorded_by=lead)
    client.force_login(lead)
    assert client.get(url("kpi_measurement_decide", own.pk)).status_code == 404
    client.force_login(chief)
    assert client.get(url("kpi_measurement_decide", own.pk)).status_code == 200
    own.decided_by = lead
    with pytest.raises(IntegrityError):
        own.save()


def test_a_value_that_changed_while_it_was_looked_at_is_not_approved(
    client, lead, asked, reading
):
    client.force_login(lead)
    path = url("kpi_measurement_decide", reading.pk)
    opened = entries(client.get(path))
    reading.value = Decimal(99)
    reading.save()
    answer = client.post(path, opened | {"approval": "approved"})
    assert answer.status_code == 409
    reading.refresh_from_db()
    assert reading.approval == "submitted"


def test_a_project_whose_facts_are_open_can_be_deleted(client, lead, portfolio):
    project = ProjectFactory(portfolio=portfolio)
    StatusUpdateFactory(project=project, status_date=date(2026, 10, 1))
    close(portfolio)
    client.force_login(lead)
    assert client.post(url("project_delete", project.pk)).status_code == 302


# Many values at once


@pytest.fixture
def waiting(asked, analyst):
    """Three values of one KPI that wait for a decision."""
    return [
        KpiMeasurementFactory(
            kpi=asked,
            recorded_by=analyst,
            period_start=date(2026, month, 1),
            period_end=date(2026, month, 28),
            value=Decimal(75),
        )
        for month in (7, 8, 9)
    ]


def choose(client, *, which="all"):
    """Open the list and choose what it offers: the page that asks once more."""
    page = parsed(client.get(url("approval_list"), {"chosen": which}))
    boxes = page.select("input[name=reading][checked]")
    return client.get(
        url("approval_many"), {"reading": [box["value"] for box in boxes]}
    )


def approve(client, page):
    inputs = parsed(page).select("main input[name=reading]")
    sent = {"reading": [entry["value"] for entry in inputs]}
    return client.post(url("approval_many"), sent)


def approvals():
    return list(
        KpiMeasurement.objects.order_by("pk").values_list("approval", flat=True)
    )


def test_a_lead_approves_many_values_at_once(
    client, lead, asked, waiting, django_assert_max_num_queries
):
    client.force_login(lead)
    page = choose(client)
    assert "Approve 3 values" in page.content.decode()
    revision = Portfolio.objects.get(pk=asked.portfolio_id).revision
    with django_assert_max_num_queries(16):
        answer = approve(client, page)
    assert answer.status_code == 302
    assert approvals() == ["approved"] * 3
    first = waiting[0].history.first()
    assert (first.approval, first.history_user) == ("approved", lead)
    assert Portfolio.objects.get(pk=asked.portfolio_id).revision == revision + 1
    assert counted(asked.portfolio) == [75, 75, 75]
    assert "3 values approved." in client.get(url("approval_list")).content.decode()


def test_none_is_approved_when_one_has_changed_or_gone_meanwhile(client, lead, waiting):
    client.force_login(lead)
    page = choose(client)
    first, second, third = waiting
    first.value = Decimal(99)
    first.save()
    KpiMeasurement.objects.filter(pk=second.pk).update(
        approval="sent_back", decision_note="Which lines are in it?"
    )
    third.delete()
    refused = approve(client, page)
    assert refused.status_code == 409
    assert texts(refused, "main li") == [
        "On time, Jul 1, 2026 to Jul 28, 2026: it has changed meanwhile.",
        "On time, Aug 1, 2026 to Aug 28, 2026: it no longer waits for a decision.",
        "1 value that you chose is no longer there.",
    ]
    assert approvals() == ["submitted", "sent_back"]


def test_values_of_a_closed_period_are_decided_one_by_one(client, lead, asked, waiting):
    close(asked.portfolio, date(2026, 7, 31))
    client.force_login(lead)
    assert "Approve 2 values" in choose(client).content.decode()
    forged = {"reading": f"{waiting[0].pk}-{waiting[0].history.first().pk}"}
    refused = client.post(url("approval_many"), forged)
    assert "Decide on it by itself, with a reason" in refused.content.decode()


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ("lead", "you entered it, so somebody else decides"),
        ("analyst", "no longer there"),
        ("stranger", "no longer there"),
    ],
)
def test_nobody_approves_own_or_foreign_values_among_many(
    client, request, lead, waiting, person, reason
):
    KpiMeasurement.objects.update(recorded_by=lead)
    client.force_login(request.getfixturevalue(person))
    sent = {"reading": [f"{one.pk}-{one.history.first().pk}" for one in waiting]}
    for answer in (
        client.get(url("approval_many"), sent),
        client.post(url("approval_many"), sent),
    ):
        assert answer.status_code == 409
        assert reason in answer.content.decode()
        assert ("On time" in answer.content.decode()) is (person == "lead")
    assert approvals() == ["submitted"] * 3


@pytest.mark.parametrize("sent", ["", "x-1", "1-", f"{9**40}-1", "1\0-1"])
def test_nothing_chosen_says_what_to_do(client, lead, waiting, sent):
    client.force_login(lead)
    answer = client.post(url("approval_many"), {"reading": sent})
    assert "No value is chosen" in answer.content.decode()
    assert approvals() == ["submitted"] * 3
