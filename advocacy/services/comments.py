"""Comments: written, edited by who wrote them, resolved, opened again. The record itself does not change."""

from advocacy.db import db
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Comment, Letter, Record
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, NotAllowed, ensure
from advocacy.services import audit, notices, records


def write(actor: Actor, record: Record, words: str) -> Comment:
    """Write a comment on a record; on a letter it remembers of which text it speaks."""
    ensure(actor, Action.COMMENT, record)
    _check(words)
    comment = Comment(
        record_id=record.id,
        words=words,
        author_id=actor.user_id,
        text_version=record.text_version if isinstance(record, Letter) else None,
    )
    db.session.add(comment)
    db.session.flush()
    audit.record(actor, record, "comment.written")
    notices.comment_written(actor, record, comment)
    return comment


def edit(actor: Actor, record: Record, comment: Comment, words: str) -> None:
    """Change the words of a comment: one's own, while it is open."""
    ensure_own(actor, record, comment)
    if comment.resolved_at is not None:
        raise Refused.sentence(N_("The comment is resolved. Open it again first."))
    _check(words)
    comment.words = words
    audit.record(actor, record, "comment.edited")


def ensure_own(actor: Actor, record: Record, comment: Comment) -> None:
    """Raise NotAllowed unless the actor wrote the comment and may still comment on the record."""
    ensure(actor, Action.COMMENT, record)
    if not actor.sees_all and (actor.user_id is None or comment.author_id != actor.user_id):
        raise NotAllowed(Action.COMMENT)


def resolve(actor: Actor, record: Record, comment: Comment) -> None:
    """Fold a comment away; done twice, it stays with who did it first."""
    ensure(actor, Action.COMMENT, record)
    if comment.resolved_at is None:
        comment.resolved_at, comment.resolved_by_id = utc_now(), actor.user_id
        audit.record(actor, record, "comment.resolved")


def reopen(actor: Actor, record: Record, comment: Comment) -> None:
    """Open a resolved comment again."""
    ensure(actor, Action.COMMENT, record)
    if comment.resolved_at is not None:
        comment.resolved_at, comment.resolved_by_id = None, None
        audit.record(actor, record, "comment.reopened")


def _check(words: str) -> None:
    if not words.strip():
        raise Refused.at("words", N_("This is needed."))
    records.refuse_never_stored(words=words)
