"""The target board of a campaign: where each target stands, who moved, and when we were last in touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.campaigns import TargetPart
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.stances import SCORE_LABELS
from advocacy.domain.target_board import Move, Standing, days_without_contact, first_day_of_moves, move_since
from advocacy.models import Activity, ActivityContact
from advocacy.models.directory import UNKNOWN
from advocacy.policy import Actor, visible_activities
from advocacy.queries import targets
from advocacy.queries.clock import today
from advocacy.queries.people import NO_CONTACT
from advocacy.queries.stances import PartyKey
from advocacy.queries.targets import TargetLine
from advocacy.queries.timeline import Numbered

PLACES: tuple[int | None, ...] = (*sorted(SCORE_LABELS), None)
"""The columns of the board: from strongly opposed to strongly supportive, then those of whom nothing is known."""


@dataclass(frozen=True)
class BoardLine:
    """A target on the board. `days_quiet` is None where no contact is on file."""

    target: TargetLine
    move: Move | None
    last_contact: PartialDate
    days_quiet: int | None

    @property
    def score(self) -> int | None:
        """Where they stand on the scale, or None."""
        return self.target.stance.score if self.target.stance is not None else None

    @property
    def standing(self) -> Standing:
        """What the filters look at."""
        has_moved = self.move is not None
        return Standing(self.target.part, self.score, has_moved, self.days_quiet, self.target.asker_ref)


def board(actor: Actor, campaign: Numbered) -> list[BoardLine]:
    """Return every target of a campaign in its order: three queries, whatever the number of targets and entries."""
    found = targets.with_entries(actor, campaign)
    contacts = _last_contacts(actor, [line.party for line, _entries in found])
    day = today()
    since = first_day_of_moves(day)
    return [
        _line(line, move_since(entries, since), contacts.get(line.party, NOT_KNOWN), day) for line, entries in found
    ]


def _line(target: TargetLine, move: Move | None, last_contact: PartialDate, day: date) -> BoardLine:
    return BoardLine(target, move, last_contact, days_without_contact(last_contact, day))


def _last_contacts(actor: Actor, parties: Sequence[PartyKey]) -> dict[PartyKey, PartialDate]:
    """Return when each was last in touch with us, on whatever campaign, as far as visible and the date is known."""
    people = [person_id for person_id, _group in parties if person_id is not None]
    groups = [group_id for _person, group_id in parties if group_id is not None]
    contact = ActivityContact.__table__.c
    rows: Any = db.session.execute(
        select(contact.person_id, contact.organization_id, func.max(Activity.occurred_on))
        .join(Activity, Activity.id == contact.activity_id)
        .where(
            or_(contact.person_id.in_(people), contact.organization_id.in_(groups)),
            Activity.occurred_on != UNKNOWN,
            Activity.side != Side.OTHERS,
            Activity.kind.not_in(NO_CONTACT),
            visible_activities(actor),
        )
        .group_by(contact.person_id, contact.organization_id)
    )
    return {(person_id, group_id): PartialDate(str(when)) for person_id, group_id, when in rows}


def by_part(lines: Sequence[BoardLine]) -> list[tuple[TargetPart, dict[int | None, list[BoardLine]]]]:
    """Return the targets by part, and within it by where they stand; parts without a target are left out."""
    parts = []
    for part in TargetPart:
        of_part = [line for line in lines if line.target.part is part]
        if of_part:
            parts.append((part, {score: [line for line in of_part if line.score == score] for score in PLACES}))
    return parts


def moves_of(lines: Sequence[BoardLine]) -> list[BoardLine]:
    """Return the targets that moved, the latest first."""
    moved = [(line.move.now.stated_on.text, line) for line in lines if line.move is not None]
    return [line for _on, line in sorted(moved, key=lambda each: each[0], reverse=True)]
