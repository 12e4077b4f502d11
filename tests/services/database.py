"""The test database: migrated once, then copied for every process that runs tests.

Migrating takes longer than most tests. What is copied stands for the migrations as
they are: when one of them changes, it is made anew.
"""

import fcntl
import functools
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django import get_version
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper

from pmo_value.processes import ROOT

# `make clean` removes it, as it does all that tools keep for the next time.
KEPT = ROOT / ".pytest_cache" / "databases"
TEMPLATE = "pmo_value_tests"
ANY_ROW = "SELECT '{0}' FROM (SELECT FROM {0} LIMIT 1) AS any_row"
Flush = Callable[..., list[str]]
# Any number: processes that agree on it wait for each other.
LOCK = 20_260_930


@contextmanager
def migrated_database() -> Iterator[None]:
    """Point Django at a fresh copy of the migrated database until the block ends."""
    name = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        copy_file(name)
        with emptied_by(without_triggers):
            yield
        connection.close()
    else:
        name = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        copy_on_server(name)
        with emptied_by(only_what_is_filled):
            yield
        with administration() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@contextmanager
def emptied_by(flush: Callable[..., list[str]]) -> Iterator[None]:
    """Let the database be emptied in a way of ours after a test with transactions."""
    # Of every connection: beside a browser, a thread has more than one.
    operations = type(connection.ops)
    before = operations.sql_flush
    operations.sql_flush = functools.partialmethod(flush, before)  # type: ignore[assignment]
    try:
        yield
    finally:
        operations.sql_flush = before  # type: ignore[method-assign]


def without_triggers(operations: Any, flush: Flush, *args: Any, **kwargs: Any) -> Any:
    """Empty an SQLite file, with the triggers away that refuse a DELETE."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    away = [f'DROP TRIGGER "{name}"' for name, _sql in triggers]
    back = [sql for _name, sql in triggers]
    return [*away, *flush(operations, *args, **kwargs), *back]


def only_what_is_filled(
    operations: Any, flush: Flush, style: Any, tables: list[str], **kwargs: Any
) -> list[str]:
    """Empty a database on PostgreSQL: TRUNCATE costs as much for a table without rows.

    Triggers and foreign keys rest meanwhile, where we may let them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        if cursor.fetchone() != ("on",):
            return flush(operations, style, tables, **kwargs)
        cursor.execute(" UNION ALL ".join(ANY_ROW.format(name) for name in tables))
        filled = [name for (name,) in cursor.fetchall()]
    rest = "SET LOCAL session_replication_role = replica"
    return [rest, *map("DELETE FROM {}".format, filled)]


def digest_of_migrations() -> str:
    """Return what changes whenever a migration does."""
    digest = hashlib.sha256(get_version().encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(f"{app.label} {path.name} ".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def use(name: str) -> None:
    """Let every connection from now on be one to this database."""
    connection.close()
    connection.settings_dict["NAME"] = name


def migrate(name: str) -> None:
    use(name)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


def copy_file(name: str) -> None:
    """Copy the SQLite file; the first process that needs it makes it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{digest_of_migrations()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in KEPT.glob("*.sqlite3*"):
                old.unlink()
            unfinished = kept.with_suffix(".sqlite3.new")
            migrate(str(unfinished))
            unfinished.replace(kept)
        shutil.copyfile(kept, name)
    use(name)


def copy_on_server(name: str) -> None:
    """Copy the template on the PostgreSQL server; the first process makes it.

    Its comment says which migrations it stands for.
    """
    digest = digest_of_migrations()
    with administration() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({LOCK})")
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
            "WHERE datname = %s",
            [TEMPLATE],
        )
        if cursor.fetchone() != (digest,):
            cursor.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
            cursor.execute(f"CREATE DATABASE {TEMPLATE}")
            migrate(TEMPLATE)
            cursor.execute(f"COMMENT ON DATABASE {TEMPLATE} IS '{digest}'")
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')
        cursor.execute(f"SELECT pg_advisory_unlock({LOCK})")
    use(name)


@contextmanager
def administration() -> Iterator[CursorWrapper]:
    """A cursor of the server's own database, outside any transaction."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        yield cursor
