"""What workers do with the outbox: each message is a hint, the row is the order."""

import logging

from celery import shared_task
from django.utils import timezone

from accounts import mailing
from pmo_value.queueing import enqueue

logger = logging.getLogger(__name__)


@shared_task(name=mailing.SEND_TASK)
def send_mail(mail_id: int) -> None:
    """Send one message of the outbox."""
    logger.info("Mail %s: %s", mail_id, mailing.send(mail_id, timezone.now()))


@shared_task
def sweep_mail() -> None:
    """Ask for every message that waits: a hint that was lost costs seconds."""
    for mail_id in mailing.sweep(timezone.now()):
        enqueue(mailing.SEND_TASK, mail_id)
