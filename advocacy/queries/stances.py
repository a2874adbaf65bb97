"""The stance ledger: who stands where on a campaign, a demand or a measure, as far as the reader may see."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from advocacy.db import db
from advocacy.domain.records import RecordKind
from advocacy.domain.stance_charts import Point, points_of
from advocacy.domain.stances import EVIDENCE_KINDS, POSITION_KINDS, CurrentStance, current_of
from advocacy.models import Activity, Organization, Person, Record, Stance
from advocacy.policy import Actor, unreplaced, visible_activities, visible_work
from advocacy.queries import keyset, records
from advocacy.queries.keyset import Place, Slice
from advocacy.queries.timeline import Linked

MOST_OF_PARTY = 120
"""More than this of one party is for the ledger, filtered."""
PartyKey = tuple[int | None, int | None]
"""A person's id, or an organization's: the other is None."""
_STANCE, _PERSON, _ORGANIZATION = Stance.__table__, Person.__table__, Organization.__table__


@dataclass(frozen=True)
class Standing:
    """Where a person or an organization stands now. `linked` is None where only words name them."""

    name: str
    linked: Linked | None
    stance: CurrentStance
    stance_ref: str


@dataclass(frozen=True)
class Chain:
    """What an entry took the place of, the newest first, and what took its place, if the reader may see that."""

    older: tuple[Stance, ...] = ()
    newer: Stance | None = None


def _standing_rows(actor: Actor) -> Select[Any]:
    """Entries that the actor may see and that are, as far as they may see, neither superseded nor retracted."""
    entry = aliased(Record)
    return (
        select(
            _STANCE.c.id, _STANCE.c.about_id, _STANCE.c.person_id, _STANCE.c.organization_id, _STANCE.c.attribution,
            _STANCE.c.score, _STANCE.c.confidence, _STANCE.c.stated_on, entry.ref,
        )
        .join(entry, entry.id == _STANCE.c.id)
        .where(unreplaced(actor, _STANCE.c), _STANCE.c.retracted_at.is_(None), visible_work(actor, entry))
    )  # fmt: skip


def _current(row: Any) -> CurrentStance:
    return CurrentStance(row.score, row.confidence, row.stated_on, row.id)


def entries_on(actor: Actor, about_ids: Iterable[int]) -> dict[int, dict[PartyKey, list[CurrentStance]]]:
    """Return for each of these records the entries that count, by person or organization: one query in all.

    Whom only words name is left out: nobody knows whether two such entries mean one person.
    """
    wanted = sorted(set(about_ids))
    entries: dict[int, dict[PartyKey, list[CurrentStance]]] = defaultdict(lambda: defaultdict(list))
    for row in db.session.execute(_standing_rows(actor).where(_STANCE.c.about_id.in_(wanted))):
        if row.person_id is not None or row.organization_id is not None:
            entries[row.about_id][row.person_id, row.organization_id].append(_current(row))
    return entries


def current_on(actor: Actor, about_ids: Iterable[int]) -> dict[int, dict[PartyKey, CurrentStance]]:
    """Return for each of these records where people and organizations stand on it: one query in all."""
    return {
        about_id: {party: now for party, theirs in by_party.items() if (now := current_of(theirs)) is not None}
        for about_id, by_party in entries_on(actor, about_ids).items()
    }


def current_of_people(actor: Actor, person_ids: Iterable[int]) -> dict[int, CurrentStance]:
    """Return where each person stood last, whatever it was about: one query, columns only."""
    wanted = sorted(set(person_ids))
    entries: dict[int, list[CurrentStance]] = defaultdict(list)
    for row in db.session.execute(_standing_rows(actor).where(_STANCE.c.person_id.in_(wanted))):
        entries[row.person_id].append(_current(row))
    return {person_id: now for person_id, theirs in entries.items() if (now := current_of(theirs)) is not None}


def standings(actor: Actor, about: Record) -> list[Standing]:
    """Return where everybody stands on one record, the most supportive first, then by name: one query."""
    full_name = func.nullif(func.trim(_PERSON.c.given_name + " " + _PERSON.c.family_name), "")
    party = aliased(Record)
    statement = (
        _standing_rows(actor)
        .add_columns(
            func.coalesce(full_name, _PERSON.c.label, _ORGANIZATION.c.title, _STANCE.c.attribution).label("name"),
            party.ref.label("party_ref"),
        )
        .outerjoin(_PERSON, _PERSON.c.id == _STANCE.c.person_id)
        .outerjoin(_ORGANIZATION, _ORGANIZATION.c.id == _STANCE.c.organization_id)
        .outerjoin(party, party.id == func.coalesce(_STANCE.c.person_id, _STANCE.c.organization_id))
        .where(_STANCE.c.about_id == about.id)
    )
    by_party: dict[Any, list[Any]] = defaultdict(list)
    for row in db.session.execute(statement):
        by_party[row.person_id, row.organization_id, row.attribution].append(row)
    found = [standing for rows in by_party.values() if (standing := _standing(rows)) is not None]
    return sorted(found, key=lambda each: (-each.stance.score, each.name.casefold()))


def _standing(rows: Sequence[Any]) -> Standing | None:
    current = current_of(map(_current, rows))
    row = next((each for each in rows if current is not None and each.id == current.stance_id), None)
    if current is None or row is None:
        return None
    kind = RecordKind.PERSON if row.person_id is not None else RecordKind.ORGANIZATION
    return Standing(row.name, Linked(kind, row.party_ref, row.name) if row.party_ref else None, current, row.ref)


_SHOWN = (
    joinedload(Stance.person),
    joinedload(Stance.organization),
    selectinload(Stance.citations),
    selectinload(Stance.campaign_links),
)


@dataclass(frozen=True)
class Wanted:
    """Which entries: on one record, of one person or organization."""

    about: Record | None = None
    party: Person | Organization | None = None


def entries(actor: Actor, wanted: Wanted, place: Place = keyset.START) -> Slice[Stance]:
    """Return a page of the ledger, the latest fact first; what was replaced or retracted is there too."""
    conditions: list[ColumnElement[bool]] = [visible_work(actor, Stance)]
    if wanted.about is not None:
        conditions.append(Stance.about_id == wanted.about.id)
    if wanted.party is not None:
        conditions.append(is_of(wanted.party))
    return keyset.page_of(Stance, Stance.stated_on, conditions, place, options=_SHOWN, newest_first=True)


def is_of(party: Person | Organization) -> ColumnElement[bool]:
    """The entry is about where this person or organization stands."""
    return Stance.person_id == party.id if isinstance(party, Person) else Stance.organization_id == party.id


@dataclass(frozen=True)
class History:
    """What a person or an organization thought of one thing over time, the latest entry first.

    `replaced`: the ids of entries that a newer one took the place of, as far as the reader may see.
    """

    about: Record
    current: CurrentStance | None
    entries: tuple[Stance, ...]
    points: tuple[Point, ...]
    replaced: frozenset[int]


def histories_of(actor: Actor, party: Person | Organization) -> list[History]:
    """Return the stances of a party by what they are about, that with the latest fact first.

    What was retracted is left out; what was superseded is among the entries and not on the chart. Private evidence
    is there for those who may see it: the records say so themselves.
    """
    found = db.session.scalars(
        select(Stance)
        .where(is_of(party), Stance.retracted_at.is_(None), visible_work(actor, Stance))
        .options(*_SHOWN)
        .order_by(Stance.stated_on.desc(), Stance.id.desc())
        .limit(MOST_OF_PARTY)
    ).all()
    abouts, replaced = abouts_of(actor, found), replaced_among(actor, found)
    by_about: dict[int, list[Stance]] = defaultdict(list)
    for stance in found:
        if stance.about_id in abouts:
            by_about[stance.about_id].append(stance)
    return [_history(abouts[about_id], theirs, replaced) for about_id, theirs in by_about.items()]


def _history(about: Record, theirs: Sequence[Stance], replaced: frozenset[int]) -> History:
    standing = [
        CurrentStance(each.score, each.confidence, each.stated_on, each.id)
        for each in theirs
        if each.id not in replaced
    ]
    return History(about, current_of(standing), tuple(theirs), points_of(standing), replaced)


def replaced_among(actor: Actor, found: Iterable[Stance]) -> frozenset[int]:
    """Return the ids of those entries that a newer one took the place of, where the actor may see the newer one."""
    newer = {stance.id: stance.superseded_by_id for stance in found if stance.superseded_by_id is not None}
    if not newer:
        return frozenset()
    seen = set(db.session.scalars(select(Stance.id).where(Stance.id.in_(newer.values()), visible_work(actor, Stance))))
    return frozenset(old for old, new in newer.items() if new in seen)


def abouts_of(actor: Actor, found: Iterable[Stance]) -> dict[int, Record]:
    """Return the campaigns, demands and measures that these entries are about, as far as visible, by id."""
    return records.by_ids(actor, [stance.about_id for stance in found])


def stance_by_ref(actor: Actor, ref: str) -> Stance | None:
    """Return an entry with all that its page shows, or None when it is missing or hidden."""
    found: Stance | None = db.session.scalar(
        select(Stance).where(Stance.ref == ref, visible_work(actor, Stance)).options(*_SHOWN)
    )
    return found


def chain_of(actor: Actor, stance: Stance) -> Chain:
    """Return what the entry replaced, and what replaced it. Two queries, whatever the length."""
    same = and_(
        Stance.about_id == stance.about_id,
        Stance.person_id.is_not_distinct_from(stance.person_id),
        Stance.organization_id.is_not_distinct_from(stance.organization_id),
    )
    replaced = db.session.scalars(
        select(Stance).where(same, Stance.superseded_by_id.is_not(None), visible_work(actor, Stance)).options(*_SHOWN)
    ).all()
    older: list[Stance] = []
    ends = {stance.id}
    while found := [each for each in replaced if each.superseded_by_id in ends and each not in older]:
        older += found
        ends = {each.id for each in found}
    newer = None
    if stance.superseded_by_id is not None:
        newer = db.session.scalar(
            select(Stance).where(Stance.id == stance.superseded_by_id, visible_work(actor, Stance)).options(*_SHOWN)
        )
    return Chain(tuple(sorted(older, key=lambda each: each.id, reverse=True)), newer)


def evidence_of(actor: Actor, stance: Stance) -> Record | None:
    """Return the record that the entry is known from, if the reader may see it."""
    record_id = stance.evidence_record_id
    return records.by_ids(actor, [record_id]).get(record_id) if record_id is not None else None


def evidence_activity_of(actor: Actor, stance: Stance) -> Activity | None:
    """Return the entry of the log that the stance is known from, if the reader may see it."""
    if stance.evidence_activity_id is None:
        return None
    found: Activity | None = db.session.scalar(
        select(Activity).where(Activity.id == stance.evidence_activity_id, visible_activities(actor))
    )
    return found


def position_by_ref(actor: Actor, ref: str) -> Record | None:
    """Return the campaign, demand or measure with this ref, or None when it is another kind, missing or hidden."""
    found = records.any_by_ref(actor, ref) if ref else None
    return found if found is not None and found.kind in POSITION_KINDS else None


def evidence_by_ref(actor: Actor, ref: str) -> Record | None:
    """Return the record with this ref if a stance can be known from it, else None."""
    found = records.any_by_ref(actor, ref) if ref else None
    return found if found is not None and found.kind in EVIDENCE_KINDS else None


def party_by_ref(actor: Actor, ref: str) -> Person | Organization | None:
    """Return the person or organization with this ref, or None when it is another kind, missing or hidden."""
    found = records.any_by_ref(actor, ref) if ref else None
    return found if isinstance(found, (Person, Organization)) else None
