"""Ground and wiring: settings, addresses, processes, formatting and exports."""

from pmo_value.celery import app as celery_app

__all__ = ["celery_app"]
