"""Records of a history file that may be on file already under another id: told, never guessed away.

A file may be right that there are two people of one name. So both are kept, and whoever loads is told where to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.records import RecordKind
from advocacy.domain.text import fold
from advocacy.models import Jurisdiction, Organization, Person, PersonAlias
from advocacy.models.records import Record


@dataclass(frozen=True)
class PossibleDouble:
    """A record that was loaded though one of the same name is there: whose id it has, and the other one's ref."""

    section: str
    external_id: str
    name: str
    kind: RecordKind
    other_ref: str


def possible_doubles(section: str, new: Iterable[tuple[str, Record]]) -> list[PossibleDouble]:
    """Return which new records (id in the file, record not yet stored) have the name of one that is stored."""
    pairs = list(new)
    stored = _STORED.get(section)
    if stored is None or not pairs:
        return []
    others = stored([record for _external_id, record in pairs])
    return [
        PossibleDouble(section, external_id, str(record.name), _KINDS[section], ref)
        for external_id, record in pairs
        for ref in others.get(_key(record), ())
    ]


def _key(record: Any) -> tuple[str, ...]:
    if isinstance(record, Person):
        return (record.name_key,)
    if isinstance(record, Jurisdiction):
        return (record.title_key, record.state or "", JurisdictionKind(record.jurisdiction_kind).value)
    return (record.title_key,)


def _grouped(rows: Iterable[tuple[tuple[str, ...], str]]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for key, ref in rows:
        if ref not in found.setdefault(key, []):
            found[key].append(ref)
    return found


def _people(people: Sequence[Any]) -> Mapping[tuple[str, ...], Sequence[str]]:
    """The people of these names, also by another name of theirs."""
    keys = {person.name_key for person in people}
    spoken = {fold(f"{person.given_name} {person.family_name}".strip()): person.name_key for person in people}
    rows = db.session.execute(select(Person.name_key, Person.ref).where(Person.name_key.in_(keys)).order_by(Person.id))
    aliases = db.session.execute(
        select(PersonAlias.alias_key, Person.ref)
        .join(Person, Person.id == PersonAlias.person_id)
        .where(PersonAlias.alias_key.in_(spoken.keys() - {""}))
        .order_by(Person.id)
    )
    return _grouped([*(((key,), ref) for key, ref in rows), *(((spoken[alias],), ref) for alias, ref in aliases)])


def _organizations(groups: Sequence[Any]) -> Mapping[tuple[str, ...], Sequence[str]]:
    keys = {group.title_key for group in groups}
    found = select(Organization.title_key, Organization.ref).where(Organization.title_key.in_(keys))
    return _grouped(((key,), ref) for key, ref in db.session.execute(found.order_by(Organization.id)))


def _jurisdictions(places: Sequence[Any]) -> Mapping[tuple[str, ...], Sequence[str]]:
    keys = {place.title_key for place in places}
    found = select(Jurisdiction).where(Jurisdiction.title_key.in_(keys)).order_by(Jurisdiction.id)
    return _grouped((_key(place), place.ref) for place in db.session.scalars(found))


_STORED: dict[str, Callable[[Sequence[Any]], Mapping[tuple[str, ...], Sequence[str]]]] = {
    "people": _people,
    "organizations": _organizations,
    "jurisdictions": _jurisdictions,
}
_KINDS = {
    "people": RecordKind.PERSON,
    "organizations": RecordKind.ORGANIZATION,
    "jurisdictions": RecordKind.JURISDICTION,
}
