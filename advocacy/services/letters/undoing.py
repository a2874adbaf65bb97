"""Corrections: what hangs on a step of a letter follows when the step is taken back."""

from advocacy.db import db
from advocacy.domain.letters import LetterEvent, RecipientEvent, RecipientStatus, SignatureStatus
from advocacy.models import Letter, Recipient, Step
from advocacy.policy import Actor
from advocacy.services import steps
from advocacy.services.letters import dispatch, replies, reviewing, waiting


def follow_correction(actor: Actor, letter: Letter, step: Step) -> None:
    """Let the timeline, the replies and the letter itself follow a step of a recipient that was taken back."""
    if step.recipient_id is None:
        if step.signature_id is None:
            reviewing.follow_correction(actor, letter, step)
        elif SignatureStatus.SIGNED.value in (step.before_state, step.after_state):
            waiting.refuse_in_outbox(letter.recipients)
        return
    db.session.flush()
    recipient = db.session.get_one(Recipient, step.recipient_id)
    if step.event == RecipientEvent.SEND.value:
        _unsend(actor, letter, step)
    elif step.event == RecipientEvent.LOG_REPLY.value:
        replies.forget(recipient, step)
    elif step.activity_id is not None:
        replies.declassify(recipient, step)


def _unsend(actor: Actor, letter: Letter, step: Step) -> None:
    """The activity no longer names them; when nobody is left, the letter itself is no longer sent."""
    activity = dispatch.activity_of(step)
    if activity is not None and activity.retracted_at is None:
        dispatch.name_recipients(activity)
    if any(each.status is not RecipientStatus.TO_SEND for each in letter.recipients):
        return
    latest = steps.latest_step(letter)
    if latest is not None and latest.recipient_id is None and latest.event == LetterEvent.SEND.value:
        steps.take_back(actor, letter, latest, step.correction_reason)


steps.AFTER_CORRECTION[Letter] = follow_correction
