"""Officials and other people, as far as the reader may know that they exist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, literal, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.people import PersonDetails
from advocacy.domain.stances import CurrentStance
from advocacy.domain.text import fold
from advocacy.models import (
    Activity,
    ActivityContact,
    Jurisdiction,
    Organization,
    Person,
    PersonAlias,
    Post,
    Term,
)
from advocacy.models.directory import UNKNOWN, current_terms
from advocacy.policy import Actor, visible_activities, visible_records
from advocacy.queries import keyset, stances
from advocacy.queries.clock import today
from advocacy.queries.keyset import Place, Slice
from advocacy.queries.places import places_inside

NO_CONTACT = (ActivityKind.MEASURE_ACTION, ActivityKind.VOTE, ActivityKind.STATEMENT, ActivityKind.PROCEEDING)
"""What concerns a person without anybody having been in touch."""
_HOLDS_OFFICE = exists(select(literal(1)).where(Term.person_id == Person.id))


@dataclass(frozen=True)
class Wanted:
    """Which people: officials alone or everybody; of a body, of a place and what lies in it, of a name."""

    words: str = ""
    body: Organization | None = None
    place: Jurisdiction | None = None
    everybody: bool = False


@dataclass(frozen=True)
class Listed:
    """A line of the list."""

    person: Person
    terms: tuple[Term, ...]
    stance: CurrentStance | None
    last_contact: PartialDate

    @property
    def place(self) -> Jurisdiction | None:
        """Where the person holds office, else where they belong."""
        return place_of_person(self.person)


def place_of_person(person: Person) -> Jurisdiction | None:
    """Return where a person holds office, else where they belong. Offices must be loaded."""
    return next(filter(None, map(place_of, offices_to_show(person))), None) or person.jurisdiction


def place_of(term: Term) -> Jurisdiction | None:
    """Return the place of a term's office: its own, else its body's. Both must be loaded."""
    body = term.post.body
    return term.post.jurisdiction or (body.jurisdiction if body is not None else None)


def listed(actor: Actor, wanted: Wanted, place: Place = keyset.START) -> Slice[Listed]:
    """Return a page of people by family name, each with office, stance and last contact; five queries in all."""
    people = keyset.page_of(
        Person,
        Person.name_key,
        [visible_records(actor, Person), *_conditions(actor, wanted)],
        place,
        options=[*_OFFICES, joinedload(Person.jurisdiction)],
    )
    ids = [person.id for person in people.rows]
    stances, contacts = latest_stances(actor, ids), last_contacts(actor, ids)
    lines = tuple(
        Listed(person, offices_to_show(person), stances.get(person.id), contacts.get(person.id, UNKNOWN))
        for person in people.rows
    )
    return Slice(lines, people.before, people.after)


_TO_POST = selectinload(Person.terms).joinedload(Term.post)
_OFFICES = (
    _TO_POST.joinedload(Post.body).joinedload(Organization.jurisdiction),
    _TO_POST.joinedload(Post.jurisdiction),
)
WITH_OFFICES = (
    *_OFFICES,
    joinedload(Person.jurisdiction),
    joinedload(Person.organization),
    selectinload(Person.aliases),
    selectinload(Person.citations),
)
"""What the page of a person needs."""


def offices_to_show(person: Person) -> tuple[Term, ...]:
    """Return the terms that hold today; where none does, the latest one, held or to confirm."""
    return tuple(current_terms(person.terms, today())) or tuple(person.terms[:1])


def holds_office(person: Person) -> bool:
    """Tell whether a person holds any office today."""
    terms = db.session.scalars(select(Term).where(Term.person_id == person.id)).unique().all()
    return bool(current_terms(terms, today()))


def _conditions(actor: Actor, wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if not wanted.everybody:
        yield _HOLDS_OFFICE
    if wanted.body is not None:
        yield Person.id.in_(select(Term.person_id).join(Term.post).where(Post.body_id == wanted.body.id))
    if wanted.place is not None:
        yield _belongs_to(wanted.place)
    words = fold(wanted.words).split()[:6]
    if words and not actor.is_worker:
        yield ~Person.not_in_print  # members read initials: whom they look for by name, they do not find
    for word in words:
        yield or_(
            Person.name_key.contains(word, autoescape=True),
            Person.id.in_(select(PersonAlias.person_id).where(PersonAlias.alias_key.contains(word, autoescape=True))),
        )


def _belongs_to(place: Jurisdiction) -> ColumnElement[bool]:
    inside = places_inside(place)
    body = aliased(Organization)
    holders = (
        select(Term.person_id)
        .join(Post, Post.id == Term.post_id)
        .outerjoin(body, body.id == Post.body_id)
        .where(or_(Post.jurisdiction_id.in_(inside), body.jurisdiction_id.in_(inside)))
    )
    return or_(Person.jurisdiction_id.in_(inside), Person.id.in_(holders))


def latest_stances(actor: Actor, person_ids: Sequence[int]) -> dict[int, CurrentStance]:
    """Return where each person stands now, as far as the actor may see: the latest that was not taken back."""
    return stances.current_of_people(actor, person_ids)


def last_contacts(actor: Actor, person_ids: Sequence[int]) -> dict[int, PartialDate]:
    """Return when each person was last in touch with us, as far as the actor may see and the date is known."""
    rows: Any = db.session.execute(
        select(ActivityContact.person_id, func.max(ActivityContact.sort_on))
        .join(Activity, Activity.id == ActivityContact.activity_id)
        .where(
            ActivityContact.person_id.in_(person_ids),
            Activity.occurred_on != UNKNOWN,
            Activity.side != Side.OTHERS,
            Activity.kind.not_in(NO_CONTACT),
            visible_activities(actor),
        )
        .group_by(ActivityContact.person_id)
    )
    return {person_id: PartialDate(str(when)) for person_id, when in rows}


def same_people(actor: Actor, details: PersonDetails, *, but: Person | None = None) -> list[Person]:
    """Return the people of the same name or alias whom the actor may see, at most five."""
    keys = details.keys
    others = select(PersonAlias.person_id).where(PersonAlias.alias_key.in_(keys))
    statement = (
        select(Person)
        .where(or_(Person.name_key.in_(keys), Person.id.in_(others)), visible_records(actor, Person))
        .options(*_OFFICES, joinedload(Person.jurisdiction))
        .order_by(Person.name_key, Person.id)
        .limit(5)
    )
    found = db.session.scalars(statement).all()
    return [person for person in found if but is None or person.id != but.id]


def people_of(actor: Actor, organization: Organization) -> list[Person]:
    """Return the people who belong to an organization by their position, as far as visible."""
    return list(
        db.session.scalars(
            select(Person)
            .where(Person.organization_id == organization.id, visible_records(actor, Person))
            .order_by(Person.name_key, Person.id)
            .limit(200)
        )
    )
