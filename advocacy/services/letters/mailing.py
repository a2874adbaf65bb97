"""A letter sent by e-mail: queued once for each recipient, and marked as sent when it has really gone out."""

import re
import secrets
from collections.abc import Iterator, Sequence

from flask import current_app
from sqlalchemy import func, select

from advocacy.db import db, one_at_a_time
from advocacy.domain.files import AttachmentDetails, FilePurpose
from advocacy.domain.letter_details import NOT_OUT, DeliveryDetails
from advocacy.domain.letter_mail import READY_TO_MAIL, LetterMail, Paper, check_mails
from advocacy.domain.letters import DeliveryMethod, RecipientEvent, RecipientStatus
from advocacy.domain.mail import Mail, MailKind, MailStatus, masked
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import ContactPoint, Letter, LetterPaper, OutboxMessage, Recipient, Step, StoredFile
from advocacy.policy import WORKER, Action, Actor, ensure
from advocacy.queries import letters as reading
from advocacy.queries.clock import home_zone
from advocacy.queries.letter_papers import above_of
from advocacy.queries.not_in_print import unprinted_since
from advocacy.services import files, notices, outbox, records, steps
from advocacy.services.letters import sending
from advocacy.services.letters.papers import hash_of, refuse_another_text
from advocacy.services.letters.reviewing import refuse_unconfirmed
from advocacy.services.letters.waiting import refuse_in_outbox

PDF = "application/pdf"
NAMES_SOMEBODY = N_("It names somebody who must not be in print by now. Look it over and send it again.")
_ADDED = re.compile(r" \([^\s()]*(?:@|://)[^\s()]*\)|^[ >]*> ?", re.MULTILINE)
"""The address of a link, behind its words, and the marks of a quotation."""
KEY_BYTES = 10
"""80 random bits: nobody guesses where an answer would land."""


def reply_address(recipient: Recipient) -> str:
    """Return the address to which this recipient answers, or "" when the installation has none of its own."""
    pattern = str(current_app.config["REPLY_ADDRESS"])
    return pattern.replace("{key}", recipient.reply_key or "") if pattern and recipient.reply_key else ""


def mail(actor: Actor, letter: Letter, mails: Sequence[tuple[LetterMail, Paper]], version: int | None = None) -> None:
    """Put the letter into the outbox, once for each of these recipients; they stay "to send" until it went out.

    Refused for a text that is not approved, while a signature is to be confirmed, for merge fields without a value,
    and for who has it already or to whom it is on its way.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    one_at_a_time(f"mail of letter {letter.ref}")
    check_before_mailing(letter, [each for each, _paper in mails])
    by_ref = {each.ref: each for each in letter.recipients if each.status in NOT_OUT}
    if any(each.recipient not in by_ref for each, _paper in mails):
        raise Refused.at("recipients", N_("It has already gone out to one of them. Correct that one instead."))
    refuse_in_outbox([by_ref[each.recipient] for each, _paper in mails])
    for each, paper in mails:
        _queue(actor, letter, by_ref[each.recipient], each, paper)
    records.saved(actor, letter, "letter.mail_queued", count=len(mails))


def check_before_mailing(letter: Letter, mails: Sequence[LetterMail]) -> None:
    """Refuse what could not go out: asked too before the papers are made, which takes time."""
    outbox.ensure_mail_is_on()
    refuse_if(check_mails(mails, letter.status))
    refuse_unconfirmed(letter)
    refuse_another_text(letter)


def _queue(actor: Actor, letter: Letter, recipient: Recipient, told: LetterMail, paper: Paper) -> None:
    recipient.reply_key = recipient.reply_key or secrets.token_hex(KEY_BYTES)
    attempts = _attempts_before(recipient)  # forgets their papers: before the same paper is kept anew
    file = files.keep(paper.content, PDF)
    db.session.add(
        LetterPaper(
            letter_id=letter.id,
            text_version=letter.text_version,
            media_type=PDF,
            content_sha256=hash_of(letter),
            file_sha256=file.sha256,
            made_by_id=actor.user_id,
        )
    )
    message = Mail(
        MailKind.LETTER,
        f"letter:{letter.ref}:{recipient.ref}:v{letter.text_version}:{attempts}",
        told.address,
        told.subject,
        told.body,
        to_name=told.to_name,
        reply_to=reply_address(recipient),
        language=letter.language,
    )
    outbox.queue(message, record=letter, recipient=recipient, attachments=[(file, paper.name)])


def _attempts_before(recipient: Recipient) -> int:
    """Return how many messages to this recipient came to nothing; those that could be tried again are given up."""
    waiting = select(OutboxMessage).where(
        OutboxMessage.recipient_id == recipient.id,
        OutboxMessage.kind == MailKind.LETTER,
        OutboxMessage.status == MailStatus.DEAD,
    )
    for dead in db.session.scalars(waiting.with_for_update()):
        outbox.cancel(dead)
    count = select(func.count()).where(
        OutboxMessage.recipient_id == recipient.id, OutboxMessage.kind == MailKind.LETTER
    )
    return db.session.scalar(count) or 0


def take_out(actor: Actor, letter: Letter, recipient: Recipient, version: int | None = None) -> None:
    """Take the letter to this recipient out of the outbox; refused when it is not there any more."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    message = db.session.scalar(
        select(OutboxMessage)
        .where(
            OutboxMessage.recipient_id == recipient.id,
            OutboxMessage.kind == MailKind.LETTER,
            OutboxMessage.status == MailStatus.QUEUED,
        )
        .with_for_update()
    )
    if message is None:
        raise Refused.sentence(N_("It is not in the outbox any more: it has gone out, or is being sent just now."))
    outbox.cancel(message)
    records.saved(actor, letter, "letter.mail_taken_out", recipient=recipient.ref)


# --- what the worker asks and tells ---------------------------------------------------------------------------


def _why_not(message: OutboxMessage) -> str:
    """Hold a letter back whose paper names somebody who was marked "not in print" since it was made; ours are told.

    The paper was made when the letter was queued, and cannot be written anew here; who sent it looks it over. Its text
    is that of the mail: no file is opened here, for the claim holds a lock.
    """
    names = unprinted_since(message.created_at)
    letter = _letter_of(message)
    if not names or letter is None or not any(names.found(words) for words in _words_of(message, letter)):
        return ""
    _fail(message, NAMES_SOMEBODY)
    return NAMES_SOMEBODY


def _words_of(message: OutboxMessage, letter: Letter) -> Iterator[str]:
    """Yield the words that go out, those of the text also as the paper has them: without what plain text adds."""
    yield from (message.to_name, message.subject, message.body, _ADDED.sub("", message.body))
    yield above_of(letter).logo_words


def note_sent(message: OutboxMessage) -> None:
    """Let the clock start: mark the recipient as sent on the day on which the server took the message.

    Told twice it does nothing more. The paper that went out hangs on the letter as its proof.
    """
    recipient = _recipient_of(message)
    if recipient is None or recipient.status not in NOT_OUT or message.sent_at is None:
        return
    letter = recipient.letter
    if letter.status not in READY_TO_MAIL:
        return
    day = PartialDate.of(message.sent_at.astimezone(home_zone()).date())
    details = DeliveryDetails(
        (recipient.ref,), DeliveryMethod.EMAIL, sent_on=day, sent_to=_shown(message.to_address, recipient)
    )
    if not letter.dated_on and not letter.date_note:  # the paper bears the day on which it was made
        letter.dated_on = PartialDate.of(message.created_at.astimezone(home_zone()).date())
    sending.went_out(WORKER, letter, [recipient], details)
    for attached in message.attachments:
        _keep_as_proof(letter, recipient, attached.file, attached.name)


def _keep_as_proof(letter: Letter, recipient: Recipient, file: StoredFile, name: str) -> None:
    details = AttachmentDetails(FilePurpose.PROOF_OF_DELIVERY)
    try:
        files.attach(WORKER, letter, file, name, details, recipient=recipient)
    except Refused:
        return  # it hangs there from an earlier attempt


def _shown(address: str, recipient: Recipient) -> str:
    """Return the address as whoever sees the letter may read it: whole only where it is public."""
    side = ContactPoint.person_id if recipient.person_id is not None else ContactPoint.organization_id
    owner = recipient.person_id or recipient.organization_id
    public = select(ContactPoint.id).where(side == owner, ContactPoint.value == address, ContactPoint.is_public)
    return address if owner is not None and db.session.scalar(public.limit(1)) is not None else masked(address)


def note_given_up(message: OutboxMessage) -> None:
    """Mark the delivery as failed when a message was given up, and let the bell ring."""
    notices.mail_failed(message)
    _fail(message, message.last_error)


def _fail(message: OutboxMessage, why: str) -> None:
    recipient = _recipient_of(message)
    if recipient is not None and recipient.status is RecipientStatus.TO_SEND:
        steps.take(WORKER, recipient.letter, RecipientEvent.FAIL_DELIVERY, subject=recipient, note=why)
        notices.mail_came_back(message, recipient.letter)


def note_bounced(message: OutboxMessage, why: str) -> None:
    """Mark a message as come back, and its recipient's delivery as failed unless they have answered since.

    Then nobody owes an answer: the clock stops until it is sent again. Who wrote and who sent it is told.
    """
    if message.status is not MailStatus.SENT:
        return
    message.status, message.last_error = MailStatus.BOUNCED, why
    recipient = _recipient_of(message) if message.kind is MailKind.LETTER else None
    if recipient is not None and recipient.status in (RecipientStatus.SENT, RecipientStatus.TO_SEND):
        steps.take(WORKER, recipient.letter, RecipientEvent.FAIL_DELIVERY, subject=recipient, note=why)
    letter = recipient.letter if recipient is not None else _letter_of(message)
    if letter is not None:
        notices.mail_came_back(message, letter)
    else:
        notices.mail_failed(message)


def _letter_of(message: OutboxMessage) -> Letter | None:
    """The letter that an invitation or a reminder is about."""
    return db.session.get(Letter, message.record_id) if message.record_id is not None else None


def _recipient_of(message: OutboxMessage) -> Recipient | None:
    if message.recipient_id is None:
        return None
    return db.session.scalar(
        select(Recipient).where(Recipient.id == message.recipient_id).options(*reading.WITH_LETTER)
    )


def catch_up() -> None:
    """Mark as sent what went out while its letter was being changed by somebody: then the worker noted only the mail.

    A recipient whose sending somebody took back since stays as they are.
    """
    marked = select(Step.id).where(
        Step.recipient_id == OutboxMessage.recipient_id,
        Step.event == RecipientEvent.SEND.value,
        Step.at >= OutboxMessage.sent_at,
    )
    left_behind = (
        select(OutboxMessage)
        .join(Recipient, Recipient.id == OutboxMessage.recipient_id)
        .where(
            OutboxMessage.kind == MailKind.LETTER,
            OutboxMessage.status == MailStatus.SENT,
            Recipient.status.in_(NOT_OUT),
            ~marked.exists(),
        )
        .order_by(OutboxMessage.id)
        .limit(100)
    )
    for message in db.session.scalars(left_behind).all():
        note_sent(message)


outbox.before_sending(MailKind.LETTER, _why_not)
outbox.when_sent(MailKind.LETTER, note_sent)
outbox.when_dead(MailKind.LETTER, note_given_up)
