"""Sending: marked per recipient, by whoever brought it there or by the worker that sent it."""

from collections.abc import Sequence
from datetime import date

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.deadlines import HolidayCalendar
from advocacy.domain.letter_clock import due_day
from advocacy.domain.letter_details import (
    AddressedRecipient,
    DeliveryDetails,
    check_days,
    check_delivery,
)
from advocacy.domain.letters import GONE_OUT, LetterEvent, LetterKind, LetterStatus, RecipientEvent, RecipientStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Activity, Jurisdiction, Letter, Recipient
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.queries.holidays import calendar_of_place
from advocacy.services import records, steps
from advocacy.services.letters import dispatch, following, waiting
from advocacy.services.letters.papers import refuse_another_text
from advocacy.services.letters.reviewing import refuse_unconfirmed


def send(actor: Actor, letter: Letter, details: DeliveryDetails, version: int | None = None) -> None:
    """Mark the letter as sent to some of its recipients: the first moves the letter to sent.

    One activity per letter and day, whatever the number of recipients. An open statement may have nobody to
    whom it goes; then it is sent as a whole. Refused while a signature waits to be confirmed under a new text.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    by_ref = {recipient.ref: recipient for recipient in letter.recipients}
    if by_ref or letter.letter_kind is LetterKind.LETTER:
        refuse_if(check_delivery(details, {ref: _addressed(each) for ref, each in by_ref.items()}, today()))
    else:
        refuse_if(check_days(details, today()))
    _refuse_words(details)
    refuse_unconfirmed(letter)
    refuse_another_text(letter)
    chosen = [by_ref[ref] for ref in details.recipients]
    waiting.refuse_in_outbox(chosen)
    went_out(actor, letter, chosen, details)


def went_out(actor: Actor, letter: Letter, recipients: Sequence[Recipient], details: DeliveryDetails) -> None:
    """Let the letter be sent to these recipients on the day of the details; nothing is checked any more.

    One without a date bears from now on the day on which it first went out.
    """
    activity = dispatch.activity_on(actor, letter, details.sent_on)
    if letter.status is not LetterStatus.SENT:
        dated = {} if letter.dated_on or letter.date_note else {"dated_on": details.sent_on}
        whole = None if letter.recipients else activity
        step = steps.take(actor, letter, LetterEvent.SEND, activity=whole, fields=dated)
        following.chase_went_out(actor, letter, step)
    _send_to(actor, letter, recipients, details, activity)
    waiting.forget_given_up(recipients)


def _refuse_words(details: DeliveryDetails) -> None:
    records.refuse_never_stored(
        note=details.note,
        sent_to=details.sent_to,
        taken_by=details.taken_by,
        tracking_number=details.tracking_number,
    )


def _addressed(recipient: Recipient) -> AddressedRecipient:
    return AddressedRecipient(recipient.ref, recipient.status, recipient.sent_on)


def _send_to(
    actor: Actor, letter: Letter, recipients: Sequence[Recipient], details: DeliveryDetails, activity: Activity
) -> None:
    for recipient in recipients:
        given = details.reply_due or (recipient.reply_due if recipient.due_is_given else None)
        fields = {
            "method": details.method,
            "sent_on": details.sent_on,
            "delivered_on": details.delivered_on,
            "reply_due": given or due_of(letter, details.sent_on, today()),
            "due_is_given": given is not None,
            "note": details.note or recipient.note,
            "sent_to": details.sent_to,
            "taken_by": details.taken_by,
            "tracking_number": details.tracking_number,
        }
        steps.take(actor, letter, RecipientEvent.SEND, subject=recipient, activity=activity, fields=fields)
    if recipients:
        dispatch.name_recipients(activity)


def went_out_before(actor: Actor, letter: Letter) -> None:
    """Write down that the letter had gone out to all its recipients, on its own date as far as known."""
    activity = dispatch.activity_on(actor, letter, letter.dated_on)
    waiting = [each for each in letter.recipients if each.status is RecipientStatus.TO_SEND]
    for recipient in waiting:
        details = DeliveryDetails((), recipient.method, sent_on=letter.dated_on)
        _send_to(actor, letter, [recipient], details, activity)


def follow_date(actor: Actor, letter: Letter, before: PartialDate) -> None:
    """Let the sending of others' letters, and of statements to nobody, follow the corrected date of the letter."""
    if letter.dated_on == before or letter.status not in GONE_OUT:
        return
    if not letter.recipients:
        dispatch.move_whole(letter, before)
    elif letter.side is not Side.OURS:
        for recipient in letter.recipients:
            if recipient.sent_on == before:
                _change_day(actor, letter, recipient, letter.dated_on)


def correct_delivery(
    actor: Actor, letter: Letter, recipient: Recipient, details: DeliveryDetails, version: int | None = None
) -> None:
    """Correct how and when it went out to one recipient, or when an answer is due; the activity follows."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    refuse_if(check_days(details, today()))
    _refuse_words(details)
    waiting.refuse_in_outbox([recipient])
    _refuse_after_its_replies(recipient, details.sent_on)
    before = recipient.sent_on
    recipient.method, recipient.delivered_on, recipient.note = details.method, details.delivered_on, details.note
    recipient.sent_to, recipient.taken_by = details.sent_to, details.taken_by
    recipient.tracking_number = details.tracking_number
    recipient.reply_due, recipient.due_is_given = details.reply_due, details.reply_due is not None
    if recipient.status is RecipientStatus.TO_SEND:
        recipient.sent_on = PartialDate()
    else:
        _change_day(actor, letter, recipient, details.sent_on)
    records.saved(
        actor, letter, "letter.delivery_corrected", recipient=recipient.ref, sent_on=(before, details.sent_on)
    )
    following.settle(actor, letter)


def _refuse_after_its_replies(recipient: Recipient, sent_on: PartialDate) -> None:
    standing = [answer.reply for answer in recipient.answers if answer.reply.retracted_at is None]
    if any(reply.received_on.certainly_before(sent_on) for reply in standing):
        raise Refused.at("sent_on", N_("A reply to it came before that day. Correct the reply first."))


def _change_day(actor: Actor, letter: Letter, recipient: Recipient, sent_on: PartialDate) -> None:
    before = recipient.sent_on
    dispatch.change_day(actor, letter, recipient, sent_on)
    if letter.dated_on == before and dispatch.was_dated_by_sending(letter):
        days = [each.sent_on for each in letter.recipients if each.sent_on]
        letter.dated_on = min(days, key=lambda day: day.text, default=sent_on)
    _set_due(letter, recipient)


def fail_delivery(
    actor: Actor, letter: Letter, recipient: Recipient, version: int | None = None, note: str = ""
) -> None:
    """Note that it did not reach the recipient: the clock stops, and it may be sent again."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if recipient.status is RecipientStatus.TO_SEND:
        raise Refused.sentence(N_("It has not gone out to them yet."))
    step = steps.take(actor, letter, RecipientEvent.FAIL_DELIVERY, subject=recipient, note=note)
    following.settle(actor, letter, step)


def _set_due(letter: Letter, recipient: Recipient) -> None:
    """Count the due day anew, unless one was given: from the day it went out, as known when it was written down."""
    if not recipient.due_is_given:
        step = dispatch.sending_step(recipient)
        recipient.reply_due = due_of(letter, recipient.sent_on, step.at.date() if step is not None else today())


def due_of(letter: Letter, sent_on: PartialDate, logged_on: date) -> date | None:
    """Return the day by which an answer to what went out on a day is due, or None."""
    return due_day(
        sent_on,
        logged_on=logged_on,
        business_days=letter.reply_business_days,
        given=None,
        calendar=calendar_of(letter),
    )


def calendar_of(letter: Letter) -> HolidayCalendar:
    """Return the holidays of the place of the letter's leading campaign; the federal ones where none is known."""
    first = next(iter(letter.campaigns), None)
    place = db.session.get(Jurisdiction, first.jurisdiction_id) if first and first.jurisdiction_id else None
    return calendar_of_place(place)
