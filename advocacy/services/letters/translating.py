"""Translating: a letter's text in the other language, side by side with it."""

from advocacy.db import db
from advocacy.domain.letter_translations import NO_VERSION, TranslationDetails, check_translation, other_language
from advocacy.domain.problems import refuse_if
from advocacy.models import Letter, LetterTemplate, LetterTranslation
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.letter_translations import translation_of
from advocacy.services import records


def translate(
    actor: Actor, letter: Letter, details: TranslationDetails, version: int | None = None
) -> LetterTranslation:
    """Write the text in the other language. Unless it is said to be current, it stays as out of date as it was."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    refuse_if(check_translation(details))
    records.refuse_never_stored(subject=details.subject, body=details.body, sender=details.sender)
    kept = translation_of(letter)
    if kept is None:
        language = other_language(letter.language)
        kept = LetterTranslation(letter_id=letter.id, language=language, of_version=NO_VERSION)
        db.session.add(kept)
    kept.subject, kept.body, kept.sender = details.subject, details.body, details.sender
    kept.of_version = letter.text_version if details.is_current else kept.of_version
    kept.editor_id, kept.at = actor.user_id, utc_now()
    db.session.flush()
    records.saved(actor, letter, "letter.translated", language=kept.language, version=letter.text_version)
    return kept


def translate_from_template(actor: Actor, letter: Letter, template: LetterTemplate) -> None:
    """Begin the translation of a new letter with the template's text in the other language, if it has one.

    It is current only where the letter says what the template says.
    """
    english, spanish = (template.subject, template.body), (template.subject_es, template.body_es)
    own, other = (spanish, english) if letter.language.value == "es" else (english, spanish)
    if all(text.strip() for text in other):
        is_same = (letter.subject, letter.body) == own
        translate(actor, letter, TranslationDetails(*other, is_current=is_same))
