"""Answers for probes: is the process alive, and can it do its work."""

import logging
from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pmo_value.celery import app

logger = logging.getLogger(__name__)

Details = Mapping[str, object]


class NotReadyError(Exception):
    """A check failed; the text says why, without secrets."""


def check_database() -> Details:
    """Ask the database for one row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return {"engine": connection.vendor}


def check_broker() -> Details:
    """Open a connection to the broker, without trying again."""
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
        return {"transport": broker.transport_cls}


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that this process is alive; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Run every readiness check; 503 when one of them fails."""
    checks = {
        name: outcome(import_string(check))
        for name, check in settings.READINESS_CHECKS.items()
    }
    is_ready = all(check["status"] == "ok" for check in checks.values())
    return JsonResponse(
        {"status": "ok" if is_ready else "not ready", "checks": checks},
        status=200 if is_ready else 503,
    )


def outcome(check: Callable[[], Details]) -> dict[str, object]:
    """Return what a check found; the reason of an unforeseen failure is only logged."""
    try:
        return {"status": "ok", **check()}
    except NotReadyError as problem:
        return {"status": "not ready", "reason": str(problem)}
    except Exception:
        logger.exception("A readiness check failed")
        return {"status": "not ready", "reason": "the check failed; see the log"}
