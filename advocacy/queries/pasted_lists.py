"""Who of those on a pasted list is on file: by the whole name or another name of theirs, never by a part of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.pasted_lists import spellings
from advocacy.domain.text import fold
from advocacy.models import Organization, Person, PersonAlias
from advocacy.policy import Actor, visible_records
from advocacy.queries.picking import offices_of


@dataclass(frozen=True)
class Match:
    """Somebody on file who bears a name of the list. `hint` tells people of one name apart."""

    ref: str
    id: int
    name: str
    hint: str
    is_person: bool


def matches(actor: Actor, names: Iterable[str], *, organizations: bool) -> dict[str, list[Match]]:
    """Return who bears each name (folded), as far as the actor may see them; in three queries at most."""
    written: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for spelling in spellings(name):
            written[spelling].add(fold(name))
    found: dict[str, list[Match]] = defaultdict(list)
    people = _people(actor, written)
    offices = offices_of([person.id for person in people])
    for person, borne in people.items():
        hint = offices.get(person.id) or person.role
        for key in sorted({key for spelling in borne for key in written[spelling]}):
            found[key].append(Match(person.ref, person.id, person.name, hint, is_person=True))
    if organizations and written:
        keys = sorted({key for whole in written.values() for key in whole})
        named = select(Organization).where(visible_records(actor, Organization), Organization.title_key.in_(keys))
        for each in db.session.scalars(named.order_by(Organization.id)):
            found[each.title_key].append(Match(each.ref, each.id, each.title, "", is_person=False))
    return found


def _people(actor: Actor, written: Iterable[str]) -> dict[Person, set[str]]:
    """Return the people whom these spellings name, with the spellings that do."""
    keys = sorted(written)
    people: dict[Person, set[str]] = defaultdict(set)
    if not keys:
        return people
    visible = select(Person).where(visible_records(actor, Person), Person.name_key.in_(keys))
    for person in db.session.scalars(visible.order_by(Person.id)):
        people[person].add(person.name_key)
    aliases = select(Person, PersonAlias.alias_key).join(PersonAlias, PersonAlias.person_id == Person.id)
    for person, key in db.session.execute(
        aliases.where(visible_records(actor, Person), PersonAlias.alias_key.in_(keys)).order_by(Person.id)
    ):
        people[person].add(key)
    return people
