"""Reviewing: a letter goes from draft over review to approved, and back when its text is revised.

A second person approves: never who wrote the text as it stands, or changed it last. Only what was said of this text
counts; a change of the text asks those who had reviewed it again.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_reviews import (
    NOBODY_ELSE,
    OWN_TEXT,
    AskDetails,
    ReviewDetails,
    check_asking,
    check_review,
)
from advocacy.domain.letters import LetterEvent, LetterStatus, SignatureEvent, SignatureStatus
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.tasks import (
    LETTER_APPROVED,
    LETTER_RETURNED,
    REVIEWER_WROTE,
    STEP_TAKEN_BACK,
    TaskEvent,
    TaskRule,
    TaskStatus,
)
from advocacy.domain.words import N_
from advocacy.models import Letter, LetterReview, Signature, Step, Task, User
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.queries.letter_papers import words_now
from advocacy.queries.letter_reviews import possible_reviewers, reviews_of
from advocacy.queries.letter_texts import as_printed, text_author_id
from advocacy.services import notices, records, steps, tasks
from advocacy.services.letters import papers, sign_on, translating
from advocacy.services.letters.closing import reopen
from advocacy.services.letters.waiting import refuse_in_outbox, take_all_out
from advocacy.services.letters.wording import raise_if_changed

ADVANCES = (
    LetterEvent.SUBMIT,
    LetterEvent.RETURN,
    LetterEvent.APPROVE,
    LetterEvent.REVISE,
    LetterEvent.COLLECT,
    LetterEvent.CLOSE_SIGNATURES,
    LetterEvent.REOPEN,
)
"""Steps that need no more than a click."""


def advance(actor: Actor, letter: Letter, event: LetterEvent, version: int | None = None) -> int:
    """Take a step of writing and reviewing. Return how many messages with the letter were taken out of the outbox:
    a text that is opened, or that others may still sign, does not go out as it was.

    Refused where the table has none, for an empty letter, and while a signature waits to be confirmed. To approve is
    a review without a note: the letter is approved once enough others have.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if event not in ADVANCES:
        raise Refused.sentence(N_("This step needs more than a click."))
    _refuse_too_early(letter, event)
    waited = take_all_out(actor, letter) if event in (LetterEvent.REVISE, LetterEvent.COLLECT) else 0
    if event is LetterEvent.REOPEN:
        reopen(actor, letter)
    elif event is LetterEvent.APPROVE and actor.user_id is not None:
        review(actor, letter, ReviewDetails(ReviewVerdict.APPROVED))
    elif event is LetterEvent.APPROVE:
        _approve(actor, letter)
    elif event is LetterEvent.REVISE:
        _revise(actor, letter)
    else:
        steps.take(actor, letter, event)
    if event is LetterEvent.RETURN:
        _drop_tasks(actor, letter, LETTER_RETURNED)
    return waited


def close_signatures(actor: Actor, letter: Letter, version: int | None = None) -> None:
    """Close signatures without those who have not confirmed the text as it stands: their names are not printed.

    So goes out, too, a letter that was approved again and collects no more.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    waiting = unconfirmed(letter)
    if waiting and letter.status is LetterStatus.APPROVED:
        steps.take(actor, letter, LetterEvent.COLLECT)
    for signature in waiting:
        steps.take(actor, letter, SignatureEvent.GIVE_UP, subject=signature)
    steps.take(actor, letter, LetterEvent.CLOSE_SIGNATURES)


def unconfirmed(letter: Letter) -> list[Signature]:
    """Return the signatures that stood under an earlier text and wait to be confirmed."""
    return [each for each in letter.signatures if each.status is SignatureStatus.TO_RECONFIRM]


def _revise(actor: Actor, letter: Letter) -> None:
    """Open the text: it says again what other records say now; where that is something else, it is a new text."""
    before = as_printed(letter)
    steps.take(actor, letter, LetterEvent.REVISE, fields={"settled": ""})
    raise_if_changed(actor, letter, before)


def _refuse_too_early(letter: Letter, event: LetterEvent) -> None:
    if event is LetterEvent.SUBMIT:
        _refuse_empty(letter)
    if event is LetterEvent.CLOSE_SIGNATURES:
        refuse_unconfirmed(letter)


def _refuse_empty(letter: Letter) -> None:
    if not letter.body.strip():
        raise Refused.sentence(N_("There is no text to review yet. Write it first."))


def ask_for_review(actor: Actor, letter: Letter, details: AskDetails, version: int | None = None) -> None:
    """Send a draft for review, or ask more people while it is in review: each who is asked gets a task.

    Whoever else may work letters may review it too. Refused when there are too few who may, and when a letter in
    review is to need fewer approvals than was said.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    _refuse_empty(letter)
    possible = {user.ref: user for user in possible_reviewers(letter)}
    refuse_if(check_asking(details, today(), len(possible)))
    if any(ref not in possible for ref in details.reviewers):
        raise Refused.at("reviewers", N_("Choose from the list."))
    if letter.status is LetterStatus.IN_REVIEW:
        if details.needed < letter.reviews_needed:
            raise Refused.at(
                "needed", N_("While it is in review it can only need more. Return it to draft to need fewer.")
            )
        letter.reviews_needed = details.needed
        records.saved(actor, letter, "letter.review_asked", count=details.needed)
    else:
        steps.take(actor, letter, LetterEvent.SUBMIT, fields={"reviews_needed": details.needed})
    _ask(actor, letter, [possible[ref] for ref in details.reviewers], details.due_on)


def _ask(actor: Actor, letter: Letter, reviewers: Sequence[User], due_on: date | None = None) -> None:
    asked = {task.assignee_id for task in _open_tasks(letter)}
    for user in reviewers:
        if user.id not in asked:
            tasks.plan(actor, TaskRule.REVIEW_LETTER, letter.name, about=letter, assignee=user, due_on=due_on)


def review(actor: Actor, letter: Letter, details: ReviewDetails, version: int | None = None) -> None:
    """Say what one thinks of the text as it stands: approved, or changes wanted, which returns it to draft.

    The letter is approved with the last approval that it needs. Refused for who wrote the text or changed it last.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    wants_changes = details.verdict is ReviewVerdict.CHANGES
    if letter.status is not LetterStatus.IN_REVIEW:  # the table says no, in its own words
        steps.take(actor, letter, LetterEvent.RETURN if wants_changes else LetterEvent.APPROVE)
    _refuse_own_text(actor, letter)
    refuse_if(check_review(details))
    records.refuse_never_stored(note=details.note)
    _keep(actor, letter, details)
    done = _finish_own_task(actor, letter)
    step = None
    if wants_changes:
        step = steps.take(actor, letter, LetterEvent.RETURN, note=details.note)
        _drop_tasks(actor, letter, LETTER_RETURNED)
    else:
        step = _settle(actor, letter)
    if step is None:
        records.saved(actor, letter, "letter.reviewed", version=letter.text_version)
    elif done is not None:
        step.closed_task_id = done.id
    notices.review_answered(actor, letter)


def _refuse_own_text(actor: Actor, letter: Letter) -> None:
    if actor.user_id is not None and actor.user_id == text_author_id(letter):
        raise Refused.sentence(OWN_TEXT if possible_reviewers(letter) else NOBODY_ELSE)


def _keep(actor: Actor, letter: Letter, details: ReviewDetails) -> None:
    """Keep the review; who has reviewed this text already changes what they said."""
    if actor.user_id is None:
        return
    known = next((each for each in _reviews_now(letter) if each.reviewer_id == actor.user_id), None)
    kept = known or LetterReview(letter_id=letter.id, text_version=letter.text_version, reviewer_id=actor.user_id)
    kept.verdict, kept.note, kept.at = details.verdict, details.note, utc_now()
    db.session.add(kept)
    db.session.flush()


def _reviews_now(letter: Letter) -> list[LetterReview]:
    return [each for each in reviews_of(letter) if each.text_version == letter.text_version]


def _settle(actor: Actor, letter: Letter) -> Step | None:
    """Approve the letter if this text has the approvals it needs."""
    approvals = [each for each in _reviews_now(letter) if each.verdict is ReviewVerdict.APPROVED]
    return _approve(actor, letter) if len(approvals) >= letter.reviews_needed else None


def _approve(actor: Actor, letter: Letter) -> Step:
    step = steps.take(actor, letter, LetterEvent.APPROVE, fields={"settled": words_now(letter, is_hashed=True).kept()})
    papers.note_approved(actor, letter)
    approvals = [each for each in _reviews_now(letter) if each.verdict is ReviewVerdict.APPROVED]
    translating.approve_with_letter(actor, letter, approvals)
    sign_on.ask_again(actor, letter)
    _drop_tasks(actor, letter, LETTER_APPROVED)
    return step


def _open_tasks(letter: Letter) -> Sequence[Task]:
    waiting = select(Task).where(
        Task.about_id == letter.id, Task.rule == TaskRule.REVIEW_LETTER, Task.status == TaskStatus.OPEN
    )
    return db.session.scalars(waiting.order_by(Task.id)).all()


def _finish_own_task(actor: Actor, letter: Letter) -> Task | None:
    mine = next((task for task in _open_tasks(letter) if task.assignee_id == actor.user_id), None)
    if mine is not None:
        steps.take(actor, mine, TaskEvent.FINISH)
    return mine


def _drop_tasks(actor: Actor, letter: Letter, why: str) -> None:
    for task in _open_tasks(letter):
        tasks.drop(actor, task, why)


def ask_again(actor: Actor, letter: Letter) -> None:
    """After a change of the text in review: who had reviewed it is asked again; who changed it is no reviewer now."""
    if letter.status is not LetterStatus.IN_REVIEW:
        return
    for task in _open_tasks(letter):
        if task.assignee_id == actor.user_id:
            tasks.drop(actor, task, REVIEWER_WROTE)
    had = {each.reviewer_id for each in reviews_of(letter) if each.text_version == letter.text_version - 1}
    _ask(actor, letter, [user for user in possible_reviewers(letter) if user.id in had])


def follow_correction(actor: Actor, letter: Letter, step: Step) -> None:
    """A review that moved the letter counts no more when its step is taken back, nor does the hash it left.

    Refused while the letter waits in the outbox as it stands.
    """
    if step.event in (LetterEvent.APPROVE.value, LetterEvent.CLOSE_SIGNATURES.value):
        refuse_in_outbox(letter.recipients)
    verdicts = {
        LetterEvent.APPROVE.value: ReviewVerdict.APPROVED,
        LetterEvent.RETURN.value: ReviewVerdict.CHANGES,
    }
    for told in _reviews_now(letter):
        if told.reviewer_id == step.actor_id and told.verdict is verdicts.get(step.event):
            db.session.delete(told)
    if step.event == LetterEvent.APPROVE.value:
        papers.forget_approval(letter)
        translating.forget_approval(letter)
    if step.event == LetterEvent.SUBMIT.value:
        _drop_tasks(actor, letter, STEP_TAKEN_BACK)


def refuse_unconfirmed(letter: Letter) -> None:
    """Refuse while a signature stands to be confirmed: no name stands under a text its owner did not see."""
    waiting = unconfirmed(letter)
    if waiting:
        names = ", ".join(each.printed_name or each.attribution for each in waiting)
        raise Refused.sentence(
            N_("The text changed after some had signed. To be confirmed or withdrawn first: %(names)s."), names=names
        )
