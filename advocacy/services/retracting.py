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


def retract(actor: Actor, record: Record, event: str, reason: str, *, version: int | None) -> None:
    """Take a record of the directory out of lists, matrices and search, and say why."""
    ensure(actor, Action.EDIT_DIRECTORY, record)
    records.expect_version(record, version)
    refuse_retracted(record)  # type: ignore[arg-type]
    records.refuse_never_stored(reason=reason)
    if not reason.strip():
        raise Refused.at("reason", N_("Say why."))
    record.retracted_at, record.retracted_by_id = utc_now(), actor.user_id  # type: ignore[attr-defined]
    record.retracted_reason = reason.strip()  # type: ignore[attr-defined]
    records.saved(actor, record, event)
