"""What workers do of recognition: each message is a hint, and is done once."""

import logging

from celery import shared_task
from django.utils import timezone

from pmo_value.queueing import enqueue
from recognition.actions import (
    consents,
    plans,
    report_silence,
    rounds,
    testimonials,
    value_alerts,
)

logger = logging.getLogger(__name__)

LOOK_TASK = "recognition.tasks.look_after_round"
PLAN_TASK = "recognition.tasks.carry_out_plan"


@shared_task(name=LOOK_TASK)
def look_after_round(pk: int) -> None:
    """Open, close or remind, as it is due for one round."""
    rounds.look_after(pk, timezone.now())
    logger.info("Round %s looked after", pk)


@shared_task(name=PLAN_TASK)
def carry_out_plan(pk: int) -> None:
    """Ask about what happened since a standing order is in force."""
    number = plans.carry_out(pk, timezone.now())
    logger.info("Standing order %s: %s rounds sent", pk, number)


@shared_task
def sweep_rounds() -> None:
    """Ask for a look after all rounds and standing orders that may have work."""
    for pk in rounds.due_rounds(timezone.now()):
        enqueue(LOOK_TASK, pk)
    for pk in plans.due_plans():
        enqueue(PLAN_TASK, pk)


@shared_task
def sweep_testimonials() -> None:
    """Take away quotes that may be shown no longer, and end idle requests."""
    now = timezone.now()
    expired = consents.expire_testimonials(now)
    idle = testimonials.reject_unanswered(now)
    if expired or idle:
        logger.info("Quotes: %s expired, %s never answered", expired, idle)


@shared_task
def sweep_value() -> None:
    """Write to leads about value that nobody has told or answered for too long."""
    now = timezone.now()
    if mails := value_alerts.alert_leads(now):
        logger.info("Value that waits: %s mails to leads", mails)
    if items := report_silence.follow_up_silent(now):
        logger.info("Value of silent recipients: %s follow-ups", items)
