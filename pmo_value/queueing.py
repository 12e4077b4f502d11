"""Hints to the worker: sent after the commit, and never in the way of a save."""

import logging
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def enqueue_after_commit(task: str, *arguments: Any) -> None:
    """Ask for `task` (a dotted name) once the transaction has been committed.

    The row that was written is the work order and the message only a hint: when
    the broker cannot be reached, the save still succeeds and the periodic sweep
    finds the work. A transaction that asks for the same again sends one message.
    """
    if not _is_asked_for((task, *arguments)):
        transaction.on_commit(partial(enqueue, task, *arguments), robust=True)


def _is_asked_for(message: tuple[Any, ...]) -> bool:
    """Return whether the transaction will send this, whatever is undone from here."""
    connection = transaction.get_connection()
    open_now = set(connection.savepoint_ids)
    return any(
        isinstance(call, partial)
        and call.func is enqueue
        and call.args == message
        and savepoints <= open_now
        for savepoints, call, _is_robust in connection.run_on_commit
    )


def enqueue(task: str, *arguments: Any, seconds: float = 0) -> None:
    """Ask for `task` now, to be started in `seconds`; a broker that is gone is fine."""
    try:
        current_app.send_task(
            task, args=arguments, countdown=seconds, retry=False, ignore_result=True
        )
    except (OperationalError, OSError) as error:
        logger.warning("No broker for %s%s: %s", task, arguments, error)
