"""Translating: a letter's text in the other language, side by side with it."""

from collections.abc import Sequence

from advocacy.db import db
from advocacy.domain.letter_translations import (
    NO_VERSION,
    OWN_TRANSLATION,
    TranslationDetails,
    check_translation,
    other_language,
)
from advocacy.domain.letters import TEXT_IS_OPEN
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Letter, LetterReview, LetterTemplate, LetterTranslation
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.letter_translations import is_out_of_date, sha256_of, translation_of
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


def approve_translation(actor: Actor, letter: Letter, version: int | None = None) -> None:
    """Approve a translation that was written or changed after the letter was approved.

    Refused for who wrote it, while it is out of date, and before the letter is approved: until then the translation
    is read and approved with it.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    kept = translation_of(letter)
    if kept is None or not kept.body.strip():
        raise Refused.sentence(N_("There is no translation to approve."))
    if letter.status in TEXT_IS_OPEN:
        raise Refused.sentence(N_("The translation is approved with the letter. Send it for review."))
    if is_out_of_date(letter, kept):
        raise Refused.sentence(N_("The translation does not say all of the text yet."))
    if kept.editor_id is not None and kept.editor_id == actor.user_id:
        raise Refused.sentence(OWN_TRANSLATION)
    _approve(actor, kept)
    records.saved(actor, letter, "letter.translation_approved", language=kept.language, version=letter.text_version)


def approve_with_letter(actor: Actor, letter: Letter, approvals: Sequence[LetterReview]) -> None:
    """Approve the translation with its letter, if those who approved the letter had it before them as it is now.

    As many of them as the letter needs must have approved after the translation was last changed, none of them the
    one who changed it.
    """
    kept = translation_of(letter)
    if kept is None or is_out_of_date(letter, kept):
        return
    readers = [each for each in approvals if each.at >= kept.at and each.reviewer_id != kept.editor_id]
    if actor.user_id is None or len(readers) >= letter.reviews_needed:
        _approve(actor, kept)


def forget_approval(letter: Letter) -> None:
    """Forget that the translation was approved with a letter whose approval is taken back."""
    kept = translation_of(letter)
    if kept is not None:
        kept.approved_sha256, kept.approved_by_id, kept.approved_at = "", None, None


def _approve(actor: Actor, kept: LetterTranslation) -> None:
    kept.approved_sha256, kept.approved_by_id, kept.approved_at = sha256_of(kept), actor.user_id, utc_now()
    db.session.flush()


def translate_from_template(actor: Actor, letter: Letter, template: LetterTemplate) -> None:
    """Begin the translation of a new letter with the template's text in the other language, if it has one.

    It is current only where the letter says what the template says.
    """
    english, spanish = (template.subject, template.body), (template.subject_es, template.body_es)
    own, other = (spanish, english) if letter.language.value == "es" else (english, spanish)
    if all(text.strip() for text in other):
        is_same = (letter.subject, letter.body) == own
        translate(actor, letter, TranslationDetails(*other, is_current=is_same))
