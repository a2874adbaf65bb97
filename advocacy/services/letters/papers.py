"""The hash of an approved text stays on the letter, so that a paper can be told from another text."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_texts import TEXT_TYPE, text_sha256
from advocacy.domain.letters import LetterStatus
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Letter, LetterPaper, LetterTranslation
from advocacy.policy import Actor
from advocacy.queries.letter_papers import approval_of, hashed_above, text_demands


def hash_of(letter: Letter, translation: LetterTranslation | None = None) -> str:
    """Return the hash of the text as it stands now, or of its translation."""
    text = translation or letter
    demands = text_demands(letter, text.language)
    return text_sha256(text.language.value, text.subject, text.body, demands, letter.enclosures, hashed_above(letter))


def forget_approval(letter: Letter) -> None:
    """Forget the hash of an approval that was taken back."""
    kept = select(LetterPaper).where(
        LetterPaper.letter_id == letter.id,
        LetterPaper.media_type == TEXT_TYPE,
        LetterPaper.text_version == letter.text_version,
    )
    newest = db.session.scalar(kept.order_by(LetterPaper.id.desc()).limit(1))
    if newest is not None:
        db.session.delete(newest)


def refuse_another_text(letter: Letter) -> None:
    """Refuse to let out for the first time what is not what was approved: a demand or enclosure changed since."""
    approval = approval_of(letter)
    if letter.status is not LetterStatus.SENT and approval is not None and approval.sha256 != hash_of(letter):
        raise Refused.sentence(
            N_(
                "This is not the text that was approved: it, a demand or an enclosure has changed since. Choose "
                "“Revise the text” and have it approved again."
            )
        )


def note_approved(actor: Actor, letter: Letter) -> None:
    """Keep the hash of the text that was approved just now."""
    kept = hash_of(letter)
    db.session.add(
        LetterPaper(
            letter_id=letter.id,
            text_version=letter.text_version,
            media_type=TEXT_TYPE,
            content_sha256=kept,
            file_sha256=kept,
            made_by_id=actor.user_id,
        )
    )
