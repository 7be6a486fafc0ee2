# The commands of this project. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANGUAGES := $(notdir $(patsubst %/LC_MESSAGES,%,$(wildcard translations/*/LC_MESSAGES)))
BUILD := instance/build

.DEFAULT_GOAL := help
.PHONY: help install run test test-all check bench coverage translate clean

help: install ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F '\t' '{printf "make %-10s %s\n", $$1, $$2}'

install: $(VENV)/installed ## Make the virtual environment and the command .venv/bin/surveyapp

run: install ## Serve a demonstration on http://127.0.0.1:8000
	@$(BIN)/surveyapp demo

test: $(VENV)/tested ## Install what the tests need, browser included, and run what decides a commit
	@$(BIN)/ruff check surveyapp tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --dist worksteal --validate -m "not slow"

test-all: $(VENV)/tested ## Run every test, the long ones too
	@$(BIN)/ruff check surveyapp tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --dist worksteal --validate

check: install ## Report every fault of questionnaires, contracts and translations
	@$(BIN)/surveyapp check

bench: $(VENV)/tested ## Measure the respondent's pages and the statistics
	@for file in benchmarks/*.py; do $(BIN)/python $$file || exit 1; done

coverage: install ## Make the coverage table in docs/statistics.md anew
	@$(BIN)/python -m surveyapp.statistics.coverage docs/statistics.md

translate: install ## Bring every catalogue up to date with the texts
	@mkdir -p $(BUILD)
	@$(BIN)/pybabel -q extract -F translations/respondent.cfg -k in_language --no-location --sort-output -o $(BUILD)/respondent.pot surveyapp/web
	@$(BIN)/pybabel -q extract -F translations/questionnaires.cfg -c "Easy words" -c "Said to" --no-location --sort-output -o $(BUILD)/questionnaires.pot $(CURDIR)/questionnaires
	@for language in $(LANGUAGES); do for domain in respondent questionnaires; do \
		$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 99 -l $$language \
			-i $(BUILD)/$$domain.pot -o translations/$$language/LC_MESSAGES/$$domain.po; done; done

clean: ## Take away the virtual environment
	rm -rf $(VENV)

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with make PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --upgrade pip
	@echo "Installing; the first time this takes a minute or two."
	@$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	@$(BIN)/pip install --quiet --editable '.[test]'
	@tests/install-browser
	@touch $@
