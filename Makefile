# One word for each chore. PYTHON may name another interpreter: make test PYTHON=python3.12
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)

.PHONY: demo test lint types messages migration-reset bench shots

demo:
	$(PYTHON) -m advocacy.cli demo

test:
	$(PYTHON) -m pytest -q -n auto

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m importlinter.cli lint-imports 2>/dev/null || lint-imports

types:
	$(PYTHON) -m mypy

messages:
	$(PYTHON) .ci/messages.py

migration-reset:
	$(PYTHON) .ci/first_migration.py

shots:
	$(PYTHON) -m tests.shots shots

bench:
	$(PYTHON) -m tests.bench
