"""A real worker, killed in the middle of an import: all of the file or none of it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from delivery.actions.import_batches import ask_for, open_import, sweep_imports
from delivery.imports.batches import rows_done
from delivery.models import ImportBatch, KpiMeasurement, Role
from tests.factories import KpiFactory, MembershipFactory
from tests.services.worker import wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

State = ImportBatch.State

KPIS = 20
MONTHS = 100
ROWS = KPIS * MONTHS


@pytest.fixture
def batch(settings, tmp_path, broker):
    """Thousands of measurements, uploaded to where the worker finds them."""
    settings.MEDIA_ROOT = tmp_path / "media"
    analyst = MembershipFactory(role=Role.ANALYST)
    for number in range(KPIS):
        KpiFactory(code=f"K{number}", portfolio=analyst.portfolio)
    lines = [
        f"K{number},{2018 + month // 12}-{month % 12 + 1:02},{month}"
        for number in range(KPIS)
        for month in range(MONTHS)
    ]
    text = "kpi,period,actual\n" + "\n".join(lines) + "\n"
    made = ImportBatch(
        portfolio=analyst.portfolio,
        uploaded_by=analyst.user,
        kind="measurements",
        name="facts.csv",
    )
    open_import(made, ContentFile(text.encode(), name="facts.csv"))
    return made


def reached(batch, state):
    """Wait until the work on a batch has ended in a state."""

    def there():
        batch.refresh_from_db()
        return batch.state == state

    wait_until(there, 120, what=f"{state} of the import")


@pytest.mark.parametrize("broker", ["filesystem"], indirect=True)
def test_a_worker_killed_in_the_middle_leaves_all_or_nothing(batch, worker):
    ask_for(batch, State.CHECKING, timezone.now())
    reached(batch, State.CHECKED)
    assert batch.report["counts"]["measurements"]["created"] == ROWS

    ask_for(batch, State.IMPORTING, timezone.now())
    wait_until(lambda: (rows_done(batch) or 0) >= ROWS // 4, 60, what="progress")
    worker.kill()
    assert KpiMeasurement.objects.count() == 0

    def swept():
        # PostgreSQL holds the row until it has noticed that its client is gone.
        sweep_imports(timezone.now() + timedelta(seconds=90))
        batch.refresh_from_db()
        return batch.state == State.INTERRUPTED

    wait_until(swept, what="the sweep")

    worker.start()
    ask_for(batch, State.IMPORTING, timezone.now())
    reached(batch, State.DONE)
    assert KpiMeasurement.objects.count() == ROWS
    assert KpiMeasurement.history.count() == ROWS
