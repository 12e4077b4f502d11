"""Real servers for the tests: each run starts its own and stops them again."""

import os
import socket
from typing import NoReturn

import pytest


class MissingError(Exception):
    """A program that some tests need is not installed; the text says which."""


def is_ci() -> bool:
    """Return whether this run must not leave anything out."""
    return os.environ.get("CI", "").lower() == "true"


def leave_out(reason: object) -> NoReturn:
    """Skip the test and say why; where nothing may be left out, fail."""
    if is_ci():
        pytest.fail(f"CI=true, and {reason}", pytrace=False)
    pytest.skip(str(reason))


def free_port() -> int:
    """Return a port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
