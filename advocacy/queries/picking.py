"""What pickers offer: people, organizations, places, campaigns and other records, sources and users, if visible."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload, lazyload

from advocacy.db import db
from advocacy.domain.text import fold
from advocacy.models import (
    Campaign,
    Claim,
    Commitment,
    Demand,
    Event,
    Jurisdiction,
    Letter,
    Measure,
    MediaItem,
    MeetingRequest,
    Organization,
    Person,
    PersonAlias,
    Post,
    Statement,
    Term,
    User,
)
from advocacy.policy import Actor, visible_records
from advocacy.policy.readers import Reader, parameters, reader

MOST_MATCHES = 12
MIXED = ("positions", "evidence")
"""What mixes kinds of records that could be taken for each other."""
Row = tuple[str, str, str, Any]
"""Ref, label, hint, record."""
ANY_USER = aliased(User)
"""Also those who have left: they took part, though nobody would choose them now."""


def find(actor: Actor, what: str, words: str) -> list[Row]:
    """Return what matches the typed words, best first, at most twelve; raises KeyError for an unknown `what`."""
    folded = fold(words)
    if not folded:
        return []
    return _fair_share([search(actor, folded) for search in _FINDERS[what]])


def _fair_share(found: list[list[Row]]) -> list[Row]:
    """Return at most twelve, in the order of the kinds, so that many people do not hide the one organization."""
    share = MOST_MATCHES // len(found)
    left = MOST_MATCHES - sum(min(len(rows), share) for rows in found)
    chosen = []
    for rows in found:
        more = min(max(len(rows) - share, 0), left)
        left -= more
        chosen += rows[: share + more]
    return chosen


def get(actor: Actor, what: str, refs: Sequence[str]) -> list[Row]:
    """Return the records of these refs, in their order, leaving out what the actor may not see."""
    found: dict[str, Row] = {}
    for kind in _KINDS[what]:
        missing = [ref for ref in refs if ref not in found]
        if missing:
            found.update({row[0]: row for row in _load(actor, kind, missing)})
    return [found[ref] for ref in refs if ref in found]


def _contains(column: Any, folded: str) -> Any:
    """Every typed word stands somewhere in the column."""
    conditions = [column.contains(word, autoescape=True) for word in folded.split()[:6]]
    combined = conditions[0]
    for condition in conditions[1:]:
        combined = combined & condition
    return combined


def _ranked(statement: Select[Any], column: Any, folded: str) -> Select[Any]:
    """Names that begin with the words first, then by name."""
    begins = case((column.startswith(folded, autoescape=True), 0), else_=1)
    return statement.order_by(begins, column).limit(MOST_MATCHES)


def _find_people(actor: Actor, folded: str) -> list[Row]:
    aliases = select(PersonAlias.person_id).where(_contains(PersonAlias.alias_key, folded))
    offices = (
        select(Term.person_id).join(Post, Post.id == Term.post_id).where(_contains(func.lower(Post.label), folded))
    )
    statement = select(Person).where(
        or_(_contains(Person.name_key, folded), Person.id.in_(aliases), Person.id.in_(offices)),
        visible_records(actor, Person),
    )
    if not actor.is_worker:
        statement = statement.where(~Person.not_in_print)
    people = db.session.scalars(_ranked(statement, Person.name_key, folded)).all()
    return _person_rows(people)


def _person_rows(people: Sequence[Person]) -> list[Row]:
    offices = offices_of([person.id for person in people])
    return [(person.ref, person.name, offices.get(person.id) or person.role, person) for person in people]


def offices_of(person_ids: Sequence[int]) -> dict[int, str]:
    """Return the label of each person's latest office, in one query."""
    if not person_ids:
        return {}
    rows = db.session.execute(
        select(Term.person_id, Post.label)
        .join(Post, Post.id == Term.post_id)
        .where(Term.person_id.in_(person_ids))
        .order_by(Term.starts_on, Term.id)
    ).all()
    return {row.person_id: row.label for row in rows}


def _find_organizations(actor: Actor, folded: str, *, bodies: bool = False) -> list[Row]:
    statement = select(Organization).where(
        _contains(Organization.title_key, folded), visible_records(actor, Organization)
    )
    if bodies:
        statement = statement.where(Organization.is_body)
    found = db.session.scalars(_ranked(statement, Organization.title_key, folded)).all()
    return [(item.ref, item.title, "", item) for item in found]


def _find_bodies(actor: Actor, folded: str) -> list[Row]:
    return _find_organizations(actor, folded, bodies=True)


def _find_places(actor: Actor, folded: str) -> list[Row]:
    statement = select(Jurisdiction).where(
        _contains(Jurisdiction.title_key, folded), visible_records(actor, Jurisdiction)
    )
    found = db.session.scalars(_ranked(statement, Jurisdiction.title_key, folded)).all()
    return [(item.ref, item.name, "", item) for item in found]


def _find_posts(_actor: Actor, folded: str) -> list[Row]:
    """Posts are for every signed-in user. Few enough to be folded here, with the body and place they belong to."""
    posts = db.session.scalars(select(Post).options(*_AROUND_POST).order_by(Post.label, Post.id).limit(5000)).all()
    found = [post for post in posts if _all_in(folded, f"{post.label} {post.division} {_where(post)}")]
    return [(post.ref, post.label, _where(post), post) for post in found[:MOST_MATCHES]]


_AROUND_POST = (joinedload(Post.body), joinedload(Post.jurisdiction))


def _where(post: Post) -> str:
    around = post.body or post.jurisdiction
    return around.name if around is not None else ""


def _find_by_search(model: Any, *columns: str) -> Callable[[Actor, str], list[Row]]:
    """Find records whose own words hold the typed ones: few enough to be folded here."""

    def words_of(item: Any) -> str:
        return " ".join(getattr(item, column) or "" for column in columns)

    def search(actor: Actor, folded: str) -> list[Row]:
        statement = select(model).where(visible_records(actor, model)).order_by(model.id.desc()).limit(2000)
        found = [item for item in db.session.scalars(statement) if _all_in(folded, words_of(item))]
        kept = [item for item in found if getattr(item, "retracted_at", None) is None]
        return [(item.ref, item.name, "", item) for item in kept[:MOST_MATCHES]]

    return search


def _find_sources(actor: Actor, folded: str) -> list[Row]:
    """Find sources by headline, publisher, author or year: whoever has the paper in hand knows one of them."""
    statement = select(MediaItem).where(visible_records(actor, MediaItem)).order_by(MediaItem.id.desc()).limit(2000)
    found = [item for item in db.session.scalars(statement) if _all_in(folded, _source_words(item))]
    return [_source_row(item) for item in found[:MOST_MATCHES]]


def _source_words(item: MediaItem) -> str:
    return " ".join((item.headline, item.publisher, item.author, item.note, item.published_on.text))


def _source_row(item: MediaItem) -> Row:
    """A source and who published it, where its name does not say so."""
    return (item.ref, item.name, item.publisher if item.headline else "", item)


def _all_in(folded: str, text: str) -> bool:
    where = fold(text)
    return all(word in where for word in folded.split())


def _find_users(_actor: Actor, folded: str) -> list[Row]:
    users = db.session.scalars(select(User).where(User.is_active).order_by(User.id)).all()
    found = [user for user in users if _all_in(folded, f"{user.display_name} {user.email}")]
    return [(user.ref, user.display_name, "", user) for user in found[:MOST_MATCHES]]


@lru_cache(maxsize=64)
def _by_refs(model: Any, viewer: Reader) -> Select[Any]:
    """Return the statement for some refs, built once: every form with a picker asks it."""
    return select(model).where(model.ref.in_(bindparam("refs", expanding=True)), visible_records(viewer, model))


def _load(actor: Actor, model: Any, refs: Sequence[str]) -> list[Row]:
    wanted = [ref for ref in refs if len(ref) == 10 and ref.isascii()]
    if model in (User, ANY_USER):
        statement = select(model).where(model.ref.in_(wanted)).options(lazyload(model.role_rows))
        users = db.session.scalars(statement.where(User.is_active) if model is User else statement).all()
        return [(user.ref, user.display_name, "", user) for user in users]
    if model is Post:
        posts = db.session.scalars(select(Post).where(Post.ref.in_(wanted)).options(*_AROUND_POST)).all()
        return [(post.ref, post.label, _where(post), post) for post in posts]
    asked = {"refs": wanted, **parameters(actor)}
    found = db.session.scalars(_by_refs(model, reader(actor)), asked).all()
    if model is Person:
        return _person_rows(found)
    if model is MediaItem:
        return [_source_row(item) for item in found]
    return [(item.ref, item.name, "", item) for item in found]


_EVIDENCE = (Statement, Letter, MeetingRequest, Measure, Event, Commitment)
_FINDERS: dict[str, tuple[Callable[[Actor, str], list[Row]], ...]] = {
    "people": (_find_people,),
    "organizations": (_find_organizations,),
    "parties": (_find_people, _find_organizations),
    "bodies": (_find_bodies,),
    "places": (_find_places,),
    "posts": (_find_posts,),
    "campaigns": (_find_by_search(Campaign, "title"),),
    "demands": (_find_by_search(Demand, "text", "text_es"),),
    "measures": (_find_by_search(Measure, "name"),),
    "sources": (_find_sources,),
    "positions": (
        _find_by_search(Campaign, "title"),
        _find_by_search(Demand, "text", "text_es"),
        _find_by_search(Measure, "name"),
    ),
    "evidence": tuple(_find_by_search(model, "name") for model in _EVIDENCE),
    "case_parties": (_find_places, _find_people, _find_organizations),
    "claims": (_find_by_search(Claim, "text"),),
    "users": (_find_users,),
    "participants": (_find_users, _find_people, _find_organizations),
}
_KINDS: dict[str, tuple[Any, ...]] = {
    "people": (Person,),
    "organizations": (Organization,),
    "parties": (Person, Organization),
    "bodies": (Organization,),
    "places": (Jurisdiction,),
    "posts": (Post,),
    "campaigns": (Campaign,),
    "demands": (Demand,),
    "measures": (Measure,),
    "sources": (MediaItem,),
    "positions": (Campaign, Demand, Measure),
    "evidence": _EVIDENCE,
    "case_parties": (Jurisdiction, Person, Organization),
    "claims": (Claim,),
    "users": (User,),
    "participants": (ANY_USER, Person, Organization),
}
