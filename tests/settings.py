"""The project's settings with what every test run needs, whatever the machine has."""

import os

os.environ["ENV_FILE"] = os.devnull
os.environ["DEBUG"] = "false"
os.environ["SECRET_KEY"] = "only-for-the-tests-and-long-enough-to-be-taken-0123456789"

from pmo_value.settings import *  # noqa: E402, F403
