#!/usr/bin/env python
"""Run a management command."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from pmo_value.environment import use_kept_secret

if __name__ == "__main__":
    use_kept_secret(Path(__file__).resolve().parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_value.settings")
    execute_from_command_line(sys.argv)
