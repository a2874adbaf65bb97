"""Writing a letter: its text and versions, its campaigns and demands, to whom it goes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import or_, select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_details import LetterDetails, RecipientDetails, check_due, check_letter, check_party
from advocacy.domain.letters import BEFORE_SENDING, LetterStatus, RecipientStatus
from advocacy.domain.merge_fields import check_fields
from advocacy.domain.problems import Problem, Refused, each_line, refuse_if
from advocacy.domain.words import N_
from advocacy.models import (
    Activity,
    Campaign,
    Demand,
    Letter,
    LetterDemand,
    Person,
    Recipient,
    Step,
    Task,
)
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.queries.letter_papers import words_now
from advocacy.queries.letter_texts import as_printed
from advocacy.services import records
from advocacy.services.letters import dispatch, parties, reviewing, sending, waiting
from advocacy.services.letters.wording import date_is_open, is_history, raise_if_changed, text_is_open

SETTLED = N_("The text is settled. Choose “Revise the text” first: signatures are then confirmed.")
PLAIN_FIELDS = (
    "letter_kind",
    "sender",
    "language",
    "dated_on",
    "date_note",
    "reply_business_days",
    "others_signed",
    "signer_note",
    "enclosures",
    "note",
)


def create(actor: Actor, details: LetterDetails, recipients: Sequence[RecipientDetails] = ()) -> Letter:
    """Begin a letter: ours as a draft; one that has already gone out, or is of others, as sent."""
    ensure(actor, Action.WORK_LETTER)
    campaigns, demands = _checked(actor, details)
    _refuse_unknown_fields(details)
    letter = Letter(subject=details.subject, body=details.body, side=details.side)
    _set_plain_fields(letter, details)
    if details.starts_as_sent:
        letter.status = LetterStatus.SENT
    records.add(actor, letter, "letter.created", campaigns=campaigns, side=details.side)
    _set_demands(letter, demands)
    for recipient in recipients:
        _add_recipient(actor, letter, recipient)
    if details.starts_as_sent:
        sending.went_out_before(actor, letter)
    return letter


def edit(actor: Actor, letter: Letter, details: LetterDetails, version: int | None = None) -> None:
    """Change a letter. A change of what is printed keeps the old text, and no name stands under the new unconfirmed.

    What belongs to the text is refused when that is no longer open; activities and tasks follow the campaigns.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    campaigns, demands = _checked(actor, details)
    _refuse_settled(letter, details, demands)
    if (letter.subject, letter.body) != (details.subject, details.body):
        _refuse_unknown_fields(details)
    dated_before = letter.dated_on
    with changing(actor, letter):
        letter.subject, letter.body = details.subject, details.body
        _set_plain_fields(letter, details)
        if [campaign.id for campaign in campaigns] != [campaign.id for campaign in letter.campaigns]:
            records.set_campaigns(actor, letter, campaigns)
            _follow_campaigns(actor, letter)
        _set_demands(letter, demands)
    sending.follow_date(actor, letter, dated_before)
    records.saved(actor, letter, "letter.edited", version=letter.text_version)


@contextmanager
def changing(actor: Actor, *letters: Letter) -> Iterator[None]:
    """Let what is done inside be followed by these letters.

    Where it changes what an open one prints, it has a new text: its signatures are to be confirmed, its reviewers are
    asked again. One that is settled keeps the words it had.
    """
    is_open = [each for each in letters if text_is_open(each)]
    before = [(each, as_printed(each)) for each in is_open]
    for letter in letters:
        if letter not in is_open and not letter.settled and not is_history(letter):
            letter.settled = words_now(letter).kept()
    yield
    db.session.flush()
    for letter, told in before:
        if raise_if_changed(actor, letter, told):
            reviewing.ask_again(actor, letter)


def restore(actor: Actor, letter: Letter, number: int, version: int | None = None) -> None:
    """Bring an older text back, as a new version: nothing is lost. Refused when the text is settled, or the same."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    older = next((each for each in letter.versions if each.number == number), None)
    if older is None or (older.subject, older.body) == (letter.subject, letter.body):
        raise Refused.sentence(N_("This is the text as it stands now."))
    _refuse_another_text(letter)
    with changing(actor, letter):
        letter.subject, letter.body = older.subject, older.body
    records.saved(actor, letter, "letter.text_restored", version=letter.text_version, number=number)


def add_recipients(
    actor: Actor, letter: Letter, added: Sequence[RecipientDetails], version: int | None = None
) -> list[Recipient]:
    """Add recipients, all or none: LinesRefused says which of them are there already or cannot be taken.

    Refused when the letter is closed or withdrawn.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if letter.status not in (*BEFORE_SENDING, LetterStatus.SENT):
        raise Refused.sentence(N_("The letter is closed. Reopen it first."))
    made: list[Recipient] = []
    each_line(added, lambda details: made.append(_add_recipient(actor, letter, details)))
    if letter.side is not Side.OURS:
        sending.went_out_before(actor, letter)
    records.saved(actor, letter, "letter.recipients_added", count=len(made))
    return made


def remove_recipient(actor: Actor, letter: Letter, recipient: Recipient, version: int | None = None) -> None:
    """Take a recipient off; refused once it went out to them."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if recipient.status is not RecipientStatus.TO_SEND:
        raise Refused.sentence(N_("It has gone out to them; a recipient who was sent to stays on the letter."))
    waiting.refuse_in_outbox([recipient])
    letter.recipients.remove(recipient)
    records.saved(actor, letter, "letter.recipient_removed", recipient=recipient.ref)


def _checked(actor: Actor, details: LetterDetails) -> tuple[list[Campaign], list[Demand]]:
    campaigns = parties.campaigns_of(actor, details.campaigns)
    demands = parties.demands_of(actor, details.demands)
    by_id = {campaign.id: campaign.ref for campaign in campaigns}
    refuse_if(check_letter(details, today(), [by_id.get(demand.campaign_id, "") for demand in demands]))
    records.refuse_never_stored(
        subject=details.subject,
        body=details.body,
        sender=details.sender,
        date_note=details.date_note,
        signer_note=details.signer_note,
        enclosures=details.enclosures,
        note=details.note,
    )
    return campaigns, demands


def _refuse_unknown_fields(details: LetterDetails) -> None:
    """A misspelt field of our own letters would go out as it is written; in a letter of others braces are theirs."""
    if details.side is Side.OURS:
        refuse_if([*check_fields("subject", details.subject), *check_fields("body", details.body)])


def _set_plain_fields(letter: Letter, details: LetterDetails) -> None:
    for name in PLAIN_FIELDS:
        setattr(letter, name, getattr(details, name))


def _set_demands(letter: Letter, demands: Sequence[Demand]) -> None:
    kept = {link.demand_id: link for link in letter.demand_links}
    letter.demand_links = [
        kept.get(demand.id) or LetterDemand(demand_id=demand.id, demand=demand) for demand in demands
    ]
    db.session.flush()


def _refuse_settled(letter: Letter, details: LetterDetails, demands: Sequence[Demand]) -> None:
    """Refuse to change what belongs to a text that is settled; of a letter of the past only the text itself."""
    if text_is_open(letter):
        return
    if (letter.subject, letter.body) != (details.subject, details.body):
        _refuse_another_text(letter)
    if is_history(letter):
        return
    changed = {
        "demands": [each.id for each in letter.demands] != [each.id for each in demands],
        "sender": letter.sender != details.sender,
        "language": letter.language is not details.language,
        "enclosures": letter.enclosures != details.enclosures,
    }
    refuse_if([Problem(field, SETTLED) for field, is_another in changed.items() if is_another])
    is_dated_anew = (letter.dated_on, letter.date_note) != (details.dated_on, details.date_note)
    if is_dated_anew and not date_is_open(letter):
        raise Refused.at("dated_on", SETTLED)


def _refuse_another_text(letter: Letter) -> None:
    if not text_is_open(letter):
        raise Refused([Problem("body", SETTLED)])


def _add_recipient(actor: Actor, letter: Letter, details: RecipientDetails) -> Recipient:
    refuse_if(check_party(details, "recipients"))
    refuse_if(check_due(details.reply_due, letter.dated_on))
    records.refuse_never_stored(attribution=details.attribution, note=details.note)
    party = parties.party_of(actor, details, "recipients")
    person_id = party.id if isinstance(party, Person) else None
    organization_id = party.id if party is not None and person_id is None else None
    if party is not None and any(
        (person_id, organization_id) == (known.person_id, known.organization_id) for known in letter.recipients
    ):
        raise Refused.at("recipients", N_("%(name)s is already on the letter."), name=party.name)
    recipient = Recipient(
        person=party if person_id is not None else None,
        organization=party if organization_id is not None else None,
        person_id=person_id,
        organization_id=organization_id,
        attribution=details.attribution,
        method=details.method,
        reply_due=details.reply_due,
        due_is_given=details.reply_due is not None,
        note=details.note,
        position=max((known.position for known in letter.recipients), default=0) + 1,
    )
    letter.recipients.append(recipient)
    db.session.flush()
    return recipient


def _follow_campaigns(actor: Actor, letter: Letter) -> None:
    """Activities and tasks of the letter belong to its campaigns, so that nobody sees them who may not see it."""
    db.session.flush()
    joined = select(Step.activity_id).where(Step.record_id == letter.id)
    for activity in db.session.scalars(
        select(Activity).where(or_(Activity.record_id == letter.id, Activity.id.in_(joined)))
    ):
        dispatch.follow_campaigns(activity)
    for task in db.session.scalars(select(Task).where(Task.about_id == letter.id)):
        records.set_campaigns(actor, task, letter.campaigns)
