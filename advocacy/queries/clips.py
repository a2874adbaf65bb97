"""Whom the clip desk knows: names, aliases and offices, as plain values and as far as visible."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select

from advocacy.db import db
from advocacy.domain.clips.known import Known, KnownOrganization, KnownPerson
from advocacy.domain.directory import CoalitionPart
from advocacy.domain.text import fold
from advocacy.models import Jurisdiction, MediaItem, Organization, Person, PersonAlias, Post, Statement, Term
from advocacy.models.records import Citation
from advocacy.policy import Actor, visible_records


def known(actor: Actor) -> Known:
    """Return everybody with a name, every organization and every place that the actor may see, in five queries.

    `ref` of each is the ref of its record. Of several offices the one begun last counts. The role of a private person
    is no office: "a neighbor" in a text must not become the one neighbor on file, least of all one who is not in print.
    """
    groups = _organizations(actor)
    names = {number: group.name for number, group in groups.items()}
    return Known(tuple(_people(actor, names)), tuple(groups.values()), tuple(_places(actor)))


def _people(actor: Actor, groups: dict[int, str]) -> Iterable[KnownPerson]:
    aliases = _aliases()
    offices = _offices()
    statement = (
        select(Person.id, Person.ref, Person.given_name, Person.family_name, Person.title, Person.role)
        .add_columns(Person.organization_id, Person.not_in_print)
        .where(or_(Person.given_name != "", Person.family_name != ""), visible_records(actor, Person))
        .order_by(Person.name_key, Person.id)
    )
    for row in db.session.execute(statement):
        group = groups.get(row.organization_id, "")
        in_an_office = (row.role, group) if group and not row.not_in_print else ("", "")
        office, body = offices.get(row.id, in_an_office)
        name = f"{row.given_name} {row.family_name}".strip()
        yield KnownPerson(name, tuple(aliases.get(row.id, ())), office, body, row.ref, row.title)


def _aliases() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for person_id, alias in db.session.execute(select(PersonAlias.person_id, PersonAlias.alias)):
        found.setdefault(person_id, []).append(alias)
    return found


def _offices() -> dict[int, tuple[str, str]]:
    statement = (
        select(Term.person_id, Post.label, Organization.title)
        .join(Post, Post.id == Term.post_id)
        .outerjoin(Organization, Organization.id == Post.body_id)
        .order_by(Term.starts_on, Term.id)
    )
    return {person_id: (label, body or "") for person_id, label, body in db.session.execute(statement)}


def _organizations(actor: Actor) -> dict[int, KnownOrganization]:
    statement = select(Organization.id, Organization.title, Organization.ref)
    rows = db.session.execute(
        statement.where(visible_records(actor, Organization)).order_by(Organization.title_key, Organization.id)
    )
    return {row.id: KnownOrganization(row.title, (), row.ref) for row in rows}


def ours(actor: Actor, refs: Iterable[str]) -> set[str]:
    """Return which of these people and organizations belong to the coalition, as far as the actor may see them."""
    wanted = list(refs)
    if not wanted:
        return set()
    groups = select(Organization.ref).where(Organization.part == CoalitionPart.MEMBER, Organization.ref.in_(wanted))
    members = select(Organization.__table__.c.id).where(Organization.__table__.c.part == CoalitionPart.MEMBER)
    people = select(Person.ref).where(Person.organization_id.in_(members), Person.ref.in_(wanted))
    return {
        *db.session.scalars(groups.where(visible_records(actor, Organization))),
        *db.session.scalars(people.where(visible_records(actor, Person))),
    }


def words_on_file(actor: Actor, source: MediaItem) -> set[str]:
    """Return the folded words of the statements from a source that are on file: a quote, or what was said."""
    statement = (
        select(Statement.quote, Statement.summary)
        .join(Citation, Citation.record_id == Statement.id)
        .where(
            Citation.media_item_id == source.id,
            Statement.retracted_at.is_(None),
            visible_records(actor, Statement),
        )
    )
    return {fold(words) for row in db.session.execute(statement) for words in row if words}


def _places(actor: Actor) -> Iterable[str]:
    return db.session.scalars(
        select(Jurisdiction.title).where(visible_records(actor, Jurisdiction)).order_by(Jurisdiction.title_key)
    )
