"""Deciding bodies: who sits where on a day, which seats are empty, and which rule decides a motion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.directory import VotesRight
from advocacy.domain.measures import MotionKind
from advocacy.domain.thresholds import Ballot, needed
from advocacy.models import BodyRule, Organization, Person, Post, Term
from advocacy.models.directory import holds_on


@dataclass(frozen=True)
class Seat:
    """A seat of a body on a day: its post, and the term that fills it, if one does.

    `unconfirmed` are terms without a date that nobody has confirmed: they seat nobody.
    """

    post: Post
    term: Term | None
    unconfirmed: tuple[Term, ...] = ()

    @property
    def holder(self) -> Person | None:
        """Who sits there; None when the seat is empty."""
        return self.term.person if self.term is not None else None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody sits there, as far as is known."""
        return self.term is None

    @property
    def may_vote(self) -> bool:
        """Whether its holder votes in the body, if only to break a tie."""
        return self.post.votes is not VotesRight.NO


def seats_on(body: Organization, day: date) -> list[Seat]:
    """Return the seats that the body has on a day, in their order, each with who holds it then."""
    posts = db.session.scalars(
        select(Post)
        .where(Post.body_id == body.id)
        .options(selectinload(Post.terms).joinedload(Term.person))
        .order_by(Post.position, Post.id)
    ).all()
    return [seat_on(post, day) for post in posts if exists_on(post, day)]


def posts_of(body_ids: Iterable[int]) -> dict[int, list[Post]]:
    """Return the posts of bodies in their order, with terms and people: for many days at once."""
    posts = db.session.scalars(
        select(Post)
        .where(Post.body_id.in_(list(body_ids)))
        .options(selectinload(Post.terms).joinedload(Term.person))
        .order_by(Post.position, Post.id)
    )
    found: dict[int, list[Post]] = {}
    for post in posts:
        found.setdefault(post.body_id or 0, []).append(post)
    return found


def seat_on(post: Post, day: date) -> Seat:
    """Return one seat on a day. Its terms and their people must be loaded."""
    return Seat(
        post=post,
        term=term_on(post.terms, day),
        unconfirmed=tuple(term for term in post.terms if needs_confirming(term)),
    )


def exists_on(post: Post, day: date) -> bool:
    """Tell whether the post exists on a day: created, and not abolished. Unknown dates exclude nothing."""
    begins, ends = post.starts_on.first_day, post.ends_on.last_day
    return (begins is None or begins <= day) and (ends is None or ends >= day)


def term_on(terms: Iterable[Term], day: date) -> Term | None:
    """Return the term that fills a seat on a day: the one that began last, on a day of handing over too."""
    holding = [term for term in terms if holds_on(term, day)]
    return max(holding, key=lambda term: (term.starts_on.text, term.id), default=None)


def needs_confirming(term: Term) -> bool:
    """Tell whether the term has no beginning and nobody confirmed it, so that it seats nobody."""
    return not term.starts_on.is_known and term.confirmed_on is None


def voters_on(body: Organization, day: date) -> dict[int, Person]:
    """Return who may vote in the body on a day, by the person's id, in the order of seats."""
    return {seat.holder.id: seat.holder for seat in seats_on(body, day) if seat.holder is not None and seat.may_vote}


def rules_of(body: Organization) -> list[BodyRule]:
    """Return the rules of a body: by motion, the newest first."""
    rules = db.session.scalars(select(BodyRule).where(BodyRule.body_id == body.id).order_by(BodyRule.id)).all()
    order = {kind: place for place, kind in enumerate(MotionKind)}
    newest_first = sorted(rules, key=lambda rule: rule.valid_from.text, reverse=True)
    return sorted(newest_first, key=lambda rule: order[rule.motion_kind])


def rules_of_all(body_ids: Iterable[int]) -> dict[int, list[BodyRule]]:
    """Return the rules of several bodies by the body's id."""
    found: dict[int, list[BodyRule]] = {}
    for rule in db.session.scalars(select(BodyRule).where(BodyRule.body_id.in_(list(body_ids))).order_by(BodyRule.id)):
        found.setdefault(rule.body_id, []).append(rule)
    return found


def rule_on(rules: Iterable[BodyRule], motion: MotionKind, day: date) -> BodyRule | None:
    """Return the rule that decides a motion on a day: the latest that began, or None when none is on file.

    A rule without a date holds until one with a date begins, or until its own end. When the latest one has ended
    by that day, none is on file: an older one does not come back by itself.
    """
    begun = [rule for rule in rules if rule.motion_kind is motion and _had_begun(rule, day)]
    latest = max(begun, key=lambda rule: (rule.valid_from.text, rule.id), default=None)
    return None if latest is None or _had_ended(latest, day) else latest


def _had_begun(rule: BodyRule, day: date) -> bool:
    return rule.valid_from.first_day is None or rule.valid_from.first_day <= day


def _had_ended(rule: BodyRule, day: date) -> bool:
    return rule.ends_on.last_day is not None and rule.ends_on.last_day < day


@dataclass(frozen=True)
class RuleLine:
    """A rule as its page shows it: whether it holds on a day, and how many yes it needs of how many seats then."""

    rule: BodyRule
    holds: bool
    needed: int | None
    seats: int


def rule_lines(rules: Iterable[BodyRule], seats: Sequence[Seat], day: date) -> dict[MotionKind, list[RuleLine]]:
    """Return the rules by motion, the newest first, with what they need when all who sit there on the day vote."""
    everybody = everybody_votes(seats)
    found: dict[MotionKind, list[RuleLine]] = {}
    for rule in rules:
        holds = rule_on(rules, rule.motion_kind, day) is rule
        line = needed(rule.threshold, everybody) if holds and everybody.filled else None
        found.setdefault(rule.motion_kind, []).append(RuleLine(rule, holds, line, everybody.seats))
    return found


def everybody_votes(seats: Iterable[Seat]) -> Ballot:
    """Return the vote of a body of which everybody comes and votes. Who votes only to break ties is not in it."""
    voting = [seat for seat in seats if seat.post.votes is VotesRight.YES]
    vacant = sum(1 for seat in voting if seat.is_vacant)
    return Ballot(no=len(voting) - vacant, vacant=vacant)


def terms_of(post_id: int) -> list[Term]:
    """Return every term of a post with its person, the oldest first."""
    return list(
        db.session.scalars(
            select(Term)
            .where(Term.post_id == post_id)
            .options(joinedload(Term.person))
            .order_by(Term.starts_on, Term.id)
        )
    )


def post_by_ref(ref: str) -> Post | None:
    """Return the post of a ref with its body and place: posts are for every signed-in user."""
    return db.session.scalar(
        select(Post)
        .where(Post.ref == ref)
        .options(joinedload(Post.body), joinedload(Post.jurisdiction), selectinload(Post.terms))
    )


def term_by_ref(ref: str) -> Term | None:
    """Return the term of a ref with its person, post and body: terms are for every signed-in user."""
    return db.session.scalar(
        select(Term)
        .where(Term.ref == ref)
        .options(
            joinedload(Term.person),
            joinedload(Term.post).joinedload(Post.body),
            joinedload(Term.post, Post.jurisdiction),
        )
    )


def rule_by_ref(body: Organization, ref: str) -> BodyRule | None:
    """Return a rule of the body."""
    return db.session.scalar(select(BodyRule).where(BodyRule.body_id == body.id, BodyRule.ref == ref))
