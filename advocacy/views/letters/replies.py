"""Replies: logging one, correcting it, saying what it answers."""

from collections.abc import Sequence
from datetime import date

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.files import AttachmentDetails, FilePurpose
from advocacy.domain.inbound import InboundMail, filled_in
from advocacy.domain.letter_details import ReplyDetails
from advocacy.domain.letters import ReplyOutcome
from advocacy.domain.partial_dates import PartialDate
from advocacy.exchange import inbound
from advocacy.forms.files import ACCEPTED
from advocacy.forms.replies import Answerable, ClassifyForm, ReplyForm, ReplyWordsForm, field_name
from advocacy.models import Letter, Recipient, Reply
from advocacy.policy import Action
from advocacy.queries import inbox
from advocacy.queries import letters as queries
from advocacy.queries.clock import home_zone, today
from advocacy.queries.letters import ShownReply
from advocacy.services import files, letters
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import back_to, bp, letter_title, letter_to_work
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved
from advocacy.views.stance_offers import saved_with_offer
from advocacy.views.uploads import takes_files


@bp.route("/<ref:ref>/replies/new", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
@takes_files
def log_reply(ref: str) -> ResponseReturnValue:
    """Write down what came back; it may answer other letters of the same campaigns too."""
    letter = letter_to_work(ref)
    offered = list(queries.answerable(current_actor(), letter).values())
    mine = [each.ref for each in offered if each.letter_id == letter.id]
    asked = [each for each in request.args.getlist("recipient") if each in mine]
    ticked = asked or (mine if len(mine) == 1 else [])
    form = ReplyForm(
        offered,
        lambda each: _offer(letter, each),
        recipients=ticked,
        received_on=PartialDate.of(today()),
        version=letter.version,
    )
    logged: list[tuple[Reply, bool]] = []
    if done(form, lambda: logged.append(_log_with_files(letter, form, offered))):
        ((reply, was_filled_in),) = logged
        if was_filled_in:
            said = _("Reply logged. Look over what was taken from the e-mail: the day, who wrote it, its words.")
            return saved(url_for("letters.edit_reply", ref=letter.ref, reply_ref=reply.ref), said)
        said = _("Reply logged.") if form.outcome.word else _("Reply logged. Say next what it answers.")
        return saved_with_offer(back_to(letter), said, letter)
    return page(
        "letters/log_reply.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        own=mine,
        accepted=ACCEPTED,
    )


def _log_with_files(letter: Letter, form: ReplyForm, offered: Sequence[Recipient]) -> tuple[Reply, bool]:
    """Log the reply with its files; tell whether anything was taken from an e-mail that was sent as a file."""
    actor, typed = current_actor(), form.logged()
    sent = [(file.filename or "", file.stream.read()) for file in form.sent]
    kept = [(files.store(actor, data, name), name) for name, data in sent]
    mail = next((inbound.read(data) for name, data in sent if name.lower().endswith(".eml")), InboundMail())
    details = filled_in(typed, mail, day=_day_of(mail, typed, offered))
    reply = letters.log_reply(actor, letter, details, form.drawn_version())
    for file, name in kept:
        files.attach(actor, letter, file, name, AttachmentDetails(FilePurpose.REPLY), reply=reply)
    return reply, details != typed


def _day_of(mail: InboundMail, typed: ReplyDetails, offered: Sequence[Recipient]) -> date | None:
    """Return the day on which an e-mail was written, where the drawn day stands unchanged and it can be so."""
    if mail.sent_at is None or typed.received_on != PartialDate.of(today()):
        return None
    day, answering = mail.sent_at.astimezone(home_zone()).date(), {answer.recipient for answer in typed.answers}
    came = PartialDate.of(day)
    is_early = any(came.certainly_before(each.sent_on) for each in offered if each.ref in answering)
    return None if day > today() or is_early else day


def _offer(letter: Letter, recipient: Recipient) -> str:
    if recipient.letter_id == letter.id:
        return recipient.party_name
    other = recipient.letter
    return str(
        _("%(name)s, on “%(subject)s” (%(letter)s)")
        % {"name": recipient.party_name, "subject": other.name, "letter": letter_title(other)}
    )


@bp.route("/<ref:ref>/replies/<ref:reply_ref>/classify", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def classify(ref: str, reply_ref: str) -> ResponseReturnValue:
    """Say what a reply answers, per recipient and demand."""
    letter = letter_to_work(ref)
    shown = found(queries.reply_of(current_actor(), letter, reply_ref))
    rows = _answerable(letter, shown)
    is_automatic = inbox.is_automatic(shown.reply)
    form = ClassifyForm.over(rows)(version=letter.version, **_told(shown, is_automatic=is_automatic))
    if done(
        form,
        lambda: letters.classify(
            current_actor(), letter, shown.reply, form.answers(rows), version=form.drawn_version()
        ),
    ):
        return saved_with_offer(back_to(letter), _("Reply classified."), letter)
    return page(
        "letters/classify.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        shown=shown,
        is_automatic=is_automatic,
        groups=[
            (
                _offer(letter, recipient),
                form[field_name(recipient)],
                [(demand, form[field_name(recipient, demand)]) for demand in demands],
            )
            for recipient, demands in rows
        ],
    )


def _answerable(letter: Letter, shown: ShownReply) -> Answerable:
    """Demands are asked for this letter; recipients of other letters are asked on the whole."""
    mine = list({answer.recipient_id: answer.recipient for answer in shown.answers}.values())
    others = list({answer.recipient_id: answer.recipient for answer in shown.elsewhere}.values())
    demands = queries.demands_of(letter)
    return [(each, demands) for each in mine] + [(each, ()) for each in others]


def _told(shown: ShownReply, *, is_automatic: bool) -> dict[str, object]:
    """Return what was chosen before; for what a machine wrote a receipt is proposed."""
    proposed = ReplyOutcome.RECEIPT if is_automatic else None
    return {
        field_name(each.recipient, each.demand): each.outcome or proposed for each in (*shown.answers, *shown.elsewhere)
    }


@bp.route("/<ref:ref>/replies/<ref:reply_ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def edit_reply(ref: str, reply_ref: str) -> ResponseReturnValue:
    """Correct the day and the words of a reply."""
    letter = letter_to_work(ref)
    reply = found(queries.reply_of(current_actor(), letter, reply_ref)).reply
    form = ReplyWordsForm(
        received_on=reply.received_on,
        channel=reply.channel,
        reply_from=reply.reply_from,
        from_words=reply.from_words,
        words=reply.words,
        note=reply.note,
        version=letter.version,
    )
    if done(form, lambda: letters.edit_reply(current_actor(), letter, reply, form.details(), form.drawn_version())):
        return saved(back_to(letter), _("Reply saved."))
    return page("letters/edit_reply.html", form=form, letter=letter, letter_name=letter_title(letter))
