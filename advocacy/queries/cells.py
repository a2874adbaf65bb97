"""SQL for the cells of tables that go out: names as they may be printed, and the words of several rows as one."""

from typing import Any

from sqlalchemy import String, and_, case, func, literal
from sqlalchemy.dialects.postgresql import aggregate_order_by

from advocacy.db import db
from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.not_in_print import WITHHELD
from advocacy.models.base import one_of


def person_name(person: Any) -> Any:
    """Return the SQL for a person's name: "(not in print)" for who must not be printed. `person`: columns."""
    named = func.trim(person.given_name + " " + person.family_name)
    return case((person.not_in_print, WITHHELD), (named != "", named), else_=person.label)


def party_name(row: Any, person: Any, organization: Any) -> Any:
    """Return the SQL for whom a row names: a person, an organization, or words. All three are columns."""
    return func.coalesce(
        case((row.person_id.is_not(None), person_name(person))), organization.title, func.nullif(row.attribution, "")
    )


def place_name(place: Any) -> Any:
    """Return the SQL for the name of a place as Jurisdiction.name says it: with the state of a place inside one."""
    is_inside = and_(
        place.state != "", ~one_of(place.jurisdiction_kind, (JurisdictionKind.STATE, JurisdictionKind.NATION))
    )
    return case((is_inside, place.title + ", " + place.state), else_=place.title)


def joined(words: Any, order: Any) -> Any:
    """Return the words of several rows as one text, in the order of entry.

    SQLite reads them so from the index; PostgreSQL reads them as they lie, and must be told.
    """
    if db.engine.dialect.name == "postgresql":
        return func.string_agg(words, aggregate_order_by(literal("; "), order), type_=String())
    return func.aggregate_strings(words, "; ")
