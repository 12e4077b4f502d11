"""What workers do with uploaded files: each takes an id, and is done once."""

import logging

from celery import shared_task
from django.utils import timezone

from delivery.actions import import_batches
from delivery.imports import batches, folders

logger = logging.getLogger(__name__)

# Longer than an hour, and Redis would hand a running task out again.
SOFT_SECONDS = 3300
HARD_SECONDS = 3500


@shared_task(
    name=import_batches.CHECK_TASK,
    soft_time_limit=SOFT_SECONDS,
    time_limit=HARD_SECONDS,
)
def check_import(batch_id: int) -> None:
    """Check an uploaded file whole."""
    logger.info("Check of import %s: %s", batch_id, batches.check_batch(batch_id))


@shared_task(
    name=import_batches.IMPORT_TASK,
    soft_time_limit=SOFT_SECONDS,
    time_limit=HARD_SECONDS,
)
def carry_out_import(batch_id: int) -> None:
    """Write the facts of a file that was checked."""
    logger.info("Import %s: %s", batch_id, batches.carry_out_batch(batch_id))


@shared_task
def watch_folders() -> None:
    """Take the files that came into the watched folders."""
    if taken := folders.take_files(timezone.now()):
        logger.info("Files taken from watched folders: %s", taken)


@shared_task
def sweep_imports() -> None:
    """Find imports whose message was lost or whose worker died, and old files."""
    now = timezone.now()
    import_batches.sweep_imports(now)
    import_batches.forget_old_files(now)
