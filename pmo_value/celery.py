"""The Celery application; its settings are the ``CELERY_…`` ones of Django."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_value.settings")

app = Celery("pmo_value")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
