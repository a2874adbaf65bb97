"""Templates of letters: the coalition's, by title."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import LetterTemplate


def templates() -> list[LetterTemplate]:
    """Return the templates in use, by title."""
    kept = select(LetterTemplate).where(LetterTemplate.archived_at.is_(None))
    return list(db.session.scalars(kept.order_by(LetterTemplate.title, LetterTemplate.id)))


def template_by_ref(ref: str) -> LetterTemplate | None:
    """Return a template in use, or None."""
    return db.session.scalar(
        select(LetterTemplate).where(LetterTemplate.ref == ref, LetterTemplate.archived_at.is_(None))
    )
