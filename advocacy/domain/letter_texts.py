"""What identifies the text of a letter: that which was approved is that which is printed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass

SHOWN_SIGNS = 16
"""Signs of the hash that stand at the foot of a paper: enough to tell texts apart, short enough to read out."""
TEXT_TYPE = "text/markdown"


def text_sha256(
    language: str, subject: str, body: str, demands: Sequence[str], enclosures: str, above: Sequence[str] = ()
) -> str:
    """Return the SHA-256 (64 hexadecimal signs) of all that a signer or reviewer has read.

    `above`: what stands above the text; empty for what was approved before that was hashed too. Recipients and
    signatures are no part of it: every copy of one text carries the same hash.
    """
    told: list[object] = [language, subject, _lines(body), list(demands), _lines(enclosures)]
    if above:
        told.append([_lines(each) for each in above])
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def translation_sha256(language: str, subject: str, body: str, sender: str) -> str:
    """Return the SHA-256 of the words of a translation: what a second person approves."""
    told = [language, subject, body.replace("\r\n", "\n"), sender]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Above:
    """What a letterhead puts on the paper below the name: lines, return address, picture (its SHA-256) and words."""

    lines: str = ""
    return_address: str = ""
    logo_sha256: str = ""
    logo_words: str = ""


@dataclass(frozen=True)
class SettledWords:
    """Words of other records that an approved letter prints: it keeps them, whatever those records say later.

    `demands` in their order, each in English and Spanish; `fields` are the campaign's merge fields; `head` is the name
    on the letterhead, `letterhead` the id of that letterhead, `above` what else it put on the paper (None: what it says
    now), which the hash of the approval covers if `is_hashed`.
    """

    demands: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    letterhead: int | None = None
    head: str = ""
    above: Above | None = None
    is_hashed: bool = False

    def kept(self) -> str:
        """Return them as the letter's record keeps them (JSON)."""
        above = astuple(self.above) if self.above is not None else None
        told = [self.demands, self.fields, self.letterhead, self.head, above, self.is_hashed]
        return json.dumps(told, ensure_ascii=False)

    @classmethod
    def of(cls, kept: str) -> "SettledWords | None":
        """Return what the record keeps, or None where it keeps nothing yet."""
        if not kept:
            return None
        demands, fields, letterhead, head, *more = json.loads(kept)
        above, is_hashed = more or (None, False)
        words = tuple(map(tuple, demands)), tuple(map(tuple, fields))
        return cls(*words, letterhead, head, Above(*above) if above is not None else None, is_hashed)


@dataclass(frozen=True)
class PrintedText:
    """All that belongs to the text of a letter: a change of any of it is a new text."""

    language: str
    subject: str
    body: str
    beside: str
    """Sender, demands and enclosures, one a line."""
