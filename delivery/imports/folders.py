"""Watched folders: a file that somebody puts there is imported once, by itself.

Each saved mapping may name a folder below the watched one. A file is taken when it
has stopped growing, in the name of whoever saved the mapping; then it lies in the
folder `taken`, named after its import.
"""

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction

from delivery.actions.import_batches import plain_name, receive
from delivery.imports.errors import UnreadableFileError
from delivery.imports.toml import parse_mapping
from delivery.models import ImportBatch, ImportMapping, Portfolio

logger = logging.getLogger(__name__)

# Who copies a large file into a folder is not heard of for a while at most.
SETTLED = timedelta(seconds=30)
TAKING, TAKEN = "taking", "taken"

State = ImportBatch.State


def take_files(now: datetime) -> int:
    """Take every file that has come; return how many. Without a folder, none."""
    root: Path | None = settings.IMPORT_FOLDER
    if root is None:
        return 0
    return sum(take_from(root, mapping, now) for mapping in watching())


def watching() -> list[ImportMapping]:
    return list(ImportMapping.objects.watching())


@transaction.atomic
def take_from(root: Path, mapping: ImportMapping, now: datetime) -> int:
    """Take the files of one mapping, unless another process is at it."""
    rows = ImportMapping.objects.select_for_update(skip_locked=True, of=("self",))
    locked = rows.select_related("portfolio", "saved_by").filter(pk=mapping.pk).first()
    folder = root / mapping.folder
    if locked is None or folder.is_symlink():
        return 0
    for name in (TAKING, TAKEN):
        (folder / name).mkdir(parents=True, exist_ok=True)
    put_back(folder)
    if not may_import(locked):
        return 0
    return sum(take(locked, path, now) for path in settled(folder, now))


def may_import(mapping: ImportMapping) -> bool:
    """Return whether whoever saved the mapping still enters facts there."""
    entered = Portfolio.objects.with_facts_from(mapping.saved_by)
    return entered.filter(pk=mapping.portfolio_id).exists()


def put_back(folder: Path) -> None:
    """Give back what a process took that ended before it had stored the file."""
    for left in (folder / TAKING).iterdir():
        left.replace(folder / left.name)


def settled(folder: Path, now: datetime) -> Iterator[Path]:
    """Yield the files that nobody has written to for a while; no links, none hidden."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        if path.stat().st_mtime <= (now - SETTLED).timestamp():
            yield path


def take(mapping: ImportMapping, path: Path, now: datetime) -> bool:
    """Take one file; return whether it is to be imported.

    Moving it first shows that it can be moved: a file that stays would be imported
    again and again. What was imported before by this mapping is only put away.
    """
    mine = path.replace(path.parent / TAKING / path.name)
    with mine.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        before = ImportBatch.objects.filter(
            mapping=mapping, sha256=digest, state=State.DONE
        ).first()
        batch = before or new_batch(mapping, path.name)
        if before is None:
            receive(batch, File(file, name=path.name), now)
    place = path.parent / TAKEN / f"{batch.pk}-{path.name}"
    transaction.on_commit(partial(mine.replace, place))
    return before is None


def new_batch(mapping: ImportMapping, name: str) -> ImportBatch:
    return ImportBatch(
        portfolio=mapping.portfolio,
        kind=kind_of(mapping),
        mapping=mapping,
        name=plain_name(name),
        origin=ImportBatch.Origin.FOLDER,
        is_automatic=True,
        uploaded_by=mapping.saved_by,
    )


def kind_of(mapping: ImportMapping) -> str:
    """Return the first kind of facts that a mapping makes."""
    try:
        return parse_mapping(mapping.text).kinds[0]
    except UnreadableFileError:
        return ImportBatch.Kind.PROJECTS
