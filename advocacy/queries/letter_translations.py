"""A letter's text in the other language."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_translations import other_language
from advocacy.models import Letter, LetterTranslation


def translation_of(letter: Letter) -> LetterTranslation | None:
    """Return the text in the other language, or None."""
    return db.session.scalar(
        select(LetterTranslation).where(
            LetterTranslation.letter_id == letter.id, LetterTranslation.language == other_language(letter.language)
        )
    )


def is_out_of_date(letter: Letter, translation: LetterTranslation) -> bool:
    """Whether the text has changed since the translation said all of it."""
    return translation.of_version != letter.text_version
