# Everything a newcomer, an operator and CI run. Needs Python 3.11 or newer, pip and make; sets up the rest in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links pyproject.toml
CORES := $(shell $(PYTHON) -c 'import os; print(os.cpu_count() or 2)')

# Compiled modules and rewritten tests are kept, whatever the shell says: they are much of what a run of the tests costs.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test unit integration acceptance corpora fuzz pictures format lint types imports bench lock clean

demo: $(VENV)/.demo
	$(BIN)/mailintake demo $(ARGS)

test: $(VENV)/.dev
	$(PYTEST) -n $(CORES) --dist loadgroup tests $(ARGS)

unit: $(VENV)/.dev
	$(PYTEST) -n $(CORES) --dist worksteal tests/unit $(ARGS)

integration acceptance: $(VENV)/.dev
	$(PYTEST) -n $(CORES) --dist loadgroup tests/$@ $(ARGS)

# Real mail, read from ../shared/corpora or $MAILINTAKE_CORPORA: how much of it is read as it should be, as one table.
corpora: $(VENV)/.dev
	$(PYTEST) -q tests/corpora $(ARGS)

# Mails damaged in every way, as many as are asked for: make fuzz ARGS="--mutants 1000000".
fuzz: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m fuzz $(ARGS)

# Every kind of mail as PNG, on a telephone and on a computer, in light and dark: make pictures ARGS="--language fi".
pictures: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m pictures $(ARGS)

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m bench $(ARGS)

# Versions and hashes only, no host names: the lock works with any index.
lock: $(VENV)/.dev
	$(BIN)/pip install --quiet uv
	$(LOCK) --extra postgresql -o requirements/run.lock
	$(LOCK) --extra train -o requirements/train.lock
	$(LOCK) --extra demo -o requirements/demo.lock
	$(LOCK) --extra demo --extra dev --extra postgresql --extra train -o requirements/dev.lock

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The build backend stands in the locks too, so that nothing is fetched without a hash.
$(VENV)/.demo: requirements/demo.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/demo.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
