"""Letters of a history file become letters that were sent, with recipients, signatures and the reply."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.deadlines import calendar_for, reply_due
from advocacy.domain.letters import (
    DeliveryMethod,
    LetterKind,
    LetterStatus,
    RecipientStatus,
    ReplyChannel,
    ReplyOutcome,
    SignatureStatus,
)
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate, Precision
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import (
    Facet,
    campaigns,
    column,
    dated,
    demands,
    paragraphs,
    plain,
    sources,
    text,
)
from advocacy.exchange.history.into_directory import meaning
from advocacy.exchange.history.records import LetterEntry, SignerEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import Told, people, when
from advocacy.models import (
    Letter,
    LetterDemand,
    Recipient,
    Reply,
    ReplyAnswer,
    Signature,
)


def _side(entry: LetterEntry, book: Book) -> Side:
    """Whose letter it is: as the file says, else ours if its campaign is and nobody else is its sender."""
    stated: Side | None = meaning(mapping.SIDES, entry.side)
    if stated is not None:
        return stated
    is_public = meaning(mapping.LETTER_KINDS, entry.kind) is LetterKind.OPEN_STATEMENT
    ours = book.is_ours(entry.campaign) and entry.organization is None and not is_public
    return Side.OURS if ours else Side.OTHERS


def _sender(entry: LetterEntry, book: Book) -> str:
    """Return who sent a letter of others: the group, else its signers. Ours needs no such words."""
    if entry.organization:
        return book.file.organizations[entry.organization].name
    if _side(entry, book) is Side.OURS:
        return ""
    names = ", ".join(_printed(_signer(signer), book)["printed_name"] for signer in entry.signers)
    return names if len(names) <= Limits.MAX_SHORT else names[: Limits.MAX_SHORT - 1] + "…"


def _others_signed(entry: LetterEntry, _book: Book) -> bool:
    """Whether there were more signers than are named."""
    if entry.signer_count is not None:
        return entry.signer_count > len(entry.signers)
    return bool(entry.signers and (entry.group_note or entry.named_group_members))


def _signer_note(entry: LetterEntry, book: Book) -> str:
    """Return what the file says of signers whom it does not call so."""
    group = ", ".join(_name(person_id, book) for person_id in entry.named_group_members)
    count = str(entry.signer_count) if _others_signed(entry, book) and entry.signer_count else None
    return paragraphs(count, group, entry.group_note, entry.sender_note)


def _name(person_id: str, book: Book) -> str:
    person = book.file.people[person_id]
    return " ".join(filter(None, (person.title, person.name))) if person.name else person.role or person_id


def _recipients(entry: LetterEntry, book: Book) -> Plain:
    delivery = book.matches.delivery_of(entry)
    return [
        {
            "to": named,
            "method": (meaning(mapping.DELIVERY_WORDS, entry.delivery) or DeliveryMethod.NOT_KNOWN).value,
            "sent_on": entry.date.text,
            "delivered_on": delivery.date.text if delivery is not None else "",
            "note": "" if entry.delivery in (None, "sent") else entry.delivery,
        }
        for named in people(entry.addressee, entry.co_addressee, entry.addressee_organization)
    ]


def _recipients_stand(letter: Letter, book: Book) -> Plain:
    return [
        {
            "to": book.party_of(recipient),
            **{name: plain(getattr(recipient, name)) for name in ("method", "sent_on", "delivered_on", "note")},
        }
        for recipient in letter.recipients
    ]


def _put_recipients(letter: Letter, value: Plain, book: Book) -> None:
    have = {book.party_of(recipient): recipient for recipient in letter.recipients}
    for named, recipient in have.items():
        if named not in {each["to"] for each in value}:
            letter.recipients.remove(recipient)
    for position, each in enumerate(value):
        if each["to"] not in have:
            new = Recipient(status=RecipientStatus.SENT, answers=[], **book.party(each["to"]))
            letter.recipients.append(new)
            have[each["to"]] = new
        recipient = have[each["to"]]
        recipient.position = position
        recipient.method = DeliveryMethod(each["method"])
        recipient.sent_on, recipient.delivered_on = (
            PartialDate(each["sent_on"]),
            PartialDate(each["delivered_on"]),
        )
        recipient.note = each["note"]
        _put_due(recipient, letter, book)


def _put_due(recipient: Recipient, letter: Letter, book: Book) -> None:
    """A reply is due to a letter of ours that went out in the last 90 days; history raises nothing."""
    sent = recipient.sent_on
    day = sent.first_day if sent.precision is Precision.DAY else None
    if letter.side is Side.OURS and day is not None and not book.is_history(sent):
        recipient.reply_due = reply_due(day, calendar=calendar_for("US"))


def _signatures(entry: LetterEntry, _book: Book) -> Plain:
    return [{"who": _signer(signer), "basis": signer.basis or ""} for signer in entry.signers]


def _signer(signer: SignerEntry) -> str:
    return f"@{signer.person or signer.organization}"


def _signatures_stand(letter: Letter, book: Book) -> Plain:
    return [{"who": book.party_of(signature), "basis": signature.basis} for signature in letter.signatures]


def _put_signatures(letter: Letter, value: Plain, book: Book) -> None:
    have = {book.party_of(signature): signature for signature in letter.signatures}
    for named, signature in have.items():
        if named not in {each["who"] for each in value}:
            letter.signatures.remove(signature)
    for position, each in enumerate(value):
        if each["who"] not in have:
            new = Signature(status=SignatureStatus.SIGNED, **_printed(each["who"], book), **book.party(each["who"]))
            letter.signatures.append(new)
            have[each["who"]] = new
        signature = have[each["who"]]
        signature.position, signature.basis = position, each["basis"]


def _printed(named: str, book: Book) -> dict[str, str]:
    person = book.file.people.get(named[1:])
    if person is None:
        return {"printed_name": book.file.organizations[named[1:]].name}
    group = book.file.organizations[person.organization].name if person.organization else ""
    return {"printed_name": _name(person.id, book), "printed_organization": group}


def _replies(entry: LetterEntry, book: Book) -> Plain:
    """Return the replies: none, or the one of the file with its answer to every ask of the letter."""
    reply = entry.reply
    if reply is None:
        return []
    return [
        {
            "received_on": reply.date.text,
            "channel": (meaning(mapping.REPLY_MEDIA, reply.medium) or ReplyChannel.OTHER).value,
            "from": f"@{reply.sender}" if reply.sender else "",
            "words": " […] ".join(filter(None, (reply.quote, reply.further_quote))),
            "note": reply.note or "",
            "outcome": plain(meaning(mapping.REPLY_OUTCOMES, reply.outcome)),
            "demands": book.asks_of(entry, entry.asks),
        }
    ]


def _replies_stand(letter: Letter, book: Book) -> Plain:
    return [_reply_stands(reply, letter, book) for reply in _replies_to(letter)]


def _replies_to(letter: Letter) -> list[Reply]:
    ids = [recipient.id for recipient in letter.recipients]
    answered = select(ReplyAnswer.reply_id).where(ReplyAnswer.recipient_id.in_(ids))
    return list(
        db.session.scalars(select(Reply).where(Reply.id.in_(answered), Reply.retracted_at.is_(None)).order_by(Reply.id))
    )


def _reply_stands(reply: Reply, letter: Letter, book: Book) -> Plain:
    outcomes = {plain(answer.outcome) for answer in reply.answers}
    answering = {answer.recipient_id for answer in reply.answers}
    named = [book.party_of(recipient) for recipient in letter.recipients if recipient.id in answering]
    return {
        "received_on": reply.received_on.text,
        "channel": reply.channel.value,
        "from": named[0] if len(named) == 1 else reply.from_words,
        "words": reply.words,
        "note": reply.note,
        "outcome": outcomes.pop() if len(outcomes) == 1 else sorted(map(str, outcomes)),
        "demands": [book.name_of(answer.demand_id) for answer in reply.answers if answer.demand_id],
    }


def _put_replies(letter: Letter, value: Plain, book: Book) -> None:
    known = _replies_to(letter) if letter.id is not None else []
    for reply, each in zip(known, value, strict=False):
        _fill_reply(reply, letter, each, book)
    for each in value[len(known) :]:
        if letter.recipients:
            reply = Reply(answers=[])
            db.session.add(reply)
            _fill_reply(reply, letter, each, book)


def _fill_reply(reply: Reply, letter: Letter, each: Plain, book: Book) -> None:
    reply.received_on, reply.channel = PartialDate(each["received_on"]), ReplyChannel(each["channel"])
    reply.words, reply.note = each["words"], each["note"]
    outcome = ReplyOutcome(each["outcome"]) if each["outcome"] else None
    answering = [each_one for each_one in letter.recipients if book.party_of(each_one) == each["from"]]
    if not answering:
        reply.from_words = _words_for(each["from"], book)
    asked = each["demands"] if outcome is not None else []
    _put_answers(reply, answering or letter.recipients, [book.id_of(each) for each in asked] or [None], outcome)
    for recipient in answering or letter.recipients:
        recipient.status = _after(outcome, reply.received_on, book)


def _put_answers(
    reply: Reply,
    recipients: Iterable[Recipient],
    demand_ids: Iterable[int | None],
    outcome: ReplyOutcome | None,
) -> None:
    """Make the reply answer these demands for these recipients, and no others."""
    have = {(answer.recipient, answer.demand_id): answer for answer in reply.answers}
    wanted = [(recipient, demand_id) for recipient in recipients for demand_id in demand_ids]
    for key, answer in have.items():
        if key not in wanted:
            reply.answers.remove(answer)
    for recipient, demand_id in wanted:
        if (recipient, demand_id) not in have:
            new = ReplyAnswer(recipient=recipient, demand_id=demand_id, outcome=outcome)
            reply.answers.append(new)
        else:
            have[recipient, demand_id].outcome = outcome


def _words_for(named: str, book: Book) -> str:
    """Return the name of somebody who answered without having been written to."""
    if not named.startswith("@"):
        return named
    group = book.file.organizations.get(named[1:])
    return group.name if group is not None else _name(named[1:], book)


def _after(outcome: ReplyOutcome | None, received_on: PartialDate, book: Book) -> RecipientStatus:
    """Return where a letter stands after a reply; an old one without an outcome waits for nobody."""
    if outcome is None and not book.is_history(received_on):
        return RecipientStatus.TO_CLASSIFY
    if outcome is ReplyOutcome.RECEIPT:
        return RecipientStatus.ACKNOWLEDGED
    return RecipientStatus.ANSWERED


def _tells(entry: LetterEntry, book: Book) -> list[Told]:
    delivery = book.matches.delivery_of(entry)
    cited = set(entry.source) | set(delivery.source if delivery is not None else ())
    to = people(entry.addressee, entry.co_addressee, entry.addressee_organization)
    told = [
        Told(
            "sent",
            ActivityKind.LETTER_SENT,
            _side(entry, book),
            step="send",
            summary=entry.title,
            note=paragraphs(*((delivery.title, delivery.place) if delivery is not None else ())),
            campaign=entry.campaign,
            contacts=to,
            sources=tuple(cited),
            **{**when(entry), "not_after": entry.not_after or _before_its_reply(entry)},
        )
    ]
    reply = entry.reply
    if reply is not None:
        told.append(
            Told(
                "reply",
                ActivityKind.REPLY_RECEIVED,
                Side.THEIRS,
                step="log_reply",
                occurred_on=reply.date,
                not_before=None if reply.date else entry.date.first_day,
                summary=reply.quote or entry.title,
                note=reply.note or "",
                campaign=entry.campaign,
                contacts=people(reply.sender) or to,
                sources=entry.source,
            )
        )
    return told


def _before_its_reply(entry: LetterEntry) -> datetime.date | None:
    """Return the day of the reply for a letter whose own date is not known: it was sent by then."""
    reply = entry.reply
    if reply is None or entry.date or entry.not_before or reply.date.precision is not Precision.DAY:
        return None
    return reply.date.first_day


def _bind(letter: Letter, activities: Mapping[str, int]) -> None:
    if "reply" in activities:
        for reply in _replies_to(letter):
            reply.activity_id = reply.activity_id or activities["reply"]


def _make_letter(_entry: LetterEntry, _book: Book) -> Letter:
    return Letter(status=LetterStatus.SENT, recipients=[], signatures=[], demand_links=[])


LETTERS: Shape[LetterEntry] = Shape(
    Letter,
    make=_make_letter,
    tells=_tells,
    keys=("sent", "reply"),
    bind=_bind,
    facets=(
        text("subject", lambda letter: letter.title),
        column(
            "letter_kind",
            lambda letter, _: meaning(mapping.LETTER_KINDS, letter.kind) or LetterKind.LETTER,
            LetterKind,
        ),
        column("side", _side, Side),
        column("sender", _sender),
        dated("dated_on", lambda letter: letter.date or NOT_KNOWN),
        text("date_note", lambda letter: letter.date_note),
        column("others_signed", _others_signed),
        column("signer_note", _signer_note),
        text("note", lambda letter: paragraphs(*(f"- {each}" for each in letter.concerns), letter.note)),
        campaigns(lambda letter: [letter.campaign], RecordKind.LETTER, numbered=True),
        demands(lambda letter, book: book.asks_of(letter, letter.asks), LetterDemand),
        Facet("recipients", _recipients, _recipients_stand, _put_recipients),
        Facet("signatures", _signatures, _signatures_stand, _put_signatures),
        Facet("replies", _replies, _replies_stand, _put_replies),
        sources(lambda letter, _: letter.source),
    ),
)
