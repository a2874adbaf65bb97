"""A form of every address as somebody would send it: as it was drawn, with what is needed and not there yet."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.models import (
    ActionCall,
    ActionCallTarget,
    Base,
    Campaign,
    Demand,
    Jurisdiction,
    Letter,
    Organization,
    OwnHoliday,
    Person,
    PublicCommentSpeaker,
    Recipient,
    Target,
    User,
)
from advocacy.queries.clock import today
from tests.everybody import Everybody
from tests.factories import PASSWORD
from tests.rights import MAY_SEND
from tests.web import Page, form_data

Values = dict[str, list[str]]
SENT = select(Letter.id).where(Letter.is_sample, Letter.status == LetterStatus.SENT)
WHO = ("coordinator", "administrator", "member", "organizer", "nobody")
"""Who sends a form: the first of these who may."""

NEEDED: dict[str, dict[str, str]] = {
    "account.email": {"email": "new@example.org", "password": "@password"},
    "account.password": {"password": "@password", "new_password": "violet harbor lantern seven"},
    "action_calls.new": {"sentence": "Call the mayor.", "targets": "@target"},
    "action_calls.show": {"target": "@call_target", "kind": "call", "outcome": "left_message"},
    "action_calls.undo": {"target": "@call_target"},
    "activities.new": {"words": "Somebody at the desk"},
    "activities.quick_log": {"kind": "call", "who": "@person", "outcome": "yes", "campaign": "@campaign"},
    "activities.retract": {"reason": "Logged twice."},
    "admin.invite": {"name": "Nina Nueva", "email": "nina@example.org"},
    "auth.login": {"email": "member@example.org", "password": "@password"},
    "bodies.end_rule": {"ends_on": "2030"},
    "bodies.new_office_term": {"new_label": "City Clerk", "starts_on": "2020"},
    "bodies.new_post": {"label": "City Councilor, At large 6"},
    "bodies.new_term": {"person": "@person"},
    "campaigns.close": {"story": "We stopped.", "ended_on": "@today"},
    "campaigns.new": {"title": "Free buses"},
    "campaigns.step": {"event": "pause"},
    "clips.new": {"reviewing": "y", "text": "Nobody said anything.", "headline": "Buses", "take_source": "y"},
    "checklists.new": {"title": "Before a march", "lines": "-3 Find marshals"},
    "claims.new": {"text": "Buses are full."},
    "claims.retract": {"reason": "It was another figure."},
    "commitments.new": {"party": "@person", "text": "Will sign."},
    "commitments.settle": {"evidence": "Seen in the paper."},
    "confirm.password": {"password": "@password"},
    "contact_points.new_for_organization": {"value": "+1 413 555 0123"},
    "contact_points.new_for_person": {"value": "+1 413 555 0123"},
    "contact_points.verify": {"state": "good"},
    "corrections.take_back": {"reason": "Taken by mistake."},
    "counts.ask": {"person": "@undecided", "asker": "@coordinator", "due_on": "@today"},
    "counts.recusals": {"person": "@councilor"},
    "demands.new": {"text": "No fares."},
    "events.new": {"title": "Picnic", "happened_on": "2031-05-01"},
    "inbox.assign": {"recipient": "@recipient"},
    "inbox.discard": {"reason": "An advertisement."},
    "handing_over.work_of": {"to": "@coordinator"},
    "influences.new": {"source": "@chief", "target": "@person", "relation": "Her cousin"},
    "influences.retract": {"reason": "It was somebody else."},
    "letterheads.new": {"title": "Riders’ Union"},
    "letters.add_recipients": {"attribution": "The governor’s office"},
    "letters.add_signature": {"printed_name": "A. Neighbor"},
    "comments.on": {"words": "Who pays?"},
    "letter_templates.new": {"title": "Thanks", "body": "Dear {{recipient.name}}"},
    "letters.translation": {"subject": "Gracias", "body": "Gracias."},
    "letters.review": {"verdict": "changes", "note": "Say who pays."},
    "letters.classify": {"a_*_all": "partly_granted"},
    "letters.log_reply": {"recipients": "@first", "words": "Thank you."},
    "letters.move_signature": {"to": "up"},
    "letters.new": {"subject": "Five points"},
    "letters.recipient_step": {"event": "acknowledge"},
    "letters.sign": {"saw_the_text": "y", "approved_by": "The board"},
    "letters.sign_several": {
        "saw_the_text": "y",
        "signatures": "@first",
        "approved_by": "The board",
        "basis": "Sheet",
    },
    "letters.signature_step": {"event": "decline"},
    "letters.step": {"event": "submit"},
    "measure_actions.by_hand": {"why": "The clerk said so."},
    "measure_actions.remove": {"reason": "It was another one."},
    "measures.new": {"title": "Order on buses", "body": "@body"},
    "meetings.new": {"party": "@person", "topic": "Buses"},
    "organizations.new": {"title": "Riders’ Union"},
    "pasted_lists.answers": {
        "reviewing": "y",
        "text": "Nora Nueva",
        "lines-0-take": "y",
        "lines-0-printed_name": "Nora Nueva",
    },
    "pasted_lists.attendees": {
        "reviewing": "y",
        "text": "Nora Nueva",
        "lines-0-take": "y",
        "lines-0-printed_name": "Nora Nueva",
    },
    "pasted_lists.recipients": {
        "reviewing": "y",
        "text": "Nora Nueva",
        "lines-0-take": "y",
        "lines-0-printed_name": "Nora Nueva",
    },
    "pasted_lists.signers": {
        "reviewing": "y",
        "text": "Nora Nueva",
        "lines-0-take": "y",
        "lines-0-printed_name": "Nora Nueva",
    },
    "people.new": {"family_name": "Nueva"},
    "places.holiday_list": {"days": "2030-05-05 Picnic"},
    "places.new": {"title": "Newville"},
    "places.remove_holiday": {"day": "@holiday"},
    "precedents.match": {"demand": "@demand"},
    "precedents.new": {"place": "@place", "instrument": "policy"},
    "precedents.retract": {"reason": "It was another place."},
    "proceedings.new": {"title": "City v. Agency"},
    "proceedings.new_step": {"event": "hear"},
    "proceedings.remove_step": {"reason": "It was put off."},
    "proceedings.retract": {"reason": "It was another case."},
    "public_comment.move_up": {"speaker": "@speaker"},
    "public_comment.remove": {"speaker": "@speaker"},
    "public_comment.move_down": {"speaker": "@speaker"},
    "public_comment.new": {"words": "A neighbor", "point": "Rents"},
    "public_comment.speak": {"point": "Rents"},
    "restricted.join": {"reason": "The coordinator is ill."},
    "rsvps.answer": {"answer": "going", "guests": "1"},
    "rsvps.new": {"words": "A neighbor"},
    "rsvps.remove": {"rsvp": "1"},
    "sources.new": {"headline": "Buses to be free"},
    "stances.new": {
        "party": "@person",
        "about": "@campaign",
        "score": "-1",
        "confidence": "public",
        "quote": "Not like this.",
    },
    "stances.replace": {"reason": "The day was wrong."},
    "stances.retract": {"reason": "It was somebody else."},
    "statements.new": {"speakers": "@person", "summary": "Wants to see it first."},
    "statements.retract": {"reason": "It was somebody else."},
    "targets.new": {"party": "@chief"},
    "tasks.new": {"what": "Bring tables"},
    "tasks.remind": {"about": "@campaign", "weeks": "2"},
    "tasks.snooze": {"snoozed_until": "@soon"},
    "teams.access": {"access": "open"},
    "teams.index": {"user": "@user"},
    "votes.new": {"decides": "", "result": "passed"},
    "votes.remove": {"reason": "It was another one."},
}
"""What a person adds to the form as it is drawn; @ stands for a record of the demo, * for any ref."""


@dataclass(frozen=True)
class Filled:
    """A form to send: by whom, where, with what; and which of its fields take words."""

    endpoint: str
    role: str
    path: str
    values: Values
    words: list[str] = field(default_factory=list)


def filled(everybody: Everybody, endpoint: str, path: str) -> Filled:
    """Return a valid form for an address."""
    role = next(role for role in WHO if MAY_SEND[endpoint][role] in "y4")
    opened = everybody.webs[role].get(path)
    form = opened.soup.select_one("main form.entry") if opened.status == 200 else None
    values = form_data(form) if form is not None else {"version": [""], "submission": ["once"]}
    words = [str(node["name"]) for node in form.select(WORDS)] if form is not None else []
    for name, value in NEEDED.get(endpoint, {}).items():
        values[_name(name, values)] = [_value(value, name, opened)] if value else []
    values.pop("csrf_token", None)
    words = [name for name in words if not name.endswith("-q") and not name.startswith(NO_WORDS)]
    return Filled(endpoint, role, path, values, words)


WORDS = "textarea[name], input[type=text][name], input:not([type])[name]"
NO_WORDS = ("username", "participant_minutes")
"""What takes no words: a name for the browser's own keeping, numbers."""


def _name(name: str, values: Values) -> str:
    before, _, after = name.partition("*")
    return next((each for each in values if each.startswith(before) and each.endswith(after)), name) if after else name


def _value(value: str, name: str, opened: Page) -> str:
    if value == "@first":
        return str(opened.soup.select_one(f"main form.entry [name={name}]")["value"])  # type: ignore[index]
    return known().get(value, value)


def known() -> dict[str, str]:
    """Return what stands for the words with an @."""

    def ref(model: type[Base], *conditions: Any) -> str:
        return str(db.session.scalars(select(model).where(*conditions).order_by(model.id)).first().ref)  # type: ignore

    return {
        "@password": PASSWORD,
        "@person": ref(Person, Person.family_name == "Modelo"),
        "@councilor": ref(Person, Person.family_name == "Muestra"),
        "@recipient": ref(Recipient, Recipient.status == RecipientStatus.SENT, Recipient.letter_id.in_(SENT)),
        "@undecided": ref(Person, Person.family_name == "Testcase"),
        "@coordinator": ref(User, User.email == "coordinator@example.org"),
        "@chief": ref(Person, Person.family_name == "Placeholder"),
        "@body": ref(Organization, Organization.is_body, Organization.is_sample),
        "@demand": ref(Demand, Demand.is_sample),
        "@place": ref(Jurisdiction),
        "@target": ref(Target, Target.campaign_id == select(ActionCall.campaign_id).scalar_subquery()),
        "@call_target": ref(Target, Target.id.in_(select(ActionCallTarget.target_id))),
        "@campaign": ref(Campaign, Campaign.is_sample),
        "@user": ref(User, User.email == "admin@example.org"),
        "@holiday": db.session.scalars(select(OwnHoliday)).one().day.isoformat(),
        "@speaker": ref(PublicCommentSpeaker),
        "@today": today().isoformat(),
        "@soon": (today() + timedelta(days=30)).isoformat(),
    }
