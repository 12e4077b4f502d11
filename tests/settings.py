"""The project's settings as the tests want them, whatever the machine has set.

TEST_DATABASE_URL names the database server of this run; without it each process has
a SQLite file of its own. It is a file, because other processes must reach it too.
"""

import atexit
import os
import shutil
import sys
import tempfile

FOLDER = tempfile.mkdtemp(prefix="pmo-value-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

SET_ELSEWHERE = """
    ALLOWED_HOSTS CACHE_URL DEFAULT_FROM_EMAIL DEMO_PASSWORD EMAIL_URL HSTS_SECONDS
    IMPORT_FOLDER LISTEN_ON MFA OIDC_URL PORT PYTHONDONTWRITEBYTECODE REDIS_URL SITE_URL
    STATEMENT_TIMEOUT STATIC_ROOT TASK_WORKERS TIME_ZONE TRUSTED_PROXY_COUNT WEB_WORKERS
"""
# What is compiled once serves every process of the run, and the next run.
sys.dont_write_bytecode = False
for name in SET_ELSEWHERE.split():
    os.environ.pop(name, None)
os.environ |= {
    "ENV_FILE": os.devnull,
    "VAR_DIR": FOLDER,
    "DEBUG": "false",
    "SECRET_KEY": "only-for-the-tests-and-long-enough-to-be-taken-0123456789",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL")
    or f"sqlite:///{FOLDER}/unused.sqlite3",
    "LOG_LEVEL": "warning",
}

from pmo_value.settings import *  # noqa: F403
from pmo_value.settings import DATABASES, STORAGES

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/tests.sqlite3"}

# Nothing is collected before a test, so names carry no hash.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# A password hasher that is safe is slow on purpose; a test needs a quick one.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Throttles and lockouts have tests of their own, which turn them on.
AXES_ENABLED = False
