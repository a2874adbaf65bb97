"""What a count reads of the stance ledger: where each person stands on a measure, or on what it is borrowed from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.counts import Level, Place, place_of
from advocacy.domain.stances import Confidence, CurrentStance, current_of
from advocacy.models import Record, Stance
from advocacy.policy import Actor, unreplaced, visible_work

MOST_OF_A_KIND = 12
"""How many of the latest entries are read of each person about one thing, the inferred apart. The current one is among
them: it is the latest of a kind, but where dates are vague."""

_STANCE = Stance.__table__
Abouts = Mapping[int, Level]
"""The ids of what a stance may be about, each with what that is to the measure."""


@dataclass(frozen=True)
class Known:
    """Where somebody stands in a count: the entry that is current, and whether it is borrowed."""

    current: CurrentStance
    level: Level

    @property
    def place(self) -> Place:
        """The place in the count."""
        return place_of(self.current.score, self.current.confidence, self.level)


@dataclass(frozen=True)
class AsOf:
    """A past moment: facts until that day, as far as they had been entered by that moment."""

    day: date
    entered_by: datetime


@dataclass(frozen=True)
class Entry:
    """An entry of the ledger, with when it was entered, and when it was retracted or replaced."""

    person_id: int
    about_id: int
    current: CurrentStance
    entered_at: datetime
    retracted_at: datetime | None
    replaced_at: datetime | None

    def stood(self, then: AsOf) -> bool:
        """Tell whether it stood at that moment."""
        gone = [moment for moment in (self.retracted_at, self.replaced_at) if moment is not None]
        is_of_then = self.current.stated_on.text <= then.day.isoformat() and self.entered_at <= then.entered_by
        return is_of_then and all(moment > then.entered_by for moment in gone)


def known_now(actor: Actor, abouts: Abouts, people: Collection[int]) -> dict[int, Known]:
    """Return where these people stand now, as far as the actor may see. One query, however long the ledger is."""
    if not abouts or not people:
        return {}
    ranked = _ranked(actor, abouts, people).subquery()
    found: dict[tuple[int, int], list[CurrentStance]] = defaultdict(list)
    for row in db.session.execute(select(ranked).where(ranked.c.place <= MOST_OF_A_KIND)):
        found[row.person_id, row.about_id].append(CurrentStance(row.score, row.confidence, row.stated_on, row.id))
    return _by_person(abouts, found)


def _ranked(actor: Actor, abouts: Abouts, people: Collection[int]) -> Select[Any]:
    entry = aliased(Record)
    kind = (_STANCE.c.about_id, _STANCE.c.person_id, _STANCE.c.confidence == Confidence.INFERRED)
    latest_first = (_STANCE.c.stated_on.desc(), _STANCE.c.id.desc())
    return (
        select(
            _STANCE.c.id, _STANCE.c.about_id, _STANCE.c.person_id, _STANCE.c.score, _STANCE.c.confidence,
            _STANCE.c.stated_on, func.row_number().over(partition_by=kind, order_by=latest_first).label("place"),
        )
        .join(entry, entry.id == _STANCE.c.id)
        .where(
            _STANCE.c.about_id.in_(list(abouts)),
            _STANCE.c.person_id.in_(list(people)),
            unreplaced(actor, _STANCE.c),
            _STANCE.c.retracted_at.is_(None),
            visible_work(actor, entry),
        )
    )  # fmt: skip


def entries(actor: Actor, about_ids: Collection[int], people: Collection[int]) -> list[Entry]:
    """Return every entry about these of these people, also what was retracted or replaced: to look back with."""
    if not about_ids or not people:
        return []
    entry, newer = aliased(Record), aliased(Record)
    rows = db.session.execute(
        select(
            _STANCE.c.id, _STANCE.c.about_id, _STANCE.c.person_id, _STANCE.c.score, _STANCE.c.confidence,
            _STANCE.c.stated_on, _STANCE.c.retracted_at, entry.created_at, newer.created_at.label("replaced_at"),
        )
        .join(entry, entry.id == _STANCE.c.id)
        .outerjoin(newer, and_(newer.id == _STANCE.c.superseded_by_id, visible_work(actor, newer)))
        .where(
            _STANCE.c.about_id.in_(list(about_ids)),
            _STANCE.c.person_id.in_(list(people)),
            visible_work(actor, entry),
        )
    )  # fmt: skip
    return [
        Entry(
            row.person_id,
            row.about_id,
            CurrentStance(row.score, row.confidence, row.stated_on, row.id),
            row.created_at,
            row.retracted_at,
            row.replaced_at,
        )
        for row in rows
    ]


def known_then(found: Iterable[Entry], abouts: Abouts, then: AsOf) -> dict[int, Known]:
    """Return where people stood at a past moment, among entries that were read already."""
    standing: dict[tuple[int, int], list[CurrentStance]] = defaultdict(list)
    for entry in found:
        if entry.about_id in abouts and entry.stood(then):
            standing[entry.person_id, entry.about_id].append(entry.current)
    return _by_person(abouts, standing)


def _by_person(abouts: Abouts, found: Mapping[tuple[int, int], list[CurrentStance]]) -> dict[int, Known]:
    """Read the measure first, else its demands, else its campaigns."""
    pools: dict[int, dict[Level, list[CurrentStance]]] = defaultdict(lambda: defaultdict(list))
    for (person_id, about_id), theirs in found.items():
        pools[person_id][abouts[about_id]] += theirs
    known = {}
    for person_id, by_level in pools.items():
        level = next(each for each in Level if each in by_level)
        current = current_of(by_level[level])
        if current is not None:
            known[person_id] = Known(current, level)
    return known
