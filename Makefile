# ccqa: `make run` and `make test` do all the set-up on a machine with git, make and python3.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: run test test-all setup check train data-check bench docs lock clean help

help:            ## List the targets
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(STAMP)  ## Make the environment in .venv

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: setup       ## Pull, mask, score, store, sample and report on the bundled contacts
	$(BIN)/ccqa run

test: setup      ## Run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not long"

test-all: setup  ## Run the tests, with those that are long: kills, soak, a million rows
	$(BIN)/python -m pytest -n auto --dist worksteal

check: setup     ## Lint, format, types, licences, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_architecture.py tests/test_docs.py tests/test_licences.py

train: setup     ## Train the classifier anew from the contacts in models/acts/data
	$(BIN)/ccqa train --out models/acts/1

data-check: setup ## Check those contacts for near-duplicates; shows how their words grow
	$(BIN)/ccqa train --check

bench: setup     ## Measure speed, accuracy, masking, roles and statistics; prints ratios
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python benchmarks/privacy.py
	$(BIN)/python benchmarks/roles.py
	$(BIN)/python benchmarks/figures.py

docs: setup      ## Write the generated pages of docs/reference
	$(BIN)/python -m ccqa.cli.reference docs/reference

lock:            ## Pin every dependency, with hashes
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements.lock

clean:           ## Remove what make made
	rm -rf $(VENV) out dist
