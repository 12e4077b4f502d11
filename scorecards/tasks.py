"""What workers do: each message is a hint, and what is due stands in the database."""

import logging

from celery import shared_task
from django.utils import timezone

from delivery.models.portfolio import REFRESH_TASK
from pmo_value.queueing import enqueue
from recognition.actions.report_copies import SEND_TASK
from recognition.actions.schedules import RUN_TASK
from scorecards import regeneration, scheduling
from scorecards.actions import rendering, sending
from scorecards.models.refresh import REST

logger = logging.getLogger(__name__)


@shared_task(name=REFRESH_TASK)
def refresh_portfolio(portfolio_id: int) -> None:
    """Bring the scorecards of a portfolio up to date; look again if more is to do."""
    result = regeneration.refresh(portfolio_id)
    logger.info("Scorecards of portfolio %s: %s", portfolio_id, result)
    if regeneration.has_more_to_do(portfolio_id):
        enqueue(REFRESH_TASK, portfolio_id, seconds=REST.total_seconds())


@shared_task
def sweep() -> None:
    """Ask for every refresh that is due: a message that was lost costs seconds."""
    portfolio_ids = regeneration.due_portfolios()
    for portfolio_id in portfolio_ids:
        enqueue(REFRESH_TASK, portfolio_id)
    if portfolio_ids:
        logger.info("%s portfolios are due", len(portfolio_ids))


@shared_task(name=rendering.RENDER_TASK)
def render_file(file_id: int) -> None:
    """Make one file that somebody asked for."""
    logger.info("File %s: %s", file_id, rendering.render(file_id))


@shared_task
def sweep_files() -> None:
    """Ask for every file that waits, and forget those of last week."""
    for file_id in rendering.sweep(timezone.now()):
        enqueue(rendering.RENDER_TASK, file_id)


@shared_task(name=SEND_TASK)
def send_report(pk: int) -> None:
    """Write the mails of a report that are due."""
    if mails := sending.deliver(pk, timezone.now()):
        logger.info("Report %s: %s mails", pk, mails)


@shared_task
def sweep_reports() -> None:
    """Ask for every report with copies to be sent: a lost message costs a minute."""
    if taken_back := sending.write_anew(timezone.now()):
        logger.info("%s mails are written anew without a quote", taken_back)
    for pk in sending.due_reports(timezone.now()):
        enqueue(SEND_TASK, pk)


@shared_task(name=RUN_TASK)
def carry_out_run(run_id: int) -> None:
    """Make and send the report of one run of a schedule."""
    logger.info("Run %s: %s", run_id, scheduling.carry_out(run_id, timezone.now()))


@shared_task
def sweep_schedules() -> None:
    """Plan the reports whose hour has come, and ask for each that waits."""
    for run_id in scheduling.sweep(timezone.now()):
        enqueue(RUN_TASK, run_id)
