"""`make run`: prepare what is missing, then run everything on this machine.

    python -m pmo_value.run

The first run makes a secret key, the database, the demonstration and the static files;
a later one finds them and starts at once. What people entered is never overwritten.
"""

import hashlib
import io
import os
import secrets
import socket
import sys
from pathlib import Path

import django
from django.core.management import call_command

from pmo_value.environment import VAR_DIR_DEFAULT, folder, load_env_file, read
from pmo_value.processes import ROOT


def main() -> None:
    """Prepare this copy, say where it is, and become the supervisor."""
    load_env_file(ROOT)
    var = read("VAR_DIR", folder(ROOT), VAR_DIR_DEFAULT)
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = kept_secret(var / "secret-key", 48)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_value.settings")
    django.setup()
    refuse_a_taken_port()
    prepare_database()
    prepare_demonstration(var / "demo-password")
    prepare_static_files()
    say_where_it_is(var / "demo-password")
    supervisor = [sys.executable, "-m", "pmo_value.supervisor"]
    os.execv(sys.executable, supervisor)  # noqa: S606


def kept_secret(path: Path, length: int) -> str:
    """Return the secret in a file of ours, made at the first call."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(length) + "\n")
    return path.read_text().strip()


def refuse_a_taken_port() -> None:
    """Stop with one line when something listens on our port already."""
    from django.conf import settings

    family = socket.AF_INET6 if ":" in settings.LISTEN_ON else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.LISTEN_ON, settings.PORT))
        except OSError as error:
            sys.exit(f"PORT {settings.PORT} cannot be used: {error.strerror}")


def prepare_database() -> None:
    """Apply the migrations that the database does not have yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database")
        call_command("migrate", verbosity=0, interactive=False)


def prepare_demonstration(password_file: Path) -> None:
    """Load the demonstration into a database that has no people yet."""
    from django.conf import settings
    from django.contrib.auth import get_user_model

    if get_user_model().objects.exists():
        return
    say("Loading the demonstration; this takes a minute")
    password_file.unlink(missing_ok=True)
    if not settings.DEMO_PASSWORD:
        settings.DEMO_PASSWORD = kept_secret(password_file, 9)
    # It would tell the password; we do, at every start.
    call_command("load_demo", stdout=io.StringIO())


def prepare_static_files() -> None:
    """Collect the static files when one of them has changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / "collected"
    if not stamp.exists() or stamp.read_text() != digest.hexdigest():
        say("Collecting the static files")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest.hexdigest())


def say_where_it_is(password_file: Path) -> None:
    """Print the address and how to sign in."""
    from django.conf import settings

    password = (
        f"the password {password_file.read_text().strip()}"
        if password_file.exists()
        else "the DEMO_PASSWORD of the first start"
    )
    say(
        f"PMO Value starts on {settings.SITE_URL}",
        "Sign in as analyst, lead, finance, executive, admin or outsider",
        f"with {password}.",
        "A new password: .venv/bin/python manage.py changepassword executive",
        "Ctrl-C stops everything; `make run` starts it again with all that it kept.",
    )


def say(*lines: str) -> None:
    """Write to the terminal."""
    for line in lines:
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
