"""The project's settings, and two more addresses to compare with."""

from pmo_value.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
