# make run | test | check | dev: each sets up what it needs. Nothing but Python 3.11+ and make has to be there.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
READY := $(VENV)/.ready
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] < (3, 14)))' 2>/dev/null && echo $$p && break; done)
NEUTRAL := https://registry.invalid

SUPERSET := dashboard/superset
SUPERSET_READY := $(SUPERSET)/.venv/.ready
SUPERSET_PYTHON ?= $(shell for p in python3.11 python3.12 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] < (3, 13)))' 2>/dev/null && echo $$p && break; done)

.PHONY: run test check dev dashboard superset superset-test superset-bundle setup lock format bench accuracy dictionary clean

run: $(READY) ## read, check and publish the disclosures in data/disclosures
	@$(BIN)/yusuan run

test: $(READY) ## run the tests
	@$(BIN)/pytest $(PYTEST_OPTIONS)

check: $(READY) ## formatting, lint, types, import borders, SQL
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/basedpyright
	@$(BIN)/lint-imports
	@$(BIN)/sqlfluff lint --disable-progress-bar dbt_project/models

dev: $(READY) ## the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/yusuan dev

dashboard: $(READY) ## what is published, for readers, on http://127.0.0.1:8501
	@$(BIN)/python -m dashboard $(DASHBOARD_OPTIONS)

superset: $(READY) $(SUPERSET_READY) ## Superset on what is published, on http://127.0.0.1:8088
	@$(BIN)/python -m dashboard.superset $(SUPERSET_OPTIONS)

superset-test: $(READY) ## from nothing to a checked dashboard while documents are published; some minutes, needs Chromium
	@$(BIN)/python -m pytest -n0 -s $(PYTEST_OPTIONS) $(SUPERSET)/tests

superset-bundle: $(READY) ## write dashboard/superset/bundle from contents.toml and the models' descriptions
	@$(BIN)/python -m dashboard.superset.bundle

format: $(READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/sqlfluff fix --disable-progress-bar dbt_project/models

bench: $(READY) ## pages per second against a plain pdfplumber loop
	@$(BIN)/python bench/read_pages.py

accuracy: $(READY) ## cells read of real disclosures, against verified figures (needs the corpus beside the checkout)
	@$(BIN)/python bench/accuracy.py $(ACCURACY_OPTIONS)

dictionary: $(READY) ## write docs/data-dictionary.md from the models' descriptions
	@$(BIN)/python -m pipelines.data_dictionary

setup: $(READY)

# The lock names versions and hashes, not hosts: packages come from whatever index the machine is set up for.
$(READY): pyproject.toml uv.lock
	@test -n "$(PYTHON)" || { echo "yusuan needs Python 3.11, 3.12 or 3.13 on the PATH (or PYTHON=...)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(UV) export --quiet --frozen --all-groups --no-emit-project --format requirements.txt --output-file $(VENV)/requirements.txt >/dev/null
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes --requirement $(VENV)/requirements.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python -m compileall -q pipelines expectations dashboard/*.py dashboard/pages dashboard/queries
	@touch $(READY)

# Superset has an environment of its own: it needs older versions of what the line needs.
$(SUPERSET_READY): $(SUPERSET)/pyproject.toml $(SUPERSET)/uv.lock | $(READY)
	@test -n "$(SUPERSET_PYTHON)" || { echo "Superset needs Python 3.11 or 3.12 on the PATH (or SUPERSET_PYTHON=...)" >&2; exit 1; }
	@test -x $(SUPERSET)/.venv/bin/python || $(SUPERSET_PYTHON) -m venv --without-pip $(SUPERSET)/.venv
	@echo "setting up $(SUPERSET)/.venv"
	@$(UV) export --quiet --frozen --project $(SUPERSET) --no-emit-project --format requirements.txt --output-file $(SUPERSET)/.venv/requirements.txt >/dev/null
	@$(UV) pip install --quiet --compile-bytecode --python $(SUPERSET)/.venv/bin/python --require-hashes --requirement $(SUPERSET)/.venv/requirements.txt
	@touch $(SUPERSET_READY)

lock: ## resolve the dependencies again and neutralise the index in the lock
	@test -x $(UV) || { $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet uv==$(UV_VERSION); }
	@$(UV) lock
	@$(UV) lock --project $(SUPERSET)
	@sed -i -E 's#"https?://[^/"]+/simple"#"$(NEUTRAL)/simple"#; s#url = "https?://[^/"]+/#url = "$(NEUTRAL)/#' uv.lock $(SUPERSET)/uv.lock

clean:
	rm -rf $(VENV) $(SUPERSET)/.venv dbt_project/target dbt_project/logs
