"""Every page of the app, from its own map of addresses, with a record of the demo wherever one is needed."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import MapAdapter, Rule

from advocacy.db import db
from advocacy.domain.campaigns import Access
from advocacy.domain.events import EventStatus
from advocacy.domain.letters import LetterStatus, RecipientStatus, SignatureStatus
from advocacy.domain.measures import MeasureStatus, VoteMethod
from advocacy.domain.meetings import CommitmentStatus, MeetingStatus
from advocacy.domain.records import Audience
from advocacy.models import (
    ActionCall,
    Activity,
    Attachment,
    BodyRule,
    Campaign,
    Checklist,
    Claim,
    Comment,
    Commitment,
    ContactPoint,
    Demand,
    Event,
    InboundMessage,
    Influence,
    Jurisdiction,
    Letter,
    Letterhead,
    LetterTemplate,
    Measure,
    MeasureAction,
    MediaItem,
    MeetingRequest,
    Notice,
    Organization,
    OwnHoliday,
    Person,
    Post,
    Precedent,
    Proceeding,
    PublicCommentSpeaker,
    Recipient,
    Recusal,
    Signature,
    SignOnLink,
    Stance,
    Statement,
    Target,
    Task,
    Term,
    User,
    VoteEvent,
)

WELCOME = "make-sampleville-a-welcoming-city"
NOT_PAGES = {
    "static",
    "health.healthz",
    "health.readyz",
    "exports.csv",
    "exports.xlsx",
    "reports.activities_csv",
    "reports.activities_xlsx",
    "pick.matches",
    "calendar_feeds.feed",
}
"""Answers that are no pages: files, probes, pieces."""

FILES_OF_RECORDS = {"files.content", "letters.printed_as"}
"""Files made of one record, or kept on it: they are found and refused like its page, and nobody reads them as HTML."""

ONE_TIME = {"auth.first_run", "auth.invitation", "auth.reset", "sign_on.show", "unsubscribing.show"}
"""Pages behind a secret of their own: tested where the secret is made."""


Values = dict[str, str]


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
    return _examples(
        app, [rule for rule in get_rules(app) if rule.endpoint not in NOT_PAGES | ONE_TIME | FILES_OF_RECORDS]
    )


def every_file(app: Flask) -> list[Address]:
    """Return every address of a file of a record, with an example record."""
    return _examples(app, [rule for rule in get_rules(app) if rule.endpoint in FILES_OF_RECORDS])


def _examples(app: Flask, rules: list[Rule]) -> list[Address]:
    with app.app_context():
        examples = {**by_blueprint(), **by_endpoint()}
        adapter = app.url_map.bind("localhost")
        found = [Address(rule.endpoint, _path_of(rule, adapter, examples)) for rule in rules]
        db.session.remove()
        return found


def every_write(app: Flask) -> list[Address]:
    """Return every address that takes a POST, with an example record."""
    with app.app_context():
        examples = {**by_blueprint(), **by_endpoint(), **by_button()}
        adapter = app.url_map.bind("localhost")
        rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())]
        found = [Address(rule.endpoint, _path_of(rule, adapter, examples)) for rule in rules]
        db.session.remove()
        return sorted(found, key=lambda address: address.path)


def _path_of(rule: Rule, adapter: MapAdapter, examples: dict[str, Values]) -> str:
    values: Values = {}
    if rule.arguments:
        example = examples.get(rule.endpoint) or examples.get(rule.endpoint.split(".")[0])
        assert example is not None, f"tests/addresses.py has no example for {rule.endpoint} {rule.rule}"
        values = {name: example[name] for name in rule.arguments}
        values |= {name[1:]: text for name, text in example.items() if name.startswith("?")}
    return str(adapter.build(rule.endpoint, values))


def _first(model: Any, *conditions: Any) -> Any:
    row = db.session.scalars(select(model).where(*conditions).order_by(model.id)).first()
    assert row is not None, f"the demo has no {model.__name__} as wanted"
    return row


def _letter(status: RecipientStatus) -> Values:
    recipient = _first(Recipient, Recipient.status == status)
    letter = db.session.get_one(Letter, recipient.letter_id)
    values = {"ref": letter.ref, "recipient_ref": recipient.ref}
    if recipient.answers:
        values["reply_ref"] = recipient.answers[0].reply.ref
    return values


def by_blueprint() -> dict[str, Values]:
    """Return the example of each blueprint: a record of the open practice campaign."""
    welcome = _first(Campaign, Campaign.slug == WELCOME)
    coordinator = _first(User, User.email == "coordinator@example.org")
    measure = _first(Measure, Measure.id == _first(VoteEvent).measure_id)
    case = _first(Proceeding, Proceeding.is_sample)
    recusal = _first(Recusal)
    resolution = _first(Measure, Measure.id == recusal.measure_id)
    return {
        "campaigns": {"slug": welcome.slug, "event": "win"},
        "demands": {"slug": welcome.slug, "ref": _first(Demand, Demand.campaign_id == welcome.id).ref},
        "escalations": {"slug": welcome.slug},
        "supporters": {"slug": welcome.slug},
        "targets": {"slug": welcome.slug, "ref": _first(Target, Target.campaign_id == welcome.id).ref},
        "teams": {"slug": welcome.slug, "ref": _first(User, User.email == "member@example.org").ref},
        "restricted": {"ref": _first(Campaign, Campaign.access == Access.RESTRICTED).ref},
        "letters": {**_letter(RecipientStatus.TO_CLASSIFY), "kind": "letter.pdf"},
        "letter_templates": {"ref": _first(LetterTemplate).ref},
        "comments": {"ref": _first(Comment, Comment.resolved_at.is_(None)).ref},
        "letterheads": {"ref": _first(Letterhead).ref},
        "meetings": {"ref": _first(MeetingRequest, MeetingRequest.status == MeetingStatus.DEBRIEFED).ref},
        "notices": {"ref": _first(Notice, Notice.user_id == coordinator.id).ref},
        "commitments": {"ref": _first(Commitment, Commitment.status == CommitmentStatus.OPEN).ref, "step": "keep"},
        "measures": {"ref": measure.ref},
        "measure_actions": {"ref": measure.ref, "action_ref": measure.actions[-1].ref},
        "votes": {"ref": measure.ref, "vote_ref": measure.votes[-1].ref},
        "counts": {"ref": resolution.ref, "recusal_ref": recusal.ref},
        "events": {"ref": _first(Event, Event.title == "Rally for a welcoming city").ref, "step": "cancel"},
        "rsvps": {"ref": _first(Event, Event.title == "Rally for a welcoming city").ref},
        "tasks": {"ref": _first(Task, Task.what == "Bring ten chairs to the rally").ref},
        "people": {"ref": _first(Person, Person.family_name == "Muestra").ref},
        "organizations": {"ref": _first(Organization, Organization.is_body, Organization.is_sample).ref},
        "checklists": {"ref": _first(Checklist).ref, "?to": _first(Event, Event.is_sample).ref},
        "handing_over": {"ref": _first(User, User.email == "member@example.org").ref},
        "public_comment": {
            "ref": _first(Measure, Measure.id == _first(PublicCommentSpeaker).record_id).ref,
            "speaker_ref": _first(PublicCommentSpeaker).ref,
        },
        "places": {"ref": _first(Jurisdiction, Jurisdiction.id == _first(OwnHoliday).jurisdiction_id).ref},
        "action_calls": {"slug": welcome.slug, "ref": _first(ActionCall).ref},
        "chat": {"slug": welcome.slug},
        "claims": {"ref": _first(Claim, Claim.is_sample).ref, "slug": welcome.slug},
        "evidence": {"slug": welcome.slug},
        "files": {"ref": _first(Letter, Letter.status == LetterStatus.SENT, Letter.is_sample).ref},
        "proceedings": {"ref": case.ref, "step_ref": case.steps[-1].ref},
        "exports": {"name": "claims"},
        "precedents": {"ref": _first(Precedent, Precedent.is_sample).ref},
        "sources": {"ref": _first(MediaItem).ref},
        "statements": {"ref": _first(Statement, Statement.is_sample).ref},
        "stance_offers": {"ref": _first(MeetingRequest, MeetingRequest.status == MeetingStatus.DEBRIEFED).ref},
        "stances": {"ref": _first(Stance, Stance.is_sample, Stance.audience == Audience.CAMPAIGNS).ref},
        "inbox": {"ref": _first(InboundMessage).ref},
        "influences": {
            "slug": welcome.slug,
            "ref": _first(Influence, Influence.is_sample, Influence.audience == Audience.CAMPAIGNS).ref,
        },
        "activities": {"ref": _first(Activity, Activity.step == "", Activity.is_sample).ref},
        "admin": {"ref": _first(User, User.email == "member@example.org").ref},
    }


def by_endpoint() -> dict[str, Values]:
    """Return the examples of single pages that want a record in a certain state."""
    draft = _first(Letter, Letter.status == LetterStatus.DRAFT)
    collecting = _first(Letter, Letter.status == LetterStatus.COLLECTING)
    invited = _first(Signature, Signature.letter_id == collecting.id, Signature.status != SignatureStatus.SIGNED)
    signing = {"ref": collecting.ref, "signature_ref": invited.ref}
    body = _first(Organization, Organization.is_body, Organization.is_sample)
    post = _first(Post, Post.body_id == body.id)
    term = {"ref": _first(Term, Term.post_id == post.id).ref}
    person = {"ref": _first(Person, Person.family_name == "Muestra").ref}
    contact = _first(ContactPoint)
    introduced = _first(MeasureAction, MeasureAction.words == "Introduced by Councilor Muestra.")
    action = {"ref": _first(Measure, Measure.id == introduced.measure_id).ref, "action_ref": introduced.ref}
    held = _first(MeetingRequest, MeetingRequest.status == MeetingStatus.HELD)
    requested = _first(MeetingRequest, MeetingRequest.status == MeetingStatus.REQUESTED, MeetingRequest.is_sample)
    rolled = _first(VoteEvent, VoteEvent.method == VoteMethod.ROLL_CALL)
    return {
        "votes.show": {"ref": _first(Measure, Measure.id == rolled.measure_id).ref, "vote_ref": rolled.ref},
        "demands.step": {"slug": WELCOME, "ref": _first(Demand, Demand.is_sample).ref, "?event": "meet"},
        "claims.used_in": {"ref": draft.ref},
        "sources.of": {"ref": draft.ref},
        "files.remove": {"ref": _first(Attachment).ref},
        "files.content": {"ref": _first(Attachment).ref, "name": _first(Attachment).name},
        "precedents.for_demand": {"ref": _first(Demand, Demand.is_sample).ref},
        "letters.edit": {"ref": draft.ref},
        "comments.on": {"ref": draft.ref},
        "letters.filled_in": {"ref": draft.ref},
        "letters.translation": {"ref": draft.ref},
        "letters.ask_for_review": {"ref": draft.ref},
        "letters.review": {"ref": _first(Letter, Letter.status == LetterStatus.IN_REVIEW).ref},
        "letters.add_recipients": {"ref": draft.ref},
        "letters.add_signature": signing,
        "letters.edit_signature": signing,
        "letters.sign": signing,
        "letters.sign_several": signing,
        "letters.sign_on": signing,
        "letters.invite_signers": signing,
        "letters.answer_askers": signing,
        "letters.sign_on_dates": signing,
        "letters.open_link": signing,
        "letters.order_signatures": signing,
        "pasted_lists.attendees": {"ref": held.ref},
        "pasted_lists.recipients": {"ref": draft.ref},
        "pasted_lists.signers": signing,
        "pasted_lists.answers": {"ref": _first(Event, Event.title == "Rally for a welcoming city").ref},
        "letters.signature_link": signing,
        "letters.send": {"ref": _first(Letter, Letter.status == LetterStatus.APPROVED).ref},
        "letters.mail": {"ref": _first(Letter, Letter.status == LetterStatus.APPROVED).ref},
        "letters.close_signatures": {"ref": collecting.ref},
        "letters.close": {"ref": _first(Letter, Letter.status == LetterStatus.SENT, Letter.is_sample).ref},
        "letters.respond": _letter(RecipientStatus.CLARIFYING),
        "measure_actions.edit": action,
        "measure_actions.remove": action,
        "rsvps.attendance": {"ref": _first(Event, Event.status == EventStatus.HELD, Event.is_sample).ref},
        "meetings.debrief": {"ref": held.ref},
        "meetings.take_step": {"ref": requested.ref, "step": "chase"},
        "bodies.new_post": {"ref": body.ref},
        "bodies.new_rule": {"ref": body.ref},
        "bodies.rules": {"ref": body.ref},
        "bodies.edit_rule": {"ref": body.ref, "rule_ref": _first(BodyRule).ref},
        "bodies.end_rule": {"ref": body.ref, "rule_ref": _first(BodyRule).ref},
        "bodies.edit_post": {"ref": post.ref},
        "bodies.new_term": {"ref": post.ref},
        "bodies.new_office_term": person,
        "bodies.edit_term": term,
        "bodies.end_term": term,
        "contact_points.edit": {"ref": contact.ref},
        "contact_points.new_for_person": person,
        "contact_points.new_for_organization": {"ref": body.ref},
        "corrections.take_back": {"ref": collecting.ref},
    }


def by_button() -> dict[str, Values]:
    """Return the examples of what is only sent: buttons, and links that work once."""
    collecting = _first(Letter, Letter.status == LetterStatus.COLLECTING)
    signing = {"ref": collecting.ref, "signature_ref": collecting.signatures[-1].ref}
    asking = _first(Signature, Signature.asked_at.is_not(None))
    draft = _first(Letter, Letter.status == LetterStatus.DRAFT)
    body = _first(Organization, Organization.is_body, Organization.is_sample)
    term = {"ref": _first(Term, Term.post_id == _first(Post, Post.body_id == body.id).id).ref}
    idea = _first(Measure, Measure.status == MeasureStatus.IDEA)
    contact = {"ref": _first(ContactPoint).ref}
    return {
        "auth": {"token": "a" * 30},
        "account": {"ref": "0000000000"},
        "calendar_feeds": {"ref": "0000000000"},
        "sign_on": {"token": "a" * 30},
        "unsubscribing": {"token": "a" * 30},
        "letters.confirm_asked": {"ref": collecting.ref, "signature_ref": asking.ref},
        "letters.revoke_link": {"ref": collecting.ref, "link_ref": _first(SignOnLink).ref},
        "letters.remind": signing,
        "letters.move_signature": signing,
        "letters.remove_signature": signing,
        "letters.signature_step": signing,
        "letters.step": {"ref": draft.ref},
        "letters.approve_translation": {"ref": draft.ref},
        "letters.restore": {"ref": draft.ref, "number": "1"},
        "letters.remove_recipient": {"ref": draft.ref, "recipient_ref": draft.recipients[0].ref},
        "bodies.confirm_term": term,
        "bodies.remove_term": term,
        "contact_points.remove": contact,
        "contact_points.verify": contact,
        "measures.step": {"ref": idea.ref, "event": "draft"},
    }
