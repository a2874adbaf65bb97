# One word for each chore. PYTHON may name another interpreter: make test PYTHON=python3.12
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)

.PHONY: clip-scores demo test lint types messages next-migration bench shots lock

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

next-migration:
	$(PYTHON) .ci/next_migration.py

shots:
	$(PYTHON) -m tests.shots shots

# Needs uv (pip install uv). With LOCK_FLAGS=--upgrade newer versions are taken.
lock:
	uv pip compile pyproject.toml --extra postgresql --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet $(LOCK_FLAGS) -o requirements.lock
	sed -i '1i # Every package of a server, with the hashes of its files. Written by `make lock`; see README.md.' requirements.lock

clip-scores:
	$(PYTHON) -m tests.clips

bench:
	$(PYTHON) -m tests.bench
