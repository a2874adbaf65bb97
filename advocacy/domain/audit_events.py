"""What the words of the audit trail mean, in sentences: who did what to what.

An event word is `noun.happening`. Three tables give its sentence: its own, that of its happening (the same for
every kind of record), and for the steps of workflows one sentence with the step's name. A test collects the words
that the program writes and fails on one without a sentence.
"""

from collections.abc import Iterator
from enum import StrEnum

from advocacy.domain.campaigns import CAMPAIGN, DEMAND
from advocacy.domain.events import EVENT
from advocacy.domain.letters import LETTER, RECIPIENT, SIGNATURE
from advocacy.domain.measures import BODY_MEASURE, OFFICE_MEASURE
from advocacy.domain.meetings import COMMITMENT, MEETING
from advocacy.domain.tasks import TASK
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow

SENTENCES: dict[str, str] = {
    "access.refused": N_("%(actor)s tried something that their role does not allow."),
    "account.calendar_made": N_("%(actor)s made a private calendar address."),
    "account.calendar_revoked": N_("%(actor)s revoked a private calendar address."),
    "account.edited": N_("%(actor)s changed their own name or language."),
    "account.email_changed": N_("%(actor)s changed their own e-mail."),
    "account.other_sessions_ended": N_("%(actor)s signed out their other devices."),
    "account.mail_chosen": N_("%(actor)s chose which mail they get."),
    "account.mail_ended": N_("%(actor)s ended mail to %(subject)s by the link in it."),
    "account.password_changed": N_("%(actor)s changed their own password."),
    "account.session_ended": N_("%(actor)s signed out one of their other devices."),
    "action_call.answered": N_("%(actor)s answered a call to action of %(subject)s."),
    "action_call.changed": N_("%(actor)s changed a call to action of %(subject)s."),
    "action_call.closed": N_("%(actor)s closed a call to action of %(subject)s."),
    "action_call.made": N_("%(actor)s made a call to action of %(subject)s."),
    "action_call.reopened": N_("%(actor)s reopened a call to action of %(subject)s."),
    "action_call.taken_back": N_("%(actor)s took back an answer to a call to action of %(subject)s."),
    "activity.edited": N_("%(actor)s edited an entry of the activity log."),
    "activity.loaded": N_("%(actor)s loaded an entry of the activity log from a file."),
    "activity.logged": N_("%(actor)s logged an activity."),
    "activity.restored": N_("%(actor)s brought back an entry of the activity log."),
    "activity.retracted": N_("%(actor)s retracted an entry of the activity log."),
    "body.rule_added": N_("%(actor)s added a voting rule to %(subject)s."),
    "body.rule_edited": N_("%(actor)s edited a voting rule of %(subject)s."),
    "body.rule_ended": N_("%(actor)s ended a voting rule of %(subject)s."),
    "body.rule_removed": N_("%(actor)s removed a voting rule of %(subject)s."),
    "campaign.access_changed": N_("%(actor)s changed who sees %(subject)s."),
    "campaign.ended": N_("%(actor)s closed %(subject)s."),
    "campaign.joined_by_administrator": N_("%(actor)s joined the team of %(subject)s as an administrator."),
    "campaign.ladder_set": N_("%(actor)s changed what %(subject)s does when nobody answers."),
    "campaign.lead_changed": N_("%(actor)s changed who leads %(subject)s."),
    "campaign.left": N_("%(actor)s left the team of %(subject)s."),
    "campaign.member_added": N_("%(actor)s put somebody on the team of %(subject)s."),
    "campaign.member_removed": N_("%(actor)s took somebody off the team of %(subject)s."),
    "campaign.supporters_changed": N_("%(actor)s changed the supporters of %(subject)s."),
    "campaign.target_removed": N_("%(actor)s took a target off %(subject)s."),
    "checklist.applied": N_("%(actor)s used a checklist for %(subject)s."),
    "checklist.archived": N_("%(actor)s took a checklist out of use."),
    "checklist.created": N_("%(actor)s added a checklist."),
    "checklist.edited": N_("%(actor)s edited a checklist."),
    "contact_point.added": N_("%(actor)s added a way to reach %(subject)s."),
    "contact_point.edited": N_("%(actor)s edited a way to reach %(subject)s."),
    "contact_point.removed": N_("%(actor)s removed a way to reach %(subject)s."),
    "contact_point.verified": N_("%(actor)s checked a way to reach %(subject)s."),
    "demand.moved": N_("%(actor)s moved %(subject)s in the order of demands."),
    "event.counted": N_("%(actor)s wrote down how many came to %(subject)s."),
    "event.rsvp": N_("%(actor)s answered whether they come to %(subject)s."),
    "event.rsvp_added": N_("%(actor)s noted who comes to %(subject)s."),
    "event.rsvp_removed": N_("%(actor)s took somebody off the list of %(subject)s."),
    "file.added": N_("%(actor)s added a file to %(subject)s."),
    "file.removed": N_("%(actor)s removed a file from %(subject)s."),
    "history.loaded": N_("%(actor)s loaded a history file."),
    "jurisdiction.holiday_removed": N_("%(actor)s took a holiday off %(subject)s."),
    "jurisdiction.holidays_added": N_("%(actor)s added holidays of %(subject)s."),
    "comment.edited": N_("%(actor)s edited their comment on %(subject)s."),
    "comment.reopened": N_("%(actor)s opened a comment on %(subject)s again."),
    "comment.resolved": N_("%(actor)s resolved a comment on %(subject)s."),
    "comment.written": N_("%(actor)s commented on %(subject)s."),
    "letterhead.archived": N_("%(actor)s took a letterhead out of use."),
    "letterhead.created": N_("%(actor)s added a letterhead."),
    "letterhead.edited": N_("%(actor)s edited a letterhead."),
    "letter.delivery_corrected": N_("%(actor)s corrected how %(subject)s was delivered."),
    "letter.laid_out": N_("%(actor)s changed how %(subject)s is printed."),
    "letter.printed": N_("%(actor)s printed a letter for its recipients."),
    "letter.mail_queued": N_("%(actor)s put %(subject)s into the outbox."),
    "letter.mail_taken_out": N_("%(actor)s took %(subject)s out of the outbox."),
    "letter.recipient_removed": N_("%(actor)s took a recipient off %(subject)s."),
    "letter.recipients_added": N_("%(actor)s added recipients to %(subject)s."),
    "letter.reply_classified": N_("%(actor)s classified a reply to %(subject)s."),
    "letter.reply_edited": N_("%(actor)s edited a reply to %(subject)s."),
    "letter.sign_on_asked": N_("%(actor)s asked to sign %(subject)s by a link."),
    "letter.sign_on_dates": N_("%(actor)s set by when signatures of %(subject)s are asked for."),
    "letter.sign_on_link_made": N_("%(actor)s made a link by which %(subject)s is signed."),
    "letter.sign_on_link_revoked": N_("%(actor)s revoked a link by which %(subject)s is signed."),
    "letter.sign_on_mailed": N_("%(actor)s mailed people who were asked to sign %(subject)s."),
    "letter.signature_added": N_("%(actor)s added a signature to %(subject)s."),
    "letter.signature_edited": N_("%(actor)s edited a signature under %(subject)s."),
    "letter.signature_removed": N_("%(actor)s removed a signature from %(subject)s."),
    "letter.signatures_ordered": N_("%(actor)s changed the order of signatures under %(subject)s."),
    "inbox.assigned": N_("%(actor)s gave a message from the holding pen to its letter."),
    "inbox.discarded": N_("%(actor)s discarded a message from the holding pen."),
    "inbox.taken_in": N_("%(actor)s took in a message."),
    "mail.cancelled": N_("%(actor)s cancelled a message that could not be sent."),
    "mail.resent": N_("%(actor)s let a message be sent again that could not be sent."),
    "mail.tested": N_("%(actor)s sent themselves a test message."),
    "letter.review_asked": N_("%(actor)s asked for a review of %(subject)s."),
    "letter.reviewed": N_("%(actor)s reviewed %(subject)s."),
    "letter.translation_approved": N_("%(actor)s approved the translation of %(subject)s."),
    "letter.translated": N_("%(actor)s wrote %(subject)s in the other language."),
    "letter.text_restored": N_("%(actor)s brought an older text of %(subject)s back."),
    "measure.action_edited": N_("%(actor)s edited an action on %(subject)s."),
    "measure.action_logged": N_("%(actor)s logged an action on %(subject)s."),
    "measure.action_removed": N_("%(actor)s removed an action on %(subject)s."),
    "measure.recusal_removed": N_("%(actor)s took back a recusal from %(subject)s."),
    "measure.recused": N_("%(actor)s noted a recusal from %(subject)s."),
    "measure.vote_ask_changed": N_("%(actor)s changed who asks for a vote on %(subject)s."),
    "measure.vote_asked": N_("%(actor)s planned to ask for a vote on %(subject)s."),
    "measure.vote_edited": N_("%(actor)s edited a vote on %(subject)s."),
    "measure.vote_logged": N_("%(actor)s logged a vote on %(subject)s."),
    "measure.vote_removed": N_("%(actor)s removed a vote on %(subject)s."),
    "meeting.dates_corrected": N_("%(actor)s corrected the dates of %(subject)s."),
    "proceeding.step_logged": N_("%(actor)s logged a step of %(subject)s."),
    "proceeding.step_edited": N_("%(actor)s edited a step of %(subject)s."),
    "proceeding.step_removed": N_("%(actor)s removed a step of %(subject)s."),
    "report.exported": N_("%(actor)s exported a report."),
    "session.confirmed": N_("%(actor)s confirmed who they are with their password."),
    "session.ended": N_("%(actor)s signed out."),
    "session.refused": N_("Somebody failed to sign in."),
    "session.started": N_("%(actor)s signed in."),
    "sessions.all_ended": N_("%(actor)s ended everybody’s sessions."),
    "task.planned": N_("%(actor)s set off a rule that planned %(subject)s."),
    "task.snoozed": N_("%(actor)s snoozed %(subject)s."),
    "task.woken": N_("%(actor)s woke %(subject)s."),
    "template.archived": N_("%(actor)s took a template of letters out of use."),
    "template.created": N_("%(actor)s added a template of letters."),
    "template.edited": N_("%(actor)s edited a template of letters."),
    "term.added": N_("%(actor)s added a term of office of %(subject)s."),
    "term.confirmed": N_("%(actor)s confirmed a term of office of %(subject)s."),
    "term.edited": N_("%(actor)s edited a term of office of %(subject)s."),
    "term.removed": N_("%(actor)s removed a term of office of %(subject)s."),
    "user.added": N_("%(actor)s made an account for %(subject)s."),
    "user.deactivated": N_("%(actor)s deactivated the account of %(subject)s."),
    "user.edited": N_("%(actor)s edited the account of %(subject)s."),
    "user.first_administrator": N_("%(actor)s became the first administrator."),
    "user.invited": N_("%(actor)s invited %(subject)s."),
    "source.chosen": N_("%(actor)s chose the sources of %(subject)s."),
    "user.invited_again": N_("%(actor)s made a new invitation for %(subject)s."),
    "user.joined": N_("%(actor)s joined by an invitation."),
    "user.password_reset": N_("%(actor)s chose a new password by a link."),
    "user.reactivated": N_("%(actor)s reactivated the account of %(subject)s."),
    "user.reset_link_made": N_("%(actor)s made a link for a new password of %(subject)s."),
    "user.sessions_ended": N_("%(actor)s ended the sessions of %(subject)s."),
}
"""The sentence of an event word of its own."""

WITH_SUBJECT: dict[str, str] = {
    "session.refused": N_("Somebody failed to sign in to the account of %(subject)s."),
}
"""Said instead where it is known whom it concerns."""

HAPPENINGS: dict[str, str] = {
    "created": N_("%(actor)s added %(subject)s."),
    "edited": N_("%(actor)s edited %(subject)s."),
    "removed": N_("%(actor)s removed %(subject)s."),
    "loaded": N_("%(actor)s loaded %(subject)s from a file."),
    "corrected": N_("%(actor)s took back the latest step of %(subject)s."),
    "status_set": N_("%(actor)s set the state of %(subject)s by hand."),
    "merged": N_("%(actor)s merged a duplicate into %(subject)s."),
    "handed_over": N_("%(actor)s handed %(subject)s over to somebody else."),
    "speaker_added": N_("%(actor)s put a speaker on the list of %(subject)s."),
    "speaker_edited": N_("%(actor)s changed what a speaker says at %(subject)s."),
    "speaker_removed": N_("%(actor)s took a speaker off the list of %(subject)s."),
    "speakers_ordered": N_("%(actor)s changed the order of speakers at %(subject)s."),
    "superseded": N_("%(actor)s replaced %(subject)s by a newer one."),
    "retracted": N_("%(actor)s retracted %(subject)s."),
}
"""The sentence of a happening that many kinds of records share."""

STEP = N_("%(actor)s took a step with %(subject)s: %(step)s.")
OTHER = N_("%(actor)s did this: %(event)s.")

_WORKFLOWS: dict[str, tuple[Workflow[Word, Word], ...]] = {
    "campaign": (CAMPAIGN,),  # type: ignore[dict-item]
    "demand": (DEMAND,),  # type: ignore[dict-item]
    "letter": (LETTER, RECIPIENT, SIGNATURE),  # type: ignore[dict-item]
    "meeting": (MEETING,),  # type: ignore[dict-item]
    "commitment": (COMMITMENT,),  # type: ignore[dict-item]
    "measure": (BODY_MEASURE, OFFICE_MEASURE),  # type: ignore[dict-item]
    "event": (EVENT,),  # type: ignore[dict-item]
    "task": (TASK,),  # type: ignore[dict-item]
}


class Area(Word):
    """What a filter of the trail offers: the nouns that belong together."""

    SIGN_IN = "sign_in", N_("Signing in and out")
    ACCOUNTS = "accounts", N_("Accounts")
    CAMPAIGNS = "campaigns", N_("Campaigns, demands and teams")
    LETTERS = "letters", N_("Letters")
    MEETINGS = "meetings", N_("Meetings and commitments")
    MEASURES = "measures", N_("Resolutions and votes")
    EVENTS = "events", N_("Events")
    TASKS = "tasks", N_("Tasks")
    ACTIVITIES = "activities", N_("Activity log")
    DIRECTORY = "directory", N_("Officials, organizations and places")
    MAIL = "mail", N_("Mail")
    FILES = "files", N_("Reports and files")
    REFUSALS = "refusals", N_("Refusals")


NOUNS: dict[Area, tuple[str, ...]] = {
    Area.SIGN_IN: ("session", "sessions"),
    Area.ACCOUNTS: ("user", "account"),
    Area.CAMPAIGNS: ("campaign", "action_call", "demand", "target", "stance", "influence", "statement"),
    Area.LETTERS: ("letter", "letterhead", "template", "comment"),
    Area.MEETINGS: ("meeting", "commitment"),
    Area.MEASURES: ("measure",),
    Area.EVENTS: ("event",),
    Area.TASKS: ("task", "checklist"),
    Area.ACTIVITIES: ("activity",),
    Area.DIRECTORY: (
        "person",
        "organization",
        "jurisdiction",
        "media_item",
        "source",
        "term",
        "body",
        "contact_point",
        "precedent",
        "proceeding",
        "claim",
    ),
    Area.MAIL: ("mail", "inbox"),
    Area.FILES: ("file", "report", "history"),
    Area.REFUSALS: ("access",),
}
"""The nouns of each area: the part of an event word before the dot."""


def sentence_of(event: str, *, has_subject: bool = True) -> str | None:
    """Return the message id of the event's sentence, or None where no table has one.

    The sentence has places for `actor`, `subject` and, of a workflow's step, `step`.
    """
    if has_subject and event in WITH_SUBJECT:
        return WITH_SUBJECT[event]
    if event in SENTENCES:
        return SENTENCES[event]
    noun, _, happening = event.partition(".")
    if step_of(event) is not None:
        return STEP
    return HAPPENINGS.get(happening) if noun else None


def step_of(event: str) -> Word | None:
    """Return the step of a workflow that the event word names, or None."""
    noun, _, happening = event.partition(".")
    return next((step for step in _steps(noun) if step.value == happening), None)


def _steps(noun: str) -> Iterator[Word]:
    for workflow in _WORKFLOWS.get(noun, ()):
        for _state, step in workflow.table:
            yield step


def areas_of(event: str) -> list[StrEnum]:
    """Return the areas that an event word belongs to: exactly one, a test says."""
    noun = event.partition(".")[0]
    return [area for area, nouns in NOUNS.items() if noun in nouns]


FIELDS: dict[str, str] = {
    "access": N_("access"), "status": N_("state"), "roles": N_("roles"), "role": N_("role"), "outcome": N_("outcome"),
    "version": N_("version"), "rows": N_("rows"), "filters": N_("filters"), "format": N_("format"),
    "count": N_("count"), "event": N_("event"), "due_on": N_("due"), "assignee": N_("assignee"),
    "reply_due": N_("reply due"), "started_on": N_("started"), "ended_on": N_("ended"),
    "occurred_on": N_("happened"), "received_on": N_("received"), "sent_on": N_("sent"), "held_on": N_("held"),
    "asked_on": N_("asked"), "answered_on": N_("answered"), "voted_on": N_("voted"), "starts_at": N_("starts"),
    "ends_at": N_("ends"), "happened_on": N_("happened"), "attendance": N_("attendance"), "starts_on": N_("starts"),
    "ends_on": N_("ends"), "minutes": N_("minutes"), "kind": N_("kind"), "side": N_("side"), "number": N_("number"),
    "campaign": N_("campaign"), "campaigns": N_("campaigns"),
    "user": N_("user"), "recipient": N_("recipient"), "letter": N_("letter"), "record": N_("record"),
    "language": N_("language"),
    "is_active": N_("active"), "yes": N_("yes"), "no": N_("no"), "abstain": N_("abstain"), "absent": N_("absent"),
    "method": N_("method"), "purpose": N_("purpose"), "result": N_("result"), "part": N_("part"),
    "priority": N_("priority"), "guests": N_("guests"), "action": N_("action"), "people": N_("people"),
    "records": N_("records"), "email": N_("e-mail"), "reason": N_("reason"), "why": N_("why"),
}  # fmt: skip
"""The names of the fields whose changes the trail tells."""

ACTIONS: dict[str, str] = {
    "record:read": N_("read a record"), "draft:read": N_("read drafts"),
    "target:read_notes": N_("read the notes on targets"), "rsvp:read_names": N_("see who comes to an event"),
    "contact:read_private": N_("see private contact data"), "event:rsvp": N_("answer for an event"),
    "task:finish_own": N_("finish a task"), "account:change": N_("change their account"),
    "action_call:answer": N_("answer a call to action"), "action_call:work": N_("write a call to action"),
    "activity:log": N_("log outreach"), "activity:edit": N_("edit what was logged"),
    "letterhead:manage": N_("keep letterheads"),
    "template:manage": N_("keep templates of letters"), "comment:write": N_("write comments"),
    "letter:work": N_("work on letters"), "meeting:work": N_("work on meetings"),
    "measure:work": N_("work on resolutions"), "event:work": N_("work on events"), "task:work": N_("work on tasks"),
    "checklist:manage": N_("keep checklists"), "work:hand_over": N_("hand over the work of others"),
    "stance:work": N_("write down stances"), "source:work": N_("work on sources"),
    "statement:work": N_("write down statements"),
    "file:attach": N_("add or remove files"),
    "directory:edit": N_("edit people and organizations"), "step:correct": N_("take back a step"),
    "step:correct_old": N_("take back an old step"), "campaign:create": N_("create a campaign"),
    "campaign:edit": N_("edit a campaign"), "campaign:close": N_("close a campaign"),
    "campaign:set_team": N_("set the team of a campaign"), "demand:work": N_("work on demands"),
    "target:work": N_("work on targets"), "record:merge": N_("merge records"), "record:import": N_("import data"),
    "report:export": N_("export a report"), "report:read": N_("read the reports"),
    "user:manage": N_("manage people and roles"), "mail:manage": N_("look after mail"),
    "inbox:manage": N_("look after mail that came in"),
    "audit:read": N_("read the audit trail"),
    "campaign:join_restricted": N_("join a confidential campaign"),
}  # fmt: skip
"""What was refused to somebody, in words, by the code of the permission."""


def states_of(noun: str) -> dict[str, str]:
    """Return the labels of the states of a noun's workflows, by code."""
    return {state.value: state.label for workflow in _WORKFLOWS.get(noun, ()) for state in workflow.states()}
