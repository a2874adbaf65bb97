"""Retracting: what was written down by mistake stays on its page with the reason, and counts nowhere."""

from datetime import datetime
from typing import Protocol

from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Record
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records


class Retractable(Protocol):
    """A record that remembers when, by whom and why it was retracted."""

    retracted_at: datetime | None
    retracted_by_id: int | None
    retracted_reason: str


def refuse_retracted(record: Retractable) -> None:
    """Refuse a change of what was retracted."""
    if record.retracted_at is not None:
        raise Refused.sentence(N_("This entry has been retracted already."))


def reason_given(reason: str) -> str:
    """Return the reason for taking something back, or refuse: without one, nobody could judge it later."""
    records.refuse_never_stored(reason=reason)
    if not reason.strip():
        raise Refused.at("reason", N_("Say why."))
    return reason.strip()


def retract(
    actor: Actor,
    record: Record,
    event: str,
    reason: str,
    *,
    version: int | None,
    action: Action = Action.EDIT_DIRECTORY,
) -> None:
    """Take a record out of lists, counts and search, and say why. `action`: what its kind asks of who does so."""
    ensure(actor, action, record)
    records.expect_version(record, version)
    refuse_retracted(record)  # type: ignore[arg-type]
    said = reason_given(reason)
    record.retracted_at, record.retracted_by_id = utc_now(), actor.user_id  # type: ignore[attr-defined]
    record.retracted_reason = said  # type: ignore[attr-defined]
    records.saved(actor, record, event)
