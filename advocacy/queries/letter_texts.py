"""The texts that a letter has had, each with who wrote it and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_texts import PrintedText
from advocacy.domain.merge_fields import fields_in
from advocacy.models import Campaign, Demand, Letter, LetterDemand, RecordCampaign, User
from advocacy.queries.letter_papers import campaign_fields, letterhead_name, text_demands
from advocacy.queries.letters import WHOLE


@dataclass(frozen=True)
class LetterText:
    """One text of a letter. `by` is None where nobody here wrote it (a loaded history) or they are forgotten."""

    number: int
    subject: str
    body: str
    beside: str | None
    """What was printed beside them, one a line; None where nobody kept it."""
    by: User | None
    at: datetime
    is_current: bool

    @property
    def whole(self) -> str:
        """Subject and body, to compare."""
        return f"{self.subject}\n\n{self.body}"

    def compared_with(self, other: "LetterText") -> str:
        """Return all that this text printed, to compare it with another one, as far as both are known."""
        if self.beside is None or other.beside is None:
            return self.whole
        return f"{self.whole}\n\n{self.beside}".rstrip()


def texts_of(letter: Letter) -> list[LetterText]:
    """Return every text of a letter, the first one first.

    The row of an older text says who replaced it, and when: so it names the author of the one after it.
    """
    by = db.session.get(User, letter.created_by_id) if letter.created_by_id is not None else None
    at = letter.created_at
    texts = []
    for row in letter.versions:
        texts.append(LetterText(row.number, row.subject, row.body, row.beside, by, at, is_current=False))
        by, at = row.editor, row.at
    texts.append(
        LetterText(letter.text_version, letter.subject, letter.body, as_printed(letter).beside, by, at, is_current=True)
    )
    return texts


def as_printed(letter: Letter) -> PrintedText:
    """Return the text as it would be printed now, without what differs from recipient to recipient."""
    return PrintedText(letter.language.value, letter.subject, letter.body, _beside(letter))


def _beside(letter: Letter) -> str:
    """Return what is printed beside subject and body; nothing where there is no body, or somebody else wrote it."""
    if not letter.body or letter.side is not Side.OURS:
        return ""
    used = fields_in(f"{letter.subject}\n{letter.body}")
    lines = [letter.sender, letterhead_name(letter)]
    lines += [value for name, value in campaign_fields(letter).items() if name in used]
    lines += [f"{number}. {text}" for number, text in enumerate(text_demands(letter), start=1)]
    lines += [f"+ {line.strip()}" for line in letter.enclosures.splitlines()]
    return "\n".join(dict.fromkeys(line for line in lines if line.strip(" +")))


def text_numbered(texts: Sequence[LetterText], number: int | None) -> LetterText | None:
    """Return the text of a number, or None."""
    return next((text for text in texts if text.number == number), None)


def text_author_id(letter: Letter) -> int | None:
    """Return who wrote the text as it stands now: who changed it last, else who began the letter."""
    return letter.versions[-1].editor_id if letter.versions else letter.created_by_id


def letters_with(demand: Demand) -> Sequence[Letter]:
    """Return every letter that carries a demand, whoever may see it: what they print follows its words."""
    carried = select(LetterDemand.letter_id).where(LetterDemand.demand_id == demand.id)
    return _whole(Letter.id.in_(carried))


def letters_that_name(campaign: Campaign) -> Sequence[Letter]:
    """Return every letter of a campaign with merge fields that speak of it, whoever may see it."""
    linked = select(RecordCampaign.record_id).where(RecordCampaign.campaign_id == campaign.id)
    has_fields = or_(Letter.body.contains("campaign."), Letter.subject.contains("campaign."))
    return _whole(Letter.id.in_(linked), has_fields)


def _whole(*wanted: ColumnElement[bool]) -> Sequence[Letter]:
    return db.session.scalars(select(Letter).where(*wanted).options(*WHOLE).order_by(Letter.id)).all()
