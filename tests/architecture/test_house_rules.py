"""House rules that a machine keeps."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.policy import RULES, Action
from advocacy.views.access import PUBLIC_ENDPOINTS, action_of

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "advocacy").rglob("*.py"))
MAY_COMMIT = ("views", "api", "cli.py", "cli", "worker", "app.py")


@pytest.fixture(scope="module")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app, never asked: only its map of addresses is read."""
    folder = tmp_path_factory.mktemp("house")
    return create_app(
        Settings(database_url=f"sqlite:///{folder}/x.db", data_dir=folder, secret_key="x" * 40, testing=True)
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_at_most_400_lines_long(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400


def test_every_endpoint_states_its_action_or_is_on_the_public_list(bare_app: Flask) -> None:
    silent = [
        rule.endpoint
        for rule in bare_app.url_map.iter_rules()
        if rule.endpoint not in PUBLIC_ENDPOINTS and action_of(bare_app, rule.endpoint) is None
    ]
    assert silent == []


def test_every_action_has_a_rule() -> None:
    assert set(RULES) == set(Action)


def test_no_commit_outside_views_api_cli_and_worker() -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT / "advocacy").parts[0] not in MAY_COMMIT
        and re.search(r"session\.commit\(\)|\.begin\(\)", path.read_text())
        and path.name not in {"sessions.py", "audit.py"}  # last-seen and exports: short transactions of their own
    ]
    assert offenders == []


def test_no_module_is_called_utils_or_helpers() -> None:
    assert [path for path in SOURCES if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_every_public_function_class_and_module_says_what_it_is() -> None:
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        if path.stat().st_size and ast.get_docstring(tree) is None:
            silent.append(str(path.relative_to(ROOT)))
        for node in tree.body:
            public = isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
            if public and ast.get_docstring(node) is None:
                silent.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert silent == []


def test_a_floor_uses_only_the_floors_below_it() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--config", str(ROOT / ".importlinter")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_module_with_a_blueprint_is_registered(bare_app: Flask) -> None:
    views = ROOT / "advocacy" / "views"
    made = re.compile(r"^bp = Blueprint\(\s*\"(\w+)\"", re.MULTILINE)
    names = {name for path in views.rglob("*.py") for name in made.findall(path.read_text())}
    assert names == set(bare_app.blueprints)
