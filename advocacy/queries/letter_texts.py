"""The texts that a letter has had, each with who wrote it and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advocacy.db import db
from advocacy.models import Letter, User


@dataclass(frozen=True)
class LetterText:
    """One text of a letter. `by` is None where nobody here wrote it (a loaded history) or they are forgotten."""

    number: int
    subject: str
    body: str
    by: User | None
    at: datetime
    is_current: bool

    @property
    def whole(self) -> str:
        """Subject and body, to compare."""
        return f"{self.subject}\n\n{self.body}"


def texts_of(letter: Letter) -> list[LetterText]:
    """Return every text of a letter, the first one first.

    The row of an older text says who replaced it, and when: so it names the author of the one after it.
    """
    by = db.session.get(User, letter.created_by_id) if letter.created_by_id is not None else None
    at = letter.created_at
    texts = []
    for row in letter.versions:
        texts.append(LetterText(row.number, row.subject, row.body, by, at, is_current=False))
        by, at = row.editor, row.at
    texts.append(LetterText(letter.text_version, letter.subject, letter.body, by, at, is_current=True))
    return texts


def text_numbered(texts: Sequence[LetterText], number: int | None) -> LetterText | None:
    """Return the text of a number, or None."""
    return next((text for text in texts if text.number == number), None)


def text_author_id(letter: Letter) -> int | None:
    """Return who wrote the text as it stands now: who changed it last, else who began the letter."""
    return letter.versions[-1].editor_id if letter.versions else letter.created_by_id
