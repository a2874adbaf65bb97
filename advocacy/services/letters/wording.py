"""Wording: what belongs to the text of a letter, when it may change, and what follows when it does.

Not only subject and body: sender, language, demands and enclosures are read by whoever reviews and signs. While the
text is open a change of any of them makes a new text. Once it is approved the letter keeps the words of other records
(demands, letterhead, campaign) as they were.
"""

from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_texts import PrintedText
from advocacy.domain.letters import (
    BEFORE_SENDING,
    GONE_OUT,
    TEXT_IS_OPEN,
    LetterEvent,
    SignatureEvent,
    SignatureStatus,
)
from advocacy.models import Letter, LetterVersion
from advocacy.policy import Actor
from advocacy.queries.letter_texts import as_printed
from advocacy.services import steps


def text_is_open(letter: Letter) -> bool:
    """Whether the text may change: while it is written; a letter of others, or one without text, at any time."""
    return letter.status in TEXT_IS_OPEN or not letter.body or letter.side is not Side.OURS


def is_history(letter: Letter) -> bool:
    """Whether it went out before anybody wrote it down here: then its signatures are known, not collected."""
    if letter.status not in GONE_OUT:
        return False
    return letter.side is not Side.OURS or not steps.has_taken(letter, LetterEvent.SEND)


def date_is_open(letter: Letter) -> bool:
    """Whether its date may be typed: not once it is approved, for it stands on the paper over the approved text.

    A statement to nobody in particular went out on its own date, which may be corrected.
    """
    is_out = letter.status in GONE_OUT
    return text_is_open(letter) or is_history(letter) or (is_out and not letter.recipients)


def raise_if_changed(actor: Actor, letter: Letter, before: PrintedText) -> bool:
    """Make a new text of what differs from `before`, which is kept; tell whether it does.

    No name stands under the new one unconfirmed.
    """
    if as_printed(letter) == before:
        return False
    letter.versions.append(
        LetterVersion(
            number=letter.text_version,
            subject=before.subject,
            body=before.body,
            beside=before.beside,
            editor_id=actor.user_id,
        )
    )
    letter.text_version += 1
    for signature in letter.signatures:
        if signature.status is SignatureStatus.SIGNED and letter.status in BEFORE_SENDING:
            steps.take(actor, letter, SignatureEvent.TEXT_CHANGED, subject=signature)
    return True
