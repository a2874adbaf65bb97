"""The one activity per letter and day that a sending leaves on the timeline, whatever the number of recipients."""

from sqlalchemy import and_, or_, select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.letters import LetterEvent, RecipientEvent, RecipientStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import Activity, ActivityCampaign, ActivityContact, Letter, Recipient, Record, Step
from advocacy.policy import Actor
from advocacy.services import activities
from advocacy.services.activities import Happening

_MOVED = "the day of sending was corrected"


def activity_on(actor: Actor, letter: Letter, sent_on: PartialDate) -> Activity:
    """Return the activity of this letter's sending on that day, written now if there is none yet."""
    return _standing_on(letter, sent_on) or _write(actor, letter, sent_on)


def _standing_on(letter: Letter, sent_on: PartialDate) -> Activity | None:
    return db.session.scalar(
        select(Activity).where(
            Activity.record_id == letter.id,
            Activity.kind == ActivityKind.LETTER_SENT,
            Activity.occurred_on == sent_on,
            Activity.retracted_at.is_(None),
        )
    )


def _write(actor: Actor, letter: Letter, sent_on: PartialDate) -> Activity:
    note = letter.date_note if sent_on == letter.dated_on else ""
    happening = Happening(occurred_on=sent_on, date_note=note, summary=letter.name, side=letter.side)
    return activities.record(actor, letter, ActivityKind.LETTER_SENT, happening, step=LetterEvent.SEND.value)


def sending_step(recipient: Recipient) -> Step | None:
    """Return the latest standing step by which it went out to the recipient."""
    return db.session.scalar(
        select(Step)
        .where(
            Step.recipient_id == recipient.id,
            Step.event == RecipientEvent.SEND.value,
            Step.corrected_at.is_(None),
        )
        .order_by(Step.id.desc())
        .limit(1)
    )


def was_dated_by_sending(letter: Letter) -> bool:
    """Whether the letter had no date of its own, and has that of the day on which it first went out."""
    sent = select(Step.fields_before).where(
        Step.record_id == letter.id, Step.event == LetterEvent.SEND.value, Step.corrected_at.is_(None)
    )
    return any("dated_on" in (before or {}) for before in db.session.scalars(sent))


def activity_of(step: Step | None) -> Activity | None:
    """Return the activity that a step wrote or joined."""
    if step is None or step.activity_id is None:
        return None
    return db.session.get_one(Activity, step.activity_id)


def move_whole(letter: Letter, before: PartialDate) -> None:
    """Let the activity of a letter to nobody in particular follow the letter's own date."""
    activity = _standing_on(letter, before)
    if activity is not None:
        activities.move(activity, letter.dated_on, letter.date_note)


def change_day(actor: Actor, letter: Letter, recipient: Recipient, sent_on: PartialDate) -> None:
    """Correct the day on which it went out to one recipient, and let the activity follow.

    Alone on its activity, the recipient moves it; beside others it leaves it to them and joins the one of the
    new day.
    """
    if recipient.sent_on == sent_on:
        return
    step = sending_step(recipient)
    before = activity_of(step) or _standing_on(letter, recipient.sent_on)
    after = _standing_on(letter, sent_on)
    is_alone = before is not None and len(_sent_to(before)) <= 1
    recipient.sent_on = sent_on
    db.session.flush()
    if before is None:
        return
    if is_alone and after is None:
        activities.move(before, sent_on)
        return
    after = after or _write(actor, letter, sent_on)
    if step is not None:
        step.activity_id = after.id
    db.session.flush()
    name_recipients(after)
    if is_alone:
        activities.retract(actor, before, _MOVED)
    else:
        name_recipients(before)


def _sent_to(activity: Activity) -> list[Recipient]:
    """Return to whom it went out on the activity's day: by a step that joined it or, for history, by the day alone."""
    db.session.flush()
    joined = select(Step.recipient_id).where(Step.activity_id == activity.id, Step.corrected_at.is_(None))
    stepped = select(Step.recipient_id).where(
        Step.record_id == activity.record_id,
        Step.recipient_id.is_not(None),
        Step.event == RecipientEvent.SEND.value,
        Step.corrected_at.is_(None),
    )
    by_day = and_(
        Recipient.letter_id == activity.record_id,
        Recipient.status != RecipientStatus.TO_SEND,
        Recipient.sent_on == activity.occurred_on,
        Recipient.id.not_in(stepped),
    )
    return list(
        db.session.scalars(
            select(Recipient).where(or_(Recipient.id.in_(joined), by_day)).order_by(Recipient.position, Recipient.id)
        )
    )


def name_recipients(activity: Activity) -> None:
    """Make the activity concern exactly those to whom the letter went out on its day."""
    activity.contacts = [
        ActivityContact(
            person_id=recipient.person_id,
            organization_id=recipient.organization_id,
            attribution=recipient.attribution,
        )
        for recipient in _sent_to(activity)
    ]
    follow_campaigns(activity)


def follow_campaigns(activity: Activity) -> None:
    """Make the activity belong to the campaigns of every letter that it tells about."""
    db.session.flush()
    joined = select(Step.record_id).where(Step.activity_id == activity.id, Step.corrected_at.is_(None))
    records = db.session.scalars(
        select(Record).where(or_(Record.id == activity.record_id, Record.id.in_(joined))).order_by(Record.id)
    ).all()
    wanted = dict.fromkeys(link.campaign_id for record in records for link in record.campaign_links)
    have = {link.campaign_id: link for link in activity.campaign_links}
    activity.campaign_links = [have.get(each) or ActivityCampaign(campaign_id=each) for each in wanted]
    activity.place()
    db.session.flush()
