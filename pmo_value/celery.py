"""The Celery application; its settings are the ``CELERY_…`` ones of Django."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_init

from pmo_value.interpreter import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_value.settings")

app = Celery("pmo_value")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_logging(**kwargs: Any) -> None:
    """Leave logging as Django has set it up, in workers as in pages."""


@worker_init.connect
def settle_before_forking(**kwargs: Any) -> None:
    """Share what is loaded with the processes of the worker, as a web server does."""
    settle()
