"""A letter's text in the other language."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.letter_texts import translation_sha256
from advocacy.domain.letter_translations import other_language
from advocacy.models import Letter, LetterTranslation


def translation_of(letter: Letter) -> LetterTranslation | None:
    """Return the text in the other language, or None."""
    return db.session.scalar(
        select(LetterTranslation)
        .where(LetterTranslation.letter_id == letter.id, LetterTranslation.language == other_language(letter.language))
        .options(joinedload(LetterTranslation.approved_by))
    )


def sha256_of(translation: LetterTranslation) -> str:
    """Return the hash of what the translation says."""
    return translation_sha256(translation.language.value, translation.subject, translation.body, translation.sender)


def is_approved(translation: LetterTranslation) -> bool:
    """Whether a second person approved the translation in these words."""
    return bool(translation.approved_sha256) and translation.approved_sha256 == sha256_of(translation)


def is_as_good_as_the_letter(letter: Letter, translation: LetterTranslation) -> bool:
    """Whether it says, in approved words, all that the letter says: then it is printed without the mark of a draft."""
    return is_approved(translation) and not is_out_of_date(letter, translation)


def is_out_of_date(letter: Letter, translation: LetterTranslation) -> bool:
    """Whether the text has changed since the translation said all of it."""
    return translation.of_version != letter.text_version
