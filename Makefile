# One word each. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# on a machine of many cores: make test SHARED_OUT="-n 8 --dist loadfile"
SHARED_OUT ?=

.DEFAULT_GOAL := help

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY) ## make the virtual environment with the locked dependencies

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Officinal needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(READY)

run: $(READY) ## bring up the site with the demonstration catalogue at http://127.0.0.1:8000
	$(BIN)/officinal serve --demo

example: $(READY) ## read the bundled example page and show its record
	@$(BIN)/officinal read --example

test: $(READY) ## run every test
	$(BIN)/python -m pytest $(SHARED_OUT)

test-site: $(READY) ## run the tests of site and shop alone, on the database of DATABASE_URL
	$(BIN)/python -m pytest tests/site tests/shop -m "not slow" $(SHARED_OUT)

quick: $(READY) ## run the tests that take no time
	$(BIN)/python -m pytest -m "not slow" $(SHARED_OUT)

lint: $(READY) ## ruff, strict types, the order of packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=. $(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY) ## format, and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accuracy: $(READY) ## precision, recall and F1 per field over the pages and the corpus
	$(BIN)/python -m bench.accuracy
	$(BIN)/python -m bench.corpus

corpus-report: $(READY) ## how often each rule fires on real labels
	$(BIN)/python -m bench.corpus_report

docs: $(READY) ## write the reference of all rules
	$(BIN)/python -m officinal.checks.reference > docs/reference/rules.md

messages: $(READY) ## find the site's strings for translation, and compile the French ones
	$(BIN)/python tools/messages.py

knowledge: $(READY) ## write what is made of the knowledge files: names and book
	$(BIN)/python -m officinal.knowledge.names
	$(BIN)/python -m officinal.knowledge.book

faults: $(READY) ## races, lost answers and kills over HTTP on both databases: is anything sold or charged twice?
	$(BIN)/python -m faults

bench: .venv/.bench ## speed and memory beside the peers
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.checking
	$(BIN)/python -m bench.serving
	$(BIN)/python -m bench.checkouts

.venv/.bench: $(READY) requirements/bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch .venv/.bench

lock: $(READY) ## resolve the dependencies again and write requirements/
	$(PYTHON) tools/lock.py

clean: ## remove what was built
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.PHONY: help setup run example test test-site quick lint fix docs messages knowledge accuracy corpus-report bench faults lock clean
