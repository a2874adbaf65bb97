"""Which tests may be marked `one_database`: those whose every statement another test sends to PostgreSQL too.

pytest -q -n 0 --both-databases -p tests.statements -k postgresql tests/integration
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

PLACE = re.compile(r"%\(\w+\)s(::[\w ]+)?")
LIST = re.compile(r"\?(, \?)+")
ROWS = re.compile(r"(\(\?\)(, )?){2,}")

sent: defaultdict[str, set[str]] = defaultdict(set)
"""Test to the statements that it sent to PostgreSQL, whatever the values and however many."""
marked: set[str] = set()
now: list[str] = []


@event.listens_for(Engine, "before_cursor_execute")
def note(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    """Remember a statement of the test that runs."""
    if now and connection.dialect.name == "postgresql":
        sent[now[0]].add(ROWS.sub("(?)", LIST.sub("?", PLACE.sub("?", statement))))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Say which test runs; what its fixtures send does not count."""
    name = item.nodeid.partition("[")[0]
    if item.get_closest_marker("one_database"):
        marked.add(name)
    now.append(name)
    try:
        return (yield)
    finally:
        now.clear()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the marked tests that send what no unmarked test sends."""
    held = Counter(statement for name, statements in sent.items() if name not in marked for statement in statements)
    for name in sorted(marked):
        alone = [statement for statement in sent[name] if not held[statement]]
        if alone:
            terminalreporter.write_line(f"{name} alone sends {len(alone)}, as {' '.join(alone[0].split())[:200]}")
