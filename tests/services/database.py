"""The test database: migrated once, then copied for every process that runs tests.

Migrating takes longer than most tests. What is copied stands for the migrations as
they are: when one of them changes, it is made anew.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
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
HAS_ROWS = "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM {0})"
# Any number: processes that agree on it wait for each other.
LOCK = 20_260_930


@contextmanager
def migrated_database() -> Iterator[None]:
    """Point Django at a fresh copy of the migrated database until the block ends."""
    name = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        copy_file(name)
        with emptied_quickly():
            yield
        connection.close()
    else:
        name = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        copy_on_server(name)
        with emptied_quickly():
            yield
        with administration() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@contextmanager
def emptied_quickly() -> Iterator[None]:
    """After a test with transactions, leave what migrations wrote and nothing else.

    Django would empty every table, though few have rows, and take away what each
    installation begins with.
    """
    # Of every connection: beside a browser, a thread has more than one.
    operations = type(connection.ops)
    before = operations.sql_flush
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True)
        written = {table: newer_rows(cursor, table) for table in filled(cursor, tables)}

    def sql_flush(self: Any, style: Any, tables: list[str], **kwargs: Any) -> list[str]:
        with connection.cursor() as cursor:
            away, back = REST[connection.vendor](cursor)
            emptied = [
                f"DELETE FROM {table}{written.get(table, '')}"  # noqa: S608
                for table in filled(cursor, tables)
            ]
        self.execute_sql_flush([*away, *emptied, *back])
        # With nothing left to do, Django does not look whether each app has what it
        # begins with.
        return []

    operations.sql_flush = sql_flush  # type: ignore[assignment]
    try:
        yield
    finally:
        operations.sql_flush = before  # type: ignore[method-assign]


def filled(cursor: CursorWrapper, tables: Iterable[str]) -> list[str]:
    """Return the tables that have a row."""
    cursor.execute(" UNION ALL ".join(map(HAS_ROWS.format, tables)))
    return [name for (name,) in cursor.fetchall()]


def newer_rows(cursor: CursorWrapper, table: str) -> str:
    """Return the condition of rows that are younger than those there are."""
    key = connection.introspection.get_primary_key_column(cursor, table)
    cursor.execute(f"SELECT max({key}) FROM {table}")  # noqa: S608
    (last,) = cursor.fetchone()
    return f" WHERE {key} > {last}"


def triggers_away(cursor: CursorWrapper) -> tuple[list[str], list[str]]:
    """Return how an SQLite file loses the triggers that refuse a DELETE, and back."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    away = [f'DROP TRIGGER "{name}"' for name, _sql in triggers]
    return away, [sql for _name, sql in triggers]


def triggers_off(cursor: CursorWrapper) -> tuple[list[str], list[str]]:
    """Return how PostgreSQL lets such triggers rest, and how they wake again."""
    cursor.execute(
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    tables = [name for (name,) in cursor.fetchall()]
    off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
    on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
    return off, ["SET CONSTRAINTS ALL IMMEDIATE", *on]


REST = {"sqlite": triggers_away, "postgresql": triggers_off}


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
