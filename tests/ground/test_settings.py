"""Settings: taken from the environment, and a bad one refused by its name."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pmo_value.environment import DEVELOPMENT_SECRET_KEY, use_kept_secret
from pmo_value.processes import COMMANDS, MIGRATE, ROOT, installed

SETTINGS = ROOT / "pmo_value" / "settings.py"
KEPT = "kept-by-make-run-" * 4
READ = re.compile(r'\bread\(\s*"([A-Z_]+)"')

BAD_VALUES = [
    ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", "https://value.example.org/"),
    ("CACHE_URL", "memcache://127.0.0.1"),
    ("DATABASE_URL", "mysql://root@127.0.0.1/value"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "postgresql://127.0.0.1:port/value"),
    ("DEBUG", "perhaps"),
    ("DEFAULT_FROM_EMAIL", "The PMO"),
    ("EMAIL_URL", "mail.example.org"),
    ("EMAIL_URL", "smtp://mail.example.org:port"),
    ("HSTS_SECONDS", "-1"),
    ("IMPORT_FOLDER", "/proc/inbox"),
    ("IMPORT_MAX_MB", "0"),
    ("IMPORT_MAX_WORKBOOK_MB", "plenty"),
    ("LISTEN_ON", "localhost"),
    ("LOG_LEVEL", "loud"),
    ("MFA", "maybe"),
    ("OIDC_URL", "http://login.example.org"),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "８０００"),
    ("REDIS_URL", "127.0.0.1:6379"),
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "short"),
    ("SECRET_KEY", "a" * 80),
    ("SECRET_KEY", DEVELOPMENT_SECRET_KEY),
    ("SITE_URL", "value.example.org"),
    ("SITE_URL", "https://value.example.org/pmo"),
    ("STATEMENT_TIMEOUT", "soon"),
    ("STATIC_ROOT", "/proc/static"),
    ("TASK_WORKERS", "0"),
    ("TIME_ZONE", "Middle-earth/Shire"),
    ("TRUSTED_PROXY_COUNT", "all"),
    ("VAR_DIR", "/proc/var"),
    ("WEB_WORKERS", "many"),
]
# Any text will do for these.
FREE_TEXT = {"DEMO_PASSWORD", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"}


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Return what the settings make of an environment."""

    def load(**environment: str) -> dict[str, Any]:
        for name in READ.findall(SETTINGS.read_text()):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("SECRET_KEY", "0123456789" * 6)
        monkeypatch.setenv("VAR_DIR", str(tmp_path))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return load


@pytest.mark.parametrize(("name", "value"), BAD_VALUES)
def test_a_bad_value_stops_the_start_with_one_line_that_names_it(load, name, value):
    with pytest.raises(SystemExit) as stop:
        load(**{name: value})
    line = str(stop.value)
    assert line.startswith(f"{name} ")
    assert "\n" not in line


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "EMAIL_URL"])
def test_a_refused_value_is_not_repeated_because_it_may_hold_a_password(load, name):
    with pytest.raises(SystemExit) as stop:
        load(**{name: "gopher://pmo:hunter2@example.org"})
    assert "hunter2" not in str(stop.value)


def test_every_variable_has_a_bad_value_or_takes_any_text():
    read = set(READ.findall(SETTINGS.read_text()))
    assert read == {name for name, _ in BAD_VALUES} | FREE_TEXT


def test_the_example_file_explains_every_variable_and_no_other():
    example = (ROOT / ".env.example").read_text()
    explained = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    only_for_compose = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}
    assert explained - only_for_compose == set(READ.findall(SETTINGS.read_text()))


@pytest.mark.parametrize(
    "command",
    [*COMMANDS.values(), MIGRATE, ("python", "-m", "pmo_value.run")],
    ids=" ".join,
)
def test_no_process_starts_without_a_secret_key_of_its_own(command, tmp_path):
    ended = subprocess.run(
        installed(command),
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "pmo_value.settings",
            "SECRET_KEY": DEVELOPMENT_SECRET_KEY,
            "VAR_DIR": str(tmp_path),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert ended.stderr == "SECRET_KEY is a published default; make one of your own\n"


def test_debugging_needs_no_secret_key_but_never_runs_on_https(load):
    assert load(DEBUG="true", SECRET_KEY="")["SECRET_KEY"] == DEVELOPMENT_SECRET_KEY
    with pytest.raises(SystemExit, match="SITE_URL must not be https"):
        load(DEBUG="true", SITE_URL="https://value.example.org")


def test_an_https_site_secures_its_cookies_and_redirects(load):
    settings = load(SITE_URL="https://value.example.org", HSTS_SECONDS="31536000")
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert settings["ALLOWED_HOSTS"][0] == "value.example.org"


def test_sqlite_is_tuned_for_several_writers(load, tmp_path):
    database = load(DATABASE_URL="sqlite:///value.sqlite3")["DATABASES"]["default"]
    assert database["NAME"] == str(ROOT / "value.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20


def test_a_postgresql_socket_and_a_statement_timeout_are_understood(load):
    url = "postgresql://value@/value?host=/run/postgresql"
    database = load(DATABASE_URL=url, STATEMENT_TIMEOUT="15")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["OPTIONS"]["host"] == "/run/postgresql"
    assert database["OPTIONS"]["options"] == "-c statement_timeout=15s"
    assert database["CONN_HEALTH_CHECKS"]


def test_without_redis_the_queue_is_a_folder(load, tmp_path):
    settings = load()
    assert settings["CELERY_BROKER_URL"].startswith("filesystem://")
    assert (tmp_path / "broker" / "queue").is_dir()
    assert load(REDIS_URL="redis://127.0.0.1/0")["CELERY_BROKER_URL"].startswith(
        "redis"
    )


def test_a_provider_of_sign_ins_and_second_factors_are_there_when_asked_for(load):
    assert "allauth.mfa" not in load()["INSTALLED_APPS"]
    settings = load(MFA="true", OIDC_URL="https://login.example.org/realms/pmo")
    assert "allauth.mfa" in settings["INSTALLED_APPS"]
    assert "allauth.socialaccount" in settings["INSTALLED_APPS"]
    policy = settings["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert "https://login.example.org" in policy["form-action"]


def test_no_command_starts_without_a_key(tmp_path):
    assert "SECRET_KEY must be set" in check(tmp_path)


def test_a_command_takes_the_key_that_make_run_keeps(tmp_path):
    """Seen from one that is too short, so that nothing need be loaded."""
    (tmp_path / "secret-key").write_text("too-short")
    assert "SECRET_KEY must have at least 50 random characters" in check(tmp_path)


def check(folder: Path) -> str:
    """Type a command in a terminal that knows no key; return what it complains of."""
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "VAR_DIR": str(folder),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    ).stderr


@pytest.fixture
def installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with the key of `make run`, in an environment that names none."""
    (tmp_path / "secret-key").write_text(KEPT)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    for name in ("DEBUG", "SECRET_KEY"):
        monkeypatch.delenv(name)
    return tmp_path


@pytest.mark.usefixtures("installation")
def test_the_kept_key_is_for_an_environment_that_says_nothing():
    use_kept_secret(ROOT)
    assert os.environ["SECRET_KEY"] == KEPT


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize("given", [{"DEBUG": "false"}, {"SECRET_KEY": ""}])
def test_an_environment_that_speaks_for_itself_needs_its_own_key(given, monkeypatch):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    use_kept_secret(ROOT)
    assert not os.environ.get("SECRET_KEY")
