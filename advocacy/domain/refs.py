"""Refs: the only ids of records that anybody outside the database sees.

A ref is 10 random characters of Crockford's base 32 (50 bits), so no ref tells how many records there are
or that a hidden one exists. The alphabet has no i, l, o and u: nothing in it is misread aloud or on paper.
Source: https://www.crockford.com/base32.html
"""

import re
import secrets

from advocacy.domain.words import N_

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
REF_LENGTH = 10

_REF = re.compile(rf"[{ALPHABET}]{{{REF_LENGTH}}}")
_MISREAD = str.maketrans("ilo", "110")


def new_ref() -> str:
    """Return a new random ref, in lower case as it is written in addresses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(REF_LENGTH))


def parse_ref(text: str) -> str:
    """Return the ref that a person or an address wrote, as it is stored.

    Upper case is read as lower case, i and l as 1, o as 0. Anything else raises ValueError with a sentence.
    """
    ref = text.lower().translate(_MISREAD) if text.isascii() else ""
    if not _REF.fullmatch(ref):
        raise ValueError(N_("This is not a reference: it has 10 letters and digits."))
    return ref


def is_ref(text: str) -> bool:
    """Tell whether a text is a ref as it is stored."""
    return _REF.fullmatch(text) is not None
