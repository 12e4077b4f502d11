"""The pages of KPIs, of their targets and of what was measured."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.models import Kpi, KpiMeasurement, KpiTarget, Portfolio
from tests.delivery.pages import entries, errors, parsed, refusals, texts
from tests.factories import (
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TODAY = date(2026, 10, 15)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def kpi(portfolio) -> Kpi:
    return KpiFactory(portfolio=portfolio, code="K-1", name="On time", unit="ratio")


@pytest.fixture
def desk(client, analyst):
    """A browser in which the analyst is signed in."""
    client.force_login(analyst)
    return client


def url(name, *arguments):
    return reverse(f"delivery:{name}", args=arguments)


def post(client, path, **changes):
    """Open a form, change some entries, and send it."""
    return client.post(path, entries(client.get(path), **changes))


def test_a_kpi_is_defined_with_its_baseline_in_percent(desk, portfolio):
    definition = {"code": "K-9", "name": "Rework", "family": "risk", "unit": "ratio"}
    response = post(desk, url("kpi_create"), **definition, baseline="12.5")
    kpi = Kpi.objects.get()
    assert response.headers["Location"] == url("kpi_detail", kpi.pk)
    assert kpi.baseline == Decimal("0.125")
    form = parsed(desk.get(url("kpi_update", kpi.pk)))
    assert form.select_one("#id_baseline")["value"] == "12.5"
    assert post(desk, url("kpi_update", kpi.pk)).status_code == 302
    kpi.refresh_from_db()
    assert kpi.baseline == Decimal("0.125")
    assert kpi.history.count() == 1


def test_money_takes_the_currency_of_the_portfolio(desk, portfolio):
    post(
        desk,
        url("kpi_create"),
        code="K-9",
        name="Spend",
        family="delivery",
        unit="money",
    )
    assert Kpi.objects.get().currency == portfolio.currency


def test_a_percentage_with_values_stays_a_percentage(desk, kpi):
    path = url("kpi_update", kpi.pk)
    assert post(desk, path, unit="days").status_code == 302
    assert post(desk, path, unit="ratio").status_code == 302
    KpiMeasurementFactory(kpi=kpi, value=Decimal("0.5"))
    response = post(desk, path, unit="number")
    assert errors(response)["unit"].startswith("Unit: There are 1 measurements")


def test_a_kpi_belongs_to_no_project_of_another_portfolio(
    desk, kpi, portfolio, organisation
):
    beside = ProjectFactory(portfolio=organisation)
    response = post(desk, url("kpi_update", kpi.pk), project=beside.pk)
    assert list(errors(response)) == ["project"]


def test_retiring_keeps_the_measurements_and_hides_the_kpi(desk, kpi):
    KpiMeasurementFactory(kpi=kpi)
    assert post(desk, url("kpi_retire", kpi.pk)).status_code == 302
    kpi.refresh_from_db()
    assert (kpi.retired_on, kpi.measurements.count()) == (TODAY, 1)
    assert "On time" not in " ".join(texts(desk.get(url("kpi_list")), "tbody"))
    every = desk.get(url("kpi_list"), {"retired": ""})
    assert "On time" in " ".join(texts(every, "tbody"))


def test_deleting_a_kpi_names_what_goes_with_it(client, lead, kpi):
    client.force_login(lead)
    KpiMeasurementFactory(kpi=kpi)
    KpiTargetFactory(kpi=kpi)
    path = url("kpi_delete", kpi.pk)
    assert set(texts(client.get(path), "main li")) == {
        "1 measurement goes with it.",
        "1 target goes with it.",
    }
    assert client.post(path).status_code == 302
    assert not KpiMeasurement.objects.exists()


# Targets


def test_a_target_is_typed_in_percent(desk, kpi):
    path = url("kpi_target_create", kpi.pk)
    post(desk, path, valid_from="2026-01-01", target="80", green_limit="75.5")
    target = KpiTarget.objects.get()
    assert (target.target, target.green_limit) == (Decimal("0.8"), Decimal("0.755"))


def test_a_limit_beyond_the_better_one_is_refused(desk, kpi):
    path = url("kpi_target_create", kpi.pk)
    Kpi.objects.update(direction="increase")
    green, worst = refusals(
        desk,
        path,
        {"target": "80", "green_limit": "90"},
        {"target": "80", "red_limit": "60", "worst": "70"},
    )
    assert (list(green), list(worst)) == (["green_limit"], ["worst"])
    Kpi.objects.update(direction="decrease")
    (green,) = refusals(desk, path, {"target": "10", "green_limit": "5"})
    assert list(green) == ["green_limit"]


def test_a_range_asks_for_its_ends(desk, kpi):
    Kpi.objects.update(direction="range")
    path = url("kpi_target_create", kpi.pk)
    assert set(errors(post(desk, path))) == {"low", "high"}
    assert list(errors(post(desk, path, low="80", high="70"))) == ["high"]
    assert post(desk, path, low="70", high="85").status_code == 302
    assert "70 % to 85 %" in " ".join(
        texts(desk.get(url("kpi_list")), "tbody")
    ).replace("\u202f", " ")


def test_a_second_target_from_a_day_on_is_refused_there(desk, kpi):
    KpiTargetFactory(kpi=kpi, valid_from=date(2026, 1, 1))
    path = url("kpi_target_create", kpi.pk)
    response = post(desk, path, valid_from="2026-01-01", target="80")
    assert "Correct that one." in errors(response)["valid_from"]


# Measurements


def test_the_last_complete_period_is_offered_first(desk, kpi):
    Portfolio.objects.update(fiscal_year_start_month=4)
    path = url("kpi_measurement_create", kpi.pk)
    for cadence, start in (
        ("week", "2026-10-05"),
        ("month", "2026-09-01"),
        ("quarter", "2026-07-01"),
        ("year", "2025-04-01"),
    ):
        Kpi.objects.update(cadence=cadence)
        opened = entries(desk.get(path))
        assert opened["period_start"] == start
    assert desk.post(path, opened | {"value": "86"}).status_code == 302
    measurement = KpiMeasurement.objects.get()
    assert measurement.period_start == date(2025, 4, 1)
    assert measurement.period_end == date(2026, 3, 31)
    assert measurement.value == Decimal("0.86")


def test_after_a_value_the_next_period_is_offered(desk, kpi):
    KpiMeasurementFactory(kpi=kpi, period_start=date(2026, 7, 1))
    form = parsed(desk.get(url("kpi_measurement_create", kpi.pk)))
    chosen = form.select_one("#id_period_start option[selected]")
    assert chosen["value"] == "2026-08-01"
    assert "Jul 2026 (has a value)" in form.select_one("#id_period_start").get_text()


def test_a_second_value_for_a_period_is_refused_in_words(desk, kpi):
    KpiMeasurementFactory(kpi=kpi)
    path = url("kpi_measurement_create", kpi.pk)
    response = post(desk, path, period_start="2026-09-01", value="86")
    assert errors(response) == {
        "period_start": "Period: This KPI has a value for that period. Correct that "
        "one."
    }


def test_no_period_of_another_cadence_is_taken(desk, kpi):
    path = url("kpi_measurement_create", kpi.pk)
    response = post(desk, path, period_start="2026-09-15", value="86")
    assert list(errors(response)) == ["period_start"]


def test_not_applicable_needs_a_reason_and_has_no_value(desk, kpi):
    path = url("kpi_measurement_create", kpi.pk)
    response = post(desk, path, not_applicable="on", value="5")
    assert errors(response) == {
        "value": "Value: Leave it empty when it is not applicable.",
        "note": "Note: Say why there is no value for this period.",
    }
    sent = entries(response, value="", note="No releases this month.")
    assert desk.post(path, sent).status_code == 302


def test_neither_a_value_nor_a_reason_is_refused_at_the_value(desk, kpi):
    response = post(desk, url("kpi_measurement_create", kpi.pk))
    assert errors(response) == {
        "value": "Value: Enter a value, or say that it is not applicable and why."
    }


def test_a_ratio_is_worked_out_from_its_two_sides(desk, kpi):
    Kpi.objects.update(aggregation="ratio")
    path = url("kpi_measurement_create", kpi.pk)
    assert parsed(desk.get(path)).select_one("#id_value").has_attr("disabled")
    assert set(errors(post(desk, path, numerator="18"))) == {"denominator"}
    zero = post(desk, path, numerator="1", denominator="0")
    assert "divided by zero" in errors(zero)["denominator"]
    post(desk, path, numerator="1", denominator="3")
    assert KpiMeasurement.objects.get().value == Decimal("0.333333")


def test_a_value_is_corrected_in_its_period(desk, kpi):
    measurement = KpiMeasurementFactory(kpi=kpi, value=Decimal("0.75"))
    path = url("kpi_measurement_update", measurement.pk)
    assert parsed(desk.get(path)).select_one("#id_value")["value"] == "75"
    changes = {"value": "76", "source": "Register", "change_reason": "Recount"}
    assert post(desk, path, **changes).status_code == 302
    measurement.refresh_from_db()
    assert (measurement.value, measurement.source) == (Decimal("0.76"), "Register")
    assert measurement.period_start == date(2026, 9, 1)


def test_a_link_that_runs_a_script_is_no_evidence(desk, kpi):
    path = url("kpi_measurement_create", kpi.pk)
    response = post(desk, path, value="1", evidence="javascript:alert(1)")
    assert list(errors(response)) == ["evidence"]


def test_each_value_stands_beside_the_target_of_its_time(desk, kpi):
    KpiTargetFactory(kpi=kpi, valid_from=date(2026, 1, 1), target=Decimal("0.8"))
    KpiTargetFactory(kpi=kpi, valid_from=date(2026, 9, 1), target=Decimal("0.9"))
    for month in (8, 9):
        KpiMeasurementFactory(
            kpi=kpi,
            period_start=date(2026, month, 1),
            period_end=date(2026, month, 28),
            value=Decimal("0.85"),
        )
    rows = texts(
        desk.get(url("kpi_detail", kpi.pk)),
        "section[aria-labelledby=measurements] tbody tr",
    )
    assert ["90" in rows[0], "80" in rows[1]] == [True, True]


def test_the_page_of_a_kpi_takes_few_queries(desk, kpi, django_assert_max_num_queries):
    KpiTargetFactory(kpi=kpi)
    for month in range(1, 10):
        KpiMeasurementFactory(kpi=kpi, period_start=date(2026, month, 1))
    path = url("kpi_detail", kpi.pk)
    desk.get(path)
    with django_assert_max_num_queries(12):
        assert desk.get(path).status_code == 200
