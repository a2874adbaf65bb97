"""Letterheads: the coalition's, the usual one first."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import Letterhead


def letterheads() -> list[Letterhead]:
    """Return the letterheads in use, the usual one first, then by name."""
    kept = select(Letterhead).where(Letterhead.archived_at.is_(None))
    return list(db.session.scalars(kept.order_by(Letterhead.is_default.desc(), Letterhead.title, Letterhead.id)))


def letterhead_by_ref(ref: str) -> Letterhead | None:
    """Return a letterhead in use, or None."""
    return db.session.scalar(select(Letterhead).where(Letterhead.ref == ref, Letterhead.archived_at.is_(None)))
