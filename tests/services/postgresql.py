"""A private PostgreSQL: a temporary folder, a Unix socket, no network."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from pmo_value.processes import bound_to_parent
from tests.services import MissingError

DEBIAN = Path("/usr/lib/postgresql")
PORT = 5432  # names the socket file; nothing listens on the network
START_SECONDS = 30
# What is lost in a crash does not matter here, and waiting for the disk costs time.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs() -> Path:
    """Return the folder of the newest installed PostgreSQL server."""
    folders = [found.parent for found in DEBIAN.glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    if found := shutil.which("initdb"):
        return Path(found).parent
    raise MissingError("PostgreSQL is not installed")


def owner() -> str | None:
    """Return the user that must run the server: PostgreSQL refuses root."""
    return "postgres" if os.geteuid() == 0 else None


@contextmanager
def private_postgresql() -> Iterator[str]:
    """Start a server, hand out the address of its maintenance database, stop it.

    Raises MissingError when PostgreSQL is not installed.
    """
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="pmo-value-pg-"))
    if user := owner():
        shutil.chown(folder, user, user)
    try:
        subprocess.run(
            [
                *(bin_folder / "initdb", "--pgdata", folder / "data", "--no-sync"),
                *("--encoding=UTF8", "--no-locale"),
                *("--username=postgres", "--auth=trust"),
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            user=user,
        )
        with running_server(bin_folder, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_server(bin_folder: Path, folder: Path) -> Iterator[str]:
    """Run the server on an initialised folder until the block ends."""
    command = [str(bin_folder / "postgres"), "-D", str(folder / "data"), f"-p{PORT}"]
    settings = (*FAST, "listen_addresses=", f"unix_socket_directories={folder}")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            bound_to_parent([*command, *(f"--{setting}" for setting in settings)]),
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            user=owner(),
        )
    try:
        wait_until_ours(server, folder)
        yield f"postgresql://postgres@/postgres?host={folder}&port={PORT}"
    finally:
        server.send_signal(signal.SIGINT)  # "fast": do not wait for clients
        server.wait()


def wait_until_ours(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Wait for the server to answer, and make sure that it is the one we started."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            client = psycopg2.connect(
                host=str(folder), port=PORT, user="postgres", dbname="postgres"
            )
            break
        except psycopg2.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (folder / "log").read_text()
                raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
            time.sleep(0.05)
    with closing(client), client.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (data_folder,) = cursor.fetchone() or ("",)
        if Path(data_folder) != folder / "data":
            raise RuntimeError(f"{data_folder} is somebody else's PostgreSQL")
