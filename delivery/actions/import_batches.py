"""The way of an import: uploaded, checked, imported; each step asked for and taken up.

The row is the work order. A worker claims it by one conditional update, so that a
message that comes twice, or late, does nothing.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import OperationalError, transaction

from delivery.models import ImportBatch
from delivery.models.import_batch import MOST_ATTEMPTS, SILENCE
from pmo_value.queueing import enqueue, enqueue_after_commit

CHECK_TASK = "delivery.imports.tasks.check_import"
IMPORT_TASK = "delivery.imports.tasks.carry_out_import"
TASKS = {
    ImportBatch.State.CHECKING: CHECK_TASK,
    ImportBatch.State.IMPORTING: IMPORT_TASK,
}
KEPT_FOR = timedelta(days=30)
LONGEST_NAME = 200

State = ImportBatch.State


def plain_name(name: str) -> str:
    """Return the name of a file as it can be shown: its end, and no hidden marks."""
    return "".join(
        character if character.isprintable() else "_"
        for character in name[-LONGEST_NAME:]
    )


def open_import(batch: ImportBatch, upload: File) -> None:
    """Keep an uploaded file and what its owner said about it."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    batch.sha256 = digest.hexdigest()
    batch.size = upload.size
    batch.file = upload
    batch.save()


@transaction.atomic
def receive(batch: ImportBatch, upload: File, now: datetime) -> None:
    """Keep a file that no person waits for, and order its check."""
    open_import(batch, upload)
    ask_for(batch, State.CHECKING, now)


def go_on(batch: ImportBatch, now: datetime) -> bool:
    """Order the import of a checked file that is to be imported by itself.

    With refused rows it waits for a person, unless these may be left out.
    """
    batch.refresh_from_db()
    if not batch.is_automatic or not batch.is_checked:
        return False
    if batch.has_refused_rows and not batch.skips_refused:
        return False
    return ask_for(batch, State.IMPORTING, now)


@transaction.atomic
def ask_for(batch: ImportBatch, state: str, now: datetime) -> bool:
    """Order the check or the import of a file; return whether it can be ordered.

    It can as long as no other work on the file goes on, and it is not imported yet.
    """
    allowed = {
        State.CHECKING: {State.UPLOADED, State.CHECKED, State.REFUSED},
        State.IMPORTING: {State.CHECKED},
    }[State(state)] | {State.INTERRUPTED}
    ordered = ImportBatch.objects.filter(pk=batch.pk, state__in=allowed).update(
        state=state,
        ordered_at=now,
        claimed_at=None,
        attempts=0,
        problem="",
        finished_at=None,
    )
    if ordered:
        enqueue_after_commit(TASKS[State(state)], batch.pk)
    return bool(ordered)


def settle(batch: ImportBatch, state: str, **results: Any) -> bool:
    """Write the end of a piece of work; return whether it was still one's own.

    A worker that was taken for dead finds its claim gone, and changes nothing.
    """
    own = ImportBatch.objects.filter(pk=batch.pk, claimed_at=batch.claimed_at)
    return bool(own.update(state=state, claimed_at=None, **results))


def resume(batch: ImportBatch, now: datetime) -> None:
    """Deal with work whose worker has been silent for too long.

    A check is done again, a few times. An import is marked as interrupted: its one
    transaction is gone with its worker. If the worker lives after all, it holds the
    row, and nothing is done here.
    """
    may_repeat = batch.state == State.CHECKING and batch.attempts < MOST_ATTEMPTS
    try:
        with transaction.atomic():
            mine = ImportBatch.objects.select_for_update(skip_locked=True).filter(
                pk=batch.pk, claimed_at=batch.claimed_at
            )
            if mine.first() is None:
                return
            if may_repeat:
                mine.update(claimed_at=None, ordered_at=now)
                enqueue_after_commit(CHECK_TASK, batch.pk)
            else:
                mine.update(claimed_at=None, state=State.INTERRUPTED, finished_at=now)
    except OperationalError:
        # On SQLite the import that goes on holds the only write lock: it is alive.
        return


def sweep_imports(now: datetime) -> None:
    """Ask again for work whose message was lost, and find workers that died."""
    waiting = ImportBatch.objects.waiting_since(now - SILENCE)
    for batch in list(waiting):
        if waiting.filter(pk=batch.pk).update(ordered_at=now):
            enqueue(TASKS[State(batch.state)], batch.pk)
    for batch in ImportBatch.objects.silent_since(now - SILENCE):
        if not shows_life(batch, now):
            resume(batch, now)


def shows_life(batch: ImportBatch, now: datetime) -> bool:
    """Return whether the worker has told how far it is, a short while ago."""
    try:
        told = batch.progress_path.stat().st_mtime
    except OSError:
        return False
    return now.timestamp() - told < SILENCE.total_seconds()


def forget_old_files(now: datetime) -> int:
    """Delete uploads after 30 days; what came of them stays. Return how many."""
    old = ImportBatch.objects.exclude(file="").filter(uploaded_at__lt=now - KEPT_FOR)
    for batch in old:
        for kept in (batch.file, batch.errors_file):
            if kept:
                kept.delete(save=False)
        batch.save(update_fields=["file", "errors_file"])
    return len(old)
