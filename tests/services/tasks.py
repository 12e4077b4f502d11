"""Tasks that only a worker started by the tests knows."""

import time
from pathlib import Path

from celery import shared_task


@shared_task
def write_file(path: str, text: str) -> None:
    """Write a file: a trace that another process can see."""
    Path(path).write_text(text)


@shared_task
def sleep_then_write(path: str, seconds: float) -> None:
    """Say that work began, work for a while, and say that it ended."""
    with Path(path).open("a") as trace:
        trace.write("began\n")
        trace.flush()
        time.sleep(seconds)
        trace.write("ended\n")
