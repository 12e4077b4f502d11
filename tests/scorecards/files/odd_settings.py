"""The settings of processes whose PDF is written in an odd way, as `odd.py` says."""

from pmo_value.settings import *  # noqa: F403
from pmo_value.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.scorecards.files.odd.OddConfig"]
