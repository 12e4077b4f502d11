"""The day on which discipline is kept, and what is read and approved."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from tests.factories import (
    KpiFactory,
    KpiMeasurementFactory,
    KpiTargetFactory,
)

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


@pytest.fixture
def asked(kpi):
    """Let the values of a KPI be approved from the third quarter on."""
    kpi.approval_from = date(2026, 7, 1)
    kpi.save()
    return kpi
