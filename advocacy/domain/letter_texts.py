"""What identifies the text of a letter: that which was approved is that which is printed."""

import hashlib
import json
from collections.abc import Sequence

SHOWN_SIGNS = 16
"""Signs of the hash that stand at the foot of a paper: enough to tell texts apart, short enough to read out."""
TEXT_TYPE = "text/markdown"


def text_sha256(language: str, subject: str, body: str, demands: Sequence[str], enclosures: str) -> str:
    """Return the SHA-256 (64 hexadecimal signs) of all that a signer or reviewer has read.

    Recipients, signatures and the letterhead are no part of it: every copy of one text carries the same hash.
    """
    told = [language, subject, body.replace("\r\n", "\n"), list(demands), enclosures.replace("\r\n", "\n")]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
