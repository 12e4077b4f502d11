"""The page of a KPI's study: what it shows, and that it follows the facts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from delivery.calculations.periods import add_months
from delivery.models import Kpi, KpiMeasurement, Portfolio
from scorecards.models import KpiStudy
from scorecards.regeneration import refresh_here
from tests.factories import AnnotationFactory, KpiFactory, KpiMeasurementFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.usefixtures("tiny_panels"),
]

CALM = [60, 62, 59, 61, 63, 60, 58, 61, 62, 60, 59, 61]
FALLEN = [*CALM, 41, 40, 42, 39, 41, 40, 43, 41]


def measured(kpi: Kpi, *values: int) -> None:
    """Enter a value for each month up to September 2026."""
    first = add_months(date(2026, 9, 1), 1 - len(values))
    months = [add_months(first, place) for place in range(len(values))]
    KpiMeasurement.objects.bulk_create(
        KpiMeasurementFactory.build(
            kpi=kpi,
            period_start=start,
            period_end=add_months(start, 1) - timedelta(days=1),
            value=Decimal(value),
        )
        for start, value in zip(months, values, strict=True)
    )


def refreshed() -> None:
    list(refresh_here(Portfolio.objects.all()))


@pytest.fixture
def kpi(portfolio) -> Kpi:
    return KpiFactory(portfolio=portfolio, name="Complaints", direction="decrease")


def page(client, kpi: Kpi) -> str:
    response = client.get(reverse("scorecards:kpi_study", args=[kpi.pk]))
    return response.content.decode()


def test_the_page_says_whether_the_kpi_changed_and_shows_every_value(
    client, executive, kpi
):
    measured(kpi, *FALLEN)
    AnnotationFactory(kpi=kpi, on=date(2026, 2, 12), text="Portal <b>live</b>")
    refreshed()
    client.force_login(executive)
    text = page(client, kpi)

    assert "improved (signal)" in text
    assert "<svg" in text
    assert "Portal &lt;b&gt;live&lt;/b&gt;" in text
    assert text.count('<th scope="row" class="nowrap">') == len(FALLEN)
    figure = client.get(reverse("scorecards:kpi_study_figure", args=[kpi.pk])).json()
    assert [trace["name"] for trace in figure["data"]][-1] == "signal"
    rows = client.get(reverse("scorecards:kpi_study_export", args=[kpi.pk]))
    lines = b"".join(rows).decode().splitlines()
    assert len(lines) == len(FALLEN) + 1


def test_before_the_first_study_the_page_says_so(client, executive, kpi):
    client.force_login(executive)
    response = client.get(reverse("scorecards:kpi_study", args=[kpi.pk]))
    assert response.status_code == 202


def test_a_kpi_worked_out_from_others_follows_them(client, executive, kpi, portfolio):
    double = KpiFactory(portfolio=portfolio, formula=f"[{kpi.code}] * 2")
    measured(kpi, 3)
    refreshed()
    assert KpiStudy.objects.get(kpi=double).study.points[0].value == 6
    reading = kpi.measurements.get()
    reading.value = Decimal(5)
    reading.save()
    refreshed()
    study = KpiStudy.objects.get(kpi=double).study
    assert study.points[0].value == 10
    client.force_login(executive)
    assert "Worked out as" in page(client, double)


def test_a_study_stays_while_its_facts_do(kpi, portfolio):
    measured(kpi, *CALM)
    refreshed()
    before = KpiStudy.objects.values().get()
    portfolio.description = "Another one"
    portfolio.save()
    refreshed()
    assert KpiStudy.objects.values().get() == before


def test_the_api_tells_the_same(client, executive, kpi):
    measured(kpi, *FALLEN)
    refreshed()
    client.force_login(executive)
    (row,) = client.get("/api/v1/kpi-studies/").json()["results"]
    assert (row["name"], row["told"], row["is_current"]) == (
        "Complaints",
        "improved",
        True,
    )
    whole = client.get(f"/api/v1/kpi-studies/{kpi.pk}/").json()
    assert len(whole["points"]) == len(FALLEN)
    assert Decimal(whole["stretches"][0]["centre"]) == Decimal("60.5")
