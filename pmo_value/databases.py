"""Tune the two database engines for several writers at once."""

from typing import Any

# Untuned, four writers lost most of their transactions to "database is locked".
# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN,
# where waiting helps; the timeout is how long a writer waits for the one before.
SQLITE_WAIT_SECONDS = 20
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"

POSTGRESQL_CONNECT_SECONDS = 5


def tuned(config: dict[str, Any], statement_seconds: int) -> dict[str, Any]:
    """Return the database settings with the options that its engine needs.

    A PostgreSQL statement ends after `statement_seconds`; 0 sets no limit.
    """
    options = dict(config.get("OPTIONS", {}))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        options |= {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAIT_SECONDS,
            "init_command": SQLITE_PRAGMAS,
        }
        return config | {"OPTIONS": options}
    options.setdefault("connect_timeout", POSTGRESQL_CONNECT_SECONDS)
    options["options"] = f"-c statement_timeout={statement_seconds}s"
    return config | {
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
