"""What workers do about deadlines: each message is a hint, and is done once."""

import logging

from celery import shared_task
from django.utils import timezone

from delivery.actions import reminders
from pmo_value.queueing import enqueue

logger = logging.getLogger(__name__)

REMIND_TASK = "delivery.tasks.remind"


@shared_task(name=REMIND_TASK)
def remind(user_id: int) -> None:
    """Look once a day at what one person owes, and put a mail into the outbox."""
    is_due = reminders.remind(user_id, timezone.now())
    logger.info("Reminder for person %s: %s", user_id, "due" if is_due else "none")


@shared_task
def sweep_reminders() -> None:
    """Ask for the look of the day for everybody whose morning has come."""
    for user_id in reminders.people_to_look_after(timezone.now()):
        enqueue(REMIND_TASK, user_id)
