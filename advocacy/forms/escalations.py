"""The escalation ladder: after how many days overdue each rung is proposed."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from advocacy.domain.escalations import MOST_DAYS, EscalationKind, Rung
from advocacy.forms.base import CountField, VersionedForm


class LadderForm(VersionedForm):
    """Days overdue for each rung; an empty one is left out."""

    chase = CountField(_l("Chase letter"), most=MOST_DAYS)
    call = CountField(_l("Call the office"), most=MOST_DAYS)
    meeting = CountField(_l("Ask for a meeting"), most=MOST_DAYS)
    public = CountField(_l("Go public"), most=MOST_DAYS)

    def __init__(self, ladder: Sequence[Rung], **kwargs: Any) -> None:
        """Show the ladder as it is."""
        super().__init__(**{rung.kind.value: rung.after_days for rung in ladder}, **kwargs)

    def rungs(self) -> list[Rung]:
        """Return the rungs that have a number."""
        days = {kind: self[kind.value].data for kind in EscalationKind}
        return [Rung(kind, number) for kind, number in days.items() if number is not None]
