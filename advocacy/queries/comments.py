"""Comments on a record, for who may write them: open ones in their order, resolved ones apart."""

from dataclasses import dataclass

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import Comment, Record
from advocacy.policy import Actor, visible_records
from advocacy.queries import records

MOST = 500


@dataclass(frozen=True)
class Comments:
    """The comments on one record."""

    open: tuple[Comment, ...]
    resolved: tuple[Comment, ...]


def comments_on(record: Record) -> Comments:
    """Return the comments on a record that the reader may work, the oldest first."""
    told = select(Comment).where(Comment.record_id == record.id).order_by(Comment.id).limit(MOST)
    found = db.session.scalars(told).all()
    return Comments(
        tuple(each for each in found if each.resolved_at is None),
        tuple(each for each in found if each.resolved_at is not None),
    )


def comment_by_ref(actor: Actor, ref: str) -> tuple[Comment, Record] | None:
    """Return a comment and its record, or None when the record is missing or hidden: both look the same."""
    wanted = select(Comment).join(Record, Record.id == Comment.record_id)
    comment = db.session.scalar(wanted.where(Comment.ref == ref, visible_records(actor)))
    if comment is None:
        return None
    record = records.by_ids(actor, [comment.record_id]).get(comment.record_id)
    return (comment, record) if record is not None else None
