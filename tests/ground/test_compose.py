"""docker-compose.yml starts what the supervisor starts, as safely as it can."""

from typing import Any

import pytest
import yaml

from pmo_value.probe import PROBES
from pmo_value.processes import COMMANDS, MIGRATE, ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [*COMMANDS, "migrate"]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_service_runs_the_command_of_the_supervisor(name):
    assert tuple(SERVICES[name]["command"]) == COMMANDS[name]


def test_the_image_serves_pages_unless_told_otherwise():
    last = (ROOT / "Dockerfile").read_text().splitlines()[-1]
    assert yaml.safe_load(last.removeprefix("CMD ")) == list(COMMANDS["web"])


def test_make_run_starts_the_supervisor():
    recipe = (ROOT / "Makefile").read_text().partition("\nrun:")[2].splitlines()[1]
    assert recipe.strip() == "@exec $(BIN)/python -m pmo_value.run"


def test_migrations_run_once_before_the_other_processes():
    assert tuple(SERVICES["migrate"]["command"]) == MIGRATE
    assert SERVICES["migrate"]["restart"] == "no"
    for name in COMMANDS:
        after = SERVICES[name]["depends_on"]["migrate"]["condition"]
        assert after == "service_completed_successfully"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_process_is_asked_by_its_own_probe(name):
    probe = SERVICES[name]["healthcheck"]["test"]
    assert probe == ["CMD", "python", "-m", "pmo_value.probe", name]
    assert name in PROBES


@pytest.mark.parametrize("name", OURS)
def test_our_containers_may_do_little(name):
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["ulimits"]["nofile"]["hard"] <= 65536
    assert service["env_file"] == ".env"


def test_the_image_does_not_run_as_root():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER value" in lines
    assert lines.index("USER value") < len(lines) - 1


def test_the_queue_is_kept_on_disk_and_apart_from_the_cache():
    broker, cache = SERVICES["broker"]["command"], SERVICES["cache"]["command"]
    assert broker[broker.index("--appendonly") + 1] == "yes"
    assert broker[broker.index("--maxmemory-policy") + 1] == "noeviction"
    assert cache[cache.index("--maxmemory-policy") + 1] == "allkeys-lru"
    environment = SERVICES["worker"]["environment"]
    assert environment["REDIS_URL"] != environment["CACHE_URL"]


def test_no_secret_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text()
    assert text.count("PASSWORD:?") == text.count("${") - text.count("${PORT")


def test_only_the_web_service_is_reachable_and_only_from_this_machine():
    ports = {name: service.get("ports") for name, service in SERVICES.items()}
    assert {name for name, port in ports.items() if port} == {"web"}
    assert ports["web"] == ["127.0.0.1:${PORT:-8000}:8000"]
