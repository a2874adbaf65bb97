"""Words that a person reads, marked here and translated later, where the reader's language is known."""

from enum import StrEnum
from typing import Self


def N_(text: str) -> str:
    """Return `text` unchanged; the name marks it for the catalogue of translations.

    The text is the message id: an English whole sentence or label, with `%(name)s` for what varies.
    """
    return text


class Word(StrEnum):
    """A stored code together with the label that a person reads.

    The code is stable: it is what the database, CSV files and the API hold. The label is a message id.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Return a member that equals its code and carries its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
