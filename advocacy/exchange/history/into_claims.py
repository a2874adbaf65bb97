"""Claims of a history file: facts, who says so, what answers them, and where they are used."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from advocacy.db import db
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import Facet, column, covering, dated, paragraphs, parties, sources, text
from advocacy.exchange.history.records import ClaimEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import many, people
from advocacy.models import Claim, ClaimAnswer, Claimant, ClaimUse


def _claimants(entry: ClaimEntry, _book: Book) -> list[str]:
    named = [*people(entry.claimed_by, entry.claimed_by_organization), *many(entry.claimed_by_organizations)]
    words = entry.claimed_by_note
    return [*dict.fromkeys(named), *([words[: Limits.MAX_SHORT]] if words else [])]


def _subject(entry: ClaimEntry, book: Book) -> str:
    """Return what it is about in words: the name of a place, nothing for a demand (which it is linked to)."""
    if entry.subject in book.file.jurisdictions:
        return book.file.jurisdictions[entry.subject].name
    return "" if entry.subject in book.file.asks else entry.subject or ""


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(value)


def _linked(model: Any, own: str, other: str, name: str, told: Any) -> Facet[ClaimEntry]:
    """Return the facet of rows that link a claim to records of the file, by the id of the other side.

    Late: both sides need their ids. One that is loaded in a later portion is linked from there.
    """
    mine, theirs = getattr(model, own), getattr(model, other)

    def stored(claim: Claim) -> list[int]:
        return list(db.session.scalars(select(theirs).where(mine == claim.id).order_by(theirs)))

    def stands(claim: Claim, book: Book) -> Plain:
        return sorted(str(book.name_of(each)) for each in stored(claim))

    def put(claim: Claim, value: Plain, book: Book) -> None:
        have = {book.name_of(each): each for each in stored(claim)}
        gone = [record_id for named, record_id in have.items() if named not in value]
        if gone:
            db.session.execute(delete(model).where(mine == claim.id, theirs.in_(gone)))
        for named in value:
            if named not in have and book.is_known(named):
                db.session.add(model(**{own: claim.id, other: book.known_id(named)}))
        db.session.flush()

    return Facet(name, told, stands, put, late=True)


def _uses(claim: ClaimEntry, book: Book) -> list[str]:
    return sorted(book.matches.claims.uses[claim.id])


CLAIMS: Shape[ClaimEntry] = Shape(
    Claim,
    make=lambda _entry, _book: Claim(claimants=[]),
    facets=(
        column("text", lambda claim, _: claim.claim),
        text("figure", lambda claim: str(claim.figure) if claim.figure is not None else ""),
        text("value", lambda claim: _number(claim.value)),
        text("unit", lambda claim: claim.unit),
        column("subject", _subject),
        text("basis", lambda claim: claim.claim_basis),
        dated("stated_on", lambda claim: claim.date),
        text(
            "note",
            lambda claim: paragraphs(
                claim.note, claim.claimed_by_note if len(claim.claimed_by_note or "") > Limits.MAX_SHORT else None
            ),
        ),
        parties("claimants", _claimants, Claimant),
        _linked(
            ClaimAnswer,
            "claim_id",
            "answer_id",
            "answers",
            lambda claim, book: sorted(book.matches.claims.answers[claim.id]),
        ),
        _linked(
            ClaimAnswer,
            "answer_id",
            "claim_id",
            "answered",
            lambda claim, book: sorted(book.matches.claims.answered[claim.id]),
        ),
        _linked(ClaimUse, "claim_id", "record_id", "uses", _uses),
        covering(RecordKind.CLAIM),
        sources(lambda claim, _: claim.source),
    ),
)
