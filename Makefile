# `make` alone lists what there is. Every target works as the first command on a fresh checkout
# with nothing but Python 3.11 or newer and make.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
PY := $(VENV)/bin/python
BIN := $(VENV)/bin

PORT ?= 8000
INSTANCE_PATH ?= instance
REQUIRE ?=
PYTEST_ARGS ?= -n auto --dist worksteal
# Where the documents' second reader, Microsoft's Open XML SDK, is installed from a lock file.
NODE := tests/documents/node

PYTHON_FILES := app dev bench migrations tests config.py wsgi.py gunicorn.conf.py
CATALOGUES := $(wildcard app/translations/*/LC_MESSAGES/*.po translations/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)

export PORT INSTANCE_PATH REQUIRE

.PHONY: help run test check bench bench-documents bench-names train-names serve worker lint format types imports templates \
	translations messages lock clean venv venv-run venv-dev venv-bench node

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: venv-run translations ## the service with a sample letter, its worker and a mail catcher (PORT=, INSTANCE_PATH=)
	@$(PY) -m dev.run

test: venv-dev translations node ## the whole suite (REQUIRE=browser,postgres or all: what is missing fails)
	@$(PY) -m pytest $(PYTEST_ARGS)

check: lint types imports templates test ## lint, format, types, import contracts, templates, then the suite

bench: venv-dev translations ## the benchmarks, a line each
	@$(PY) -m bench

bench-documents: venv-bench translations ## letter files to documents, against pandoc, WeasyPrint and LibreOffice
	@$(PY) -m bench.documents

bench-names: venv-bench translations ## names compared at scale, against rapidfuzz's all pairs
	@$(PY) -m bench.matching

train-names: venv-bench ## learn what tells one organization from two, anew from dev/names/pairs.csv
	@$(PY) -m dev.names.train

serve: venv translations ## production: gunicorn, configured from the environment
	@UNDERSIGNED_PRODUCTION=1 $(BIN)/gunicorn --config gunicorn.conf.py wsgi:application

worker: venv translations ## production: sends the mail, beside `make serve`
	@UNDERSIGNED_PRODUCTION=1 $(BIN)/flask --app wsgi worker

lint: venv-dev ## ruff: rules and format
	@$(BIN)/ruff check $(PYTHON_FILES)
	@$(BIN)/ruff format --check $(PYTHON_FILES)

format: venv-dev ## put the files into ruff's format, and mend what it can
	@$(BIN)/ruff check --fix-only $(PYTHON_FILES)
	@$(BIN)/ruff format $(PYTHON_FILES)

types: venv-dev ## mypy --strict
	@$(BIN)/mypy

imports: venv-dev ## who may import whom
	@$(BIN)/lint-imports

templates: venv-dev ## djlint
	@$(BIN)/djlint --quiet --lint templates dev/templates

translations: venv $(COMPILED) ## compile the catalogues that changed

%.mo: %.po
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

messages: venv ## read new strings into the catalogues
	@$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keyword _l --keyword lazy_gettext --no-location --sort-output \
		--project Undersigned --copyright-holder "the Undersigned authors" \
		--output-file app/translations/messages.pot .
	@$(BIN)/pybabel --quiet update --input-file app/translations/messages.pot \
		--output-dir app/translations --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --width 100

# uv resolves for every platform and every Python from 3.11 at once, which pip-compile does not.
# It stands in no requirements file of ours: only who changes a requirement needs it.
UV ?= uv
COMPILE := $(UV) pip compile --universal --python-version 3.11 --no-header --no-emit-index-url
lock: ## compile the requirements (needs uv; UV= says where it is, UPGRADE=--upgrade renews all)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pipx install uv, or UV=path/to/uv" >&2; exit 1; }
	@$(COMPILE) --quiet $(UPGRADE) requirements.in --output-file requirements.txt
	@$(COMPILE) --quiet $(UPGRADE) --constraint requirements.txt --no-annotate \
		requirements-run.in --output-file requirements-run.txt
	@$(COMPILE) --quiet $(UPGRADE) --constraint requirements.txt \
		requirements-dev.in --output-file requirements-dev.txt
	@$(COMPILE) --quiet $(UPGRADE) --constraint requirements-dev.txt --no-annotate \
		requirements-bench.in --output-file requirements-bench.txt

clean: ## take away what was made here, except instance/
	@rm -rf $(VENV) $(NODE)/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@rm -f $(COMPILED)

venv:
	@sh dev/venv.sh requirements.txt

venv-run:
	@sh dev/venv.sh requirements-run.txt

venv-dev:
	@sh dev/venv.sh requirements-dev.txt

venv-bench:
	@sh dev/venv.sh requirements-bench.txt

node: $(NODE)/node_modules/.installed

# Where there is no npm, or no way to its registry, the tests of this part skip and say so.
$(NODE)/node_modules/.installed: $(NODE)/package-lock.json
	@if ! command -v npm >/dev/null; then exit 0; fi; \
	if (cd $(NODE) && npm ci --no-audit --no-fund --loglevel=error >/dev/null); then touch $@; \
	else echo "npm could not install the Open XML validator: its tests skip." >&2; fi
