"""A private Redis on a Unix socket, which tests may stop, freeze and start again."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from pmo_value.processes import bound_to_parent
from tests.services import MissingError

START_SECONDS = 10


class RedisServer:
    """One Redis that keeps its queue in an append-only file, as production does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "redis.sock"
        self.url = f"redis+socket://{self.socket}"
        self.process: subprocess.Popen[bytes] | None = None

    def client(self) -> redis.Redis:
        """Return a client that waits at most a second."""
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=1)

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises MissingError when Redis is not installed.
        """
        program = shutil.which("redis-server")
        if program is None:
            raise MissingError("Redis is not installed")
        self.process = subprocess.Popen(
            bound_to_parent(
                [
                    *(program, "--port", "0", "--unixsocket", str(self.socket)),
                    *("--dir", str(self.folder), "--save", "", "--appendonly", "yes"),
                ]
            ),
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline:
                raise RuntimeError("Redis did not start")
            time.sleep(0.02)

    def answers(self) -> bool:
        """Return whether the server takes commands now."""
        try:
            with self.client() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def stop(self) -> None:
        """Kill the server as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
            self.socket.unlink(missing_ok=True)

    def freeze(self) -> None:
        """Let the server accept connections and never answer."""
        self.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        self.signal(signal.SIGCONT)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the running server."""
        if self.process is None:
            raise RuntimeError("Redis is not running")
        self.process.send_signal(number)


@contextmanager
def private_redis() -> Iterator[RedisServer]:
    """Start a server of our own and stop it again.

    Raises MissingError when Redis is not installed.
    """
    folder = Path(tempfile.mkdtemp(prefix="pmo-value-redis-"))
    server = RedisServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
