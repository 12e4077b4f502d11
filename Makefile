# Everything that a developer or an operator types; `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OWN := accounts delivery pmo_value recognition scorecards
TYPED := $(OWN) tests $(wildcard bench) manage.py

# uv installs in seconds where it is to be had; pip does the same in a minute.
UV := $(shell command -v uv 2>/dev/null)
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/pip install -qq --disable-pip-version-check) --require-hashes

# What settings are checked with: a site as it should be run.
PRODUCTION := DEBUG=false SITE_URL=https://value.example.org HSTS_SECONDS=31536000 \
	SECRET_KEY=not-a-secret-only-long-enough-for-the-checks-of-deployment

# The same with everything that can be switched on.
SWITCHED_ON := MFA=true OIDC_URL=https://login.example.org/realms/pmo

# Whoever has told Python to keep no compiled code would wait for it in each process.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test lint format install bench pictures services lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/installed ## start everything on http://127.0.0.1:$PORT; Ctrl-C stops it
	@exec $(BIN)/python -m pmo_value.run

test: $(VENV)/installed-dev ## run the whole suite, on SQLite and on PostgreSQL
	@$(BIN)/python -m tests.run $(ARGS)

lint: $(VENV)/installed-dev ## check style, types, templates, layers, settings and migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(PRODUCTION) $(BIN)/mypy $(TYPED)
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports --no-cache
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) $(SWITCHED_ON) $(BIN)/python manage.py check --deploy --fail-level INFO
	$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/installed-dev ## let ruff rewrite what it can
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

install: $(VENV)/installed-dev ## make the environment with all that development needs

bench: $(VENV)/installed-dev ## measure speed and weight
	$(BIN)/python -m bench

pictures: $(VENV)/installed-dev ## take the pictures of the guides from the running application
	$(BIN)/python -m tests.pictures

services: $(VENV)/installed-dev ## run PostgreSQL and Redis for development, without containers
	@$(BIN)/python -m tests.services

lock: $(VENV)/installed-dev ## write the hashed requirements anew from the short lists
	$(UV_LOCK) requirements.in --output-file requirements.txt
	$(UV_LOCK) requirements-dev.in --output-file requirements-dev.txt

clean: ## remove what tools have cached, never data
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(OWN) tests bench -name __pycache__ -exec rm -rf {} +

UV_LOCK = $(or $(UV),$(BIN)/uv) pip compile --quiet --no-strip-extras --generate-hashes --no-header --python-version 3.11

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(BIN)/python
	@echo "Installing what the application needs; this takes a minute"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing what development needs; this takes a minute"
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt
	@touch $(VENV)/installed $@
