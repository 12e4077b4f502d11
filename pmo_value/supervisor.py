"""Run web, worker and scheduler together, and start again what dies.

    python -m pmo_value.supervisor

Every line that a process writes appears with its name in front. Ctrl-C or SIGTERM
stops all of them: politely first, for good after a while or at the second Ctrl-C.
The exit code is 0 when all ended politely, 1 when one had to be killed.
"""

import asyncio
import contextlib
import itertools
import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from pmo_value.processes import COMMANDS, ROOT, bound_to_parent, installed

CHUNK = 65536
STOPPING = "Stopping; Ctrl-C once more ends it at once."
COLOURS = itertools.cycle((36, 33, 35, 32))


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds."""

    first_pause: float = 1
    longest_pause: float = 60
    # A process that lived this long was well; its next pause is a short one again.
    steady: float = 60
    polite_stop: float = 30


class Child:
    """One supervised process with its process group."""

    def __init__(self, name: str, command: list[str], prefix: str) -> None:
        self.name = name
        self.command = command
        self.prefix = prefix
        self.process: asyncio.subprocess.Process | None = None

    async def run(self) -> int:
        """Start the process, relay what it writes, and return its exit code."""
        self.process = await asyncio.create_subprocess_exec(
            *bound_to_parent(self.command),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        try:
            relay = asyncio.create_task(self.relay(self.process.stdout))
            code = await self.process.wait()
        finally:
            # What the process leaves behind would hold its port or its queue.
            self.signal_group(signal.SIGKILL)
        await relay
        self.process = None
        return code

    async def relay(self, stream: asyncio.StreamReader | None) -> None:
        """Write each line with the name of the process in front."""
        if stream is None:
            return
        rest = b""
        while chunk := await stream.read(CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.say(line.decode(errors="replace"))
        if rest:
            self.say(rest.decode(errors="replace"))

    def say(self, line: str) -> None:
        """Write one line under the name of the process."""
        print(f"{self.prefix} {line}", flush=True)  # noqa: T201

    def ask_to_stop(self) -> None:
        """Tell the process to end; it tells its own children."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                self.process.terminate()

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the process and all that it started."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Keeps a set of processes alive until it is asked to stop."""

    def __init__(
        self, commands: Mapping[str, list[str]], patience: Patience | None = None
    ) -> None:
        self.patience = patience or Patience()
        width = max(map(len, commands))
        self.children = [
            Child(name, command, prefix(name, width))
            for name, command in commands.items()
        ]
        self.stopping = asyncio.Event()
        self.killed = False

    async def run(self) -> int:
        """Keep the processes alive until a signal comes; return the exit code."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stop)
        keepers = [asyncio.create_task(self.keep(child)) for child in self.children]
        try:
            await asyncio.gather(*keepers)
        finally:
            for child in self.children:
                child.signal_group(signal.SIGKILL)
        return int(self.killed)

    async def keep(self, child: Child) -> None:
        """Start a process again whenever it dies, after growing pauses."""
        pause = self.patience.first_pause
        while not self.stopping.is_set():
            began = time.monotonic()
            code = await child.run()
            if self.stopping.is_set():
                return
            if time.monotonic() - began >= self.patience.steady:
                pause = self.patience.first_pause
            child.say(f"ended with {code}; starting again in {pause:g} s")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), pause)
            pause = min(2 * pause, self.patience.longest_pause)

    def stop(self) -> None:
        """Ask every process to end; at the second call, or after a while, kill it."""
        if self.stopping.is_set():
            self.kill()
            return
        self.stopping.set()
        print(STOPPING, flush=True)  # noqa: T201
        for child in self.children:
            child.ask_to_stop()
        asyncio.get_running_loop().call_later(self.patience.polite_stop, self.kill)

    def kill(self) -> None:
        """End what has not ended yet."""
        for child in self.children:
            if child.process:
                self.killed = True
                child.signal_group(signal.SIGKILL)


def prefix(name: str, width: int) -> str:
    """Return the name in a column, coloured where somebody watches."""
    column = f"{name:{width}} |"
    if not sys.stdout.isatty():
        return column
    return f"\x1b[{next(COLOURS)}m{column}\x1b[0m"


async def supervise(
    commands: Mapping[str, list[str]], patience: Patience | None = None
) -> int:
    """Keep the commands running until a signal comes; return the exit code."""
    return await Supervisor(commands, patience).run()


if __name__ == "__main__":
    sys.exit(
        asyncio.run(
            supervise({name: installed(line) for name, line in COMMANDS.items()})
        )
    )
