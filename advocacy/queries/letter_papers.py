"""What the paper of a letter needs beside the letter: the letterhead, offices on the day, addresses, names."""

from collections import defaultdict
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.directory import ContactKind, ContactState
from advocacy.domain.letter_texts import TEXT_TYPE, Above, SettledWords
from advocacy.domain.letters import TEXT_IS_OPEN
from advocacy.domain.merge_fields import has_fields
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.users import Language
from advocacy.models import (
    ContactPoint,
    Letter,
    Letterhead,
    LetterPaper,
    LetterReview,
    LetterTranslation,
    Recipient,
    StoredFile,
    Term,
    User,
)
from advocacy.models.directory import current_terms
from advocacy.policy import Action, Actor, allows


@dataclass(frozen=True)
class Office:
    """An office held on a day: its label, and the ward or district it is for."""

    label: str
    ward: str = ""


NO_OFFICE = Office("")


def settled_of(letter: Letter) -> SettledWords | None:
    """Return the words of other records that an approved letter keeps, or None: then it prints what they say now."""
    return SettledWords.of(letter.settled)


def letterhead_of(letter: Letter) -> Letterhead | None:
    """Return the letterhead of a letter of ours: the one approved with it, the one chosen, else the usual one."""
    settled = settled_of(letter)
    if settled is not None:
        return db.session.get(Letterhead, settled.letterhead) if settled.letterhead is not None else None
    if letter.side is not Side.OURS:
        return None
    chosen = db.session.get(Letterhead, letter.letterhead_id) if letter.letterhead_id is not None else None
    if chosen is not None and chosen.archived_at is None:
        return chosen
    return db.session.scalar(
        select(Letterhead)
        .where(Letterhead.is_default, Letterhead.archived_at.is_(None))
        .order_by(Letterhead.id)
        .limit(1)
    )


def above_of(letter: Letter) -> Above:
    """Return what the letterhead of a letter puts on its paper: as it was approved, else what it says now."""
    settled = settled_of(letter)
    if settled is not None and settled.above is not None:
        return settled.above
    kept = letterhead_of(letter)
    return above_now(kept) if kept is not None else Above()


def above_now(kept: Letterhead) -> Above:
    """Return what a letterhead says now."""
    logo = kept.logo.sha256 if kept.logo is not None else ""
    return Above(kept.lines, kept.return_address, logo, kept.logo_words)


def picture_above(above: Above) -> StoredFile | None:
    """Return the picture, or None where there is none."""
    if not above.logo_sha256:
        return None
    return db.session.scalar(select(StoredFile).where(StoredFile.sha256 == above.logo_sha256))


def hashed_above(letter: Letter) -> tuple[str, ...]:
    """Return what of all that stands above the text its hash covers: nothing where it was approved before it did."""
    settled = settled_of(letter)
    is_hashed = settled.is_hashed if settled is not None else letter.status in TEXT_IS_OPEN
    return (head_of(letter), *astuple(above_of(letter))) if is_hashed else ()


def head_of(letter: Letter) -> str:
    """Return the name that stands above a letter: its sender, else that of its letterhead."""
    return letter.sender or letterhead_name(letter)


def told_subject(letter: Letter, translation: LetterTranslation | None = None) -> str:
    """Return the subject of a letter, or of a translation, as outsiders are told it: what is known is filled in."""
    text = translation if translation is not None else letter
    sender = (translation.sender if translation is not None else "") or letter.sender
    if has_fields(text.subject) and not sender:
        sender = letterhead_name(letter)
    return letter.told(text.subject, text.language, sender)


def letterhead_name(letter: Letter) -> str:
    """Return the name of a letter's letterhead, whoever its sender is; "" where it has none."""
    settled = settled_of(letter)
    if settled is not None:
        return settled.head
    kept = letterhead_of(letter)
    return kept.title if kept is not None else ""


def campaign_fields(letter: Letter) -> dict[str, str]:
    """Return the values of the merge fields that speak of the campaign which leads."""
    settled = settled_of(letter)
    if settled is not None:
        return dict(settled.fields)
    campaign = next(iter(letter.campaigns), None)
    return {
        "campaign.title": campaign.title if campaign is not None else "",
        "campaign.goal": campaign.goal if campaign is not None else "",
    }


def offices_on(recipients: list[Recipient], day: date) -> dict[int, Office]:
    """Return the office of each recipient who is a person, by the person's id: the newest held on that day."""
    people = [each.person_id for each in recipients if each.person_id is not None]
    terms: dict[int, list[Term]] = {}
    for term in db.session.scalars(
        select(Term).where(Term.person_id.in_(people)).options(joinedload(Term.post)).order_by(Term.starts_on, Term.id)
    ):
        terms.setdefault(term.person_id, []).append(term)
    found = {}
    for person_id, held in terms.items():
        current = current_terms(held, day)
        if current:
            found[person_id] = Office(current[-1].post.label, current[-1].post.division)
    return found


def addresses_of(actor: Actor, recipients: list[Recipient]) -> dict[int, str]:
    """Return the postal address of each recipient (by the recipient's id), as far as the actor may see it.

    One that is known to fail is left out; the newest verified goes first.
    """
    return {key: point.value for key, point in points_of(actor, recipients, ContactKind.ADDRESS).items()}


def points_of(actor: Actor, recipients: list[Recipient], kind: ContactKind) -> dict[int, ContactPoint]:
    """Return by which address of a kind each recipient (by the recipient's id) is reached, if the actor may see it.

    One that is known to fail is left out; the newest verified goes first.
    """
    found: dict[int, ContactPoint] = {}
    points: dict[tuple[int | None, int | None], list[ContactPoint]] = defaultdict(list)
    for point in _points([each for each in recipients if each.party is not None], kind):
        points[point.person_id, point.organization_id].append(point)
    for recipient in recipients:
        for point in points[recipient.person_id, recipient.organization_id]:
            if point.is_public or allows(actor, Action.SEE_PRIVATE_CONTACTS, recipient.party):
                found.setdefault(recipient.id, point)
    return found


def _points(recipients: list[Recipient], kind: ContactKind) -> list[ContactPoint]:
    people = [each.person_id for each in recipients if each.person_id is not None]
    organizations = [each.organization_id for each in recipients if each.organization_id is not None]
    return list(
        db.session.scalars(
            select(ContactPoint)
            .where(or_(ContactPoint.person_id.in_(people), ContactPoint.organization_id.in_(organizations)))
            .where(ContactPoint.contact_kind == kind, ContactPoint.state != ContactState.FAILING)
            .order_by(ContactPoint.verified_on.desc().nulls_last(), ContactPoint.id)
        )
    )


def text_demands(letter: Letter, language: Language | None = None) -> list[str]:
    """Return the demands as a language says them (the letter's own, unless another is given), as it was approved."""
    spanish = (language or letter.language) is Language.ES
    settled = settled_of(letter)
    pairs = settled.demands if settled is not None else _demands_now(letter)
    return [(text_es if spanish else "") or text for text, text_es in pairs]


def _demands_now(letter: Letter) -> tuple[tuple[str, str], ...]:
    return tuple((demand.text, demand.text_es) for demand in letter.demands)


def words_now(letter: Letter, *, is_hashed: bool = False) -> SettledWords:
    """Return the words of other records that the letter prints: what it keeps once it is approved.

    `is_hashed`: it is being approved now, and the hash covers what stands above the text.
    """
    kept = letterhead_of(letter)
    fields = tuple(campaign_fields(letter).items())
    return SettledWords(
        _demands_now(letter),
        fields,
        kept.id if kept is not None else None,
        letterhead_name(letter),
        above_of(letter),
        is_hashed,
    )


@dataclass(frozen=True)
class Approval:
    """What was approved: the version of the text and its hash, when, and by whom (each who approved that text)."""

    text_version: int
    sha256: str
    at: datetime
    by: tuple[User, ...]


def approval_of(letter: Letter) -> Approval | None:
    """Return the newest approval whose hash was kept, or None."""
    row: Any = db.session.execute(
        select(LetterPaper, User)
        .outerjoin(User, User.id == LetterPaper.made_by_id)
        .where(LetterPaper.letter_id == letter.id, LetterPaper.media_type == TEXT_TYPE)
        .order_by(LetterPaper.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    paper, last = row
    said = select(LetterReview).where(
        LetterReview.letter_id == letter.id,
        LetterReview.text_version == paper.text_version,
        LetterReview.verdict == ReviewVerdict.APPROVED,
    )
    approvers = [each.reviewer for each in db.session.scalars(said.order_by(LetterReview.at, LetterReview.id))]
    named = approvers if last is None or last in approvers else [*approvers, last]
    return Approval(paper.text_version, paper.content_sha256, paper.made_at, tuple(named))
