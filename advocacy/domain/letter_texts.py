"""What identifies the text of a letter: that which was approved is that which is printed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

SHOWN_SIGNS = 16
"""Signs of the hash that stand at the foot of a paper: enough to tell texts apart, short enough to read out."""
TEXT_TYPE = "text/markdown"


def text_sha256(language: str, subject: str, body: str, demands: Sequence[str], enclosures: str) -> str:
    """Return the SHA-256 (64 hexadecimal signs) of all that a signer or reviewer has read.

    Recipients, signatures and the letterhead are no part of it: every copy of one text carries the same hash.
    """
    told = [language, subject, body.replace("\r\n", "\n"), list(demands), enclosures.replace("\r\n", "\n")]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def translation_sha256(language: str, subject: str, body: str, sender: str) -> str:
    """Return the SHA-256 of the words of a translation: what a second person approves."""
    told = [language, subject, body.replace("\r\n", "\n"), sender]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class SettledWords:
    """Words of other records that an approved letter prints: it keeps them, whatever those records say later.

    `demands` in their order, each in English and Spanish; `fields` are the campaign's merge fields; `head` is the name
    on the letterhead, `letterhead` the id of that letterhead.
    """

    demands: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    letterhead: int | None = None
    head: str = ""

    def kept(self) -> str:
        """Return them as the letter's record keeps them (JSON)."""
        return json.dumps([self.demands, self.fields, self.letterhead, self.head], ensure_ascii=False)

    @classmethod
    def of(cls, kept: str) -> "SettledWords | None":
        """Return what the record keeps, or None where it keeps nothing yet."""
        if not kept:
            return None
        demands, fields, letterhead, head = json.loads(kept)
        return cls(tuple(map(tuple, demands)), tuple(map(tuple, fields)), letterhead, head)


@dataclass(frozen=True)
class PrintedText:
    """All that belongs to the text of a letter: a change of any of it is a new text."""

    language: str
    subject: str
    body: str
    beside: str
    """Sender, demands and enclosures, one a line."""
