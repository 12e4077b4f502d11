"""Notes and reasons: on pages, in grids and in files."""

from datetime import date
from decimal import Decimal

import pytest

from tests.delivery.discipline.deeds import (
    HEAD,
    imported,
    post,
    url,
)
from tests.delivery.pages import errors
from tests.factories import (
    KpiTargetFactory,
)

pytestmark = pytest.mark.django_db


def test_a_red_value_needs_a_note_and_one_on_the_limit_does_not(client, analyst, kpi):
    client.force_login(analyst)
    path = url("kpi_measurement_create", kpi.pk)
    refused = post(client, path, value="69", period_start="2026-09-01")
    assert "69 is worse than the limit, 70" in errors(refused)["note"]
    noted = post(client, path, value="69", period_start="2026-09-01", note="A strike.")
    assert noted.status_code == 302
    assert post(client, path, value="70", period_start="2026-08-01").status_code == 302


@pytest.mark.one_engine
def test_the_limit_is_that_of_the_period(client, analyst, kpi):
    KpiTargetFactory(kpi=kpi, valid_from=date(2026, 10, 1), red_limit=Decimal(90))
    client.force_login(analyst)
    path = url("kpi_measurement_create", kpi.pk)
    assert post(client, path, value="75", period_start="2026-09-01").status_code == 302
    assert post(client, path, value="75", period_start="2026-10-01").status_code == 422


@pytest.mark.one_engine
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


@pytest.mark.one_engine
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


@pytest.mark.one_engine
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
