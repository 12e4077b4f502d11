"""After a change: how soon the scorecards follow, and how fast a file comes in."""

from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from time import perf_counter

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.lines import Line
from delivery.actions.importing import store_rows
from delivery.calculations.periods import add_months
from delivery.models import Kpi, KpiMeasurement, Portfolio
from scorecards.regeneration import refresh, refresh_here

LEAF = "leakage"
TOP = "norwick"
ROWS = 10_000
MONTHS = 100


def refreshing() -> Iterator[Line]:
    """Change one number; refresh its portfolio, then all those above."""
    reading = KpiMeasurement.objects.filter(kpi__portfolio__slug=LEAF).latest(
        "period_end"
    )
    reading.value = (reading.value or Decimal(0)) + Decimal("0.01")
    reading.save()
    began = perf_counter()
    with CaptureQueriesContext(connection) as queries:
        refresh(reading.kpi.portfolio_id, at_once=True)
    yield Line(
        what="one number changed: its portfolio",
        value=(perf_counter() - began) * 1000,
        unit="ms",
        note=f"{len(queries)} queries",
    )
    above = Portfolio.objects.above(reading.kpi.portfolio)
    list(refresh_here(above))
    yield Line(
        what="one number changed: all scorecards above it",
        value=(perf_counter() - began) * 1000,
        unit="ms",
        note=f"{len(above)} portfolios more",
    )


def importing(folder: Path) -> Line:
    """Import a file of measurements; the limit is writing as many rows at once."""
    portfolio = Portfolio.objects.create(slug="bench-import", name="Import")
    kpis = Kpi.objects.bulk_create(
        Kpi(portfolio=portfolio, code=f"K{number:03}", name=f"KPI {number}")
        for number in range(ROWS // MONTHS)
    )
    months = [add_months(date(2010, 1, 1), count) for count in range(MONTHS)]
    limit = _plain_writing(kpis, months)
    file = folder / "measurements.csv"
    lines = [f"{kpi.code},{month:%Y-%m},1.25" for kpi in kpis for month in months]
    file.write_text("\n".join(["kpi,period,value", *lines, ""]))
    began = perf_counter()
    with redirect_stdout(StringIO()):
        call_command(
            "import_facts", "measurements", str(file), portfolio=portfolio.slug
        )
    took = perf_counter() - began
    if KpiMeasurement.objects.filter(kpi__in=kpis).count() != ROWS:
        raise RuntimeError("The import left something out")
    return Line(
        what=f"import of {ROWS:,} rows / plain writing with history",
        value=took,
        unit="s",
        limit=limit,
        goal=120,
    )


def _plain_writing(kpis: list[Kpi], months: list[date]) -> float:
    began = perf_counter()
    with transaction.atomic():
        rows = [
            KpiMeasurement(
                kpi=kpi,
                period_start=month,
                period_end=add_months(month, 1),
                value=Decimal("1.25"),
            )
            for kpi in kpis
            for month in months
        ]
        store_rows(KpiMeasurement, rows, [], [], None, "Bench")
        transaction.set_rollback(True)
    return perf_counter() - began
