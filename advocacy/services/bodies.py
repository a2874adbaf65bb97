"""Deciding bodies: their posts, who holds them, and the rules by which they decide."""

from typing import Any

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.bodies import (
    END_IS_NEEDED,
    RULE_END_IS_NEEDED,
    SAME_RULE,
    PostDetails,
    RuleDetails,
    Span,
    TermDetails,
    check_dates,
    check_term,
)
from advocacy.domain.not_in_print import TAKES_OFFICE
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused, refuse_if
from advocacy.models import BodyRule, Jurisdiction, Organization, Person, Post, Term
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.bodies import rules_of, terms_of
from advocacy.queries.clock import today
from advocacy.services import audit, records


def add_post(
    actor: Actor, body: Organization | None, details: PostDetails, *, place: Jurisdiction | None = None
) -> Post:
    """Add a seat to a body, or (without a body) an office of a place."""
    ensure(actor, Action.EDIT_DIRECTORY, body)
    _check_post(details)
    post = Post(body_id=body.id if body else None, jurisdiction_id=place.id if place else None, terms=[])
    post.position = _next_position(body) if body is not None else 0
    _fill_post(post, details)
    db.session.add(post)
    db.session.flush()
    _saved(actor, body or post, "post.added", record=post.ref)
    return post


def edit_post(
    actor: Actor,
    post: Post,
    body: Organization | None,
    details: PostDetails,
    *,
    place: Jurisdiction | None = None,
    version: int | None = None,
) -> None:
    """Change a seat; `version` is its body's. Raises Stale when the form is older."""
    ensure(actor, Action.EDIT_DIRECTORY, body)
    if body is not None:
        records.expect_version(body, version)
    _check_post(details)
    _fill_post(post, details)
    post.jurisdiction_id = place.id if place is not None else None
    _saved(actor, body or post, "post.edited", record=post.ref)


def add_term(actor: Actor, post: Post, person: Person, details: TermDetails) -> Term:
    """Seat a person. Raises Refused when somebody else certainly holds the seat at that time."""
    ensure(actor, Action.EDIT_DIRECTORY, person)
    term = Term(post_id=post.id, person_id=person.id, **_checked_term(post.id, person, details))
    db.session.add(term)
    records.saved(actor, person, "term.added", record=post.ref, starts_on=term.starts_on, ends_on=term.ends_on)
    return term


def edit_term(actor: Actor, term: Term, person: Person, details: TermDetails, *, version: int | None = None) -> None:
    """Change a term; `version` is its person's. Raises Refused when the seat is taken, Stale for an old form."""
    ensure(actor, Action.EDIT_DIRECTORY, person)
    records.expect_version(person, version)
    before = term.starts_on, term.ends_on
    _set_term(term, person, details)
    changed = {"starts_on": (before[0], term.starts_on), "ends_on": (before[1], term.ends_on)}
    records.saved(actor, person, "term.edited", record=term.post.ref, **changed)


def end_term(actor: Actor, term: Term, person: Person, ends_on: PartialDate, *, version: int | None = None) -> None:
    """Say when somebody left the seat."""
    if not ends_on.is_known:
        raise Refused.at("ends_on", END_IS_NEEDED)
    details = TermDetails(term.starts_on, ends_on, is_confirmed=term.confirmed_on is not None, note=term.note)
    edit_term(actor, term, person, details, version=version)


def confirm_term(actor: Actor, term: Term, person: Person, *, version: int | None = None) -> None:
    """Vouch that somebody holds the seat although no beginning is on file: from now on the term seats them."""
    ensure(actor, Action.EDIT_DIRECTORY, person)
    records.expect_version(person, version)
    details = TermDetails(term.starts_on, term.ends_on, is_confirmed=True, note=term.note)
    _set_term(term, person, details)
    records.saved(actor, person, "term.confirmed", record=term.post.ref)


def remove_term(actor: Actor, term: Term, person: Person) -> None:
    """Take back a term that was entered by mistake; the audit trail keeps that it was there."""
    ensure(actor, Action.EDIT_DIRECTORY, person)
    gone: dict[str, Any] = {"record": term.post.ref, "starts_on": term.starts_on, "ends_on": term.ends_on}
    db.session.delete(term)
    records.saved(actor, person, "term.removed", **gone)
    db.session.flush()


def add_rule(actor: Actor, body: Organization, details: RuleDetails) -> BodyRule:
    """Add how a body decides one kind of motion. Raises Refused when there is one from the same date."""
    ensure(actor, Action.EDIT_DIRECTORY, body)
    rule = BodyRule(body_id=body.id)
    _fill_rule(rule, body, details)
    db.session.add(rule)
    records.saved(actor, body, "body.rule_added", kind=details.motion_kind)
    return rule


def edit_rule(
    actor: Actor, rule: BodyRule, body: Organization, details: RuleDetails, *, version: int | None = None
) -> None:
    """Change a rule; `version` is its body's. Raises Stale when the form is older."""
    ensure(actor, Action.EDIT_DIRECTORY, body)
    records.expect_version(body, version)
    _fill_rule(rule, body, details)
    records.saved(actor, body, "body.rule_edited", kind=details.motion_kind)


def end_rule(
    actor: Actor, rule: BodyRule, body: Organization, ends_on: PartialDate, *, version: int | None = None
) -> None:
    """Say on which day a rule held for the last time; votes until then are still judged by it."""
    ensure(actor, Action.EDIT_DIRECTORY, body)
    records.expect_version(body, version)
    if not ends_on.is_known:
        raise Refused.at("ends_on", RULE_END_IS_NEEDED)
    refuse_if(check_dates(rule.valid_from, ends_on))
    rule.ends_on = ends_on
    records.saved(actor, body, "body.rule_ended", kind=rule.motion_kind, ends_on=ends_on)


def _check_post(details: PostDetails) -> None:
    refuse_if(check_dates(details.starts_on, details.ends_on))
    records.refuse_never_stored(label=details.label)


def _fill_post(post: Post, details: PostDetails) -> None:
    for name in ("label", "division", "votes", "starts_on", "ends_on"):
        setattr(post, name, getattr(details, name))
    if details.position is not None:
        post.position = details.position


def _next_position(body: Organization) -> int:
    places = db.session.scalars(select(Post.position).where(Post.body_id == body.id)).all()
    return max(places, default=0) + 1


def _checked_term(post_id: int, person: Person, details: TermDetails, term: Term | None = None) -> dict[str, Any]:
    """Return what to store after checking it against every other term of the seat, with the seat locked."""
    records.refuse_never_stored(note=details.note)
    if person.not_in_print and (details.ends_on.last_day is None or details.ends_on.last_day >= today()):
        raise Refused.sentence(TAKES_OFFICE, name=person.name)
    confirmed_on = ((term.confirmed_on if term else None) or today()) if details.is_confirmed else None
    db.session.execute(select(Post.id).where(Post.id == post_id).with_for_update())
    others = [
        Span(other.person.name, other.starts_on, other.ends_on, other.confirmed_on)
        for other in terms_of(post_id)
        if other is not term
    ]
    refuse_if(check_term(Span(person.name, details.starts_on, details.ends_on, confirmed_on), others))
    return {
        "starts_on": details.starts_on,
        "ends_on": details.ends_on,
        "confirmed_on": confirmed_on,
        "note": details.note,
    }


def _set_term(term: Term, person: Person, details: TermDetails) -> None:
    for name, value in _checked_term(term.post_id, person, details, term).items():
        setattr(term, name, value)


def _fill_rule(rule: BodyRule, body: Organization, details: RuleDetails) -> None:
    refuse_if(check_dates(details.valid_from, details.ends_on))
    records.refuse_never_stored(veto=details.veto, citation=details.citation)
    same = [
        other
        for other in rules_of(body)
        if other is not rule and other.motion_kind is details.motion_kind and other.valid_from == details.valid_from
    ]
    if same:
        raise Refused.at("valid_from", SAME_RULE)
    for name in RuleDetails.__dataclass_fields__:
        setattr(rule, name, getattr(details, name))


def _saved(actor: Actor, subject: Organization | Post, event: str, **changes: Any) -> None:
    if isinstance(subject, Organization):
        records.saved(actor, subject, event, **changes)
    else:
        audit.record(actor, subject, event, **changes)
