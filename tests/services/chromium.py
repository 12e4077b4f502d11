"""The browser of the machine."""

import shutil

from tests.services import MissingError

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def chromium_program() -> str:
    """Return the path of Chromium. Raises MissingError when it is not installed."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise MissingError("Chromium is not installed")
    return program
