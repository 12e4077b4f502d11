"""The WSGI application that gunicorn serves."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from pmo_value.interpreter import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_value.settings")

application = with_room(get_wsgi_application())

# Before workers are forked: otherwise the first reader of each one waits for it, and
# each keeps a copy of its own.
get_resolver().reverse_dict  # noqa: B018 - asking for the addresses makes them
import_module("openpyxl")
