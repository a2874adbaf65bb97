"""Print every workflow from the code, as docs/workflows.md. A test keeps the page and the code equal."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from advocacy.domain.campaigns import CAMPAIGN, DEMAND
from advocacy.domain.events import EVENT
from advocacy.domain.letters import LETTER, RECIPIENT, SIGNATURE
from advocacy.domain.measures import BODY_MEASURE, OFFICE_MEASURE
from advocacy.domain.meetings import COMMITMENT, MEETING
from advocacy.domain.tasks import TASK
from advocacy.domain.workflow import Workflow

PAGE = ROOT / "docs" / "workflows.md"
ALL: tuple[Workflow[Any, Any], ...] = (
    CAMPAIGN, DEMAND, LETTER, RECIPIENT, SIGNATURE, MEETING, COMMITMENT, BODY_MEASURE, OFFICE_MEASURE, EVENT, TASK,
)  # fmt: skip
HEAD = """# Workflows

Every step that a record can take. What is not in a table is refused with a sentence that says why. This page is
printed from the code (`python .ci/workflows.py`). The last column is what the step puts on the timeline; *none* means
that only the audit trail has it. The latest step of a record can be taken back by who made it within 24 hours, later
by a coordinator with a reason.
"""


def page() -> str:
    """Return the page."""
    return HEAD + "".join(_table(workflow) for workflow in ALL)


def _table(workflow: Workflow[Any, Any]) -> str:
    lines = [f"\n## {workflow.name[:1].upper()}{workflow.name[1:]}\n", f"Begins as **{workflow.initial.label}**.\n"]
    lines.append("| from | step | to | timeline |\n|---|---|---|---|")
    for (state, event), edge in workflow.table.items():
        kind = edge.activity.label if edge.activity is not None else "*none*"
        lines.append(f"| {state.label} | {event.label} | {edge.to.label} | {kind} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
