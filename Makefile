# Motcua: everything starts here. `make help` lists the commands.

PORT ?= 8000
DATABASE_URL ?=
PYTHON ?= python3
SECONDS ?= 180
CHECKED := $(wildcard engine web tests bench)
CATALOGUES := $(wildcard web/*/translations/*/LC_MESSAGES/*.po)

PIP := .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes

export PYTHON
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup celery dev run lint check test kill verify bench web clean venv

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed 's/:.*## /\t/' | \
	  while IFS="$$(printf '\t')" read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

setup: .venv/runtime $(CATALOGUES:.po=.mo) ## Make .venv with what the server needs (does nothing when all is there)

dev: .venv/dev $(CATALOGUES:.po=.mo)

celery: setup ## Add Celery to .venv, for background work over many machines (see docs/howto/operate.md)
	@$(PIP) -r requirements-celery.txt

run: setup ## Start the server: make run [PORT=8000] [DATABASE_URL=postgresql+psycopg://…]
	@.venv/bin/python -m engine.cli run --port "$(PORT)" $(if $(DATABASE_URL),--database "$(DATABASE_URL)")

lint: dev ## Format, style, types, layers
	@.venv/bin/ruff format --check --output-format concise . || { echo "Run: .venv/bin/ruff format ."; exit 1; }
	@.venv/bin/ruff check --quiet .
	@.venv/bin/mypy $(CHECKED)
	@said=$$(.venv/bin/lint-imports 2>&1) || { echo "$$said"; exit 1; }

check: lint ## lint, and the unit tests: before every commit
	@.venv/bin/python -m pytest -q -n 2 tests/architecture $(wildcard tests/engine)

test: lint ## Everything, with a PostgreSQL of its own and a browser; installs what is missing
	@.ci/install-tools
	@.ci/build-web check
	@MOTCUA_TEST_ALL=1 .venv/bin/python -m tests.postgres .venv/bin/python -m pytest -n 2 --dist loadgroup

kill: dev ## End processes and connections at random under load, and count what was lost: make kill [SECONDS=180]
	@.ci/install-tools
	@.venv/bin/python -m tests.postgres .venv/bin/python -m tests.kill $(SECONDS)

verify: setup ## Prove that no case was altered: rebuild each from its log and compare
	@.venv/bin/python -m engine.cli verify $(if $(DATABASE_URL),--database "$(DATABASE_URL)")

bench: dev ## Measure the speeds that docs promise; appends to bench/results
	@.ci/install-tools
	@.venv/bin/python -m tests.postgres .venv/bin/python -m bench

web: setup ## Rebuild the browser files in web/ui/static/dist
	@.ci/build-web

clean: ## Remove .venv and everything that was built (not var/, where the data is)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis web/client/node_modules
	rm -f $(CATALOGUES:.po=.mo)
	find engine web tests bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

venv:
	@.ci/make-venv

# The stamps say that the locks of this moment are installed.
.venv/runtime: requirements.txt | venv
	@echo "Installing what the server needs …"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime | venv
	@echo "Installing what tests and checks need …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

%.mo: %.po | .venv/runtime
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@
