"""Sources, places, organizations and people of a history file become records of the directory."""

from __future__ import annotations

from typing import Any

from advocacy.db import db
from advocacy.domain.directory import OrganizationKind, VotesRight
from advocacy.domain.people import split_name
from advocacy.domain.places import usual_holidays
from advocacy.domain.records import RecordKind
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import (
    Facet,
    campaigns,
    column,
    dated,
    paragraphs,
    plain,
    points_at,
    sources,
    text,
)
from advocacy.exchange.history.records import (
    JurisdictionEntry,
    MediaEntry,
    OrganizationEntry,
    PersonEntry,
    SourceEntry,
)
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.vocabulary import Vocabulary
from advocacy.models import Jurisdiction, MediaItem, Organization, Person, Post, Term

"""Words that begin a family name of several words ("Ana de la Cruz")."""
OUT_OF_OFFICE = "They are marked “not in print”, so no office was given to them. Untick the mark and load again."


def meaning(table: Vocabulary[Any], word: str | None) -> Any:
    """Return what a word of the file becomes; the file was checked, so it is in the table."""
    return None if word is None else table.find(word)


def _rename(record: Any, value: Plain, _book: Book) -> None:
    record.rename(value)


_TITLE: Facet[Any] = Facet("title", lambda entry, _: entry.name, lambda record, _: record.title, _rename)

SOURCES: Shape[SourceEntry] = Shape(
    MediaItem,
    make=lambda _entry, _book: MediaItem(),
    facets=(
        text("publisher", lambda source: source.publisher),
        text("author", lambda source: source.author),
        text("headline", lambda source: source.headline),
        dated("published_on", lambda source: source.date),
        text("note", lambda source: source.note or _otherwise_nameless(source)),
    ),
)


def _otherwise_nameless(source: SourceEntry | MediaEntry) -> str:
    """Return the id for a source of which nothing else is known that could be its name."""
    return "" if source.publisher or source.author or source.headline else source.id


def _article(entry: MediaEntry, _book: Book) -> str | None:
    """An article with one source is that source."""
    return entry.source[0] if len(entry.source) == 1 else None


ARTICLES: Shape[MediaEntry] = Shape(
    MediaItem,
    joins=_article,
    facets=(
        text("summary", lambda article: article.summary),
        campaigns(lambda article: article.campaigns, RecordKind.MEDIA_ITEM),
    ),
)

OTHER_ARTICLES: Shape[MediaEntry] = Shape(
    MediaItem,
    make=lambda _entry, _book: MediaItem(),
    facets=(
        text("publisher", lambda article: article.publisher),
        text("author", lambda article: article.author),
        text("headline", lambda article: article.headline),
        dated("published_on", lambda article: article.date),
        text("summary", lambda article: article.summary),
        text("note", lambda article: article.note or _otherwise_nameless(article)),
        campaigns(lambda article: article.campaigns, RecordKind.MEDIA_ITEM),
        sources(lambda article, _: article.source),
    ),
)

JURISDICTIONS: Shape[JurisdictionEntry] = Shape(
    Jurisdiction,
    make=lambda _entry, _book: Jurisdiction(),
    facets=(
        _TITLE,
        column("jurisdiction_kind", lambda place, _: meaning(mapping.JURISDICTION_TYPES, place.type)),
        text("state", lambda place: place.state),
        column("holidays", lambda place, _: usual_holidays(place.state or "")),
        text(
            "note",
            lambda place: paragraphs(place.note, place.state_implied and f"({place.state_implied})"),
        ),
        points_at("parent_id", lambda place: place.parent),
        sources(lambda place, _: place.source),
    ),
)


def _is_body(entry: OrganizationEntry, _book: Book) -> bool:
    return meaning(mapping.ORGANIZATION_KINDS, entry.kind) is OrganizationKind.LEGISLATIVE_BODY


ORGANIZATIONS: Shape[OrganizationEntry] = Shape(
    Organization,
    make=lambda _entry, _book: Organization(),
    facets=(
        _TITLE,
        column("organization_kind", lambda group, _: meaning(mapping.ORGANIZATION_KINDS, group.kind)),
        column("is_body", _is_body),
        text("note", lambda group: group.note),
        points_at("jurisdiction_id", lambda group: group.jurisdiction),
        points_at("parent_id", lambda group: group.parent),
        sources(lambda group, _: group.source),
    ),
)


def _make_person(_entry: PersonEntry, _book: Book) -> Person:
    return Person(aliases=[], terms=[])


def _names(entry: PersonEntry, _book: Book) -> Plain:
    if entry.name is None:
        return ["", "", entry.role or entry.office or ""]
    return [*split_name(entry.name), ""]


def _put_names(person: Person, value: Plain, _book: Book) -> None:
    given, family, label = value
    person.rename(given_name=given, family_name=family, label=label)


def _office(entry: PersonEntry, book: Book) -> Plain:
    """Return the posts of a person: none, or the one of their office."""
    if entry.office is None:
        return []
    body = entry.organization if _sits_in(entry, book) else None
    ward = f"Ward {entry.ward}" if isinstance(entry.ward, int) else entry.ward or ""
    label = f"{entry.office}, {ward}" if ward else entry.office
    return [[label, ward, body, entry.jurisdiction]]


def _sits_in(entry: PersonEntry, book: Book) -> bool:
    """Whether the office is one of the organization: both belong to the same place."""
    organization = book.file.organizations.get(entry.organization or "")
    return (
        organization is not None
        and organization.jurisdiction is not None
        and organization.jurisdiction == entry.jurisdiction
    )


def _office_stands(person: Person, book: Book) -> Plain:
    posts = (term.post for term in person.terms)
    return [
        [post.label, post.division, book.name_of(post.body_id), book.name_of(post.jurisdiction_id)] for post in posts
    ]


def _put_office(person: Person, value: Plain, book: Book) -> None:
    """Seat the person in the post of that label: a term without dates, until somebody confirms it."""
    posts = [_post(*each, book=book) for each in value]
    if person.terms and posts:
        for name, each in posts[0].items():
            setattr(person.terms[0], name, each)
        return
    for post in posts:
        person.terms.append(Term(**post))


def _out_of_office(person: Person, value: Plain) -> str:
    """Who is marked "not in print" gets no office by a file either: votes, seats and letters would name them."""
    return OUT_OF_OFFICE if value and person.not_in_print else ""


def _post(
    label: str, division: str, body: str | None, jurisdiction: str | None, *, book: Book
) -> dict[str, Post | int]:
    """Return the post of that label at that body and place, made if there is none, as a column of a term."""
    body_id, jurisdiction_id = book.id_of(body), book.id_of(jurisdiction)
    known = book.posts_at(body_id, jurisdiction_id)
    if label not in known:
        votes = VotesRight.YES if _deliberates(body, book) else VotesRight.NO
        post = Post(label=label, division=division, body_id=body_id, jurisdiction_id=jurisdiction_id, votes=votes)
        db.session.add(post)
        known[label] = post
        book.new_posts.append(((body_id, jurisdiction_id), label))
    found = known[label]
    return {"post": found} if isinstance(found, Post) else {"post_id": found}


def _deliberates(body: str | None, book: Book) -> bool:
    return body is not None and _is_body(book.file.organizations[body], book)


PEOPLE: Shape[PersonEntry] = Shape(
    Person,
    make=_make_person,
    facets=(
        Facet(
            "name",
            _names,
            lambda person, _: [plain(person.given_name), person.family_name, person.label],
            _put_names,
        ),
        text("title", lambda person: person.title),
        text("role", lambda person: person.role),
        text("party", lambda person: person.party),
        text("note", lambda person: person.note),
        points_at("organization_id", lambda person: person.organization),
        points_at("jurisdiction_id", lambda person: person.jurisdiction),
        Facet("office", _office, _office_stands, _put_office, hinders=_out_of_office),
        sources(lambda person, _: person.source),
    ),
)
