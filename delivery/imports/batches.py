"""The pipeline for uploaded files: preview, check and import of one batch."""

import csv
import hashlib
import io
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO

from celery.exceptions import SoftTimeLimitExceeded
from django.core.files import File
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from delivery.actions.import_batches import go_on, settle
from delivery.imports.errors import RowError, UnreadableFileError, shown
from delivery.imports.findings import Report
from delivery.imports.importer import Job, check_file, import_file
from delivery.imports.kinds import default_mapping
from delivery.imports.mapping import Mapping
from delivery.imports.profiles import load_profile
from delivery.imports.reading import FileLimits, Layout, ReadOptions, open_source
from delivery.imports.reading.opening import form_of
from delivery.imports.reading.unpacked import ChildLimits
from delivery.imports.toml import parse_mapping
from delivery.models import ImportBatch
from pmo_value.exports import safe_cell

logger = logging.getLogger(__name__)

State = ImportBatch.State

PREVIEW_ROWS = 10
PREVIEW_SECONDS = 8
PREVIEW_COLUMNS = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file as it would be read, or why it cannot be."""

    layout: Layout | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    problem: str = ""


def mapping_of(batch: ImportBatch) -> Mapping:
    """Return how a batch is read: as its saved mapping or its profile says.

    Without either the columns are named like the fields. Raises UnreadableFileError
    when other facts are made.
    """
    if batch.mapping:
        mapping = parse_mapping(batch.mapping.text)
        mapping.check_kind(batch.kind, batch.mapping.name)
        return mapping
    if not batch.profile:
        return default_mapping(batch.kind)
    mapping = load_profile(batch.profile)
    mapping.check_kind(batch.kind, batch.profile)
    return mapping


def options_of(batch: ImportBatch, mapping: Mapping) -> ReadOptions:
    """Return how to read the file: what its owner chose goes before the profile."""
    chosen = {
        name: value
        for name in ("encoding", "delimiter", "sheet")
        if (value := getattr(batch, name))
    }
    return replace(mapping.options, **chosen)


def form_of_batch(batch: ImportBatch) -> str:
    """Return "csv", "xlsx", "json" or "mspdi"; nothing for a file that is none."""
    with suppress(OSError, ValueError, UnreadableFileError):
        return form_of(Path(batch.file.path), batch.name)
    return ""


def preview(batch: ImportBatch) -> Preview:
    """Return the first rows of the file."""
    limits = replace(
        FileLimits.from_settings(), child=ChildLimits(seconds=PREVIEW_SECONDS)
    )
    try:
        options = replace(options_of(batch, mapping_of(batch)), most_rows=PREVIEW_ROWS)
        path = Path(batch.file.path)
        with open_source(path, options, limits, batch.name) as source:
            header = source.layout.header[:PREVIEW_COLUMNS]
            rows = tuple(
                tuple("" if cell is None else shown(cell) for cell in row.cells)[
                    :PREVIEW_COLUMNS
                ]
                for row in source.rows()
            )
            return Preview(source.layout, tuple(map(shown, header)), rows)
    except UnreadableFileError as error:
        return Preview(problem=str(error))


def rows_done(batch: ImportBatch) -> int | None:
    """Return how many rows the worker has done, None before it has said so."""
    with suppress(OSError, ValueError):
        return int(batch.progress_path.read_text())
    return None


def share_done(batch: ImportBatch) -> int | None:
    """Return how much of an import is done, in percent; of a check nobody knows."""
    done, rows = rows_done(batch), (batch.report or {}).get("rows")
    if batch.state != State.IMPORTING or done is None or not rows:
        return None
    return min(100 * done // rows, 99)


def check_batch(batch_id: int) -> str:
    """Check a file whole and keep the report; return what came of it."""
    with _taken_up(batch_id, State.CHECKING) as batch:
        if batch is None:
            return "not to be done"
        with _error_sink() as (errors, sink):
            report, problem = _outcome(batch, check_file, sink)
            if report and report.refused_rows:
                errors.seek(0)
                batch.errors_file.save("errors", File(errors), save=False)
        state = State.REFUSED if report is None else State.CHECKED
        outcome = _settled(batch, state, report, problem)
        go_on(batch, timezone.now())
        return outcome


def carry_out_batch(batch_id: int) -> str:
    """Import a file that was checked; return what came of it.

    Facts and the state of the batch are written in one transaction, which holds the
    batch's row: nobody can take the work over meanwhile.
    """
    with _taken_up(batch_id, State.IMPORTING) as batch:
        if batch is None:
            return "not to be done"
        with transaction.atomic():
            mine = ImportBatch.objects.select_for_update().filter(
                pk=batch.pk, claimed_at=batch.claimed_at
            )
            if mine.first() is None:
                return "taken over"
            report, problem = _outcome(
                batch, partial(import_file, skip_refused=batch.skips_refused)
            )
            is_stored = report is not None and report.is_stored
            state = State.DONE if is_stored else State.REFUSED
            return _settled(batch, state, report, problem)


def record(job: Job, kind: str, profile: str, report: Report) -> None:
    """Keep the trace of an import by command, whose file stays where it is."""
    with job.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    ImportBatch.objects.create(
        portfolio=job.portfolio,
        kind=kind,
        profile=profile,
        name=job.name,
        size=job.path.stat().st_size,
        sha256=digest,
        origin=ImportBatch.Origin.COMMAND,
        state=State.DONE if report.is_stored else State.REFUSED,
        report=report.as_json(),
        finished_at=timezone.now(),
    )


@contextmanager
def _taken_up(batch_id: int, state: str) -> Iterator[ImportBatch | None]:
    """Claim the work, and leave no trace of it but its result."""
    now = timezone.now()
    if not ImportBatch.objects.filter(pk=batch_id).claim(state, now):
        yield None
        return
    batch = ImportBatch.objects.select_related(
        "portfolio", "mapping", "uploaded_by"
    ).get(pk=batch_id)
    language = batch.uploaded_by.language if batch.uploaded_by else None
    try:
        with override(language):
            yield batch
    finally:
        batch.progress_path.unlink(missing_ok=True)


def _outcome(
    batch: ImportBatch,
    run: Callable[[Job], Report],
    sink: Callable[[RowError], None] | None = None,
) -> tuple[Report | None, str]:
    """Return the report of a run, or why there is none, in the reader's words."""

    def tell(done: int) -> None:
        batch.progress_path.write_text(str(done))

    try:
        mapping = mapping_of(batch)
        job = Job(
            portfolio=batch.portfolio,
            mapping=mapping,
            path=Path(batch.file.path),
            name=batch.name,
            by=batch.uploaded_by,
            options=options_of(batch, mapping),
            limits=FileLimits.from_settings(),
            progress=tell,
            sink=sink,
            known_until=batch.known_until,
        )
        tell(0)
        return run(job), ""
    except UnreadableFileError as error:
        return None, str(error)
    except SoftTimeLimitExceeded:
        return None, _("It took too long. Cut the file into smaller ones.")
    except (DatabaseError, OSError):
        logger.exception("Import %s failed", batch.pk)
        return None, _("It could not be finished. Please try again.")


def _settled(
    batch: ImportBatch, state: str, report: Report | None, problem: str
) -> str:
    results = {
        "report": report.as_json() if report else None,
        "problem": problem,
        "errors_file": batch.errors_file.name or "",
        "finished_at": timezone.now(),
    }
    settle(batch, state, **results)
    return problem or (f"{report.stored} facts" if report else state)


@contextmanager
def _error_sink() -> "Iterator[tuple[IO[bytes], Callable[[RowError], None]]]":
    """Write every error to a file of its own as it is found."""
    with tempfile.TemporaryFile() as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(
            [_("Row"), _("Line"), _("Column"), _("Value"), _("What is wrong")]
        )

        def sink(error: RowError) -> None:
            cells = (error.row, error.line, error.column, error.value, error.reason)
            writer.writerow([safe_cell(cell) for cell in cells])

        try:
            yield file, sink
        finally:
            text.detach()
