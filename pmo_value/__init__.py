"""Ground and wiring: settings, addresses, processes, formatting and exports."""

from pmo_value.interpreter import load_calmly

load_calmly()

from pmo_value.celery import app as celery_app  # noqa: E402 - loads the most

__all__ = ["celery_app"]
