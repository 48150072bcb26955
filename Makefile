# Everything here sets up what it needs: a virtual environment in .venv, locked packages, the command.
# It asks for Python >= 3.11 with venv, and make. Nothing else, and nothing outside this folder.

PYTHON ?= python3
PORT ?= 8080
ARGS ?=

BIN := .venv/bin
RUNTIME := .venv/ready-to-run
DEV := .venv/ready-to-test
TRAINING := .venv/training
TRAIN := .venv/ready-to-train
PAGES := .venv/pages
SITE := .venv/ready-for-pages
PURE := */connectbot/model/*,*/connectbot/written/*,*/connectbot/learned/*,*/connectbot/directory/*,*/connectbot/measures/*,*/connectbot/safety/*,*/connectbot/flows/*,*/connectbot/desk/*

export PIP_DISABLE_PIP_VERSION_CHECK := 1
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check quick format lint types house content docs bench picture pictures scores train lock

help: ## Show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUNTIME) ## Start the demo: web chat, pretend phones, no account anywhere (PORT=9000 chooses the port)
	@$(BIN)/connectbot demo --port $(PORT)

# What a service must do within a second is not for a busy machine: these tests go by themselves.
test: $(DEV) ## Run all tests within the coverage bounds (ARGS="tests/flows -q" runs a few, without bounds)
ifeq ($(strip $(ARGS)),)
	@$(BIN)/pytest --cov --cov-report= --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder -m "not alone"
	@$(BIN)/pytest --cov --cov-report= --cov-append -m alone tests/e2e
	@status=0; \
	echo "The pure rooms, every branch:"; \
	$(BIN)/coverage report --include="$(PURE)" --fail-under=100 --skip-covered --show-missing || status=1; \
	echo "The whole house, nine branches in ten:"; \
	$(BIN)/coverage report --fail-under=90 --skip-covered --show-missing || status=1; \
	exit $$status
else
	@$(BIN)/pytest $(ARGS)
endif

check: quick test ## Everything that must hold before a commit lands: quick and test

quick: lint types house content docs ## All of check but the tests: a minute's look

lint: $(DEV) ## Format and lint, changing nothing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(DEV) ## Types, strictly
	@$(BIN)/mypy

house: $(DEV) ## Import contracts: arrows point down, pure rooms do no I/O
	@$(BIN)/lint-imports --no-logo

content: $(DEV) ## Flows, directory and safety data of the starter community
	@$(BIN)/connectbot check

format: $(DEV) ## Rewrite files in the one format
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: $(DEV) ## Measure beside the limit; prints a table, writes bench/results/latest.json
	@$(BIN)/python -m bench.run

pictures: $(DEV) ## Take the README's pictures again, in a real browser
	@$(BIN)/python -m docs.pictures

picture: $(DEV) ## Draw the README's conversation again, from the real bot
	@$(BIN)/python docs/picture.py

docs: $(SITE) ## Build the pages as a site in build/site; a broken link fails
	@$(PAGES)/bin/python docs/site.py

scores: $(DEV) ## How well words are understood, over all labelled rows in the repository
	@$(BIN)/python -m scores.run

train: $(TRAIN) ## Learn again from the labelled words, and write the models (docs/safety/words.md says how)
	@$(TRAINING)/bin/python -m tools.train
	@$(TRAINING)/bin/python -m docs.safety.figures

lock: .venv/made ## Renew the lock files from pyproject.toml (ARGS=--upgrade takes newer versions)
	@$(BIN)/pip install -qq uv
	@$(call compile,requirements/runtime.txt,)
	@$(call compile,requirements/dev.txt,--extra dev --constraints requirements/runtime.txt)
	@$(call compile,requirements/train.txt,--extra train --constraints requirements/runtime.txt)
	@$(call compile,requirements/docs.txt,--constraints requirements/runtime.txt,requirements/docs.in)

compile = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(ARGS) $(2) --output-file $(1) \
	$(or $(3),pyproject.toml requirements/build.in)

$(RUNTIME): requirements/runtime.txt pyproject.toml | .venv/made
	@echo "Setting up to run: about half a minute the first time"
	@$(call install,requirements/runtime.txt)
	@touch $@

$(DEV): requirements/dev.txt pyproject.toml | .venv/made
	@echo "Setting up to test: about a minute the first time"
	@$(call install,requirements/dev.txt)
	@touch $(RUNTIME) $@

# Training has a place of its own: what learns is never there where what was learned is tried.
$(TRAIN): requirements/train.txt pyproject.toml | .venv/made
	@echo "Setting up to train: about a minute the first time"
	@$(PYTHON) -m venv $(TRAINING)
	@$(call install,requirements/train.txt,$(TRAINING)/bin)
	@touch $@

# So have the pages.
$(SITE): requirements/docs.txt | .venv/made
	@$(PYTHON) -m venv $(PAGES)
	@$(PAGES)/bin/pip install -qq --no-compile --require-hashes --requirement requirements/docs.txt
	@touch $@

install = $(or $(2),$(BIN))/pip install -qq --no-compile --require-hashes --requirement $(1) && \
	$(or $(2),$(BIN))/pip install -qq --no-deps --no-index --no-build-isolation --editable .

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "connectbot needs Python 3.11 or newer and found none as $(PYTHON)." \
			"Name another: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { \
		echo "Python's venv could not be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@
