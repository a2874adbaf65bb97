"""Replies: logged, first to be classified, then classified per recipient and demand."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.letter_clock import due_after_pause, event_of
from advocacy.domain.letter_details import AnswerDetails, ReplyDetails, check_answers, check_reply
from advocacy.domain.letters import LetterStatus, RecipientEvent, RecipientStatus, ReplyOutcome
from advocacy.domain.partial_dates import Precision
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.tasks import TaskRule
from advocacy.domain.words import N_
from advocacy.models import Activity, Demand, Letter, Recipient, Reply, ReplyAnswer, Step
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import letters as reading
from advocacy.queries.clock import today
from advocacy.services import activities, notices, records, steps, tasks
from advocacy.services.activities import Contact, Happening
from advocacy.services.letters import dispatch, following
from advocacy.services.letters.closing import reopen
from advocacy.services.letters.owning import owner_of
from advocacy.services.letters.sending import calendar_of

REAL_ANSWERS = frozenset(ReplyOutcome) - {ReplyOutcome.RECEIPT, ReplyOutcome.NEEDS_CLARIFICATION}


def log_reply(actor: Actor, letter: Letter, details: ReplyDetails, version: int | None = None) -> Reply:
    """Write down what came back. It may answer several recipients, also of other letters of the same campaigns.

    Without an outcome it is to be classified, and a task says so; a letter that was closed is open again.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    answerable = reading.answerable(actor, letter)
    refuse_if(check_reply(details, reading.addressed(answerable.values()), today()))
    records.refuse_never_stored(words=details.words, note=details.note, from_words=details.from_words)
    answered = _recipients(details.answers, answerable)
    reply = Reply(logged_by_id=actor.user_id)
    _set_words(reply, details)
    db.session.add(reply)
    activity = _record(actor, letter, answered, details)
    reply.activity_id = activity.id
    for recipient in answered:
        _arrive(actor, recipient, reply, activity)
    dispatch.follow_campaigns(activity)
    notices.reply_arrived(actor, {each.letter.id: each.letter for each in answered}.values(), reply)
    told = [answer for answer in details.answers if answer.outcome is not None]
    if told:
        classify(actor, letter, reply, details.answers)
    return reply


def _set_words(reply: Reply, details: ReplyDetails) -> None:
    reply.received_on, reply.channel, reply.reply_from = details.received_on, details.channel, details.reply_from
    reply.from_words, reply.words, reply.note = details.from_words, details.words, details.note


def _recipients(answers: Sequence[AnswerDetails], answerable: dict[str, Recipient]) -> list[Recipient]:
    return [answerable[ref] for ref in dict.fromkeys(answer.recipient for answer in answers)]


def _record(actor: Actor, letter: Letter, answered: Sequence[Recipient], details: ReplyDetails) -> Activity:
    happening = Happening(
        occurred_on=details.received_on,
        summary=letter.name,
        side=Side.THEIRS,
        contacts=tuple(Contact(each.party, attribution=each.attribution) for each in answered),
    )
    return activities.record(actor, letter, ActivityKind.REPLY_RECEIVED, happening, step=RecipientEvent.LOG_REPLY.value)


def _arrive(actor: Actor, recipient: Recipient, reply: Reply, activity: Activity) -> None:
    letter = recipient.letter
    ensure(actor, Action.WORK_LETTER, letter)
    if letter.status is LetterStatus.CLOSED:
        reopen(actor, letter)
    step = steps.take(actor, letter, RecipientEvent.LOG_REPLY, subject=recipient, activity=activity)
    following.settle(actor, letter, step)
    reply.answers.append(ReplyAnswer(recipient=recipient, recipient_id=recipient.id))
    tasks.plan(
        actor,
        TaskRule.CLASSIFY_REPLY,
        letter.name,
        about=letter,
        assignee=actor.user or owner_of(letter),
        due_on=today(),
        activity=activity,
    )


def classify(
    actor: Actor, letter: Letter, reply: Reply, answers: Sequence[AnswerDetails], version: int | None = None
) -> None:
    """Say what the reply answers, per recipient and demand; recipients left without an outcome stay as they are.

    Refused where another outcome would change the state that was reached: the step is taken back first.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    recipients = {recipient.ref: recipient for recipient in _answered_by(reply)}
    refuse_if(check_answers(answers, reading.addressed(recipients.values())))
    told = [answer for answer in answers if answer.outcome is not None]
    if not told:
        raise Refused.at("answers", N_("Say for at least one recipient what the answer was."))
    for recipient in _recipients(told, recipients):
        ensure(actor, Action.WORK_LETTER, recipient.letter)
        mine = [answer for answer in told if answer.recipient == recipient.ref]
        _set_answers(reply, recipient, mine)
        _move_on(actor, reply, recipient)


def _answered_by(reply: Reply) -> list[Recipient]:
    ids = {answer.recipient_id for answer in reply.answers}
    found = db.session.scalars(
        select(Recipient).where(Recipient.id.in_(ids)).options(*reading.WITH_LETTER).order_by(Recipient.id)
    ).all()
    return list(found)


def _set_answers(reply: Reply, recipient: Recipient, told: Sequence[AnswerDetails]) -> None:
    demands = {demand.ref: demand.id for demand in _demands_of(recipient.letter)}
    wanted = {demands.get(answer.demand): answer.outcome for answer in told}
    kept = [answer for answer in reply.answers if answer.recipient_id != recipient.id]
    for answer in reply.answers:
        if answer.recipient_id == recipient.id and answer.demand_id in wanted:
            answer.outcome = wanted.pop(answer.demand_id)
            kept.append(answer)
    kept += [
        ReplyAnswer(recipient=recipient, recipient_id=recipient.id, demand_id=demand_id, outcome=outcome)
        for demand_id, outcome in wanted.items()
    ]
    reply.answers = kept
    db.session.flush()


def _demands_of(letter: Letter) -> Sequence[Demand]:
    ids = [campaign.id for campaign in letter.campaigns]
    return db.session.scalars(select(Demand).where(Demand.campaign_id.in_(ids))).all()


def _move_on(actor: Actor, reply: Reply, recipient: Recipient) -> None:
    letter = recipient.letter
    standing = _standing_answers(recipient)
    if any(answer.outcome is None for answer in standing):
        records.saved(actor, letter, "letter.reply_classified")
        return  # another reply of theirs still waits
    outcomes = [answer.outcome for answer in standing if answer.reply_id == reply.id and answer.outcome]
    before = any(answer.outcome in REAL_ANSWERS for answer in standing if answer.reply_id != reply.id)
    event = event_of(outcomes, answered_before=before)
    if recipient.status is RecipientStatus.TO_CLASSIFY:
        activity = db.session.get(Activity, reply.activity_id) if reply.activity_id else None
        step = steps.take(actor, letter, event, subject=recipient, activity=activity)
        _finish(actor, letter, event, step)
    elif recipient.status is not _STATE_AFTER[event]:
        raise Refused.sentence(N_("This would change where the letter stands. Take the last step back first."))
    else:
        records.saved(actor, letter, "letter.reply_classified")


_STATE_AFTER = {
    RecipientEvent.ANSWER: RecipientStatus.ANSWERED,
    RecipientEvent.CLARIFY: RecipientStatus.CLARIFYING,
    RecipientEvent.ACKNOWLEDGE: RecipientStatus.ACKNOWLEDGED,
}


def _standing_answers(recipient: Recipient) -> list[ReplyAnswer]:
    db.session.flush()
    found = db.session.scalars(
        select(ReplyAnswer)
        .join(Reply, Reply.id == ReplyAnswer.reply_id)
        .where(ReplyAnswer.recipient_id == recipient.id, Reply.retracted_at.is_(None))
        .order_by(ReplyAnswer.id)
    ).unique()
    return list(found)


def _finish(actor: Actor, letter: Letter, event: RecipientEvent, step: Step) -> None:
    """The task to classify is done when nothing of the letter waits; a question of theirs becomes a task of ours."""
    db.session.flush()
    waiting = select(Recipient.id).where(
        Recipient.letter_id == letter.id, Recipient.status == RecipientStatus.TO_CLASSIFY
    )
    if db.session.scalar(waiting.limit(1)) is None:
        tasks.finish_by_rule(actor, TaskRule.CLASSIFY_REPLY, letter, step)
    if event is RecipientEvent.CLARIFY:
        tasks.plan(
            actor,
            TaskRule.ANSWER_REPLY,
            letter.name,
            about=letter,
            assignee=actor.user,
        )


def edit_reply(actor: Actor, letter: Letter, reply: Reply, details: ReplyDetails, version: int | None = None) -> None:
    """Correct the day and the words of a reply; its activity follows. What it answers is changed by `classify`."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    recipients = {recipient.ref: recipient for recipient in _answered_by(reply)}
    for recipient in recipients.values():
        ensure(actor, Action.WORK_LETTER, recipient.letter)
    known = reading.addressed(recipients.values())
    problems = check_reply(_answering(details, known), known, today())
    refuse_if(problem for problem in problems if problem.field == "received_on")
    records.refuse_never_stored(words=details.words, note=details.note, from_words=details.from_words)
    before = reply.received_on
    _set_words(reply, details)
    activity = db.session.get(Activity, reply.activity_id) if reply.activity_id else None
    if activity is not None and before != reply.received_on:
        activities.move(activity, reply.received_on)
    records.saved(actor, letter, "letter.reply_edited", received_on=(before, reply.received_on))


def _answering(details: ReplyDetails, refs: Iterable[str]) -> ReplyDetails:
    answers = tuple(AnswerDetails(ref) for ref in refs)
    return ReplyDetails(received_on=details.received_on, answers=answers)


def respond(actor: Actor, letter: Letter, recipient: Recipient, answered_on: date, version: int | None = None) -> None:
    """Note that we answered their question: the clock runs again from that day, with the time that was left."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if answered_on > today():
        raise Refused.at("answered_on", N_("We cannot have answered in the future."))
    asked_on = _asked_on(recipient)
    if asked_on is not None and answered_on < asked_on:
        raise Refused.at("answered_on", N_("We cannot have answered before they asked."))
    due = recipient.reply_due
    if due is not None:
        due = due_after_pause(due, asked_on, answered_on, letter.reply_business_days, calendar_of(letter))
    step = steps.take(actor, letter, RecipientEvent.RESPOND, subject=recipient, fields={"reply_due": due})
    tasks.finish_by_rule(actor, TaskRule.ANSWER_REPLY, letter, step)


def _asked_on(recipient: Recipient) -> date | None:
    asking = [
        answer.reply.received_on
        for answer in _standing_answers(recipient)
        if answer.outcome is ReplyOutcome.NEEDS_CLARIFICATION
    ]
    latest = asking[-1] if asking else None
    return latest.first_day if latest is not None and latest.precision is Precision.DAY else None


def acknowledge(actor: Actor, letter: Letter, recipient: Recipient, version: int | None = None) -> None:
    """Note a mere receipt: the clock runs on."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if recipient.status is RecipientStatus.TO_CLASSIFY:
        raise Refused.sentence(N_("A reply waits to be classified. Say first what it answers."))
    steps.take(actor, letter, RecipientEvent.ACKNOWLEDGE, subject=recipient)


def give_up(actor: Actor, letter: Letter, recipient: Recipient, version: int | None = None) -> None:
    """Stop waiting for this recipient; a late reply is still taken."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    step = steps.take(actor, letter, RecipientEvent.GIVE_UP, subject=recipient)
    following.settle(actor, letter, step)


def forget(recipient: Recipient, step: Step) -> None:
    """After a correction: the reply that the step logged answers this recipient no more, or nobody at all."""
    for answer in _answers_of(recipient, step):
        reply = answer.reply
        if all(each.recipient_id == recipient.id for each in reply.answers):
            reply.retracted_at = reply.retracted_at or utc_now()
        else:
            reply.answers.remove(answer)
    db.session.flush()


def declassify(recipient: Recipient, step: Step) -> None:
    """After a correction: the reply is to be classified again for this recipient."""
    mine = _answers_of(recipient, step)
    for answer in mine[1:]:
        answer.reply.answers.remove(answer)
    for answer in mine[:1]:
        answer.demand_id, answer.outcome = None, None
    db.session.flush()


def _answers_of(recipient: Recipient, step: Step) -> list[ReplyAnswer]:
    found = db.session.scalars(
        select(ReplyAnswer)
        .join(Reply, Reply.id == ReplyAnswer.reply_id)
        .where(ReplyAnswer.recipient_id == recipient.id, Reply.activity_id == step.activity_id)
        .options(selectinload(ReplyAnswer.reply).selectinload(Reply.answers))
        .order_by(ReplyAnswer.id)
    ).unique()
    return list(found)
