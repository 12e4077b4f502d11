"""The Celery application; its settings are the ``CELERY_…`` ones of Django."""

import os
from importlib import import_module
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_init
from django.conf import settings

from pmo_value.interpreter import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_value.settings")
# A worker would run all checks and read none of their answers; `migrate` has run them.
os.environ.setdefault("CELERY_SKIP_CHECKS", "true")

app = Celery("pmo_value")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_logging(**kwargs: Any) -> None:
    """Leave logging as Django has set it up, in workers as in pages."""


@worker_init.connect
def load_once(**kwargs: Any) -> None:
    """Load the addresses that mails and figures link to, before the worker forks.

    Otherwise each of its processes would do so in its first task, for a second.
    """
    import_module(settings.ROOT_URLCONF)
    settle()
