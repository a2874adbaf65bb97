"""The tables of the workflows: every state can be reached, and the docs print what the code says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def printer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("workflows", ROOT / ".ci" / "workflows.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_docs_print_the_workflows_of_the_code() -> None:
    module = printer()
    assert module.PAGE.read_text() == module.page()


@pytest.mark.parametrize("workflow", printer().ALL, ids=lambda workflow: workflow.name)
def test_every_state_can_be_reached_from_the_first(workflow) -> None:
    reached, fresh = {workflow.initial}, {workflow.initial}
    while fresh:
        fresh = {edge.to for (state, _), edge in workflow.table.items() if state in fresh} - reached
        reached |= fresh
    words = type(workflow.initial)
    known = workflow.states()
    assert known == reached
    if workflow.name not in {"measure before a body", "measure by an office-holder"}:
        assert known == set(words), "a state that no step leads to"


def test_measures_use_every_state_between_them() -> None:
    bodies, offices = (workflow for workflow in printer().ALL if workflow.name.startswith("measure "))
    assert bodies.states() | offices.states() == set(type(bodies.initial))
