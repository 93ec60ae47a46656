# make run     the whole site: installs what is missing, then web and worker at http://127.0.0.1:8000 (PORT=8123, DEMO=0)
# make test    every test (installs what is missing)
# make lint    the checks of code, types, layers and templates
# make bench   the measurements of benchmarks/README.md
# make messages  collect new texts into locale/ (needs GNU gettext)
# make lock    renew the lock files from requirements/*.in
# make clean   remove what was installed; the state in var/ stays

PORT ?= 8000
DEMO ?= 1
WORKERS ?= 2
# The first Python that is new enough.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(name))))

SHELL := /bin/bash
# Compiled modules are kept even where the machine says otherwise: each process loads 900 of them, and compiling takes longer than its work.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help run test lint bench lock clean messages

V := .venv/bin
STAMPS := .venv/stamps
SOURCES := config stakeholders dialogues recommendations reports network home demo benchmarks manage.py

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

run: $(STAMPS)/base $(STAMPS)/bundles
	@MAJLIS_PORT=$(PORT) DEMO=$(DEMO) exec config/run.sh

test: $(STAMPS)/dev $(STAMPS)/bundles
	$(V)/python -m config.messages
	$(V)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(STAMPS)/dev
	$(V)/ruff check .
	$(V)/ruff format --check .
	$(V)/mypy
	$(V)/lint-imports
	$(V)/djlint --lint templates
	$(V)/python manage.py makemigrations --check --dry-run

bench: $(STAMPS)/dev $(STAMPS)/bundles
	$(V)/python -m benchmarks $(ARGS)

messages: $(STAMPS)/dev
	$(V)/python manage.py makemessages --locale ar --locale fr --locale sv --no-obsolete --add-location file --ignore node_modules --ignore .venv --ignore var --ignore tests --ignore benchmarks

lock: $(STAMPS)/dev
	config/install.sh lock

clean:
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# --- what is installed; a stamp is older than the lock file that it stands for when that has changed ---
$(STAMPS)/venv:
	@test -n "$(PYTHON)" || { echo "Majlis needs Python 3.11 or newer; none was found." >&2; exit 1; }
	PYTHON="$(PYTHON)" config/install.sh venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/base: requirements/base.txt | $(STAMPS)/venv
	config/install.sh python requirements/base.txt
	@touch $@

$(STAMPS)/dev: requirements/dev.txt | $(STAMPS)/venv
	config/install.sh python requirements/dev.txt
	@touch $@ $(STAMPS)/base

$(STAMPS)/node: package-lock.json | $(STAMPS)/venv
	config/install.sh node
	@touch $@

$(STAMPS)/bundles: $(wildcard config/bundles/*.js) $(STAMPS)/node
	config/install.sh bundles
	@touch $@
