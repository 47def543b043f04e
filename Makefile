# Vinh Danh. `make run` and `make test` need Python 3.11 or later, make and a network;
# everything else is set up in this folder. `make help` lists what there is.

PYTHON ?= python3
PORT ?= 8000
export PORT

BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run sample test test-pg check fmt law bench docs wheel clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
	  awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

setup: ## environment, packages, assets, translations (each only when needed)
	@$(PYTHON) tools/setup.py

run: setup ## set up all, load the sample year once, serve on 127.0.0.1 (PORT=8000)
	@$(BIN)/vinhdanh run --sample --port $(PORT)

sample: setup ## load the sample year without serving; ends with its summation
	@$(BIN)/vinhdanh migrate --verbosity 0
	@$(BIN)/vinhdanh sample

test: setup ## set up all, every test in parallel (SQLite)
	@$(BIN)/python tools/suite.py $(ARGS)

test-pg: setup ## the same tests on PostgreSQL (a private one, or DATABASE_URL)
	@$(BIN)/python tools/postgres.py $(BIN)/python tools/suite.py --migrations $(ARGS)

check: setup ## style, types, rooms, templates, settings, migrations, words, coverage
	@$(BIN)/python tools/check.py $(ARGS)

fmt: setup ## format, and mend what can be mended
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .
	@find src -path '*/templates/*' -name '*.html' -print0 | \
	  xargs -0 -r $(BIN)/djade --target-version 5.2

law: setup ## write the pages a legal officer signs, docs/law/, and the reference of facts
	@$(BIN)/vinhdanh law pages --out docs/law
	@$(BIN)/vinhdanh law facts --out docs/reference
	@git status --short docs/law 2>/dev/null || true

bench: setup ## benchmarks against named alternatives
	@set -e; for file in benchmarks/*.py; do \
	  echo "── $$file"; $(BIN)/python $$file; done

docs: ## say where the documentation is, and serve it as plain text
	@echo "docs/reference, docs/explanation, docs/decisions, docs/law"
	@echo "http://127.0.0.1:$(PORT)/ (Ctrl-C stops)"
	@$(PYTHON) -m http.server --bind 127.0.0.1 --directory docs $(PORT)

wheel: setup ## a wheel with assets, fonts, licences, translations and samples
	@$(BIN)/python tools/wheel.py

clean: ## take away what was built; var/ (data, keys) stays
	@rm -rf .venv node_modules dist build htmlcov .coverage .coverage.* \
	  .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
	  src/vinhdanh/pages/shell/static/vendor src/vinhdanh/documents/fonts
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete
	@echo "Clean. Kept: var/ (database, keys, files)."
