"""Every page of the app, from its own map of addresses, with a record of the demo wherever one is needed."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from advocacy.db import db
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.domain.meetings import MeetingStatus
from advocacy.models import (
    Activity,
    Base,
    BodyRule,
    Campaign,
    Commitment,
    ContactPoint,
    Demand,
    Event,
    Jurisdiction,
    Letter,
    Measure,
    MeasureAction,
    MediaItem,
    MeetingRequest,
    Organization,
    Person,
    Post,
    Recipient,
    Record,
    Signature,
    Target,
    Task,
    Term,
    User,
    VoteEvent,
)

NOT_PAGES = {
    "static",
    "health.healthz",
    "health.readyz",
    "reports.activities_csv",
    "reports.activities_xlsx",
    "pick.matches",
}
"""Answers that are no pages: files, probes, pieces."""

ONE_TIME = {"auth.first_run", "auth.invitation", "auth.reset"}
"""Pages behind a secret of their own: tested where the secret is made."""


@dataclass(frozen=True)
class Address:
    """One page."""

    endpoint: str
    path: str


def get_rules(app: Flask) -> list[Rule]:
    """Return the rules that answer GET, in the order of their addresses."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())]
    return sorted(rules, key=lambda rule: rule.rule)


def every_page(app: Flask) -> list[Address]:
    """Return every page with an example record; fails for a route that nobody gave an example for."""
    with app.app_context():
        values = examples()
        adapter = app.url_map.bind("localhost")
        found = []
        for rule in get_rules(app):
            if rule.endpoint in NOT_PAGES | ONE_TIME:
                continue
            arguments = {name: values[key_for(rule, name)] for name in rule.arguments}
            found.append(Address(rule.endpoint, adapter.build(rule.endpoint, arguments)))
        db.session.remove()
        return found


def key_for(rule: Rule, argument: str) -> str:
    """Return which example an argument of a rule needs: by its own name, or for `ref` by its blueprint."""
    if argument == "ref":
        return rule.endpoint.split(".")[0]
    return argument


def _first(model: type[Base], *conditions: object) -> str:
    row = db.session.scalars(select(model).where(*conditions).order_by(model.id)).first()  # type: ignore[arg-type]
    assert row is not None, f"the demo has no {model.__name__}"
    return str(row.ref)  # type: ignore[attr-defined]


def examples() -> dict[str, str]:
    """Return a ref for each kind of record of the open practice campaign."""
    welcome = db.session.scalars(select(Campaign).where(Campaign.slug == "make-sampleville-a-welcoming-city")).one()
    letter = db.session.scalars(
        select(Letter).join(Recipient).where(Recipient.status == RecipientStatus.TO_CLASSIFY)
    ).first()
    assert letter is not None
    meeting = _first(MeetingRequest, MeetingRequest.status == MeetingStatus.DEBRIEFED)
    return {
        "slug": welcome.slug,
        "campaigns": welcome.slug,
        "letters": letter.ref,
        "meetings": meeting,
        "measures": _first(Measure),
        "events": _first(Event),
        "tasks": _first(Task),
        "people": _first(Person),
        "organizations": _first(Organization, Organization.is_body),
        "places": _first(Jurisdiction),
        "sources": _first(MediaItem),
        "commitments": _first(Commitment),
        "activities": _first(Activity, Activity.step == "", Activity.retracted_at.is_(None)),
        "corrections": letter.ref,
        "admin": _first(User),
        "user_ref": _first(User),
        "demand_ref": _first(Demand),
        "target_ref": _first(Target),
        "recipient_ref": letter.recipients[0].ref,
        "signature_ref": _first(Signature, Signature.letter_id == letter.id),
        "reply_ref": letter.recipients[0].answers[0].reply.ref,
        "post_ref": _first(Post, Post.body_id.is_not(None)),
        "term_ref": _first(Term),
        "contact_ref": _first(ContactPoint),
        "rule_id": str(db.session.scalars(select(BodyRule.id)).first()),
        "vote_ref": _first(VoteEvent),
        "action_ref": _first(MeasureAction),
        "record_ref": _first(Record),
        "draft_letter": _first(Letter, Letter.status == LetterStatus.DRAFT),
    }
